"""The rows of a view as they are kept for pages: protected already, with what each is found by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attribune.ledger.shelf import Put

from .facet import facet_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

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


_ALL = (*KINDS, *(REJECTED + kind for kind in ("statements", "reports", "figures", "forecasts")), "offices", "cuts")
_ORDER, _KIND = 24, 58  # bits of a number below that of the document or group, and below that of the kind
LATER, LAST = 1 << 32, 1 << 33
"""From where on links are counted that were assessed, and what only people's decisions made."""


class Order:
    """Numbers rows so that they come in the order of the documents, whenever they are made: ``documents`` and
    ``groups`` (entities, events, origins, links) say in which place each stands, by its id inside the case.
    """

    def __init__(self, documents: Mapping[str, int], groups: Mapping[str, Mapping[str, int]]) -> None:
        self._documents = documents
        self._groups = groups
        self._kind = ""
        self._next: dict[int, int] = {}

    def number(self, kind: str, raw: Row) -> int:
        """The number of a row by what it is made of. All rows of a kind are asked for one after the other."""
        if kind != self._kind:
            self._kind, self._next = kind, {}
        group = self._groups.get(kind)
        order = (
            self._documents[raw["document"] if kind != "documents" else raw["id"]]
            if group is None
            else group[raw["id"]]
        )
        place = self._next[order] = self._next.get(order, -1) + 1
        return _base(kind) | order << _ORDER | place


def _base(kind: str) -> int:
    return _ALL.index(kind) + 1 << _KIND  # no row has the number 0


def order_of(number: int) -> int:
    """In which place the document or group of a row stands."""
    return number >> _ORDER & (1 << _KIND - _ORDER) - 1


def span_of(kind: str, first: int = 0, last: int = 1 << _KIND - _ORDER) -> tuple[int, int]:
    """Between which numbers the rows of a kind lie whose documents or groups stand between two places."""
    base = _base(kind)
    return base | first << _ORDER, base + (last << _ORDER)


def puts(rows: Rows, cover: Cover, rejected: Iterable[tuple[str, Row]], order: Order) -> Iterator[Put]:
    """Every row as it may be shown, one after the other: they are never in memory all at once."""
    for kind in KINDS:
        for raw in rows.all(kind):
            yield put(kind, raw, rows, cover, order)
    for kind, raw in rejected:
        yield put(REJECTED + kind, raw, rows, cover, order)


def put(kind: str, raw: Row, rows: Rows, cover: Cover, order: Order) -> Put:
    """One row as it may be shown."""
    bare = kind.removeprefix(REJECTED)
    row = cover.row(bare, raw)
    by = facet_of(bare, row, rows.published(raw.get("document")))
    ties = () if bare != kind else tuple(ties_of(kind, row))
    return Put(kind, row, raw.get("id", ""), ties, _place(raw), by, order.number(kind, raw))


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


def ties_of(kind: str, row: Row) -> Iterator[str]:
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


def offices(found: Iterable[tuple[str, str, Row]], cover: Cover, order: Order) -> Iterator[Put]:
    """What articles call people beside their names: (entity, document, row)."""
    for entity, document, row in found:
        number = order.number("offices", {"document": document})
        yield Put("offices", row, ties=(cover.key(entity),), number=number)


def cuts(documents: Iterable[Document], cover: Cover, order: Order) -> Iterator[Put]:
    """Where each document's text is changed as shown, by places and lengths alone; whether it hides somebody, and the
    ids inside the case of those whom it names who are at risk.
    """
    for one in documents:
        made = cover.redaction(one.id)
        places = [[cut.start, cut.end, len(cut.words)] for cut in made.replacements] if made else []
        here, hides = cover.present(one.id), cover.hides(one.id)
        if places or hides or here:
            row = {"document": cover.key(one.id), "cuts": places, "hides": hides, "here": sorted(here)}
            yield Put("cuts", row, number=order.number("cuts", {"document": one.id}))
