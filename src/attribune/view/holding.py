"""Rows as shown that are found by id, by document and by name: what is asked of records together is asked of these."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from attribune.ledger.chosen import Choice
from attribune.ledger.facet import Wanted, plain
from attribune.protect.pseudonym import outside

from .measured import Key, measured

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from attribune.ledger.shelf import Shelf

    from .cover import Cover
    from .overlay import Laid
    from .row import Row, Rows


class Holding(Protocol):
    """Finds rows as shown. Ids may be given as shown or as the case has them."""

    def get(self, one: str) -> tuple[str, Row] | None:
        """The kind and row of an id; of what a person rejected the kind begins with ``REJECTED``, or it is None."""
        ...

    def inside(self, kind: str, document: str) -> Sequence[Row]:
        """The rows of a kind in a document, given by its id as shown, in order."""
        ...

    def origins(self, name: str) -> Sequence[Row]:
        """The origins of a name as shown, whatever its case and hyphens."""
        ...

    def measures(self) -> Sequence[Key]:
        """What figures with a value and a period measure, each key once, in the order of the first figures."""
        ...

    def measuring(self, key: Key) -> Sequence[tuple[int, Row]]:
        """The figures of a key, each with its place among all."""
        ...


class Kept:
    """Those of a shelf: read one by one."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._choice = Choice(shelf)

    def get(self, one: str) -> tuple[str, Row] | None:
        """As ``Holding`` says."""
        if found := self._shelf.get(one):
            return found
        known = self._shelf.known(one, inside=True)
        return self._shelf.get(known.id) if known else None

    def inside(self, kind: str, document: str) -> Sequence[Row]:
        """As ``Holding`` says."""
        return self._shelf.inside(kind, document)

    def origins(self, name: str) -> Sequence[Row]:
        """As ``Holding`` says."""
        numbers = self._choice.numbers("origins", Wanted(name=plain(name)))
        return [row for _, row in self._choice.rows(numbers)]

    def measures(self) -> Sequence[Key]:
        """As ``Holding`` says."""
        return [key for key in self._choice.sorts("figures") if key[0]]

    def measuring(self, key: Key) -> Sequence[tuple[int, Row]]:
        """As ``Holding`` says."""
        return list(self._choice.rows(self._choice.numbers("figures", Wanted(*key))))


class InMemory:
    """Those of a case that is in memory: covered as they are asked for."""

    def __init__(self, laid: Laid, rows: Rows, cover: Cover, secret: bytes) -> None:
        self._laid, self._rows, self._cover, self._secret = laid, rows, cover, secret

    def get(self, one: str) -> tuple[str, Row] | None:
        """As ``Holding`` says."""
        found = self._records.get(self._raw.get(one, one))
        return (found[0], self._row(*found)) if found else None

    def inside(self, kind: str, document: str) -> Sequence[Row]:
        """As ``Holding`` says."""
        return [self._row(kind, one) for one in self._within[kind].get(self._raw.get(document, document), ())]

    def origins(self, name: str) -> Sequence[Row]:
        """As ``Holding`` says."""
        return self._by_name.get(plain(name), [])

    def measures(self) -> Sequence[Key]:
        """As ``Holding`` says."""
        return list(self._measuring)

    def measuring(self, key: Key) -> Sequence[tuple[int, Row]]:
        """As ``Holding`` says."""
        return self._measuring[key]

    @cached_property
    def _measuring(self) -> Mapping[Key, list[tuple[int, Row]]]:
        found: dict[Key, list[tuple[int, Row]]] = defaultdict(list)
        for number, one in enumerate(self._laid.records.figures):
            row = self._row("figures", one)
            if (key := measured(row))[0]:
                found[key].append((number, row))
        return found

    def _row(self, kind: str, one: Any) -> Row:  # noqa: ANN401 - any record
        make = getattr(self._rows, kind.removesuffix("s"))
        return self._cover.row(kind, make(one))

    @cached_property
    def _records(self) -> Mapping[str, tuple[str, Any]]:
        return {one.id: (kind, one) for kind, one in self._all()}

    @cached_property
    def _raw(self) -> Mapping[str, str]:
        """The id inside the case of each id as shown to others, under a reveal too: files name records by these."""
        return {outside(self._secret, raw): raw for raw in self._records}

    @cached_property
    def _within(self) -> Mapping[str, Mapping[str, list[Any]]]:
        found: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
        for kind, one in self._all():
            if kind in {"statements", "reports", "figures", "forecasts"}:
                found[kind][one.document].append(one)
        return found

    @cached_property
    def _by_name(self) -> Mapping[str, list[Row]]:
        found: dict[str, list[Row]] = defaultdict(list)
        for one in self._laid.assessed.origins:
            row = self._row("origins", one)
            found[plain(row["name"])].append(row)
        return found

    def _all(self) -> Iterator[tuple[str, Any]]:
        records, assessed = self._laid.records, self._laid.assessed
        yield from (("documents", one) for one in records.documents)
        yield from (("statements", one) for one in records.statements)
        yield from (("reports", one) for one in records.reports)
        yield from (("figures", one) for one in records.figures)
        yield from (("forecasts", one) for one in records.forecasts)
        yield from (("events", one) for one in assessed.events)
        yield from (("origins", one) for one in assessed.origins)
