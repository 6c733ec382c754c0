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


def alike(terms: pa.Table, common: int, least: int) -> tuple[list[int], list[int], list[int]]:
    """Pairs of rows (the smaller number first) with their likeness of at least ``least``, as three columns.

    ``terms`` has the columns number, term and weight, all whole numbers, so that no order of adding changes a sum.
    """
    with duckdb.connect() as database:
        database.register("terms", terms)
        found = database.sql(LIKENESS, params={"common": common, "least": least}).to_arrow_table()
    return tuple(found.column(n).to_pylist() for n in range(3))  # type: ignore[return-value]
