"""Days that are written out: 9 March 2011, 09.03.2011, the 9th, June 3 to 4."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from .anchor import nearest, undated, year_of
from .context import listed, word_before
from .edtf import written
from .reading import Reading, Setting, dated, nonsense
from .stretch import Stretch

if TYPE_CHECKING:
    from .grammar import Found


def numeric(found: Found, _setting: Setting) -> Reading | None:
    """05.03.2011, 2016-08-18, 03/04/2016: the day first, or the month where only that gives a date; or both."""
    surface = found.text[found.start : found.end]
    if any(character.isspace() for character in surface):
        return None
    if found.get("m"):
        return _on_calendar(found.number("y"), found.number("m"), found.number("d"), surface)
    year = found.number("y") if found.get("y") else _full_year(found.need("yy").text, surface)
    if year is None:
        return None
    one, other = found.number("a"), found.number("b")
    if "." in surface or one > 12 or one == other:
        return _on_calendar(year, other, one, surface)
    if other > 12:
        return _on_calendar(year, one, other, surface)
    # American outlets write the month first, most others the day; "/" alone does not tell, so both days are kept.
    days = sorted((date(year, one, other), date(year, other, one)))
    value, edtf = f"{year:04}-{one:02}-{other:02}", f"[{days[0]},{days[1]}]"
    return Reading("DATE", value, edtf, "day and month may be either way round", "calendar", None, (days[0], days[1]))


def _full_year(digits: str, surface: str) -> int | None:
    """The year of two digits in 11/02/89; None where it is no date."""
    if len(digits) != 2 or "/" not in surface:
        return None
    return 1900 + int(digits) if int(digits) > 50 else 2000 + int(digits)


def _on_calendar(year: int, month: int, day: int, surface: str) -> Reading:
    try:
        stretch = Stretch("day", date(year, month, day))
    except ValueError:
        return nonsense(f"{year:04}-XX-XX", f"{surface} is no day of the calendar")
    return dated(stretch, "day, month and year are written")


def calendar_date(found: Found, setting: Setting) -> Reading | None:
    """March 5, 1946; 5 March; Friday, Oct. 23; Oct. 23 last year."""
    month, day, weekday = found.get("m"), found.get("d"), found.get("wd")
    if day is None:
        return None
    number = int(day.value if day.kind != "SECOND" else 2)
    if month is None:
        return _day_of_month(number, found, setting)
    year = year_of(found, setting)
    try:
        stretch = Stretch("day", date(year or 2000, int(month.value), number))
    except ValueError:
        told = number <= 31 or found.get("y") or day.kind == "ORDINAL"  # "May 45" is a name and a count
        return nonsense(f"XXXX-{int(month.value):02}-XX", f"{month.text} has no day {number}") if told else None
    if year is not None:
        return dated(stretch, "day, month and year are written", "calendar" if found.get("y") else "published")
    matching = _with_weekday(stretch, int(weekday.value), setting.today) if weekday and setting.today else None
    if matching:
        return dated(matching, "the year nearest to publication in which day and weekday agree", "published")
    return undated(stretch, setting, found)


def week_of(found: Found, setting: Setting) -> Reading | None:
    """The week of March 6: the week that holds that day."""
    if found.need("w").value != "week":
        return None
    day = calendar_date(found, setting)
    if day is None or day.stretch is None:
        return day
    return dated(Stretch.holding(day.stretch.first, "week"), f"{day.reason}; the week that holds it", day.against)


def _with_weekday(stretch: Stretch, weekday: int, today: date) -> Stretch | None:
    near = []
    for year in range(max(today.year - 5, 1), today.year + 6):
        try:
            day = stretch.first.replace(year=year)
        except ValueError:
            continue
        if day.isoweekday() == weekday:
            near.append(day)
    return Stretch("day", min(near, key=lambda day: (abs(day - today), day))) if near else None


def _day_of_month(number: int, found: Found, setting: Setting) -> Reading | None:
    """The day of that number nearest to publication, on the side that the tense tells."""
    if not 1 <= number <= 31:
        return None
    if setting.today is None:
        value = f"XXXX-XX-{number:02}"
        return Reading("DATE", value, value, "neither month nor year is told", "")
    step = 1 if setting.tense(found.start) == "future" else -1
    for months in range(3):
        first = Stretch.holding(setting.today, "month").shift(step * months).first
        if number > Stretch("month", first).last.day:
            continue
        day = first.replace(day=number)
        if (day - setting.today).days * step >= 0:
            return dated(Stretch("day", day), "the day of that number nearest to publication", "published")
    return None


def of_month(found: Found, setting: Setting) -> Reading | None:
    """The 9th; the night of the 9th: a day of the month, if no noun follows that it could count ("the 9th floor")."""
    day, part = found.need("d"), found.get("dp")
    following = found.text[found.end : found.end + 12]
    noun = following[:1] == " " and following[1:2].isalpha() and not listed(following.split()[0], "after_day")
    alone = part or (not noun and listed(word_before(found.text, found.start), "before_day"))
    if following[:1] == "-" or not alone:
        return None
    reading = _day_of_month(int(day.value), found, setting)
    return replace(reading, type="TIME", value=f"{reading.value}T{part.value}") if reading and part else reading


_DAYS_BEFORE = re.compile(r"[A-Z][a-z]{2,8}\.? \d{1,2}(?:st|nd|rd|th)?(?:, \d{1,2}){0,3},? (?:and|or) $")
_DAYS_END = re.compile(r"(?:st|nd|rd|th)?(?=$|[.,;:)]|\s)(?!\s\d)(?: (?P<word>[A-Za-z]+))?")


def day_again(found: Found, setting: Setting) -> Reading | None:
    """The 25 of "April 24 and 25": another day of the same month, if it counts no noun."""
    spoken = setting.last("day", within=0)
    if spoken is None or not _DAYS_BEFORE.search(found.text, max(0, found.start - 40), found.start):
        return None
    following = _DAYS_END.match(found.text, found.end)
    if following is None or (following["word"] and not listed(following["word"], "after_day")):
        return None
    try:
        day = Stretch("day", spoken.first.replace(day=found.number("d")))
    except ValueError:
        return None
    return dated(day, "another day of the month named before it", "text") if day.first > spoken.first else None


def of_month_again(found: Found, setting: Setting) -> Reading | None:
    """The ninth, in words and without a noun, after another day in the paragraph: a day of the same month."""
    spoken, number = setting.last("day", within=0), int(found.need("d").value)
    ends = found.text[found.end : found.end + 1] in (",", ".", ";")
    if spoken is None or number < _LEAST or not ends:
        return None
    try:
        return dated(Stretch("day", spoken.first.replace(day=number)), "a day of the month spoken of", "text")
    except ValueError:
        return None


_LEAST = 4  # "the second" and "the third" are the next of a row as often as a day


def day_range(found: Found, setting: Setting) -> Reading | None:
    """June 3 to 4; 3-5 May 2013; the night of June 3 to 4."""
    written_year = found.get("y")
    try:
        first = date(int(written_year.value) if written_year else 2000, found.number("m"), found.number("a"))
        last = first.replace(day=found.number("b"))
    except ValueError:
        return None
    if last <= first:
        return None
    if not written_year:
        if setting.today is None:
            return Reading("DATE", f"XXXX{first.isoformat()[4:]}", None, "its year is not told", "")
        year = nearest(Stretch("day", first), setting, found.text, found.start).first.year
        first, last = first.replace(year=year), last.replace(year=year)
    kind = "TNI" if found.get("dp") else ""
    return Reading(
        "DATE",
        first.isoformat() + kind,
        written(first, last),
        "from the first day to the second",
        "calendar" if written_year else "published",
        Stretch("day", first),
        (first, last),
    )
