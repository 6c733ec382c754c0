"""From words of time in a text to their readings."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from . import day, deictic, duration, holiday, month, quarter, reckoned, relative, vague, year
from .context import listed
from .edtf import between
from .grammar import Found, grammar
from .reading import Reading, Setting, part_edtf
from .word import words

if TYPE_CHECKING:
    from attribune.model import Span

Builder = Callable[[Found, Setting], Reading | None]
_BUILDERS: dict[str, Builder] = {
    "numeric": day.numeric,
    "date": day.calendar_date,
    "day_range": day.day_range,
    "week_of": day.week_of,
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
    "year_end": relative.year_end,
    "ago": reckoned.ago,
    "ago_today": reckoned.ago_today,
    "earlier": reckoned.earlier,
    "same_period": quarter.same_period,
    "year_ago": quarter.year_ago,
    "period_of": quarter.period_of,
    "last_span": reckoned.last_span,
    "since_then": reckoned.since_then,
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


@dataclass(frozen=True, slots=True)
class Resolved:
    """Time words with their place in the text and their reading; ``rule`` is the builder's name."""

    start: int
    end: int
    rule: str
    reading: Reading


def resolve(text: str, stretches: tuple[Span, ...], setting: Setting) -> list[Resolved]:
    """All time words of the stretches of a text, in order."""
    found: list[Resolved] = []
    for number, stretch in enumerate(stretches):
        setting.paragraph = number
        _read(text, stretch, setting, found)
    return found


def _read(text: str, stretch: Span, setting: Setting, found: list[Resolved]) -> None:
    """The time words of one stretch, added to those found before; two that make a range are joined."""
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
        bounded = _bounded(reading, text, candidate, stretch.start, setting)
        one = Resolved(candidate.start, candidate.end, candidate.builder, bounded)
        joined = _joined(found[-1], one, text) if found and found[-1].start >= stretch.start else None
        if joined:
            found[-1] = joined
            setting.spoken.pop()
        else:
            found.append(one)
        if candidate.builder not in _COMPARING and not _in_passing(candidate):
            setting.spoken.append((one.start, setting.paragraph, joined.reading if joined else reading))


def _in_passing(found: Found) -> bool:
    """Whether a quarter is only what another is held against: "after a weak second quarter"."""
    return found.builder == "quarter" and bool(_PASSED.search(found.text, max(0, found.start - 40), found.start))


_PASSED = re.compile(r"\b(?:after|following|than)\s(?:(?:an?|the|its)\s)?(?:[a-z-]{1,16}\s){0,2}$", re.IGNORECASE)


def _bounded(reading: Reading, text: str, found: Found, begin: int, setting: Setting) -> Reading:
    """The reading with what a preposition before it does to its days: by, before, prior to, since."""
    start, end = found.start, found.end
    possessive = text[end : end + 2] in ("'s", "’s")
    if not reading.edtf or possessive or reading.edtf.startswith(("[", "..", "X")) or reading.type not in _BOUNDED:
        return reading
    before = text[max(begin, start - 20) : start].lower().split()
    last = before[-1].strip("(,\"'“‘") if before else ""
    edtf = part_edtf(reading.stretch, reading.part, end=True) if reading.stretch and reading.part else reading.edtf
    ends = edtf.split("/")
    if last == "since":
        today = setting.today
        until = today.isoformat() if today and reading.stretch and reading.stretch.first <= today else None
        return replace(reading, edtf=between(ends[0], until), reason=reading.reason + "; since then, until publication")
    if (last == "by" and reading.type == "DATE") or (last == "than" and before[-2:-1] == ["later"]):
        return replace(reading, edtf=between(None, ends[-1]), reason=reading.reason + "; until then")
    if (last == "before" or before[-2:] == ["prior", "to"]) and reading.stretch:
        end = reading.part == "ENDING"
        edtf = between(None, (reading.stretch.last if end else reading.stretch.first).isoformat())
        return replace(reading, edtf=edtf, reason=reading.reason + f"; before its {'last' if end else 'first'} day")
    if listed(last, "about") and not reading.edtf.endswith("~") and "/" not in reading.edtf:
        return replace(reading, edtf=reading.edtf + "~", reason=reading.reason + "; about then")
    return reading


_BOUNDED = ("DATE", "TIME")


def _joined(one: Resolved, other: Resolved, text: str) -> Resolved | None:
    a, b = one.reading.stretch, other.reading.stretch
    opening = _OPENING.search(text, max(0, one.start - 9), one.start)
    link = text[one.end : other.start].strip().lower()
    if not a or not b or a.grain != b.grain or not opening or not one.reading.edtf:
        return None
    if link not in _LINKS[opening[1].lower()]:
        return None
    if a.first.year != b.first.year and one.reading.against == "published":
        a = a.in_year(b.first.year)
    if a.first >= b.first:
        return None
    edtf = between(a.edtf.split("/")[0], b.edtf.split("/")[-1])
    reading = Reading(
        "DATE", b.timex, edtf, "from the first to the second", other.reading.against, b, (a.first, b.last)
    )
    return Resolved(opening.start(), other.end, "range", reading)


_OPENING = re.compile(r"\b(from|between)\s+(?:the\s+)?$", re.IGNORECASE)
_LINKS = {"from": ("to", "until", "till", "through"), "between": ("and",)}
