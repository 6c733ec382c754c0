"""What records tell only together: who kept silent about an event, how forecasts did, who is heard how often."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import asdict
from typing import TYPE_CHECKING

from attribune.assess.forecast import Outcome, scores
from attribune.assess.silence import silences

from .case import ViewError
from .row import Row, Rows, graded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .cover import Cover
    from .overlay import Laid

OUTCOMES = {"came true": True, "did not come true": False}
"""How a person resolves a forecast so that it counts in the scores. One that cannot be told is resolved otherwise."""


class Study:
    """Rows of what is worked out from many records."""

    def __init__(self, laid: Laid, cover: Cover) -> None:
        self._laid = laid
        self._cover = cover
        self._rows = Rows(laid)

    def silences(self, identifier: str) -> list[Row]:
        """The refused comments on an event, by its id inside the case: rows of statements."""
        event = next((one for one in self._laid.assessed.events if one.id == identifier), None)
        if event is None:
            raise ViewError(f"the case holds no event {self._cover.words(identifier)}")
        found = silences(event, self._laid.records)
        return [self._cover.row("statements", self._rows.statement(one)) for one in found]

    def scores(self) -> list[Row]:
        """How resolved forecasts did, by source as shown. What unnamed sources foresee is not gathered."""
        rows = [self._cover.row("forecasts", self._rows.forecast(one)) for one in self._laid.records.forecasts]
        resolved = [row for row in rows if row["resolution"] in OUTCOMES]
        named = [row for row in resolved if row["source_kind"] not in {"anonymous", "unspecified"}]
        outcomes = [Outcome(_by(row), row["low"], row["high"], OUTCOMES[row["resolution"]]) for row in named]
        return [asdict(score) for score in scores(outcomes)]

    def sources(self, register: Mapping[str, str]) -> list[Row]:
        """Outlets and named speakers, the most heard first: ``kind, name, documents, statements, reliability``."""
        records = self._laid.records
        shown = (self._cover.row("documents", self._rows.document(one)) for one in records.documents)
        outlets = Counter(row["outlet"] for row in shown)
        said = [self._cover.row("statements", self._rows.statement(one)) for one in records.statements]
        speakers = Counter(row["speaker"] for row in said if row["speaker"])
        where: dict[str, set[str]] = defaultdict(set)
        for row in said:
            where[row["speaker"]].add(row["document"])
        rows = [("outlet", name, count, 0) for name, count in outlets.items() if name]
        rows += [("speaker", name, len(where[name]), count) for name, count in speakers.items()]
        made = [
            {"kind": kind, "name": name, "documents": documents, "statements": statements}
            | {"reliability": graded(name, register)}
            for kind, name, documents, statements in rows
        ]
        return sorted(made, key=lambda row: (row["kind"], -row["statements"], -row["documents"], row["name"]))


def _by(row: Row) -> str:
    """Who makes a forecast: the speaker, or in an article's own voice the outlet."""
    words = row["source"]["quote"] if row["source"] else ""
    return str(row["speaker"] or words or row["outlet"] or row["document"])
