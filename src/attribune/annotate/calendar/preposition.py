"""What prepositions do to the days of a time: by, before, since, from ... to, between ... and."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .context import listed
from .edtf import between
from .reading import Reading, Resolved, Setting, part_edtf

if TYPE_CHECKING:
    from attribune.model import Span

    from .grammar import Found

_BOUNDED = ("DATE", "TIME")


def resolved(reading: Reading, found: Found, stretch: Span, setting: Setting) -> Resolved:
    """The time words with their reading, and with what a preposition before them, in the same stretch of text, does
    to its days.

    A day "by" which something is to be done is listed as that day, like the one "until" which something lasts.
    """
    text, start = found.text, found.start
    one = Resolved(start, found.end, found.builder, reading)
    possessive = text[found.end : found.end + 2] in ("'s", "’s")
    if not reading.edtf or possessive or reading.edtf.startswith(("[", "..", "X")) or reading.type not in _BOUNDED:
        return one
    before = text[max(stretch.start, start - 20) : start].lower().split()
    last = before[-1].strip("(,\"'“‘") if before else ""
    by = last == "by" and reading.type == "DATE"
    if by and reading.stretch and reading.stretch.grain == "day" and not reading.part:
        return replace(one, rule="limit", reading=replace(reading, reason=reading.reason + "; the last day for it"))
    if last == "since":
        return replace(one, reading=_since(reading, setting))
    if by or (last == "than" and before[-2:-1] == ["later"]):
        edtf = between(None, _ends(reading)[-1])
        return replace(one, reading=replace(reading, edtf=edtf, reason=reading.reason + "; until then"))
    return replace(one, reading=_shifted(reading, before, last))


def _shifted(reading: Reading, before: list[str], last: str) -> Reading:
    """The reading after "before", "prior to", "about"."""
    if (last in ("before", "pre-") or before[-2:] == ["prior", "to"]) and reading.stretch:
        end = reading.part == "ENDING"
        edtf = between(None, (reading.stretch.last if end else reading.stretch.first).isoformat())
        return replace(reading, edtf=edtf, reason=reading.reason + f"; before its {'last' if end else 'first'} day")
    edtf = reading.edtf or ""
    if listed(last, "about") and not edtf.endswith("~") and "/" not in edtf:
        return replace(reading, edtf=edtf + "~", reason=reading.reason + "; about then")
    return reading


def _ends(reading: Reading) -> list[str]:
    """The ends of a reading's days, of a part of a year by its own months."""
    if reading.stretch and reading.part:
        return part_edtf(reading.stretch, reading.part, end=True).split("/")
    return (reading.edtf or "").split("/")


def _since(reading: Reading, setting: Setting) -> Reading:
    today = setting.today
    stretch = reading.stretch
    until = today.isoformat() if today and stretch and stretch.first <= today else None
    exact = {"BEGIN": stretch.first, "ENDING": stretch.last}.get(reading.part) if stretch else None
    edtf = between(exact.isoformat() if exact else _ends(reading)[0], until)
    return replace(reading, edtf=edtf, reason=reading.reason + "; since then, until publication")


@dataclass(frozen=True, slots=True)
class Range:
    """Two times that bound a stretch: what is listed of them, and the reading of the whole."""

    parts: tuple[Resolved, ...]
    reading: Reading


_OPENING = re.compile(r"\b(from|between)\s+(?:the\s+)?$", re.IGNORECASE)
_LINKS = {"from": ("to", "until", "till", "through"), "between": ("and",)}


def ranged(one: Resolved, other: Resolved, text: str) -> Range | None:
    """From March to May 2014; between 2012 and 2015: two times, if they are the ends of a stretch.

    Two dates that each stand for themselves stay two; where the first borrows its year from the second, or both theirs
    from the day of publication, the words are one expression.
    """
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
    reason = "from the first to the second"
    whole = Reading("DATE", b.timex, edtf, reason, other.reading.against, b, (a.first, b.last))
    if a != one.reading.stretch or not _by_themselves(one.reading, other.reading):
        return Range((Resolved(opening.start(), other.end, "range", whole),), whole)
    return Range((replace(one, rule="range_first"), replace(other, rule="range_last")), whole)


def _by_themselves(one: Reading, other: Reading) -> bool:
    """Whether each of two dates has its days without the other: both with their year, or both days near publication."""
    if one.against == other.against == "calendar":
        return True
    return one.against == other.against and one.stretch is not None and one.stretch.grain == "day"
