"""One document's text with stretches replaced, and the way of every span onto the new text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from attribune.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True, order=True)
class Replacement:
    """A stretch ``start:end`` of a text and what stands there instead, which is never empty."""

    start: int
    end: int
    words: str


class Redaction:
    """A text after its replacements, which must not overlap. ``text`` is the new text."""

    def __init__(self, text: str, replacements: Iterable[Replacement] = ()) -> None:
        self.replacements = tuple(sorted(replacements))
        self._starts = [one.start for one in self.replacements]
        self._ends = [one.end for one in self.replacements]
        self._shifts = [0]  # by how much what follows the first n replacements has moved
        pieces, at = [], 0
        for one in self.replacements:
            if one.start < at or one.end <= one.start or not one.words:
                raise ValueError(f"replacements overlap or are empty at {one.start}")
            pieces += [text[at : one.start], one.words]
            at = one.end
            self._shifts.append(self._shifts[-1] + len(one.words) - (one.end - one.start))
        self.text = "".join([*pieces, text[at:]])

    def __bool__(self) -> bool:
        return bool(self.replacements)

    def touches(self, start: int, end: int) -> bool:
        """Whether a replacement shares a character with ``start:end``."""
        return bisect_right(self._ends, start) < bisect_left(self._starts, end)

    def map(self, start: int, end: int) -> Span:
        """The span of the new text for ``start:end`` of the old; replacements that it touches lie wholly in it."""
        first, last = bisect_right(self._ends, start), bisect_left(self._starts, end)
        new_start = (min(start, self._starts[first]) if first < last else start) + self._shifts[first]
        new_end = (max(end, self._ends[last - 1]) if first < last else end) + self._shifts[last]
        return Span(new_start, new_end, self.text[new_start:new_end])
