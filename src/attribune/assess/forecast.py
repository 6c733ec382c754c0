"""How forecasts did, by who made them. Whether one came true is an analyst's decision; only the arithmetic is here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Outcome:
    """One resolved forecast: ``low`` and ``high`` are the range of its words as shares of one, None without any."""

    by: str
    low: float | None
    high: float | None
    came_true: bool


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


def scores(outcomes: Iterable[Outcome]) -> tuple[Score, ...]:
    """Scores by source, by the name of the source."""
    by_source: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        by_source.setdefault(outcome.by, []).append(outcome)
    return tuple(_score(by, found) for by, found in sorted(by_source.items()))


def _score(by: str, found: list[Outcome]) -> Score:
    errors, hits, plain = [], 0, 0
    for one in found:
        if one.low is None or one.high is None:
            plain, hits = plain + 1, hits + one.came_true
        else:
            errors.append(((one.low + one.high) / 2 - one.came_true) ** 2)
    brier = round(sum(errors) / len(errors), 6) if errors else None
    return Score(by, len(found), len(errors), brier, plain, hits)
