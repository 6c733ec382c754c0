"""A case put to another machine and brought back: ``send`` and ``bring``, to any address that fsspec knows.

A case is worked on in a local folder: SQLite and atomic renames need one. At the address lies a copy that is whole at
every moment: each file under the SHA-256 of its bytes in ``files/``, a list of them in ``lists/``, and ``current``,
which names the list in force and is written last.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import shutil
import sqlite3
import tempfile
from contextlib import closing, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .atomic import write_bytes
from .case import Case, CaseError
from .locked import is_locked
from .remote import RemoteError, filesystem, refusals, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    Listing = dict[str, tuple[str, int]]

_LOCK = "lock"  # of this machine's builds
_BESIDE = ("-wal", "-shm", ".draft")  # parts of a database that is copied whole, and what is being written


def send(root: Path, address: str, *, replace: bool = False) -> int:
    """Put a case to an address; gives how many files had to travel. What the case no longer holds is removed there.

    Raises ``CaseError`` where a build writes the case, ``RemoteError`` where the store refuses, another sending is at
    work, or what lies there was not last sent or brought by this folder and is not to be replaced.
    """
    store, base = filesystem(address)
    writing = nullcontext() if is_locked(root) else Case.open(root).writing()
    with writing, tempfile.TemporaryDirectory() as scratch, refusals(address), _marked(store, base, address):
        there = _current(store, base)
        if there is not None and there != _seen(root).get(shown(address)) and not replace:
            raise RemoteError(
                f"{shown(address)} holds a case in a state that {root} has not seen: 'attribune bring' fetches it into "
                "another folder; --replace puts this one in its place"
            )
        files = {path.relative_to(root).as_posix(): _whole(path, Path(scratch)) for path in _files(root)}
        listing = {name: (_sha256(path), path.stat().st_size) for name, path in files.items()}
        held = {str(name).rsplit("/", 1)[-1]: size for name, size in _sizes(store, f"{base}/files").items()}
        travelled = 0
        for name, (sha256, size) in sorted(listing.items()):
            if held.get(sha256) != size:  # one whose sending was cut off is shorter
                store.put_file(str(files[name]), f"{base}/files/{sha256}")
                held[sha256] = size
                travelled += 1
        data = json.dumps(listing, sort_keys=True, indent=0).encode("utf-8")
        mark = hashlib.sha256(data).hexdigest()
        store.pipe_file(f"{base}/lists/{mark}", data)
        store.pipe_file(f"{base}/current", mark.encode("ascii"))
        _remember(root, address, mark)
        _sweep(store, base, {sha256 for sha256, _ in listing.values()}, mark)
        return travelled


def bring(root: Path, address: str) -> int:
    """Fetch the case at an address into a new folder, each file checked against its hash; gives how many there are.

    Raises ``CaseError`` where the folder holds something, ``RemoteError`` where there is no case or it is damaged.
    """
    if root.exists() and any(root.iterdir()):
        raise CaseError(f"{root} is a folder with other things in it: name a new one, or an empty one")
    store, base = filesystem(address)
    draft = root.with_name(f".{root.name}.draft")
    shutil.rmtree(draft, ignore_errors=True)
    try:
        with refusals(address):
            mark = _current(store, base)
            if mark is None:
                raise RemoteError(f"there is no case at {shown(address)}")
            listing = _listing(store.cat_file(f"{base}/lists/{mark}"), mark, address)
            for name, (sha256, _) in listing.items():
                path = draft / name
                path.parent.mkdir(parents=True, exist_ok=True)
                store.get_file(f"{base}/files/{sha256}", str(path))
                path.chmod(0o600)
                if _sha256(path) != sha256:
                    raise RemoteError(f"{name} at {shown(address)} is damaged: its bytes have another hash")
        if root.exists():
            root.rmdir()
        draft.rename(root)
        _remember(root, address, mark)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return len(listing)


def _files(root: Path) -> Iterator[Path]:
    """What makes up a case, without ledgers that are no longer in force and what is only of this moment."""
    pointer = root / "ledger" / "current"
    now = pointer.read_text("ascii").strip() if pointer.exists() else ""
    for path in sorted(root.rglob("*")):
        parts = path.relative_to(root).parts
        old = len(parts) > 1 and parts[0] == "ledger" and parts[1] not in (now, "current", "annotated")
        passing = parts[0] == _LOCK or path.name.endswith(_BESIDE)
        if path.is_file() and not path.is_symlink() and not old and not passing:
            yield path


def _whole(path: Path, scratch: Path) -> Path:
    """A file as it may travel: a database that may be in use is copied by SQLite first."""
    if path.suffix != ".db":
        return path
    copy = scratch / f"{len(list(scratch.iterdir()))}.db"
    with closing(sqlite3.connect(path)) as live, closing(sqlite3.connect(copy)) as made:
        live.backup(made)
    return copy


def _listing(data: bytes, mark: str, address: str) -> Listing:
    """The files of a list. Raises ``RemoteError`` where it is damaged, or a name leads out of the folder."""
    if hashlib.sha256(data).hexdigest() != mark:
        raise RemoteError(f"the list of files at {shown(address)} is damaged: its bytes have another hash")
    listing: Listing = {name: (sha256, size) for name, (sha256, size) in json.loads(data).items()}
    for name, (sha256, _) in listing.items():
        if not sha256.isalnum() or Path(name).is_absolute() or ".." in Path(name).parts or "\\" in name:
            raise RemoteError(f"the list of files at {shown(address)} has a name that leads out of the folder")
    return listing


def _current(store: Any, base: str) -> str | None:  # noqa: ANN401 - a file system of fsspec, which has no types
    try:
        mark = str(store.cat_file(f"{base}/current").decode("ascii")).strip()
    except FileNotFoundError:
        return None
    return mark if mark.isalnum() else ""


@contextmanager
def _marked(store: Any, base: str, address: str) -> Iterator[None]:  # noqa: ANN401
    """Only one sending at a time, as far as a store can tell: its mark is put, and read again."""
    for folder in ("files", "lists"):
        store.makedirs(f"{base}/{folder}", exist_ok=True)
    path, token = f"{base}/sending", secrets.token_hex(16).encode("ascii")
    if not store.exists(path):
        store.pipe_file(path, token)
    if store.cat_file(path) != token:
        raise RemoteError(
            f"another sending to {shown(address)} is at work, or was cut off: if none is, remove 'sending' there"
        )
    try:
        yield
    finally:
        store.rm_file(path)


def _sizes(store: Any, folder: str) -> dict[str, int]:  # noqa: ANN401
    return {name: int(one["size"]) for name, one in store.find(folder, detail=True).items()}


def _sweep(store: Any, base: str, held: set[str], mark: str) -> None:  # noqa: ANN401
    """Remove what the list in force does not name: what was forgotten must not stay there."""
    for folder, kept in (("files", held), ("lists", {mark})):
        for name in _sizes(store, f"{base}/{folder}"):
            if str(name).rsplit("/", 1)[-1] not in kept:
                store.rm_file(name)


def _beside(root: Path) -> Path:
    """What this folder last sent to or brought from each address: beside the case, since a locked one is one file."""
    return root.absolute().with_name(f".{root.absolute().name}.sent.json")


def _seen(root: Path) -> dict[str, str]:
    path = _beside(root)
    return dict(json.loads(path.read_text("utf-8"))) if path.exists() else {}


def _remember(root: Path, address: str, mark: str) -> None:
    write_bytes(_beside(root), json.dumps({**_seen(root), shown(address): mark}).encode("utf-8"))


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
