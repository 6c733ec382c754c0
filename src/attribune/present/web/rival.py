"""What may be the same: events and names that a person may want to join."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from rapidfuzz import fuzz

from attribune.model.edtf import overlaps
from attribune.view import Part

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from attribune.present.account import Affair

    from .room import Room

Row = dict[str, Any]

STEMS = "stems"
"""The list of names by the first letters of their words."""
_MOST = 6
_ALL = 1_000  # events that are all looked at
_ALL_NAMES = 500  # names that are all looked at
_LOOKED_AT = 120  # events of one person that are looked at among more, those most told of
_PEOPLE = 8  # people of an event whose other events are looked at, those most named in it
_LETTERS = 4  # first letters by which names are looked for among more
_NAMES = 300  # names with the same first letters that are looked at, those in most articles
_DAYS = 12  # dates of an event that are compared
_ALIKE = 72  # of 100, from where two spellings are worth a look


@dataclass(frozen=True, slots=True)
class _Gist:
    """What of an event tells whether another may be the same: its type, names and places without capitals, dates."""

    type: str
    held: frozenset[tuple[str, str]]
    days: tuple[str, ...]

    @classmethod
    def of(cls, row: Row) -> _Gist:
        """That of an event's row."""
        details = row["details"]
        held = frozenset((d["detail"], d["value"].casefold()) for d in details if d["detail"] in ("who", "where"))
        return cls(row["type"], held, tuple(dict.fromkeys(d["value"] for d in details if d["detail"] == "when")))


def events(room: Room, one: str) -> list[Row]:
    """Events that may be the same as one, as lines of the list of events: they share somebody, a place or a word for
    who, or type and time.

    Among very many only those are looked at that share somebody whom the articles name.
    """
    own = room.events[one]
    theirs: dict[str, None] = {}
    for who in _people(room, own):
        lines = room.shelf.entries("part", Part(about=who, count=_LOOKED_AT))[1]
        theirs |= dict.fromkeys(line["id"] for line in lines if line["id"] != one)
    if room.shelf.number("events") <= _ALL:
        gists: dict[str, _Gist] = room.once(
            "gists", lambda: {r["id"]: _Gist.of(r) for r in room.shelf.stream("events")}
        )
    else:
        gists = {key: _Gist.of(row) for key, row in room.shelf.some(list(theirs)).items()}
    mine = _Gist.of(own.event)
    rated = [(_shared(mine, gist) + 3 * (key in theirs), key) for key, gist in gists.items() if key != one]
    best = sorted((pair for pair in rated if pair[0] >= 3), key=lambda pair: (-pair[0], pair[1]))[:_MOST]
    return [line for _, key in best if (line := room.shelf.entry(key, "events"))]


def _shared(one: _Gist, other: _Gist) -> int:
    """How much two events share beside people: a word for who counts most, then the type, the place and the time."""
    both = {detail for detail, _ in one.held & other.held}
    near = any(overlaps(a, b) for a in one.days[:_DAYS] for b in other.days[:_DAYS])
    weight = 2 * ("who" in both) + ("where" in both) + near
    return weight + (one.type == other.type) if weight else 0


def _people(room: Room, affair: Affair) -> list[str]:
    """The people whom an event befalls, those most named in it first."""
    told = Counter(
        argument["entity"]
        for telling in affair.tellings
        for argument in telling.row["arguments"]
        if argument["role"] == "affected" and argument["entity"]
    )
    named = (one for one, _ in told.most_common(4 * _PEOPLE) if room.entities.get(one, {}).get("kind") == "person")
    return list(islice(named, _PEOPLE))


def entities(room: Room, one: str) -> list[Row]:
    """Names of one kind that look like one's own, the most alike first. Pseudonyms look like nothing.

    Among very many only those are looked at that have a word in common, by its first letters, and are named most.
    """
    own = room.entities[one]
    if own["protect"]:
        return []
    words = [word for name in own["names"] for word in name.casefold().split() if len(word) > 1]
    number, every = room.shelf.entries(own["kind"], Part(count=_ALL_NAMES))
    lines = {line["id"]: line for line in (every if number <= _ALL_NAMES else _begun_alike(room, own["kind"], words))}
    rated = [
        (_alike(own["names"], [line["name"], *line["others"]]), key)
        for key, line in lines.items()
        if key != one and not line["protect"]
    ]
    best = sorted(rated, key=lambda pair: (-pair[0], pair[1]))[:_MOST]
    return [room.entities[key] for weight, key in best if weight >= _ALIKE]


def _begun_alike(room: Room, kind: str, words: list[str]) -> Iterator[Row]:
    """Names with a word that begins as one of these words does."""
    for stem in list(dict.fromkeys(word[:_LETTERS] for word in words))[:8]:
        yield from room.shelf.entries(STEMS, Part(about=f"{kind} {stem}", count=_NAMES))[1]


def stems(kind: str, names: Iterable[str]) -> set[str]:
    """What the list of names that begin alike is asked for, for each word of some names."""
    words = (word for name in names for word in name.casefold().split() if len(word) > 1)
    return {f"{kind} {word[:_LETTERS]}" for word in words}


def _alike(ours: list[str], theirs: list[str]) -> float:
    """The likeness of the two most alike names, whatever the order of their words."""
    pairs = ((_plain(a), _plain(b)) for a in ours for b in theirs)
    return max((max(fuzz.token_sort_ratio(a, b), fuzz.token_set_ratio(a, b) - 10) for a, b in pairs), default=0.0)


def _plain(name: str) -> str:
    return name.casefold().replace("-", " ").replace("'", "").replace("’", "")
