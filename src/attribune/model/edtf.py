"""EDTF values (ISO 8601-2, levels 0 and 1 and the sets of level 2) as days on the calendar.

Pure arithmetic, shared by every stage that compares times. Nothing here raises: what is no EDTF value has no days.
Seasons are the northern ones by whole months: 2016-22 is June to August 2016, 2016-24 December 2016 to February 2017.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

_PLAIN = re.compile(r"(?P<year>[\dX]{4})(?:-(?P<month>[\dX]{2})(?:-(?P<day>[\dX]{2}))?)?")
_QUALIFIER = re.compile(r"[~?%]")
_CLOCK = re.compile(r"(?<=\d)T.*")
# First month and length in months: seasons (21-24, and 25-32 by hemisphere), quarters, thirds and halves of a year.
_PARTS = {
    **{str(code): (3 * ((code - 21) % 4) + 3, 3) for code in range(21, 29)},
    **{str(code): ((3 * ((code - 29) % 4) + 8) % 12 + 1, 3) for code in range(29, 33)},
    **{str(code): (3 * (code - 33) + 1, 3) for code in range(33, 37)},
    **{str(code): (4 * (code - 37) + 1, 4) for code in range(37, 40)},
    **{str(code): (6 * (code - 40) + 1, 6) for code in range(40, 42)},
}
# What "about" allows on either side: days around a day, months around a month, and so on.
_SLACK = {"day": 3, "month": 31, "part": 45, "year": 366}


class Days(NamedTuple):
    """The first and the last day that a value may mean; None for an end that is open or unknown."""

    first: date | None
    last: date | None

    @property
    def length(self) -> int | None:
        """How many days it covers, None without both ends."""
        return (self.last - self.first).days + 1 if self.first and self.last else None


def interval(edtf: str | None) -> Days | None:
    """The days of an EDTF value, None if it has none: ``2016-07~`` is July 2016, ``../2017-01-01`` all until then.

    ``~ ? %`` do not widen it (see ``loose``); a digit X may be any; of a set or list, the hull.
    """
    return _days(edtf, loose=False)


def loose(edtf: str | None) -> Days | None:
    """The days of an EDTF value, widened by its own precision where it is approximate or uncertain (``~ ? %``)."""
    return _days(edtf, loose=True)


def approximate(edtf: str | None) -> bool:
    """Whether the value or an end of it is said to be approximate or uncertain."""
    return bool(edtf and _QUALIFIER.search(edtf))


def contains(outer: str | None, inner: str | None) -> bool:
    """Whether all days of ``inner`` lie in ``outer``: a less precise value contains a more precise one."""
    one, other = interval(outer), interval(inner)
    return one is not None and other is not None and holds(one, other)


def overlaps(one: str | None, other: str | None) -> bool:
    """Whether the two values may mean the same day, what "about" allows included."""
    first, second = loose(one), loose(other)
    return first is not None and second is not None and gap(first, second) == 0


def before(one: str | None, other: str | None) -> bool:
    """Whether ``one`` ends on a day before ``other`` begins, both taken at their word."""
    first, second = interval(one), interval(other)
    return bool(first and second and first.last and second.first and first.last < second.first)


def holds(outer: Days, inner: Days) -> bool:
    """Whether all days of ``inner`` lie in ``outer``."""
    starts = outer.first is None or (inner.first is not None and outer.first <= inner.first)
    return starts and (outer.last is None or (inner.last is not None and inner.last <= outer.last))


def gap(one: Days, other: Days) -> int:
    """The days between two stretches: 0 if they share a day, 1 if they are adjacent; an open end reaches for ever."""
    if one.last and other.first and one.last < other.first:
        return (other.first - one.last).days
    if other.last and one.first and other.last < one.first:
        return (one.first - other.last).days
    return 0


@lru_cache(maxsize=1 << 16)  # a case has far fewer different dates than comparisons of dates
def _days(edtf: str | None, *, loose: bool) -> Days | None:
    text = (edtf or "").strip()
    listed = text[:1] in ("[", "{")  # inside a set or list, ".." stands between the ends of a range
    members = text.strip("[]{}").replace("..", "/").split(",") if listed else [text]
    found = [_stretch(member.strip(), loose) for member in members]
    if not found or None in found:
        return None
    known = [one for one in found if one]
    firsts, lasts = [one.first for one in known], [one.last for one in known]
    return Days(
        min((day for day in firsts if day), default=None) if None not in firsts else None,
        max((day for day in lasts if day), default=None) if None not in lasts else None,
    )


def _stretch(text: str, loose: bool) -> Days | None:  # noqa: FBT001 - private, passed on from one place
    ends = text.split("/")
    if len(ends) == 1:
        return _point(ends[0], loose)
    if len(ends) != 2:
        return None
    first, last = (None if end in ("", "..") else _point(end, loose) for end in ends)
    if (first is None and ends[0] not in ("", "..")) or (last is None and ends[1] not in ("", "..")):
        return None
    if first is None and last is None:
        return None
    days = Days(first.first if first else None, last.last if last else None)
    return days if not (days.first and days.last and days.first > days.last) else None


def _point(text: str, loose: bool) -> Days | None:  # noqa: FBT001 - private, passed on from one place
    match = _PLAIN.fullmatch(_QUALIFIER.sub("", _CLOCK.sub("", text)))
    if not match:
        return None
    try:
        first, last, unit = _hull(match["year"], match["month"], match["day"])
        slack = timedelta(_SLACK[unit] if loose and approximate(text) else 0)
        return Days(first - slack, last + slack)
    except (ValueError, OverflowError):  # the year 0, the 31st of April
        return None


def _hull(year: str, month: str | None, day: str | None) -> tuple[date, date, str]:
    low, high = max(int(year.replace("X", "0")), 1), int(year.replace("X", "9"))
    if month in _PARTS and day is None:
        begin, length = _PARTS[month]
        return date(low, begin, 1), _month_end(high, begin + length - 1), "part"
    if month is None or "X" in month:
        months = _within(month or "XX", 12)
        return date(low, months[0], 1), _month_end(high, months[-1]), "year"
    number = int(month)
    if day is None:
        return date(low, number, 1), _month_end(high, number), "month"
    if "X" in day:
        days = _within(day, _month_end(high, number).day)
        return date(low, number, days[0]), date(high, number, days[-1]), "month"
    return date(low, number, int(day)), date(high, number, int(day)), "day"


def _within(pattern: str, most: int) -> list[int]:
    """The numbers from 1 to ``most`` that two digits, X being any, may mean."""
    fits = [n for n in range(1, most + 1) if all(p in ("X", d) for p, d in zip(pattern, f"{n:02}", strict=True))]
    if not fits:
        raise ValueError(f"no day or month fits {pattern}")
    return fits


def _month_end(year: int, month: int) -> date:
    years, place = divmod(month - 1, 12)
    return date(year + years, place + 1, monthrange(year + years, place + 1)[1])
