"""When a document was published, as far as its text tells.

The rules, in the order in which they are tried:

1. A full date on a short line at the top of the text, or in a by-line, is the date of publication.
2. Otherwise bounds are gathered: a year told as past is not later than publication, and neither this year nor the last
   where the text gives its month too and says "last year" of another; a year told as yet to come is not earlier. The
   month told last as past is the month of publication or the one before it; "on the 9th" beside a verb of saying is the
   day of publication; a weekday beside a date leaves few years. What nothing tells stays open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from attribune.model import Annotated, Document, Metadatum, Span

from .calendar import Resolved, Setting, resolve
from .tense import Clauses

_TOP = 700  # characters in which a date line stands
_LINE = 120  # a longer line is prose
_TOLD = re.compile(r"\b(?:according to|said|told|announced|reported|revealed)\b", re.IGNORECASE)
_FULL = re.compile(r"\d{4}-\d{2}-\d{2}")
_NEAR = 2  # years: a year named as a limit still to come is seldom farther off


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What the text tells of its own date: bounds on the year, the month and day if told, and why."""

    low: int | None = None
    high: int | None = None
    month: int | None = None
    day: int | None = None
    reasons: tuple[str, ...] = ()


def dated(seen: Annotated) -> Document:
    """The document, with ``published`` worked out from its text where metadata gave none."""
    document = seen.document
    if document.published or not document.text.strip():
        return document
    found = _date_line(seen) or _worked_out(seen)
    if found is None:
        return document
    value, reason = found
    fact = Metadatum("published", value, "text", reason)
    return replace(document, published=value, metadata=(*document.metadata, fact))


def _date_line(seen: Annotated) -> tuple[str, str] | None:
    """A full date in a by-line, or alone on a short line at the top."""
    document = seen.document
    bylines = [region.span for region in document.regions if region.kind == "byline"]
    lines = [*bylines, *(line for line in _lines(document) if not any(line.overlaps(one) for one in bylines))]
    for line in lines:
        for one in resolve(document.text, (line,), Setting(None, lambda _: "past", lambda _: False, lambda _: False)):
            if one.reading.edtf and _FULL.fullmatch(one.reading.edtf) and one.reading.against == "calendar":
                where = "in the by-line" if line in bylines else "on a line of its own at the top of the text"
                return one.reading.edtf, f"“{document.text[one.start : one.end]}” stands {where}"
    return None


def _lines(document: Document) -> list[Span]:
    """The short lines at the top of the text."""
    lines = re.finditer(r"[^\n]*[^\s][^\n]*", document.text[:_TOP])
    short = (line for line in lines if len(line[0]) <= _LINE and not line[0].rstrip().endswith((".", "”", '"')))
    return [document.span(line.start(), line.end()) for line in short]


def _worked_out(seen: Annotated) -> tuple[str, str] | None:
    clauses = Clauses(seen.doc)
    found = resolve(
        seen.document.text, seen.paragraphs, Setting(None, clauses.tense, clauses.reporting, clauses.governed)
    )
    evidence = _years(seen, found, clauses)
    if evidence.low is not None or evidence.high is not None:
        evidence = _weekday(_month(seen, found, evidence, clauses), seen, found)
    evidence = _day(seen, found, evidence)
    value = _value(evidence)
    return (value, "worked out from the text: " + "; ".join(evidence.reasons)) if value else None


def _quote(seen: Annotated, one: Resolved) -> str:
    return f"“{seen.document.text[one.start : one.end]}”"


