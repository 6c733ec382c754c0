"""Quotations: what stands between quotation marks, and which marks are none.

Straight and curly, double and single, guillemets, low and corner marks are read. An apostrophe is no mark. A mark that
nothing closes runs to the end of its paragraph, as the convention for quotations over several paragraphs has it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from attribune.model import Span

from .tree import Tree

_PAIRS = {"“": "”", "«": "»", "„": "“", "‟": "”", "「": "」", "『": "』", "《": "》", "‹": "›", "‘": "’"}
_CLOSERS = frozenset("”»」』》›")
_STRAIGHT = frozenset('"″＂')
_SINGLE = frozenset("'‘’")
_BEFORE_OPENING = frozenset("([{—–-/:…")
_MARKS = frozenset(_PAIRS) | _CLOSERS | _STRAIGHT | _SINGLE
_MARK = re.compile(f"[{''.join(sorted(_MARKS))}]")


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation: ``start`` to ``end`` with its marks, ``inner`` without them. ``single`` where single marks enclose
    it, ``closed`` whether a mark ends it; ``depth`` counts the quotations around it.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    single: bool
    closed: bool
    depth: int


def quotations(text: str, paragraphs: Iterable[Span]) -> tuple[Quotation, ...]:
    """Every quotation of the paragraphs, in the order of the text, outer before inner."""
    found: list[Quotation] = []
    for paragraph in paragraphs:
        found += _paragraph(text, paragraph.start, paragraph.end)
    return tuple(sorted(found, key=lambda one: (one.start, -one.end)))


def mark_quotations(tree: Tree, paragraphs: tuple[Span, ...]) -> tuple[Quotation, ...]:
    """Tells the tree which of its tokens stand in which outermost quotation, and in which paragraph."""
    found = quotations(tree.text, paragraphs)
    tree.quote = [-1] * len(tree)
    tree.paragraph = [-1] * len(tree)
    for number, paragraph in enumerate(paragraphs):
        first, end = bisect_left(tree.start, paragraph.start), bisect_left(tree.start, paragraph.end)
        tree.paragraph[first:end] = [number] * (end - first)
    for one in found:
        first, end = bisect_left(tree.start, one.start), bisect_left(tree.start, one.end)
        if one.depth == 0 and first < end and tree.quote[first] < 0:
            tree.quote[first:end] = [len(tree.quotations)] * (end - first)
            tree.quotations.append((first, end))
    tree.quoted = [sum(number >= 0 for number in tree.quote[first:end]) for first, end in tree.sentences]
    return found


class _Reader:
    """Reads the marks of one paragraph from left to right, with those that are open."""

    def __init__(self, text: str, first: int, last: int) -> None:
        self.text = text
        self.first = first
        self.last = last
        self.open: list[tuple[int, str]] = []

    def before(self, place: int) -> str:
        """The character before a place, a space at the beginning."""
        return self.text[place - 1] if place > self.first else " "

    def after(self, place: int) -> str:
        """The character after a place, a space at the end."""
        return self.text[place + 1] if place + 1 < self.last else " "

    def opens(self, place: int) -> bool:
        """Whether a mark can open: a word follows it and none precedes it."""
        mark, before = self.text[place], self.before(place)
        if mark in _PAIRS and mark != "‘":
            return True
        free = before.isspace() or before in _BEFORE_OPENING or before in _MARKS
        return free and not self.after(place).isspace()

    def closes(self, place: int) -> int | None:
        """The level of the open quotation that the mark closes, None if it closes none."""
        mark = self.text[place]
        for level in range(len(self.open) - 1, -1, -1):
            opening = self.open[level][1]
            if opening in _SINGLE and mark not in _SINGLE:
                continue  # an opening single mark that a double one overtakes was none
            return level if self._fits(opening, place) else None
        return None

    def _fits(self, opening: str, place: int) -> bool:
        mark = self.text[place]
        if mark in _SINGLE or opening in _SINGLE:
            return mark in _SINGLE and opening in _SINGLE  # a single mark never closes across a double one
        if opening in _STRAIGHT and mark in _STRAIGHT:
            return not (self.before(place).isspace() and self.after(place).isalnum())
        if mark == "“":
            return opening == "„" or (opening == "“" and self._is_turned(place))
        return mark == _PAIRS.get(opening) or mark in _CLOSERS or (mark in _STRAIGHT and opening in _PAIRS)

    def _is_turned(self, place: int) -> bool:
        """Whether an opening mark stands where only a closing one can: "so he left.“ Nobody knew"."""
        return not self.before(place).isspace() and not self.after(place).isalnum() and self.before(place) not in "([—–"

    def is_apostrophe(self, place: int) -> bool:
        """Whether a single mark is an apostrophe: in a word, after a plural, before a number, or with no partner."""
        mark, before, after = self.text[place], self.before(place), self.after(place)
        if mark not in _SINGLE:
            return False
        if before.isalnum() and after.isalnum():
            return True
        if any(opening in _SINGLE for _, opening in self.open):
            return not self._ends_single(place)
        if mark == "’" or before.isalnum() or after.isdigit() or after.isspace():
            return True
        return not self._has_partner(place)

    def _ends_single(self, place: int) -> bool:
        """Whether a single mark closes: no word follows, and after a plural's s no better mark follows soon."""
        before, after = self.before(place), self.after(place)
        if after.isalnum() or before.isspace():
            return False
        if before == "s" and after.isspace():
            rest = self.text[place + 1 : min(self.last, place + 60)]
            return not any(
                sign in "'’" and here and rest[here - 1].isalnum() and not rest[here + 1 : here + 2].isalnum()
                for here, sign in enumerate(rest)
            )
        return True

    def _has_partner(self, place: int) -> bool:
        """Whether a closing single mark follows within a long sentence."""
        return any(
            self.text[here] in "'’" and not self.text[here - 1].isspace() and not self.after(here).isalnum()
            for here in range(place + 2, min(self.last, place + 400))
        )


def _paragraph(text: str, first: int, last: int) -> list[Quotation]:
    found: list[Quotation] = []
    reader = _Reader(text, first, last)
    for match in _MARK.finditer(text, first, last):
        place, mark = match.start(), match.group()
        if reader.is_apostrophe(place):
            continue
        level = reader.closes(place)
        if level is not None:
            start, _ = reader.open[level]
            del reader.open[level:]
            if place > start + 1:
                single = mark in _SINGLE
                found.append(Quotation(start, place + 1, start + 1, place, single=single, closed=True, depth=level))
        elif reader.opens(place):
            reader.open.append((place, mark))
    for level, (start, mark) in enumerate(reader.open):
        if mark not in _SINGLE and last > start + 1:
            found.append(Quotation(start, last, start + 1, last, single=False, closed=False, depth=level))
    return found
