"""What stands beside each other: the documents that tell of the same events."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .room import Room

Row = dict[str, Any]


def beside(room: Room, document: str) -> list[tuple[Row, list[str]]]:
    """The other documents that tell of this one's events, with the headlines they share, most shared first."""
    shared: dict[str, list[str]] = {}
    for affair in room.told_in(document):
        for other in sorted({telling.document for telling in affair.tellings} - {document}):
            shared.setdefault(other, []).append(affair.headline)
    ordered = sorted(shared.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return [(room.documents[other], headlines) for other, headlines in ordered]
