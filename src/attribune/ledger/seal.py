"""Words that can be destroyed although the row that holds them cannot: each is sealed under a key of its own.

The key is as long as the words, random, and used once, which makes it a one-time pad: without it the sealed words are
random bytes, whoever has them and for however long. It lives in another file than the rows.
"""

from __future__ import annotations

import secrets
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_TABLE = "CREATE TABLE IF NOT EXISTS pad (id TEXT PRIMARY KEY, pad BLOB NOT NULL) WITHOUT ROWID"


class Pads:
    """The keys of sealed words. The file is made by the first seal; to destroy a key is to forget its words."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def seal(self, words: str) -> dict[str, str]:
        """Seal some words; their key is on the disk before this returns: ``{"sealed": key's id, "words": hex}``."""
        plain = words.encode("utf-8", "surrogatepass")
        pad, own = secrets.token_bytes(len(plain)), secrets.token_hex(8)
        with self._connected() as db:
            db.execute(_TABLE)
            db.execute("INSERT INTO pad VALUES (?, ?)", (own, pad))
        return {"sealed": own, "words": _crossed(plain, pad).hex()}

    def all(self) -> dict[str, bytes]:
        """Every key by its id."""
        if not self.path.exists():
            return {}
        with self._connected() as db:
            # a file whose making was cut off has no table, and no keys
            made = db.execute("SELECT 1 FROM sqlite_master WHERE name = 'pad'").fetchone()
            return dict(db.execute("SELECT id, pad FROM pad").fetchall()) if made else {}

    def destroy(self, keys: Iterable[str]) -> None:
        """Destroy some keys, and overwrite the places in the file where they were."""
        with self._connected() as db:
            db.executemany("DELETE FROM pad WHERE id = ?", [(key,) for key in keys])
            db.execute("VACUUM")

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        connection = sqlite3.connect(self.path, timeout=60, isolation_level=None)
        try:
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA secure_delete = ON")  # what is deleted is overwritten with zeros
            yield connection
        finally:
            connection.close()


def unsealed(sealed: str, pad: bytes) -> str:
    """The words again. Raises ValueError where they are not hexadecimal or the key is of another length."""
    data = bytes.fromhex(sealed)
    if len(data) != len(pad):
        raise ValueError("a key does not fit what it sealed")
    return _crossed(data, pad).decode("utf-8", "surrogatepass")


def _crossed(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))
