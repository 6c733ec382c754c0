"""People, organisations and places: how they are spelled, what they say, what is told of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from attribune.present.sign import PROTECTED

if TYPE_CHECKING:
    from attribune.present.account import Affair

    from .room import Room

Row = dict[str, Any]

KINDS = {"person": "People", "organisation": "Organisations", "place": "Places"}


@dataclass(frozen=True, slots=True)
class Known:
    """An entity in a list: how often it is named, in how many documents."""

    row: Row
    mentions: int
    documents: int


@dataclass(frozen=True, slots=True)
class Portrait:
    """All that the case holds of one entity."""

    row: Row
    spellings: tuple[tuple[str, int], ...]
    says: tuple[Row, ...]
    about: tuple[Row, ...]
    events: tuple[Affair, ...]
    documents: tuple[Row, ...]
    offices: tuple[Office, ...]


@dataclass(frozen=True, slots=True)
class Office:
    """A post or title as articles print it: when first and last, in how many places; ``row`` is the first of them."""

    words: str
    first: str | None
    last: str | None
    times: int
    row: Row


def offices(room: Room, one: str) -> tuple[Office, ...]:
    """The posts and titles of somebody, in the order in which they are first printed."""
    found: dict[str, list[Row]] = {}
    for row in room.view.offices(one):
        found.setdefault(row["words"].casefold(), []).append(row)
    told = []
    for rows in found.values():
        days = [row["published"] for row in rows if row["published"]]
        told.append(Office(rows[0]["words"], min(days, default=None), max(days, default=None), len(rows), rows[0]))
    return tuple(told)


def known(room: Room) -> dict[str, list[Known]]:
    """{kind: its entities, those named most first}."""
    counts: Counter[str] = Counter()
    places: dict[str, set[str]] = {}
    for row in room.view.mentions():
        if row["entity"]:
            counts[row["entity"]] += 1
            places.setdefault(row["entity"], set()).add(row["document"])
    found: dict[str, list[Known]] = {kind: [] for kind in KINDS}
    for one, row in room.entities.items():
        found.setdefault(row["kind"], []).append(Known(row, counts[one], len(places.get(one, ()))))
    for rows in found.values():
        rows.sort(key=lambda one: (-one.documents, -one.mentions, one.row["name"], one.row["id"]))
    return found


def portrait(room: Room, one: str) -> Portrait:
    """One entity with its spellings, statements and events.

    Statements are its own where the source is resolved to one of its names; what is said of it names it.
    """
    row = room.entities[one]
    mentions = [m for m in room.view.mentions() if m["entity"] == one]
    spelled = Counter(" ".join(m["span"]["quote"].split()) for m in mentions)
    names = {name.casefold() for name in row["names"]} - {""}
    says, about = [], []
    for document in dict.fromkeys(m["document"] for m in mentions):
        spans = [(m["span"]["start"], m["span"]["end"]) for m in mentions if m["document"] == document]
        for statement in room.inside("statements", document):
            if not row["protect"] and (statement["speaker"] or "").casefold() in names:
                says.append(statement)
            elif any(_holds(part, start, end) for part in statement["content"] for start, end in spans):
                about.append(statement)
    documents = tuple(room.documents[d] for d in dict.fromkeys(m["document"] for m in mentions))
    reason = "; ".join(clause for clause in row["reason"].split("; ") if row["protect"] or PROTECTED not in clause)
    return Portrait(
        row | {"reason": reason},  # what weighed a name against a pseudonym would lead from one to the other
        tuple(spelled.most_common()),
        tuple(_by_day(room, says)),
        tuple(_by_day(room, about)),
        tuple(affair for affair in room.events.values() if _takes_part(room, affair, one)),
        documents,
        offices(room, one),
    )


def _takes_part(room: Room, affair: Affair, entity: str) -> bool:
    reports = (room.records.get(report) for report in affair.event["reports"])
    return any(argument["entity"] == entity for row in reports if row for argument in row["arguments"])


def _holds(part: Row, start: int, end: int) -> bool:
    return bool(part["start"] <= start and end <= part["end"])


def _by_day(room: Room, rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: room.documents[row["document"]]["published"] or "9999")
