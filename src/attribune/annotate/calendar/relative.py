"""Words that are reckoned from the day of publication or from a time that the text has spoken of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from .absolute import part_of
from .edtf import between, written
from .grammar import Found
from .numeral import cardinal
from .reading import Reading, Setting, dated
from .stretch import Stretch

_NOT_TOLD = "reckoned from the day of publication, which is not known"
_STEPS = {"LAST": -1, "PAST": -1, "THIS": 0, "CURRENT": 0, "NEXT": 1, "COMING": 1}
VAGUE = {"few": 3, "several": 4, "couple": 2, "many": 10, "some": 3}
_LETTERS = {"week": "W", "month": "M", "quarter": "Q", "year": "Y", "day": "D", "decade": "E", "century": "C"}


def unknown(value: str) -> Reading:
    """The reading of relative words where nothing is known of the publication date."""
    return Reading("DATE", value, None, _NOT_TOLD, "")


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


def possessive(found: Found) -> bool:
    """Whether "'s" follows: "Wednesday's ruling" has been made, whatever the verb says."""
    return found.text[found.end : found.end + 2] in ("'s", "’s")


def weekday(found: Found, setting: Setting) -> Reading | None:
    """Friday; last Friday; next Tuesday night; early Thursday."""
    word, part = found.get("wd"), found.get("dp")
    assert word
    number = int(word.value)
    if word.kind == "WEEKDAYABBR" and len(found.words) == 1 and not word.text.endswith("."):
        return None
    suffix = f"T{part.value}" if part else ""
    kind = "TIME" if part else "DATE"
    if setting.today is None:
        return Reading(kind, f"XXXX-WXX-{number}{suffix}", None, _NOT_TOLD, "")  # type: ignore[arg-type]
    today, reason = setting.today, "the last day of that name, seen from the day of publication"
    back = (today.isoweekday() - number) % 7
    chosen = today - timedelta(days=back)
    spoken = setting.last("day", within=3)
    if found.get("last") and found.words[0].kind == "THE" and spoken:
        back = (spoken.first.isoweekday() - number) % 7
        chosen, reason = spoken.first - timedelta(days=back or 7), "the day of that name before the day spoken of"
    elif found.get("last"):
        chosen = today - timedelta(days=back or 7)
    elif found.get("next") or found.get("coming") or found.get("foll"):
        chosen, reason = today + timedelta(days=(-back) % 7 or 7), "the next day of that name, seen from publication"
    elif found.get("this"):
        chosen, reason = Stretch.holding(today, "week").first + timedelta(days=number - 1), "the day of that week"
    elif setting.tense(found.start) == "future" and not possessive(found):
        chosen, reason = today + timedelta(days=(-back) % 7), "the next day of that name, seen from publication"
    stretch = Stretch("day", chosen)
    return Reading(kind, stretch.timex + suffix, stretch.edtf, reason, "published", stretch)  # type: ignore[arg-type]


def deictic(found: Found, setting: Setting) -> Reading | None:
    """Today; yesterday; tomorrow morning; tonight."""
    word, part = found.get("t"), found.get("dp")
    assert word
    suffix = "TNI" if word.kind == "TONIGHT" else f"T{part.value}" if part else ""
    kind = "TIME" if suffix else "DATE"
    if setting.today is None:
        return Reading(kind, "XXXX-XX-XX" + suffix, None, _NOT_TOLD, "")  # type: ignore[arg-type]
    stretch = Stretch("day", setting.today + timedelta(days=int(word.value)))
    return Reading(
        kind, stretch.timex + suffix, stretch.edtf, "counted from the day of publication", "published", stretch
    )  # type: ignore[arg-type]


def daypart(found: Found, setting: Setting) -> Reading | None:
    """This morning; last night; the next morning; overnight."""
    part = found.get("dp")
    assert part
    if (
        part.kind == "DAYPART"
        and found.get("the")
        and not (found.get("last") or found.get("foll") or found.get("next"))
    ):
        if not part_of(found) and found.text[found.end : found.end + 4] == " of ":
            return None
        day = setting.last("day", within=0) or (Stretch("day", setting.today) if setting.today else None)
        value = f"{day.timex if day else 'XXXX-XX-XX'}T{part.value}"
        return Reading("TIME", value, day.edtf if day else None, "a part of the day spoken of", "text")
    if setting.today is None:
        return Reading("TIME", f"XXXX-XX-XXT{part.value}", None, _NOT_TOLD, "")
    day = Stretch("day", setting.today)
    if found.get("last"):
        day = (setting.last("day") or day).shift(-1) if found.get("the") else day.shift(-1)
    elif found.get("foll") or found.get("next"):
        day = (setting.last("day") or day).shift(1)
    return Reading(
        "TIME", f"{day.timex}T{part.value}", day.edtf, "counted from the day of publication", "published", day
    )


def clock(found: Found, setting: Setting) -> Reading | None:
    """10:35 a.m.; 5 p.m. EST; noon Thursday; midnight."""
    if spelled := found.get("c"):
        hour, minute = int(spelled.value[:2]), 0
    else:
        h, m, half = found.get("h"), found.get("min"), found.get("ap")
        assert h
        hour, minute = int(h.value), int(m.value) if m else 0
        if hour > 23 or minute > 59 or (half and not 1 <= hour <= 12) or (m and len(m.text) != 2):
            return None
        if half:
            hour = hour % 12 + (12 if half.value == "p" else 0)
    day = _day_of_clock(found, setting)
    value = f"{day.timex if day else 'XXXX-XX-XX'}T{hour:02}:{minute:02}"
    return Reading("TIME", value, day.edtf if day else None, "the hour of that day", "published" if day else "", day)


def _day_of_clock(found: Found, setting: Setting) -> Stretch | None:
    from .absolute import calendar_date

    reading = None
    if found.get("wd"):
        reading = weekday(found, setting)
    elif found.get("t"):
        reading = deictic(found, setting)
    elif found.get("m"):
        reading = calendar_date(found, setting)
    if reading:
        return reading.stretch
    return setting.last("day", within=0) or (Stretch("day", setting.today) if setting.today else None)


def relative(found: Found, setting: Setting) -> Reading | None:
    """Last week; this year; next month; the past year; the previous day; the following month; the latest quarter."""
    unit = found.get("u")
    assert unit
    grain, part = unit.value, part_of(found)
    if grain in ("second", "minute", "hour", "fortnight") or (grain == "day" and found.get("this")):
        return None
    step = next(
        (_STEPS[word.kind] for name in ("last", "this", "next") for word in found.all(name) if word.kind in _STEPS), 0
    )
    if grain == "period":
        grain = "quarter"
    if found.get("cur") and any(word.kind == "LATEST" for word in found.words):
        return _latest(grain, setting)
    if setting.today is None:
        return unknown(_unknown_value(grain))
    today = Stretch.holding(setting.today, grain)
    anaphoric = any(word.kind in ("PREV", "FOLL") for word in found.words)
    if anaphoric or (found.words[0].kind == "THE" and grain in ("day", "week", "month") and found.get("next")):
        step = -1 if any(word.kind == "PREV" for word in found.words) else 1
        spoken = None if setting.reporting(found.start) else _spoken(setting, grain)
        base, against = (spoken, "text") if spoken else (today, "published")
        return dated(base.shift(step), f"counted from the {grain} spoken of", against, part)  # type: ignore[arg-type]
    if grain in ("decade", "century") and step:
        return last_span_reading(1, grain, step, setting)
    return dated(today.shift(step), f"counted from the {grain} of publication", "published", part)


def _unknown_value(grain: str) -> str:
    return {"week": "XXXX-WXX", "month": "XXXX-XX", "quarter": "XXXX-QX", "day": "XXXX-XX-XX"}.get(grain, "XXXX")


def _spoken(setting: Setting, grain: str) -> Stretch | None:
    """The stretch of that grain around the time spoken of last in this paragraph."""
    finer = {
        "day": ("day",),
        "week": ("day", "week"),
        "month": ("day", "month"),
        "year": ("day", "month", "season", "quarter", "year"),
    }
    spoken = setting.last(*finer.get(grain, (grain,)), within=0)
    return Stretch.holding(spoken.first, grain) if spoken else None


def _latest(grain: str, setting: Setting) -> Reading:
    spoken = setting.last(grain, within=50)
    if spoken and not (setting.today and spoken.last > setting.today):
        return dated(spoken, f"the {grain} spoken of", "text")
    if setting.today is None:
        return unknown(_unknown_value(grain))
    return dated(
        Stretch.holding(setting.today, grain).shift(-1), f"the last {grain} that had ended at publication", "published"
    )


def of_that(found: Found, setting: Setting) -> Reading | None:
    """That year; the same day; the quarter; the end of the year; the weekend."""
    unit, part = found.get("u"), part_of(found)
    assert unit
    grain = unit.value
    if grain == "year" and found.text[found.end : found.end + 7].split()[:1] in (["ended"], ["ending"], ["before"]):
        return Reading("DURATION", "P1Y", None, "a length of time", "")
    definite = any(word.kind in ("SAME", "THAT", "FULL") for word in found.words)
    if grain not in ("day", "week", "month", "quarter", "year", "weekend", "decade", "century"):
        return None
    if not definite and not part and grain not in ("quarter", "weekend", "year", "week"):
        return None
    if found.text[found.end : found.end + 4] == " of " or found.text[found.end : found.end + 1] == "-":
        return None
    if setting.today is None:
        return unknown(_unknown_value(grain))
    today = Stretch.holding(setting.today, grain)
    future = setting.tense(found.start) == "future"
    if grain == "weekend":
        chosen = today if future or today.last <= setting.today else today.shift(-1)
        return dated(chosen, "the weekend nearest to publication", "published", part)
    spoken = None if setting.reporting(found.start) and grain == "day" else _spoken(setting, grain)
    if grain == "quarter":
        spoken = spoken or setting.last("quarter", within=50)
    if part and future:
        spoken = None
    if spoken:
        return dated(spoken, f"the {grain} spoken of", "text", part)
    if grain == "quarter" and not future:
        return dated(today.shift(-1), "the last quarter that had ended at publication", "published", part)
    return dated(today, f"the {grain} of publication", "published", part)


def year_end(found: Found, setting: Setting) -> Reading | None:
    """Year-end; the year's end."""
    if setting.today is None:
        return unknown("XXXX")
    year = Stretch.holding(setting.today, "year")
    spoken = setting.last("year", within=0)
    near = spoken is not None and abs(spoken.first.year - year.first.year) <= 1
    chosen = spoken if spoken and near and setting.tense(found.start) != "future" else year
    reading = dated(chosen, "the end of the year spoken of", "published", "ENDING")
    hyphened = "-" in found.text[found.start : found.end]
    return replace(reading, value=chosen.last.isoformat()) if hyphened else reading


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


