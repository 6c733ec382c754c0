"""Where a person decides: decisions are written about records as they are shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attribune.ledger.agreement import Agreement, agreement, merge
from attribune.ledger.decision import Decision, DecisionKind, Decisions, Draft, undone
from attribune.ledger.visit import Visits

from .case import Readable, ViewError
from .cover import Cover
from .experience import VERDICTS, learn, rules, whole
from .overlay import link_id
from .standing import STOOD, candidates, stood

if TYPE_CHECKING:
    from attribune.model import Records

    from .overlay import Laid
    from .row import Row


class Desk:
    """Reads and writes the decisions of a case. ``shown`` gives the id as shown of each id of the case.

    What is decided is seen by the next view that is opened.
    """

    def __init__(self, case: Readable, cover: Cover, laid: Laid, shown: Mapping[str, str]) -> None:
        self._case = case
        self._cover = cover
        self._laid = laid
        self._shown = shown
        self._noted = False  # whether what the case holds was written down by a visit

    def decisions(self) -> list[Row]:
        """Every decision as written; ``undone`` is the number of the one that takes it back, if one does."""
        return self._rows(self._case.decisions.all())

    def about(self, target: str) -> list[Row]:
        """Every decision about a record, by its id as shown, or that names it: joins and parts of it included."""
        raw = self.inside(target)
        went = {target for target, now in self._moved.items() if now == raw}  # what was joined to it
        return [
            row
            for row, one in zip(self.decisions(), self._case.decisions.all(), strict=True)
            if raw in (one.target, one.payload.get("with")) or one.target in went
        ]

    def _rows(self, decisions: Sequence[Decision]) -> list[Row]:
        gone = undone(decisions)
        return [self._cover.decision(one) | {"undone": gone.get(one.seq)} for one in decisions]

    def merge(self, other: Path | str) -> tuple[list[Row], Agreement]:
        """Take in another analyst's file of decisions; gives what is new, and how far the two agreed before."""
        theirs = Decisions(other)
        if not theirs.path.is_file():
            raise ViewError(f"there is no file of decisions {self._cover.words(str(other))}")
        found = agreement(self._case.decisions.active(), theirs.active())
        return [self._cover.decision(decision) for decision in merge(self._case.decisions, theirs)], found

    def learn(self) -> list[Row]:
        """How often people confirmed what each rule found: ``rule, confirmed, rejected, share, low, high``.

        ``share`` is that of the confirmed; ``low`` and ``high`` are Wilson's interval at 95 percent.
        """
        judged = [one for one in self._in_force if one.kind in VERDICTS]
        return learn(self._rules(judged), judged) if judged else []

    def _rules(self, judged: Sequence[Decision]) -> Iterable[tuple[str, str]]:  # noqa: ARG002 - for those who need them
        """The rules that found the records that were judged, by their ids; others may be among them."""
        return rules(self._made)

    @cached_property
    def _made(self) -> Records:
        """The records as machines made them; read once."""
        return self._case.records()

    @property
    def _in_force(self) -> Sequence[Decision]:
        return self._laid.decisions

    @property
    def _moved(self) -> Mapping[str, str]:
        return self._laid.moved

    def error_rate(self) -> Row | None:
        """How often the machine was wrong of what people judged, all rules together: ``judged, wrong, share, low,
        high``; None where nobody judged anything.
        """
        return whole(self.learn())

    def pending(self) -> int:
        """How many decisions were made or undone since the last build that change what is assessed."""
        return self._case.pending()

    def visit(self, name: str, now: datetime) -> Row:
        """Note that somebody is here: ``before`` is when they last were, else None, and what has come since then:
        ``documents``, ``events`` and ``conflicts`` by id as shown, with their ``numbers``, ``decisions`` of others as
        rows.
        """
        visits = Visits(self._case.root / "visits.db")
        links = (*self._laid.resolved.links, *self._laid.assessed.links)
        held = {
            "documents": [one.id for one in self._laid.records.documents],
            "events": [one.id for one in self._laid.assessed.events],
            "conflicts": [link_id(one) for one in links if one.kind == "conflict"],
        }
        before = visits.visit(name, {} if self._noted else held, now)
        self._noted = True
        if before is None:
            nothing: Row = {kind: [] for kind in held}
            return {"before": None, "decisions": [], "numbers": dict.fromkeys(held, 0), **nothing}
        made = [one for one in self.decisions() if one["at"] > before and one["by"] != self._cover.words(name)]
        fresh = {kind: visits.since(kind, before) for kind in held}
        found = {kind: [self._cover.key(one) for one in ids if one in fresh[kind]] for kind, ids in held.items()}
        numbers = {kind: len(ids) for kind, ids in found.items()}
        return {"before": before, "decisions": made, "numbers": numbers, **found}

    def verify(self) -> str | None:
        """None where every decision stands as it was written, else the first that does not, and why."""
        broken = self._case.decisions.verify()
        return self._cover.words(f"decision {broken.seq} does not hold: {broken.reason}") if broken else None

    def orphans(self) -> list[Row]:
        """Decisions in force about records that the ledger no longer holds.

        ``candidates`` are the ids of what they may have meant: what stands where the record stood, or near it.
        """
        return [
            self._cover.decision(one)
            | {"undone": None, "candidates": [self._cover.key(raw) for raw in candidates(self._laid, one)]}
            for one in self._laid.orphans
        ]

    def move(self, seq: int, target: str, why: str, by: str = "") -> Row:
        """Let a decision hold about another record: it is written anew about that one, and the old row undone."""
        old = next((one for one in self._case.decisions.active() if one.seq == seq), None)
        raw = self.inside(target)
        if old is None:
            raise ViewError(f"there is no decision {seq} in force")
        if not self._knows(raw):
            raise ViewError(f"the case holds no record {self._cover.words(target)}")
        payload = {**old.payload, STOOD: self._stood(raw), "moved": seq}
        moved = self._case.decisions.append(Draft(old.kind, raw, payload, why or old.why, by=by))
        self._case.decisions.append(Draft("undo", old.target, {"seq": seq}, f"moved to decision {moved.seq}", by=by))
        return self._cover.decision(moved)

    def decide(self, kind: DecisionKind, target: str, payload: Mapping[str, object], why: str, by: str = "") -> Row:
        """Write a decision about a record, named by its id as shown. It is seen by the next view that is opened."""
        raw = self.inside(target)
        if not self._knows(raw) and target and kind != "note":
            raise ViewError(f"the case holds no record {self._cover.words(target)}")
        known = self._inside(dict(payload), self._cover.home(raw))
        if there := self._stood(raw):
            known[STOOD] = there
        draft = Draft(kind, raw, known, why, by=by)
        return self._cover.decision(self._case.decisions.append(draft))

    def _inside(self, payload: Any, document: str) -> Any:  # noqa: ANN401 - any JSON value
        """A payload with its ids and spans, given as shown, as they are inside the case."""
        if isinstance(payload, str):
            return self.inside(payload)
        if isinstance(payload, list):
            return [self._inside(one, document) for one in payload]
        if not isinstance(payload, Mapping):
            return payload
        moved = {name: self._inside(one, document) for name, one in payload.items()}
        start, end = payload.get("start"), payload.get("end")
        if not isinstance(start, int) or not isinstance(end, int):
            return moved
        if (place := self._cover.back(document, start, end)) is None:
            raise ViewError("these words are hidden in part: decide about them with a reveal")
        return moved | {"start": place[0], "end": place[1]}

    def shown(self, document: str, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of a document's text inside the case stands in the text as shown, hidden or not."""
        return self._cover.forth(self.inside(document), start, end)

    def undo(self, seq: int, why: str, by: str = "") -> Row:
        """Take the decision of that number back. Raises DecisionError where there is none."""
        target = next((decision.target for decision in self._case.decisions.all() if decision.seq == seq), "")
        return self._cover.decision(self._case.decisions.append(Draft("undo", target, {"seq": seq}, why, by=by)))

    def mark(self, document: str, words: str, why: str, by: str = "") -> list[Row]:
        """Put words of a document under protection, wherever it shows them. Raises ViewError where it does not."""
        raw = self.inside(document)
        shown = self._text(raw)
        found = [{"start": one.start(), "end": one.end()} for one in re.finditer(re.escape(words), shown)]
        if not words.strip() or not found:
            raise ViewError(f"no document {self._cover.words(document)} shows these words")
        return [self.decide("protect", raw, place, why, by) for place in found]

    def _knows(self, raw: str) -> bool:
        return raw in self._shown

    def _stood(self, raw: str) -> Mapping[str, object]:
        return stood(self._laid, raw)

    def _text(self, raw: str) -> str:
        """The text of a document as shown, by its id inside the case; empty where there is none."""
        return next((self._cover.text(one) for one in self._laid.records.documents if one.id == raw), "")

    def inside(self, shown: str) -> str:
        """The id inside the case for one as shown, as decisions and builds want it; anything else as it is."""
        return self._raw.get(shown, shown)

    @cached_property
    def _raw(self) -> dict[str, str]:
        return {shown: raw for raw, shown in self._shown.items()}
