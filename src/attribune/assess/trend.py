"""Trends: figures that measure one thing over periods, with vintage and source, conflicting values kept."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import pairwise
from typing import TYPE_CHECKING

from attribune.model.edtf import interval

from .arithmetic import before_change, foretold, is_forecast
from .measure import same_measure, tokens

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from attribune.model import Assessed, Figure, Records
    from attribune.profiles.geography import Geography

LEAST = 10  # comparable periods (whole years) from which on a change point can be told
IMPORTED = "figure.imported"  # the rule of figures that a person took in as a series
_DRAWS = 200
_YEAR = (365, 366)


@dataclass(frozen=True, slots=True)
class Point:
    """One value of a series.

    ``vintage`` is when it was told, ``source`` the id of the origin on whose word; ``derived`` says how it was worked
    out where no text gives it; ``part`` that it covers part of a year; ``forecast`` that it is told of the future;
    ``imported`` that a person took it in as a series and no article tells it.
    """

    period: str
    value: float
    figure: str
    document: str
    vintage: str | None
    source: str | None
    part: bool = False
    forecast: bool = False
    derived: str = ""
    imported: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """Values of one measure in the order of their periods; ``notes`` say what must not be compared without care."""

    measure: str
    unit: str | None
    place: str | None
    points: tuple[Point, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Break:
    """A period from which on the level differs, with the periods that 90 of 100 resampled series put it between."""

    period: str
    earliest: str
    latest: str


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of figures beside what they tell: {document: when it came out}, {figure: origin}, and the figures
    that stand inside a forecast or a prediction.
    """

    published: Mapping[str, str | None]
    origins: Mapping[str, str]
    ahead: Collection[str]


def series(records: Records, assessed: Assessed, geography: Geography) -> tuple[Series, ...]:
    """Every measure that is told for at least two periods, the longest series first."""
    known = Known(
        {document.id: document.published for document in records.documents},
        {chain.record: chain.origin for chain in assessed.chains},
        foretold(records),
    )
    told = (figure for figure in records.figures if figure.period and figure.value is not None)
    made = (one_series(group, known) for group in alike(told, geography))
    kept = [one for one in made if len({point.period for point in one.points}) > 1]
    return tuple(sorted(kept, key=longest))


def longest(one: Series) -> tuple[int, str]:
    """By what series are ordered."""
    return -len(one.points), one.measure


def alike(figures: Iterable[Figure], geography: Geography) -> list[list[Figure]]:
    """Figures in groups that measure what the first of each measures, in the order of the first ones."""
    groups: list[list[Figure]] = []
    by_token: dict[str, list[int]] = defaultdict(list)
    known: dict[tuple[str, str | None, str | None, bool], int] = {}
    for figure in figures:
        key = (figure.measure, figure.unit, figure.place, bool(figure.whole))
        if key not in known:
            near = sorted({n for token in tokens(figure.measure) for n in by_token[token]})
            fit = next((n for n in near if same_measure(groups[n][0], figure, geography)), len(groups))
            known[key] = fit
            if fit == len(groups):
                groups.append([])
            for token in tokens(figure.measure):
                by_token[token].append(fit)
        groups[known[key]].append(figure)
    return groups


def one_series(group: Sequence[Figure], known: Known) -> Series:
    """The series of figures that measure one thing; it is named as the first of them."""
    points = []
    for figure in group:
        told = (figure.id, figure.document, known.published.get(figure.document), known.origins.get(figure.id))
        forecast = is_forecast(figure, figure.id in known.ahead)
        value, imported = figure.value or 0.0, figure.made.rule == IMPORTED
        part = _part(figure.period)
        points.append(Point(figure.period or "", value, *told, part, forecast, imported=imported))
        before = before_change(figure, figure.change)
        if before and figure.change and figure.change.against:
            how = f"{figure.value:,.10g} is {figure.change.percent:g} percent {figure.change.direction}"
            worked = round(before.middle)
            points.append(Point(figure.change.against, worked, *told, _part(figure.change.against), derived=how))
    ordered = tuple(sorted(points, key=lambda p: (_first(p.period), p.period, p.vintage or "", p.figure, p.derived)))
    first = group[0]
    return Series(first.measure, first.unit, first.place, ordered, tuple(_notes(ordered)))


