"""Answers for programs: rows as they may be shown, a page at a time. The HTTP API and the MCP server give the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from attribune.view import KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from attribune.view import View

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


def rows(view: View, kind: str, asked: Mapping[str, Any], limit: int, offset: int) -> Row:
    """A page of the rows of a kind: ``kind, total, offset, rows``. Documents come without their text.

    ``asked`` are filters; those that are None are left out. Raises ValueError for one that the kind does not have.
    """
    filters = {name: value for name, value in asked.items() if value is not None}
    for name in filters.keys() & _FILTERED.keys():
        if kind not in _FILTERED[name]:
            raise ValueError(f"{kind} cannot be chosen by {name}: only {', '.join(_FILTERED[name])} can")
    found = view.rows(kind, **filters)
    return {"kind": kind, **_page(found, limit, offset, without="text" if kind == "documents" else "")}


def hits(view: View, words: str, asked: Mapping[str, Any], limit: int, offset: int) -> Row:
    """A page of the places where words stand in the texts as shown: ``total, offset, rows``, the best first."""
    filters = {name: value for name, value in asked.items() if value}
    return _page(view.search(words, **filters), limit, offset)


def passage(view: View, document: str, start: int, end: int) -> Row:
    """A stretch of a document's text as shown, with its offsets cut to the text, and how long all of it is."""
    row = view.show(document)["record"]
    text = row.get("text")
    if text is None:
        raise ValueError("this is no document: ask for a record")
    start = max(0, min(start, len(text)))
    end = max(start, min(end, len(text)))
    return {"document": row["id"], "start": start, "end": end, "quote": text[start:end], "length": len(text)}


def _page(found: list[Row], limit: int, offset: int, without: str = "") -> Row:
    chosen = found[max(offset, 0) : max(offset, 0) + max(1, min(limit, MOST))]
    kept = [{name: value for name, value in row.items() if name != without} for row in chosen] if without else chosen
    return {"total": len(found), "offset": max(offset, 0), "rows": kept}


assert set(KINDS) == set(Kind.__args__)  # type: ignore[attr-defined]  # one list, twice said: the second is read by typing
