"""What was decided in a case, gathered: orphans with where they may belong, error rates, what is to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .history import entries

if TYPE_CHECKING:
    from .history import Entry
    from .room import Room

Row = dict[str, Any]

_MOST = 400  # decisions on one page, the latest


def decided(room: Room) -> dict[str, Any]:
    """What the page of decisions shows."""
    desk = room.desk
    orphans = desk.orphans()
    told = {one.seq: one for one in entries(room, orphans)}
    perhaps = {row["seq"]: [(one, *room.called(one)) for one in row["candidates"]] for row in orphans}
    everything = entries(room, room.decisions)
    return {
        "orphans": [(told[seq], perhaps[seq]) for seq in sorted(told, reverse=True)],
        "entries": everything[:_MOST],
        "number": len(everything),
        "rules": desk.learn(),
        "rate": desk.error_rate(),
        "broken": desk.verify(),
        "pending": desk.pending(),
    }


def reading(room: Room, name: str) -> dict[str, list[Row]]:
    """The documents on somebody's reading list: those for ``later`` and those ``read``, as last decided."""
    last = {
        row["target"]: row["payload"]["reading"]
        for row in room.decisions
        if row["kind"] == "note" and row["by"] == name and "reading" in row["payload"] and not row["undone"]
    }
    found: dict[str, list[Row]] = {"later": [], "read": []}
    for one, state in last.items():
        if state in found and one in room.documents:
            found[state].append(room.documents[one])
    return found


def notes(room: Room, one: str) -> list[Entry]:
    """The notes about a record that stand."""
    return [e for e in entries(room, room.decided.get(one, ())) if e.kind == "note" and e.why and not e.undone]
