"""What people decided: an append-only file whose rows each carry the hash of the row before."""

from __future__ import annotations

import getpass
import hashlib
import json
import sqlite3
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from attribune.model import AttribuneError

from .seal import Pads, unsealed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

DecisionKind = Literal[
    "same", "different", "reject", "confirm", "correct", "grade", "resolve", "set", "add", "dismiss",
    "protect", "unprotect", "reveal", "note", "undo", "forget",
]  # fmt: skip
REASSESSED = ("add", "confirm", "correct", "reject", "same", "different")
"""Decisions that change what is resolved and assessed: the next build takes them in."""
SCHEMA = (Path(__file__).parent / "decision.sql").read_text("utf-8")
COLUMNS = "seq, at, by, kind, target, payload, why, previous, hash"
_RESTORE = "'attribune decisions CASE --restore' brings back the copy of the last build"
_FEW = 500  # members that are asked for one by one
FIRST = "0" * 64  # what the first row carries as the hash of the row before


class DecisionError(AttribuneError):
    """A decision cannot be written or read; the message says why."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A decision to be written. ``target`` is a record's id; ``payload`` holds JSON values only.

    ``at`` (ISO 8601) and ``by`` are filled in from the clock and the login name where they are left empty.
    An ``undo`` names the row that it takes back as ``{"seq": 12}``.
    """

    kind: DecisionKind
    target: str
    payload: Mapping[str, object] = field(default_factory=dict)
    why: str = ""
    at: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """One row: who decided what about which record, when and why. ``hash`` covers the row as it is written.

    What was decided and why is written sealed. Where its key was destroyed it is ``forgotten``: the payload is empty.
    """

    seq: int
    at: str
    by: str
    kind: DecisionKind
    target: str
    payload: Mapping[str, object]
    why: str
    previous: str
    hash: str
    forgotten: bool = False


@dataclass(frozen=True, slots=True)
class Broken:
    """The first row that does not hold, and why. All rows before it do; it and what follows cannot be relied on."""

    seq: int
    reason: str


@dataclass(frozen=True, slots=True)
class Given:
    """One row of the history of given ids: from here on ``member`` stands in the group ``id``, before in ``was``."""

    member: str
    id: str
    was: str | None


