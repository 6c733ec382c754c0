"""Times counted back or on: two weeks ago, a year earlier, the past two months, since then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .amount import count_of, duration_value
from .anchor import NOT_TOLD, unknown
from .edtf import between, written
from .reading import Reading, Setting, dated
from .stretch import Stretch

if TYPE_CHECKING:
    from datetime import date

    from .grammar import Found


def ago(found: Found, setting: Setting) -> Reading | None:
    """Two weeks ago; a year ago; several weeks ago; years ago."""
    unit = found.get("u")
    counted = count_of(found)
    assert unit
    if counted is None:
        return Reading("DATE", "PAST_REF", None, "how long ago is not told", "")
    number, vague = counted
    if setting.today is None:
        return unknown("PAST_REF")
    quarter = setting.quarter()
    if (number, unit.value) == (1, "year") and quarter:
        return dated(
            quarter.in_year(quarter.first.year - 1), "the same quarter one year before the one spoken of", "text"
        )
    return _reckoned(setting.today, number, unit.value, -1, vague=vague)


def earlier(found: Found, setting: Setting) -> Reading | None:
    """Two days earlier; a year later: counted from the time spoken of last."""
    unit, counted, direction = found.get("u"), count_of(found), found.get("x")
    assert unit and direction
    if direction.kind == "BEFORE" and found.text[found.end : found.end + 1] not in (".", ",", ";", ""):
        return None
    sign = 1 if direction.kind == "LATER" else -1
    spoken = setting.last("day", "week", "month", "quarter", "half", "season", "year")
    counts_years = counted is not None and counted[0] == 1 and unit.value == "year"
    if counts_years:
        spoken = setting.quarter() or setting.last("year", "half")
    if counted is None or (spoken is None and setting.today is None):
        return Reading(
            "DATE", "FUTURE_REF" if sign > 0 else "PAST_REF", None, "how much earlier or later is not told", ""
        )
    number, vague = counted
    if (number, unit.value) == (1, "year"):
        if spoken:
            return dated(spoken.in_year(spoken.first.year + sign), "one year from the time spoken of", "text")
        assert setting.today
        return dated(Stretch.holding(setting.today, "year").shift(sign), "one year from publication", "published")
    base = spoken.first if spoken else setting.today
    assert base
    return _reckoned(base, number, unit.value, sign, vague=vague, against="text" if spoken else "published")


def _reckoned(
    base: date, number: float, unit: str, sign: int, *, vague: bool, against: str = "published"
) -> Reading | None:
    """So many units before or after a day: a day, or the week, month or year around it, approximately."""
    if unit in ("second", "minute", "hour"):
        stretch = Stretch("day", base)
        return Reading("DATE", stretch.timex, stretch.edtf, "less than a day from then", against, stretch)  # type: ignore[arg-type]
    steps = int(number)
    if unit == "fortnight":
        unit, steps = "week", 2 * steps
    if unit == "decade":
        unit, steps = "year", 10 * steps
    if unit == "century":
        unit, steps = "year", 100 * steps
    day = Stretch(unit if unit != "half" else "month", base).shift(sign * steps).first
    if vague:
        return _vaguely(day, unit, steps, base, against)
    stretch = Stretch.holding(day, unit)
    precise = unit == "day"
    qualifier = "" if precise else "~"
    edtf = written(stretch.first, stretch.last, qualifier)
    return Reading("DATE", stretch.timex, edtf, f"counted in {unit}s", against, stretch)  # type: ignore[arg-type]


def _vaguely(day: date, unit: str, steps: int, base: date, against: str) -> Reading:
    """A few, several, many units from a day: the next coarser stretch, or the span from half to twice as far."""
    coarser = {"week": "month"}.get(unit)
    value = "PAST_REF" if day < base else "FUTURE_REF"
    if coarser:
        stretch = Stretch.holding(day, coarser)
        return Reading("DATE", value, stretch.edtf + "~", f"about {steps} {unit}s from then", against, stretch)  # type: ignore[arg-type]
    sign = -1 if day < base else 1
    near = Stretch(unit, base).shift(sign * max(2, steps // 2)).first
    far = Stretch(unit, base).shift(sign * (steps + 2)).first
    grain = unit if unit in ("day", "month", "year") else "month"
    ends = sorted((Stretch.holding(near, grain), Stretch.holding(far, grain)), key=lambda one: one.first)
    edtf = written(ends[0].first, ends[1].last, "~")
    return Reading("DATE", value, edtf, f"two to {steps + 2} {unit}s from then", against)  # type: ignore[arg-type]


def last_span(found: Found, setting: Setting) -> Reading | None:
    """The past two months; the next three years; the five recent years."""
    unit, counted = found.get("u"), count_of(found)
    words = {word.kind for word in found.words}
    if unit is None or counted is None:
        return None
    number, vague = counted
    sign = 1 if words & {"NEXT", "COMING"} else -1
    if vague:
        value = duration_value("X", unit.value)
        return Reading("DURATION", value, None, "how many is not told", "")
    return last_span_reading(int(number), unit.value, sign, setting)


def last_span_reading(number: int, unit: str, sign: int, setting: Setting) -> Reading:
    """A span of so many units up to, or from, the day of publication."""
    value = duration_value(number, unit)
    if setting.today is None or unit in ("second", "minute", "hour"):
        return Reading("DURATION", value, None, NOT_TOLD if setting.today is None else "a length of time", "")
    grain = {
        "week": "day",
        "day": "day",
        "fortnight": "day",
        "quarter": "month",
        "decade": "year",
        "century": "year",
    }.get(unit, unit)
    other = Stretch(unit, setting.today).shift(sign * number).first
    first, last = sorted((setting.today, other))
    ends = Stretch.holding(first, grain).first, Stretch.holding(last, grain).last
    reason = "counted back from publication" if sign < 0 else "counted on from publication"
    return Reading("DURATION", value, written(*ends, "~"), reason, "published", None, ends)


def since_then(_found: Found, setting: Setting) -> Reading | None:
    """Since then: from the time spoken of until publication."""
    spoken = setting.last_span()
    if not spoken or not spoken.edtf:
        return None
    start = spoken.edtf.split("/")[0]
    until = setting.today.isoformat() if setting.today else None
    first = spoken.span[0] if spoken.span else spoken.stretch.first if spoken.stretch else None
    if first and setting.today and first > setting.today:
        return None
    span = (first, setting.today) if first and setting.today else None
    return Reading(
        "DATE", "PAST_REF", between(start, until), "from the time spoken of until publication", "text", None, span
    )
