"""The tables of one generation: what the last whole build wrote, less what was replaced since, plus what was added.

A whole build writes ``KIND.parquet``. An addition leaves these files as they are: rows of them that no longer hold are
listed in ``gone.parquet``, and what takes their place, and what is new, stands in ``KIND.added.parquet``.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from .schema import from_table

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from numpy.typing import NDArray

    Rows = NDArray[np.int64]

GONE = "gone.parquet"
_GROUP = 4096  # rows that are read at once where some of them are wanted
_FEW = 64  # and where one is


def write(table: pa.Table, path: Path) -> None:
    """Write a table so that some rows can be read without the others."""
    pq.write_table(table, path, compression="zstd", row_group_size=_GROUP, write_page_checksum=True)


def read(path: Path, columns: list[str] | None = None) -> pa.Table:
    """The table in a file, whose checksums are tried."""
    return pq.read_table(path, columns=columns, page_checksum_verification=True)


class Stored:
    """Reads the tables in a generation's folder. A row's number counts those of the whole build first, then the
    added ones, and holds within one generation only.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._columns: dict[str, tuple[Any, Rows | None]] = {}

    def whole(self, kind: str) -> Path:
        """The file of a table that the last whole build wrote."""
        return self.folder / f"{kind}.parquet"

    def added(self, kind: str) -> Path:
        """The file of what was added to a table since; there is none before anything was."""
        return self.folder / f"{kind}.added.parquet"

    def gone(self, kind: str) -> Rows:
        """The numbers of the rows of the whole build that no longer hold, sorted."""
        return self._gone.get(kind, np.empty(0, np.int64))

    @cached_property
    def _gone(self) -> dict[str, Rows]:
        if not (self.folder / GONE).exists():
            return {}
        table = read(self.folder / GONE)
        kinds, rows = table["table"].to_numpy(), table["row"].to_numpy()
        return {kind: np.sort(rows[kinds == kind]) for kind in np.unique(kinds.astype(str)).tolist()}

    def table(self, kind: str, columns: list[str] | None = None) -> pa.Table:
        """All rows in force."""
        table = read(self.whole(kind), columns=columns)
        if (gone := self.gone(kind)).size:
            kept = np.ones(table.num_rows, np.bool_)
            kept[gone] = False
            table = table.filter(pa.array(kept))
        if self.added(kind).exists():
            table = pa.concat_tables([table, read(self.added(kind), columns=columns)])
        return table

    def size(self, kind: str) -> int:
        """How many rows of a table the last whole build wrote."""
        return int(pq.read_metadata(self.whole(kind)).num_rows)

    def rows(self, kind: str, column: str, values: Iterable[str]) -> list[tuple[str, int]]:
        """(value, row) for each row in force whose column is, or lists, one of the values, in the order of the rows."""
        wanted = pa.array(sorted(set(values)), pa.string())
        found: list[tuple[str, int]] = []
        if not len(wanted):
            return found
        for first, flat, rows in self.column(kind, column):
            mask = pc.is_in(flat, value_set=wanted)
            places = np.flatnonzero(mask.to_numpy(zero_copy_only=False))
            at = rows[places] if rows is not None else places
            found += zip(flat.take(pa.array(places)).to_pylist(), (at + first).tolist(), strict=True)
        gone = set(self.gone(kind).tolist())
        return [one for one in found if one[1] not in gone] if gone else found

    def column(self, kind: str, column: str) -> list[tuple[int, Any, Rows | None]]:
        """The values of a column, of the whole build and added: (first row, values, their rows if listed); rows that no
        longer hold are among them.
        """
        parts = []
        for path, first in ((self.whole(kind), 0), (self.added(kind), self.size(kind))):
            if path.exists():
                name = f"{path.name}/{column}"
                if name not in self._columns:
                    self._columns[name] = _flat(read(path, [column])[column])
                parts.append((first, *self._columns[name]))
        return parts

    def values(self, kind: str, column: str, rows: Iterable[int]) -> list[Any]:
        """The values of a plain column in these rows, in this order."""
        parts = [flat for _, flat, _ in self.column(kind, column)]
        return list(pa.chunked_array(parts).take(pa.array(list(rows), pa.int64())).to_pylist())

    def take(self, kind: str, rows: Iterable[int], without: str = "") -> tuple[Any, ...]:
        """The records in these rows, in this order. ``without`` names a list that is left empty, and not read."""
        wanted = np.array(list(rows), np.int64)
        if not wanted.size:
            return ()
        count = self.size(kind)
        order, parts = np.argsort(wanted, kind="stable"), []
        ordered = wanted[order]
        if (old := ordered[ordered < count]).size:
            parts.append(_taken(self.whole(kind), old, without))
        if (new := ordered[ordered >= count]).size:
            parts.append(_emptied(read(self.added(kind)).take(pa.array(new - count)), without))
        back = np.empty_like(order)
        back[order] = np.arange(len(order))
        return from_table(kind, pa.concat_tables(parts).take(pa.array(back)))

    def one(self, kind: str, row: int) -> Any:  # noqa: ANN401 - any record
        """The record in one row; of its stretch of the file only few rows are in memory at once."""
        path, at = (self.whole(kind), row) if row < self.size(kind) else (self.added(kind), row - self.size(kind))
        file = pq.ParquetFile(path)
        group = 0
        while at >= (rows := file.metadata.row_group(group).num_rows):
            group, at = group + 1, at - rows
        for batch in file.iter_batches(_FEW, row_groups=[group]):
            if at < batch.num_rows:
                return from_table(kind, pa.Table.from_batches([batch.slice(at, 1)]))[0]
            at -= batch.num_rows
        raise IndexError(row)


def _flat(column: pa.ChunkedArray) -> tuple[pa.Array, Rows | None]:
    """The values of a column; of lists, their members with the row of each."""
    whole = column.combine_chunks()
    whole = whole.combine_chunks() if isinstance(whole, pa.ChunkedArray) else whole
    if pa.types.is_list(whole.type):
        return whole.flatten(), pc.list_parent_indices(whole).to_numpy()
    return whole, None


def _emptied(table: pa.Table, name: str) -> pa.Table:
    """The table with a column of lists emptied."""
    if not name:
        return table
    place = table.schema.get_field_index(name)
    empty = pa.array([[]] * table.num_rows, table.schema.field(place).type)
    return table.set_column(place, table.schema.field(place), empty)


def _taken(path: Path, rows: Rows, without: str) -> pa.Table:
    """Some rows of a file, in their order; only the stretches of it that hold them are read."""
    file = pq.ParquetFile(path, page_checksum_verification=True)
    sizes = [file.metadata.row_group(n).num_rows for n in range(file.num_row_groups)]
    starts = np.r_[0, np.cumsum(sizes)]
    groups = np.searchsorted(starts, rows, side="right") - 1
    touched = np.unique(groups)
    schema = file.schema_arrow
    table = file.read_row_groups(touched.tolist(), columns=[name for name in schema.names if name != without])
    if without:
        place = schema.get_field_index(without)
        table = table.add_column(place, schema.field(place), pa.nulls(table.num_rows, schema.field(place).type))
    before = np.r_[0, np.cumsum(np.array(sizes, np.int64)[touched])][:-1]
    taken = table.take(pa.array(rows - starts[groups] + before[np.searchsorted(touched, groups)]))
    return _emptied(taken, without)
