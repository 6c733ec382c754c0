"""What each analyst has seen of a case: when they last looked at it, and what has come since."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_SCHEMA = """\
CREATE TABLE IF NOT EXISTS seen (id TEXT PRIMARY KEY, kind TEXT NOT NULL, at TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS noted (state TEXT PRIMARY KEY);
CREATE TABLE IF NOT EXISTS visit (name TEXT PRIMARY KEY, latest TEXT NOT NULL, before TEXT);
"""
_PAUSE = timedelta(hours=2)  # who comes back after a longer pause pays a new visit


class Visits:
    """Keeps, beside the decisions, when each record was first shown to anybody and when each analyst was last here.

    It holds ids and times, no words. A case that cannot be written to has no visits: nothing is then new.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def visit(self, name: str, held: Mapping[str, Iterable[str]], now: datetime) -> str | None:
        """Note that somebody is here and what the case now holds, {kind: ids}; gives when they were here before.

        None on a first visit. Pages opened within two hours of each other are one visit.
        """
        moment = now.isoformat(timespec="seconds")
        try:
            with self._connected() as db:
                rows = ((one, kind, moment) for kind, ids in held.items() for one in ids)
                db.executemany("INSERT OR IGNORE INTO seen VALUES (?, ?, ?)", rows)
                latest, before = db.execute("SELECT latest, before FROM visit WHERE name = ?", (name,)).fetchone() or (
                    None,
                    None,
                )
                if latest and now - datetime.fromisoformat(latest) > _PAUSE:
                    before = latest
                db.execute("INSERT OR REPLACE INTO visit VALUES (?, ?, ?)", (name, moment, before))
        except (sqlite3.Error, ValueError):
            return None
        return str(before) if before else None

    def noted(self, state: str) -> bool:
        """Whether all that the case holds in a state of that name was noted."""
        try:
            with self._connected() as db:
                return bool(db.execute("SELECT 1 FROM noted WHERE state = ?", (state,)).fetchone())
        except sqlite3.Error:
            return False

    def note(self, state: str, held: Mapping[str, Iterable[str]], now: datetime) -> None:
        """Note what the case holds in a state of that name, {kind: ids}, without anybody being there."""
        moment = now.isoformat(timespec="seconds")
        try:
            with self._connected() as db:
                rows = ((one, kind, moment) for kind, ids in held.items() for one in ids)
                db.executemany("INSERT OR IGNORE INTO seen VALUES (?, ?, ?)", rows)
                db.execute("DELETE FROM noted")
                db.execute("INSERT INTO noted VALUES (?)", (state,))
        except sqlite3.Error:
            return

    def since(self, kind: str, before: str) -> set[str]:
        """The ids of a kind that were first seen after that time."""
        try:
            with self._connected() as db:
                found = db.execute("SELECT id FROM seen WHERE kind = ? AND at > ?", (kind, before))
                return {str(row[0]) for row in found}
        except sqlite3.Error:
            return set()

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        connection = sqlite3.connect(self.path, timeout=10)
        try:
            connection.executescript(_SCHEMA)
            with connection:
                yield connection
        finally:
            connection.close()
