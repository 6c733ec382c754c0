"""From stretches of tokens to spans of the text, without outer marks and end stops; whether they are quoted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attribune.model import Form, Span

from .content import Piece
from .quotation import Quotation
from .tree import Tree

_STOPS = frozenset(".,;: \t\n\r\u00a0—–-…")
_MARKS = frozenset("\"“”„‟«»‹›「」『』《》'‘’″＂`")
_JOINED = re.compile(r"(?:-[^\W\d_]{1,30}){1,4}")  # the rest of "government-in-exile"
_SCARE = 4  # fewer words than this in single marks are a name or a distance, not a quotation


def span_of(tree: Tree, piece: Piece, found: Sequence[Quotation]) -> Span | None:
    """The span of a content's stretch, None if nothing but marks is left."""
    start, end = tree.start[piece[0]], tree.end[piece[1] - 1]
    text = tree.text
    while start < end and text[start] in _STOPS | _MARKS:
        start += 1
    while start < end and text[end - 1] in _STOPS | _MARKS:
        end -= 1
    if start >= end:
        return None
    joined = _JOINED.match(text, end) if text[end - 1].isalnum() else None
    end = joined.end() if joined else end
    for one in found:
        if one.start >= end:
            break
        if one.end <= start or not one.closed:
            continue
        if one.inner_start == start and one.end < end:
            start = one.start  # an inner quotation at the beginning keeps its mark
        elif start < one.start and end <= one.inner_end <= end + 1:
            end = one.end if one.inner_end == end or text[end] in _STOPS else end
    return Span.of(text, start, end)


def form(tree: Tree, spans: Sequence[Span], found: Sequence[Quotation]) -> Form:
    """Whether all, some or none of the content stands in quotation marks; scare quotes and names do not count."""
    letters = quoted = 0
    for span in spans:
        inner = [one for one in found if one.start < span.end and span.start < one.end]
        letters += span.end - span.start
        outer = [one for one in inner if one.inner_start <= span.start and span.end <= one.inner_end + 1]
        if outer:
            quoted += span.end - span.start
            continue
        for one in inner:
            if _counts(tree.text, one):
                quoted += min(one.end, span.end) - max(one.start, span.start)
    if quoted >= letters - 2 * len(spans):
        return "direct"
    return "mixed" if quoted else "indirect"


def _counts(text: str, one: Quotation) -> bool:
    words = text[one.inner_start : one.inner_end].split()
    if one.depth > 0 or (one.single and len(words) < _SCARE):
        return False
    before = text[max(0, one.start - 12) : one.start].casefold().rstrip()
    if before.endswith(("so-called", "known as", "named", "titled", "nicknamed", "dubbed")):
        return False
    name = all(word[:1].isupper() or word[:1].isdigit() for word in words) and len(words) < _SCARE + 1
    return not name
