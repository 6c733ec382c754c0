"""The shape of each record kind on disk, read off the dataclasses: there is no second definition to drift."""

from __future__ import annotations

import types
import typing
from dataclasses import fields, is_dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

import pyarrow as pa

from attribune import model
from attribune.model import Assessed, Records, Resolved

if TYPE_CHECKING:
    from collections.abc import Callable

Part = TypeVar("Part", Records, Resolved, Assessed)

FORMAT = 2
"""The number of the case format. A case with a larger one was made by a newer version and is refused."""

_AT_ONCE = 8192  # records that are plain values at one time
KINDS: dict[str, Any] = {
    "documents": model.Document,
    "statements": model.Statement,
    "reports": model.Report,
    "figures": model.Figure,
    "times": model.TimeExpression,
    "forecasts": model.Forecast,
    "mentions": model.Mention,
    "coreferences": tuple[str, model.Coreference],
    "entities": model.Entity,
    "copies": model.Copy,
    "resolved_events": model.Event,
    "resolved_links": model.Link,
    "events": model.Event,
    "chains": model.Chain,
    "origins": model.Origin,
    "links": model.Link,
}
"""The tables of a generation: every field of ``Records``, ``Resolved`` and ``Assessed`` has one."""

_PARTS: tuple[tuple[type[Any], dict[str, str]], ...] = (
    (Records, {}),
    (Resolved, {"events": "resolved_events", "links": "resolved_links"}),
    (Assessed, {}),
)


def tables_of(part: Records | Resolved | Assessed) -> dict[str, tuple[Any, ...]]:
    """{table: its records} of one stage's results."""
    names = next(names for kind, names in _PARTS if isinstance(part, kind))
    return {names.get(field.name, field.name): getattr(part, field.name) for field in fields(part)}


def part_of(kind: type[Part], read: Callable[[str], tuple[Any, ...]]) -> Part:
    """A stage's results, each table read by ``read(table)``."""
    names = next(names for known, names in _PARTS if known is kind)
    return kind(**{field.name: read(names.get(field.name, field.name)) for field in fields(kind)})


@cache
def _hints(kind: type[Any]) -> tuple[tuple[str, Any], ...]:
    hints = typing.get_type_hints(kind)
    return tuple((field.name, hints[field.name]) for field in fields(kind))


def _plain(hint: Any) -> Any:  # noqa: ANN401 - a type hint has no type of its own
    """The hint without ``| None``."""
    if typing.get_origin(hint) in (types.UnionType, typing.Union):
        return next(one for one in typing.get_args(hint) if one is not type(None))
    return hint


@cache
def arrow_type(hint: Any) -> pa.DataType:  # noqa: ANN401
    """The Arrow type of a type hint of the model. Raises TypeError for a hint that no table can hold."""
    hint = _plain(hint)
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if is_dataclass(hint):
        return pa.struct([(name, arrow_type(one)) for name, one in _hints(hint)])  # type: ignore[arg-type]
    if origin is tuple and inner[-1] is Ellipsis:
        return pa.list_(arrow_type(inner[0]))
    if origin is tuple:
        return pa.struct([(f"_{n}", arrow_type(one)) for n, one in enumerate(inner)])
    if origin is typing.Literal:
        return pa.string()
    plain = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}
    if hint not in plain:
        raise TypeError(f"no table can hold {hint}")
    return plain[hint]


@cache
def packer(hint: Any) -> Callable[[Any], Any]:  # noqa: ANN401
    """A function that turns a value of that hint into plain lists and dictionaries."""
    hint = _plain(hint)
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if is_dataclass(hint):
        parts = [(name, packer(one)) for name, one in _hints(hint)]  # type: ignore[arg-type]
        return lambda v: None if v is None else {name: pack(getattr(v, name)) for name, pack in parts}
    if origin is tuple and inner[-1] is Ellipsis:
        each = packer(inner[0])
        return lambda v: [each(one) for one in v]
    if origin is tuple:
        packs = [packer(one) for one in inner]
        return lambda v: {f"_{n}": pack(one) for n, (pack, one) in enumerate(zip(packs, v, strict=True))}
    return lambda v: v


@cache
def unpacker(hint: Any) -> Callable[[Any], Any]:  # noqa: ANN401
    """The way back from ``packer``."""
    hint = _plain(hint)
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if is_dataclass(hint):
        make: Any = hint
        parts = [(name, unpacker(one)) for name, one in _hints(make)]
        return lambda v: None if v is None else make(**{name: read(v[name]) for name, read in parts})
    if origin is tuple and inner[-1] is Ellipsis:
        each = unpacker(inner[0])
        return lambda v: tuple(each(one) for one in v)
    if origin is tuple:
        reads = [unpacker(one) for one in inner]
        return lambda v: tuple(read(v[f"_{n}"]) for n, read in enumerate(reads))
    return lambda v: v


def to_table(kind: str, records: tuple[Any, ...]) -> pa.Table:
    """The records of one kind as an Arrow table."""
    hint = KINDS[kind]
    struct, pack = arrow_type(hint), packer(hint)
    schema = pa.schema([struct.field(n) for n in range(struct.num_fields)])
    parts = [  # plain values take many times the room of what is told by them
        pa.RecordBatch.from_pylist([pack(record) for record in records[first : first + _AT_ONCE]], schema=schema)
        for first in range(0, len(records), _AT_ONCE)
    ]
    return pa.Table.from_batches(parts, schema)


def from_table(kind: str, table: pa.Table) -> tuple[Any, ...]:
    """The records of a table of one kind."""
    unpack = unpacker(KINDS[kind])
    return tuple(unpack(row) for row in table.to_pylist())
