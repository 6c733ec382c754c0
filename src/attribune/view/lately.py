"""What people decided since rows were kept, laid over the rows as they are read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .headline import headline
from .shelving import REJECTED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from attribune.ledger.decision import Decision

    from .cover import Cover
    from .row import Row

LIGHT = ("confirm", "reject", "dismiss", "grade", "resolve", "note", "reveal", "forget")
"""Decisions that change single rows, and nothing of what is protected: they are laid over rows that are kept."""
_BEARABLE = ("correct", "set", "add", "different", "unprotect")
_BEARABLE_GONE = ("correct", "set", "add", "same", "protect")
_VERDICTS = ("confirm", "reject", "dismiss")


def bearable(kept: Mapping[str, str], now: Mapping[str, str]) -> bool:
    """Whether rows kept under some decisions in force, {hash: kind}, may be shown for a while under those of now.

    They may where nobody can have been put under protection since: rows that show more of nobody, and are only late.
    """
    new = {kind for one, kind in now.items() if one not in kept} - {*LIGHT}
    gone = {kind for one, kind in kept.items() if one not in now} - {*LIGHT}
    return new <= {*_BEARABLE} and gone <= {*_BEARABLE_GONE}


class Lately:
    """Changes rows by what was decided about them: ``touched`` are the ids inside the case of those about which light
    decisions were made or taken back, ``in_force`` all decisions in force, ``graded`` what rules say of events that a
    person had graded.
    """

    def __init__(
        self, touched: Sequence[str], in_force: Sequence[Decision], graded: Mapping[str, Any], cover: Cover
    ) -> None:
        self._cover = cover
        self._made: dict[str, list[Decision]] = {cover.key(raw): [] for raw in touched}
        self._graded = {cover.key(raw): grade for raw, grade in graded.items()}
        for one in in_force:
            if (shown := cover.key(one.target)) in self._made:
                self._made[shown].append(one)
        verdicts = {shown: [d.kind for d in made if d.kind in _VERDICTS] for shown, made in self._made.items()}
        self._out = {shown for shown, kinds in verdicts.items() if kinds and kinds[-1] != "confirm"}

    def __call__(self, kind: str, row: Row) -> tuple[str, Row] | None:
        """A row with its kind as they are now; None where it is in no list any more."""
        one = row.get("id") or ""
        if one in self._made:
            row = self._decided(kind, row, self._made[one])
            bare = kind.removeprefix(REJECTED)
            kind = REJECTED + bare if one in self._out else bare
        if not self._out:
            return kind, row
        if kind == "events":
            row = row | {"reports": [r for r in row["reports"] if r not in self._out]}
            row["details"] = [held for held in row["details"] if held["report"] not in self._out]
            return (kind, row | {"headline": headline(row)}) if row["reports"] else None
        if kind.endswith("links") and self._out & {row["from"], row["to"], one}:
            return None
        return kind, row

    @property
    def about(self) -> frozenset[str]:
        """The ids, as shown, of all that was decided about since."""
        return frozenset(self._made)

    def twin(self, kind: str) -> str:
        """The kind that a row of some kind may have been kept under."""
        return kind.removeprefix(REJECTED) if kind.startswith(REJECTED) else REJECTED + kind

    def _decided(self, kind: str, row: Row, made: list[Decision]) -> Row:
        row = {name: value for name, value in row.items() if name not in ("decided", "decided_by")}
        if made:
            row |= {"decided": made[-1].kind, "decided_by": self._cover.words(made[-1].by)}
        if kind == "events":
            grades = [one for one in made if one.kind == "grade"]
            if grades:
                last = grades[-1]
                row["credibility"], row["graded_by"] = last.payload.get("credibility"), self._cover.words(last.by)
                row["grade_reason"] = self._cover.words(last.why)
            elif found := self._graded.get(row["id"]):
                row["credibility"], row["graded_by"], row["grade_reason"] = found
        if kind == "forecasts":
            outcomes = [one.payload.get("outcome") for one in made if one.kind == "resolve"]
            row["resolution"] = self._cover.words(str(outcomes[-1])) if outcomes else None
        return row
