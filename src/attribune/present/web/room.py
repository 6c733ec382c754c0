"""The case that the pages show: opened again when it was built or decided on, looked up by id."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any

from attribune import view
from attribune.present.account import Affair, Affairs

from .dispute import Dispute, disputes

if TYPE_CHECKING:
    from collections.abc import Iterable

Row = dict[str, Any]

_WATCHED = (
    "ledger",
    "decisions.db",
    "decisions.db-wal",
    "case.toml",
    "hypotheses.yaml",
    "positions.yaml",
    "register.yaml",
)
"""What changes when a case is built anew or somebody decides: protection decided elsewhere holds on the next page."""


class Room:
    """One state of a case, read through its view only: all that a page shows has been through protection."""

    def __init__(self, opened: view.View, name: str) -> None:
        self.view = opened
        self.name = opened.scrub(name)
        self.affairs = Affairs(opened)
        self.documents = self.affairs.documents

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
        self._case = case
        self._stamp: tuple[int, ...] = ()
        self._room: Room | None = None
        self._lock = RLock()

    def room(self) -> Room:
        """The case as it is now."""
        with self._lock:
            stamp = tuple(_changed(self._case / name) for name in _WATCHED)
            if self._room is None or stamp != self._stamp:
                self._room = Room(view.open(self._case), self._case.resolve().name)
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
