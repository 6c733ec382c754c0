"""Sources: each outlet with what it first told, each named speaker with what they say.

Unnamed sources are in no list here: nothing gathers one across events.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from attribune.present.account import Affair

    from .room import Room

Row = dict[str, Any]

_NAMELESS = frozenset({"anonymous", "unspecified"})


@dataclass(frozen=True, slots=True)
class Later:
    """What became of something told: the first report after it that denies it, the first of another origin that tells
    the same, each None where there is none.
    """

    affair: Affair
    day: str | None
    denied: Row | None
    confirmed: Row | None


@dataclass(frozen=True, slots=True)
class Outlet:
    """One outlet: its documents, the events it told first and what became of them, those that another tells otherwise,
    its unnamed sources, its reliability by the analyst's register.
    """

    name: str
    documents: tuple[Row, ...]
    first: tuple[Later, ...]
    disputed: tuple[Affair, ...]
    unnamed: int
    statements: int
    reliability: str


@dataclass(frozen=True, slots=True)
class Speaker:
    """One named speaker, by the fullest name and kind: their statements by day, and by act."""

    name: str
    kind: str
    statements: tuple[Row, ...]
    acts: tuple[tuple[str, int], ...]
    reliability: str


def outlets(room: Room) -> list[Outlet]:
    """The outlets of a case, those with most documents first."""
    by_name: dict[str, list[Row]] = {}
    for row in room.in_order():
        by_name.setdefault(room.outlet(row["id"]), []).append(row)
    found = []
    for name, documents in by_name.items():
        ids = {row["id"] for row in documents}
        by_id = {affair.event["id"]: affair for one in documents for affair in room.told_in.get(one["id"], ())}
        told = list(by_id.values())
        several = [affair for affair in told if len({t.document for t in affair.tellings}) > 1]
        statements = [row for one in sorted(ids) for row in room.inside("statements", one)]
        found.append(
            Outlet(
                name,
                tuple(documents),
                tuple(later(room, affair, 0) for affair in several if affair.tellings[0].document in ids),
                tuple(affair for affair in told if affair.conflicts or affair.event["denials"]),
                sum(row["source_kind"] in _NAMELESS for row in statements),
                len(statements),
                str(documents[0]["reliability"]),
            )
        )
    return sorted(found, key=lambda one: (-len(one.documents), one.name))


def later(room: Room, affair: Affair, place: int) -> Later:
    """What became of the telling of an event at a place in the order of telling. An unknown day is not after."""
    told = affair.tellings[place]
    stance = {held["report"]: held["value"] for held in affair.event["details"] if held["detail"] == "whether"}
    origin = room.records[told.report]["origin"]
    after = [one for one in affair.tellings if (one.published or "") > (told.published or "9999")]
    denied = next((one for one in after if stance.get(one.report) == "no"), None)
    others = (
        one
        for one in after
        if stance.get(one.report) == "yes" and room.outlet(one.document) != room.outlet(told.document)
    )
    confirmed = next((one for one in others if room.records[one.report]["origin"] != origin), None)
    rows = [room.records[one.report] if one else None for one in (denied, confirmed)]
    return Later(affair, told.published, rows[0], rows[1])


def tells(room: Room, speaker: Speaker) -> list[Later]:
    """The events that a speaker tells of, each where they first did, with what became of it."""
    said = {row["id"] for row in speaker.statements}
    documents = dict.fromkeys(row["document"] for row in speaker.statements)
    affairs = {affair.event["id"]: affair for one in documents for affair in room.told_in.get(one, ())}
    found = []
    for affair in affairs.values():
        by = [place for place, one in enumerate(affair.tellings) if room.records[one.report]["by"] in said]
        if by:
            found.append(later(room, affair, by[0]))
    return sorted(found, key=lambda one: one.day or "9999")


def speakers(room: Room) -> list[Speaker]:
    """The named speakers of a case, those that say most first."""
    groups: dict[str, list[Row]] = {}
    for row in room.view.statements():
        if row["speaker"] and row["source_kind"] not in _NAMELESS:
            groups.setdefault(row["speaker"], []).append(row)
    found = [_speaker(room, name, rows) for name, rows in groups.items()]
    return sorted(found, key=lambda one: (-len(one.statements), one.name))


def _speaker(room: Room, name: str, rows: list[Row]) -> Speaker:
    rows.sort(key=lambda row: (room.documents[row["document"]]["published"] or "9999", row["document"]))
    kinds, acts = Counter(row["source_kind"] for row in rows), Counter(row["act"] for row in rows)
    return Speaker(
        name, kinds.most_common(1)[0][0], tuple(rows), tuple(acts.most_common()), str(rows[0]["reliability"])
    )
