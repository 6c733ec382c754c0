"""What records tell only together: the order of telling of an event, and figures over time."""

from __future__ import annotations

from dataclasses import asdict, replace
from functools import cached_property
from typing import TYPE_CHECKING

from attribune.assess.forecast import Outcome, scores
from attribune.assess.measure import tokens
from attribune.assess.silence import silences
from attribune.assess.telling import Told, order_of_telling
from attribune.assess.trend import Point, Series, breaks, series
from attribune.profiles.geography import Geography

from .case import ViewError
from .filter import same_name
from .row import Row, Rows

if TYPE_CHECKING:
    from attribune.model import Held
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

    def telling(self, identifier: str) -> list[Row]:
        """The tellings of an event, by its id inside the case, in the order in which they came out."""
        event = next((one for one in self._laid.assessed.events if one.id == identifier), None)
        if event is None:
            raise ViewError(f"the case holds no event {self._cover.words(identifier)}")
        shown = self._cover.row("events", self._rows.event(event))["details"]
        held = dict(zip(event.details, shown, strict=True))
        order = order_of_telling(event, self._laid.records, self._laid.assessed)
        return [self._told(one, held) for one in order]

    def silences(self, identifier: str) -> list[Row]:
        """The refused comments on an event, by its id inside the case: rows of statements."""
        event = next((one for one in self._laid.assessed.events if one.id == identifier), None)
        if event is None:
            raise ViewError(f"the case holds no event {self._cover.words(identifier)}")
        found = silences(event, self._laid.records)
        return [self._cover.row("statements", self._rows.statement(one)) for one in found]

    def _told(self, one: Told, held: dict[Held, Row]) -> Row:
        return {
            "document": self._cover.key(one.document),
            "published": one.published,
            "reports": [self._cover.key(report) for report in one.reports],
            "origin": self._cover.key(one.origin) if one.origin else None,
            "repeats": [self._cover.key(document) for document in one.repeats],
            "new": [held[detail] for detail in one.new],
            "stance": one.stance,
            "days": one.days,
            "first": one.first,
            "first_denial": one.first_denial,
        }

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
