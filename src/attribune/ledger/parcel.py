"""What travels of a case to an address, and what its folder remembers of the state that travelled last."""

from __future__ import annotations

import hashlib
import json
import secrets
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from .atomic import write_bytes
from .locked import is_locked
from .remote import RemoteError, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Listing = dict[str, tuple[str, int]]
"""{name of a file in the case: its SHA-256, its size}."""

VISITS = "visits.db"  # who looked at the case when
MADE_HERE = ("pages", "search")  # what is shown, kept: made anew on each machine, which opens no such file of another's
STAYS = (VISITS, *MADE_HERE, "lock", "preparing")
"""What does not travel, in either direction: it is of this machine."""
_BESIDE = ("-wal", "-shm", "-journal", ".draft")  # parts of a database that is copied whole, and what is being written
_BACKUP = "backup"  # is made of the rest: it travels with it, never for itself
_DATABASE = b"SQLite format 3\0"
_TOKEN = "token"  # noqa: S105 - the name under which it is remembered


class Known(NamedTuple):
    """A file as it travelled: the hash and size of what did, and the size and time of the file that it was made of."""

    sha256: str
    sent: int
    size: int
    modified: int


@dataclass(frozen=True, slots=True)
class Seen:
    """The state of an address that a folder last sent or brought: the hash of its list, and its files."""

    mark: str = ""
    files: Mapping[str, Known] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Parcel:
    """A state of a case that can travel: its list of files, where the bytes of each lie, and the list as it is put."""

    listing: Listing
    paths: Mapping[str, Path]
    data: bytes
    seen: Seen


def parcel(root: Path, scratch: Path, before: Seen) -> Parcel:
    """The case in a folder as it is now. What has not changed since ``before`` is not read again.

    Raises ``RemoteError`` for an original that was changed on the disk: the good one is not to be written over.
    """
    paths, known = dict[str, Path](), dict[str, Known]()
    for name, path in files(root):
        known[name], paths[name] = _known(name, path, scratch, before)
        if name.startswith("originals/") and path.parent.name == path.name[:2] and known[name].sha256 != path.name:
            raise RemoteError(f"{path} was changed on the disk: it is not sent, and what was sent before stays")
    listing = {name: (one.sha256, one.sent) for name, one in known.items()}
    data = json.dumps(listing, sort_keys=True, indent=0).encode("utf-8")
    return Parcel(listing, paths, data, Seen(hashlib.sha256(data).hexdigest(), known))


def changed(root: Path, before: Seen, scratch: Path) -> list[str]:
    """The files that a person or a build changed since, a backup aside; all where nothing has travelled yet."""
    if not is_case(root):
        return []
    now = {name: path for name, path in files(root) if not name.startswith(_BACKUP)}
    was = {name for name in before.files if not name.startswith(_BACKUP)}
    both = now.keys() & was
    differ = {one for one in both if _known(one, now[one], scratch, before)[0].sha256 != before.files[one].sha256}
    return sorted((now.keys() ^ was) | differ)


def is_case(root: Path) -> bool:
    """Whether there is a case in a folder, open or locked."""
    return (root / "case.toml").is_file() or is_locked(root)


def files(root: Path) -> Iterator[tuple[str, Path]]:
    """What makes up a case, without ledgers that are no longer in force and what is only of this moment or machine."""
    pointer = root / "ledger" / "current"
    now = pointer.read_text("ascii").strip() if pointer.exists() else ""
    for path in sorted(root.rglob("*")):
        parts = path.relative_to(root).parts
        old = len(parts) > 1 and parts[0] == "ledger" and parts[1] not in (now, "current", "annotated")
        passing = parts[0] in STAYS or path.name.endswith(_BESIDE)
        if not old and not passing and path.is_file() and not path.is_symlink():
            yield "/".join(parts), path


def _known(name: str, path: Path, scratch: Path, before: Seen) -> tuple[Known, Path]:
    """A file as it may travel, and where: a database that may be in use is copied by SQLite first."""
    found, was, database = path.stat(), before.files.get(name), _is_database(name, path)
    if was is not None and not database and (was.size, was.modified) == (found.st_size, found.st_mtime_ns):
        return was, path
    source = _copied(path, scratch) if database else path
    return Known(sha256_of(source), source.stat().st_size, found.st_size, found.st_mtime_ns), source


def _is_database(name: str, path: Path) -> bool:
    """Whether others may write to a file while it is read: the databases that lie in the case's folder itself."""
    if "/" in name:
        return False
    with path.open("rb") as stream:
        return stream.read(len(_DATABASE)) == _DATABASE


def _copied(path: Path, scratch: Path) -> Path:
    copy = scratch / f"{len(list(scratch.iterdir()))}.db"
    try:
        with closing(sqlite3.connect(path)) as live, closing(sqlite3.connect(copy)) as made:
            live.backup(made)
    except sqlite3.Error as broken:
        raise RemoteError(f"{path} cannot be copied: {broken}; 'attribune doctor' looks at the case") from broken
    return copy


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's bytes."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


# What a folder remembers lies beside it, since a locked case is one file


def _beside(root: Path) -> Path:
    return root.absolute().with_name(f".{root.absolute().name}.sent.json")


def _all(root: Path) -> dict[str, Any]:
    path = _beside(root)
    return dict(json.loads(path.read_text("utf-8"))) if path.exists() else {}


def seen(root: Path, address: str) -> Seen:
    """What a folder remembers of an address."""
    told = _all(root).get(shown(address), "")
    if isinstance(told, str):  # as older versions wrote it
        return Seen(told)
    return Seen(told["mark"], {name: Known(*one) for name, one in told["files"].items()})


def remember(root: Path, address: str, now: Seen) -> None:
    """Remember what was sent or brought."""
    _write(root, {**_all(root), shown(address): {"mark": now.mark, "files": now.files}})


def addresses(root: Path) -> list[str]:
    """Where a folder sent its case, or brought it from."""
    return sorted(_all(root).keys() - {_TOKEN})


def token(root: Path) -> bytes:
    """What this folder marks its sendings with, always the same: one that was cut off does not stop the next."""
    held = _all(root)
    if _TOKEN not in held:
        held[_TOKEN] = secrets.token_hex(16)
        _write(root, held)
    return str(held[_TOKEN]).encode("ascii")


def _write(root: Path, told: Mapping[str, Any]) -> None:
    write_bytes(_beside(root), json.dumps(told, separators=(",", ":")).encode("utf-8"))
