"""The overview: what the case holds, where it disagrees, what is due, what is damaged."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from attribune.present.wording import sentences
from attribune.view import Part

from .dispute import disputes
from .history import entries
from .label import title

if TYPE_CHECKING:
    from attribune.view import Shelf

    from .room import Room

Row = dict[str, Any]

_MOST = 12  # conflicts on the front page; the others are a link away
_NEW = 8  # of what is new, of each kind
_DUE = 6
_DAMAGED = 12
_DOCUMENTS = 60


def overview(room: Room, today: date, name: str) -> dict[str, Any]:
    """What the first page shows to somebody of that name: of every list its beginning, and how long it is."""
    return room.once(("front", today), lambda: _front(room, today)) | _new(room, name)


def _front(room: Room, today: date) -> dict[str, Any]:
    """What is the same for everybody."""
    shelf, desk = room.shelf, room.desk
    number, lines = shelf.entries("conflicts", Part(count=_MOST))
    late, due = shelf.entries("due", _late(today, _DUE))
    return {
        "rate": desk.error_rate(),
        "pending": desk.pending(),
        "orphans": len(desk.orphans()),
        "sentences": list(sentences(room.summary)),
        "disputes": room.disputes(lines),
        "all_disputes": number,
        "due": [row for line in due if (row := room.records.get(line["id"])) and not row["resolution"]],
        "all_due": late,
        **_beginning(shelf, "damaged", _DAMAGED),
        **_beginning(shelf, "failed", _DAMAGED),
        **_beginning(shelf, "documents", _DOCUMENTS),
        "events": shelf.note("front"),
        "once": shelf.number("events") - len(shelf.note("front")),
    }


def _late(today: date, most: int) -> Part:
    """The forecasts whose day is past."""
    return Part(count=most, until=today.toordinal() - 1)


def _beginning(shelf: Shelf, name: str, most: int) -> dict[str, Any]:
    number, rows = shelf.entries(name, Part(count=most))
    return {name: rows, f"all_{name}": number}


def _new(room: Room, name: str) -> dict[str, Any]:
    """What has come since somebody was last here."""
    news = room.desk.visit(name, datetime.now(UTC))
    fresh = room.shelf.some(news["conflicts"][: 10 * _NEW])
    rows = (room.documents[one] for one in news["documents"][:_NEW] if one in room.documents)
    return {
        "since": (news["before"] or "")[:16].replace("T", " "),
        "new_documents": [
            {"id": row["id"], "title": title(row), "outlet": room.outlet(row["id"]), "published": row["published"]}
            for row in rows
        ],
        "all_new": news["numbers"]["documents"],
        "new_events": [line for one in news["events"][:_NEW] if (line := room.shelf.entry(one, "events"))],
        "new_disputes": disputes(fresh.values(), room.about),
        "new_decisions": entries(room, news["decisions"][-_NEW:]),
    }
