"""Rows kept so that a reader takes down only those that a page needs: by id, by document, by what they are tied to.

One SQLite file, or memory. It is derived: written once, in one go, and then only read.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from contextlib import closing
from dataclasses import dataclass
from threading import RLock
from typing import TYPE_CHECKING, Any, Protocol

from attribune.model import AttribuneError

from . import facet
from .facet import NO_FACET, Facet

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from pathlib import Path

Row = dict[str, Any]

_SCHEMA = f"""\
CREATE TABLE row (
    number INTEGER PRIMARY KEY, kind TEXT, id TEXT, raw TEXT, document TEXT, start INTEGER, stop INTEGER,
    {facet.COLUMNS}, told BLOB
);
CREATE TABLE tie (target TEXT, kind TEXT, number INTEGER, PRIMARY KEY (target, kind, number)) WITHOUT ROWID;
CREATE TABLE note (name TEXT PRIMARY KEY, told TEXT) WITHOUT ROWID;
"""
LISTS = "CREATE TABLE entry (list TEXT, place INTEGER, id TEXT, first INTEGER, last INTEGER, words TEXT, told TEXT);"
_INDEXES = """\
CREATE INDEX IF NOT EXISTS row_id ON row (id);
CREATE INDEX IF NOT EXISTS row_raw ON row (raw);
CREATE INDEX IF NOT EXISTS row_document ON row (document, kind);
CREATE INDEX IF NOT EXISTS row_kind ON row (kind);
"""
_LATE_INDEXES = f"""\
{facet.INDEX}
CREATE INDEX IF NOT EXISTS entry_place ON entry (list, place);
CREATE INDEX IF NOT EXISTS entry_id ON entry (id, list, place);
ANALYZE;
"""
_CALLED = {"called": "entities"}  # ties that have a name of their own, and the kind of rows that they find
_AT_ONCE = 500  # ids in one question: SQLite bounds the number of its variables
_BLOCK = 5_000  # rows read at a time of a whole kind


@dataclass(frozen=True, slots=True)
class Put:
    """A row to keep: ``raw`` is its id inside the case, ``ties`` are what it is found by beside its id and document,
    ``number`` its place among all rows where that is given, else it comes after those that are there;
    ``place`` is where it stands in its document's own text, ``facet`` what it is chosen by.
    """

    kind: str
    row: Row
    raw: str = ""
    ties: tuple[str, ...] = ()
    place: tuple[int, int] | None = None
    facet: Facet = NO_FACET
    number: int = 0


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a row beside what it tells: its kind, ids as shown and inside the case, document and place."""

    kind: str
    id: str
    raw: str
    document: str
    place: tuple[int, int] | None
    number: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list: ``id`` of what it is about, ``first`` and ``last`` as numbers where it has such, ``words``
    by which it is found, and what the page tells of it.
    """

    told: Row
    id: str = ""
    words: str = ""
    first: int | None = None
    last: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """What part of a list is wanted: lines about an id, that hold all ``words`` and lie within ``since`` to ``until``
    by number.
    """

    words: str = ""
    about: str = ""
    start: int = 0
    count: int = 100
    since: int | None = None
    until: int | None = None


class Change(Protocol):
    """What is laid over rows as they are taken down."""

    def __call__(self, kind: str, row: Row) -> tuple[str, Row] | None:
        """The row with its kind as it is now; None where it is in no list any more."""
        ...

    def twin(self, kind: str) -> str:
        """The other kind that a row of this kind may have been kept under."""
        ...

    @property
    def about(self) -> Collection[str]:
        """The ids of the rows that were decided about."""
        ...


class DamagedShelfError(AttribuneError):
    """Rows that were kept cannot be read: they are derived, and can be removed."""

    def __init__(self, why: Exception) -> None:
        super().__init__(f"pages/ of the case, kept for its pages, is damaged: {why}; remove it, and it is made anew")


class Shelf:
    """Keeps rows. Reading is safe from several threads. ``change`` is laid over single rows as they are read."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._lock = RLock()
        self.change: Change | None = None
        database.create_function("named", 2, facet.named, deterministic=True)

    @classmethod
    def made(cls, path: Path | None = None) -> Shelf:
        """An empty one to be written to: a file that must not be there yet, or in memory."""
        database = sqlite3.connect(path or ":memory:", check_same_thread=False)
        database.execute("PRAGMA journal_mode = OFF")  # cut off while it is written, it is thrown away
        database.execute("PRAGMA synchronous = OFF")
        database.executescript(_SCHEMA + LISTS)
        return cls(database)

    @classmethod
    def opened(cls, path: Path) -> Shelf | None:
        """The one in a file; None where there is none that is whole."""
        if not path.is_file():
            return None
        try:
            database = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)
            found = cls(database)
            return found if found.note("finished") else None
        except (sqlite3.Error, DamagedShelfError):
            return None

    def close(self) -> None:
        """Let the file go."""
        self._database.close()

    # Writing

    def put(self, rows: Iterable[Put]) -> None:
        """Keep rows in their order."""
        with self._lock, self._database as database:
            number = database.execute("SELECT coalesce(max(number), 0) FROM row").fetchone()[0]
            for one in rows:
                number = one.number or number + 1
                row = one.row
                own = (number, one.kind, row.get("id", ""), one.raw, row.get("document") or "")
                place, by = one.place or (None, None), one.facet
                chosen = (_clean(by.sort), _clean(by.state), by.voice, by.first, by.last)
                marks = "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?"
                database.execute(f"INSERT INTO row VALUES ({marks})", (*own, *place, *chosen, _pressed(row)))  # noqa: S608 - marks alone
                for target in one.ties:
                    database.execute("INSERT OR IGNORE INTO tie VALUES (?, ?, ?)", (_clean(target), one.kind, number))

    def indexed(self) -> None:
        """Make rows findable: after this they can be read, and lists written."""
        with self._lock:
            self._database.executescript(_INDEXES)

    def bind(self, ties: Iterable[tuple[str, str, str]]) -> None:
        """Tie rows: (what they are found by, the name of the tie, id of the row)."""
        with self._lock, self._database as database:
            database.executemany(
                "INSERT OR IGNORE INTO tie SELECT ?, ?, number FROM row WHERE id = ?",
                ((_clean(target), kind, one) for target, kind, one in ties),
            )

    def enter(self, name: str, entries: Iterable[Entry]) -> int:
        """Write a list in its order; gives how many lines it has."""
        with self._lock, self._database as database:
            place = -1
            for place, one in enumerate(entries):
                words = _clean(one.words).casefold()
                own = (name, place, _clean(one.id), one.first, one.last, words, _packed(one.told))
                database.execute("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?)", own)
            return place + 1

    def keep(self, name: str, told: object) -> None:
        """Keep one thing under a name."""
        with self._lock, self._database as database:
            database.execute("INSERT OR REPLACE INTO note VALUES (?, ?)", (name, _packed(told)))

    def finish(self) -> None:
        """Say that it is whole."""
        with self._lock:
            self._database.executescript(_INDEXES + _LATE_INDEXES)
            self.keep("finished", told=1)

    # Reading

    def note(self, name: str) -> Any:  # noqa: ANN401 - any JSON value
        """What is kept under a name; None where there is nothing."""
        found = self._all("SELECT told FROM note WHERE name = ?", (name,))
        return json.loads(found[0][0]) if found else None

    def get(self, one: str) -> tuple[str, Row] | None:
        """The kind and row of an id."""
        found = self._all("SELECT kind, told FROM row WHERE id = ? ORDER BY number LIMIT 1", (one,))
        return self._now(*found[0]) if found else None

    def ask(self, asked: str, values: Sequence[object], marked: Sequence[object] | None = None) -> Iterator[Any]:
        """What a question of this package gives. Where ``IN (*)`` stands in it, it is asked of ``marked`` in parts."""
        if marked is None:
            yield from self._all(asked, values)
            return
        for at in range(0, len(marked), _AT_ONCE):
            part = marked[at : at + _AT_ONCE]
            yield from self._all(asked.replace("(*)", f"({', '.join('?' * len(part))})"), (*values, *part))

    def now(self, kind: str, told: bytes) -> tuple[str, Row] | None:
        """A row as it was kept, as it is now; None where it is in no list any more."""
        return self._now(kind, told)

    def _now(self, kind: str, told: bytes) -> tuple[str, Row] | None:
        row = _read(told)
        return self.change(kind, row) if self.change else (kind, row)

    def _these(self, kind: str, found: Iterable[tuple[str, bytes]]) -> list[Row]:
        """The rows that are of a kind now."""
        rows = (self._now(was, told) for was, told in found)
        return [one[1] for one in rows if one and one[0] == kind]

    def known(self, one: str, *, inside: bool = False) -> Known | None:
        """What is known of the row of an id, as shown or, with ``inside``, as the case has it."""
        column = "raw" if inside else "id"
        own = "kind, id, raw, document, start, stop, number"
        asked = f"SELECT {own} FROM row WHERE {column} = ? ORDER BY number LIMIT 1"  # noqa: S608 - own words
        found = self._all(asked, (one,)) if one else []
        if not found:
            return None
        kind, shown, raw, document, start, stop, number = found[0]
        return Known(kind, shown, raw, document, None if start is None else (start, stop), number)

    def kind(self, one: str) -> str:
        """The kind of the row of an id; empty where there is none."""
        found = self.get(one)
        return found[0] if found else ""

    def some(self, ids: Sequence[str]) -> dict[str, Row]:
        """The rows of ids, by id; those that are not there are left out."""
        found: dict[str, Row] = {}
        for at in range(0, len(ids), _AT_ONCE):
            part = ids[at : at + _AT_ONCE]
            marks = ", ".join("?" * len(part))
            rows = self._all(f"SELECT id, kind, told FROM row WHERE id IN ({marks})", part)  # noqa: S608 - marks alone
            found |= {one: now[1] for one, kind, told in rows if (now := self._now(kind, told)) and now[0] == kind}
        return found

    def inside(self, kind: str, document: str) -> list[Row]:
        """The rows of a kind in a document, in order."""
        asked = "SELECT kind, told FROM row WHERE document = ? AND kind IN (?, ?) ORDER BY number"
        twin = self.change.twin(kind) if self.change else kind
        return self._these(kind, self._all(asked, (document, kind, twin)))

    def number(self, kind: str) -> int:
        """How many rows of a kind there are."""
        return int(self._all("SELECT count(*) FROM row WHERE kind = ?", (kind,))[0][0])

    def tally(self, kind: str) -> dict[str, int]:
        """How many rows of a kind each document has."""
        return dict(self._all("SELECT document, count(*) FROM row WHERE kind = ? GROUP BY document", (kind,)))

    def ids(self, kind: str) -> Iterator[tuple[str, str]]:
        """The id and the id inside the case of every row of a kind, in order."""
        with self._lock:
            found = self._database.execute("SELECT id, raw FROM row WHERE kind = ? ORDER BY number", (kind,)).fetchall()
        yield from found

    def stream(self, kind: str) -> Iterator[Row]:
        """Every row of a kind, in order, not all of them at once."""
        last = 0
        asked = "SELECT number, told FROM row WHERE kind = ? AND number > ? ORDER BY number LIMIT ?"
        while found := self._all(asked, (kind, last, _BLOCK)):
            yield from (_read(told) for _, told in found)
            last = found[-1][0]

    def tied(self, target: str, kind: str, start: int = 0, count: int = -1) -> list[Row]:
        """The rows that a tie finds, each once, in order."""
        asked = (
            "SELECT kind, told FROM row WHERE number IN (SELECT number FROM tie WHERE target = ? AND kind = ?) "
            "ORDER BY number LIMIT ? OFFSET ?"
        )
        rows = (self._now(*one) for one in self._all(asked, (_clean(target), kind, count, start)))
        return [one[1] for one in rows if one and one[0] in (kind, _CALLED.get(kind))]

    def touching(self, targets: Sequence[str], kind: str) -> list[Row]:
        """The rows that a tie of any of some targets finds, each once, in order."""
        found: dict[int, tuple[str, bytes]] = {}
        for at in range(0, len(targets), _AT_ONCE):
            part = [_clean(one) for one in targets[at : at + _AT_ONCE]]
            marks = ", ".join("?" * len(part))
            tied = f"SELECT number FROM tie WHERE target IN ({marks}) AND kind = ?"  # noqa: S608 - marks alone
            asked = f"SELECT number, kind, told FROM row WHERE number IN ({tied})"  # noqa: S608 - as above
            found |= {number: (was, told) for number, was, told in self._all(asked, (*part, kind))}
        return self._these(kind, (found[number] for number in sorted(found)))

    def count(self, target: str, kind: str) -> int:
        """How many rows a tie finds."""
        asked = "SELECT count(DISTINCT number) FROM tie WHERE target = ? AND kind = ?"
        return int(self._all(asked, (_clean(target), kind))[0][0])

    def entries(self, name: str, asked: Part | None = None) -> tuple[int, list[Row]]:
        """How many lines of a list are wanted, and those of the part asked for."""
        asked = asked or Part()
        where, values = "list = ?", [name]
        for word in _clean(asked.words).casefold().split()[:12]:
            where += " AND instr(words, ?)"
            values.append(word)
        limits: list[Any] = list(values)
        if asked.about:
            where += " AND id = ?"
            limits.append(_clean(asked.about))
        if asked.since is not None:
            where += " AND coalesce(last, first) >= ?"
            limits.append(asked.since)
        if asked.until is not None:
            where += " AND coalesce(first, last) <= ?"
            limits.append(asked.until)
        total = self._all(f"SELECT count(*) FROM entry WHERE {where}", limits)[0][0]  # noqa: S608 - own words
        rows = self._all(
            f"SELECT told FROM entry WHERE {where} ORDER BY place LIMIT ? OFFSET ?",  # noqa: S608 - as above
            (*limits, asked.count, asked.start),
        )
        return int(total), [json.loads(told) for (told,) in rows]

    def entry(self, one: str, name: str) -> Row | None:
        """The line of a list about an id; None where there is none."""
        found = self._all("SELECT told FROM entry WHERE id = ? AND list = ? LIMIT 1", (_clean(one), name))
        return json.loads(found[0][0]) if found else None

    def _all(self, asked: str, values: Sequence[object]) -> list[Any]:
        try:
            with self._lock, closing(self._database.execute(asked, tuple(values))) as cursor:
                return cursor.fetchall()
        except sqlite3.OperationalError:  # the machine's fault, or another process's: not the file's
            raise
        except sqlite3.DatabaseError as broken:
            raise DamagedShelfError(broken) from broken


def _packed(told: object) -> str:
    return json.dumps(told, separators=(",", ":"))


def _pressed(row: Row) -> bytes:
    return zlib.compress(_packed(row).encode("ascii"), 1)


def _read(told: bytes) -> Row:
    try:
        row: Row = json.loads(zlib.decompress(told))
    except (zlib.error, ValueError) as broken:
        raise DamagedShelfError(broken) from broken
    return row


def _clean(words: str) -> str:
    """Words as a database can hold them: half a character, which some broken texts have, is none."""
    return words.encode("utf-8", "replace").decode("utf-8")
