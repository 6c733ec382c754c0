"""Quotations: what stands between quotation marks, and which marks are none.

Straight and curly, double and single, guillemets, low and corner marks are read. An apostrophe is no mark. A mark that
nothing closes runs to the end of its paragraph, as the convention for quotations over several paragraphs has it.
"""

from __future__ import annotations

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


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation: ``start`` to ``end`` with its marks, ``inner`` without them. ``single`` where single marks enclose it,
    ``closed`` whether a mark ends it; ``depth`` counts the quotations around it.
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


def _paragraph(text: str, first: int, last: int) -> list[Quotation]:
    found: list[Quotation] = []
    open_marks: list[tuple[int, str]] = []
    for place in range(first, last):
        mark = text[place]
        if mark not in _MARKS or _is_apostrophe(text, place, first, last, open_marks):
            continue
        level = _closes(mark, text, place, first, last, open_marks)
        if level is not None:
            start, _ = open_marks[level]
            del open_marks[level:]
            if place > start + 1:
                found.append(Quotation(start, place + 1, start + 1, place, mark in _SINGLE, True, level))
        elif _opens(mark, text, place, first, last):
            open_marks.append((place, mark))
    for level, (start, mark) in enumerate(open_marks):
        if mark not in _SINGLE and last > start + 1:
            found.append(Quotation(start, last, start + 1, last, False, False, level))
    return found


def _opens(mark: str, text: str, place: int, first: int, last: int) -> bool:
    """Whether a mark can open: a word follows it and none precedes it."""
    after = text[place + 1] if place + 1 < last else " "
    before = text[place - 1] if place > first else " "
    if mark in _PAIRS and mark != "‘":
        return True
    return not after.isspace() and (before.isspace() or before in _BEFORE_OPENING or before in _MARKS)


def _closes(mark: str, text: str, place: int, first: int, last: int, open_marks: list[tuple[int, str]]) -> int | None:
    """The level of the open quotation that the mark closes, None if it closes none."""
    for level in range(len(open_marks) - 1, -1, -1):
        opening = open_marks[level][1]
        if mark in _SINGLE:
            if opening in _SINGLE:
                return level
            return None  # a single mark never closes across a double one
        if opening in _SINGLE:
            continue  # an opening single mark that a double one overtakes was none
        if opening in _STRAIGHT and mark in _STRAIGHT:
            after = text[place + 1] if place + 1 < last else " "
            before = text[place - 1] if place > first else " "
            return None if before.isspace() and after.isalnum() else level
        if opening == "„" and mark == "“":
            return level
        if mark == _PAIRS.get(opening) or mark in _CLOSERS or (mark in _STRAIGHT and opening in _PAIRS):
            return level
        return None
    return None


def _is_apostrophe(text: str, place: int, first: int, last: int, open_marks: list[tuple[int, str]]) -> bool:
    """Whether a single mark is an apostrophe: inside a word, after a plural, before an elided number, or with no partner."""
    mark = text[place]
    if mark not in _SINGLE:
        return False
    before = text[place - 1] if place > first else " "
    after = text[place + 1] if place + 1 < last else " "
    if before.isalnum() and after.isalnum():
        return True
    if any(opening in _SINGLE for _, opening in open_marks):
        return not _ends_single(text, place, last, before, after)
    if mark == "’" or before.isalnum() or after.isdigit() or after.isspace():
        return True
    return not _has_partner(text, place, last)


def _ends_single(text: str, place: int, last: int, before: str, after: str) -> bool:
    """Whether a single mark closes: what follows is no word, and after a plural's s no better mark follows at once."""
    if after.isalnum() or before.isspace():
        return False
    if before == "s" and after.isspace():
        rest = text[place + 1 : min(last, place + 60)]
        return not any(
            sign in "'’" and here and rest[here - 1].isalnum() and not rest[here + 1 : here + 2].isalnum()
            for here, sign in enumerate(rest)
        )
    return True


def _has_partner(text: str, place: int, last: int) -> bool:
    """Whether a closing single mark follows within a long sentence."""
    for here in range(place + 2, min(last, place + 400)):
        if text[here] in "'’" and not text[here - 1].isspace():
            after = text[here + 1] if here + 1 < last else " "
            if not after.isalnum():
                return True
    return False
