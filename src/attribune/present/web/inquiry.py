"""The pages of an analyst's questions: rival hypotheses as a matrix to fill, and where parties stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Annotated, Any, Literal
from urllib.parse import quote

from fastapi import Query
from fastapi.responses import RedirectResponse, Response

from attribune.present.hypothesis_commands import sentences
from attribune.present.wording import first_upper
from attribune.view import ViewError

from .form import FormError
from .page import NoRecordError

if TYPE_CHECKING:
    from attribune.view import Notes

    from .form import Form
    from .page import Press
    from .room import Room

Row = dict[str, Any]
Kind = Literal["hypotheses", "positions"]
Named = Annotated[str | None, Query(max_length=200)]

_ID = re.compile(r"\b[a-z][0-9a-f]{16}\b")
_MOST = 6  # proposals for one hypothesis or question
_WIDTH = 560  # of the dot plot's axis
RATINGS = {
    "": "not rated", "CC": "very consistent", "C": "consistent", "N": "neutral", "I": "inconsistent",
    "II": "very inconsistent", "NA": "does not apply",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Dot:
    """A hypothesis on the dot plot: its score, and between what it would lie were any one origin left out."""

    row: Row
    x: float
    least: float
    most: float


class InquiryPages:
    """One method a page, and one a form."""

    def __init__(self, press: Press) -> None:
        self._page, self._rooms = press.page, press.rooms

    def routes(self) -> tuple[tuple[str, Callable[..., Any]], ...]:
        """The address of each page and what answers there."""
        return (("/hypotheses", self.hypotheses), ("/positions", self.positions))

    def writes(self) -> tuple[tuple[str, Callable[[Form], Response]], ...]:
        """The address of each form and what takes it."""
        return (
            ("/hypotheses", self.ask),
            ("/rate", self.rate),
            ("/evidence", self.add_evidence),
            ("/evidence/drop", self.drop_evidence),
            ("/positions", self.pose),
            ("/stand", self.assign),
            ("/stand/drop", self.unassign),
            ("/register", self.register),
        )

    def hypotheses(self, question: Named = None) -> Response:
        """The matrix of one question, with what may be added to it."""
        room = self._rooms.room()
        asked, name, shown = _asked(room, "hypotheses", question)
        found = room.shown.inquiry.hypotheses(name)
        proposed = room.shown.inquiry.evidence_candidates(_MOST, name) if found else []
        return self._page(
            room,
            "hypotheses",
            asked_all=asked,
            named=shown,
            found=found,
            told=[] if found is None else [_worded(room, one) for one in sentences(found)],
            dots=[] if found is None else _dots(found),
            ticks=[] if found is None else _ticks(found),
            groups=[] if found is None else _bracketed(found["evidence"]),
            proposed=[(one, list(rows)) for one, rows in groupby(proposed, key=lambda row: row["hypothesis"])],
            ratings=RATINGS,
            seen=room.view.notes.of(name).version("hypotheses"),
        )

    def positions(self, question: Named = None) -> Response:
        """Where parties stand on one question, and what may tell more of it."""
        room = self._rooms.room()
        asked, name, shown = _asked(room, "positions", question)
        rows = room.shown.inquiry.positions(name)
        parties = list(dict.fromkeys(row["party"] for row in rows))
        return self._page(
            room,
            "positions",
            asked_all=asked,
            named=shown,
            question=room.shown.inquiry.question(name),
            parties=[(party, [row for row in rows if row["party"] == party]) for party in parties],
            proposed=room.shown.inquiry.position_candidates(2 * _MOST, name),
            unknown=room.shown.inquiry.unknown_positions(name),
            seen=room.view.notes.of(name).version("positions"),
        )

    def ask(self, given: Form) -> Response:
        """Set a question and its hypotheses. One without an id gets the next free letter, one without a text goes."""
        ids, texts = given.under("id:"), given.under("text:")
        free = (letter for letter in "abcdefghijklmnopqrstuvwxyz" if letter not in ids.values())
        told = [(ids.get(key) or next(free, key), text) for key, text in texts.items() if text]
        if len(told) < 2:
            raise FormError("Write down at least two hypotheses: one alone has no rival.")
        notes = self._written("hypotheses", given)
        notes.ask(given["question"], told, given["seen"])
        return self._to("hypotheses", notes)

    def rate(self, given: Form) -> Response:
        """Keep the ratings and notes of the matrix."""
        ratings: dict[str, dict[str, str]] = {}
        for key, rating in given.under("r:").items():
            record, _, hypothesis = key.partition(":")
            ratings.setdefault(record, {})[hypothesis] = rating
        notes = self._written("hypotheses", given)
        notes.rate(ratings, given.under("n:"), given["seen"])
        return self._to("hypotheses", notes)

    def add_evidence(self, given: Form) -> Response:
        """Set records against the hypotheses."""
        room, notes = self._rooms.room(), self._written("hypotheses", given)
        notes.add_evidence([one for one in given.all("record") if one in room.records])
        return self._to("hypotheses", notes)

    def drop_evidence(self, given: Form) -> Response:
        """Take a record out of the matrix."""
        notes = self._written("hypotheses", given)
        notes.drop_evidence(given["record"], given["seen"])
        return self._to("hypotheses", notes)

    def pose(self, given: Form) -> Response:
        """Set a question on which parties take positions."""
        if not given["question"]:
            raise FormError("Ask something.")
        notes = self._written("positions", given)
        notes.pose(given["question"], given["seen"])
        return self._to("positions", notes)

    def assign(self, given: Form) -> Response:
        """Say that records tell where a party stands."""
        room, notes = self._rooms.room(), self._written("positions", given)
        records = [one for one in given.all("record") if one in room.records]
        if not given["party"] or not records:
            raise FormError("Name the party, and mark what tells where it stands.")
        notes.assign(given["party"], records)
        return self._to("positions", notes)

    def unassign(self, given: Form) -> Response:
        """Take a record from a party."""
        notes = self._written("positions", given)
        notes.unassign(given["party"], given["record"])
        return self._to("positions", notes)

    def _written(self, kind: Kind, given: Form) -> Notes:
        """Where the question of a form is written: that of its name, or a new one."""
        room = self._rooms.room()
        notes = room.view.notes
        if given["new"]:
            return notes.of(notes.new(kind, room.stand.scrub(given["question"])))
        return notes.of(room.shown.inquiry.named(kind, given["name"]))

    def _to(self, kind: Kind, notes: Notes) -> Response:
        """Back to the page of the question that was written."""
        shown = self._rooms.room().shown.inquiry.called(notes.question)
        return RedirectResponse(f"/{kind}?question={quote(shown, safe='')}" if shown else f"/{kind}", 303)

    def register(self, given: Form) -> Response:
        """Say how reliable sources are."""
        names, grades = given.under("name:"), given.under("grade:")
        told = {name: grades.get(key, "F") for key, name in names.items() if name}
        self._rooms.room().view.notes.register(told, given["seen"])
        return RedirectResponse(given.back, 303)


def _asked(room: Room, kind: Kind, shown: str | None) -> tuple[list[Row], str, str]:
    """All questions of a kind; of the one asked for, or else the first, the name of its file and the name as shown."""
    inquiry = room.shown.inquiry
    asked = inquiry.listed(kind)
    if shown is None:
        shown = asked[0]["name"] if asked else ""
    try:
        return asked, inquiry.named(kind, shown), shown
    except ViewError as none:
        raise NoRecordError(str(none)) from none


def _worded(room: Room, words: str) -> str:
    """A sentence on the matrix with the words of records in place of their ids."""

    def called(found: re.Match[str]) -> str:
        name = room.called(found[0])[0]
        return f"“{_short(name)}”" if name else found[0]

    return _ID.sub(called, words)


def _short(words: str) -> str:
    return words if len(words) <= 70 else words[:70].rpartition(" ")[0] + " …"


def _bracketed(evidence: Iterable[Row]) -> list[list[Row]]:
    """Evidence with what is of one origin together, in the order of the first of each."""
    groups: dict[str, list[Row]] = {}
    for row in evidence:
        groups.setdefault(min(row["together"], default=row["record"]), []).append(row)
    return list(groups.values())


def _ticks(found: Row) -> list[tuple[float, str]]:
    top = max([1.0, *(one["most"] for one in found["hypotheses"])])
    step = next(step for step in (0.5, 1, 2, 5, 10, 20, 50, 100, 1000) if top / step <= 8)
    return [(place * step / top * _WIDTH, first_upper(f"{place * step:g}")) for place in range(int(top / step) + 1)]


def _dots(found: Row) -> list[Dot]:
    top = max([1.0, *(one["most"] for one in found["hypotheses"])])
    places = (
        (one, *(round(one[name] / top * _WIDTH, 1) for name in ("score", "least", "most")))
        for one in found["hypotheses"]
    )
    return [Dot(*place) for place in places]
