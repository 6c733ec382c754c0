"""What the lists of the pages are made of, gathered in one pass over the rows of a shelf: names, days and ids alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from attribune.present.account import clause, headline, outlet, wordless
from attribune.present.wording import event_sentence

from . import label

if TYPE_CHECKING:
    from attribune.view import Shelf

Row = dict[str, Any]

NAMELESS = frozenset({"anonymous", "unspecified"})
"""Kinds of sources that nothing gathers across events."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A document: what it is called, whose it is, when it came out."""

    title: str
    outlet: str
    published: str | None
    reliability: str


@dataclass(frozen=True, slots=True)
class Told:
    """A report: where it stands, and on whose word."""

    id: str
    document: str
    start: int
    trigger: Row
    origin: str | None
    by: str | None


@dataclass(frozen=True, slots=True)
class Matter:
    """An event, of which ``tellings`` are in the order of publication and ``conflicts`` the ids of its conflicts."""

    row: Row
    headline: str
    sentence: str
    tellings: tuple[Told, ...]
    conflicts: tuple[str, ...]

    @property
    def weight(self) -> tuple[int, int, int, int, str]:
        """By what events are ordered, the least first: those that more is told of."""
        documents = {one.document for one in self.tellings}
        row = self.row
        return -len(documents), -len(self.conflicts), -row["denials"], -row["origins"], row["id"]


class Gathered:
    """Documents, reports and conflicts of a shelf, by id; ``ends`` gives the conflicts of a record, ``detail`` what a
    conflict is about.
    """

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self.reports = {
            row["id"]: Told(
                row["id"], row["document"], row["trigger"]["start"], row["trigger"], row["origin"], row["by"]
            )
            for row in shelf.stream("reports")
        }
        self._clauses: dict[str, str] = {}
        self.papers = dict(self._read(self._bare()))
        self.ends: dict[str, list[str]] = defaultdict(list)
        self.detail: dict[str, str] = {}
        for row in shelf.stream("links"):
            if row["kind"] == "conflict":
                self.detail[row["id"]] = row["detail"] or ""
                for end in dict.fromkeys((row["from"], row["to"])):
                    self.ends[end].append(row["id"])

    def _bare(self) -> dict[str, list[Told]]:
        """The first reports of events whose details make no headline, by document."""
        found: dict[str, list[Told]] = defaultdict(list)
        for row in self._shelf.stream("events"):
            first = self.reports.get(row["reports"][0]) if row["reports"] else None
            if first and wordless(row):
                found[first.document].append(first)
        return found

    def _read(self, bare: Mapping[str, list[Told]]) -> Iterator[tuple[str, Paper]]:
        for row in self._shelf.stream("documents"):
            for told in bare.get(row["id"], ()):
                self._clauses[told.id] = clause(row["text"], told.trigger)
            yield row["id"], Paper(label.title(row), outlet(row), row["published"], row["reliability"])

    def matters(self) -> Iterator[Matter]:
        """Every event, in the order of the shelf."""
        return (self.matter(row) for row in self._shelf.stream("events"))

    def matter(self, row: Row) -> Matter:
        """One event."""
        tellings = sorted((self.reports[one] for one in row["reports"] if one in self.reports), key=self._when)
        documents = {one.document for one in tellings}
        outlets = {self.papers[one].outlet for one in documents}
        conflicts = dict.fromkeys(link for one in (*row["reports"], row["id"]) for link in self.ends.get(one, ()))
        holders = dict.fromkeys(one.by for one in tellings if one.by)  # who only answers contradicts these
        answers = (link for one in holders for link in self.ends.get(one, ()) if self.detail[link] == "whether")
        conflicts |= dict.fromkeys(answers)
        told = event_sentence(row, len(documents), len(outlets))
        words = self._clauses.get(row["reports"][0], "") if row["reports"] else ""
        return Matter(row, headline(row, words), told, tuple(tellings), tuple(conflicts))

    def _when(self, one: Told) -> tuple[str, str, int]:
        return self.papers[one.document].published or "9999", one.document, one.start


def later(tellings: tuple[Told, ...], papers: Mapping[str, Paper], details: list[Row], place: int) -> Row:
    """What became of the telling at a place in the order of telling: ``day``; the first report after it that denies
    it, the first of another origin that tells the same, as ``{document, trigger}`` or None. An unknown day is not
    after.
    """
    told = tellings[place]
    day = papers[told.document].published
    stance = {held["report"]: held["value"] for held in details if held["detail"] == "whether"}
    after = [one for one in tellings if (papers[one.document].published or "") > (day or "9999")]
    denied = next((one for one in after if stance.get(one.id) == "no"), None)
    others = (
        one
        for one in after
        if stance.get(one.id) == "yes"
        and papers[one.document].outlet != papers[told.document].outlet
        and one.origin != told.origin
    )
    return {"day": day, "denied": _cited(denied), "confirmed": _cited(next(others, None))}


def _cited(one: Told | None) -> Row | None:
    return {"document": one.document, "trigger": one.trigger} if one else None