def moved(reading: Reading, year: int) -> Reading | None:
    """The period that a reading means, in another year."""
    if reading.stretch and not reading.span:
        return dated(reading.stretch.in_year(year), "the period spoken of, in that year", "text")
    if reading.span:
        first, last = reading.span
        offset = last.year - first.year
        span = first.replace(year=year - offset), last.replace(year=year)
        return Reading("DATE", f"{year:04}", written(*span), "the period spoken of, in that year", "text", None, span)
    return None


def same_period(found: Found, setting: Setting) -> Reading | None:
    """The similar period of 2015; the same month a year earlier."""
    spoken = setting.last_span()
    year = found.get("yw")
    if year:
        number = int(year.value)
    elif found.get("last") or found.get("e"):
        base = (
            spoken.stretch.first
            if spoken and spoken.stretch
            else spoken.span[0]
            if spoken and spoken.span
            else setting.today
        )
        number = base.year - 1 if base else 0
    else:
        return None
    if not spoken:
        return dated(Stretch("year", date(number, 1, 1)), "a period of that year", "calendar") if number else None
    return moved(spoken, number)


def year_ago(found: Found, setting: Setting) -> Reading | None:
    """The year-earlier quarter; year-ago: the period spoken of, one year before."""
    if found.all("c"):
        number = int(cardinal(found.all("c")) or 0)
        unit = found.get("u")
        return (
            Reading("DURATION", f"P{number}{_LETTERS.get(unit.value, 'X')}", None, "a length of time", "")
            if unit
            else None
        )
    spoken = setting.last("quarter", within=50) or setting.last("half", "month", "year")
    if spoken:
        return dated(spoken.in_year(spoken.first.year - 1), "one year before the period spoken of", "text")
    if setting.today is None:
        return unknown("XXXX")
    if found.get("g"):
        quarter = Stretch.holding(setting.today, "quarter").shift(-1)
        return dated(quarter.in_year(quarter.first.year - 1), "one year before the last quarter", "published")
    return dated(Stretch.holding(setting.today, "year").shift(-1), "one year before publication", "published")


