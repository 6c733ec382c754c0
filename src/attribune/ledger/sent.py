"""A case put to another machine and brought back: ``send`` and ``bring``, to any address that fsspec knows.

A case is worked on in a local folder: SQLite and atomic renames need one. At the address lies a copy that is whole at
every moment: each file under the SHA-256 of its bytes in ``files/``, a list of them in ``lists/``, and ``current``,
which names the list in force and is written last.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .case import Case, CaseError
from .locked import is_locked
from .parcel import MADE_HERE, STAYS, VISITS, Known, Seen, parcel, remember, seen, sha256_of, token
from .remote import RemoteError, filesystem, is_collapsed, refusals, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .parcel import Listing


class OverwriteError(RemoteError):
    """What lies at an address was not last sent or brought by this folder."""


def send(root: Path, address: str, *, replace: bool = False) -> int:
    """Put a case to an address; gives how many files had to travel. What the case no longer holds is removed there.

    Raises ``CaseError`` where a build writes the case, ``OverwriteError`` where what lies there was not last sent or
    brought by this folder and is not to be replaced, ``RemoteError`` where the store refuses, another sending is at
    work, or the decisions are damaged.
    """
    store, base = filesystem(address)
    if not is_locked(root) and (broken := Case.open(root).decisions.verify()):
        raise RemoteError(f"{root} is not sent, and what lies at {shown(address)} stays: {broken.reason}")
    writing = nullcontext() if is_locked(root) else Case.open(root).writing()
    with writing, tempfile.TemporaryDirectory() as scratch, refusals(address), _marked(store, base, address, root):
        before = seen(root, address)
        now = parcel(root, Path(scratch), before)
        if state(store, base) not in {None, before.mark, now.seen.mark} and not replace:
            raise OverwriteError(
                f"{shown(address)} holds a case in a state that {root} has not seen: 'attribune bring' fetches it into "
                "another folder; 'attribune merge' then takes the decisions of here into it; --replace puts this one "
                "in its place"
            )
        held = {str(name).rsplit("/", 1)[-1]: size for name, size in _sizes(store, f"{base}/files").items()}
        travelled = 0
        for name, (sha256, size) in sorted(now.listing.items()):
            if held.get(sha256) != size:  # one whose sending was cut off is shorter
                store.put_file(str(now.paths[name]), f"{base}/files/{sha256}")
                held[sha256] = size
                travelled += 1
        store.pipe_file(f"{base}/lists/{now.seen.mark}", now.data)
        store.pipe_file(f"{base}/current", now.seen.mark.encode("ascii"))
        _sweep(store, base, {sha256 for sha256, _ in now.listing.values()}, now.seen.mark)
        remember(root, address, now.seen)  # last: cut off before, the next sending sweeps again
        return travelled


def bring(root: Path, address: str) -> int:
    """Fetch the case at an address into a new folder, each file checked against its hash; gives how many there are.

    Raises ``CaseError`` where the folder holds something, ``RemoteError`` where there is no case or it is damaged.
    """
    if is_collapsed(str(root)):
        raise CaseError("a case is brought into a folder of this machine: other commands take its address as it is")
    if root.exists() and any(root.iterdir()):
        raise CaseError(f"{root} is a folder with other things in it: name a new one, or an empty one")
    return renew(root, address)


def renew(root: Path, address: str) -> int:
    """Put the state at an address in the place of the one in a folder, which has nothing of its own to lose.

    What is in the folder already is not fetched again. Gives how many files there are. Raises as ``bring`` does.
    """
    store, base = filesystem(address)
    draft, old = beside(root)
    for left in (draft, old):
        shutil.rmtree(left, ignore_errors=True)
    try:
        with refusals(address):
            mark = state(store, base)
            if mark is None:
                raise RemoteError(f"there is no case at {shown(address)}")
            listing = _listing(store.cat_file(f"{base}/lists/{mark}"), mark, address)
            before = seen(root, address)
            held = _held(root, before.files)
            for name, (sha256, _) in listing.items():
                path = draft / name
                path.parent.mkdir(parents=True, exist_ok=True)
                if sha256 in held:
                    _linked(held[sha256], path)
                    continue
                store.get_file(f"{base}/files/{sha256}", str(path))
                path.chmod(0o600)
                if sha256_of(path) != sha256:
                    raise RemoteError(f"{name} at {shown(address)} is damaged: its bytes have another hash")
        _keep_own(root, draft, same_ledger=_ledger(before.files) == _ledger(listing))
        _switched(root, draft, old)
        remember(root, address, Seen(mark, dict(_now(root, listing))))
    finally:
        for left in (draft, old):
            shutil.rmtree(left, ignore_errors=True)
    return len(listing)


def beside(root: Path) -> tuple[Path, Path]:
    """What lies beside a folder for the moment in which a state takes its place: the new one, the old one."""
    return root.with_name(f".{root.name}.draft"), root.with_name(f".{root.name}.old")


def _held(root: Path, files: Mapping[str, Known]) -> dict[str, Path]:
    """The files of a folder that are as they travelled, by their hash; databases, which are written to, are not."""
    found = {}
    for name, known in files.items():
        path = root / name
        if "/" in name and path.is_file():
            now = path.stat()
            if (now.st_size, now.st_mtime_ns) == (known.size, known.modified):
                found[known.sha256] = path
    return found


def _linked(path: str | Path, other: str | Path) -> None:
    """Let a file stand at another place too: as a link where the disk has them."""
    try:
        os.link(path, other)
    except OSError:
        shutil.copy2(path, other)


def _ledger(files: Mapping[str, Known] | Listing) -> set[tuple[str, str]]:
    return {(name, one[0]) for name, one in files.items() if name.startswith("ledger/g")}


def _keep_own(root: Path, draft: Path, *, same_ledger: bool) -> None:
    """What is of this machine stays; what was kept of a ledger only while that is in force, for it may be forgotten."""
    draft.mkdir(exist_ok=True)
    if (root / VISITS).exists():
        shutil.copy2(root / VISITS, draft / VISITS)
    for name in MADE_HERE:
        if same_ledger and (root / name).is_dir():
            shutil.copytree(root / name, draft / name, copy_function=_linked)


def _switched(root: Path, draft: Path, old: Path) -> None:
    """Put a folder that is whole in the place of another."""
    os.sync()  # what is remembered as brought must be on the disk
    if root.exists():
        root.rename(old)
    draft.rename(root)


def _now(root: Path, listing: Listing) -> Iterator[tuple[str, Known]]:
    for name, (sha256, sent) in listing.items():
        found = (root / name).stat()
        yield name, Known(sha256, sent, found.st_size, found.st_mtime_ns)


def _listing(data: bytes, mark: str, address: str) -> Listing:
    """The files of a list. Raises ``RemoteError`` where it is damaged, or a name leads out of the folder."""
    if hashlib.sha256(data).hexdigest() != mark:
        raise RemoteError(f"the list of files at {shown(address)} is damaged: its bytes have another hash")
    listing: Listing = {name: (sha256, size) for name, (sha256, size) in json.loads(data).items()}
    for name, (sha256, _) in listing.items():
        if not sha256.isalnum() or Path(name).is_absolute() or ".." in Path(name).parts or "\\" in name:
            raise RemoteError(f"the list of files at {shown(address)} has a name that leads out of the folder")
    return {name: one for name, one in listing.items() if name.partition("/")[0] not in STAYS}


def state(store: Any, base: str) -> str | None:  # noqa: ANN401 - a file system of fsspec, which has no types
    """What names the state that lies in a store; None where there is none."""
    try:
        mark = str(store.cat_file(f"{base}/current").decode("ascii")).strip()
    except FileNotFoundError:
        return None
    return mark if mark.isalnum() else ""


@contextmanager
def _marked(store: Any, base: str, address: str, root: Path) -> Iterator[None]:  # noqa: ANN401
    """Only one sending at a time, as far as a store can tell: its mark is put, and read again."""
    for folder in ("files", "lists"):
        store.makedirs(f"{base}/{folder}", exist_ok=True)
    path, own = f"{base}/sending", token(root)
    if not store.exists(path):
        store.pipe_file(path, own)
    if store.cat_file(path) != own:
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
