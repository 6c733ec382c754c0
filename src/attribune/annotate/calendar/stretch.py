"""Stretches of the calendar that words name: days, weeks, months, quarters, seasons, years, decades, centuries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from .edtf import written

_LENGTH = {
    "day": relativedelta(days=1),
    "week": relativedelta(weeks=1),
    "fortnight": relativedelta(weeks=2),
    "weekend": relativedelta(weeks=1),
    "month": relativedelta(months=1),
    "quarter": relativedelta(months=3),
    "half": relativedelta(months=6),
    "season": relativedelta(years=1),
    "year": relativedelta(years=1),
    "decade": relativedelta(years=10),
    "century": relativedelta(years=100),
}
SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # northern, by whole months, as the EDTF scorers reckon
SEASON_CODES = {3: ("SP", 21), 6: ("SU", 22), 9: ("FA", 23), 12: ("WI", 24)}
GRAINS = tuple(_LENGTH)


@dataclass(frozen=True, slots=True)
class Stretch:
    """One stretch: its ``grain`` and its ``first`` day.

    Arithmetic beyond the years 1 to 9999 raises OverflowError or ValueError.
    """

    grain: str
    first: date

    @classmethod
    def holding(cls, day: date, grain: str) -> Stretch:
        """The stretch of that grain that ``day`` lies in."""
        year, month = day.year, day.month
        firsts = {
            "week": lambda: day - timedelta(days=day.weekday()),
            "fortnight": lambda: day - timedelta(days=day.weekday()),
            "weekend": lambda: day - timedelta(days=day.weekday()) + timedelta(days=5),
            "month": lambda: date(year, month, 1),
            "quarter": lambda: date(year, month - (month - 1) % 3, 1),
            "half": lambda: date(year, month - (month - 1) % 6, 1),
            "season": lambda: date(year - (month < 3), {0: 12, 1: 3, 2: 6, 3: 9}[month % 12 // 3], 1),
            "year": lambda: date(year, 1, 1),
            "decade": lambda: date(year - year % 10 or 1, 1, 1),
            "century": lambda: date(year - year % 100 or 1, 1, 1),
        }
        return cls(grain, firsts[grain]() if grain in firsts else day)

    @property
    def last(self) -> date:
        """The last day."""
        if self.grain == "weekend":
            return self.first + timedelta(days=1)
        length = relativedelta(months=3) if self.grain == "season" else _LENGTH[self.grain]
        if (self.first + length - timedelta(days=1)) < self.first:  # pragma: no cover - relativedelta is positive
            raise OverflowError(self.grain)
        return self.first + length - timedelta(days=1)

    def shift(self, number: int) -> Stretch:
        """The stretch that lies ``number`` of its kind later (earlier, if negative)."""
        return Stretch(self.grain, self.first + _LENGTH[self.grain] * number)

    def in_year(self, year: int) -> Stretch:
        """The same stretch of another year. Raises ValueError for the 29th of February of a common year."""
        if self.grain in ("week", "weekend"):
            return self.shift(round((date(year, 7, 1) - date(self.first.year, 7, 1)).days / 7))
        return Stretch(self.grain, self.first.replace(year=year))

    @property
    def timex(self) -> str:
        """The TIMEX3 value."""
        first = self.first
        year, week, _ = first.isocalendar()
        forms = {
            "week": lambda: f"{year:04}-W{week:02}",
            "fortnight": lambda: f"{year:04}-W{week:02}",
            "weekend": lambda: f"{year:04}-W{week:02}-WE",
            "month": lambda: f"{first.year:04}-{first.month:02}",
            "quarter": lambda: f"{first.year:04}-Q{(first.month + 2) // 3}",
            "half": lambda: f"{first.year:04}-H{1 if first.month == 1 else 2}",
            "season": lambda: f"{first.year:04}-{SEASON_CODES[first.month][0]}",
            "year": lambda: f"{first.year:04}",
            "decade": lambda: f"{first.year // 10:03}",
            "century": lambda: f"{first.year // 100:02}",
        }
        return forms[self.grain]() if self.grain in forms else first.isoformat()

    @property
    def edtf(self) -> str:
        """The EDTF value."""
        if self.grain == "season":
            return f"{self.first.year:04}-{SEASON_CODES[self.first.month][1]}"
        if self.grain == "decade":
            return f"{self.first.year // 10:03}X"
        if self.grain == "century":
            return f"{self.first.year // 100:02}XX"
        return written(self.first, self.last)
