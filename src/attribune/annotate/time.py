"""Time expressions."""

from __future__ import annotations

import re
from datetime import date, timedelta

from attribune.model import PROSE, Annotated, Made, Span, TimeExpression
from attribune.model.edtf import interval

from .calendar import Reading, Resolved, Setting, resolve
from .calendar.edtf import written
from .tense import Clauses

VERSION = "1"
# Words of time stand in by-lines and in what is left of tables too; navigation and advertisements tell no times.
_READ = (*PROSE, "byline", "damage", "caption")


def times(seen: Annotated) -> tuple[TimeExpression, ...]:
    """Every expression of time, in the order of the text, resolved against the day of publication.

    Where that is only known to lie between two days, each expression is resolved against both, and its value covers
    what either gives. Prose is read, and by-lines and damaged lines, where dates stand alone.
    """
    stretches = _stretches(seen)
    clauses = Clauses(seen.doc)
    first, last = _published(seen.document.published)
    near = _resolve(seen, stretches, clauses, first or last)
    if first == last or not (first and last):
        found = near if first == last else [_opened(one, first) for one in near]
    else:
        far = _resolve(seen, stretches, clauses, last)
        later = {(one.start, one.end): one for one in far}
        found = [_widened(one, later.get((one.start, one.end)), seen.document.published or "") for one in near]
    return tuple(_record(seen, one) for one in found)


_DAY_ALONE = re.compile(r"([0-9]{4})-XX-([0-9]{2})(.*)")


def _published(edtf: str | None) -> tuple[date | None, date | None]:
    """The first and last day of publication that may be; of "the 9th of a month in 2019" 9 January is the first."""
    days = interval(edtf)
    if edtf is None or days is None:
        return None, None
    match = _DAY_ALONE.fullmatch(edtf)
    first = date(int(match[1]), 1, int(match[2])) if match else days.first
    return first, days.last


def _stretches(seen: Annotated) -> tuple[Span, ...]:
    others = [region.span for region in seen.document.regions if region.kind in _READ and region.kind not in PROSE]
    outside = [span for span in others if not any(span.overlaps(paragraph) for paragraph in seen.paragraphs)]
    return tuple(sorted({*seen.paragraphs, *outside}))


def _resolve(seen: Annotated, stretches: tuple[Span, ...], clauses: Clauses, today: date | None) -> list[Resolved]:
    return resolve(seen.document.text, stretches, Setting(today, clauses.tense, clauses.reporting, clauses.governed))


def _widened(one: Resolved, other: Resolved | None, published: str) -> Resolved:
    """The reading that covers what both ends of a wide publication date give.

    A day or week close to a publication that is "about July" is about July too.
    """
    if other is None or one.reading.edtf == other.reading.edtf or not one.reading.edtf or not other.reading.edtf:
        return one
    close = _close(one.reading.edtf, other.reading.edtf, published)
    edtf = published if close else _covering(one.reading.edtf, other.reading.edtf)
    value = "".join(a if a == b else "X" for a, b in zip(one.reading.value, other.reading.value, strict=False))
    reason = one.reading.reason + "; the day of publication is not sure, so the value is wide"
    return Resolved(one.start, one.end, one.rule, _replaced(one.reading, value, edtf, reason))


def _close(one: str, other: str, published: str) -> bool:
    """Whether two readings of a day or week lie within a week or so of an approximate publication date."""
    days, more, about = interval(one), interval(other), interval(published)
    if not days or not more or not about or "~" not in published or "/" in published:
        return False
    if not (days.first and days.last and more.last and about.first and about.last):
        return False
    short = (days.last - days.first).days < 7
    return short and days.first >= about.first - _CLOSE and more.last <= about.last + _CLOSE


_CLOSE = timedelta(days=10)


def _covering(one: str, other: str) -> str:
    """An approximate EDTF value that covers two: of an interval, an end that both have stays as it is."""
    ends, others = one.split("/"), other.split("/")
    if len(ends) == len(others) == 2 and (ends[0] == others[0] or ends[1] == others[1]):
        parts = [a if a == b else _covering(a, b) for a, b in zip(ends, others, strict=True)]
        return f"{parts[0].split('/')[0]}/{parts[1].split('/')[-1]}"
    days, more = interval(one), interval(other)
    if not (days and more and days.first and days.last and more.first and more.last):
        return f"{ends[0]}/{others[-1]}"
    return written(min(days.first, more.first), max(days.last, more.last), "~")


def _opened(one: Resolved, first: date | None) -> Resolved:
    """The reading with the end open on which the publication date is open."""
    today = first.isoformat() if first else ""
    if (
        one.reading.edtf and first and one.reading.edtf.endswith(f"/{today}")
    ):  # "since 1980": until a publication that may be later
        edtf = one.reading.edtf.removesuffix(today) + ".."
        return Resolved(
            one.start, one.end, one.rule, _replaced(one.reading, one.reading.value, edtf, one.reading.reason)
        )
    if one.reading.against not in ("published", "text") or not one.reading.edtf or one.reading.edtf.startswith("["):
        return one
    ends = one.reading.edtf.split("/")
    edtf = f"{ends[0]}/.." if first else f"../{ends[-1]}"
    if edtf == "../..":
        return Resolved(one.start, one.end, one.rule, _replaced(one.reading, one.reading.value, None, _OPEN))
    reason = one.reading.reason + "; the day of publication is only bounded on one side"
    return Resolved(one.start, one.end, one.rule, _replaced(one.reading, one.reading.value, edtf, reason))


_OPEN = "reckoned from the day of publication, which is not known well enough"


def _replaced(reading: Reading, value: str, edtf: str | None, reason: str) -> Reading:
    return Reading(reading.type, value, edtf, reason, reading.against)


def _record(seen: Annotated, one: Resolved) -> TimeExpression:
    reading = one.reading
    made = Made(rule=f"time.{one.rule}", reason=reading.reason, version=VERSION)
    span = seen.document.span(one.start, one.end)
    return TimeExpression(seen.document.id, span, reading.type, reading.value, reading.edtf, made, reading.against)
