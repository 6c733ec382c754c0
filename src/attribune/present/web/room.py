"""The case that the pages show: opened again when it was built or decided on, looked up by id."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property, partial
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any

from attribune import view
from attribune.present.account import Affair, Affairs
from attribune.view import REJECTED

from . import catalogue, label
from .assessing import Assessing
from .dispute import Dispute, disputes
from .lookup import Lookup
from .prepare import prepare_apart

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from attribune.view import Shelf

Row = dict[str, Any]

_WATCHED = (
    "ledger",
    "pages",
    "decisions.db",
    "decisions.db-wal",
    "case.toml",
    "register.yaml",
)
"""What changes when a case is built anew or somebody decides: protection decided elsewhere holds on the next page."""
_RECORDS = ("statements", "reports", "figures", "forecasts", "mentions", "events", "entities")


class Room:
    """One state of a case, read through its view only: all that a page shows has been through protection.

    Rows are taken from a shelf as pages need them; what is the same for every visitor is worked out once.
    """

    def __init__(self, opened: view.View) -> None:
        self.view = opened
        self._lock = RLock()
        self._made: dict[object, Row] = {}

    @cached_property
    def name(self) -> str:
        """What the case is called."""
        return str(self.shelf.note("called"))

    @property
    def shelf(self) -> Shelf:
        """The rows with the lists of the pages."""
        return self.stand.shelf

    @property
    def desk(self) -> view.Desk:
        """Where a person decides, and sees what was decided."""
        return self.stand.desk

    @property
    def stand(self) -> view.Stand:
        """What all pages stand on. Raises NotReadyError where it must be made first."""
        with self._lock:
            return self._stand

    @cached_property
    def _stand(self) -> view.Stand:
        return self.view.stand(catalogue.write, catalogue.version(), wait=False)

    @cached_property
    def shown(self) -> view.Shown:
        """The case as programs and the pages of questions read it."""
        return self.view.shown(self.stand)

    @cached_property
    def questions(self) -> view.Questions:
        """The questions that an analyst has written down."""
        return self.view.questions(self.stand.scrub)

    def once(self, name: object, make: Callable[[], Row]) -> Row:
        """What ``make`` gives, made once for this state of the case and kept under a name."""
        if name not in self._made:
            self._made[name] = make()
        return self._made[name]

    def _of(self, *kinds: str, most: int = 2048) -> Lookup[Row]:
        """Rows of some kinds by id."""

        def find(one: str) -> Row | None:
            found = self.shelf.get(one)
            return found[1] if found and found[0] in kinds else None

        return Lookup(find, lambda: (one for kind in kinds for one, _ in self.shelf.ids(kind)), most)

    @cached_property
    def documents(self) -> Lookup[Row]:
        """The documents by id."""
        return self._of("documents", most=256)

    @cached_property
    def records(self) -> Lookup[Row]:
        """Every record with an id that stands in a document, and every event and entity, by its id."""
        return self._of(*_RECORDS)

    @cached_property
    def entities(self) -> Lookup[Row]:
        """People, organisations and places by id."""
        return self._of("entities")

    @cached_property
    def affairs(self) -> Affairs:
        """The events with their accounts."""
        links = partial(self.shelf.touching, kind="links")
        return Affairs(self.documents, self._of("reports"), self._of("origins"), links, self.papers)

    @cached_property
    def papers(self) -> Lookup[Row]:
        """The documents by id without their texts: title, outlet, when they came out."""

        def find(one: str) -> Row | None:
            return self.shelf.entry(one, "documents") or self.documents.get(one)  # one that could not be read

        return Lookup(find, lambda: iter(self.documents), 4096)

    @cached_property
    def events(self) -> Lookup[Affair]:
        """Every event by its id."""
        rows = self._of("events", most=1)

        def find(one: str) -> Affair | None:
            return self.affairs.of(rows[one]) if one in rows else None

        return Lookup(find, lambda: iter(rows), 512)

    @cached_property
    def summary(self) -> dict[str, int]:
        """How much of each kind the case holds."""
        found: dict[str, int] = self.shelf.note("summary")
        return found | {"decisions": sum(row["undone"] is None for row in self.decisions if row["kind"] != "undo")}

    def told_in(self, document: str) -> list[Affair]:
        """The events that a document tells of, those that more is told of first."""
        ids = dict.fromkeys(row["event"] for row in self.inside("reports", document) if row["event"])
        return self.affairs.ordered(self.events[one] for one in ids if one in self.events)

    def event_of(self, report: str) -> Affair | None:
        """The event of a report, or that of its own id."""
        if report in self.events:
            return self.events[report]
        row = self.records.get(report)
        return self.events.get(row["event"]) if row and row.get("event") else None

    def about(self, conflict: Row) -> tuple[str, str]:
        """The id and the headline of the event that a conflict is about; empty where it is about none."""
        affair = self.event_of(conflict["from"]) or self.event_of(conflict["to"])
        if affair is None and conflict["detail"] == "whether":  # an answer to the statement that tells it
            told = (row["event"] for row in self.shelf.tied(conflict["from"], "reports", count=1))
            affair = next((self.events[one] for one in told if one in self.events), None)
        return (affair.event["id"], affair.headline) if affair else ("", "")

    @property
    def conflicts(self) -> list[Row]:
        """All conflicts."""
        return self.shelf.tied("conflict", "links")

    def disputes(self, lines: Iterable[Row]) -> list[Dispute]:
        """The disagreements of some lines of the list of conflicts."""
        found: list[Dispute] = []
        for line in lines:
            rows = self.shelf.some(line["links"])
            there = (rows[one] for one in line["links"] if one in rows)
            found += disputes(there, _always((line["event"], line["headline"])))
        return found

    def conflicting(self, one: str) -> list[Row]:
        """The conflicts that a record is part of."""
        return self.shelf.tied(one, "links") if one else []

    def rejected_in(self, document: str) -> list[tuple[str, Row]]:
        """The rejected records of a document, each with its kind."""
        kinds = ("statements", "reports", "figures", "forecasts")
        return [(kind, row) for kind in kinds for row in self.shelf.inside(REJECTED + kind, document)]

    def rejected(self, one: str) -> bool:
        """Whether a person rejected a record: it is then in no list."""
        return self.shelf.kind(one).startswith(REJECTED)

    def find(self, one: str) -> tuple[str, Row]:
        """The kind and row of a record, rejected ones included. Raises LookupError where there is none of that id."""
        found = self.shelf.get(one)
        if found is None or found[0].removeprefix(REJECTED) not in ("documents", *_RECORDS):
            raise LookupError(one)
        return found[0].removeprefix(REJECTED), found[1]

    def called(self, one: str) -> tuple[str, str]:
        """What a record is called on one line, and the address of its page; both empty where there is none."""
        found = self.shelf.get(one) if one else None
        kind, row = found or ("", {})
        if kind == "events":
            return self.events[one].headline, f"/events/{one}"
        if kind == "entities":
            return row["name"], f"/people/{one}"
        if kind == "documents":
            return label.title(row), f"/documents/{one}"
        if kind == "links":
            return (row["why"], "/conflicts") if row["kind"] == "conflict" else ("", "")
        kind = kind.removeprefix(REJECTED)
        return (label.line(kind, row), f"/records/{one}") if kind in _RECORDS else ("", "")

    def so_called(self, name: str, one: str) -> list[str]:
        """The ids of the other entities or events, as the one of that id is, that are called so."""
        wanted = " ".join(name.split()).casefold()
        if one in self.entities:
            found = [row["id"] for row in self.shelf.tied(f"called {wanted}", "called")]
        else:
            lines = self.shelf.entries("events", view.Part(words=wanted, count=200))[1]
            found = [line["id"] for line in lines if " ".join(line["headline"].split()).casefold() == wanted]
        return [other for other in found if other != one and wanted]

    def members(self, one: str) -> list[str]:
        """The ids of the mentions of an entity, or of the reports of an event."""
        if one in self.events:
            return list(self.events[one].event["reports"])
        return [row["id"] for row in self.mentions_of(one)]

    def mentions_of(self, one: str, most: int = -1) -> list[Row]:
        """The mentions of an entity, in the order of the documents."""
        return self.shelf.tied(one, "mentions", count=most)

    def about_event(self, one: str) -> list[Row]:
        """The decisions about an event, its reports and its conflicts, in the order made."""
        affair = self.events[one]
        about = [one, *affair.event["reports"], *(row["id"] for row in affair.conflicts)]
        found = {row["seq"]: row for each in about for row in self.decided.get(each, ())}
        found |= {row["seq"]: row for row in self.desk.about(one)}
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
        return self.desk.decisions()

    def words_at(self, target: str, span: Row) -> str:
        """The words of a stretch of the document that a record stands in; of one that is gone, where they stood."""
        found = self.shelf.get(target)
        document = target if found and found[0] == "documents" else str(found[1].get("document", "")) if found else ""
        start, end = span.get("start"), span.get("end")
        if document not in self.documents or not isinstance(start, int) or not isinstance(end, int):
            return f"{start} to {end}"
        place = self.desk.shown(document, start, end)
        return " ".join(self.documents[document]["text"][place[0] : place[1]].split())[:160]

    def inside(self, kind: str, document: str) -> list[Row]:
        """The records of a kind that stand in a document."""
        return self.shelf.inside(kind, document)

    def title(self, document: str) -> str:
        """What a document is called: its title, else its first heading, else its first words, else its outlet."""
        return label.title(self.documents[document])

    def outlet(self, document: str) -> str:
        """The outlet of a document."""
        return self.affairs.outlet(document)


class Rooms:
    """Opens the case, and opens it again after it changed. Raises what ``view.open`` raises."""

    def __init__(self, case: Path) -> None:
        self.case = case
        self.preparing = Assessing(case, prepare_apart)
        self._stamp: tuple[int, ...] = ()
        self._room: Room | None = None
        self._lock = RLock()

    def prepare(self) -> None:
        """Have what pages and answers stand on made anew in another process, once at a time."""
        if not self.preparing.state.running:
            self.preparing.ask("the pages")

    def room(self) -> Room:
        """The case as it is now."""
        with self._lock:
            asked = (path for kind in ("hypotheses", "positions") for path in sorted(self.case.glob(f"{kind}*.yaml")))
            stamp = tuple(_changed(path) for path in (*(self.case / name for name in _WATCHED), *asked))
            if self._room is None or stamp != self._stamp:
                self._room = Room(view.open(self.case))
                self._stamp = stamp
            return self._room


def _always(event: tuple[str, str]) -> Callable[[Row], tuple[str, str]]:
    return lambda _: event


def _changed(path: Path) -> int:
    return path.stat().st_mtime_ns if path.exists() else 0
