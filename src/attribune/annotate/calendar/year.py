"""Years, decades and centuries."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from .anchor import ordinal, part_of
from .context import listed, word_before
from .numeral import year_in_words
from .reading import Reading, Setting, dated
from .stretch import Stretch

if TYPE_CHECKING:
    from .grammar import Found


def year(found: Found, _setting: Setting) -> Reading | None:
    """1990; early 2009; fiscal 1989: four digits, unless they count or number something."""
    word = found.need("y")
    number = int(word.value)
    alone = len(found.words) == 1
    if alone and not _is_year(found, number):
        return None
    return dated(Stretch("year", date(number, 1, 1)), "the year is written", "calendar", part_of(found))


_COUNTS = re.compile(r"\s(?:[a-z]+s|people|sq|km|m|kg|feet|mAh)\b")  # a counted noun or a unit follows
_GLUED = ("$", "€", "£", "#", "№", ".", "-", "/")


def _is_year(found: Found, number: int) -> bool:
    """Whether four digits are a year: by the word before and what follows."""
    text, start, end = found.text, found.start, found.end
    left, right = text[max(0, start - 24) : start], text[end : end + 2]
    if (left.endswith(_GLUED) and not left.lower().endswith(("mid-", "post-", "pre-", ". "))) or right[:1] == "%":
        return left[-1:] in ("-", "/") and left[-5:-1].isdigit() and 1900 <= number < 2100
    if right[:1] in (",", ".") and right[1:2].isdigit():
        return False
    before = word_before(text, start)
    near = 1900 <= number < 2050
    if not near and (_COUNTS.match(text, end) or listed(before, "before_count")):
        return False
    if listed(before, "before_year") or left.rstrip().endswith(("(", ",")):
        return 1000 <= number < 2200
    return near


def spoken_year(found: Found, _setting: Setting) -> Reading | None:
    """Nineteen ninety-six; the year two thousand."""
    number = year_in_words(found.words)
    if number == 2000 and found.words[0].kind != "THE":
        return None
    return dated(Stretch("year", date(number, 1, 1)), "the year is written in words") if number else None


def decade(found: Found, _setting: Setting) -> Reading | None:
    """The 1990s; '80s; the nineties."""
    word = found.get("y")
    if word:
        number = int(word.value)
    else:
        short = found.get("yy") or found.get("w")
        assert short
        number = 1900 + int(short.value)
    if number % 10:
        return None
    stretch = Stretch("decade", date(number, 1, 1))
    return dated(stretch, "the decade is written", "calendar", part_of(found))


def century(found: Found, _setting: Setting) -> Reading | None:
    """The 20th century."""
    number = ordinal(found.need("n"))
    if not 2 <= number <= 30:
        return None
    return dated(
        Stretch("century", date((number - 1) * 100, 1, 1)), "the century is written", "calendar", part_of(found)
    )
