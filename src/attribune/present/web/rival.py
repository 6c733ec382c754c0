"""What may be the same: events and names that a person may want to join."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rapidfuzz import fuzz

from attribune.model.edtf import overlaps

if TYPE_CHECKING:
    from attribune.present.account import Affair

    from .room import Room

Row = dict[str, Any]

_MOST = 6
_ALIKE = 72  # of 100, from where two spellings are worth a look


def events(room: Room, one: str) -> list[Affair]:
    """Events that may be the same as one: they share somebody, a place or a word for who, or type and time."""
    own = room.events[one]
    rated = [(_shared(room, own, other), key) for key, other in room.events.items() if key != one]
    return [room.events[key] for weight, key in sorted(rated, key=lambda pair: (-pair[0], pair[1])) if weight >= 3][
        :_MOST
    ]


def _shared(room: Room, one: Affair, other: Affair) -> int:
    """How much two events share: people count most, then the type, the place and the time."""
    people = _people(room, one) & _people(room, other)
    held = [{(d["detail"], d["value"].casefold()) for d in affair.event["details"]} for affair in (one, other)]
    both = {detail for detail, _ in held[0] & held[1]}
    days = [[d["value"] for d in affair.event["details"] if d["detail"] == "when"] for affair in (one, other)]
    near = any(overlaps(a, b) for a in days[0] for b in days[1])
    weight = 3 * bool(people) + 2 * ("who" in both) + ("where" in both) + near
    return weight + (one.event["type"] == other.event["type"]) if weight else 0


def _people(room: Room, affair: Affair) -> set[str]:
    reports = (room.records.get(report) for report in affair.event["reports"])
    told = (argument for row in reports if row for argument in row["arguments"] if argument["role"] == "affected")
    return {
        one["entity"] for one in told if one["entity"] and room.entities.get(one["entity"], {}).get("kind") == "person"
    }


def entities(room: Room, one: str) -> list[Row]:
    """Names of one kind that look like one's own, the most alike first. Pseudonyms look like nothing."""
    own = room.entities[one]
    if own["protect"]:
        return []
    rated = [
        (_alike(own["names"], row["names"]), row["id"])
        for row in room.entities.values()
        if row["id"] != one and row["kind"] == own["kind"] and not row["protect"]
    ]
    return [room.entities[key] for weight, key in sorted(rated, key=lambda p: (-p[0], p[1])) if weight >= _ALIKE][
        :_MOST
    ]


def _alike(ours: list[str], theirs: list[str]) -> float:
    """The likeness of the two most alike names, whatever the order of their words."""
    pairs = ((_plain(a), _plain(b)) for a in ours for b in theirs)
    return max((max(fuzz.token_sort_ratio(a, b), fuzz.token_set_ratio(a, b) - 10) for a, b in pairs), default=0.0)


def _plain(name: str) -> str:
    return name.casefold().replace("-", " ").replace("'", "").replace("’", "")