class Decisions:
    """The decisions of a case, in a SQLite file that is made by the first row written.

    Several processes may write at once: each row is written under SQLite's write lock, so the chain stays one.
    """

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path)
        self.pads = Pads(self.path.with_name(f"{self.path.name}.keys"))

    def append(self, draft: Draft) -> Decision:
        """Write one decision. Raises DecisionError for an unknown kind, or an ``undo`` of a row that is not there."""
        if draft.kind not in get_args(DecisionKind):
            raise DecisionError(f"there is no decision of kind {draft.kind!r}")
        payload = json.loads(canonical(dict(draft.payload)))
        at = draft.at or datetime.now(UTC).isoformat(timespec="seconds")
        with self._writing() as db:
            row = db.execute("SELECT seq, hash FROM decision ORDER BY seq DESC LIMIT 1").fetchone() or (0, FIRST)
            seq, previous = row[0] + 1, row[1]
            undone = payload.get("seq")
            if draft.kind == "undo" and not (type(undone) is int and 0 < undone < seq):
                raise DecisionError(f"there is no decision {undone} to undo")
            who = draft.by or getpass.getuser()
            sealed = self.pads.seal(canonical([payload, draft.why]))
            stored = {"seq": undone, **sealed} if draft.kind == "undo" else sealed  # undoings hold without their words
            own = row_hash((seq, at, who, draft.kind, draft.target, stored, "", previous))
            written = (seq, at, who, draft.kind, draft.target, canonical(stored), "", previous, own)
            db.execute(f"INSERT INTO decision ({COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?)", written)  # noqa: S608 - own constant
        return Decision(seq, at, who, draft.kind, draft.target, payload, draft.why, previous, own)

    def all(self) -> tuple[Decision, ...]:
        """Every row in the order written. Raises DecisionError, naming the row, from where on the file is damaged."""
        pads = self._keys()
        try:
            return tuple(_opened(row, pads) for row in self._rows())
        except ValueError as error:
            raise DecisionError(f"{self.path.name} and its keys do not belong together: {error}") from error

    def forget(self, numbers: Iterable[int]) -> int:
        """Destroy the keys of what was decided in these rows, which stay, and give how many there were.

        Rows written before words were sealed cannot be forgotten. The chain holds as before.
        """
        wanted = set(numbers)
        keys = [str(row.payload["sealed"]) for row in self._rows() if row.seq in wanted and "sealed" in row.payload]
        there = self._keys().keys() & set(keys)
        if there:
            try:
                self.pads.destroy(sorted(there))
            except sqlite3.Error as error:
                raise DecisionError(f"{self.pads.path.name} cannot be written: {error}") from error
        return len(there)

    def _keys(self) -> dict[str, bytes]:
        """The keys of the words. Raises DecisionError where their file is damaged."""
        try:
            return self.pads.all()
        except sqlite3.OperationalError as error:  # the machine's fault, or another process's: not the file's
            raise DecisionError(f"{self.pads.path.name} cannot be read: {error}") from error
        except sqlite3.DatabaseError as error:
            raise DecisionError(f"{self.pads.path.name} is damaged: {error}; {_RESTORE}") from error

    def active(self) -> tuple[Decision, ...]:
        """The decisions that hold: what was undone is left out, and so are the undoings. An undoing can be undone."""
        rows = self.all()
        gone = undone(rows)
        return tuple(one for one in rows if one.seq not in gone and one.kind != "undo" and not one.forgotten)

    def verify(self) -> Broken | None:
        """None if every row holds, else the first that does not. Who rewrites the whole file is not found out."""
        previous, seq = FIRST, 0
        try:
            for decision in self._rows():
                seq += 1
                if reason := flaw(decision, seq, previous):
                    return Broken(seq, reason)
                previous = decision.hash
            last = self._last_written()
        except DecisionError as error:
            return Broken(seq + 1, str(error))
        try:
            self._keys()
        except DecisionError as error:
            return Broken(1, str(error))
        return Broken(seq + 1, f"rows {seq + 1} to {last} are missing") if last > seq else None

    def given(self) -> dict[str, str]:
        """The ids of entities and events that were given, by the id of a member."""
        return {row.member: row.id for row in self.given_history()}

    def give(self, mapping: Mapping[str, str]) -> None:
        """Keep that these members now stand in these groups; what is already so is not written again."""
        with self._writing() as db:
            known = _held(db, mapping)
            changed = [(m, i, known.get(m)) for m, i in sorted(mapping.items()) if known.get(m) != i]
            db.executemany("INSERT INTO given (member, id, was) VALUES (?, ?, ?)", changed)

    def given_history(self) -> tuple[Given, ...]:
        """Every giving, in order: two groups that became one, or one that split, show as members that moved."""
        if not self._begun():
            return ()
        try:
            with self._connected() as db:
                return tuple(Given(*row) for row in db.execute("SELECT member, id, was FROM given ORDER BY seq"))
        except sqlite3.Error as error:
            raise DecisionError(
                f"{self.path.name}: the ids that were given cannot be read: {error}; {_RESTORE}"
            ) from error

    def _rows(self) -> Iterator[Decision]:
        """The rows, one query each, so that all before a damaged page can still be read."""
        seq = 0
        while self._begun():
            try:
                with self._connected() as db:
                    query = f"SELECT {COLUMNS} FROM decision WHERE seq > ? ORDER BY seq LIMIT 500"  # noqa: S608 - own constant
                    for row in db.execute(query, (seq,)):
                        yield decoded(row)
                        seq = row[0]
                    if not db.execute("SELECT 1 FROM decision WHERE seq > ?", (seq,)).fetchone():
                        return
            except sqlite3.OperationalError as error:  # the machine's fault, or another process's: not the file's
                raise DecisionError(f"{self.path} cannot be read: {error}") from error
            except (sqlite3.DatabaseError, ValueError, TypeError) as error:
                raise DecisionError(
                    f"{self.path.name} is damaged from row {seq + 1} on: {error}; {_RESTORE}"
                ) from error

    def _begun(self) -> bool:
        """Whether there is a file with tables in it: one whose making was cut off has none, and no rows."""
        if not self.path.exists() or not self.path.stat().st_size:
            if (self.path.parent / "backup" / self.path.name).exists():
                raise DecisionError(f"{self.path} is {'empty' if self.path.exists() else 'gone'}: {_RESTORE}")
            return False
        try:
            with self._connected() as db:
                return bool(db.execute("SELECT 1 FROM sqlite_master WHERE name = 'decision'").fetchone())
        except sqlite3.DatabaseError:
            return True  # it holds something; what is wrong with it is told where it is read

    def _last_written(self) -> int:
        if not self._begun():
            return 0
        with self._connected() as db:
            row = db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'decision'").fetchone()
        return int(row[0]) if row else 0

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        connection = sqlite3.connect(self.path, timeout=60, isolation_level=None)
        try:
            connection.execute("PRAGMA synchronous = FULL")
            yield connection
        finally:
            connection.close()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        self._begun()  # in the place of a file that is gone no new one is begun
        try:
            with self._connected() as db:
                db.execute("PRAGMA journal_mode = DELETE")  # and no log beside, which even readers would have to write
                db.execute("BEGIN IMMEDIATE")
                for statement in SCHEMA.split("--;"):
                    db.execute(statement)
                yield db
                db.execute("COMMIT")
        except sqlite3.Error as error:
            raise DecisionError(f"{self.path} cannot be written: {error}") from error


