"""Where the lines that an extractor kept of a page stand in the page's text."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_SHORTEST = 12  # squeezed characters; shorter pieces of a line are found too often by chance


def squeezed(text: str) -> tuple[str, list[int]]:
    """The text's letters and digits, folded, and the place of each: what survives every way of rewriting white space,
    quotation marks and dashes.
    """
    letters: list[str] = []
    places: list[int] = []
    for match in re.finditer(r"[^\W_]+", text):
        word = match[0]
        folded = unicodedata.normalize("NFKC", word).lower()
        if len(folded) == len(word):
            letters.append(folded)
            places.extend(range(match.start(), match.end()))
            continue
        for place, char in enumerate(word, match.start()):
            one = unicodedata.normalize("NFKC", char).lower()
            letters.append(one)
            places.extend([place] * len(one))
    return "".join(letters), places


def align(text: str, lines: Iterable[str]) -> list[tuple[int, int]]:
    """The stretches of ``text`` that hold the lines, in the order of the text, joined where they touch.

    Lines that stand only once are laid first and bound where each ambiguous line between them can stand; a line that
    is not found whole is looked for in halves. Near linear in the length of the text.
    """
    hay, places = squeezed(text)
    needles = [needle for needle in (squeezed(line)[0] for line in lines) if needle]
    anchors = _anchors(hay, needles)
    found: list[tuple[int, int]] = []
    follows: list[int] = []  # where the next line that is laid begins
    for anchor in reversed(anchors):
        follows.append(follows[-1] if anchor is None and follows else len(hay) if anchor is None else anchor)
    follows.reverse()
    cursor = 0
    for i, needle in enumerate(needles):
        anchor = anchors[i]
        if anchor is not None:
            stretches = [(anchor, anchor + len(needle))]
        else:
            stretches = _between(hay, needle, cursor, follows[i])
        found += stretches
        cursor = max([cursor, *(end for _, end in stretches)])
    return _joined(text, [(places[start], places[end - 1] + 1) for start, end in found if start < end])


def _anchors(hay: str, needles: Sequence[str]) -> list[int | None]:
    """The place of each needle that stands once in the hay, as far as these follow one another in order."""
    places: list[int | None] = []
    for needle in needles:
        first = hay.find(needle) if len(needle) >= _SHORTEST else -1
        places.append(first if first >= 0 and hay.find(needle, first + 1) < 0 else None)
    tails: list[int] = []  # longest increasing subsequence, by patience
    chain: list[tuple[int, int]] = []
    for i, place in enumerate(places):
        if place is not None:
            at = bisect_left(tails, place)
            tails[at : at + 1] = [place]
            chain.append((i, at))
    kept: set[int] = set()
    want = len(tails) - 1
    for i, at in reversed(chain):
        if at == want:
            kept.add(i)
            want -= 1
    return [place if i in kept else None for i, place in enumerate(places)]


def _between(hay: str, needle: str, low: int, high: int, depth: int = 0) -> list[tuple[int, int]]:
    """Where a needle stands between two bounds, else anywhere, else where its halves do."""
    start = hay.find(needle, low, high)
    if start < 0 and len(needle) >= _SHORTEST:
        start = hay.find(needle)
    if start >= 0:
        return [(start, start + len(needle))]
    if len(needle) < 2 * _SHORTEST or depth > 6:
        return []
    middle = len(needle) // 2
    left = _between(hay, needle[:middle], low, high, depth + 1)
    return left + _between(hay, needle[middle:], max([low, *(end for _, end in left)]), high, depth + 1)


def _joined(text: str, stretches: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches sorted; two with only spaces and marks between them are one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if joined and (start <= joined[-1][1] or not re.search(r"[^\W_]|\n", text[joined[-1][1] : start])):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
