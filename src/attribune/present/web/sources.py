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
class Outlet:
    """One outlet: its documents, the events it told first, those that another tells otherwise, its unnamed sources."""

    name: str
    documents: tuple[Row, ...]
    first: tuple[Affair, ...]
    disputed: tuple[Affair, ...]
    unnamed: int
    statements: int


@dataclass(frozen=True, slots=True)
class Speaker:
    """One named speaker, by the fullest name and kind: their statements by day, and by act."""

    name: str
    kind: str
    statements: tuple[Row, ...]
    acts: tuple[tuple[str, int], ...]


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
                tuple(affair for affair in several if affair.tellings[0].document in ids),
                tuple(affair for affair in told if affair.conflicts or affair.event["denials"]),
                sum(row["source_kind"] in _NAMELESS for row in statements),
                len(statements),
            )
        )
    return sorted(found, key=lambda one: (-len(one.documents), one.name))


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
    return Speaker(name, kinds.most_common(1)[0][0], tuple(rows), tuple(acts.most_common()))
