"""People, organisations and places: how they are spelled, what they say, what is told of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from attribune.present.sign import PROTECTED
from attribune.view import Entry, Part

from . import rival
from .sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from attribune.view import Shelf

    from .gathered import Gathered, Matter
    from .room import Room

Row = dict[str, Any]

KINDS = {"person": "People", "organisation": "Organisations", "place": "Places"}
EACH = 60
"""Entities of each kind on the page of all."""
_SPELLINGS = 24  # ways to write a name that are told of
_MOST = 40  # statements of a kind on one page, events
_MENTIONS = 40  # mentions of a name on one page, of which some may be somebody else's


@dataclass(frozen=True, slots=True)
class Portrait:
    """What the case holds of one entity: of statements and events the first ones, and how many there are."""

    row: Row
    spellings: tuple[tuple[str, int], ...]
    says: tuple[Row, ...]
    about: tuple[Row, ...]
    events: tuple[Row, ...]
    numbers: Mapping[str, int]
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
    for row in sorted(room.shelf.tied(one, "offices"), key=lambda row: row["published"] or "9999"):
        found.setdefault(row["words"].casefold(), []).append(row)
    told = []
    for rows in found.values():
        days = [row["published"] for row in rows if row["published"]]
        told.append(Office(rows[0]["words"], min(days, default=None), max(days, default=None), len(rows), rows[0]))
    return tuple(told)


def write(shelf: Shelf, gathered: Gathered, matters: Sequence[Matter]) -> None:
    """Write the lists of entities by kind, those in most articles first, and what each says and is told of."""
    entities = {row["id"]: row for row in shelf.stream("entities")}
    mentions: Counter[str] = Counter()
    documents: Counter[str] = Counter()
    spelled: dict[str, Counter[str]] = defaultdict(Counter)
    says: list[tuple[str, Entry]] = []
    about: list[tuple[str, Entry]] = []
    for document, named in _named(shelf):
        day = gathered.papers[document].published or "9999"
        for one, rows in named.items():
            mentions[one] += len(rows)
            documents[one] += 1
            spelled[one].update(" ".join(row["span"]["quote"].split()) for row in rows)
        for statement in shelf.inside("statements", document):
            for one, own in _told_of(statement, named, entities):
                (says if own else about).append((day, Entry({"id": statement["id"]}, one)))
    for name, found in (("says", says), ("about", about)):
        shelf.enter(name, (entry for _, entry in sorted(found, key=lambda pair: pair[0])))
    _part(shelf, matters)
    listed: dict[str, list[Entry]] = {kind: [] for kind in KINDS}
    order = sorted(entities, key=lambda one: (-documents[one], -mentions[one], entities[one]["name"], one))
    for one in order:
        row = entities[one]
        others = [name for name in row["names"] if name != row["name"]]
        told = {"id": one, "name": row["name"], "others": others[:_SPELLINGS], "kind": row["kind"]}
        told |= {"mentions": mentions[one], "documents": documents[one], "protect": row["protect"]}
        told |= {"spellings": spelled[one].most_common(_SPELLINGS)}
        listed.setdefault(row["kind"], []).append(Entry(told, one, " ".join((row["name"], *others))))
    for kind, entries in listed.items():
        shelf.enter(kind, entries)
    shelf.enter(rival.STEMS, (one for kind in KINDS for one in _stems(kind, listed[kind], entities)))
    shelf.keep("kinds", list(listed))
    names = ((f"called {name}", "called", one) for one, row in entities.items() for name in called(row))
    shelf.bind(names)


def _stems(kind: str, listed: Iterable[Entry], entities: Mapping[str, Row]) -> Iterator[Entry]:
    """The names of a kind by the first letters of their words; those at risk are found by none."""
    for one in listed:
        row = entities[one.id]
        if not row["protect"]:
            told = {"id": one.id, "name": row["name"], "others": one.told["others"], "protect": False}
            yield from (Entry(told, stem) for stem in sorted(rival.stems(kind, row["names"])))


def called(row: Row) -> set[str]:
    """All that an entity is called, without capitals."""
    return {" ".join(name.split()).casefold() for name in row["names"]}


def _named(shelf: Shelf) -> Iterator[tuple[str, dict[str, list[Row]]]]:
    """Each document that names somebody, with {entity: its mentions there}."""
    here, named = "", defaultdict[str, list[Row]](list)
    for row in shelf.stream("mentions"):
        if row["document"] != here and named:
            yield here, named
            named = defaultdict(list)
        here = row["document"]
        if row["entity"]:
            named[row["entity"]].append(row)
    if named:
        yield here, named


def _told_of(statement: Row, named: Mapping[str, list[Row]], entities: Mapping[str, Row]) -> Iterator[tuple[str, bool]]:
    """Whom a statement is of (with True) or tells of, of those whom its document names.

    It is somebody's own where its source is resolved to one of their names; of people at risk nothing is gathered so.
    """
    speaker = (statement["speaker"] or "").casefold()
    for one, rows in named.items():
        row = entities[one]
        if speaker and not row["protect"] and speaker in {name.casefold() for name in row["names"]}:
            yield one, True
        elif any(_holds(part, m["span"]) for part in statement["content"] for m in rows):
            yield one, False


def _part(shelf: Shelf, matters: Sequence[Matter]) -> None:
    """Write who takes part in which event, the events that more is told of first."""
    events = {one: place for place, matter in enumerate(matters) for one in matter.row["reports"]}
    pairs: set[tuple[int, str]] = set()
    for row in shelf.stream("reports"):
        if row["id"] in events:
            pairs |= {(events[row["id"]], one["entity"]) for one in row["arguments"] if one["entity"]}
    shelf.enter("part", (Entry({"id": matters[place].row["id"]}, one) for place, one in sorted(pairs)))


def portrait(room: Room, one: str) -> Portrait:
    """One entity with its spellings, statements and events."""
    row = room.entities[one]
    told = room.shelf.entry(one, row["kind"]) or {"spellings": [], "documents": 0}
    reason = "; ".join(clause for clause in row["reason"].split("; ") if row["protect"] or PROTECTED not in clause)
    lists, numbers = {}, {"documents": told["documents"]}
    for name in ("says", "about", "part"):
        numbers[name], lists[name] = room.shelf.entries(name, Part(about=one, count=_MOST))
    events = (room.shelf.entry(entry["id"], "events") for entry in lists["part"])
    return Portrait(
        row | {"reason": reason},  # what weighed a name against a pseudonym would lead from one to the other
        tuple((words, times) for words, times in told["spellings"]),
        tuple(room.records[entry["id"]] for entry in lists["says"]),
        tuple(room.records[entry["id"]] for entry in lists["about"]),
        tuple(event for event in events if event),
        numbers,
        offices(room, one),
    )


def mentions(room: Room, one: str, page: int) -> Sheet:
    """A page of the mentions of an entity, in the order of the documents."""
    total = room.shelf.count(one, "mentions")
    page = min(page, max(1, -(-total // _MENTIONS)))
    rows = room.shelf.tied(one, "mentions", (page - 1) * _MENTIONS, _MENTIONS)
    return Sheet(rows, total, page, "", f"/people/{one}", lines=_MENTIONS, called="mentions", part="mentions")


def _holds(part: Row, span: Row) -> bool:
    return bool(part["start"] <= span["start"] and span["end"] <= part["end"])