def _held(db: sqlite3.Connection, mapping: Mapping[str, str]) -> dict[str, str]:
    """Where these members stand."""
    if len(mapping) >= _FEW:
        return dict(db.execute("SELECT member, id FROM given ORDER BY seq").fetchall())
    marks = ",".join("?" * len(mapping))
    query = f"SELECT member, id FROM given WHERE member IN ({marks}) ORDER BY seq"  # noqa: S608 - marks only
    return dict(db.execute(query, tuple(mapping)).fetchall())


def undone(decisions: Sequence[Decision]) -> dict[int, int]:
    """{number of a decision that was taken back: that of the undoing that stands}."""
    found: dict[int, int] = {}
    for decision in reversed(decisions):
        if decision.kind == "undo" and decision.seq not in found:
            found.setdefault(int(str(decision.payload["seq"])), decision.seq)
    return found


def _opened(row: Decision, pads: Mapping[str, bytes]) -> Decision:
    """A decision with its words, from its row as written. Raises ValueError where the key is of another file."""
    if "sealed" not in row.payload:
        return row  # written before words were sealed
    pad = pads.get(str(row.payload["sealed"]))
    if pad is None:
        left = {"seq": row.payload["seq"]} if row.kind == "undo" else {}
        return replace(row, payload=left, why="forgotten: its key was destroyed, or is not here", forgotten=True)
    payload, why = json.loads(unsealed(str(row.payload["words"]), pad))
    return replace(row, payload=payload, why=why)


def decoded(row: tuple[Any, ...]) -> Decision:
    """A decision as its row has it, sealed. Raises ValueError or TypeError where its payload is no JSON."""
    seq, at, by, kind, target, payload, why, previous, own = row
    return Decision(seq, at, by, kind, target, json.loads(payload), why, previous, own)


def canonical(value: object) -> str:
    """A JSON value as one text, always the same. Raises DecisionError for what is no JSON value."""
    try:
        return json.dumps(value, ensure_ascii=True, separators=(",", ":"), sort_keys=True, allow_nan=False)
    except (TypeError, ValueError) as error:
        raise DecisionError(f"a decision holds JSON values only: {error}") from error


def row_hash(values: tuple[object, ...]) -> str:
    """The SHA-256 of a row's values without its hash."""
    return hashlib.sha256(canonical(values).encode("ascii")).hexdigest()


def flaw(decision: Decision, seq: int, previous: str) -> str | None:
    """Why a row does not hold as number ``seq`` after a row of hash ``previous``; None if it does."""
    values = tuple(getattr(decision, name) for name in COLUMNS.split(", ")[:-1])
    if decision.seq != seq:
        return f"row {seq} is missing"
    if decision.previous != previous:
        return f"row {seq} does not follow the row before it"
    if decision.hash != row_hash(values):
        return f"row {seq} was changed after it was written"
    return None
