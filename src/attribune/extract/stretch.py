"""The stretch between two dates: "from 12 May to 3 June", "between 2012 and 2015"."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from attribune.model import TimeExpression

_FIRST, _LAST = "time.range_first", "time.range_last"


def days_of(time: TimeExpression, times: Sequence[TimeExpression]) -> str | None:
    """The days that a time tells of what happened then: of either end of a stretch, the whole of it.

    ``times`` are those of its document, in the order of the text.
    """
    if time.made.rule not in (_FIRST, _LAST):
        return time.edtf
    for one, other in pairwise(times):
        ends = (one.made.rule, other.made.rule) == (_FIRST, _LAST) and time in (one, other)
        if ends and one.edtf and other.edtf:
            return f"{one.edtf.split('/')[0]}/{other.edtf.split('/')[-1]}"
    return time.edtf
