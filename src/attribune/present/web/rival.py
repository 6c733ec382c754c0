"""What may be the same: events and names that a person may want to join."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rapidfuzz import fuzz

from attribune.model.edtf import overlaps
from attribune.view import Part

if TYPE_CHECKING:
    from attribune.present.account import Affair

    from .room import Room

Row = dict[str, Any]

_MOST = 6
_ALL = 3_000  # events or names that are all looked at
_LOOKED_AT = 200  # events of the same people that are looked at among more
_STEM = 4  # first letters by which names are looked for among more
_ALIKE = 72  # of 100, from where two spellings are worth a look


def events(room: Room, one: str) -> list[Affair]:
    """Events that may be the same as one: they share somebody, a place or a word for who, or type and time.

    Among very many only those are looked at that share somebody whom the articles name.
    """
    own = room.events[one]
    if room.shelf.number("events") <= _ALL:
        others = [key for key in room.events if key != one]
    else:
        reports = (row for who in sorted(_people(room, own)) for row in room.shelf.tied(who, "reports", count=_ALL))
        others = [key for key in dict.fromkeys(row["event"] for row in reports) if key and key != one][:_LOOKED_AT]
    rated = [(_shared(room, own, room.events[key]), key) for key in others]
    best = sorted(rated, key=lambda pair: (-pair[0], pair[1]))[:_MOST]
    return [room.events[key] for weight, key in best if weight >= 3]


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
    """Names of one kind that look like one's own, the most alike first. Pseudonyms look like nothing.

    Among very many only those are looked at that have a word in common, by its first letters.
    """
    own = room.entities[one]
    if own["protect"]:
        return []
    words = [word for name in own["names"] for word in name.casefold().split() if len(word) > 1]
    few = room.shelf.entries(own["kind"], Part(count=0))[0] <= _ALL
    asked = [""] if few else list(dict.fromkeys(word[:_STEM] for word in words))[:8]
    lines = {line["id"]: line for word in asked for line in room.shelf.entries(own["kind"], Part(word, count=_ALL))[1]}
    rated = [
        (_alike(own["names"], [line["name"], *line["others"]]), key)
        for key, line in lines.items()
        if key != one and not line["protect"]
    ]
    best = sorted(rated, key=lambda pair: (-pair[0], pair[1]))[:_MOST]
    return [room.entities[key] for weight, key in best if weight >= _ALIKE]


def _alike(ours: list[str], theirs: list[str]) -> float:
    """The likeness of the two most alike names, whatever the order of their words."""
    pairs = ((_plain(a), _plain(b)) for a in ours for b in theirs)
    return max((max(fuzz.token_sort_ratio(a, b), fuzz.token_set_ratio(a, b) - 10) for a, b in pairs), default=0.0)


def _plain(name: str) -> str:
    return name.casefold().replace("-", " ").replace("'", "").replace("’", "")
