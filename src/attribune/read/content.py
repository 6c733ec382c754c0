"""What of a page is its article: trafilatura decides, and its decision is laid back onto the page's text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attribune.model import Region, RegionKind, Span

from .alignment import align
from .html import Block, Page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

KEPT = "trafilatura keeps it as text of the article"
LEFT = "trafilatura leaves it out as no part of the article"
_CAPTION = re.compile(r"\bcaption\b|caption-|-caption|\bwp-caption-text\b")
_BYLINE = re.compile(r"\bbyline\b|\bauthors?\b|\bdateline\b|\bdatepublished\b|\bpubdate\b")
_ADVERT = re.compile(r"\b(?:advert\w*|ads?|sponsor\w*|promo\w*|newsletter\w*|taboola|outbrain)\b")


def kept_lines(source: str) -> list[str]:
    """The lines of the article's text, as trafilatura extracts them, without its marks of lists and tables."""
    import trafilatura

    try:
        body = trafilatura.extract(source, include_comments=False) or ""
    except (ValueError, TypeError, AttributeError, RecursionError, MemoryError):
        return []  # a page that breaks the extractor has no article that it could show
    cells = (cell for line in body.split("\n") for cell in re.split(r"^\s*\|\s*|\s\|\s|\s*\|$", line))
    return [re.sub(r"^\s*- ", "", cell) for cell in cells if cell.strip(" -|")]


def regions(page: Page, lines: Sequence[str], title: str | None) -> tuple[Region, ...]:
    """The provisional regions of a page, block by block; a block of which only a part was kept is cut."""
    kept = align(page.text, lines)
    found: list[Region] = []
    at = 0
    heading_seen = False
    for block in page.blocks:
        while at < len(kept) and kept[at][1] <= block.start:
            at += 1
        stretches = [(max(start, block.start), min(end, block.end)) for start, end in _overlapping(kept, at, block.end)]
        if not heading_seen and block.heading and _is_title(page.text[block.start : block.end], title):
            heading_seen = True
            found += _region(page.text, block.start, block.end, "heading", "the page gives it as its title")
            continue
        found += _cut(page.text, block, stretches)
    return tuple(found)


def _overlapping(kept: list[tuple[int, int]], at: int, end: int) -> Iterator[tuple[int, int]]:
    while at < len(kept) and kept[at][0] < end:
        yield kept[at]
        at += 1


def _cut(text: str, block: Block, stretches: list[tuple[int, int]]) -> Iterator[Region]:
    """The regions of one block: what was kept as prose, the rest as what its element says it is."""
    letters = sum(map(str.isalnum, text[block.start : block.end]))
    taken = sum(sum(map(str.isalnum, text[start:end])) for start, end in stretches)
    prose: RegionKind = "heading" if block.heading else "body"
    if stretches and taken * 5 >= letters * 4:
        yield from _region(text, block.start, block.end, prose, KEPT)
        return
    place = block.start
    kind, reason = _left(block)
    for start, end in [*stretches, (block.end, block.end)]:
        while start < end < block.end and not text[end].isalnum() and not text[end].isspace():
            end += 1
        yield from _region(text, place, start, kind, reason)
        yield from _region(text, start, end, prose, KEPT)
        place = max(place, end)


def _left(block: Block) -> tuple[RegionKind, str]:
    if block.caption or _CAPTION.search(block.labels):
        return "caption", "the page marks it as a caption"
    if _BYLINE.search(block.labels) and not block.chrome:
        return "byline", "the page marks it as a by-line"
    if _ADVERT.search(block.labels):
        return "advert", "the page marks it as an advertisement"
    return "navigation", LEFT


def _region(text: str, start: int, end: int, kind: RegionKind, reason: str) -> Iterator[Region]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Region(Span.of(text, start, end), kind, None, reason)


def _is_title(words: str, title: str | None) -> bool:
    """Whether a heading and the page's title are the same but for marks, or one begins with the other."""
    if not title:
        return False
    one, other = ("".join(filter(str.isalnum, each.lower())) for each in (words, title))
    return len(one) >= 8 and (one == other or other.startswith(one) or one.startswith(other))
