"""Days of the calendar written as EDTF values (reading them is ``attribune.model.edtf``)."""

from __future__ import annotations

from datetime import date, timedelta


def written(first: date, last: date, qualifier: str = "") -> str:
    """The shortest EDTF value that covers exactly the days from ``first`` to ``last``; ``qualifier`` marks each end."""
    whole = _whole(first, last)
    if whole:
        return whole + qualifier
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"{first.year:04}{qualifier}/{last.year:04}{qualifier}"
    if first.day == 1 and _ends_month(last):
        return f"{_month(first)}{qualifier}/{_month(last)}{qualifier}"
    return f"{first}{qualifier}/{last}{qualifier}"


def between(first: str | None, last: str | None) -> str:
    """The interval from one EDTF value to another, None for an open end."""
    return f"{first or '..'}/{last or '..'}"


def _whole(first: date, last: date) -> str | None:
    """The value of one day, month or year, if that is what the two days bound."""
    if first == last:
        return first.isoformat()
    if first.day == 1 and _ends_month(last) and first.year == last.year:
        if first.month == last.month:
            return _month(first)
        if (first.month, last.month) == (1, 12):
            return f"{first.year:04}"
    return None


def _month(day: date) -> str:
    return f"{day.year:04}-{day.month:02}"


def _ends_month(day: date) -> bool:
    return day == date.max or (day + timedelta(days=1)).day == 1
