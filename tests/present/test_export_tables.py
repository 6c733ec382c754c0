from __future__ import annotations

import csv
import sqlite3
import subprocess
import sys

import pyarrow.parquet as pq
import pytest

from attribune import view
from attribune.present.exports.sqlite import sqlite_file
from attribune.present.exports.table_files import csv_files, parquet_files
from attribune.present.exports.tables import plan, tables


@pytest.fixture(scope="module")
def shown(case):
    """The example case as a reader may see it."""
    return view.open(case)


def test_every_field_of_every_row_has_a_column(shown):
    """No field of the interchange form is left out of the tables, whatever is added to it."""
    decided = {"decided", "decided_by"}
    for kind, shape in plan().items():
        for row in shown.rows(kind):
            assert row.keys() - decided == shape.keys(), kind
    assert set(plan()) == set(view.KINDS)


def test_tables_hold_what_the_rows_hold(shown):
    """A table has a row a row, a list's table a row an item, and spans are three columns."""
    made = {table.name: table for table in tables(shown)}
    reports = shown.reports()
    assert len(made["reports"].rows) == len(reports)
    assert len(made["reports_arguments"].rows) == sum(len(row["arguments"]) for row in reports)
    names = [column.name for column in made["reports"].columns]
    first = dict(zip(names, made["reports"].rows[0], strict=True))
    trigger = reports[0]["trigger"]
    assert [first[f"trigger_{part}"] for part in ("start", "end", "quote")] == list(trigger.values())
    assert len(made["entities_names"].rows) == sum(len(row["names"]) for row in shown.entities())


def test_csv_is_read_back(shown, tmp_path):
    """Every CSV file has as many rows as it says, and no cell that a spreadsheet would run."""
    for name, count in csv_files(shown, tmp_path).items():
        with (tmp_path / name).open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        assert len(rows) == count + 1
        assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row)


def test_parquet_is_read_back(shown, tmp_path):
    """Parquet keeps numbers as numbers and what is missing as missing, in tables without rows too."""
    for name, count in parquet_files(shown, tmp_path).items():
        table = pq.read_table(tmp_path / name)
        assert table.num_rows == count
        assert table.num_columns > 1
    figures = pq.read_table(tmp_path / "figures.parquet")
    assert figures["value"].to_pylist() == [row["value"] for row in shown.figures()]
    assert pq.read_table(tmp_path / "positions.parquet").num_rows == 0


def test_sqlite_joins_and_searches(shown, tmp_path):
    """Keys lead where they say, and the search finds the words that are shown."""
    sqlite_file(shown, tmp_path)
    with sqlite3.connect(tmp_path / "ledger.db") as db:
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        found = db.execute("SELECT rowid FROM documents_fts WHERE documents_fts MATCH 'embassy'").fetchall()
        joined = db.execute("SELECT count(*) FROM reports JOIN events ON events.id = reports.event").fetchone()
    assert len(found) == sum("embassy" in (row["text"] + (row["title"] or "")).casefold() for row in shown.documents())
    assert joined[0] == sum(row["event"] is not None for row in shown.reports())


def test_two_exports_are_the_same(shown, tmp_path):
    """The same case gives the same SQLite file, byte for byte."""
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        sqlite_file(shown, tmp_path / name)
    assert (tmp_path / "one" / "ledger.db").read_bytes() == (tmp_path / "two" / "ledger.db").read_bytes()


def test_datasette_serves_it(shown, tmp_path):
    """Datasette answers a page of a table, a search and a query over the file."""
    pytest.importorskip("datasette", reason="datasette is a tool of the tests: install the group dev")
    sqlite_file(shown, tmp_path)
    for path, words in (
        ("/ledger.json", '"statements"'),
        ("/ledger/documents.json?_search=embassy&_shape=array", "embassy"),
        ("/ledger/events.json?_facet=type&_shape=objects", "facet_results"),
    ):
        command = [sys.executable, "-m", "datasette", str(tmp_path / "ledger.db"), "--get", path]
        command += ["--metadata", str(tmp_path / "metadata.json")]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
        assert done.returncode == 0, done.stderr
        assert words in done.stdout, path
