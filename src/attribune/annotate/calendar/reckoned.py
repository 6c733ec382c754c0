"""Times counted back or on: two weeks ago, a year earlier, the past two months, since then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING

from .amount import count_of, duration_value
from .anchor import NOT_TOLD, unknown
from .context import word_before
from .edtf import between, written
from .reading import Against, Reading, Setting, dated
from .stretch import Stretch

if TYPE_CHECKING:
    from datetime import date

    from .grammar import Found


@dataclass(frozen=True, slots=True)
class _Steps:
    """How many units of time, back (negative) or on; ``vague`` for "a few"."""

    number: int
    unit: str
    vague: bool

    @classmethod
    def of(cls, number: float, unit: str, *, vague: bool) -> _Steps:
        """Fortnights counted in weeks, decades and centuries in years."""
        factor, base = {"fortnight": (2, "week"), "decade": (10, "year"), "century": (100, "year")}.get(unit, (1, unit))
        return cls(int(number) * factor, base, vague)


def ago(found: Found, setting: Setting) -> Reading | None:
    """Two weeks ago; a year ago; several weeks ago; years ago."""
    unit, counted = found.need("u"), count_of(found)
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
    return _reckoned(setting.today, _Steps.of(-number, unit.value, vague=vague), "published")


def ago_today(found: Found, setting: Setting) -> Reading | None:
    """Two years ago today: that very day."""
    counted, unit = count_of(found), found.need("u").value
    if counted is None or counted[1] or setting.today is None or unit not in ("day", "week", "month", "year"):
        return None
    today = setting.today + timedelta(days=int(found.need("t").value))
    day = Stretch("day", Stretch(unit, today).shift(-int(counted[0])).first)
    return dated(day, f"counted in {unit}s from that very day", "published")


def earlier(found: Found, setting: Setting) -> Reading | None:
    """Two days earlier; a year later; the year before: counted from the time spoken of last."""
    unit, direction = found.need("u"), found.need("x")
    counted = count_of(found) if found.all("c") else (1, False)
    if direction.kind == "BEFORE" and found.text[found.end : found.end + 1] not in (".", ",", ";", ""):
        return None
    sign = 1 if direction.kind == "LATER" else -1
    if counted is None:
        return Reading(
            "DATE", "FUTURE_REF" if sign > 0 else "PAST_REF", None, "how much earlier or later is not told", ""
        )
    if counted[0] == 1 and unit.value == "year":
        return _year_from(setting, sign)
    steps = _Steps.of(sign * counted[0], unit.value, vague=counted[1])
    past = setting.tense(found.start) == "past"
    for spoken in islice(setting.told(*_ANY), _TRIED):
        reading = _reckoned(spoken.first, steps, "text")
        if not (past and _ahead(reading, setting)):
            return reading
    reading = _reckoned(setting.today, steps, "published") if setting.today else unknown("PAST_REF")
    if past and _ahead(reading, setting):
        return Reading("DATE", "FUTURE_REF", None, "what it is counted from is not told", "")
    return reading


def _ahead(reading: Reading, setting: Setting) -> bool:
    """Whether a reading lies after publication, where nothing that is told as past can."""
    first = reading.stretch.first if reading.stretch else None
    return first is not None and setting.today is not None and first > setting.today


def _year_from(setting: Setting, sign: int) -> Reading:
    """A year earlier or later: the same quarter, or the year, one year from that which is reported on."""
    spoken = setting.quarter() or setting.year_so_far() or setting.last("year", "half")
    base = spoken.first if spoken else setting.today
    if base is None:
        return unknown("PAST_REF")
    against: Against = "text" if spoken else "published"
    year = spoken or Stretch.holding(base, "year")
    return dated(year.in_year(year.first.year + sign), "one year from the time spoken of", against)


_TRIED = 4  # times that something may be counted from
_ANY = ("day", "week", "month", "quarter", "half", "season", "year")


def from_now(number: float, unit: str, setting: Setting) -> Reading | None:
    """The "five years" of "it will close in five years": so many from the day of publication."""
    if setting.today is None or unit in ("second", "minute", "hour"):
        return None
    return _reckoned(setting.today, _Steps.of(number, unit, vague=False), "published")


def _reckoned(base: date, steps: _Steps, against: Against) -> Reading:
    """So many units before or after a day: a day, or the week, month or year around it, approximately."""
    if steps.unit in ("second", "minute", "hour"):
        return dated(Stretch("day", base), "less than a day from then", against)
    if steps.vague:
        return _vaguely(base, steps, against)
    stretch = Stretch.holding(Stretch(steps.unit, base).shift(steps.number).first, steps.unit)
    edtf = written(stretch.first, stretch.last, "" if steps.unit == "day" else "~")
    return Reading("DATE", stretch.timex, edtf, f"counted in {steps.unit}s", against, stretch)


def _vaguely(base: date, steps: _Steps, against: Against) -> Reading:
    """A few, several, many units from a day: the month around so many weeks, or the span from two to a few more."""
    value = "PAST_REF" if steps.number < 0 else "FUTURE_REF"
    sign, number = (-1 if steps.number < 0 else 1), abs(steps.number)
    if steps.unit == "week":
        month = Stretch.holding(Stretch("week", base).shift(steps.number).first, "month")
        return Reading("DATE", value, month.edtf + "~", f"about {number} weeks from then", against, month)
    grain = steps.unit if steps.unit in ("day", "month", "year") else "month"
    near = Stretch.holding(Stretch(steps.unit, base).shift(sign * max(2, number // 2)).first, grain)
    far = Stretch.holding(Stretch(steps.unit, base).shift(sign * (number + 2)).first, grain)
    first, last = sorted((near, far), key=lambda one: one.first)
    edtf = written(first.first, last.last, "~")
    return Reading("DATE", value, edtf, f"two to {number + 2} {steps.unit}s from then", against)


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


def then(found: Found, setting: Setting) -> Reading | None:
    """Until then, by then: the time spoken of."""
    spoken = setting.last_span()
    if spoken is None or spoken.stretch is None or word_before(found.text, found.start) not in ("until", "till", "by"):
        return None
    return dated(spoken.stretch, "the time spoken of", "text")


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
