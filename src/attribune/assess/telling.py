"""The order of telling: who first said it, who added what, who denied it first, who repeats whom.

Articles are ordered by when they came out, never by when the event is said to have happened.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from attribune.model.edtf import interval

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from attribune.model import Assessed, Chain, Document, Event, Held, Records


@dataclass(frozen=True, slots=True)
class Told:
    """One article's telling of an event.

    ``new`` are the values that nobody told before; ``origin`` is the name of whose word it is; ``repeats`` is the
    document in which this origin was heard first, None if it is heard for the first time; ``days`` are those since the
    event by the earliest date that anybody gives for it, None without one; ``stance`` is yes, no, or nothing.
    """

    document: str
    outlet: str | None
    published: str | None
    reports: tuple[str, ...]
    origin: str
    repeats: str | None
    new: tuple[Held, ...]
    stance: str
    days: int | None
    first: bool = False
    first_denial: bool = False


def order_of_telling(event: Event, records: Records, assessed: Assessed) -> tuple[Told, ...]:
    """The tellings of one event in the order in which they came out; undated articles come last."""
    documents = {document.id: document for document in records.documents}
    chains = {chain.record: chain for chain in assessed.chains}
    names = {origin.id: origin.name for origin in assessed.origins}
    by_document: dict[str, list[str]] = {}
    wanted = set(event.reports)
    for report in records.reports:
        if report.id in wanted:
            by_document.setdefault(report.document, []).append(report.id)
    began = _began(event.details)
    heard: dict[str, str] = {}
    known: set[tuple[str, str]] = set()
    context = (event.details, chains, names)
    ordered = sorted((documents[name] for name in by_document), key=_age)
    return _firsts([_told(document, by_document[document.id], context, (heard, known), began) for document in ordered])


Context = tuple["Sequence[Held]", "dict[str, Chain]", "dict[str, str]"]
Heard = tuple["dict[str, str]", "set[tuple[str, str]]"]


def _told(document: Document, reports: list[str], context: Context, so_far: Heard, began: date | None) -> Told:
    details, chains, names = context
    heard, known = so_far
    here = [held for held in details if held.report in reports]
    new = tuple(held for held in here if (held.detail, held.value) not in known)
    known.update((held.detail, held.value) for held in here)
    origins = [chains[report].origin for report in reports if report in chains]
    origin = next((o for o in origins if o not in heard), origins[0] if origins else "")
    repeats = heard.get(origin)
    heard.setdefault(origin, document.id)
    days = interval(document.published)
    since = (days.first - began).days if days and days.first and began else None
    stance = next((held.value for held in here if held.detail == "whether"), "")
    name = names.get(origin, "")
    return Told(document.id, document.outlet, document.published, tuple(reports), name, repeats, new, stance, since)


def _firsts(found: list[Told]) -> tuple[Told, ...]:
    """Mark the first teller and the first denial."""
    first = next((n for n, told in enumerate(found) if told.stance == "yes"), None)
    denial = next((n for n, told in enumerate(found) if told.stance == "no"), None)
    return tuple(replace(told, first=n == first, first_denial=n == denial) for n, told in enumerate(found))


def _began(details: Sequence[Held]) -> date | None:
    """The earliest day that anybody gives for the event."""
    stretches = [interval(held.value) for held in details if held.detail == "when"]
    return min((days.first for days in stretches if days and days.first), default=None)


def _age(document: Document) -> tuple[str, str]:
    days = interval(document.published)
    return (days.first.isoformat() if days and days.first else "9999", document.path)
