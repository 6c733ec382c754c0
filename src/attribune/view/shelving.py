"""The rows of a view as they are kept for pages: protected already, with what each is found by."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from attribune.ledger.shelf import Put, Shelf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from .cover import Cover
    from .row import Row, Rows

KINDS = (
    "documents", "statements", "reports", "figures", "times", "forecasts", "mentions", "entities", "events", "origins",
    "links",
)  # fmt: skip
"""The kinds of rows that are kept; positions are few, and change with the analyst's file."""
REJECTED = "rejected "
"""What the kind of a rejected record begins with: it is found by its id and in its document, and in no list."""


def puts(rows: Rows, cover: Cover, rejected: Iterable[tuple[str, Row]]) -> Iterator[Put]:
    """Every row as it may be shown, one after the other: they are never in memory all at once."""
    for kind in KINDS:
        for raw in rows.all(kind):
            row = cover.row(kind, raw)
            yield Put(kind, row, raw.get("id", ""), tuple(_ties(kind, row)))
    for kind, raw in rejected:
        yield Put(REJECTED + kind, cover.row(kind, raw), raw["id"])


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
    yield from dict.fromkeys(one for one in found if one)


def kept(folder: Path, stamp: str, fill: Callable[[Shelf], None]) -> Shelf:
    """The shelf that is kept under a stamp, filled where it is not there; those under other stamps go.

    Where nothing can be written it is made in memory.
    """
    path = folder / f"{stamp}.db"
    if found := Shelf.opened(path):
        return found
    draft = folder / f".{stamp}.draft"
    try:
        folder.mkdir(exist_ok=True)
        draft.unlink(missing_ok=True)
        made = Shelf.made(draft)
    except OSError:
        made = Shelf.made()
        fill(made)
        return made
    fill(made)
    made.close()
    draft.rename(path)
    for old in folder.iterdir():
        if old != path:
            shutil.rmtree(old) if old.is_dir() else old.unlink(missing_ok=True)
    return Shelf.opened(path) or _again(fill)


def _again(fill: Callable[[Shelf], None]) -> Shelf:
    made = Shelf.made()
    fill(made)
    return made
