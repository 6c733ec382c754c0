"""One document's text with stretches replaced, and the way of every span onto the new text."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from attribune.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable


_NICKNAME = re.compile(r" [\"“”„‘’'(«]\w{1,20}[\"”“’')»] ")  # between the parts of a name: Ana "Birdie" Holm


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

    def back(self, start: int, end: int) -> tuple[int, int] | None:
        """Where ``start:end`` of the new text stood in the old one; None if a replacement is part of it."""
        ends = [old + shift for old, shift in zip(self._ends, self._shifts[1:], strict=True)]
        before = bisect_right(ends, start)
        shift = self._shifts[before]
        if self.touches(start - shift, end - shift) or bisect_right(ends, end) != before:
            return None
        return start - shift, end - shift


def merge(text: str, cuts: Iterable[tuple[int, int, str]]) -> list[Replacement]:
    """Replacements for cuts ``(start, end, label)`` of a text that may overlap.

    What overlaps is cut as one, under the label of the longest cut; so are two of one label with only a space or a
    hyphen between them, and two with a nickname between them.
    """
    merged: list[tuple[int, int, str]] = []
    widest = 0
    for start, end, label in sorted(cuts, key=lambda cut: (cut[0], -cut[1])):
        if merged and start < merged[-1][1]:
            first, last, other = merged[-1]
            merged[-1] = first, max(last, end), label if end - start > widest else other
            widest = max(widest, end - start)
        elif merged and (
            (label == merged[-1][2] and text[merged[-1][1] : start] in {" ", "-", "\n", ""})
            or _NICKNAME.fullmatch(text, merged[-1][1], start)
        ):
            merged[-1] = merged[-1][0], end, label
        else:
            merged.append((start, end, label))
            widest = end - start
    return [Replacement(*cut) for cut in merged]


def add(replacements: Iterable[Replacement], more: Iterable[Replacement]) -> list[Replacement]:
    """Replacements, and of the further ones those that overlap none before them; of two that begin alike the longer."""
    kept = sorted(set(replacements))
    for one in sorted(set(more), key=lambda one: (one.start, -one.end, one.words)):
        at = bisect_left(kept, one)
        before, after = kept[at - 1 : at], kept[at : at + 1]
        if not (before and before[0].end > one.start) and not (after and after[0].start < one.end):
            kept.insert(at, one)
    return kept
