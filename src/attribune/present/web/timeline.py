"""The timeline: events by type along the calendar, each date as surely as it is told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from attribune.model.edtf import approximate, interval
from attribune.present.wording import PRONOUNS

from . import label

if TYPE_CHECKING:
    from attribune.present.account import Affair

    from .room import Room

Row = dict[str, Any]

_LEFT, _WIDTH, _RIGHT = 140, 860, 238  # lane names, the calendar, room for the last words
_ROW, _TOP, _GAP = 24, 34, 10
_LETTER, _MOST = 8.5, 26  # width of a letter of a label, letters of the longest label
_CENTRAL = 0.85  # the share of dates, the latest ones, that the calendar spans unless a reader asks for other years
_SHORT = 6  # narrower spans are drawn as dots


@dataclass(frozen=True, slots=True)
class Dated:
    """One date of one event: ``edtf`` as held, who holds it, and the event's name."""

    event: str
    name: str
    type: str
    edtf: str
    first: date | None
    last: date | None
    outlets: tuple[str, ...]
    conflict: bool


@dataclass(frozen=True, slots=True)
class Stroke:
    """A date as drawn: a dot, or a bar from ``x`` to ``end`` whose ends fade or go on."""

    dated: Dated
    x: float
    end: float
    y: float
    words: str
    fades: bool
    before: bool
    after: bool

    @property
    def dot(self) -> bool:
        """Whether it is a single point."""
        return self.end - self.x < _SHORT and not (self.before or self.after)


@dataclass(frozen=True, slots=True)
class Lane:
    """One type of event with its strokes; ``y`` is its top."""

    name: str
    y: float
    height: float
    strokes: tuple[Stroke, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """The drawing: lanes, ticks as (x, words, strong), its size, and how many dates lie outside its years."""

    lanes: tuple[Lane, ...]
    ticks: tuple[tuple[float, str, bool], ...]
    width: int
    height: float
    outside: int
    years: tuple[int, int]


def dates(room: Room) -> list[Dated]:
    """Every date that is held of an event, in the order of the calendar; one that is held by many, once."""
    found: dict[tuple[str, str], Dated] = {}
    for affair in room.events.values():
        for edtf, outlets in _held(room, affair).items():
            days = interval(edtf)
            if days and (days.first or days.last):
                event = affair.event
                disputed = "when" in affair.conflicting
                name = _name(affair)
                found[event["id"], edtf] = Dated(
                    event["id"], name, event["type"], edtf, days.first, days.last, outlets, disputed
                )
    return sorted(found.values(), key=lambda one: (one.first or one.last or date.min, one.last or date.max, one.name))


def _held(room: Room, affair: Affair) -> dict[str, tuple[str, ...]]:
    held: dict[str, dict[str, None]] = {}
    for one in affair.event["details"]:
        if one["detail"] == "when":
            held.setdefault(one["value"], {})[room.outlet(one["document"])] = None
    return {edtf: tuple(outlets) for edtf, outlets in held.items()}


def _name(affair: Affair) -> str:
    """Who or where an event is about, the part of its headline that its lane does not say."""
    parts = affair.headline.split(" · ")[1:]
    kept = [part for part in parts if interval(part) is None]
    who = (held["value"] for held in affair.event["details"] if held["detail"] == "who")
    first = next((one for one in who if one.casefold() not in PRONOUNS), "")
    return " · ".join(kept) or first or label.plain(affair.event["type"])


def years(found: Iterable[Dated], asked: tuple[int, int] | None = None) -> tuple[int, int]:
    """The years to draw: those asked for, or those of nearly all dates, so that one old date squeezes no other."""
    if asked:
        return asked
    all_ = sorted(day.year for one in found for day in [one.first or one.last] if day)
    if not all_:
        return (0, 0)
    cut = int(len(all_) * (1 - _CENTRAL))
    return all_[cut], all_[-1]


def draw(found: list[Dated], asked: tuple[int, int] | None = None) -> Chart:
    """The chart of the years asked for, or of those that matter."""
    span = years(found, asked)
    if span == (0, 0):
        return Chart((), (), _LEFT + _WIDTH + _RIGHT, _TOP, 0, span)
    inside = [one for one in found if _shown(one, span)]
    scale = _Scale(*span)
    lanes, y = [], float(_TOP)
    by_type: dict[str, list[Dated]] = {}
    for one in inside:
        by_type.setdefault(one.type, []).append(one)
    for kind, rows in sorted(by_type.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        lane = _lane(label.plain(kind), rows, scale, y)
        lanes.append(lane)
        y += lane.height + _GAP
    return Chart(tuple(lanes), scale.ticks(), _LEFT + _WIDTH + _RIGHT, y, len(found) - len(inside), span)


def _shown(one: Dated, span: tuple[int, int]) -> bool:
    first, last = (one.first or one.last), (one.last or one.first)
    return bool(first and last and first.year <= span[1] and last.year >= span[0])


class _Scale:
    """From days to places on the drawing."""

    def __init__(self, first: int, last: int) -> None:
        self._from, self._to = date(max(first, 1), 1, 1), date(min(max(first, last), 9998) + 1, 1, 1)
        self._days = (self._to - self._from).days

    def x(self, day: date) -> float:
        share = (min(max(day, self._from), self._to) - self._from).days / self._days
        return round(_LEFT + share * _WIDTH, 1)

    def ticks(self) -> tuple[tuple[float, str, bool], ...]:
        count = self._to.year - self._from.year
        step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 500, 10_000) if count / step <= 14)
        marks = [(self.x(date(y, 1, 1)), str(y), True) for y in range(self._from.year, self._to.year, step)]
        months = {1: range(2, 13), 2: (4, 7, 10), 3: (4, 7, 10), 4: (7,)}.get(count, ())
        for year in range(self._from.year, self._to.year):
            marks += [(self.x(date(year, m, 1)), date(year, m, 1).strftime("%b"), False) for m in months]
        return tuple(sorted(marks))


def _lane(name: str, rows: Iterable[Dated], scale: _Scale, top: float) -> Lane:
    """The strokes of a lane, each in the highest row where it touches no other."""
    free: list[float] = []  # where each row ends so far
    strokes = []
    for one in rows:
        first, last = one.first or one.last, one.last or one.first
        if first is None or last is None:
            continue
        before, after = one.first is None, one.last is None
        x = scale.x(first) - (30 if before else 0)
        end = max(scale.x(last + timedelta(days=1) if last < date.max else last), x) + (30 if after else 0)
        words = one.name if len(one.name) <= _MOST else one.name[: _MOST - 1].rstrip() + "…"
        until = end + 14 + _LETTER * len(words)
        row = next((place for place, taken in enumerate(free) if taken < x - 14), len(free))
        free[row : row + 1] = [until]
        y = top + row * _ROW + _ROW / 2
        strokes.append(Stroke(one, x, end, y, words, approximate(one.edtf), before, after))
    return Lane(name, top, max(1, len(free)) * _ROW, tuple(strokes))
