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
TITLE = "the page gives it as its title"
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
    """The provisional regions of a page, block by block; none where nothing was kept, so that nothing is known.

    A block of which only a part was kept is cut. Three corrections of the decision: a paragraph that was left out
    though the element that it stands in, of the same class, holds paragraphs that were kept, is prose; a heading that
    was left out right above a kept paragraph is one; a line that is one link and no sentence leads elsewhere.
    """
    kept = align(page.text, lines)
    if not kept:
        return ()
    cut = list(zip(page.blocks, _stretches(page.blocks, kept), strict=True))
    homes = {_home(block) for block, parts in cut if _whole(page.text, block, parts) and _paragraph(page.text, block)}
    headline = next(
        (block for block in page.blocks if block.heading and _is_title(page.text[block.start : block.end], title)), None
    )
    found: list[Region] = []
    followed = [*(bool(parts) and not block.heading for block, parts in cut[1:]), False]
    begun = False
    for (block, parts), above_prose in zip(cut, followed, strict=True):
        begun = begun or (bool(parts) and not block.heading)
        if block is headline:
            found += _region(page.text, block.start, block.end, "heading", TITLE)
        elif not parts and _home(block) in homes and _paragraph(page.text, block):
            found += _region(page.text, block.start, block.end, "body", "stands among the paragraphs of the article")
        elif not parts and block.heading and begun and above_prose and not block.chrome and not block.linked:
            found += _region(page.text, block.start, block.end, "heading", "stands above a paragraph of the article")
        elif parts and led_elsewhere(page.text, block):
            found += _region(page.text, block.start, block.end, "navigation", "a link to another page")
        else:
            found += _cut(page.text, block, parts)
    return tuple(found)


def _stretches(blocks: Sequence[Block], kept: Sequence[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """For each block the parts of it that were kept."""
    at = 0
    for block in blocks:
        while at < len(kept) and kept[at][1] <= block.start:
            at += 1
        parts = []
        last = at
        while last < len(kept) and kept[last][0] < block.end:
            parts.append((max(kept[last][0], block.start), min(kept[last][1], block.end)))
            last += 1
        yield parts


def _home(block: Block) -> tuple[str, str]:
    return block.tag, block.labels


def _paragraph(text: str, block: Block) -> bool:
    """Whether a block reads like prose: twenty words or more, a stop at the end, few links."""
    words = text[block.start : block.end]
    plain = not block.chrome and not block.heading and not block.caption and block.linked * 3 < len(words)
    return plain and len(words.split()) >= 20 and bool(re.search(r"[.!?…。]\W{0,3}$", words[-8:]))


def led_elsewhere(text: str, block: Block) -> bool:
    """Whether a block is one link and no sentence."""
    words = text[block.start : block.end]
    return (
        block.linked * 10 >= len(words) * 9 and len(words.split()) >= 4 and not re.search(r"[.。]\W{0,3}$", words[-8:])
    )


def _whole(text: str, block: Block, stretches: Sequence[tuple[int, int]]) -> bool:
    """Whether nearly all of a block was kept."""
    letters = sum(map(str.isalnum, text[block.start : block.end]))
    taken = sum(sum(map(str.isalnum, text[start:end])) for start, end in stretches)
    return bool(stretches) and taken * 5 >= letters * 4


def _cut(text: str, block: Block, stretches: Sequence[tuple[int, int]]) -> Iterator[Region]:
    """The regions of one block: what was kept as prose, the rest as what its element says it is."""
    prose: RegionKind = "heading" if block.heading else "body"
    if _whole(text, block, stretches):
        yield from _region(text, block.start, block.end, prose, KEPT)
        return
    place = block.start
    kind, reason = _left(block)
    for start, stop in [*stretches, (block.end, block.end)]:
        end = stop
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
