"""One record with all that is known of it: its words, its chain, what may be corrected, what was decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from . import label
from .field import Field, fields
from .history import Entry, entries
from .page import NoRecordError

if TYPE_CHECKING:
    from .room import Room

Row = dict[str, Any]

SINGULAR = {
    "statements": "statement", "reports": "report", "figures": "figure", "forecasts": "forecast",
    "mentions": "mention", "documents": "document",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Recorded:
    """A record as its page shows it.

    ``context`` are the words before it, its own and those after it; ``place`` is the address of its words; ``fields``
    what may be corrected; ``roles`` those of its event type; ``inside`` the records that are told in a statement.
    """

    kind: str
    row: Row
    line: str
    context: tuple[str, str, str]
    place: str
    fields: tuple[Field, ...]
    roles: tuple[str, ...]
    history: tuple[Entry, ...]
    rejected: bool
    inside: tuple[tuple[str, Row], ...] = ()


_AROUND = 260


def recorded(room: Room, one: str, chosen: Mapping[str, str]) -> Recorded:
    """The record of that id, a rejected one too; in its form, the fields that were chosen have those words.

    Raises NoRecordError where there is none.
    """
    try:
        kind, row = room.find(one)
    except LookupError:
        words = "The case holds no such record. It may have been built anew since this page was opened."
        raise NoRecordError(words) from None
    start, end = stretch(row)
    text = room.documents[row["document"]]["text"]
    before = text[max(start - _AROUND, 0) : start].rpartition("\n")[2]
    after = text[end : end + _AROUND].partition("\n")[0]
    offered = fields(kind, row, room.view.types) if kind in SINGULAR and kind not in ("mentions", "documents") else ()
    return Recorded(
        kind,
        row,
        label.line(kind, row),
        (before, text[start:end], after),
        label.place(row["document"], {"start": start, "end": end}),
        tuple(replace(field, value=chosen.get(field.name, field.value)) for field in offered),
        roles(room, row),
        tuple(entries(room, room.desk.about(one))),
        room.rejected(one),
        tuple(_inside(room, row)) if kind == "statements" else (),
    )


def stretch(row: Row) -> tuple[int, int]:
    """Where a record stands in its document, as one stretch."""
    spans = [row[name] for name in ("trigger", "span") if row.get(name)] or row.get("content") or []
    spans = spans or [row[name] for name in ("source", "cue") if row.get(name)]
    return (min(one["start"] for one in spans), max(one["end"] for one in spans)) if spans else (0, 0)


def roles(room: Room, row: Row) -> tuple[str, ...]:
    """The roles that a report's event type knows, and those that it has."""
    known: Iterable[str] = room.view.types.get(row.get("type", ""), ())
    return tuple(dict.fromkeys((*known, *(one["role"] for one in row.get("arguments", ())))))


def _inside(room: Room, row: Row) -> Iterable[tuple[str, Row]]:
    for kind in ("reports", "figures", "statements", "forecasts"):
        for one in room.inside(kind, row["document"]):
            if row["id"] in (one.get("by"), one.get("within"), one.get("statement")):
                yield kind, one
