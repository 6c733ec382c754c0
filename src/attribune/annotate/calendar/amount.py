"""How many units of time, and lengths of time as TIMEX3 values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .numeral import cardinal

if TYPE_CHECKING:
    from .grammar import Found

VAGUE = {"few": 3, "several": 4, "couple": 2, "many": 10, "some": 3}

_LETTERS = {
    "second": "TS",
    "minute": "TM",
    "hour": "TH",
    "day": "D",
    "week": "W",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
}

_HALVES = {"minute": "30S", "hour": "30M", "day": "T12H", "year": "6M"}  # what half of a unit adds to a TIMEX3 value


def count_of(found: Found) -> tuple[float, bool] | None:
    """How many, and whether that is vague ("a few"); None where no number stands."""
    words = found.all("c")
    for word in words:
        if word.kind in ("FEW", "COUPLE", "SOME"):
            return VAGUE.get(word.text.lower(), 3), word.kind != "COUPLE"
    number = cardinal(words)
    if number is not None:
        return number, False
    return (1, False) if any(word.kind in ("A", "ANOTHER") for word in words) else None


def duration_value(number: float | str, unit: str) -> str:
    """The TIMEX3 value of so many units: P2M, PT16H, P20Y for two decades, PXY for years."""
    if unit in ("decade", "century", "fortnight") and not isinstance(number, str):
        factor, base = {"decade": (10, "year"), "century": (100, "year"), "fortnight": (2, "week")}[unit]
        return duration_value(number * factor, base)
    if isinstance(number, float) and number % 1 == 0.5 and unit in _HALVES:
        return duration_value(int(number), unit) + _HALVES[unit]
    letter = _LETTERS.get(unit) or {"decade": "Y", "century": "C", "fortnight": "W", "weekend": "WE"}.get(unit, "Y")
    time, letter = ("T", letter[1:]) if letter.startswith("T") else ("", letter)
    if isinstance(number, str):
        return f"P{time}{number}{letter}"
    return f"P{time}{int(number) if number == int(number) else number}{letter}"
