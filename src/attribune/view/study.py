"""What records tell only together: who kept silent about an event, figures over time, who is heard how often."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import asdict, replace
from functools import cached_property
from typing import TYPE_CHECKING

from attribune.assess.forecast import Outcome, scores
from attribune.assess.measure import tokens
from attribune.assess.silence import silences
from attribune.assess.trend import Point, Series, breaks, series
from attribune.profiles.geography import Geography

from .case import ViewError
from .filter import same_name
from .row import Row, Rows, graded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from attribune.profiles import Profile

    from .cover import Cover
    from .overlay import Laid

OUTCOMES = {"came true": True, "did not come true": False}
"""How a person resolves a forecast so that it counts in the scores. One that cannot be told is resolved otherwise."""


class Study:
    """Rows of what is worked out from many records. A figure whose value is hidden enters no series."""

    def __init__(self, laid: Laid, cover: Cover, profile: Profile) -> None:
        self._laid = laid
        self._cover = cover
        self._profile = profile
        self._rows = Rows(laid)

    def silences(self, identifier: str) -> list[Row]:
        """The refused comments on an event, by its id inside the case: rows of statements."""
        event = next((one for one in self._laid.assessed.events if one.id == identifier), None)
        if event is None:
            raise ViewError(f"the case holds no event {self._cover.words(identifier)}")
        found = silences(event, self._laid.records)
        return [self._cover.row("statements", self._rows.statement(one)) for one in found]

    def trends(self, measure: str, place: str | None = None) -> list[Row]:
        """The series whose measure, as shown, has all words asked for, the longest first."""
        wanted = tokens(measure)
        found = [self._series(one) for one in self._all if wanted <= tokens(self._cover.words(one.measure))]
        return [row for row in found if place is None or same_name(place, row["place"] or "")] if wanted else []

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

    @cached_property
    def _all(self) -> tuple[Series, ...]:
        records = self._laid.records
        shown = tuple(one for one in records.figures if self._figures[one.id]["value"] is not None)
        return series(replace(records, figures=shown), self._laid.assessed, Geography(self._profile))

    @cached_property
    def _figures(self) -> dict[str, Row]:
        records = self._laid.records
        return {one.id: self._cover.row("figures", self._rows.figure(one)) for one in records.figures}

    @cached_property
    def _origins(self) -> dict[str, str]:
        """The name, as shown, of each origin by its id inside the case."""
        origins = self._laid.assessed.origins
        return {one.id: self._cover.row("origins", self._rows.origin(one))["name"] for one in origins}

    def _series(self, one: Series) -> Row:
        found, sentence = breaks(one)
        return {
            "measure": self._cover.words(one.measure),
            "unit": one.unit and self._cover.words(one.unit),
            "place": one.place and self._cover.words(one.place),
            "points": [self._point(point) for point in one.points],
            "notes": list(one.notes),
            "breaks": [asdict(place) for place in found],
            "sentence": sentence,
        }

    def _point(self, one: Point) -> Row:
        figure = self._figures[one.figure]
        return {
            "period": one.period,
            "value": one.value,
            "figure": figure["id"],
            "document": figure["document"],
            "span": figure["span"],
            "published": one.vintage,
            "source": self._origins.get(one.source or ""),
            "part": one.part,
            "forecast": one.forecast,
            "derived": one.derived,
            "imported": one.imported,
        }


def _by(row: Row) -> str:
    """Who makes a forecast: the speaker, or in an article's own voice the outlet."""
    words = row["source"]["quote"] if row["source"] else ""
    return str(row["speaker"] or words or row["outlet"] or row["document"])
