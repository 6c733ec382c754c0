"""Figures by what they measure: tables, and small multiples where a measure has values of several periods."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from attribune.model.edtf import Days, interval
from attribune.model.unit import plural
from attribune.present.columns import number
from attribune.view import Part

if TYPE_CHECKING:
    from .room import Room

Row = dict[str, Any]

_DRAWN = 200  # values of one measure that are drawn, the earliest
_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 360, 150, 12, 64, 16, 30


@dataclass(frozen=True, slots=True)
class Point:
    """One value as drawn: ``low`` and ``high`` are the ends of its bar; hollow where it covers a part of a year."""

    row: Row
    x: float
    y: float
    low: float
    high: float
    hollow: bool
    words: str


@dataclass(frozen=True, slots=True)
class Small:
    """One chart: points by time, thin lines between vintages of one period, the years at its foot.

    ``named`` are the points whose value is written beside them.
    """

    points: tuple[Point, ...]
    vintages: tuple[str, ...]
    ticks: tuple[tuple[float, str], ...]
    named: tuple[Point, ...]
    width: int = _WIDTH
    height: int = _HEIGHT
    foot: int = _HEIGHT - _BOTTOM


@dataclass(frozen=True, slots=True)
class Measure:
    """Figures of one measure and unit, of which there are ``number``; ``chart`` is None where there is nothing to
    compare.
    """

    name: str
    unit: str
    rows: tuple[Row, ...]
    chart: Small | None
    number: int

    @property
    def single(self) -> bool:
        """Whether only one figure measures it."""
        return self.number == 1


def measures(room: Room, lines: Iterable[Row]) -> list[Measure]:
    """The measures of some lines of the list of figures, in their order; each drawn with all its figures."""
    found = []
    for (name, unit), some in groupby(lines, key=lambda line: (line["measure"], line["unit"])):
        rows = [room.records[line["id"]] for line in some if line["id"] in room.records]
        number, whole = room.shelf.entries("figures", Part(about=f"{name}|{unit}", count=_DRAWN))
        drawn = chart(room, [room.records[line["id"]] for line in whole if line["id"] in room.records])
        found.append(Measure(name, unit, tuple(rows), drawn, number))
    return found


def chart(room: Room, rows: Sequence[Row]) -> Small | None:
    """The small multiple of a measure; None with fewer than two dated values that differ in period or value."""
    dated = [(days, pair, row) for row in rows if (days := _closed(row["period"])) and (pair := _bounds(row))]
    if len({(row["period"], number(row)) for _, _, row in dated}) < 2:
        return None
    first, last = min(days[0] for days, _, _ in dated), max(days[1] for days, _, _ in dated)
    length = max((last - first).days, 1)
    bounds = [bound for _, pair, _ in dated for bound in pair]
    bottom, top = min(0.0, *bounds), max(bounds) or 1.0
    reach = (top - bottom) or 1.0

    def x(day: date) -> float:
        return round(_LEFT + (_WIDTH - _LEFT - _RIGHT) * (day - first).days / length, 1)

    def y(value: float) -> float:
        return round(_TOP + (_HEIGHT - _TOP - _BOTTOM) * (1 - (value - bottom) / reach), 1)

    points = []
    for days, (low, high), row in dated:
        middle = days[0] + (days[1] - days[0]) / 2
        value = row["value"] if row["value"] is not None else (low + high) / 2
        hollow = (days[1] - days[0]).days < 360
        points.append(Point(row, x(middle), y(value), y(low), y(high), hollow, _told(room, row)))
    return Small(tuple(points), _vintages(points), _years(first, last, x), _named(points))


def _vintages(points: Sequence[Point]) -> tuple[str, ...]:
    """Thin steps between values of one period, in the order in which they were printed."""
    by_period: dict[str, list[Point]] = {}
    for point in points:
        by_period.setdefault(point.row["period"], []).append(point)
    return tuple(
        "M" + " L".join(f"{point.x},{point.y}" for point in group)
        for group in by_period.values()
        if len({point.y for point in group}) > 1
    )


def _named(points: Sequence[Point]) -> tuple[Point, ...]:
    """The points that have room for their value: none written less than a line and a word from another."""
    kept: list[Point] = []
    for point in sorted(points, key=lambda point: (-point.x, point.y)):
        if all(abs(point.y - other.y) > 16 or abs(point.x - other.x) > 52 for other in kept):
            kept.append(point)
    return tuple(kept)


def _years(first: date, last: date, x: Any) -> tuple[tuple[float, str], ...]:  # noqa: ANN401 - the scale
    years = range(first.year, last.year + 1)
    step = max(1, len(years) // 5)
    return tuple((x(max(date(year, 1, 1), first)), str(year)) for year in years[::step])


def _told(room: Room, row: Row) -> str:
    unit = f" {plural(row['unit'], row['value'])}" if row["unit"] else ""
    return f"{number(row)}{unit}, {row['period']}: {room.outlet(row['document'])}"


def _closed(period: str | None) -> tuple[date, date] | None:
    days: Days | None = interval(period)
    return (days.first, days.last) if days and days.first and days.last else None


def _bounds(row: Row) -> tuple[float, float] | None:
    """The least and the greatest value that a figure allows; None where it has no number at all."""
    known = [one for one in (row["low"], row["value"], row["high"]) if one is not None]
    return (min(known), max(known)) if known else None
