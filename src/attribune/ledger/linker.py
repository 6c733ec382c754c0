"""Record linkage: the only place that runs Splink."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from .query import in_spark

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pyarrow as pa
    from pyspark.sql import SparkSession


@dataclass(frozen=True, slots=True)
class Weighed:
    """Two rows compared: the ids, the match weight (log2 of the odds) and what each comparison added, largest first."""

    one: str
    other: str
    weight: float
    features: tuple[tuple[str, float], ...]


class Weigher(Protocol):
    """What weighs pairs, see ``weigh``: this machine or a cluster."""

    def __call__(  # noqa: D102 - told above
        self, rows: Sequence[Mapping[str, Any]], model: Mapping[str, Any], least: float
    ) -> tuple[Weighed, ...]: ...


def weigh(
    rows: Sequence[Mapping[str, Any]], model: Mapping[str, Any], least: float, session: SparkSession | None = None
) -> tuple[Weighed, ...]:
    """Weigh all pairs of rows that share one of their ``keys`` and are of one ``kind``, those of at least ``least``.

    ``rows`` hold ``unique_id``, ``kind``, ``keys`` and the columns that the model's comparisons read. ``model`` has
    ``prior`` (the share of compared pairs that are the same) and ``comparisons``: by name a list of levels with
    ``when`` (SQL over ``*_l`` and ``*_r``), ``says``, ``m`` and ``u``; a level without ``m`` counts for nothing.
    The SQL is DuckDB's; with a ``session`` the same is told in Spark's and runs there. Weights have six digits.
    Without a shared key nothing is started.
    """
    if not _share(rows):
        return ()
    from splink import Linker

    logging.getLogger("splink").setLevel(logging.ERROR)
    table = _backend(session).register(_table(rows))
    linker = Linker(table, _settings(model, spark=session is not None), log_level=None, validate_settings=False)
    found = linker.inference.predict(threshold_match_weight=least).as_record_list()
    names = list(model["comparisons"])
    prior = _prior(model)
    weighed = []
    for row in found:
        one, other = sorted((str(row["unique_id_l"]), str(row["unique_id_r"])))
        parts = [(name, round(float(row[f"mw_{name}"]), 6)) for name in names if row[f"mw_{name}"]]
        parts.append(("prior", prior))
        features = tuple(sorted(parts, key=lambda part: (-abs(part[1]), part[0])))
        weighed.append(Weighed(one, other, round(float(row["match_weight"]), 6), features))
    return tuple(sorted(weighed, key=lambda pair: (-pair.weight, pair.one, pair.other)))


def _backend(session: SparkSession | None) -> Any:  # noqa: ANN401 - Splink's, which has no types
    if session is None:
        from splink.backends.duckdb import DuckDBAPI

        return DuckDBAPI()
    from splink.backends.spark import SparkAPI

    # what is worked out stays with the workers: a folder that they all see would be needed otherwise
    api: Any = SparkAPI  # which has no types
    return api(spark_session=session, break_lineage_method="persist", register_udfs_automatically=False)


def _table(rows: Sequence[Mapping[str, Any]]) -> pa.Table:
    """The rows as a table; what is empty in all of them is of the type that it would have."""
    import pyarrow as pa

    table = pa.Table.from_pylist([dict(row) for row in rows])
    for place, column in enumerate(table.schema):
        if column.type == pa.list_(pa.null()):
            table = table.set_column(place, column.name, table[column.name].cast(pa.list_(pa.string())))
        elif column.type == pa.null():
            table = table.set_column(place, column.name, table[column.name].cast(pa.int64()))
    return table


def _prior(model: Mapping[str, Any]) -> float:
    from math import log2

    share = float(model["prior"])
    return round(log2(share / (1 - share)), 6)


def _share(rows: Sequence[Mapping[str, Any]]) -> bool:
    seen: set[tuple[str, str]] = set()
    for row in rows:
        for key in set(row["keys"]):
            if (row["kind"], key) in seen:
                return True
            seen.add((row["kind"], key))
    return False


def _settings(model: Mapping[str, Any], *, spark: bool) -> dict[str, Any]:
    rule = {
        "blocking_rule": "l.kind = r.kind AND l.keys = r.keys",
        "sql_dialect": "spark" if spark else "duckdb",
        "arrays_to_explode": ["keys"],
    }
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "unique_id",
        "probability_two_random_records_match": float(model["prior"]),
        "retain_intermediate_calculation_columns": True,
        "retain_matching_columns": False,
        "blocking_rules_to_generate_predictions": [rule],
        "comparisons": [_comparison(name, levels, spark) for name, levels in model["comparisons"].items()],
    }


def _comparison(name: str, levels: Sequence[Mapping[str, Any]], spark: bool) -> dict[str, Any]:  # noqa: FBT001 - private
    made: list[dict[str, Any]] = []
    for level in levels:
        when = in_spark(level["when"]) if spark and level["when"] != "ELSE" else level["when"]
        one: dict[str, Any] = {"sql_condition": when, "label_for_charts": level["says"]}
        one |= {"m_probability": level["m"], "u_probability": level["u"]} if "m" in level else {"is_null_level": True}
        made.append(one)
    return {"output_column_name": name, "comparison_levels": made}
