"""What was decided, told in words: beside each record, and all of it on one page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from attribune.present.wording import count

from . import label
from .field import shown

if TYPE_CHECKING:
    from .room import Room

Row = dict[str, Any]

_PLAIN = {
    "confirm": "confirmed", "reject": "rejected", "dismiss": "dismissed as no conflict", "protect": "protected",
    "unprotect": "needs no protection", "reveal": "protection lifted",
}  # fmt: skip
READING = {"later": "put on the reading list", "read": "read", "no": "taken from the reading list"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One decision as a page tells it.

    ``words`` say what was decided, ``about`` and ``address`` what it is about, where that is known. ``undone`` is the
    number of the decision that took it back, ``orphan`` whether what it is about is gone.
    """

    seq: int
    at: str
    by: str
    kind: str
    words: str
    why: str
    undone: int | None
    about: str
    address: str
    orphan: bool = False

    @property
    def when(self) -> str:
        """Day and minute, without the zone, which is always UTC."""
        return self.at[:16].replace("T", " ")


def entries(room: Room, rows: Iterable[Row]) -> list[Entry]:
    """The decisions as entries, the latest first."""
    return [_entry(room, row) for row in rows][::-1]


def _entry(room: Room, row: Row) -> Entry:
    about, address = room.called(row["target"])
    gone = bool(row["target"]) and not address and row["kind"] not in ("undo", "reveal", "note") and not row["undone"]
    told = (row["seq"], row["at"], row["by"], row["kind"], _words(room, row), row["why"], row["undone"])
    return Entry(*told, about, address, orphan=gone)


def _words(room: Room, row: Row) -> str:
    kind, payload = row["kind"], row["payload"]
    if kind in _PLAIN:
        return _PLAIN[kind] + (" (words of the text)" if "start" in payload else "")
    if kind in ("correct", "set"):
        parts = [
            f"{label.plain(name)}: {_value(room, row, name, value)}"
            for name, value in payload.items()
            if name != "moved"
        ]
        return "corrected " + "; ".join(parts)
    if kind == "undo":
        return f"took back decision {payload.get('seq')}"
    if kind == "note":
        return READING.get(str(payload.get("reading")), "noted")
    return {
        "add": f"added a {payload.get('kind')}",
        "same": f"joined with {room.called(str(payload.get('with')))[0] or 'another one'}",
        "different": f"parted {count(len(payload.get('mentions') or payload.get('reports') or ()), 'member')}",
        "grade": f"graded {payload.get('credibility')}",
        "resolve": f"came out: {payload.get('outcome')}",
    }.get(kind, str(kind))


def _value(room: Room, row: Row, name: str, value: object) -> str:
    """A corrected value; of a stretch of text its words, as far as they may be shown."""
    if value is None:
        return "none"
    if name == "arguments" and isinstance(value, list):
        return ", ".join(
            f"{label.plain(one.get('role'))} {_value(room, row, 'span', one.get('span'))}" for one in value
        )
    if isinstance(value, list):
        return " … ".join(_value(room, row, name, one) for one in value)
    if isinstance(value, dict):
        return f"“{room.words_at(row['target'], value)}”"
    return shown(name, value)
