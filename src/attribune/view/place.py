"""Where records stand: in which documents, and with which words around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from attribune.model import Records, Resolved

    from .row import Row

# Where the words of a record stand: the first of these that it has.
_MAIN = ("span", "trigger", "content", "source", "from_span")
_CONTEXT = 240


def homes(records: Records, resolved: Resolved) -> dict[str, tuple[str, ...]]:
    """The documents of every record that others point to, and of every entity, by its id."""
    found: dict[str, tuple[str, ...]] = {}
    for group in (records.statements, records.reports, records.figures, records.forecasts, records.mentions):
        found |= {record.id: (record.document,) for record in group}
    return found | {e.id: tuple(sorted({d for m in e.mentions for d in found.get(m, ())})) for e in resolved.entities}


def where(row: Row) -> Row | None:
    """The span that says where a record stands; None for a record that stands nowhere."""
    places = [row[name] for name in _MAIN if row.get(name)]
    place = places[0][0] if places and isinstance(places[0], list) else places[0] if places else None
    return place if place and place.get("start") is not None else None


def context(row: Row, text: str) -> Row | None:
    """The words of a record with those around them; None for a record that stands nowhere."""
    place = where(row)
    if place is None:
        return None
    start, end = place["start"], place["end"]
    before, after = text[max(start - _CONTEXT, 0) : start], text[end : end + _CONTEXT]
    return {"before": before, "quote": text[start:end], "after": after}
