"""How alike rows of weighted terms are: a join in DuckDB, so that a million rows need no list of pairs in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb

if TYPE_CHECKING:
    import pyarrow as pa

LIKENESS = """
    WITH uncommon AS (SELECT term FROM terms GROUP BY term HAVING count(*) BETWEEN 2 AND $common),
         rare AS (SELECT terms.* FROM terms JOIN uncommon USING (term))
    SELECT one.number AS one, other.number AS other, sum(one.weight * other.weight)::BIGINT AS likeness
    FROM rare AS one JOIN rare AS other ON one.term = other.term AND one.number < other.number
    GROUP BY one.number, other.number
    HAVING sum(one.weight * other.weight) >= $least
    ORDER BY one.number, other.number
"""
"""The products of the weights of the terms that two rows share, those aside that more than ``$common`` rows hold."""


def alike(terms: pa.Table, common: int, least: int) -> pa.Table:
    """Pairs of rows ``one`` and ``other`` (the smaller number first) with their ``likeness``, if at least ``least``.

    ``terms`` has the columns number, term and weight, all whole numbers, so that no order of adding changes a sum.
    """
    with duckdb.connect() as database:
        database.execute("SET enable_progress_bar = false")
        database.register("terms", terms)
        return database.sql(LIKENESS, params={"common": common, "least": least}).to_arrow_table()