def _years(seen: Annotated, found: list[Resolved], clauses: Clauses) -> _Evidence:
    past: list[tuple[int, Resolved]] = []
    ahead: list[tuple[int, Resolved]] = []
    for one in found:
        stretch = one.reading.stretch
        if stretch is None or one.reading.against != "calendar" or stretch.grain in ("decade", "century"):
            continue
        limit = (one.reading.edtf or "").startswith("../")
        year = stretch.first.year
        (ahead if limit or clauses.tense(one.start) == "future" else past).append((year, one))
    low = max(past, key=lambda pair: pair[0], default=None)
    latest = low[0] if low else 0
    ahead = [pair for pair in ahead if pair[0] > latest]
    high = min(ahead, key=lambda pair: pair[0], default=None)
    reasons: list[str] = []
    bound = None
    if low:
        bound, reasons = low[0], [f"{_quote(seen, low[1])} is told as past"]
        precise = low[1].reading.stretch is not None and low[1].reading.stretch.grain in ("day", "month")
        if precise and re.search(r"\blast year\b", seen.document.text.lower()):
            bound += 2
            reasons.append("the text calls another year “last year”, and would hardly write out a month of it")
    if high:
        reasons.append(f"{_quote(seen, high[1])} is told as yet to come")
        limit = (high[1].reading.edtf or "").startswith("../")
        if limit and re.search(r"\bnext year\b", seen.document.text.lower()):
            bound = max(bound or 0, high[0] - _NEAR)
            reasons.append(f"a plan for “next year” goes beyond it, so that it is at most {_NEAR} years off")
    top = high[0] - 1 if high else None
    if bound is not None and top is not None and bound > top:
        bound = low[0] if low and low[0] <= top else None
    return _Evidence(bound, top, None, None, tuple(reasons))


def _month(seen: Annotated, found: list[Resolved], evidence: _Evidence, clauses: Clauses) -> _Evidence:
    """The month of publication, from the last month told as past without its year."""
    for one in found:
        value = one.reading.value
        match = re.fullmatch(r"XXXX-(\d\d)(?:-\d\d)?", value)
        words = seen.document.text[one.start : one.end].lower()
        if not match or clauses.tense(one.start) == "future" or re.search(r"\b(?:last|next|this|year)\b", words):
            continue
        number = int(match[1])
        over = re.search(
            r"(?:last|late|end)\b[^.]{0,24}$", seen.document.text[max(0, one.start - 30) : one.end].lower()
        )
        month = number % 12 + 1 if over else number
        reason = f"{_quote(seen, one)} is told as just past, without its year"
        return replace(evidence, month=month, reasons=(*evidence.reasons, reason))
    return evidence


def _weekday(evidence: _Evidence, seen: Annotated, found: list[Resolved]) -> _Evidence:
    """A weekday beside a date ("Friday, June 9") leaves one year in six or so."""
    for one in found:
        words = seen.document.text[one.start : one.end]
        match = re.match(r"(mon|tues|wednes|thurs|fri|satur|sun)day\b", words.lower())
        day = re.fullmatch(r"XXXX-(\d\d)-(\d\d)", one.reading.value)
        if not match or not day or evidence.low is None:
            continue
        wanted = ["mon", "tues", "wednes", "thurs", "fri", "satur", "sun"].index(match[1])
        years = [
            year for year in range(evidence.low, (evidence.high or evidence.low + 5) + 1) if _falls(year, day, wanted)
        ]
        if len(years) == 1:
            reason = f"{_quote(seen, one)} falls on that weekday in {years[0]}"
            return replace(evidence, low=years[0], high=years[0], reasons=(*evidence.reasons, reason))
    return evidence


def _falls(year: int, day: re.Match[str], weekday: int) -> bool:
    try:
        return date(year, int(day[1]), int(day[2])).weekday() == weekday
    except ValueError:
        return False


def _day(seen: Annotated, found: list[Resolved], evidence: _Evidence) -> _Evidence:
    """The day of the month on which the text says that it heard its news: "according to officials on the 9th"."""
    for one in found:
        match = re.fullmatch(r"XXXX-XX-(\d\d)", one.reading.value)
        sentence = seen.doc.char_span(one.start, one.end, alignment_mode="expand")
        told = sentence is not None and _TOLD.search(sentence.sent.text)
        if match and told:
            reason = f"{_quote(seen, one)} is the day on which the text was told its news"
            return replace(evidence, day=int(match[1]), reasons=(*evidence.reasons, reason))
    return evidence


def _value(evidence: _Evidence) -> str | None:
    """The EDTF value of what is known; None if that is nothing."""
    low, high, month, day = evidence.low, evidence.high, evidence.month, evidence.day
    if low is None and high is None:
        return f"XXXX-XX-{day:02}" if day else None
    first = None if low is None else _point(low, month, day)
    if low is not None and low == high:
        return first
    last = None if high is None else _point(high, month, day) if month else f"{high:04}"
    if month and first and last:
        return f"{first}/{last}"
    return f"{first or '..'}/{last or '..'}"


def _point(year: int, month: int | None, day: int | None) -> str:
    if month:
        return f"{year:04}-{month:02}~"
    return f"{year:04}-XX-{day:02}" if day else f"{year:04}"
