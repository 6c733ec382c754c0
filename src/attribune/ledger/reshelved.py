"""A shelf of which some rows are made anew: a copy of one that is kept, so that the other is whole until it is."""

from __future__ import annotations

import shutil
import sqlite3
from typing import TYPE_CHECKING, Any

from .shelf import LISTS, Shelf

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

Dropped = list[tuple[int, str, str, str]]
"""The number, kind and two ids (as shown, inside the case) of rows that were taken out."""


class Reshelved(Shelf):
    """Rows are taken out and put in; then it is finished as any other."""

    @classmethod
    def copied(cls, source: Path, draft: Path) -> Reshelved:
        """A copy of one that is finished, to be written to."""
        draft.unlink(missing_ok=True)
        shutil.copyfile(source, draft)
        database = sqlite3.connect(draft, check_same_thread=False)
        database.execute("PRAGMA journal_mode = OFF")  # cut off while it is written, it is thrown away
        database.execute("PRAGMA synchronous = OFF")
        made = cls(database)
        with database:
            database.execute("DELETE FROM note WHERE name = 'finished'")
        return made

    def among(self, documents: Iterable[str], groups: dict[str, set[str]]) -> Dropped:
        """The rows of some documents, by their ids as shown, and of entities, events, origins and links, by their ids
        inside the case.
        """
        found: set[tuple[int, str, str, str]] = set()
        own = list(documents)
        asked = "SELECT number, kind, id, raw FROM row WHERE "
        for told in self.ask(f"{asked} document IN (*)", (), own):
            found.add(tuple(told))
        for told in self.ask(f"{asked} id IN (*)", (), own):
            found.add(tuple(told))
        for kind, ids in groups.items():
            for told in self.ask(f"{asked} kind = ? AND raw IN (*)", (kind,), sorted(ids)):
                found.add(tuple(told))
        return sorted(found)

    def drop(self, rows: Dropped, ties: Iterable[tuple[str, str, int]]) -> None:
        """Take rows out, with what they were found by."""
        with self._lock, self._database as database:
            database.executemany("DELETE FROM tie WHERE target = ? AND kind = ? AND number = ?", ties)
            database.executemany("DELETE FROM row WHERE number = ?", ((one[0],) for one in rows))

    def unlist(self) -> None:
        """Take all lists out, and the ties that were written with them."""
        with self._lock, self._database:
            self._database.execute("DELETE FROM note WHERE name = 'finished'")
            for asked in ("DROP TABLE entry", LISTS, "DELETE FROM tie WHERE kind = 'called'"):
                self._database.execute(asked)

    def last(self, kind: str, below: int) -> int:
        """The largest number of a kind that is below one; -1 where there is none."""
        found = list(self.ask("SELECT max(number) FROM row WHERE kind = ? AND number < ?", (kind, below)))
        return -1 if found[0][0] is None else int(found[0][0])


def told(shelf: Shelf, numbers: Sequence[int]) -> dict[int, tuple[str, Any]]:
    """{number: (kind, row)} of some rows."""
    found = shelf.ask("SELECT number, kind, told FROM row WHERE number IN (*)", (), numbers)
    return {number: now for number, kind, packed in found if (now := shelf.now(kind, packed))}
