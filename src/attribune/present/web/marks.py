"""Marks in a text: stretches that may overlap in any way, cut so that they nest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a text that is shown in a way of its own: ``kind`` is its class, ``label`` what it is called.

    ``rank`` orders marks of equal stretch, the lower one outside; ``target`` is the id of what it opens, if anything.
    """

    start: int
    end: int
    kind: str
    label: str = ""
    target: str = ""
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """One step in writing a marked text: open a mark, write words, close the mark opened last.

    ``first`` and ``last`` tell whether this piece holds the mark's own start and end, or goes on over a cut.
    """

    do: Literal["open", "words", "close"]
    words: str = ""
    mark: Mark | None = None
    first: bool = True
    last: bool = True
    at: int = field(default=0)


def nest(text: str, start: int, end: int, marks: Iterable[Mark]) -> Iterator[Piece]:
    """The text from ``start`` to ``end`` with its marks as pieces whose openings and closings balance.

    Every character stands inside exactly the marks that cover it; longer marks are outside shorter ones as far as
    overlap allows; no mark is opened around nothing.
    """
    inside = [mark for mark in marks if max(mark.start, start) < min(mark.end, end)]
    edges = sorted({start, end, *(e for m in inside for e in (m.start, m.end) if start < e < end)})
    starting: dict[int, list[Mark]] = {}
    for mark in inside:
        starting.setdefault(max(mark.start, start), []).append(mark)
    stack: list[Mark] = []
    for here, there in pairwise(edges):
        stack, pieces = _turn(stack, starting.get(here, []), here, end)
        yield from pieces
        yield Piece("words", text[here:there], at=here)
    for mark in reversed(stack):
        yield Piece("close", mark=mark, last=mark.end <= end, at=end)


def _turn(stack: list[Mark], new: list[Mark], here: int, end: int) -> tuple[list[Mark], list[Piece]]:
    """What is closed and opened at an edge: what ends, and what was opened after it, which is opened again."""
    keep = next((place for place, mark in enumerate(stack) if mark.end <= here), len(stack))
    cut = [mark for mark in stack[keep:] if mark.end > here]
    pieces = [Piece("close", mark=mark, last=mark.end <= here, at=here) for mark in reversed(stack[keep:])]
    opening = sorted([*cut, *new], key=lambda mark: (-min(mark.end, end), mark.rank, mark.start, mark.kind, mark.label))
    pieces += [Piece("open", mark=mark, first=mark.start == here, at=here) for mark in opening]
    return [*stack[:keep], *opening], pieces
