"""Lengths of time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .amount import count_of, duration_value
from .context import listed
from .numeral import cardinal
from .reading import Reading, Setting
from .reckoned import from_now

if TYPE_CHECKING:
    from .grammar import Found


def _length(value: str, reason: str = "a length of time") -> Reading:
    return Reading("DURATION", value, None, reason, "")


def duration(found: Found, setting: Setting) -> Reading | None:
    """Two weeks; five-year; about a decade; a few days; a minute and a half."""
    unit, counted = found.get("u"), count_of(found)
    if unit is None or counted is None:
        return None
    number, vague = counted
    if _no_length(found, number):
        return None
    if number == 1 and unit.value == "day" and found.words[0].kind == "NUM" and setting.tense(found.start) == "future":
        return Reading("DATE", "FUTURE_REF", None, "when is not told", "")  # "one day they will return"
    if vague:
        return _length(duration_value("X", unit.value), "how many is not told")
    if _ahead(found, setting) and (reading := from_now(number, unit.value, setting)):
        return reading
    if found.get("h"):
        number += 0.5
    return _length(duration_value(number, unit.value))


def _ahead(found: Found, setting: Setting) -> bool:
    """Whether a length says how far off something is: "it will close in five years"; not "the first time in years"."""
    before = found.text[max(0, found.start - 9) : found.start].lower()
    counted = found.words[0].kind in ("INT", "NUM") and not found.text[found.end : found.end + 4].startswith(
        (" of ", "-")
    )
    ahead = before.endswith(" in ") and not before.endswith("time in ")
    return ahead and counted and setting.tense(found.start) == "future"


def _no_length(found: Found, number: float) -> bool:
    """Whether words in the form of a length are an age, a share, a rate, or a name."""
    unit, following = found.need("u"), found.text[found.end : found.end + 5].lower()
    if following.startswith(("-", " old", "s-old")) or (found.words[0].kind == "A" and _per(found)):
        return True
    words = found.text[found.end : found.end + 24].lower().split()
    if found.words[0].kind == "A" and words[:1] == ["when"]:
        return True  # "there came a day when he left"
    if words[:1] == ["of"] and words[1:] and listed(words[1].strip(".,;"), "recorded"):
        return True  # "40 hours of video" is how much there is of it
    if unit.kind == "SECOND" and len(found.all("c")) == 1 and number == 1:
        return True  # "a second" is an ordinal as often as not
    if unit.value == "quarter" and (number == 1 or "-" in found.text[found.start : found.end]):
        return True  # "three-quarters"
    return unit.text[:1].isupper() and found.words[0].kind in ("INT", "BIG")  # "60 Minutes"


def _per(found: Found) -> bool:
    """Whether "a year" says how often or how much each year: "$500 a year", "four flights a week"."""
    before = ["", "", *found.text[max(0, found.start - 24) : found.start].split()]
    count, last = before[-2].lower(), before[-1]
    plural = last.endswith("s") and (count[-1:].isdigit() or listed(count, "counts"))
    return plural or last.endswith("%") or last[-1:].isdigit() or listed(last, "before_rate")


def long_duration(found: Found, _setting: Setting) -> Reading | None:
    """Decades-long; day-long."""
    unit = found.need("u")
    return _length(duration_value("X" if unit.kind == "UNITS" else 1, unit.value))


def range_duration(found: Found, _setting: Setting) -> Reading | None:
    """Three to five years."""
    unit, low, high = found.get("u"), cardinal(found.all("c")), cardinal(found.all("e"))
    if unit is None or low is None or high is None or low >= high:
        return None
    return _length(duration_value(low, unit.value), f"from {low:g} to {high:g} {unit.value}s")


def plural_duration(found: Found, _setting: Setting) -> Reading | None:
    """Years; weeks: how many is not told."""
    unit = found.need("u")
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


def vague_span(found: Found, _setting: Setting) -> Reading | None:
    """Recent years; coming weeks; the weeks ahead."""
    unit = found.get("u")
    future = any(word.kind in ("COMING", "FUTURE", "AHEAD") for word in found.words)
    if unit is None:
        return None
    if unit.value == "year" and not future:
        return Reading("DATE", "PAST_REF", None, "how many is not told", "")
    side = "to come" if future else "just past"
    return _length(duration_value("X", unit.value), f"{side}, and how many is not told")


def months_so_far(found: Found, _setting: Setting) -> Reading | None:
    """The first nine months; the nine months."""
    unit, number = found.get("u"), cardinal(found.all("c"))
    if unit is None or number is None:
        return None
    return _length(duration_value(number, unit.value))
