"""The forecast book: who foresaw what by when, what is due, and how they did.

Whether a forecast came true is an analyst's decision; only the arithmetic is here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from attribune.model.edtf import interval

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from attribune.model import Forecast, Records


@dataclass(frozen=True, slots=True)
class Entry:
    """One forecast in the book: ``by`` is who made it, "" in the article's own voice; ``made`` when it was told."""

    forecast: Forecast
    by: str
    outlet: str | None
    made: str | None

    def due(self, on: date) -> bool:
        """Whether its horizon has passed on that day; without a horizon it is never due."""
        days = interval(self.forecast.horizon)
        return days is not None and days.last is not None and days.last < on


@dataclass(frozen=True, slots=True)
class Score:
    """How one source's resolved forecasts did.

    ``brier`` is the mean squared error of the probabilities (0 is perfect, 1 the worst), over the ``stated`` forecasts
    whose words give a range (its middle is taken); ``hits`` of ``plain`` counts the others.
    """

    by: str
    resolved: int
    stated: int
    brier: float | None
    plain: int
    hits: int


def book(records: Records) -> tuple[Entry, ...]:
    """All forecasts, the earliest told first."""
    documents = {document.id: document for document in records.documents}
    statements = {statement.id: statement for statement in records.statements}
    entries = []
    for forecast in records.forecasts:
        said = statements.get(forecast.statement or "")
        by = (said.speaker or (said.source.quote if said.source else "")) if said else ""
        document = documents[forecast.document]
        entries.append(Entry(forecast, by, document.outlet, document.published))
    return tuple(sorted(entries, key=lambda e: (e.made or "9999", e.forecast.document, e.forecast.span)))


def scores(entries: Sequence[Entry], came_true: Mapping[str, bool]) -> tuple[Score, ...]:
    """Scores by source over the forecasts that an analyst has resolved, by the name of the source."""
    by_source: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.forecast.id in came_true:
            by_source.setdefault(entry.by or entry.outlet or "", []).append(entry)
    return tuple(_score(by, found, came_true) for by, found in sorted(by_source.items()))


def _score(by: str, entries: list[Entry], came_true: Mapping[str, bool]) -> Score:
    errors, hits, plain = [], 0, 0
    for entry in entries:
        low, high, true = entry.forecast.low, entry.forecast.high, came_true[entry.forecast.id]
        if low is None or high is None:
            plain, hits = plain + 1, hits + true
        else:
            errors.append(((low + high) / 2 - true) ** 2)
    brier = round(sum(errors) / len(errors), 6) if errors else None
    return Score(by, len(entries), len(errors), brier, plain, hits)
