"""A document's text cut into what a page sets as one block: a paragraph of prose, or a run of what is not prose."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

Row = dict[str, Any]

_PROSE = frozenset({"body", "heading"})
_LAID_OVER = frozenset({"damage", "duplicate"})  # these lie in other regions; they are marks, not blocks


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text of one kind of region, without the blank around it; ``reason`` says why it has that kind."""

    start: int
    end: int
    kind: str
    reason: str = ""

    @property
    def prose(self) -> bool:
        """Whether it is read as the article's own words."""
        return self.kind in _PROSE


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring blocks that are all prose or all not."""

    prose: bool
    blocks: tuple[Block, ...]


def runs(document: Row) -> list[Run]:
    """The blocks of a document, neighbours of the same sort together: lines that are no prose are folded as one."""
    return [Run(prose, tuple(group)) for prose, group in groupby(blocks(document), key=lambda block: block.prose)]


def blocks(document: Row) -> Iterator[Block]:
    """The lines of the text, cut where a region begins or ends; together they hold every word of it."""
    text: str = document["text"]
    regions = [r for r in document["regions"] if r["kind"] not in _LAID_OVER]
    edges = {0, len(text)} | {edge for r in regions for edge in (r["span"]["start"], r["span"]["end"])}
    edges |= {place for at, letter in enumerate(text) if letter == "\n" for place in (at, at + 1)}
    starts = sorted(edge for edge in edges if 0 <= edge <= len(text))
    ordered = sorted(regions, key=lambda r: (r["span"]["start"], -r["span"]["end"]))
    place = 0
    for start, end in pairwise(starts):
        words = text[start:end]
        if not words.strip():
            continue
        while place + 1 < len(ordered) and ordered[place + 1]["span"]["start"] <= start:
            place += 1
        region = ordered[place] if ordered and ordered[place]["span"]["start"] <= start else None
        inside = region is not None and region["span"]["end"] >= end
        left = start + len(words) - len(words.lstrip())
        right = left + len(words.strip())
        if region is not None and inside:
            yield Block(left, right, region["kind"], region["reason"] or "")
        else:
            yield Block(left, right, "other", "no region of the article holds it")
