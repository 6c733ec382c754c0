"""Conflicts that say the same of the same words, told once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Dispute:
    """One disagreement: ``why`` in a sentence, the words on either side, the records that they belong to."""

    why: str
    detail: str
    sides: tuple[tuple[Row, ...], tuple[Row, ...]]
    records: tuple[str, ...]


def disputes(conflicts: Iterable[Row]) -> list[Dispute]:
    """Conflicts with one sentence and detail as one dispute, in the order of their first: five papers that print one
    number against three that print another are one disagreement, not fifteen.
    """
    groups: dict[tuple[str, str], list[Row]] = {}
    for conflict in conflicts:
        groups.setdefault((conflict["why"], conflict["detail"] or ""), []).append(conflict)
    return [
        Dispute(
            why,
            detail,
            (_sides(rows, "from_span"), _sides(rows, "to_span")),
            tuple(dict.fromkeys(end for row in rows for end in (row["from"], row["to"]))),
        )
        for (why, detail), rows in groups.items()
    ]


def _sides(rows: Iterable[Row], name: str) -> tuple[Row, ...]:
    found = {(row[name]["document"], row[name]["start"]): row[name] for row in rows if row[name]}
    return tuple(found.values())
