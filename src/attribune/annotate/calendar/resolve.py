"""From words of time in a text to their readings."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from . import day, deictic, duration, holiday, month, quarter, reckoned, relative, vague, year
from .grammar import Found, grammar
from .preposition import ranged, resolved
from .reading import Reading, Resolved, Setting
from .word import words

if TYPE_CHECKING:
    from attribune.model import Span

Builder = Callable[[Found, Setting], Reading | None]
_BUILDERS: dict[str, Builder] = {
    "numeric": day.numeric,
    "date": day.calendar_date,
    "day_range": day.day_range,
    "week_of": day.week_of,
    "day_again": day.day_again,
    "of_month": day.of_month,
    "of_month_again": day.of_month_again,
    "month": month.month,
    "season": month.season,
    "quarter": quarter.quarter,
    "first_of": quarter.first_of,
    "year": year.year,
    "spoken_year": year.spoken_year,
    "decade": year.decade,
    "century": year.century,
    "weekday": deictic.weekday,
    "deictic": deictic.deictic,
    "daypart": deictic.daypart,
    "clock": deictic.clock,
    "relative": relative.relative,
    "of_that": relative.of_that,
    "elliptic": relative.elliptic,
    "year_end": relative.year_end,
    "ago": reckoned.ago,
    "ago_today": reckoned.ago_today,
    "earlier": reckoned.earlier,
    "same_period": quarter.same_period,
    "year_ago": quarter.year_ago,
    "period_of": quarter.period_of,
    "last_span": reckoned.last_span,
    "since_then": reckoned.since_then,
    "then": reckoned.then,
    "months_so_far": duration.months_so_far,
    "vague_span": duration.vague_span,
    "duration": duration.duration,
    "range_duration": duration.range_duration,
    "plural_duration": duration.plural_duration,
    "each": vague.each,
    "setword": vague.setword,
    "weekdays": vague.weekdays,
    "reference": vague.reference,
    "present": vague.reference,
    "past": vague.past,
    "coming": vague.coming,
    "these_days": vague.these_days,
    "long_duration": duration.long_duration,
    "adjective": vague.adjective,
    "holiday": holiday.holiday,
}

# What these name is held against the time that the text speaks of, and does not take its place.
_COMPARING = frozenset(
    ["ago", "earlier", "year_ago", "period_of", "same_period", "duration", "setword", "reference", "adjective"]
)


def resolve(text: str, stretches: tuple[Span, ...], setting: Setting) -> list[Resolved]:
    """All time words of the stretches of a text, in order."""
    found: list[Resolved] = []
    for number, stretch in enumerate(stretches):
        setting.paragraph = number
        _read(text, stretch, setting, found)
    return found


def _read(text: str, stretch: Span, setting: Setting, found: list[Resolved]) -> None:
    """The time words of one stretch, added to those found before; two that make a range know of each other."""
    end = stretch.start
    seen = words(text, stretch.start, stretch.end)
    for candidate in holiday.merged(grammar().candidates(seen, text), text, stretch):
        if candidate.start < end:
            continue
        try:
            reading = _BUILDERS[candidate.builder](candidate, setting)
        except (ValueError, OverflowError):  # years before 1 or after 9999, the 29th of February of a common year
            reading = None
        if reading is None:
            continue
        end = candidate.end
        one = resolved(reading, candidate, stretch, setting)
        whole = ranged(found[-1], one, text) if found and found[-1].start >= stretch.start else None
        if whole:
            found[-1:] = whole.parts
            setting.spoken.pop()
        else:
            found.append(one)
        if candidate.builder not in _COMPARING and not _in_passing(candidate):
            setting.spoken.append((one.start, setting.paragraph, whole.reading if whole else reading))


def _in_passing(found: Found) -> bool:
    """Whether a quarter is only what another is held against: "after a weak second quarter"."""
    return found.builder == "quarter" and bool(_PASSED.search(found.text, max(0, found.start - 40), found.start))


_PASSED = re.compile(r"\b(?:after|following|than)\s(?:(?:an?|the|its)\s)?(?:[a-z-]{1,16}\s){0,2}$", re.IGNORECASE)
