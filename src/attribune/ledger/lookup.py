"""Looking few records up in a generation, by what they are or hold, without making objects of the others."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from .stored import Stored

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from attribune.model import Entity

_NO_WORDS = frozenset(
    {"text", "quote", "id", "document", "documents", "record", "origin", "event", "entity", "report", "reports"}
    | {
        "mentions",
        "local",
        "local_event",
        "by",
        "within",
        "statement",
        "rule",
        "version",
        "made_by",
        "sha256",
        "target",
    }
    | {"source_document", "target_document", "kind", "type", "act", "form", "role", "detail", "factuality", "status"}
    | {"edtf", "language", "encoding", "media_type"}
)
"""Columns of ids, of the words of a text itself, and of words of ours that name nobody."""


class Lookup:
    """The tables of a generation, looked up in."""

    def __init__(self, folder: Path) -> None:
        self.stored = Stored(folder)

    def of(self, kind: str, column: str, values: Iterable[str]) -> tuple[Any, ...]:
        """The records whose column is, or lists, one of the values, in the order of the ledger."""
        return self.stored.take(kind, sorted({row for _, row in self.stored.rows(kind, column, values)}))

    def documents_of(self, kind: str, ids: Iterable[str]) -> dict[str, str]:
        """{id: document} of records."""
        found = self.stored.rows(kind, "id", ids)
        documents = self.stored.values(kind, "document", (row for _, row in found))
        return dict(zip((one for one, _ in found), documents, strict=True))

    def there(self, kind: str, ids: Iterable[str]) -> set[str]:
        """Those of some ids that a table has."""
        return {one for one, _ in self.stored.rows(kind, "id", ids)}

    def numbers(self, kind: str) -> list[int]:
        """The numbers of all rows in force."""
        stored = self.stored
        kept = np.setdiff1d(np.arange(stored.size(kind)), stored.gone(kind), assume_unique=True)
        path = stored.added(kind)
        added = pq.read_metadata(path).num_rows if path.exists() else 0
        return [*kept.tolist(), *range(stored.size(kind), stored.size(kind) + added)]

    def protected(self) -> list[str]:
        """The ids of the entities that the ledger has under protection."""
        table = self.stored.table("entities", ["id", "protect"])
        return [str(one) for one in table.filter(table["protect"])["id"].to_pylist()]

    @cached_property
    def _entity_rows(self) -> list[int]:
        return self.numbers("entities")

    @cached_property
    def entities(self) -> tuple[Entity, ...]:
        """All entities, without their mentions."""
        return self.stored.take("entities", self._entity_rows, without="mentions")

    @cached_property
    def _row_of(self) -> dict[str, int]:
        return {one.id: row for one, row in zip(self.entities, self._entity_rows, strict=True)}

    @cached_property
    def _entity_of(self) -> dict[int, str]:
        return {row: one for one, row in self._row_of.items()}

    def bearers(self, mentions: Iterable[str]) -> dict[str, str]:
        """{mention: its entity} of mentions."""
        return {one: self._entity_of[row] for one, row in self.stored.rows("entities", "mentions", mentions)}

    @cached_property
    def _named(self) -> tuple[NDArray[np.int64], NDArray[np.int64], list[str]]:
        """The row of an entity and the number of a document for each mention, by the first; the documents."""
        ids = [flat for _, flat, _ in self.stored.column("mentions", "id")]
        homes = [flat for _, flat, _ in self.stored.column("mentions", "document")]
        known, coded = pa.concat_arrays(ids), pa.concat_arrays(homes).dictionary_encode()
        rows, places = [], []
        for first, flat, parents in self.stored.column("entities", "mentions"):
            assert parents is not None, "mentions are listed"
            found = pc.index_in(flat, value_set=known)
            there = found.is_valid().to_numpy(zero_copy_only=False)
            rows.append(parents[there] + first)
            places.append(found.filter(pa.array(there)).to_numpy().astype(np.int64))
        codes = coded.indices.to_numpy().astype(np.int64)
        return np.concatenate(rows).astype(np.int64), codes[np.concatenate(places)], coded.dictionary.to_pylist()

    def documents_naming(self, entity: str) -> set[str]:
        """The documents that name an entity."""
        rows, codes, documents = self._named
        first, last = np.searchsorted(rows, [self._row_of[entity], self._row_of[entity] + 1])
        return {documents[code] for code in np.unique(codes[first:last])}

    def words(self, kind: str) -> Iterator[Words]:
        """The words of ours and of records in a table, texts aside, column by column."""
        gone = np.array(self.stored.gone(kind))
        first = 0
        for path in (self.stored.whole(kind), self.stored.added(kind)):
            if not path.exists():
                continue
            table = pq.read_table(path)
            for name in table.schema.names:
                for values, rows in _leaves(table[name], name, kind):
                    yield Words(values, rows, first, gone)
            first += table.num_rows


class Words:
    """The different words of a column, and the rows that hold them."""

    def __init__(self, values: Any, rows: NDArray[np.int64] | None, first: int, gone: NDArray[np.int64]) -> None:  # noqa: ANN401
        whole = values.combine_chunks() if isinstance(values, pa.ChunkedArray) else values
        coded = whole.dictionary_encode()
        self.different: list[str | None] = coded.dictionary.to_pylist()
        self._codes = coded.indices.fill_null(-1).to_numpy()
        self._rows, self._first, self._gone = rows, first, gone

    def rows(self, numbers: Iterable[int]) -> list[int]:
        """The rows in force that hold some of the words, by their numbers."""
        places = np.flatnonzero(np.isin(self._codes, np.array(list(numbers))))
        found = np.unique((places if self._rows is None else self._rows[places]) + self._first)
        return [int(row) for row in np.setdiff1d(found, self._gone)]


def _leaves(column: Any, name: str, kind: str) -> Iterator[tuple[Any, NDArray[np.int64] | None]]:  # noqa: ANN401
    """The columns of words inside a column, each with the row of every value where that is not its place."""
    whole = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    if name in _NO_WORDS or (name == "source" and kind.endswith("links")):
        return
    if pa.types.is_string(whole.type):
        yield whole, None
    elif pa.types.is_struct(whole.type):
        for number in range(whole.type.num_fields):
            yield from _leaves(pc.struct_field(whole, [number]), whole.type.field(number).name, kind)
    elif pa.types.is_list(whole.type):
        parents = pc.list_parent_indices(whole).to_numpy()
        for values, rows in _leaves(whole.flatten(), name, kind):
            yield values, parents if rows is None else parents[rows]
