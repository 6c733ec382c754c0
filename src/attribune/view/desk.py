"""Where a person decides: decisions are written about records as they are shown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attribune.ledger.agreement import Agreement, agreement, merge
from attribune.ledger.decision import DecisionKind, Decisions, Draft

from .case import Readable, ViewError
from .cover import Cover
from .experience import learn

if TYPE_CHECKING:
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

    def decisions(self) -> list[Row]:
        """Every decision as written, the undone ones included."""
        return [self._cover.decision(decision) for decision in self._case.decisions.all()]

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
        return learn(self._case.records(), self._laid.decisions)

    def verify(self) -> str | None:
        """None where every decision stands as it was written, else the first that does not, and why."""
        broken = self._case.decisions.verify()
        return self._cover.words(f"decision {broken.seq} does not hold: {broken.reason}") if broken else None

    def orphans(self) -> list[Row]:
        """Decisions in force about records that the ledger no longer holds."""
        return [self._cover.decision(decision) for decision in self._laid.orphans]

    def decide(self, kind: DecisionKind, target: str, payload: Mapping[str, object], why: str, by: str = "") -> Row:
        """Write a decision about a record, named by its id as shown. It is seen by the next view that is opened."""
        raw = self.inside(target)
        if raw not in self._shown and target and kind != "note":
            raise ViewError(f"the case holds no record {self._cover.words(target)}")
        draft = Draft(kind, raw, self._inside(dict(payload), self._cover.home(raw)), why, by=by)
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

    def undo(self, seq: int, why: str, by: str = "") -> Row:
        """Take the decision of that number back. Raises DecisionError where there is none."""
        target = next((decision.target for decision in self._case.decisions.all() if decision.seq == seq), "")
        return self._cover.decision(self._case.decisions.append(Draft("undo", target, {"seq": seq}, why, by=by)))

    def mark(self, document: str, words: str, why: str, by: str = "") -> list[Row]:
        """Put words of a document under protection, wherever it shows them. Raises ViewError where it does not."""
        raw = self.inside(document)
        shown = next((self._cover.text(one) for one in self._laid.records.documents if one.id == raw), "")
        found = [{"start": one.start(), "end": one.end()} for one in re.finditer(re.escape(words), shown)]
        if not words.strip() or not found:
            raise ViewError(f"no document {self._cover.words(document)} shows these words")
        return [self.decide("protect", raw, place, why, by) for place in found]

    def inside(self, shown: str) -> str:
        """The id inside the case for one as shown, as decisions and builds want it; anything else as it is."""
        return self._raw.get(shown, shown)

    @cached_property
    def _raw(self) -> dict[str, str]:
        return {shown: raw for raw, shown in self._shown.items()}
