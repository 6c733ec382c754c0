"""What each kind of rows is chosen by, as it is kept and as filters ask for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attribune.ledger.facet import NEVER, Facet, Wanted, voices

from .filter import FilterError, day, days_of
from .measured import measured

if TYPE_CHECKING:
    from .filter import Filters
    from .row import Row

CHOSEN_BY: dict[str, tuple[str, ...]] = {
    "statements": ("act", "source_kind"), "positions": ("act",), "reports": ("type", "status"), "events": ("type",),
    "times": ("type",), "entities": ("kind",), "mentions": ("kind",), "origins": ("kind",), "links": ("kind", "detail"),
    "forecasts": ("source_kind",),
}  # fmt: skip
"""The fields of its own, two at the most, that each kind of rows is chosen by."""
SPOKEN = ("statements", "forecasts")
"""The kinds of rows that somebody speaks in."""


def facet_of(kind: str, row: Row, published: str | None) -> Facet:
    """What a row as shown is found by; ``published`` is the date of its document."""
    found = days_of(row, published)
    first = last = None
    if found:
        first = found.first.toordinal() if found.first else 0
        last = found.last.toordinal() if found.last else NEVER
    sort, state = (*(str(row[name] or "") for name in CHOSEN_BY.get(kind, ())), "", "")[:2]
    if kind == "documents":
        sort = row["path"] or ""
    if kind == "figures":
        sort, state = measured(row)
    return Facet(sort, state, _voice(kind, row), first, last)


def _voice(kind: str, row: Row) -> str:
    """The names that a row is found by."""
    if kind in SPOKEN:
        return voices((row["speaker"], (row["source"] or {}).get("quote")))
    return voices(row["names"]) if kind == "entities" else voices([row["name"]]) if kind == "origins" else ""


def wanted(kind: str, filters: Filters, document: str | None) -> Wanted:
    """What filters ask of the kept rows of a kind, but for the entity; ``document`` is the id as shown.

    Raises FilterError where a filter cannot be asked of these rows.
    """
    fields = ("act", "source_kind", "type", "status", "kind", "detail", "form", "anonymous")
    own = CHOSEN_BY.get(kind, ())
    asked = {name: value for name, value in filters.items() if name in fields and value is not None}
    if foreign := sorted(asked.keys() - {*own}):
        raise FilterError(f"{kind} cannot be chosen by {foreign[0].replace('_', ' ')}")
    speaker = filters.get("speaker")
    if speaker is not None and kind not in SPOKEN:
        raise FilterError(f"{kind} have no speaker to choose by")
    before, after = day(filters.get("before")), day(filters.get("after"))
    values = [str(asked[name]) if name in asked else None for name in own]
    sort, state = (*values, None, None)[:2]
    among = None if document is None else (document, str(filters.get("document")))
    return Wanted(
        sort,
        state,
        voice=speaker,
        documents=among if kind != "documents" else None,
        own=among if kind == "documents" else None,
        dated=bool(before or after),
        before=before.first.toordinal() if before and before.first else None,
        after=after.first.toordinal() if after and after.first else None,
    )
