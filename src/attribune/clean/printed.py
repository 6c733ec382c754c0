"""Dates as by-lines print them, as EDTF."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_NAME = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?:\s?\.)?"
)
_YEAR = r"((?:19|20)\d\d)(?!\d)"
_DAY = r"(\d{1,2})(?:st|nd|rd|th|\.)?"
_WRITTEN = re.compile(rf"(?<![\w]){_DAY}\s{{0,2}}(?:of\s)?{_NAME}\s{{0,2}},?\s{{0,2}}{_YEAR}", re.IGNORECASE)
_AMERICAN = re.compile(rf"(?<![\w]){_NAME}\s{{0,2}}{_DAY}\s{{0,2}},?\s{{0,2}}{_YEAR}", re.IGNORECASE)
_MONTH = re.compile(rf"(?<!\d )(?<!\d\. )(?<!\w){_NAME}\s{{0,2}},?\s{{0,2}}{_YEAR}", re.IGNORECASE)
_YEAR_FIRST = re.compile(rf"(?<!\d){_YEAR}\s?[-./年년]\s?(\d{{1,2}})\s?[-./月월]\s?(\d{{1,2}})(?!\d)")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])([0-2]\d|3[01])(?!\d)")
_NUMERIC = re.compile(rf"(?<![\d.])(\d{{1,2}})\s?([./-])\s?(\d{{1,2}})\s?\2\s?{_YEAR}")


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed date: where it stands in the words, its EDTF value, and why it is no single day, if it is none."""

    start: int
    end: int
    edtf: str
    doubt: str = ""


def dates(words: str) -> list[Printed]:
    """Every full date in the words, in order; a month with a year only where no day stands beside it."""
    found: list[Printed] = []
    for one in sorted(_all(words), key=lambda each: (each.start, -each.end)):
        if not found or one.start >= found[-1].end:
            found.append(one)
    return found


def _all(words: str) -> Iterator[Printed]:
    for match in _YEAR_FIRST.finditer(words):
        yield from _one(match, int(match[1]), int(match[2]), int(match[3]))
    for match in _COMPACT.finditer(words):
        yield from _one(match, int(match[1]), int(match[2]), int(match[3]))
    for match in _WRITTEN.finditer(words):
        yield from _one(match, int(match[3]), month(match[2]), int(match[1]))
    for match in _AMERICAN.finditer(words):
        yield from _one(match, int(match[3]), month(match[1]), int(match[2]))
    for match in _MONTH.finditer(words):
        yield Printed(match.start(), match.end(), f"{match[2]}-{month(match[1]):02}", "only the month is printed")
    for match in _NUMERIC.finditer(words):
        yield from _numeric(match)


def _numeric(match: re.Match[str]) -> Iterator[Printed]:
    """A date in figures. With stops it is day, month, year everywhere; with slashes Americans put the month first,
    so that one with two numbers up to twelve is one of two days, and everything between them stays open.
    """
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    european, american = _day(year, second, first), _day(year, first, second)
    if european and (match[2] == "." or not american or european == american):
        yield Printed(match.start(), match.end(), european)
    elif american and not european:
        yield Printed(match.start(), match.end(), american)
    elif european and american:
        low, high = sorted((european, american))
        doubt = f"{match[0]} is {european} or {american}, depending on whether the day or the month comes first"
        yield Printed(match.start(), match.end(), f"{low}/{high}", doubt)


def month(name: str) -> int:
    """The number of a month by its name or abbreviation."""
    return next(number for number, full in enumerate(_MONTHS, 1) if full.startswith(name[:3].lower()))


def _one(match: re.Match[str], year: int, of_year: int, of_month: int) -> Iterator[Printed]:
    value = _day(year, of_year, of_month)
    if value:
        yield Printed(match.start(), match.end(), value)


def _day(year: int, of_year: int, of_month: int) -> str | None:
    try:
        return date(year, of_year, of_month).isoformat()
    except ValueError:
        return None
