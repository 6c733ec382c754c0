"""Characters with boxes as lines, and lines as paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_SOFT = "\u00ad\u0002\ufffe"  # a hyphen that only breaks a line, as the file or PDFium marks it
_HYPHEN = re.compile(r"([^\W\d_]+)[-\u2010\u00ad\u0002\ufffe]$")
_COMPOUND = re.compile(r"[^\W\d_]+-[^\W\d_]+")
_STOPPED = re.compile(r"[.!?:…。][\"'”’»)\]]{0,3}$")
_REPEATED = 3  # pages on which a line at one height is the page's and not the text's


@dataclass(frozen=True, slots=True)
class Char:
    """One character and its box, in hundredths of a point from the page's top left corner; ``spaced`` where a space
    stands before it.
    """

    char: str
    left: int
    top: int
    right: int
    bottom: int
    spaced: bool = False


@dataclass(slots=True)
class Row:
    """Characters that stand in one line on a page; ``text`` has spaces between its words, ``edges`` one place more."""

    page: int
    chars: list[Char] = field(default_factory=list)
    text: str = ""
    edges: tuple[int, ...] = ()

    def close(self) -> Row:
        """Settle text and edges. A hyphen that only breaks a line stays where it does not end one."""
        letters: list[str] = []
        edges: list[int] = []
        for i, one in enumerate(self.chars):
            if one.spaced and i:
                letters.append(" ")
                edges.append(self.chars[i - 1].right)
            letters.append("-" if one.char in _SOFT and i < len(self.chars) - 1 else one.char)
            edges.append(one.left)
        self.text = "".join(letters)
        self.edges = (*edges, self.right)
        return self

    @property
    def top(self) -> int:
        """The upper edge."""
        return min(one.top for one in self.chars)

    @property
    def bottom(self) -> int:
        """The lower edge."""
        return max(one.bottom for one in self.chars)

    @property
    def left(self) -> int:
        """Where it begins."""
        return self.chars[0].left

    @property
    def right(self) -> int:
        """Where it ends."""
        return self.chars[-1].right

    @property
    def height(self) -> int:
        """How high it is, never nothing."""
        return max(1, self.bottom - self.top)


def rows_of(page: int, chars: Sequence[Char]) -> list[Row]:
    """The lines of a page, in the order in which its characters are drawn."""
    rows: list[Row] = []
    top = bottom = 0
    for one in chars:
        last = rows[-1].chars[-1] if rows else None
        height = max(bottom - top, one.bottom - one.top, 1)
        apart = last is None or min(bottom, one.bottom) - max(top, one.top) < -0.1 * height
        if last is None or apart or one.left < last.left - height or one.left - last.right > 3 * height:
            rows.append(Row(page))
            top, bottom = one.top, one.bottom
        rows[-1].chars.append(one)
        top, bottom = min(top, one.top), max(bottom, one.bottom)
    return [row.close() for row in rows]


def paragraphs(rows: Sequence[Row]) -> list[tuple[str, Row]]:
    """The rows in reading order, each with what stands between it and the one before: nothing, where a word goes on, a
    space within a paragraph, line breaks between two. What stands on every page comes last.
    """
    furniture = _furniture(rows)
    text = [row for row in rows if id(row) not in furniture]
    compounds = {match[0].casefold() for row in text for match in _COMPOUND.finditer(row.text)}
    step = _step(text)
    found: list[tuple[str, Row]] = []
    for row in [*text, *(row for row in rows if id(row) in furniture)]:
        before = found[-1][1] if found else None
        if before is None:
            between = ""
        elif id(row) in furniture or not _goes_on(before, row, step):
            between = "\n\n"
        else:
            between = _joint(before, row, compounds)
        found.append((between, row))
    for row in rows:
        row.text = row.text[:-1] + "-" if row.text[-1:] in _SOFT and row.text else row.text
    return found


def _furniture(rows: Sequence[Row]) -> set[int]:
    """Lines at the top or bottom of pages, at one height on several of them, with the same words but for numbers."""
    by_page: dict[int, list[Row]] = {}
    for row in sorted(rows, key=_height):
        by_page.setdefault(row.page, []).append(row)
    outer = [row for page in by_page.values() for row in page[:2] + page[-2:]]
    keys = {id(row): (re.sub(r"\d+", "0", row.text), round(row.top / 300)) for row in outer}
    pages: Counter[tuple[str, int]] = Counter()
    for _, key in {(row.page, keys[id(row)]) for row in outer}:
        pages[key] += 1
    return {one for one, key in keys.items() if pages[key] >= _REPEATED}


def _height(row: Row) -> tuple[int, int]:
    return row.top, row.left


def _step(rows: Sequence[Row]) -> float:
    """How far apart the lines of this text usually stand, as a share of their height: the most common distance."""
    steps = Counter(
        round((other.top - one.top) / one.height, 1)
        for one, other in pairwise(rows)
        if one.page == other.page and 0 < other.top - one.top < 4 * one.height
    )
    return min(steps, key=lambda step: (-steps[step], step)) if steps else 1.5


def _goes_on(one: Row, other: Row, step: float) -> bool:
    """Whether the paragraph of a line goes on in the next: at the usual distance, as high, not after a short last line;
    in the next column or on the next page where the sentence goes on.
    """
    if not 0.8 < other.height / one.height < 1.25 and abs(other.height - one.height) > 250:
        return False
    stopped = bool(_STOPPED.search(one.text))
    if one.page != other.page or other.top < one.top or other.left > one.right:
        return not stopped and other.text[:1].islower()
    if other.top - one.top > (step + 0.4) * one.height:
        return False
    short = one.right < other.right - 4 * one.height
    indented = other.left - one.left > one.height
    return not (stopped and (short or indented))


def _joint(one: Row, other: Row, compounds: set[str]) -> str:
    """What stands between two lines of a paragraph. A word that is cut loses its hyphen, unless the text has it."""
    cut = _HYPHEN.search(one.text)
    if not cut or not other.text[:1].islower():
        return "" if one.text[-1:] in "-\u2010" and cut else " "
    following = re.match(r"[^\W\d_]+", other.text)
    whole = f"{cut[1]}-{following[0] if following else ''}".casefold()
    if one.text[-1] in _SOFT or whole not in compounds:
        one.text = one.text[:-1]
        one.edges = one.edges[:-1]
    return ""
