"""Whether two words stand at the same place of a copied passage."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from attribune.model import Passage

_WORD = re.compile(r"\w[\w'’-]*")
_NEAR = 6  # words on either side by which a place is known again
_REACH = 120  # characters that hold as many words
_ALIKE = 0.5  # of the words around the place; a copy may change some


def same_place(passage: Passage, one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether a word of the source and one of the target are each other's copy: the words around them agree too.

    A passage tells of several events; two of its words that merely stand in both copies are not one telling.
    """
    sides = []
    for span, (start, end) in ((passage.source, one), (passage.target, other)):
        if not span.start <= start < span.end:
            return False
        sides.append(_around(span.quote, start - span.start, end - span.start))
    (word, before, after), (copied, earlier, later) = sides
    if word != copied:
        return False
    shared = sum(a == b for a, b in zip(before[::-1], earlier[::-1], strict=False))
    shared += sum(a == b for a, b in zip(after, later, strict=False))
    return shared >= _ALIKE * max(len(before) + len(after), len(earlier) + len(later))


def _around(text: str, start: int, end: int) -> tuple[str, list[str], list[str]]:
    """The words at a place, those right before it and those right after it, without regard to case."""
    before = _WORD.findall(text[max(0, start - _REACH) : start].casefold())[-_NEAR:]
    after = _WORD.findall(text[end : end + _REACH].casefold())[:_NEAR]
    return " ".join(_WORD.findall(text[start:end].casefold())), before, after
