"""The days on which something may have happened: between two dates ("from 12 May to 3 June"), or by one of them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from attribune.model import TimeExpression

_FIRST, _LAST, _LIMIT = "time.range_first", "time.range_last", "time.limit"


def days_of(time: TimeExpression, times: Sequence[TimeExpression]) -> str | None:
    """The days that a time tells of what happened then: of either end of a stretch the whole of it, of a limit all
    until it.

    ``times`` are those of its document, in the order of the text.
    """
    if time.made.rule == _LIMIT:
        return f"../{time.edtf}" if time.edtf else None
    if time.made.rule not in (_FIRST, _LAST):
        return time.edtf
    for one, other in pairwise(times):
        ends = (one.made.rule, other.made.rule) == (_FIRST, _LAST) and time in (one, other)
        if ends and one.edtf and other.edtf:
            return f"{one.edtf.split('/')[0]}/{other.edtf.split('/')[-1]}"
    return time.edtf
