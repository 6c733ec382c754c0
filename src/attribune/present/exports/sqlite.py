"""A SQLite file with full-text search, ready for Datasette."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

from .form import writable
from .tables import Table, tables

if TYPE_CHECKING:
    from pathlib import Path

    from attribune.view import View

FILE = "ledger.db"
_WORDS = "unicode61 remove_diacritics 2"
_TYPES = {"text": "TEXT", "number": "REAL", "whole": "INTEGER", "flag": "INTEGER"}
_SEARCHED = {
    "documents": ("title", "text"),
    "statements": ("speaker", "source_quote", "reason"),
    "statements_content": ("quote",),
    "events": ("headline", "reason"),
    "entities": ("name",),
}
"""Which columns can be searched for words. Datasette finds such a table by its name, TABLE_fts, and its content."""
_LABELS = {"documents": "title", "entities": "name", "events": "headline", "origins": "name"}


def sqlite_file(view: View, folder: Path) -> dict[str, int]:
    """All tables in ``ledger.db`` with keys between them, and ``metadata.json`` that tells Datasette what they are.

    Protected like every export: the search holds the words as they are shown, and no others.
    """
    path = folder / FILE
    path.unlink(missing_ok=True)
    counts = {}
    with closing(sqlite3.connect(path)) as db:
        made = list(tables(view))
        keyed = {table.name for table in made if table.key}
        for table in made:
            _fill(db, table, keyed)
            counts[table.name] = len(table.rows)
        for name, columns in _SEARCHED.items():
            listed = ", ".join(columns)
            db.execute(f"CREATE VIRTUAL TABLE {name}_fts USING fts5({listed}, content={name}, tokenize='{_WORDS}')")
            db.execute(f"INSERT INTO {name}_fts ({name}_fts) VALUES ('rebuild')")  # noqa: S608 - our own names
        db.commit()
        db.execute("VACUUM")
    about = {name: {"label_column": label} for name, label in _LABELS.items()}
    metadata = {"databases": {"ledger": {"description": "A ledger of contested news, by Attribune", "tables": about}}}
    (folder / "metadata.json").write_text(json.dumps(metadata, indent=1) + "\n", encoding="utf-8")
    return counts


def _fill(db: sqlite3.Connection, table: Table, keyed: set[str]) -> None:
    parts = []
    for column in table.columns:
        key = " PRIMARY KEY" if table.key and column.name == "id" else ""
        leads = f' REFERENCES "{column.leads_to}" (id)' if column.leads_to in keyed and not key else ""
        parts.append(f'"{column.name}" {_TYPES[column.kind]}{key}{leads}')
    db.execute(f'CREATE TABLE "{table.name}" ({", ".join(parts)})')
    marks = ", ".join("?" * len(table.columns))
    rows = ([_plain(value) for value in row] for row in table.rows)
    db.executemany(f'INSERT INTO "{table.name}" VALUES ({marks})', rows)  # noqa: S608 - our own names
    for column in table.columns:
        if column.leads_to in keyed:
            name = f"{table.name}_by_{column.name}"
            db.execute(f'CREATE INDEX "{name}" ON "{table.name}" ("{column.name}")')


def _plain(value: Any) -> Any:  # noqa: ANN401 - a value of a row
    return writable(value) if isinstance(value, str) else value
