"""Choosing rows: what ``case.statements(speaker=..., after=...)`` asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from attribune.model import AttribuneError
from attribune.model.edtf import Days, interval

from .row import Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


class Filters(TypedDict, total=False):
    """What rows may be chosen by. Names are compared by their words, without case: "anna" finds "Anna Holm".

    ``before`` and ``after`` (EDTF) keep what may lie before that day, or on that day and after: a row dated "July 2015"
    is both before 2015-07-20 and after 2015-07-10. A row without a date has that of its document; one without either
    is left out.
    """

    speaker: str
    type: str
    status: str
    kind: str
    act: str
    form: str
    detail: str
    source_kind: str
    anonymous: bool
    document: str
    entity: str
    before: str
    after: str


_EQUAL = ("type", "status", "kind", "act", "form", "detail", "source_kind")


class FilterError(AttribuneError, ValueError):
    """A filter asks what cannot be asked of these rows."""


class Chooser:
    """Chooses rows of one kind."""

    def __init__(self, kind: str, filters: Filters) -> None:
        self._kind = kind
        self._filters: Mapping[str, object] = filters
        self._before, self._after = (day(filters.get(name)) for name in ("before", "after"))

    def choose(
        self, rows: Iterable[Row], dates: Mapping[str, str | None], places: Mapping[str, list[tuple[int, int]]]
    ) -> list[Row]:
        """The rows that pass all filters, in their order.

        ``dates`` are the publication dates of documents, ``places`` where the entity asked for is named in each.
        """
        return [row for row in rows if self._equal(row) and self._dated(row, dates) and self._names(row, places)]

    def _equal(self, row: Row) -> bool:
        for name in _EQUAL:
            asked = self._filters.get(name)
            if asked is not None and self._field(row, name) != asked:
                return False
        own = (row.get("document"), row["id"] if self._kind == "documents" else None, row.get("path"))
        if self._filters.get("document") not in (None, *own):
            return False
        anonymous = self._filters.get("anonymous")
        if anonymous is not None and (self._field(row, "source_kind") == "anonymous") != anonymous:
            return False
        if (speaker := self._filters.get("speaker")) is not None:
            source = (row.get("source") or {}).get("quote")
            return same_name(speaker, self._field(row, "speaker") or "") or same_name(speaker, source or "")
        return True

    def _field(self, row: Row, name: str) -> object:
        if name not in row:
            raise FilterError(f"{self._kind} have no {name.replace('_', ' ')} to choose by")
        return row[name]

    def _dated(self, row: Row, dates: Mapping[str, str | None]) -> bool:
        if not (self._before or self._after):
            return True
        days = days_of(row, dates.get(str(row.get("document"))))
        if days is None:
            return False
        soon = not self._before or not self._before.first or not days.first or days.first < self._before.first
        return soon and (not self._after or not self._after.first or not days.last or days.last >= self._after.first)

    def _names(self, row: Row, places: Mapping[str, list[tuple[int, int]]]) -> bool:
        return "entity" not in self._filters or stands(self._kind, row, places)


def stands(kind: str, row: Row, places: Mapping[str, list[tuple[int, int]]]) -> bool:
    """Whether a row has words that stand in some of these places, stretches by document; of a document itself,
    whether any place is in it.
    """
    if kind == "documents":
        return row["id"] in places
    return any(
        start < span["end"] and span["start"] < end
        for document, span in spans(row)
        for start, end in places.get(document or "", ())
    )


def day(edtf: object) -> Days | None:
    """The days that a filter means. Raises FilterError for what is no date."""
    if edtf is None or not str(edtf):
        return None
    if not (days := interval(str(edtf))):
        raise FilterError(f"{edtf!r} is no date: write 2016, 2016-07 or 2016-07-20")
    return days


def same_name(asked: object, name: object) -> bool:
    """Whether all words asked for stand in a name, whatever their case and hyphens."""
    wanted, had = (set(str(one).casefold().replace("-", " ").split()) for one in (asked, name))
    return bool(wanted) and wanted <= had


def days_of(row: Row, published: str | None) -> Days | None:
    """The days that a row may tell of: its own, of an event those that any account gives, else the day of its document;
    None where there are none.
    """
    given = [interval(one["value"]) for one in row.get("details") or () if one["detail"] == "when"]
    told = [one for one in given if one]
    if told:
        first, last = [one.first for one in told], [one.last for one in told]
        return Days(
            None if None in first else min(one for one in first if one),
            None if None in last else max(one for one in last if one),
        )
    return interval(own_date(row)) or interval(published)


def own_date(row: Row) -> str | None:
    """The EDTF of what a row tells: when, period, horizon, or when it was published."""
    told = row.get("when")
    when = told if isinstance(told, dict) else {"edtf": told}  # a position has its date as it is
    return when.get("edtf") or row.get("edtf") or row.get("period") or row.get("horizon") or row.get("published")


def spans(value: object, document: str | None = None) -> Iterator[tuple[str | None, Row]]:
    """Every span inside a row, however deep, with its document."""
    if isinstance(value, dict):
        document = value.get("document") or document
        if isinstance(value.get("start"), int) and isinstance(value.get("end"), int):
            yield document, value
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from spans(one, document)