def _notes(points: Sequence[Point]) -> list[str]:
    notes = []
    if len({point.part for point in points}) > 1:
        notes.append(
            "values for parts of a year stand beside whole years and must not be compared with them as they are"
        )
    if imported := sum(point.imported for point in points):
        notes.append(f"{imported} of the {len(points)} values stand in no article: a person imported them")
    values: dict[str, set[float]] = defaultdict(set)
    for point in points:
        if not point.forecast:
            values[point.period].add(point.value)
    several = [period for period, found in values.items() if len(found) > 1]
    if several:
        notes.append(f"more than one value is told for {', '.join(several)}")
    return notes


def breaks(one: Series) -> tuple[tuple[Break, ...], str]:
    """Where the level changes, with a sentence; below ten comparable periods none, and the sentence says why."""
    values: dict[str, float] = {}
    for point in one.points:  # the last vintage of each period counts
        if _whole_year(point.period) and not (point.forecast or point.derived):
            values[point.period] = point.value
    if len(values) < LEAST:
        comparable = "1 comparable period is" if len(values) == 1 else f"{len(values)} comparable periods are"
        return (), f"{comparable} too few to tell a change of level: {LEAST} are needed"
    if find_spec("ruptures") is None:
        return (), 'changes of level are not looked for: that needs pip install "attribune[trends]"'
    periods, levels = list(values), list(values.values())
    found = _split(levels)
    chance = random.Random(1)  # noqa: S311 - resampling, drawn alike every time
    made = tuple(_break(place, found, levels, periods, chance) for place in found)
    said = ", ".join(b.period for b in made) or "no period"
    return made, f"the level changes from {said} on ({len(values)} periods compared)"


def _split(levels: Sequence[float]) -> list[int]:
    """The first places of new levels, by PELT on the mean with a penalty that grows with the spread.

    Counts vary by chance alone as Poisson's do, so that their spread is never taken to be less.
    """
    import numpy as np
    import ruptures

    signal = np.array(levels, dtype=float).reshape(-1, 1)
    noise = float(np.median(np.abs(np.diff(signal[:, 0])))) or float(signal.std()) or 1.0
    counts = all(level >= 0 and float(level).is_integer() for level in levels)
    variance = max(noise**2, sum(levels) / len(levels) if counts else 0.0)
    penalty = 3.0 * variance * float(np.log(len(levels)))
    return [int(place) for place in ruptures.Pelt(model="l2", min_size=2, jump=1).fit(signal).predict(pen=penalty)[:-1]]


def _break(place: int, found: list[int], levels: list[float], periods: list[str], chance: random.Random) -> Break:
    """With the spread of the place over series drawn anew around the levels found."""
    edges = [0, *found, len(levels)]
    means, rest = [], []
    for start, end in pairwise(edges):
        mean = sum(levels[start:end]) / (end - start)
        means += [mean] * (end - start)
        rest += [value - mean for value in levels[start:end]]
    places = []
    for _ in range(_DRAWS):
        drawn = _split([mean + chance.choice(rest) for mean in means])
        places.append(min(drawn, key=lambda p: abs(p - place), default=place))
    places.sort()
    low, high = places[_DRAWS // 20], places[-_DRAWS // 20 - 1]
    return Break(periods[place], periods[low], periods[high])


def _part(period: str | None) -> bool:
    days = interval(period)
    return days is not None and days.length is not None and days.length < _YEAR[0]


def _whole_year(period: str) -> bool:
    days = interval(period)
    return days is not None and days.length in _YEAR


def _first(period: str) -> str:
    days = interval(period)
    return days.first.isoformat() if days and days.first else ""
