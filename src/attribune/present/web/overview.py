"""The overview: what the case holds, where it disagrees, what is due, what is damaged."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from attribune.present.forecast import due
from attribune.present.wording import sentences

from .history import entries

if TYPE_CHECKING:
    from .room import Room

Row = dict[str, Any]

_MOST = 12  # conflicts and events on the front page; the others are a link away


def overview(room: Room, today: date, name: str) -> dict[str, Any]:
    """What the first page shows to somebody of that name."""
    found = room.disputes
    affairs = list(room.events.values())
    told = [one for one in affairs if len(one.tellings) > 1 or one.conflicts]
    damaged = [
        (row, sum(r["kind"] == "damage" for r in row["regions"]))
        for row in room.documents.values()
        if any(r["kind"] == "damage" for r in row["regions"])
    ]
    news = room.view.desk.visit(name, datetime.now(UTC))
    fresh = set(news["conflicts"])
    return {
        "since": (news["before"] or "")[:16].replace("T", " "),
        "new_documents": [room.documents[one] for one in news["documents"] if one in room.documents],
        "new_events": [room.events[one] for one in news["events"] if one in room.events],
        "new_disputes": [one for one in found if fresh & {link for pair in one.pairs for link in pair.ids}],
        "new_decisions": entries(room, news["decisions"]),
        "rate": room.view.desk.error_rate(),
        "pending": room.view.desk.pending(),
        "orphans": len(room.view.desk.orphans()),
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
