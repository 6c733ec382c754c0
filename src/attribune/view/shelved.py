"""Deciding from kept rows: what a person sees and writes of decisions where the case itself is not in memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from attribune.ledger.decision import Decision, undone
from attribune.ledger.visit import Visits
from attribune.protect.redaction import Redaction, Replacement

from .cover import Cover
from .desk import Desk
from .shelving import REJECTED
from .standing import KIND_OF

if TYPE_CHECKING:
    from datetime import datetime

    from attribune.ledger.shelf import Shelf
    from attribune.protect import Shield

    from .case import Readable
    from .row import Row

NEWS = 200
"""Records of a kind that are told to be new; more are counted."""


class ShelvedCover(Cover):
    """Covers words and places with what a shelf keeps; it has no texts."""

    def __init__(self, shield: Shield, shelf: Shelf) -> None:
        super().__init__(shield, {})
        self._shelf = shelf

    def _knows(self, document: str) -> bool:
        found = self._shelf.known(document, inside=True)
        return bool(found and found.kind == "documents")

    def hides(self, document: str) -> bool:
        """Whether a document holds somebody who is hidden."""
        return any(row["hides"] for row in self._shelf.inside("cuts", self.key(document)))

    def home(self, record: str) -> str:
        """The document of a record; a document is at home in itself."""
        found = self._shelf.known(record, inside=True)
        own = self._shelf.known(found.document) if found and found.document else None
        return own.raw if own else record

    def redaction(self, document: str) -> Redaction | None:
        """Where a document's text was changed: places alone, its words are not here."""
        for row in self._shelf.inside("cuts", self.key(document)):
            return Redaction("", [Replacement(start, end, "x" * length) for start, end, length in row["cuts"]])
        return None


class ShelvedDesk(Desk):
    """The desk of a case whose rows are kept."""

    def __init__(self, case: Readable, cover: ShelvedCover, shelf: Shelf, state: str) -> None:
        super().__init__(case, cover, None, {})  # type: ignore[arg-type]  # all that would look at records is here
        self._shelf = shelf
        self._state = state

    def inside(self, shown: str) -> str:
        """The id inside the case for one as shown; anything else as it is."""
        found = self._shelf.known(shown)
        return found.raw if found and found.raw else shown

    def note(self, now: datetime) -> None:
        """Write down what the case holds, so that it is known later what is new."""
        held = {kind: [raw for _, raw in self._shelf.ids(kind)] for kind in ("documents", "events")}
        held["conflicts"] = [
            known.raw
            for row in self._shelf.tied("conflict", "links")
            if (known := self._shelf.known(row["id"])) is not None
        ]
        Visits(self._case.root / "visits.db").note(self._state, held, now)

    def visit(self, name: str, now: datetime) -> Row:
        """Note that somebody is here, and tell what has come since they were, as ``Desk.visit`` does; of what is more
        than ``NEWS`` the first, ``numbers`` says how many there are.
        """
        visits = Visits(self._case.root / "visits.db")
        if not visits.noted(self._state):
            self.note(now)
        before = visits.visit(name, {}, now)
        kinds = ("documents", "events", "conflicts")
        if before is None:
            return {"before": None, "decisions": [], "numbers": dict.fromkeys(kinds, 0), **{kind: [] for kind in kinds}}
        made = [one for one in self.decisions() if one["at"] > before and one["by"] != self._cover.words(name)]
        fresh = {kind: sorted(visits.since(kind, before)) for kind in kinds}
        found = {kind: [self._cover.key(one) for one in ids[:NEWS]] for kind, ids in fresh.items()}
        numbers = {kind: len(ids) for kind, ids in fresh.items()}
        there = {kind: [one for one in ids if self._shelf.known(one)] for kind, ids in found.items()}
        return {"before": before, "decisions": made, "numbers": numbers, **there}

    def orphans(self) -> list[Row]:
        """Decisions in force about records that the ledger no longer holds, as they were when the rows were kept."""
        active = {one.seq for one in self._in_force}
        return [row for row in self._shelf.note("orphans") if row["seq"] in active]

    def _rows(self, decisions: Sequence[Decision]) -> list[Row]:
        kept: Mapping[str, Row] = self._covered
        new = [one for one in decisions if one.hash not in kept]
        made = dict(zip((one.hash for one in new), super()._rows(new), strict=True)) if new else {}
        gone = undone(decisions)
        return [(kept.get(one.hash) or made[one.hash]) | {"undone": gone.get(one.seq)} for one in decisions]

    @cached_property
    def _covered(self) -> Mapping[str, Row]:
        found: Mapping[str, Row] = self._shelf.note("decisions")
        return found

    def _rules(self, judged: Sequence[Decision]) -> Iterable[tuple[str, str]]:
        known: Mapping[str, str] = self._shelf.note("judged")
        for one in judged:
            if one.target in known:
                yield one.target, known[one.target]
            elif (found := self._shelf.known(one.target, inside=True)) and (told := self._shelf.get(found.id)):
                yield one.target, told[1].get("rule", "")

    @cached_property
    def _in_force(self) -> Sequence[Decision]:
        return self._case.decisions.active()

    @cached_property
    def _moved(self) -> Mapping[str, str]:
        found: Mapping[str, str] = self._shelf.note("moved")
        return found

    def _knows(self, raw: str) -> bool:
        return self._shelf.known(raw, inside=True) is not None

    def _stood(self, raw: str) -> Mapping[str, object]:
        """As ``standing.stood`` tells it, from what is kept."""
        found = self._shelf.known(raw, inside=True)
        if found is None or found.kind == "documents":
            return {}
        kind = found.kind.removeprefix(REJECTED)
        if kind in KIND_OF and found.place:
            return {"kind": KIND_OF[kind], "document": self._cover.home(raw), "start": found.place[0]} | {
                "end": found.place[1]
            }
        return {"kind": kind.rstrip("s"), **self._members(kind, found.id)} if kind in _GROUPS else {}

    def _members(self, kind: str, shown: str) -> dict[str, Any]:
        if kind == "entities":
            ids = [row["id"] for row in self._shelf.tied(shown, "mentions", count=5)]
            return {"kind": "entity", "members": [self.inside(one) for one in ids]}
        told = (self._shelf.get(shown) or ("", {}))[1]
        if kind == "events":
            return {"kind": "event", "members": [self.inside(one) for one in told.get("reports", ())[:5]]}
        return {"kind": "link", "of": told["kind"], "members": [self.inside(told["from"]), self.inside(told["to"])]}

    def _text(self, raw: str) -> str:
        return str((self._shelf.get(self._cover.key(raw)) or ("", {}))[1].get("text", ""))


_GROUPS = ("entities", "events", "links")
