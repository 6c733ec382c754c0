"""The case that the pages show: opened again when it was built or decided on, looked up by id."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any

from attribune import view
from attribune.present.account import Affair, Affairs

from . import label
from .dispute import Dispute, disputes

if TYPE_CHECKING:
    from collections.abc import Iterable

Row = dict[str, Any]

_WATCHED = (
    "ledger",
    "decisions.db",
    "decisions.db-wal",
    "case.toml",
    "register.yaml",
)
"""What changes when a case is built anew or somebody decides: protection decided elsewhere holds on the next page."""


class Room:
    """One state of a case, read through its view only: all that a page shows has been through protection."""

    def __init__(self, opened: view.View, name: str) -> None:
        self.view = opened
        self._name = name

    @cached_property
    def name(self) -> str:
        """What the case is called."""
        return self.view.called(self._name)

    @cached_property
    def affairs(self) -> Affairs:
        """The events with their accounts; read when a page needs them."""
        return Affairs(self.view)

    @cached_property
    def documents(self) -> dict[str, Row]:
        """The documents by id."""
        return self.affairs.documents

    @cached_property
    def events(self) -> dict[str, Affair]:
        """Every event by its id, those that more is told of first."""
        return {affair.event["id"]: affair for affair in self.affairs.all()}

    @cached_property
    def records(self) -> dict[str, Row]:
        """Every record with an id that stands in a document, and every event and entity, by its id."""
        kinds = ("statements", "reports", "figures", "forecasts", "mentions", "events", "entities")
        return {row["id"]: row for kind in kinds for row in self.view.rows(kind)}

    @cached_property
    def summary(self) -> dict[str, int]:
        """How much of each kind the case holds."""
        return self.view.summary()

    @cached_property
    def told_in(self) -> dict[str, list[Affair]]:
        """The events that a document tells of, by its id."""
        found: dict[str, list[Affair]] = defaultdict(list)
        for affair in self.events.values():
            for document in dict.fromkeys(telling.document for telling in affair.tellings):
                found[document].append(affair)
        return dict(found)

    @cached_property
    def entities(self) -> dict[str, Row]:
        """People, organisations and places by id."""
        return {row["id"]: row for row in self.view.entities()}

    @cached_property
    def conflicts(self) -> list[Row]:
        """The conflicts, those that join events told of more often first."""
        weight = {one: -len(affair.tellings) for affair in self.events.values() for one in affair.event["reports"]}
        return sorted(self.view.conflicts(), key=lambda row: min(weight.get(row["from"], 0), weight.get(row["to"], 0)))

    @cached_property
    def disputes(self) -> list[Dispute]:
        """The conflicts gathered by what they are about."""
        return disputes(self.conflicts, self.event_of)

    @cached_property
    def event_of(self) -> dict[str, Affair]:
        """{id of a report, or of an event: the event}."""
        return self.events | {report: affair for affair in self.events.values() for report in affair.event["reports"]}

    @cached_property
    def conflicting(self) -> dict[str, list[Row]]:
        """The conflicts that a record is part of, by its id."""
        found: dict[str, list[Row]] = defaultdict(list)
        for conflict in self.conflicts:
            for end in {conflict["from"], conflict["to"]}:
                found[end].append(conflict)
        return dict(found)

    @cached_property
    def rejected(self) -> dict[str, tuple[str, Row]]:
        """{id: (kind, row)} of the records that a person rejected, which are in no list."""
        return {row["id"]: (kind, row) for kind, row in self.view.rejected()}

    @cached_property
    def _rejected_in(self) -> dict[str, list[tuple[str, Row]]]:
        found: dict[str, list[tuple[str, Row]]] = defaultdict(list)
        for kind, row in self.rejected.values():
            found[row["document"]].append((kind, row))
        return dict(found)

    def rejected_in(self, document: str) -> list[tuple[str, Row]]:
        """The rejected records of a document, each with its kind."""
        return self._rejected_in.get(document, [])

    @cached_property
    def _kinds(self) -> dict[str, str]:
        kinds = ("documents", "statements", "reports", "figures", "forecasts", "mentions", "events", "entities")
        return {row["id"]: kind for kind in kinds for row in self.view.rows(kind)}

    def find(self, one: str) -> tuple[str, Row]:
        """The kind and row of a record, rejected ones included. Raises LookupError where there is none of that id."""
        if one in self.rejected:
            return self.rejected[one]
        if one not in self._kinds:
            raise LookupError(one)
        return self._kinds[one], self.documents.get(one) or self.records[one]

    def called(self, one: str) -> tuple[str, str]:
        """What a record is called on one line, and the address of its page; both empty where there is none."""
        if one in self.events:
            return self.events[one].headline, f"/events/{one}"
        if one in self.entities:
            return self.entities[one]["name"], f"/people/{one}"
        if one in self.documents:
            return self.title(one), f"/documents/{one}"
        if one in self._kinds or one in self.rejected:
            kind, row = self.find(one)
            return label.line(kind, row), f"/records/{one}"
        conflict = self._by_link.get(one)
        return (conflict["why"], "/conflicts") if conflict else ("", "")

    @cached_property
    def _by_link(self) -> dict[str, Row]:
        return {row["id"]: row for row in self.conflicts}

    def names_of(self, one: str) -> set[str]:
        """All that an entity or event is called, without capitals."""
        names = self.entities[one]["names"] if one in self.entities else [self.events[one].headline]
        return {" ".join(name.split()).casefold() for name in names}

    def members(self, one: str) -> list[str]:
        """The ids of the mentions of an entity, or of the reports of an event."""
        if one in self.events:
            return list(self.events[one].event["reports"])
        return [row["id"] for row in self._mentions_of.get(one, ())]

    def mentions_of(self, one: str) -> list[Row]:
        """The mentions of an entity, in the order of the documents."""
        return self._mentions_of.get(one, [])

    @cached_property
    def _mentions_of(self) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = defaultdict(list)
        for row in self.view.mentions():
            if row["entity"]:
                found[row["entity"]].append(row)
        return dict(found)

    def about_event(self, one: str) -> list[Row]:
        """The decisions about an event, its reports and its conflicts, in the order made."""
        affair = self.events[one]
        about = [one, *affair.event["reports"], *(row["id"] for row in affair.conflicts)]
        found = {row["seq"]: row for each in about for row in self.decided.get(each, ())}
        found |= {row["seq"]: row for row in self.view.desk.about(one)}
        return [found[seq] for seq in sorted(found)]

    @cached_property
    def decided(self) -> dict[str, list[Row]]:
        """The decisions about each record, by its id."""
        found: dict[str, list[Row]] = defaultdict(list)
        for row in self.decisions:
            found[row["target"]].append(row)
        return dict(found)

    @cached_property
    def decisions(self) -> list[Row]:
        """Every decision in the order made."""
        return self.view.desk.decisions()

    def words_at(self, target: str, span: Row) -> str:
        """The words of a stretch of the document that a record stands in; of one that is gone, where they stood."""
        document = target if target in self.documents else ""
        if not document and (target in self._kinds or target in self.rejected):
            document = str(self.find(target)[1].get("document", ""))
        start, end = span.get("start"), span.get("end")
        if document not in self.documents or not isinstance(start, int) or not isinstance(end, int):
            return f"{start} to {end}"
        place = self.view.desk.shown(document, start, end)
        return " ".join(self.documents[document]["text"][place[0] : place[1]].split())[:160]

    def inside(self, kind: str, document: str) -> list[Row]:
        """The records of a kind that stand in a document."""
        return self._by_document[kind].get(document, [])

    def title(self, document: str) -> str:
        """What a document is called: its title, else its first heading, else its first words, else its outlet."""
        row = self.documents[document]
        heads = (r["span"]["quote"] for r in row["regions"] if r["kind"] == "heading")
        found = row["title"] or next(heads, "") or row["text"].strip().split("\n", 1)[0] or self.outlet(document)
        return _clipped(" ".join(str(found).split()))

    def outlet(self, document: str) -> str:
        """The outlet of a document."""
        return self.affairs.outlet(document)

    def in_order(self) -> list[Row]:
        """The documents that could be read, by the day of their publication."""
        return sorted(
            (row for row in self.documents.values() if not row["failure"]), key=lambda r: r["published"] or "9999"
        )

    @cached_property
    def _by_document(self) -> dict[str, dict[str, list[Row]]]:
        return {
            kind: _grouped(self.view.rows(kind))
            for kind in ("statements", "reports", "figures", "forecasts", "times", "mentions")
        }


class Rooms:
    """Opens the case, and opens it again after it changed. Raises what ``view.open`` raises."""

    def __init__(self, case: Path) -> None:
        self.case = case
        self._stamp: tuple[int, ...] = ()
        self._room: Room | None = None
        self._lock = RLock()

    def room(self) -> Room:
        """The case as it is now."""
        with self._lock:
            asked = (path for kind in ("hypotheses", "positions") for path in sorted(self.case.glob(f"{kind}*.yaml")))
            stamp = tuple(_changed(path) for path in (*(self.case / name for name in _WATCHED), *asked))
            if self._room is None or stamp != self._stamp:
                self._room = Room(view.open(self.case), self.case.resolve().name)
                self._stamp = stamp
            return self._room


def _changed(path: Path) -> int:
    return path.stat().st_mtime_ns if path.exists() else 0


def _grouped(rows: Iterable[Row]) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row["document"]].append(row)
    return dict(groups)


def _clipped(words: str, most: int = 160) -> str:
    return words if len(words) <= most else words[:most].rsplit(" ", 1)[0] + " …"
