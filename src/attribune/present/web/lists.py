"""What stands beside each other: the documents that tell of the same events."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .room import Room

Row = dict[str, Any]


MOST = 12
"""Documents beside another one."""


def beside(room: Room, document: str) -> tuple[int, list[tuple[Row, list[str]]]]:
    """How many other documents tell of this one's events, and the first of them, most shared first, with the headlines
    that they share.
    """
    shared: dict[str, list[str]] = {}
    for affair in room.told_in(document):
        for other in sorted({telling.document for telling in affair.tellings} - {document}):
            shared.setdefault(other, []).append(affair.headline)
    ordered = sorted(shared.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return len(ordered), [(room.papers[other], headlines) for other, headlines in ordered[:MOST]]
