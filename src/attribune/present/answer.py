"""Answers for programs: rows as they may be shown, a page at a time. The HTTP API and the MCP server give the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from attribune.view import KINDS, ViewError

from .hypothesis_commands import sentences

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .web.room import Room

Row = dict[str, Any]
Kind = Literal[
    "documents", "statements", "reports", "figures", "times", "forecasts",
    "mentions", "entities", "events", "origins", "links", "positions",
]  # fmt: skip
MOST = 500
"""Rows of one answer at the most."""
_FILTERED = {
    "speaker": ("statements", "forecasts"),
    "type": ("reports", "events", "times"),
    "status": ("reports",),
    "kind": ("entities", "mentions", "origins", "links"),
    "act": ("statements", "positions"),
    "detail": ("links",),
}
"""The kinds of rows that a filter can be asked of; ``document``, ``entity``, ``before`` and ``after`` of all."""


def rows(room: Room, kind: str, asked: Mapping[str, Any], limit: int, offset: int) -> Row:
    """A page of the rows of a kind: ``kind, total, offset, rows, late``. Documents come without their text.

    ``asked`` are filters; those that are None are left out. Raises ValueError for one that the kind does not have.
    """
    filters: Any = {name: value for name, value in asked.items() if value is not None}
    for name in filters.keys() & _FILTERED.keys():
        if kind not in _FILTERED[name]:
            raise ValueError(f"{kind} cannot be chosen by {name}: only {', '.join(_FILTERED[name])} can")
    limit, offset = _bounded(limit, offset)
    total, found = room.shown.rows(kind, filters, limit, offset)
    without = "text" if kind == "documents" else ""
    kept = [{name: value for name, value in row.items() if name != without} for row in found]
    return {"kind": kind, "total": total, "offset": offset, "rows": kept, "late": room.stand.late}


def hits(room: Room, words: str, asked: Mapping[str, Any], limit: int, offset: int) -> Row:
    """A page of the places where words stand in the texts as shown: ``total, offset, rows, late``, the best first."""
    late = room.stand.late  # the index belongs to its rows
    filters: Any = {name: value for name, value in asked.items() if value}
    limit, offset = _bounded(limit, offset)
    found = room.view.find(words, limit, offset, **filters)
    rows = [row for row in found["rows"] if not ("statement" in row and room.rejected(row["statement"]))]
    return {"total": found["total"], "offset": offset, "rows": rows, "late": late}


def matrix(room: Room, question: str) -> Row:
    """The rival hypotheses of a question, by its name as listed, against the evidence: as ``View.hypotheses`` gives it,
    with ``name`` and, as ``says``, the sentences that it amounts to. Raises ViewError where the case has none.
    """
    inquiry = room.shown.inquiry
    found = inquiry.hypotheses(inquiry.named("hypotheses", question))
    if found is None:
        raise ViewError("the case has no question with rival hypotheses")
    return {"name": question, **found, "says": list(sentences(found))}


def series(room: Room, measure: str, place: str | None, limit: int, offset: int) -> list[Row]:
    """A page of the series of figures that measure one thing, the longest first."""
    limit, offset = _bounded(limit, offset)
    return room.shown.trends.told(measure, place)[offset : offset + limit]


def passage(room: Room, document: str, start: int, end: int) -> Row:
    """A stretch of a document's text as shown, with its offsets cut to the text, and how long all of it is."""
    row = room.shown.show(document, way=False)["record"]
    text = row.get("text")
    if text is None:
        raise ValueError("this is no document: ask for a record")
    start = max(0, min(start, len(text)))
    end = max(start, min(end, len(text)))
    return {"document": row["id"], "start": start, "end": end, "quote": text[start:end], "length": len(text)}


def _bounded(limit: int, offset: int) -> tuple[int, int]:
    return max(1, min(limit, MOST)), max(offset, 0)


assert set(KINDS) == set(Kind.__args__)  # type: ignore[attr-defined]  # one list, twice said: the second is read by typing
