"""Quarters and other counted parts of a year, and periods moved to another year."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from .amount import duration_value
from .anchor import nearest, ordinal, unknown, year_of
from .edtf import written
from .numeral import cardinal
from .reading import Against, Reading, Setting, dated
from .stretch import Stretch
from .word import lexicon

if TYPE_CHECKING:
    from .grammar import Found

_QUARTERS = {"1": 1, "2": 4, "3": 7, "4": 10}


def quarter(found: Found, setting: Setting) -> Reading | None:
    """The third quarter; the first quarter of 1990; last year's fourth quarter; the second half of 1989."""
    grain, place = found.need("g"), found.get("n")
    kind = "half" if grain.kind == "HALF" else "quarter"
    year = (
        year_of(found, setting)
        if (found.get("y") or found.get("yw") or found.get("yq") or _names_year(found))
        else None
    )
    if year is None and kind == "half" and setting.today and _names_year(found):
        year = setting.today.year  # in a headline: "first half of year"
    number = 2 if place is None and kind == "half" else ordinal(place) if place else None
    if number is not None and not 1 <= number <= (2 if kind == "half" else 4):
        return None
    if year is not None and number:
        first = date(year, (number - 1) * (6 if kind == "half" else 3) + 1, 1)
        return dated(Stretch(kind, first), f"the {kind} of that year", "calendar" if found.get("yw") else "published")
    if setting.today is None:
        return Reading("DATE", f"XXXX-Q{number or 'X'}", None, "its year is not told, nor the date of publication", "")
    here = Stretch.holding(setting.today, "quarter")
    if year is not None:
        spoken = setting.last("quarter")
        chosen = (spoken or here.shift(-1)).in_year(year)
        return dated(chosen, "the quarter spoken of, in that year", "published")
    if number is None:
        return dated(here, "the quarter of the day of publication", "published")
    return _numbered(number, found, setting, setting.today)


def _numbered(number: int, found: Found, setting: Setting, today: date) -> Reading:
    """The quarter of that number of the year in which it is said to have ended, or else the nearest to publication."""
    here = Stretch("quarter", date(today.year, _QUARTERS[str(number)], 1))
    if ended := _year_ended(found, today):
        chosen = here.in_year(ended)
        chosen = chosen if chosen.first <= today else chosen.in_year(ended - 1)
        return dated(chosen, "the quarter of that number in the year in which it ended", "published")
    if setting.tense(found.start) == "future":
        # A quarter that has just ended is reported on later: "will report a loss for the third quarter".
        just_ended = here.last >= today - timedelta(days=92)
        chosen = here if just_ended else here.in_year(today.year + 1)
    else:
        chosen = here if here.first <= today else here.in_year(today.year - 1)
    return dated(chosen, "the quarter of that number nearest to publication", "published")


_ENDED = re.compile(r"\sended\s(?P<month>[A-Z][a-z]{2,8})\.?\s(?P<day>\d{1,2})(?:, (?P<year>\d{4}))?\b")


def _year_ended(found: Found, today: date) -> int | None:
    """The year of the last "Oct. 31" before publication, where "ended Oct. 31" follows."""
    match = _ENDED.match(found.text, found.end)
    kind, month = lexicon().get(match["month"].lower(), ("", "")) if match else ("", "")
    if match is None or not kind.startswith("MONTH"):
        return None
    if match["year"]:
        return int(match["year"]) if int(match["year"]) <= today.year else None
    return today.year - ((int(month), int(match["day"])) > (today.month, today.day))


def _names_year(found: Found) -> bool:
    return any(word.kind == "UNIT" for word in found.words)


def first_of(found: Found, setting: Setting) -> Reading | None:
    """The first six months of 2014; the last five days of May."""
    count, unit = cardinal(found.all("c")), found.get("u")
    if not count or not unit or count > 400:
        return None
    whole = _whole(found, setting)
    if whole is None:
        return unknown(f"XXXX-{found.number('m'):02}") if found.get("m") else None
    steps = int(count)
    if found.get("n") and found.named["n"][0].kind == "LAST":
        first = Stretch(unit.value, whole.last).shift(-steps).first if unit.value != "day" else whole.last
        first = (
            Stretch("day", whole.last).shift(1 - steps).first
            if unit.value == "day"
            else Stretch("day", first).shift(1).first
        )
        last = whole.last
    else:
        first, last = whole.first, Stretch(unit.value, whole.first).shift(steps - 1).last
    if first < whole.first or last > whole.last:
        return None
    half = (unit.value, steps) in (("month", 6), ("quarter", 2)) and first == whole.first and whole.grain == "year"
    value = whole.timex + ("-H1" if half else "")
    against: Against = "calendar" if found.get("yw") or found.get("y") else "published"
    return Reading(
        "DATE", value, written(first, last), "counted from an end of the whole", against, None, (first, last)
    )


def _whole(found: Found, setting: Setting) -> Stretch | None:
    word, year_ = found.get("m"), year_of(found, setting)
    if word:
        stretch = Stretch("month", date(2000, int(word.value), 1))
        if year_ is not None:
            return stretch.in_year(year_)
        return nearest(stretch, setting, found.text, found.start) if setting.today else None
    if year_ is None:
        year_ = setting.today.year if setting.today else None
    return Stretch("year", date(year_, 1, 1)) if year_ else None


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
    """The similar period of 2013; the same month a year earlier; the quarter a year ago."""
    if found.get("c") and found.need("c").value != "1":
        return None
    spoken = setting.last_span(period=True)
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
        return Reading("DURATION", duration_value(number, unit.value), None, "a length of time", "") if unit else None
    period = found.get("g")
    so_far = None if period and period.kind == "QUARTER" else setting.year_so_far()
    spoken = so_far or setting.begun("quarter", within=50) or setting.begun("half", "month", "year")
    if spoken:
        year = spoken.first.year - 1
        return dated(_named_beside(found, spoken).in_year(year), "one year before the period spoken of", "text")
    if setting.today is None:
        return unknown("XXXX")
    if found.get("g"):
        quarter = Stretch.holding(setting.today, "quarter").shift(-1)
        return dated(quarter.in_year(quarter.first.year - 1), "one year before the last quarter", "published")
    return dated(Stretch.holding(setting.today, "year").shift(-1), "one year before publication", "published")


_BESIDE = re.compile(r", the (?:fiscal )?(first|second|third|fourth) quarter\b")


def _named_beside(found: Found, spoken: Stretch) -> Stretch:
    """The period spoken of, or the one that the words beside it name: "the year-ago quarter, the second quarter"."""
    match = _BESIDE.match(found.text, found.end) if spoken.grain == "quarter" else None
    number = ("first", "second", "third", "fourth").index(match[1]) + 1 if match else 0
    return Stretch("quarter", date(spoken.first.year, _QUARTERS[str(number)], 1)) if number else spoken


def period_of(found: Found, setting: Setting) -> Reading | None:
    """The 1988 period; the 1988 quarter."""
    number = int(found.need("y").value)
    so_far = setting.year_so_far() if found.need("g").kind == "PERIOD" else None
    spoken = so_far or setting.last("quarter", within=50) or setting.last("half", "month")
    if spoken:
        return dated(spoken.in_year(number), "the period spoken of, in that year", "text")
    return dated(Stretch("year", date(number, 1, 1)), "a period of that year", "calendar")
