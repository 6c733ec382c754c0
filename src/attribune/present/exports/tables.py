"""The rows of a view as flat tables, by the plan of ``tables.yaml``: what CSV, Parquet and SQLite hold."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from attribune.view import View

_SPAN = {"start": "whole", "end": "whole", "quote": "text"}
_FIXED = {"id": "text", "text": "text", "number": "number", "whole": "whole", "flag": "flag", "json": "text"}
_DECIDED = {"decided": "text", "decided_by": "text"}  # what a person said of a record, which any row may have


@dataclass(frozen=True, slots=True)
class Column:
    """A column: ``kind`` is text, number, whole or flag; ``leads_to`` the table whose ``id`` it holds."""

    name: str
    kind: str
    leads_to: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table: ``rows`` are tuples of values, one a column. ``key`` says whether its ``id`` tells its rows apart."""

    name: str
    columns: tuple[Column, ...]
    rows: list[tuple[Any, ...]]
    key: bool


@dataclass(frozen=True, slots=True)
class _Cell:
    column: Column
    read: Callable[[Any], Any]


@cache
def plan() -> Mapping[str, Mapping[str, Any]]:
    """{kind of row: {field: its type}}, as ``tables.yaml`` says."""
    return dict(yaml.safe_load(files(__package__).joinpath("tables.yaml").read_text("utf-8")))


def tables(view: View) -> Iterator[Table]:
    """Every table of a case; lists inside rows are tables of their own, whose ``record`` leads back to the row."""
    for kind, shape in plan().items():
        rows = view.rows(kind)
        single = {name: one for name, one in {**shape, **_DECIDED}.items() if not isinstance(one, list)}
        cells = [cell for name, one in single.items() for cell in _cells(name, one)]
        made = [tuple(cell.read(row) for cell in cells) for row in rows]
        ids = [row.get("id") for row in rows]
        key = "id" in shape and len(set(ids)) == len(ids)  # links between the same two records may share one
        yield Table(kind, tuple(cell.column for cell in cells), made, key)
        for name, one in shape.items():
            if isinstance(one, list):
                yield _items(kind, name, one[0], rows)


def _items(kind: str, name: str, shape: Any, rows: list[dict[str, Any]]) -> Table:  # noqa: ANN401 - a plan's value
    """The items of a list inside the rows of a kind."""
    cells = _cells("", shape) if isinstance(shape, dict) or shape in {"span", "place"} else _cells("value", shape)
    columns = (Column("record", "text", kind), Column("position", "whole"), *(cell.column for cell in cells))
    bare = len(cells) == 1 and cells[0].column.name == "value" and not isinstance(shape, dict)
    made = [
        (row["id"], position, *(cell.read({"value": item} if bare else {"": item}) for cell in cells))
        for row in rows
        for position, item in enumerate(row[name])
    ]
    return Table(f"{kind}_{name}", columns, made, key=False)


def _cells(name: str, shape: Any) -> list[_Cell]:  # noqa: ANN401 - a plan's value
    """The columns of one field."""
    if isinstance(shape, dict):
        inner = [(key, cell) for key, one in shape.items() for cell in _cells(key, one)]
        return [_Cell(_under(name, cell.column), _inside(name, cell.read)) for _, cell in inner]
    if shape in {"span", "place"}:
        return _cells(name, _SPAN | ({"document": "-> documents"} if shape == "place" else {}))
    if shape.startswith("-> "):
        return [_Cell(Column(name, "text", shape[3:]), lambda row: row.get(name))]
    if shape == "json":
        return [_Cell(Column(name, "text"), lambda row: json.dumps(row.get(name), ensure_ascii=False))]
    return [_Cell(Column(name, _FIXED[shape]), lambda row: row.get(name))]


def _under(name: str, column: Column) -> Column:
    return Column(f"{name}_{column.name}" if name else column.name, column.kind, column.leads_to)


def _inside(name: str, read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda row: read(row.get(name) or {})
