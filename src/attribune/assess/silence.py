"""Who would know of an event and says nothing: a refused comment is neither a denial nor a support."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from attribune.model import Event, Records, Report, Statement

_REACH = 1_500  # characters back to what was asked about


def silences(event: Event, records: Records) -> tuple[Statement, ...]:
    """The statements that refuse to comment, where the event is what the text told of last before them, or what they
    name themselves; by document and in the order of the text.
    """
    own = set(event.reports)
    reports: dict[str, list[Report]] = defaultdict(list)
    for report in records.reports:
        reports[report.document].append(report)
    documents = {report.document for report in records.reports if report.id in own}
    found = [
        one
        for one in records.statements
        if one.act == "decline" and one.document in documents and _about(one, reports[one.document]) in own
    ]
    return tuple(sorted(found, key=lambda one: (one.document, one.content[0].start, one.id)))


def _about(statement: Statement, reports: list[Report]) -> str | None:
    """The report that a refusal is about: one in its own words, else the last one told before it."""
    inside = [report for report in reports if statement.holds(report.trigger)]
    start = min(part.start for part in (*statement.content, *((statement.source,) if statement.source else ())))
    before = [report for report in reports if start - _REACH <= report.trigger.start and report.trigger.end <= start]
    return max(inside or before, key=lambda report: report.trigger).id if inside or before else None
