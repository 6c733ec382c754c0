"""The reader: an article with who speaks on its left and what was found in it on its right."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from attribune.view import Part

from . import label
from .marks import Mark, Piece, nest
from .paragraph import Block, Run, runs
from .recorded import stretch
from .speaking import Rail, Voice, depths, rails, voices

if TYPE_CHECKING:
    from .room import Room

Row = dict[str, Any]
Beside = TypeVar("Beside")

_LINE = 66  # letters to a line
_CARD = 0.85  # a card's line is that much of a line of text
_LEAST = 2  # cards shown beside even the shortest paragraph
_OUTERMOST = 100  # contents are outside all else, the deeper ones inside
_RANK = {"source": 2, "cue": 3, "hedge": 3, "trigger": 4, "figure": 5, "time": 6}


@dataclass(frozen=True, slots=True)
class Card:
    """One record in the margin: ``kind`` is report, figure, forecast or time; of rejected ones also statement."""

    kind: str
    row: Row
    line: str
    start: int
    conflicts: tuple[Row, ...]
    rejected: bool = False


@dataclass(frozen=True, slots=True)
class Lost:
    """A damaged place: why it is taken for one, and the imported tables that stand in for it, by id."""

    reason: str
    tables: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """One block of text as it is set: its pieces, rails, speakers, the cards that fit beside it and those that don't.

    ``headline`` marks the first heading of the article; ``lost`` are the damaged places that begin here.
    """

    block: Block
    pieces: tuple[Piece, ...]
    rails: tuple[Rail, ...]
    voices: tuple[Voice, ...]
    cards: tuple[Card, ...]
    more: tuple[Card, ...]
    headline: bool = False
    lost: tuple[Lost, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Neighbouring blocks, all prose or all not; of what is no prose the first lines show."""

    prose: bool
    shown: tuple[Setting, ...]
    folded: tuple[Setting, ...]


def sections(room: Room, document: Row, marks: Iterable[Mark] = ()) -> list[Section]:
    """A document set for reading; ``marks`` are further ones, such as the place that the reader was led to."""
    cut = runs(document)
    page = _Page(room, document, cut, marks)
    set_ = [(run.prose, [page.set(block) for block in run.blocks]) for run in cut]
    return [
        Section(prose, tuple(rows), ()) if prose else Section(prose, tuple(rows[:3]), tuple(rows[3:]))
        for prose, rows in set_
    ]


