"""The order of telling: who first said it, who added what, who denied it first, who repeats whom.

Articles are ordered by when they came out, never by when the event is said to have happened.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from attribune.model.edtf import approximate, interval, overlaps

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from attribune.model import Assessed, Event, Held, Records
    from attribune.model.edtf import Days


@dataclass(frozen=True, slots=True)
class Told:
    """One article's telling of an event.

    ``new`` are the values that nobody told before; ``origin`` is the id of whose word it is, of several the first that
    was not heard before; ``repeats`` are the documents in which origins of this one were heard first; ``days`` are
    those since the event, None unless both dates are sure; ``stance`` is yes, no, or nothing. Of several articles of
    the earliest day all are ``first``.
    """

    document: str
    published: str | None
    reports: tuple[str, ...]
    origin: str
    repeats: tuple[str, ...]
    new: tuple[Held, ...]
    stance: str
    days: int | None
    first: bool = False
    first_denial: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that tells of an event: when it came out, what it is called among those of one day, and its reports
    with the origin of each, "" where none is known.
    """

    document: str
    published: str | None
    name: str
    reports: tuple[tuple[str, str], ...]


def order_of_telling(event: Event, records: Records, assessed: Assessed) -> tuple[Told, ...]:
    """The tellings of one event in the order in which they came out; undated articles come last."""
    documents = {document.id: document for document in records.documents}
    origins = {chain.record: chain.origin for chain in assessed.chains}
    by_document: dict[str, list[tuple[str, str]]] = {}
    wanted = set(event.reports)
    for report in records.reports:
        if report.id in wanted:
            by_document.setdefault(report.document, []).append((report.id, origins.get(report.id, "")))
    papers = (
        Paper(name, documents[name].published, documents[name].path, tuple(reports))
        for name, reports in by_document.items()
    )
    return tellings(event.details, papers)


def tellings(details: Sequence[Held], papers: Iterable[Paper]) -> tuple[Told, ...]:
    """The same of the values held of an event and the documents that tell of it."""
    began = _began(details)
    heard: dict[str, str] = {}
    known: set[tuple[str, str]] = set()
    return _firsts([_told(paper, details, (heard, known), began) for paper in sorted(papers, key=_age)])


Heard = tuple["dict[str, str]", "set[tuple[str, str]]"]


def _told(paper: Paper, details: Sequence[Held], so_far: Heard, began: date | None) -> Told:
    heard, known = so_far
    reports = tuple(one for one, _ in paper.reports)
    here = [held for held in details if held.report in reports]
    new: dict[tuple[str, str], Held] = {}
    for held in here:
        if (held.detail, held.value) not in known:
            new.setdefault((held.detail, held.value), held)
    known.update(new)
    origins = [origin for _, origin in paper.reports if origin]
    origin = next((o for o in origins if o not in heard), origins[0] if origins else "")
    repeats = tuple(dict.fromkeys(heard[o] for o in origins if o in heard))
    for one in origins:
        heard.setdefault(one, paper.document)
    day = _sure_day(paper.published)
    since = (day - began).days if day and began else None
    stance = next((held.value for held in here if held.detail == "whether"), "")
    return Told(paper.document, paper.published, reports, origin, repeats, tuple(new.values()), stance, since)


def _firsts(found: list[Told]) -> tuple[Told, ...]:
    """Mark the first teller and the first denial."""
    first, denial = _earliest(found, "yes"), _earliest(found, "no")
    return tuple(replace(told, first=n in first, first_denial=n in denial) for n, told in enumerate(found))


def _earliest(found: list[Told], stance: str) -> tuple[int, ...]:
    """The places of the earliest tellings of a stance: those of one day are not told apart; undated, none is first."""
    dated = [(days.first, n) for n, told in enumerate(found) if told.stance == stance and (days := _days(told))]
    return tuple(n for day, n in dated if day == dated[0][0])


def _days(told: Told) -> Days | None:
    days = interval(told.published)
    return days if days and days.first else None


def _began(details: Sequence[Held]) -> date | None:
    """The day of the event where one is given for certain and no other date that is given excludes it."""
    given = [held.value for held in details if held.detail == "when" and interval(held.value)]
    days = {day for value in given if (day := _sure_day(value))}
    return next((day for day in days if all(overlaps(day.isoformat(), value) for value in given)), None)


def _sure_day(edtf: str | None) -> date | None:
    """The day that a date means, None where it means several or is approximate."""
    days = None if approximate(edtf) else interval(edtf)
    return days.first if days and days.length == 1 else None


def _age(paper: Paper) -> tuple[str, str]:
    days = interval(paper.published)
    return (days.first.isoformat() if days and days.first else "9999", paper.name)
