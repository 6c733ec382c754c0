"""Who is speaking where: statements with how deep they stand in others, and the rails beside the lines they fill."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from attribune.present.columns import quote

Row = dict[str, Any]

_DEEPEST = 3  # rails that fit beside a line; deeper ones share the last


@dataclass(frozen=True, slots=True)
class Rail:
    """A stretch of a block that a speaker fills: ``top`` and ``height`` in percent of the block, ``depth`` from 0."""

    statement: Row
    depth: int
    top: float
    height: float


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker of a block, named once however often they speak there."""

    statement: Row
    name: str
    kind: str
    act: str
    depth: int


def depths(statements: Iterable[Row]) -> dict[str, int]:
    """{statement's id: how many statements it stands inside}; a circle, which no text has, ends where it began."""
    within = {row["id"]: row["within"] for row in statements}
    found = {}
    for one, outer in within.items():
        depth, at, seen = 0, outer, {one}
        while at in within and at not in seen:
            seen.add(at)
            depth, at = depth + 1, within[at]
        found[one] = depth
    return found


def name(statement: Row) -> str:
    """What a speaker is called beside the text: the fullest name, else the words, else that nobody is named."""
    return str(statement["speaker"] or quote(statement["source"]) or "nobody named")


def rails(start: int, end: int, statements: Iterable[Row], depth: dict[str, int]) -> list[Rail]:
    """The rails of the block from ``start`` to ``end``, by depth and place."""
    found = [
        Rail(
            row,
            min(depth.get(row["id"], 0), _DEEPEST - 1),
            round(100 * (max(part["start"], start) - start) / (end - start), 2),
            round(100 * (min(part["end"], end) - max(part["start"], start)) / (end - start), 2),
        )
        for row in statements
        for part in row["content"]
        if max(part["start"], start) < min(part["end"], end)
    ]
    return sorted(found, key=lambda rail: (rail.depth, rail.top))


def voices(found: Iterable[Rail]) -> list[Voice]:
    """The speakers of a block in the order in which they speak, outer ones first."""
    told: dict[tuple[str, str], Voice] = {}
    for rail in sorted(found, key=lambda rail: (rail.top, rail.depth)):
        row = rail.statement
        act = "" if row["act"] == "assert" else row["act"]
        told.setdefault((name(row), act), Voice(row, name(row), row["source_kind"], act, rail.depth))
    return list(told.values())
