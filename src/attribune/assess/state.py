"""Later states: somebody told dead who is later told to be alive."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import yaml

from attribune.model import Link, Made
from attribune.model.edtf import interval

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from attribune.model import Entity, Report
    from attribune.model.index import Index

VERSION = "1"
_TOLD = ("occurred", "reported")


@cache
def _kinds(name: str) -> frozenset[str]:
    data = yaml.safe_load(files("attribune.assess").joinpath("state.yaml").read_text(encoding="utf-8"))
    return frozenset(data[name])


class States:
    """What is told of each person's being alive, and when."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._alive: dict[str, list[tuple[date, Report]]] = defaultdict(list)
        for report in index.records.reports:
            day = self._first_day(report)
            if report.type in _kinds("alive") and report.status in _TOLD and day:
                for person in _people(index, report, ("agent", "affected")):
                    self._alive[person.id].append((day, report))

    def refuted(self, reports: Sequence[Report]) -> list[Link]:
        """For the reports of one event the first later report that cannot be true beside it, if it ends a life."""
        for report in reports:
            if report.type not in _kinds("final") or report.status not in _TOLD:
                continue
            end = self._last_day(report)
            for person in _people(self._index, report, ("affected",)):
                alive = [(day, r.id, r) for day, r in self._alive[person.id] if end and day > end]
                later = sorted(a for a in alive if not self._namesake(person, report, a[2]))
                if later:
                    return [self._link(person, report, later[0][2])]
        return []

    def _link(self, person: Entity, report: Report, later: Report) -> Link:
        told = report.when.edtf or self._index.documents[report.document].published
        why = f"{person.name}: {report.type} told for {told}, yet {later.type} on {later.when.edtf}"
        ends = (report.trigger, later.trigger, report.document, later.document)
        return Link("conflict", report.id, later.id, why, Made("conflict.state", why, VERSION), "state", *ends)

    def _namesake(self, person: Entity, report: Report, later: Report) -> bool:
        """Whether the ages told cannot be one person's."""
        ages = [self._index.age(r.document, person) for r in (report, later)]
        years = [interval(self._index.documents[r.document].published) for r in (report, later)]
        if ages[0] is None or ages[1] is None:
            return False
        apart = years[1].first.year - years[0].first.year if all(y and y.first for y in years) else 0  # type: ignore[union-attr]
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
