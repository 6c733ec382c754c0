"""How somebody died, told in two ways: put to death by one account, dead of an illness or an accident by another."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from attribune.model import Link, Made
from attribune.model.edtf import gap, loose

from .state import kinds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from attribune.model import Report
    from attribune.model.index import Index

VERSION = "1"
_TOLD = ("occurred", "reported", "rumoured")
_BESIDE = 200  # characters within which two pronouns mean the same dead
_PRONOUNS = ("he", "she", "him", "her", "they", "them")


def manners(index: Index) -> Iterator[Link]:
    """Conflicts between a violent death and one with a cause of its own, of one person, each pair of documents once."""
    violent: dict[str, list[Report]] = defaultdict(list)
    natural: dict[str, list[Report]] = defaultdict(list)
    for report in index.records.reports:
        if report.status in _TOLD:
            caused = any(argument.role == "reason" for argument in report.arguments)
            side = violent if report.type in kinds("violent") else natural if caused else None
            if side is not None and report.type in kinds("final"):
                for key in _who(index, report):
                    side[key].append(report)
    seen: set[tuple[str, str]] = set()
    for key in sorted(violent.keys() & natural.keys()):
        for one in violent[key]:
            for other in natural[key]:
                pair = (one.document, other.document)
                if pair not in seen and _may_be_one(one, other, named=key.startswith("entity")):
                    seen.add(pair)
                    yield _link(one, other)


def _who(index: Index, report: Report) -> Iterator[str]:
    """The dead by name, or, of one document, by a pronoun."""
    for argument in report.arguments:
        if argument.role == "affected":
            entity = index.filler(report, argument)
            if entity and entity.kind == "person":
                yield f"entity:{entity.id}"
            elif argument.span.quote.casefold() in _PRONOUNS:
                yield f"pronoun:{report.document}:{argument.span.quote.casefold()}"


def _may_be_one(one: Report, other: Report, *, named: bool) -> bool:
    if not named:
        return abs(one.trigger.start - other.trigger.start) <= _BESIDE
    first, second = loose(one.when.edtf), loose(other.when.edtf)
    return not (first and second) or gap(first, second) <= 366


def _link(one: Report, other: Report) -> Link:
    reason = next(argument.span.quote for argument in other.arguments if argument.role == "reason")
    why = f"“{one.trigger.quote}” by one account, “{other.trigger.quote}” because of {reason} by the other"
    made = Made("manner.death", why, VERSION)
    ends = (one.trigger, other.trigger, one.document, other.document)
    return Link("conflict", one.id, other.id, why, made, "why", *ends)
