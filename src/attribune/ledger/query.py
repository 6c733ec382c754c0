"""Named queries over the tables of a generation, run by DuckDB straight on the Parquet files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import duckdb

from .schema import KINDS
from .stored import GONE, Stored

if TYPE_CHECKING:
    from pathlib import Path

    from pyspark.sql import SparkSession

DOCUMENTS_CALLED = "SELECT id FROM documents WHERE id = $name OR path = $name ORDER BY id"
"""The ids of the documents with that id or path."""

DANGLING: dict[str, str] = {
    "statements of no document": "SELECT id FROM statements WHERE document NOT IN (SELECT id FROM documents)",
    "statements within no statement": """
        SELECT id FROM statements WHERE within IS NOT NULL AND within NOT IN (SELECT id FROM statements)""",
    "reports of no document": "SELECT id FROM reports WHERE document NOT IN (SELECT id FROM documents)",
    "reports by no statement": """
        SELECT id FROM reports WHERE "by" IS NOT NULL AND "by" NOT IN (SELECT id FROM statements)""",
    "figures by no statement": """
        SELECT id FROM figures WHERE "by" IS NOT NULL AND "by" NOT IN (SELECT id FROM statements)""",
    "mentions of no document": "SELECT id FROM mentions WHERE document NOT IN (SELECT id FROM documents)",
    "entities of unknown mentions": """
        SELECT id FROM (SELECT id, unnest(mentions) AS mention FROM entities)
        WHERE mention NOT IN (SELECT id FROM mentions)""",
    "events of unknown reports": """
        SELECT id FROM (SELECT id, unnest(reports) AS report FROM events)
        WHERE report NOT IN (SELECT id FROM reports)""",
    "chains of no origin": "SELECT record FROM chains WHERE origin NOT IN (SELECT id FROM origins)",
    "spans that are not their quote": """
        SELECT statements.id FROM statements JOIN documents ON documents.id = statements.document
        WHERE cue IS NOT NULL AND substring(documents.text, cue."start" + 1, cue."end" - cue."start") <> cue.quote""",
}
"""What must not be in a whole ledger: each query gives the records that break the rule it is named by."""


def run(generation: Path, query: str, **values: str) -> list[tuple[Any, ...]]:
    """The rows that a query gives; every table of the generation is a view of its name. Reads, and never writes."""
    with duckdb.connect() as database:
        for kind in KINDS:
            database.execute(f"CREATE VIEW {kind} AS {_view(Stored(generation), kind)}")
        return database.execute(query, values or None).fetchall()


def _view(stored: Stored, kind: str) -> str:
    """What a table holds, as SQL: the rows of the whole build less those replaced since, and the added ones."""
    whole, added, gone = (
        str(path).replace("'", "''") for path in (stored.whole(kind), stored.added(kind), stored.folder / GONE)
    )
    if not stored.added(kind).exists() and not stored.gone(kind).size:
        return f"SELECT * FROM read_parquet('{whole}')"  # noqa: S608 - own names
    held = f"""
        SELECT * EXCLUDE (file_row_number) FROM read_parquet('{whole}', file_row_number = true)
        WHERE file_row_number NOT IN (SELECT "row" FROM read_parquet('{gone}') WHERE "table" = '{kind}')"""  # noqa: S608
    if not stored.added(kind).exists():
        return held
    return f"{held} UNION ALL BY NAME SELECT * FROM read_parquet('{added}')"  # noqa: S608 - own names


def in_spark(query: str) -> str:
    """The same query as Spark SQL tells it."""
    import sqlglot

    return sqlglot.transpile(query, read="duckdb", write="spark")[0]


def run_on_spark(session: SparkSession, generation: Path, query: str, **values: str) -> list[tuple[Any, ...]]:
    """The rows that a query gives on a Spark session: what ``run`` gives, for tables that one machine cannot hold."""
    stored = Stored(generation)
    for kind in KINDS:
        held = session.read.parquet(str(stored.whole(kind)))
        if stored.gone(kind).size:
            gone = session.read.parquet(str(generation / GONE)).where(f"`table` = '{kind}'").select("row")
            at = "_metadata.row_index"
            numbered = held.select("*", at)
            held = numbered.join(gone, numbered["row_index"] == gone["row"], "left_anti").drop("row_index")
        if stored.added(kind).exists():
            held = held.unionByName(session.read.parquet(str(stored.added(kind))))
        held.createOrReplaceTempView(kind)
    return [tuple(row) for row in session.sql(in_spark(query), values or None).collect()]
