"""Lengths of time, repeated times, and words for past, present and future."""

from __future__ import annotations

import re

from .grammar import Found
from .numeral import cardinal
from .reading import Reading, Setting
from .relative import count_of

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


def _length(value: str, reason: str = "a length of time") -> Reading:
    return Reading("DURATION", value, None, reason, "")


def duration(found: Found, setting: Setting) -> Reading | None:
    """Two weeks; five-year; about a decade; a few days; a minute and a half."""
    unit, counted = found.get("u"), count_of(found)
    if unit is None or counted is None:
        return None
    number, vague = counted
    following = found.text[found.end : found.end + 5].lower()
    if following.startswith(("-old", " old", "s-old")) or (
        unit.kind == "SECOND" and len(found.all("c")) == 1 and number == 1
    ):
        return None  # an age; "a second" is an ordinal as often as not
    if unit.value == "quarter" and (number == 1 or "-" in found.text[found.start : found.end]):
        return None  # "three-quarters" is a share
    if following.startswith("-") or (found.words[0].kind == "A" and _per(found)):
        return None
    if unit.value not in _LETTERS and unit.value not in ("decade", "century", "fortnight"):
        return None
    if unit.text[:1].isupper() and found.words[0].kind in ("INT", "BIG"):
        return None  # "60 Minutes" is a name
    if number == 1 and unit.value == "day" and found.words[0].kind == "NUM" and setting.tense(found.start) == "future":
        return Reading("DATE", "FUTURE_REF", None, "when is not told", "")  # "one day they will return"
    if vague:
        return _length(duration_value("X", unit.value), "how many is not told")
    if found.get("h"):
        number += 0.5
    return _length(duration_value(number, unit.value))


_COUNTS = frozenset(
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "several", "many", "few"]
)


def _per(found: Found) -> bool:
    """Whether "a year" says how often or how much each year: "$500 a year", "four flights a week"."""
    before = found.text[max(0, found.start - 20) : found.start].split()
    last = before[-1] if before else ""
    return (
        last.endswith("%") or last[-1:].isdigit() or last in ("times", "million", "billion", "hours", "twice", "once")
    )


def long_duration(found: Found, setting: Setting) -> Reading | None:
    """Decades-long; day-long."""
    unit = found.get("u")
    assert unit
    return _length(duration_value("X" if unit.kind == "UNITS" else 1, unit.value))


def coming(found: Found, setting: Setting) -> Reading | None:
    """The near future."""
    return Reading("DATE", "FUTURE_REF", None, "when is not told", "")


def these_days(found: Found, setting: Setting) -> Reading | None:
    """These days."""
    if found.words[1].text.lower() != "days" or found.words[0].text.lower() != "these":
        return None
    return Reading("DATE", "PRESENT_REF", None, "about the time of publication", "published")


def range_duration(found: Found, setting: Setting) -> Reading | None:
    """Three to five years."""
    unit, low, high = found.get("u"), cardinal(found.all("c")), cardinal(found.all("e"))
    if unit is None or low is None or high is None or low >= high:
        return None
    return _length(duration_value(low, unit.value), f"from {low:g} to {high:g} {unit.value}s")


def plural_duration(found: Found, setting: Setting) -> Reading | None:
    """Years; weeks: how many is not told."""
    unit = found.get("u")
    assert unit
    before = found.text[max(0, found.start - 12) : found.start].lower().split()
    if not before or before[-1] not in (
        "for",
        "in",
        "of",
        "by",
        "after",
        "within",
        "than",
        "take",
        "took",
        "over",
        "or",
    ):
        return None
    return _length(duration_value("X", unit.value), "how many is not told")


def vague_span(found: Found, setting: Setting) -> Reading | None:
    """Recent years; coming weeks; the weeks ahead."""
    unit = found.get("u")
    future = any(word.kind in ("COMING", "FUTURE", "AHEAD") for word in found.words)
    if unit is None:
        return None
    if unit.value == "year" and not future:
        return Reading("DATE", "PAST_REF", None, "how many is not told", "")
    side = "to come" if future else "just past"
    return _length(duration_value("X", unit.value), f"{side}, and how many is not told")


def months_so_far(found: Found, setting: Setting) -> Reading | None:
    """The first nine months; the nine months."""
    unit, number = found.get("u"), cardinal(found.all("c"))
    if unit is None or number is None:
        return None
    return _length(duration_value(number, unit.value))


def each(found: Found, setting: Setting) -> Reading | None:
    """Each year; every Thursday; each July."""
    if unit := found.get("u"):
        return Reading("SET", duration_value(1, unit.value), None, "a repeated time", "")
    if weekday := found.get("wd"):
        return Reading("SET", f"XXXX-WXX-{weekday.value}", None, "a repeated time", "")
    month, season = found.get("m"), found.get("s")
    value = f"XXXX-{int(month.value):02}" if month else f"XXXX-{season.value}" if season else "XXXX"
    return Reading("SET", value, None, "a repeated time", "")


def setword(found: Found, setting: Setting) -> Reading | None:
    """Daily; annually."""
    word = found.get("w")
    assert word
    if word.text.lower() == "annually" and re.search(r"[%0-9]\s*$", found.text[max(0, found.start - 3) : found.start]):
        return None  # "20% annually" is a rate
    return Reading("SET", word.value, None, "a repeated time", "")


def weekdays(found: Found, setting: Setting) -> Reading | None:
    """Mondays; Tuesday nights."""
    word = found.get("wd")
    assert word
    suffix = "T" + found.words[-1].value if found.words[-1].kind == "DAYPARTS" else ""
    return Reading("SET", f"XXXX-WXX-{word.value}{suffix}", None, "a repeated time", "")


def reference(found: Found, setting: Setting) -> Reading | None:
    """Now, recently, soon, the future. The present is the day of publication; the others are on no calendar."""
    word = found.get("r")
    assert word
    if word.text.lower() == "soon" and found.text[found.end : found.end + 3] in (" as", " af"):
        return None
    if word.text.lower() == "shortly" and found.text[found.end : found.end + 7].split()[:1] in (["after"], ["before"]):
        return None
    now = word.text.lower() in ("now", "nowadays", "present") and setting.today
    edtf = setting.today.isoformat() if now and setting.today else None
    return Reading(
        "DATE", word.value, edtf, "the day of publication" if now else "when is not told", "published" if now else ""
    )


def adjective(found: Found, setting: Setting) -> Reading | None:
    """Current, recent, future, before a noun: they place it, but on no calendar."""
    word = found.get("r")
    following = found.text[found.end : found.end + 2]
    if word is None or not (following[:1] == " " and following[1:2].isalpha()):
        return None
    value = {"CURRENT": "PRESENT_REF", "RECENT": "PAST_REF"}.get(word.kind, "FUTURE_REF")
    return Reading("DATE", value, None, "when is not told", "")


def past(found: Found, setting: Setting) -> Reading | None:
    """The past."""
    following = found.text[found.end : found.end + 20].split()
    if (
        following
        and following[0].isalpha()
        and following[0].lower() not in ("that", "and", "but", "when", "as", "to", "is", "was", "has", "had")
    ):
        return None
    return Reading("DATE", "PAST_REF", None, "when is not told", "")
