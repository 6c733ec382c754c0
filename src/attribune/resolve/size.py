"""Whether what an account tells befalls one person or a group: "the envoy" is not one of "at least six diplomats"."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterable

    from attribune.model import Report

_WORD = re.compile(r"[^\W\d_]+|\d+")
_PLURAL = ("s", "men")
_SINGULAR = ("ss", "us", "is")


@cache
def _words(kind: str) -> frozenset[str]:
    data = yaml.safe_load(files("attribune.resolve").joinpath("size.yaml").read_text(encoding="utf-8"))
    return frozenset(data[kind])


def many(quotes: Iterable[str], low: float | None) -> bool | None:
    """Whether unnamed participants are a group; None where the words do not tell."""
    if low is not None and low > 1:
        return True
    told = [_plural(quote) for quote in quotes]
    if True in told:
        return True
    return False if False in told else None


def _plural(quote: str) -> bool | None:
    """Whether a phrase names more than one: by its first words, then by the end of its head noun."""
    written = _WORD.findall(quote)
    words = [word.casefold() for word in written]
    if not words:
        return None
    if set(words[:3]) & _words("several"):
        return True
    head = next((n for n, word in enumerate(words) if n and word in _words("after_head")), len(words)) - 1
    if words[head] in _words("collective"):
        return None
    if words[head] in _words("plural"):
        return True
    if words[0] in _words("one"):
        return False
    name = head > 0 and written[head][0].isupper()
    plural = len(words[head]) > 3 and words[head].endswith(_PLURAL) and not words[head].endswith(_SINGULAR)
    return True if plural and not name else None


def apart(report: Report, roles: Iterable[str]) -> bool:
    """Whether a report says that it is of others than those told of before: "no other clerk", "a man of his rank"."""
    wanted = frozenset(roles)
    for argument in report.arguments:
        words = _WORD.findall(argument.span.quote.casefold())
        if argument.role in wanted:
            likened = any(
                a == "of" and b in _words("whose") and c in _words("likened")
                for a, b, c in zip(words, words[1:], words[2:], strict=False)
            )
            if likened or set(words[:2]) & _words("others"):
                return True
    return False
