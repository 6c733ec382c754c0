"""When a document was published, as far as its text tells.

The rules, in the order in which they are tried:

1. A full date on a short line at the top of the text, or in a by-line, is the date of publication.
2. Otherwise bounds are gathered: a date told as past is not later than publication, one told as yet to come is not
   earlier; a day without its year is of the last two months; "on the 9th" beside a verb of saying is the day of
   publication; a weekday beside a date leaves few years. What nothing tells stays open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from attribune.model import Annotated, Document, Metadatum, Span

from .calendar import Resolved, Setting, resolve
from .calendar.stretch import Stretch
from .tense import Clauses

_TOP = 700  # characters in which a date line stands
_LINE = 120  # a longer line is prose
_TOLD = re.compile(r"\b(?:according to|said|told|announced|reported|revealed)\b", re.IGNORECASE)
_FULL = re.compile(r"\d{4}-\d{2}-\d{2}")
_NEAR = 2  # years: a year named as a limit still to come is seldom farther off


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What the text tells of its own date, and why.

    ``low`` is what it is not earlier than, ``high`` the last year it can be of, ``months`` are those that it may be in,
    ``day`` is its day of the month.
    """

    low: Stretch | None = None
    high: int | None = None
    months: tuple[int, ...] = ()
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
    setting = Setting(None, clauses.tense, clauses.reporting, clauses.governed)
    found = resolve(seen.document.text, seen.paragraphs, setting)
    evidence = _day(seen, found, _weekday(_months(seen, found, _years(seen, found, clauses), clauses), seen, found))
    value = _value(evidence)
    return (value, "worked out from the text: " + "; ".join(evidence.reasons)) if value else None


def _quote(seen: Annotated, one: Resolved) -> str:
    return f"“{seen.document.text[one.start : one.end]}”"


def _years(seen: Annotated, found: list[Resolved], clauses: Clauses) -> _Evidence:
    """The bounds that dates with their year give: those that a verb right above tells as past or as yet to come."""
    past, ahead = [], []
    for one in found:
        stretch = one.reading.stretch
        if stretch is None or one.reading.against != "calendar" or stretch.grain not in ("day", "month", "year"):
            continue
        limit = (one.reading.edtf or "").startswith("../") or one.rule == "limit"
        if clauses.modal(one.start, certain=not limit) and (limit or clauses.governed(one.start)):
            ahead.append((stretch, one))
        elif not limit and clauses.governed(one.start) and clauses.tense(one.start) == "past":
            past.append((stretch, one))
    low = max(past, key=lambda pair: (pair[0].first, pair[0].grain), default=None)
    later = [pair for pair in ahead if low is None or pair[0].first > low[0].last]
    high = min(later, key=lambda pair: pair[0].first, default=None)
    reasons = [f"{_quote(seen, low[1])} is told as past"] if low else []
    if high is None:
        return _Evidence(low[0] if low else None, reasons=tuple(reasons))
    reasons.append(f"{_quote(seen, high[1])} is told as yet to come")
    start, last = low[0] if low else None, high[0].first.year
    if (high[1].reading.edtf or "").startswith("../") and high[0].first.strftime("%m%d") == "0101":
        last -= 1
        if re.search(r"\bnext year\b", seen.document.text, re.IGNORECASE):
            near = Stretch("year", date(max(last + 1 - _NEAR, 1), 1, 1))
            start = near if start is None or start.first < near.first else start
            reasons.append(f"a plan for “next year” goes beyond it, so that it is at most {_NEAR} years off")
    return _Evidence(start, last, reasons=tuple(reasons))


def _months(seen: Annotated, found: list[Resolved], evidence: _Evidence, clauses: Clauses) -> _Evidence:
    """The months of publication that a day without a year leaves: news of a day is seldom older than two."""
    for one in found:
        match = re.match(r"XXXX-(\d\d)", one.reading.value)
        precise = one.rule == "first_of" or re.fullmatch(r"XXXX-\d\d-\d\d", one.reading.value)
        if not match or not precise or not clauses.governed(one.start) or clauses.tense(one.start) != "past":
            continue
        over = one.rule == "first_of" and "last" in seen.document.text[one.start : one.end].lower()
        months = tuple((int(match[1]) - 1 + step) % 12 + 1 for step in range(1 if over else 0, 3))
        reason = f"{_quote(seen, one)} is told as just past, without its year"
        return replace(evidence, months=months, reasons=(*evidence.reasons, reason))
    return evidence


def _weekday(evidence: _Evidence, seen: Annotated, found: list[Resolved]) -> _Evidence:
    """A weekday beside a date ("Friday, June 9") leaves one year in six or so."""
    if evidence.low is None:
        return evidence
    low = evidence.low.first.year
    for one in found:
        words = seen.document.text[one.start : one.end]
        match = re.match(r"(mon|tues|wednes|thurs|fri|satur|sun)day\b", words.lower())
        day = re.fullmatch(r"XXXX-(\d\d)-(\d\d)", one.reading.value)
        if not match or not day:
            continue
        wanted = ["mon", "tues", "wednes", "thurs", "fri", "satur", "sun"].index(match[1])
        years = [year for year in range(low, (evidence.high or low + 5) + 1) if _falls(year, day, wanted)]
        if len(years) == 1:
            reason = f"{_quote(seen, one)} falls on that weekday in {years[0]}"
            year = Stretch("year", date(years[0], 1, 1))
            start = evidence.low if evidence.low.first > year.first else year
            return replace(evidence, low=start, high=years[0] + 1, reasons=(*evidence.reasons, reason))
    return evidence


def _falls(year: int, day: re.Match[str], weekday: int) -> bool:
    try:
        return date(year, int(day[1]), int(day[2])).weekday() == weekday
    except ValueError:
        return False


def _day(seen: Annotated, found: list[Resolved], evidence: _Evidence) -> _Evidence:
    """The day of the month on which the text says that it heard its news: "according to officials on the 9th"."""
    end, told = -1, False
    for one in found:
        match = re.fullmatch(r"XXXX-XX-(\d\d)", one.reading.value)
        if match and one.end > end and (words := seen.doc.char_span(one.start, one.end, alignment_mode="expand")):
            end, told = words.sent.end_char, bool(_TOLD.search(words.sent.text))
        if match and told:
            reason = f"{_quote(seen, one)} is the day on which the text was told its news"
            return replace(evidence, day=int(match[1]), reasons=(*evidence.reasons, reason))
    return evidence


def _value(evidence: _Evidence) -> str | None:
    """The EDTF value of what is known; None if that is nothing."""
    day = f"-XX-{evidence.day:02}" if evidence.day else ""
    if evidence.low is None:
        if evidence.high is None:
            return f"XXXX{day}" if day else None
        return f"../{evidence.high:04}"
    first = (
        _first(evidence.low, evidence.months)
        if evidence.months
        else evidence.low.edtf + day * (evidence.low.grain == "year")
    )
    if evidence.high is None:
        return f"{first}/.."
    return first if evidence.low.grain == "year" and first == f"{evidence.high:04}" else f"{first}/{evidence.high:04}"


def _first(low: Stretch, months: tuple[int, ...]) -> str:
    """The first month from ``low`` on that is one of those."""
    month = Stretch.holding(low.first, "month")
    return next(f"{one.edtf}~" for step in range(12) if (one := month.shift(step)).first.month in months)
