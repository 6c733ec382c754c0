"""Later states: somebody told dead who is later told to be alive."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import yaml

from attribune.model import Link, Made, Span
from attribune.model.edtf import interval

from .wording import sentence

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from attribune.model import Entity, Mention, Report, TimeExpression
    from attribune.model.index import Index

VERSION = "1"
_TOLD = ("occurred", "reported")
_PRESENT = re.compile(r"[^.;\n]{0,80}?\s(?:attended|appeared|sat|took part|was seen|was present|was shown|stood)\b")
_ALIVE = re.compile(r",?\s(?:is|was)\s(?:still\s|in fact\s)?alive\b")
# Where somebody is said to have been: the verb right after the name, or after what stands in apposition to it.
_SEEN = re.compile(
    r"(?:,\s[^,.;\n]{2,60},)?(?:\s(?:on|last)\s\w+(?:\s\d+)?,?)?\s(?:(?:has|had|have)\s)?"
    r"(?:also\s|again\s|since\s|later\s)?"
    r"(?:attended|appeared|reappeared|resurfaced|visited|inspected|toured|addressed|greeted|took part|sat|stood|spoke"
    r"|returned|(?:was|been) (?:seen|shown|photographed|filmed|present))\s[^.;\n]{0,200}"
)
_MOST = 3  # articles whose signs are told
_DAYS = 7  # a sign of life needs a date of no more days than these
CLAIMED = "conflict.state.claimed"  # somebody says that he lives: that alone refutes nothing


@cache
def kinds(name: str) -> frozenset[str]:
    """The event types of one sort."""
    data = yaml.safe_load(files("attribune.assess").joinpath("state.yaml").read_text(encoding="utf-8"))
    return frozenset(data[name])


@dataclass(frozen=True, slots=True, order=True)
class _Sign:
    """A sign of life: from when on, which record tells it, where, and in words."""

    day: date
    record: str
    document: str
    span: Span
    words: str
    claimed: bool = False


class States:
    """What is told of each person's being alive, and when."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._alive: dict[str, list[_Sign]] = defaultdict(list)
        for report in index.records.reports:
            day = self._first_day(report)
            if report.type in kinds("alive") and report.status in _TOLD and day:
                sign = _Sign(day, report.id, report.document, report.trigger, f"{report.type} on {report.when.edtf}")
                for person in self._present(report):
                    self._alive[person].append(sign)
        times: dict[str, list[TimeExpression]] = defaultdict(list)
        for time in index.records.times:
            if time.edtf and time.type in ("DATE", "TIME"):
                times[time.document].append(time)
        for mention in index.records.mentions:
            self._said_alive(mention)
            self._seen(mention, times.get(mention.document, ()))

    def _present(self, report: Report) -> list[str]:
        """Who takes part, and who is told in the same sentence to have sat, stood or been seen there."""
        document = self._index.documents[report.document]
        start, end = sentence(document.text, report.trigger)
        near = self._index.inside(document.id, document.span(start, max(end, start + 1)))
        there = [m for m in near if m.kind == "person" and _PRESENT.match(document.text, m.span.end, end)]
        entities = [*_people(self._index, report, ("agent", "affected")), *(self._index.entity(m) for m in there)]
        return list(dict.fromkeys(entity.id for entity in entities if entity))

    def _seen(self, mention: Mention, times: Sequence[TimeExpression]) -> None:
        """Who is told, with a date, to have been somewhere: "attended a concert on 1 May"."""
        document, entity = self._index.documents[mention.document], self._index.entity(mention)
        seen = _SEEN.match(document.text, mention.span.end) if mention.kind == "person" and entity else None
        for time in times if seen else ():
            days = interval(time.edtf)
            near = seen and mention.span.end <= time.span.start < seen.end()
            if near and entity and days and days.first and days.length and days.length <= _DAYS:
                words = f"seen on {time.edtf}"
                self._alive[entity.id].append(_Sign(days.first, mention.id, document.id, mention.span, words))
                return

    def _said_alive(self, mention: Mention) -> None:
        """Who "is alive", in an article's own voice or on somebody's word."""
        document = self._index.documents[mention.document]
        days, entity = interval(document.published), self._index.entity(mention)
        if mention.kind != "person" or not (days and days.first and entity):
            return
        if _ALIVE.match(document.text, mention.span.end):
            told = any(statement.holds(mention.span) for statement in self._index.statements_of[document.id])
            words = f"told to be alive on {document.published}"
            sign = _Sign(days.first, mention.id, document.id, mention.span, words, claimed=told)
            self._alive[entity.id].append(sign)

    def refuted(self, reports: Sequence[Report]) -> list[Link]:
        """For the reports of one event the later signs that they cannot be true, if they end a life, one an article."""
        for report in reports:
            if report.type not in kinds("final") or report.status not in _TOLD:
                continue
            end = self._last_day(report)
            for person in _people(self._index, report, ("affected",)):
                later = [s for s in self._alive[person.id] if end and s.day > end]
                later = sorted(s for s in later if not self._namesake(person, report.document, s.document))
                firsts = {sign.document: sign for sign in reversed(later)}  # of each article the first
                if later:
                    kept = sorted(firsts.values(), key=lambda sign: (sign.claimed, sign))[:_MOST]
                    return [self._link(person, report, sign) for sign in kept]
        return []

    def _link(self, person: Entity, report: Report, later: _Sign) -> Link:
        told = report.when.edtf or self._index.documents[report.document].published
        why = f"{person.name}: {report.type} told for {told}, yet {later.words}"
        ends = (report.trigger, later.span, report.document, later.document)
        rule = CLAIMED if later.claimed else "conflict.state"
        return Link("conflict", report.id, later.record, why, Made(rule, why, VERSION), "state", *ends)

    def _namesake(self, person: Entity, one: str, other: str) -> bool:
        """Whether the ages told in two documents cannot be one person's."""
        ages = [self._index.age(document, person) for document in (one, other)]
        if ages[0] is None or ages[1] is None:
            return False
        years = [interval(self._index.documents[document].published) for document in (one, other)]
        firsts = [days.first.year for days in years if days and days.first]
        apart = firsts[1] - firsts[0] if len(firsts) == 2 else 0
        return abs(ages[1] - ages[0] - apart) > 2

    def _first_day(self, report: Report) -> date | None:
        """The first day on which it may have been: only a date that the text gives can refute."""
        days = interval(report.when.edtf)
        return days.first if days else None

    def _last_day(self, report: Report) -> date | None:
        """The last day on which it may have been: before it was told, if the text gives no date."""
        days = interval(report.when.edtf) or interval(self._index.documents[report.document].published)
        return days.last if days else None


def _people(index: Index, report: Report, roles: Sequence[str]) -> list[Entity]:
    found = [index.filler(report, argument) for argument in report.arguments if argument.role in roles]
    return [entity for entity in found if entity and entity.kind == "person"]