class _Page:
    """What is marked and carded in one document."""

    def __init__(self, room: Room, document: Row, cut: Iterable[Run], marks: Iterable[Mark]) -> None:
        self._room = room
        self._id: str = document["id"]
        self._text: str = document["text"]
        self._statements = room.inside("statements", self._id)
        self._depth = depths(self._statements)
        blocks = [block for run in cut for block in run.blocks]
        self._headline = next((block.start for block in blocks if block.kind == "heading"), None)
        found = [mark for mark in (*self._all(document), *marks) if 0 <= mark.start < mark.end <= len(self._text)]
        self._marks = _spread(blocks, ((mark.start, mark.end, mark) for mark in found))
        said = ((part["start"], part["end"], row) for row in self._statements for part in row["content"])
        self._said = _spread(blocks, said)
        cards = sorted(self._carded(), key=lambda card: (card.start, card.kind))
        self._cards = _spread(blocks, ((card.start, card.start + 1, card) for card in cards))
        self._lost = _spread(blocks, ((start, start + 1, one) for start, one in self._damage(document)))

    def set(self, block: Block) -> Setting:
        """One block with all that stands beside it."""
        said = {row["id"]: row for row in self._said[block.start]}
        beside = rails(block.start, block.end, said.values(), self._depth)
        cards = self._cards[block.start]
        room_for = max(_LEAST, int(math.ceil((block.end - block.start) / _LINE) / _CARD))
        fit = len(cards) if len(cards) <= room_for else room_for - 1  # the last line says how many more there are
        return Setting(
            block,
            tuple(nest(self._text, block.start, block.end, self._marks[block.start])),
            tuple(beside),
            tuple(voices(beside)),
            tuple(cards[:fit]),
            tuple(cards[fit:]),
            headline=block.start == self._headline,
            lost=tuple(self._lost[block.start]),
        )

    def _all(self, document: Row) -> Iterator[Mark]:
        for row in self._statements:
            who = row["source_kind"]
            for place, part in enumerate(row["content"]):
                lead = "" if place else " lead"
                yield _mark(part, f"content {who}{lead}", row, self._depth[row["id"]] - _OUTERMOST)
            yield from (_mark(span, kind, row) for kind in ("source", "cue") if (span := row[kind]))
            yield from (_mark(span, "hedge", row) for span in row["hedges"])
        for row in self._room.inside("reports", self._id):
            yield _mark(row["trigger"], f"trigger {row['status']}", row)
        for row in self._room.inside("figures", self._id):
            yield _mark(row["span"], "figure", row)
        for row in self._room.inside("times", self._id):
            yield _mark(row["span"], "time", row)
        for region in document["regions"]:
            if region["kind"] == "damage":
                yield Mark(region["span"]["start"], region["span"]["end"], "damage", f"damage: {region['reason']}")
        yield from self._hidden()

    def _damage(self, document: Row) -> Iterator[tuple[int, Lost]]:
        regions = [region for region in document["regions"] if region["kind"] == "damage"]
        tables = self._room.shelf.entries("stand-ins", Part(about=self._id))[1] if regions else []
        for region in regions:
            start, end = region["span"]["start"], region["span"]["end"]
            own = tuple(one["id"] for one in tables if one["start"] <= end and start <= one["end"])
            yield start, Lost(region["reason"] or "it cannot be read", own)

    def _hidden(self) -> Iterator[Mark]:
        """Mentions of people at risk, which carry the sign of protection already."""
        for row in self._room.inside("mentions", self._id):
            entity = self._room.entities.get(row["entity"] or "")
            if entity and entity["protect"]:
                yield Mark(row["span"]["start"], row["span"]["end"], "hidden", "protected", rank=9)

    def _carded(self) -> Iterator[Card]:
        kinds = (
            ("report", "reports", label.report, "trigger"),
            ("figure", "figures", label.figure, "span"),
            ("forecast", "forecasts", label.forecast, "span"),
            ("time", "times", label.time, "span"),
        )
        told = {span["start"] for row in self._room.inside("reports", self._id) if (span := row["when"]["span"])}
        for kind, rows, line, span in kinds:
            for row in self._room.inside(rows, self._id):
                if kind == "time" and (row["span"]["start"] in told or row["edtf"] in {None, row["span"]["quote"]}):
                    continue  # the report's card says it, or there is nothing to say: "2017" is 2017
                conflicts = tuple(self._room.conflicting(row.get("id", "")))
                yield Card(kind, row, line(row), row[span]["start"], conflicts)
        for rows, row in self._room.rejected_in(self._id):
            yield Card(rows[:-1], row, label.line(rows, row), stretch(row)[0], (), rejected=True)


def _mark(span: Row, kind: str, row: Row, rank: int | None = None) -> Mark:
    order = _RANK.get(kind.split(maxsplit=1)[0], 7) if rank is None else rank
    return Mark(span["start"], span["end"], kind, target=str(row.get("id", "")), rank=order)


def _spread(blocks: Sequence[Block], stretches: Iterable[tuple[int, int, Beside]]) -> dict[int, list[Beside]]:
    """{start of a block: what lies in it, at least in part}, without looking at each block for each stretch."""
    found: dict[int, list[Beside]] = {block.start: [] for block in blocks}
    ends = [block.end for block in blocks]
    for start, end, one in stretches:
        for place in range(bisect_right(ends, start), len(blocks)):
            if blocks[place].start >= end:
                break
            found[blocks[place].start].append(one)
    return found
