"""The day that a page prints beside its title, in the languages whose months stand in ``months.tsv``."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from . import stamp

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_BELOW, _ABOVE = 12, 6  # lines that are looked at below a title and above it
_LONGEST = 160  # characters of a line that can be one of a date
_MOST_WORDS = 14  # of such a line
_CHANGED = re.compile(
    r"aktualisiert|update[ds]?\b|modified|geändert|mis à jour|actualiza|modificado|aggiorna|stand\s*:|last change"
    r"|reviewed",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"©|copyright|\bseit\b|\bsince\b|termin|datum der veranstaltung|geboren|born\b|kommentar|comment|antwort|reply",
    re.IGNORECASE,
)


@cache
def months() -> dict[str, int]:
    """{name or beginning of one: number of the month}, where only one month begins so."""
    found: dict[str, set[int]] = {}
    for line in files("attribune.read").joinpath("months.tsv").read_text("utf-8").splitlines():
        if line.startswith("#") or not line:
            continue
        for number, names in enumerate(line.split("\t")[1:], 1):
            for name in names.split("|"):
                for length in range(3, len(name) + 1):
                    found.setdefault(name[:length], set()).add(number)
    return {name: min(numbers) for name, numbers in found.items() if len(numbers) == 1}


@cache
def _pattern() -> re.Pattern[str]:
    month = "|".join(sorted(months(), key=lambda name: (-len(name), name)))
    return re.compile(
        rf"(?<![\d.,/-])(?:(?P<day>\d{{1,2}})(?:\.|st|nd|rd|th|º)?\s?-?(?:de\s|of\s)?\s?(?P<month>{month})\b\.?,?-?\s?(?:de\s|del\s)?\s?(?P<year>\d{{4}})"
        rf"|\b(?P<month2>{month})\b\.?\s(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year2>\d{{4}})"
        r"|(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})"
        r"|(?P<a>\d{1,2})\s?(?P<mark>[./])\s?(?P<b>\d{1,2})\s?(?P=mark)\s?(?P<c>(?:19|20)?\d\d))(?!\d)",
        re.IGNORECASE,
    )


def days(words: str, *, american: bool = False) -> Iterator[tuple[int, str]]:
    """Every day printed in some words, with its place; ``american`` where 3/4 is the fourth of March."""
    for match in _pattern().finditer(words):
        group = match.groupdict()
        if group["day"] or group["day2"]:
            month = months()[(group["month"] or group["month2"]).lower()]
            value = stamp.day(int(group["year"] or group["year2"]), month, int(group["day"] or group["day2"]))
        elif group["y"]:
            value = stamp.day(int(group["y"]), int(group["m"]), int(group["d"]))
        else:
            value = _numbers(group, american=american)
        if value:
            yield match.start(), value


def _numbers(group: dict[str, str], *, american: bool) -> str | None:
    one, other, year = int(group["a"]), int(group["b"]), int(group["c"])
    year += 2000 if year < 100 else 0
    if group["mark"] == "/" and (other > 12 or (american and one <= 12)):
        one, other = other, one
    return stamp.day(year, other, one)


def beside(lines: Sequence[str], title: str, *, american: bool = False) -> tuple[str, str] | None:
    """The day that is printed nearest to a title, and its line; none where no line near it is one of a date.

    A line that tells of a change counts only where no other does.
    """
    wanted = "".join(filter(str.isalnum, title.casefold()))
    found: list[tuple[bool, float, str, str]] = []
    for at, line in enumerate(lines):
        letters = "".join(filter(str.isalnum, line.casefold()))
        if not wanted or len(line) > 400 or not (letters == wanted or (len(wanted) > 20 and wanted in letters)):
            continue
        for i in range(max(0, at - _ABOVE), min(len(lines), at + _BELOW + 1)):
            words = lines[i]
            if (
                len(words) > _LONGEST
                or len(words.split()) > _MOST_WORDS
                or _ELSEWHERE.search(words)
                or (i == at and letters == wanted)
            ):
                continue
            for _, value in days(words, american=american):
                distance = i - at if i >= at else (at - i) * 1.5
                found.append((bool(_CHANGED.search(words)), distance, value, words))
                break
    if not found:
        return None
    *_, value, words = min(found)
    return value, words


def prints(text: str, value: str, *, american: bool = False) -> bool:
    """Whether a text prints a day."""
    return any(day == value for _, day in days(text, american=american))
