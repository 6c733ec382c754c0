"""The overview: what the case holds, where it disagrees, what is due, what is damaged."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from attribune.present.forecast import due
from attribune.present.wording import sentences

if TYPE_CHECKING:
    from .room import Room

Row = dict[str, Any]

_MOST = 12  # conflicts and events on the front page; the others are a link away


def overview(room: Room, today: date) -> dict[str, Any]:
    """What the first page shows."""
    found = room.disputes
    affairs = list(room.events.values())
    told = [one for one in affairs if len(one.tellings) > 1 or one.conflicts]
    damaged = [
        (row, sum(r["kind"] == "damage" for r in row["regions"]))
        for row in room.documents.values()
        if any(r["kind"] == "damage" for r in row["regions"])
    ]
    return {
        "sentences": list(sentences(room.summary)),
        "disputes": found[:_MOST],
        "all_disputes": len(found),
        "due": due(room.view.forecasts(), today),
        "damaged": damaged,
        "failed": [row for row in room.documents.values() if row["failure"]],
        "documents": room.in_order(),
        "events": told[: 2 * _MOST],
        "once": len(affairs) - len(told[: 2 * _MOST]),
    }
