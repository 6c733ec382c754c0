"""The timeline: events by type along the calendar, each date as surely as it is told."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from attribune.model.edtf import approximate, interval
from attribune.present.account import SEPARATOR
from attribune.present.day import day
from attribune.present.wording import PRONOUNS, count
from attribune.view import Entry, Part

from . import label

if TYPE_CHECKING:
    from attribune.view import Shelf

    from .gathered import Gathered, Matter

Row = dict[str, Any]

_LEFT, _WIDTH, _RIGHT = 140, 860, 238  # lane names, the calendar, room for the last words
_ROW, _TOP, _GAP = 24, 34, 10
_LETTER, _MOST = 8.5, 26  # width of a letter of a label, letters of the longest label
_CENTRAL = 0.85  # the share of dates, the latest ones, that the calendar spans unless a reader asks for other years
_SHORT = 6  # narrower spans are drawn as dots
MONTHS = tuple((number, f"{date(2000, number, 1):%b}") for number in range(1, 13))
_DRAWN = 300  # dates that are drawn each by itself; more are drawn as how many there are
_OUTLETS = 8  # outlets named beside one date


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


@dataclass(frozen=True, slots=True)
class Bin:
    """How many dates of a type begin in a stretch of the calendar, as a bar; ``first`` and ``last`` are its days."""

    x: float
    y: float
    width: float
    height: float
    words: str
    address: str


@dataclass(frozen=True, slots=True)
class Counted:
    """The drawing of many dates: lanes of bars as (name, y, height, bars), ticks and size as in a ``Chart``."""

    lanes: tuple[tuple[str, float, float, tuple[Bin, ...]], ...]
    ticks: tuple[tuple[float, str, bool], ...]
    width: int
    height: float
    number: int
    by: str


def write(shelf: Shelf, gathered: Gathered, matters: Iterable[Matter]) -> None:
    """Write every date that is held of an event, in the order of the calendar, one that is held by many, once; and how
    many there are of each type in each month.
    """
    found: dict[tuple[str, str], Dated] = {}
    for matter in matters:
        disputed = any(gathered.detail[link] == "when" for link in matter.conflicts)
        for edtf, outlets in _held(gathered, matter).items():
            days = interval(edtf)
            if days and (days.first or days.last):
                own = (matter.row["id"], _name(matter), matter.row["type"], edtf, days.first, days.last)
                found[matter.row["id"], edtf] = Dated(*own, outlets, disputed)
    dates = sorted(found.values(), key=lambda one: (one.first or one.last or date.min, one.last or date.max, one.name))
    shelf.enter("dates", map(entry, dates))
    months: dict[str, Counter[str]] = defaultdict(Counter)
    for one in dates:
        day = one.first or one.last
        months[one.type][day.isoformat()[:7] if day else ""] += 1
    shelf.keep("months", months)


def _held(gathered: Gathered, matter: Matter) -> dict[str, tuple[str, ...]]:
    held: dict[str, dict[str, None]] = {}
    for one in matter.row["details"]:
        if one["detail"] == "when":
            held.setdefault(one["value"], {})[gathered.papers[one["document"]].outlet] = None
    return {edtf: tuple(outlets) for edtf, outlets in held.items()}


def entry(one: Dated) -> Entry:
    """A date as a line of the list of dates."""
    more = len(one.outlets) - _OUTLETS
    outlets = [*one.outlets[:_OUTLETS], *([f"and {count(more, 'further outlet')}"] if more > 0 else [])]
    told: Row = {"event": one.event, "name": one.name, "type": one.type, "edtf": one.edtf, "outlets": outlets}
    told["conflict"] = one.conflict
    words = f"{one.edtf} {label.plain(one.type)} {one.name} {' '.join(one.outlets)}"
    first, last = (day.toordinal() if day else None for day in (one.first, one.last))
    return Entry(told, one.event, words, first if first is not None else last, last if last is not None else first)


def dated(told: Row) -> Dated:
    """A line of the list of dates as a date."""
    days = interval(told["edtf"])
    first, last = (days.first, days.last) if days else (None, None)
    own = (told["event"], told["name"], told["type"], told["edtf"], first, last)
    return Dated(*own, tuple(told["outlets"]), told["conflict"])


def asked(first: int | None, last: int | None, month: int | None) -> tuple[date, date] | None:
    """The days that a reader asks for: those of some years, or of one month."""
    if first is None:
        return None
    if month:
        following = date(first, month, 28) + timedelta(days=4)
        return date(first, month, 1), following.replace(day=1) - timedelta(days=1)
    return date(first, 1, 1), date(max(first, last or first), 12, 31)


def between(days: tuple[date, date] | None) -> Part:
    """What to ask the list of dates for."""
    return Part(since=days[0].toordinal(), until=days[1].toordinal()) if days else Part()


def spread(months: Mapping[str, Mapping[str, int]]) -> dict[int, int]:
    """{year: how many dates begin in it}."""
    found: Counter[int] = Counter()
    for counts in months.values():
        for month, number in counts.items():
            found[int(month[:4])] += number
    return dict(sorted(found.items()))


def central(spread_: Mapping[int, int]) -> tuple[int, int]:
    """The years of nearly all dates, so that one old date squeezes no other."""
    total, passed = sum(spread_.values()), 0
    for year, number in spread_.items():
        passed += number
        if passed > int(total * (1 - _CENTRAL)):
            return year, max(spread_)
    return (0, 0)


def _name(matter: Matter) -> str:
    """Who or where an event is about, the part of its headline that its lane does not say."""
    dates = {day(held["value"]) for held in matter.row["details"] if held["detail"] == "when"}
    kept = [part for part in matter.headline.split(SEPARATOR)[1:] if part not in dates]
    who = (held["value"] for held in matter.row["details"] if held["detail"] == "who")
    first = next((one for one in who if one.casefold() not in PRONOUNS), "")
    return SEPARATOR.join(kept) or first or label.plain(matter.row["type"])


def bins(shelf: Shelf, days: tuple[date, date], number: int) -> Counted:
    """The drawing of more dates than can be drawn each by itself: how many begin in each year or month, or on each day
    of a month.
    """
    if (days[1] - days[0]).days < 40:
        counts = _by_day(shelf, days)
        by = "day"
    else:
        by = "month" if days[1].year - days[0].year < 4 else "year"
        size = 7 if by == "month" else 4
        counts = defaultdict(Counter)
        for kind, months in shelf.note("months").items():
            for month, some in months.items():
                if days[0].isoformat()[:7] <= month <= days[1].isoformat()[:7]:
                    counts[kind][month[:size]] += some
    scale = _Scale(days[0], days[1] + timedelta(days=1) if days[1] < date.max else days[1])
    most = max((number for some in counts.values() for number in some.values()), default=1)
    lanes, y = [], float(_TOP)
    for kind, some in sorted(counts.items(), key=lambda pair: (-sum(pair[1].values()), pair[0])):
        bars = tuple(_bar(scale, key, number, y, most) for key, number in sorted(some.items()))
        lanes.append((label.plain(kind), y, float(_BAR), bars))
        y += _BAR + _GAP
    return Counted(tuple(lanes), scale.ticks(), _LEFT + _WIDTH + 40, y, number, by)


_BAR = 56  # height of a lane of bars


def _by_day(shelf: Shelf, days: tuple[date, date]) -> dict[str, Counter[str]]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    asked_ = Part(count=-1, since=days[0].toordinal(), until=days[1].toordinal())
    for told in shelf.entries("dates", asked_)[1]:
        one = dated(told)
        day = one.first or one.last
        if day and days[0] <= day <= days[1]:
            counts[one.type][day.isoformat()] += 1
    return counts


def _bar(scale: _Scale, key: str, number: int, y: float, most: int) -> Bin:
    first = date.fromisoformat(key + "-01-01"[len(key) - 4 :])
    after = {4: 366, 7: 31, 10: 1}[len(key)]
    x = scale.x(first)
    width = max(scale.x(first + timedelta(days=after) if first.year < 9998 else first) - x - 1.5, 1.5)
    height = round(max((_BAR - 6) * number / most, 1.5), 1)
    month = f"&month={int(key[5:7])}" if len(key) == 7 else ""
    address = "" if len(key) == 10 else f"/timeline?from={key[:4]}&to={key[:4]}{month}"
    return Bin(x, round(y + _BAR - height, 1), round(width, 1), height, f"{key}: {count(number, 'date')}", address)


def drawn(shelf: Shelf, days: tuple[date, date] | None, words: str) -> tuple[Chart | None, Counted | None]:
    """The drawing of the days asked for, or of the years that matter: each date by itself, or how many there are."""
    if days is None:
        first, last = central(spread(shelf.note("months")))
        days = (date(first, 1, 1), date(last, 12, 31)) if first else None
    if days is None:
        return draw([]), None
    asked_ = replace(between(days), words=words, count=_DRAWN)
    number, lines = shelf.entries("dates", asked_)
    if number > _DRAWN and not words:
        return None, bins(shelf, days, number)
    whole = shelf.entries("dates", Part(words, count=0))[0] if words else sum(spread(shelf.note("months")).values())
    return draw([dated(line) for line in lines], days, max(0, whole - number)), None


def draw(found: list[Dated], days: tuple[date, date] | None = None, outside: int = 0) -> Chart:
    """The chart of some dates within some days, or those of all of them; ``outside`` them are so many others."""
    all_ = [day for one in found for day in [one.first or one.last] if day]
    if days is None and all_:
        days = (date(min(all_).year, 1, 1), date(max(all_).year, 12, 31))
    if days is None:
        return Chart((), (), _LEFT + _WIDTH + _RIGHT, _TOP, outside, (0, 0))
    scale = _Scale(days[0], days[1] + timedelta(days=1) if days[1] < date.max else days[1])
    lanes, y = [], float(_TOP)
    by_type: dict[str, list[Dated]] = {}
    for one in found:
        by_type.setdefault(one.type, []).append(one)
    for kind, rows in sorted(by_type.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        lane = _lane(label.plain(kind), rows, scale, y)
        lanes.append(lane)
        y += lane.height + _GAP
    span = (days[0].year, days[1].year)
    return Chart(tuple(lanes), scale.ticks(), _LEFT + _WIDTH + _RIGHT, y, outside, span)


class _Scale:
    """From days to places on the drawing, which goes from a first day to before a last."""

    def __init__(self, first: date, last: date) -> None:
        self._from, self._to = first, last
        self._days = max((last - first).days, 1)

    def x(self, day: date) -> float:
        share = (min(max(day, self._from), self._to) - self._from).days / self._days
        return round(_LEFT + share * _WIDTH, 1)

    def ticks(self) -> tuple[tuple[float, str, bool], ...]:
        if self._days < 40:
            days = (self._from + timedelta(days=n) for n in range(0, self._days, 5))
            return tuple((self.x(day), f"{day.day} {day:%b}", day.day == 1) for day in days)
        last = self._to.year if (self._to.month, self._to.day) == (1, 1) else self._to.year + 1
        number = last - self._from.year
        step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 500, 10_000) if number / step <= 14)
        marks = [(self.x(date(y, 1, 1)), str(y), True) for y in range(self._from.year, last, step)]
        months = {1: range(2, 13), 2: (4, 7, 10), 3: (4, 7, 10), 4: (7,)}.get(number, ())
        for year in range(self._from.year, last):
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
