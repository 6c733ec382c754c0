"""Flat tables as files: CSV for spreadsheets, Parquet for data frames."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

from .form import writable
from .tables import Table, tables

if TYPE_CHECKING:
    from pathlib import Path

    from attribune.view import View

_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would run a cell that begins so


def csv_files(view: View, folder: Path) -> dict[str, int]:
    """A CSV file a table. Text that a spreadsheet would take for a formula gets an apostrophe before it."""
    counts = {}
    for table in tables(view):
        with (folder / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as file:
            lines = csv.writer(file, lineterminator="\n")
            lines.writerow([column.name for column in table.columns])
            lines.writerows([_cell(value) for value in row] for row in table.rows)
        counts[f"{table.name}.csv"] = len(table.rows)
    return counts


def parquet_files(view: View, folder: Path) -> dict[str, int]:
    """A Parquet file a table, with types; numbers that are missing stay missing."""
    import pyarrow.parquet as pq

    counts = {}
    for table in tables(view):
        pq.write_table(_arrow(table), folder / f"{table.name}.parquet", compression="zstd")
        counts[f"{table.name}.parquet"] = len(table.rows)
    return counts


def _cell(value: Any) -> Any:  # noqa: ANN401 - a value of a row
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return value
    return writable(f"'{value}" if value.startswith(_FORMULA) else value)


def _arrow(table: Table) -> Any:  # noqa: ANN401 - pyarrow has no types
    import pyarrow as pa

    types = {"text": pa.string(), "number": pa.float64(), "whole": pa.int64(), "flag": pa.bool_()}
    columns = [
        pa.array([writable(v) if isinstance(v, str) else v for v in (row[n] for row in table.rows)], types[column.kind])
        for n, column in enumerate(table.columns)
    ]
    return pa.table(columns, schema=pa.schema([(column.name, types[column.kind]) for column in table.columns]))