def period_of(found: Found, setting: Setting) -> Reading | None:
    """The 1988 period; the 1988 quarter."""
    year = found.get("y")
    assert year
    spoken = setting.last("quarter", within=50) or setting.last("half", "month")
    number = int(year.value)
    if spoken:
        return dated(spoken.in_year(number), "the period spoken of, in that year", "text")
    return dated(Stretch("year", date(number, 1, 1)), "a period of that year", "calendar")


def last_span(found: Found, setting: Setting) -> Reading | None:
    """The past two months; the next three years; the five recent years."""
    unit, counted = found.get("u"), count_of(found)
    words = {word.kind for word in found.words}
    if unit is None or counted is None:
        return None
    number, vague = counted
    sign = 1 if words & {"NEXT", "COMING"} else -1
    if vague:
        letter = _LETTERS.get(unit.value)
        value = f"P{'T' if letter is None else ''}X{letter or unit.value[0].upper()}"
        return Reading("DURATION", value, None, "how many is not told", "")
    return last_span_reading(int(number), unit.value, sign, setting)


def last_span_reading(number: int, unit: str, sign: int, setting: Setting) -> Reading:
    """A span of so many units up to, or from, the day of publication."""
    from .duration import duration_value

    value = duration_value(number, unit)
    if setting.today is None or unit in ("second", "minute", "hour"):
        return Reading("DURATION", value, None, _NOT_TOLD if setting.today is None else "a length of time", "")
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


def since_then(found: Found, setting: Setting) -> Reading | None:
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
