"""Where a record stood when somebody decided about it, so that it can be looked for when it is gone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from attribune.model import Figure, Forecast, Mention, Report, Span, Statement

from .overlay import link_id

if TYPE_CHECKING:
    from attribune.ledger.decision import Decision

    from .overlay import Laid

STOOD = "stood"
"""The part of a decision's payload that says where its record stood. It holds ids and places, never words."""
_MOST = 5  # candidates shown, members kept
_FAR = 2_000  # characters; what stands farther away in the text is no candidate
_KINDS: tuple[tuple[type, str], ...] = (
    (Statement, "statement"), (Report, "report"), (Figure, "figure"), (Forecast, "forecast"), (Mention, "mention"),
)  # fmt: skip

KIND_OF = {f"{name}s": name for _, name in _KINDS}
"""How the kinds of rows are called in what ``stood`` says."""


def stood(laid: Laid, target: str) -> Mapping[str, object]:
    """Where the record of that id stands; nothing for a document, whose id is its place."""
    for one in _records(laid):
        if one.id == target:
            span = _place(one)
            return {"kind": _kind(one), "document": one.document, "start": span.start, "end": span.end}
    for entity in laid.resolved.entities:
        if entity.id == target:
            return {"kind": "entity", "members": list(entity.mentions[:_MOST])}
    for event in laid.assessed.events:
        if event.id == target:
            return {"kind": "event", "members": list(event.reports[:_MOST])}
    for link in (*laid.resolved.links, *laid.assessed.links):
        if link_id(link) == target:
            return {"kind": "link", "of": link.kind, "members": [link.source, link.target]}
    return {}


def candidates(laid: Laid, decision: Decision) -> list[str]:
    """The ids of the records that a decision about what is gone may have meant, the nearest first.

    A record is looked for where it stood: those of its kind that overlap it, then those near it in its document.
    An entity or event is looked for by its members, a link by its ends.
    """
    there = decision.payload.get(STOOD)
    if not isinstance(there, Mapping):
        return []
    kind = there.get("kind")
    members = there.get("members")
    if isinstance(members, list):
        found: list[tuple[int, str]] = []
        if kind == "entity":
            found = [(_shared(members, one.mentions), one.id) for one in laid.resolved.entities]
        elif kind == "event":
            found = [(_shared(members, one.reports), one.id) for one in laid.assessed.events]
        elif kind == "link":
            links = [one for one in (*laid.resolved.links, *laid.assessed.links) if one.kind == there.get("of")]
            found = [(_shared(members, (one.source, one.target)), link_id(one)) for one in links]
        return [one for number, one in sorted(found) if number < 0][:_MOST]
    start, end = there.get("start"), there.get("end")
    if not isinstance(start, int) or not isinstance(end, int):
        return []
    near = [
        (distance, abs(place.start - start), one.id)
        for one in _records(laid)
        if _kind(one) == kind and one.document == there.get("document")
        for place in [_place(one)]
        if (distance := max(place.start - end, start - place.end, 0)) <= _FAR
    ]
    return [one for _, _, one in sorted(near)[:_MOST]]


def _shared(members: list[object], own: tuple[str, ...]) -> int:
    """Minus the number of members that are among one's own, so that more sort first."""
    return -sum(one in own for one in members)


def _records(laid: Laid) -> Iterator[Any]:
    records = laid.records
    yield from (*records.statements, *records.reports, *records.figures, *records.forecasts, *records.mentions)


def _kind(one: Any) -> str:  # noqa: ANN401 - any record
    return next(name for kind, name in _KINDS if isinstance(one, kind))


def _place(one: Any) -> Span:  # noqa: ANN401 - any record
    """Where a record stands, as one stretch; its words are left out."""
    if isinstance(one, Report):
        return one.trigger
    if isinstance(one, Statement):
        parts = one.content or tuple(part for part in (one.source, one.cue) if part)
        return Span(min(p.start for p in parts), max(p.end for p in parts), "") if parts else Span(0, 0, "")
    return one.span  # type: ignore[no-any-return]  # a figure, forecast or mention
