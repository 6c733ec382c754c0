"""The rows of a view as they are kept for pages: protected already, with what each is found by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attribune.ledger.shelf import Put

from .facet import facet_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from attribune.model import Document

    from .cover import Cover
    from .row import Row, Rows

KINDS = (
    "documents", "statements", "reports", "figures", "times", "forecasts", "mentions", "entities", "events", "origins",
    "links",
)  # fmt: skip
"""The kinds of rows that are kept; positions are few, and change with the analyst's file."""
_SOME = 2_000  # rows between two words of progress
REJECTED = "rejected "
"""What the kind of a rejected record begins with: it is found by its id and in its document, and in no list."""


def puts(rows: Rows, cover: Cover, rejected: Iterable[tuple[str, Row]]) -> Iterator[Put]:
    """Every row as it may be shown, one after the other: they are never in memory all at once."""
    for kind in KINDS:
        for raw in rows.all(kind):
            row = cover.row(kind, raw)
            by = facet_of(kind, row, rows.published(raw.get("document")))
            yield Put(kind, row, raw.get("id", ""), tuple(_ties(kind, row)), _place(raw), by)
    for kind, raw in rejected:
        row = cover.row(kind, raw)
        by = facet_of(kind, row, rows.published(raw["document"]))
        yield Put(REJECTED + kind, row, raw["id"], (), _place(raw), by)


def _place(raw: Row) -> tuple[int, int] | None:
    """Where a record stands in the text, in one stretch, as ``standing`` tells it."""
    parts = [raw["trigger"]] if raw.get("trigger") else [raw["span"]] if raw.get("span") else raw.get("content") or ()
    parts = parts or [raw[name] for name in ("source", "cue") if raw.get(name)]
    return (min(one["start"] for one in parts), max(one["end"] for one in parts)) if parts else None


def told(rows: Iterable[Put], total: int, progress: Callable[[str, int, int], None]) -> Iterator[Put]:
    """The rows as they are, while ``progress`` hears of them."""
    for number, row in enumerate(rows):
        if number % _SOME == 0:
            progress("rows", min(number, total), total)
        yield row
    progress("rows", total, total)


def _ties(kind: str, row: Row) -> Iterator[str]:
    """What a row is found by: a report by its event, the one who tells it and whom it names, a mention by its bearer,
    a conflict by its ends.
    """
    found: list[str | None] = []
    if kind == "reports":
        found = [row["event"], row["by"], *(one["entity"] for one in row["arguments"])]
    elif kind == "mentions":
        found = [row["entity"]]
    elif kind == "links" and row["kind"] == "conflict":
        found = [row["from"], row["to"], "conflict"]
    elif kind == "links":
        found = [f"end {row['from']}", f"end {row['to']}"]
    yield from dict.fromkeys(one for one in found if one)


def cuts(documents: Iterable[Document], cover: Cover) -> Iterator[Put]:
    """Where each document's text is changed as shown, by places and lengths alone, and whether it hides somebody."""
    for one in documents:
        made = cover.redaction(one.id)
        places = [[cut.start, cut.end, len(cut.words)] for cut in made.replacements] if made else []
        if places or cover.hides(one.id):
            yield Put("cuts", {"document": cover.key(one.id), "cuts": places, "hides": cover.hides(one.id)})
