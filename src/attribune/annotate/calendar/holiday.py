"""Days with names."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from dateutil.easter import easter
from dateutil.relativedelta import FR, MO, SA, SU, TH, TU, WE, relativedelta

from attribune.annotate.casing import plain

from .context import listed, word_before
from .grammar import Found
from .reading import Reading, Setting, dated
from .stretch import Stretch
from .word import Word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from attribune.model import Span

_WEEKDAYS = {"monday": MO, "tuesday": TU, "wednesday": WE, "thursday": TH, "friday": FR, "saturday": SA, "sunday": SU}
TUESDAY = 2
_RULE = re.compile(
    r"(?P<n>\d)(?:st|nd|rd|th) (?P<wd>\w+day)(?P<after> after 1st monday)? (?P<m>\d+)|last (?P<lwd>\w+day) (?P<lm>\d+)"
)


@lru_cache(maxsize=1)
def _days() -> tuple[dict[str, str], re.Pattern[str]]:
    """{name: rule} of ``days.tsv``, and the expression that finds the names."""
    lines = (files(__package__) / "days.tsv").read_text("utf-8").splitlines()
    rules = dict(line.split("\t") for line in lines if line and not line.startswith("#"))
    names = "|".join(re.escape(name).replace("'", "['’]") for name in sorted(rules, key=len, reverse=True))
    return rules, re.compile(
        rf"\b(?:(?P<which>last|next|this) )?(?P<name>{names})(?: (?P<whole>week(?:end)?))?\b", re.IGNORECASE
    )


def merged(candidates: list[Found], text: str, stretch: Span) -> Iterator[Found]:
    """The candidates with the days that have names, by start; a named day comes before what starts with it."""
    waiting = [
        _found(match, text)
        for match in _days()[1].finditer(text, stretch.start, stretch.end)
        if match["name"][:1].isupper()
    ]
    for candidate in candidates:
        while waiting and waiting[0].start <= candidate.start:
            yield waiting.pop(0)
        yield candidate
    yield from waiting


def _found(match: re.Match[str], text: str) -> Found:
    name = Word(match.start("name"), match.end("name"), match["name"], "DAYNAME", plain(match["name"]))
    named: dict[str, tuple[Word, ...]] = {"name": (name,)}
    for part in ("which", "whole"):
        if match[part]:
            named[part] = (Word(*match.span(part), match[part], plain(match[part]).upper(), plain(match[part])),)
    words = sorted(word for words in named.values() for word in words)
    return Found("holiday", tuple(words), named, text)


def day_in(name: str, year: int) -> date:
    """The day of that name in a year. Raises ValueError outside the years that the calendar of Easter covers."""
    rule = _days()[0][name]
    if rule.startswith("easter "):
        return easter(year) + timedelta(days=int(rule.split()[1]))
    match = _RULE.fullmatch(rule)
    if not match:
        return date(year, *map(int, rule.split("-")))
    if match["lm"]:
        return date(year, int(match["lm"]), 1) + relativedelta(day=31, weekday=_WEEKDAYS[match["lwd"]](-1))
    first = date(year, int(match["m"]), 1)
    if match["after"]:
        return first + relativedelta(weekday=MO(1)) + timedelta(days=1)
    return first + relativedelta(weekday=_WEEKDAYS[match["wd"]](int(match["n"])))


def holiday(found: Found, setting: Setting) -> Reading | None:
    """Christmas Day; last Thanksgiving; Election Day; Easter week."""
    name, which, today = found.need("name"), found.get("which"), setting.today
    if name.value == "new year" and not listed(word_before(found.text, found.start), "before_season"):
        return None  # "the New Year sales", "a happy New Year"
    if today is None:
        return Reading("DATE", "XXXX-XX-XX", None, "the day of publication is not known", "")
    days = [day_in(name.value, year) for year in range(max(today.year - 1, 1584), today.year + 2)]
    if not days:
        return None  # before the calendar of Easter
    day = _nearest(days, found, setting)
    reason = f"the {which.text.lower() if which else 'nearest'} day of that name, seen from publication"
    return dated(_around(day, found.get("whole")), reason, "published")


def _nearest(days: list[date], found: Found, setting: Setting) -> date:
    """Of the days of last year, this and the next the one that is meant."""
    which, today, tense = found.get("which"), setting.today, setting.tense(found.start)
    assert today
    if which and which.kind == "THIS":
        return next((day for day in days if day.year == today.year), days[0])
    if (which and which.kind == "NEXT") or (not which and tense == "future"):
        return min(day for day in days if day >= today)
    told = tense == "past" and setting.governed(found.start)
    if which or told or word_before(found.text, found.start) == "since":
        return max(day for day in days if _around(day, found.get("whole")).first <= today)
    return min(days, key=lambda one: abs(one - today))


def _around(day: date, whole: Word | None) -> Stretch:
    """The day itself, or the week or weekend that it makes: a Monday's weekend comes before it."""
    if whole is None:
        return Stretch("day", day)
    early = whole.value == "weekend" and day.isoweekday() <= TUESDAY
    return Stretch.holding(day - timedelta(days=TUESDAY if early else 0), whole.value)
