"""Months and seasons."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from .anchor import part_of, undated, year_of
from .context import listed, word_before
from .numeral import year_in_words
from .reading import Reading, Setting, dated
from .stretch import SEASON_MONTHS, Stretch

if TYPE_CHECKING:
    from .grammar import Found


def _is_name(found: Found) -> bool:
    """Whether a month alone is none: "Jan" without a stop, "the March for Peace", "Ms. May said"."""
    word = found.need("m")
    if word.kind != "MONTHCAP":
        return word.kind == "MONTHABBR" and not word.text.endswith(".")
    before = found.text[max(0, found.start - 12) : found.start].split()
    following = found.text[found.end : found.end + 6].split()
    if following[:1] in (["for"], ["of"]) and before[-1:] not in (["in"], ["since"], ["by"]):
        return True
    return bool(before) and listed(before[-1], "titles")


def month(found: Found, setting: Setting) -> Reading | None:
    """July; July 1997; late November; October last year; last June; this September."""
    word = found.need("m")
    number = int(word.value)
    if len(found.words) == 1 and _is_name(found):
        return None
    stretch = Stretch("month", date(2000, number, 1))
    part = part_of(found)
    if found.get("n"):  # "January nineteen ninety-seven"
        spoken = year_in_words(found.words)
        return dated(stretch.in_year(spoken), "month and year are written", "calendar", part) if spoken else None
    if year := found.get("y") or found.get("yw"):
        return dated(stretch.in_year(int(year.value)), "month and year are written", "calendar", part)
    if setting.today is None or not (found.get("last") or found.get("next") or found.get("foll") or found.get("this")):
        return undated(stretch, setting, found)
    if any(one.kind == "UNIT" for one in found.words):  # "October last year"
        year_ = year_of(found, setting) or setting.today.year
        return dated(stretch.in_year(year_), "the month of the year that is named from publication", "published", part)
    this = Stretch.holding(setting.today, "month")
    chosen = stretch.in_year(this.first.year)
    # "last February", told in March, is that of a year ago: the one just past is "last month".
    if found.get("last") and (chosen.first >= this.first or chosen == this.shift(-1)):
        chosen = chosen.shift(-12)
    elif (found.get("next") or found.get("foll")) and chosen.first <= this.first:
        chosen = chosen.shift(12)
    return dated(chosen, "the one before or after the month of publication", "published", part)


# "This fall in prices" is no season; "this fall in Norland", "this fall in her house" are.
_NAMED = re.compile(r" [A-Z][a-z]")
_DROP = re.compile(r" in (?!(?:an?|the|this|that|his|her|its|their|our|my|which|every|some)\b)[a-z]")


def season(found: Found, setting: Setting) -> Reading | None:
    """Summer 2016; last fall; this spring; the winter of 1994."""
    word = found.need("s")
    alone = len(found.words) == 1
    year = found.get("yw")
    written = int(year.value) if year else year_in_words(found.words)  # "the winter of nineteen ninety-seven"
    named = word.text[:1].isupper() and not written and _NAMED.match(found.text, found.end)  # "the Spring Festival"
    drop = word.kind == "FALL" and (alone or (found.get("this") and _DROP.match(found.text, found.end)))
    if named or drop or (alone and not listed(word_before(found.text, found.start), "before_season")):
        return None
    stretch = Stretch("season", date(2000, SEASON_MONTHS[word.value], 1))
    part = part_of(found)
    if written:
        return dated(stretch.in_year(written), "season and year are written", "calendar", part)
    if setting.today is None:
        return undated(stretch, setting, found)
    if found.words[-1].kind == "UNIT":
        return dated(stretch.in_year(year_of(found, setting) or 1), "the season of that year", "published", part)
    here = stretch.in_year(setting.today.year)
    if found.get("last"):
        chosen = here if here.last < setting.today else here.shift(-1)
    elif found.get("next"):
        chosen = here if here.first > setting.today else here.shift(1)
    elif found.get("this"):
        chosen = here
    else:
        return undated(stretch, setting, found)
    return dated(chosen, "the season seen from the day of publication", "published", part)
