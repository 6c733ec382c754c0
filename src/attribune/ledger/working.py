"""The working copy of a case that lies at an address: brought up to date, worked on, and what changed in it sent back.

It lies in the user's cache, in a folder that only the user can enter, in the clear unless the case is locked. Whoever
works on it holds a shared lock; what takes another state's place needs the lock alone. What could not be sent stays in
the copy, and the next one who works on it sends it.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import shutil
import tempfile
from contextlib import contextmanager
from functools import partial
from pathlib import Path, PosixPath
from typing import IO, TYPE_CHECKING

from .case import CaseError
from .locked import unsent
from .parcel import changed, is_case, parcel, remember, seen
from .remote import RemoteError, filesystem, refusals, shown
from .sent import OverwriteError, beside, renew, send, state

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_PASSWORD = re.compile(r"(//[^/@:\s]{0,400}):[^/@\s]{1,400}@")
_NAME = re.compile(r"[^\w.-]+")


class Copy(PosixPath):
    """The folder of a working copy; in a sentence it is called by the address of the case."""

    address = ""
    lock: IO[str] | None = None
    end: Callable[[], None] = staticmethod(lambda: None)

    def hold(self) -> None:
        """Let nobody put another state in its place for as long as this object lives."""
        if self.lock:
            self.lock = os.fdopen(os.dup(self.lock.fileno()), "w")

    def pass_on(self) -> str:
        """Send what has changed so far; gives why it could not be, which the next time may. For work that goes on."""
        try:
            self.end()
        except (RemoteError, CaseError) as refused:
            return str(refused)
        return ""

    def __format__(self, spec: str) -> str:
        return format(self.address or str(self), spec)


@contextmanager
def worked_on(address: str, *, new: bool = False, tell: Callable[[str], None] = lambda _: None) -> Iterator[Copy]:
    """The folder of a case's working copy, as the case is at the address now; what the block changes is sent there.

    It is sent however the block ends. ``new`` lets there be no case yet. ``tell`` is given what went wrong with the
    sending where the block itself failed already, and what is nobody's fault. Raises ``RemoteError``.
    """
    root = folder_of(address)
    root.address = shown(address)
    with (root.parent / "lock").open("w") as lock:
        root.lock, root.end = lock, partial(_end, root, address, lock.fileno(), tell)
        _begin(root, address, lock.fileno(), new=new)
        for left in unsent(root):
            tell(f"{left} has changes that were never sent to {root}: merge them, or remove the folder")
        try:
            yield root
        except BaseException:
            if refused := root.pass_on():
                tell(refused)
            raise
        root.end()


def folder_of(address: str) -> Copy:
    """Where the working copy of an address lies; the folder around it is made. Nothing is fetched."""
    try:
        from platformdirs import user_cache_path
    except ImportError as missing:
        raise RemoteError(f"{shown(address)} needs platformdirs: pip install 'attribune[remote]'") from missing
    bare = _PASSWORD.sub(r"\1@", address.rstrip("/"))
    name = _NAME.sub("-", bare.rpartition("/")[2]).strip(".-")[:60] or "case"
    cases = user_cache_path("attribune") / "cases"
    around = cases / hashlib.sha256(bare.encode("utf-8", "replace")).hexdigest()[:24]
    try:
        for folder in (cases, around):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            folder.chmod(0o700)  # names and texts lie in it in the clear
    except OSError as refused:
        raise RemoteError(f"the working copy of {shown(address)} cannot lie in {around}: {refused.strerror}") from None
    return Copy(around / name)


def _begin(root: Copy, address: str, lock: int, *, new: bool) -> None:
    """Bring the copy up to date, and hold it. Raises ``RemoteError`` where that cannot be without losing something."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        alone = True
        for left in beside(root):  # of a command that was killed while it brought the copy up to date
            shutil.rmtree(left, ignore_errors=True)
    except BlockingIOError:
        fcntl.flock(lock, fcntl.LOCK_SH)  # waits while another one brings it up to date
        alone = False
    store, base = filesystem(address)
    with refusals(address):
        there = state(store, base)
    mark = seen(root, address).mark
    if there is None:
        _absent(root, mark, new=new)
    elif there != mark or not root.exists():
        if not alone:
            raise RemoteError(
                f"{root} was changed from elsewhere, and another command is at work on its copy here ({root!s}): "
                "end that one first"
            )
        _settle(root, address, there)
    fcntl.flock(lock, fcntl.LOCK_SH)


def _absent(root: Copy, mark: str, *, new: bool) -> None:
    """There is no case at the address: there may be none yet, or one that was never sent."""
    if mark and is_case(root):
        raise RemoteError(
            f"there is no case at {root} any more; as it was last seen it lies in {root!s}: 'attribune send {root!s} "
            f"{root}' puts it back, and who does not want it any more removes that folder"
        )
    if not new and not is_case(root):
        raise RemoteError(f"there is no case at {root}: make one with 'attribune build INPUTS --case {root}'")


def _settle(root: Copy, address: str, there: str) -> None:
    """Bring the state that is there now. What was changed here and not sent is put aside, and that is told."""
    before = seen(root, address)
    with tempfile.TemporaryDirectory() as scratch:
        own = changed(root, before, Path(scratch))
        now = parcel(root, Path(scratch), before) if own else None
    if now and now.seen.mark == there:  # it was sent, and that could not be noted any more
        remember(root, address, now.seen)
    elif own:
        aside = _free(root)
        root.rename(aside)
        renew(root, address)
        raise OverwriteError(_conflict(root, aside, own))
    else:
        renew(root, address)


def _free(root: Path) -> Path:
    """Where the next state that could not be sent is put."""
    number = 1 + max((int(one.name.rpartition("-")[2]) for one in unsent(root)), default=0)
    return root.with_name(f"{root.name}.unsent-{number}")


def _conflict(root: Copy, aside: Path, own: list[str]) -> str:
    other = sorted({name.partition("/")[0] for name in own if not name.startswith("decisions.db")})
    decided = f"'attribune merge {root} {aside}/decisions.db' takes the decisions in; "
    return (
        f"{root} was changed from elsewhere before what was changed here was sent. The state there counts from now on; "
        f"that of here is kept in {aside}. {decided if any(name.startswith('decisions.db') for name in own) else ''}"
        + (f"{', '.join(other)} differ too: add the articles, or copy the files, again; " if other else "")
        + f"'attribune send {aside} {root} --replace' puts the state of here in its place instead. "
        "Then remove that folder"
    )


def _end(root: Copy, address: str, lock: int, tell: Callable[[str], None]) -> None:
    """Send what changed, if anything did."""
    with (root.parent / "sending").open("w") as own:
        fcntl.flock(own, fcntl.LOCK_EX)  # another command that ends just now may send this one's changes too
        with tempfile.TemporaryDirectory() as scratch:
            if not changed(root, seen(root, address), Path(scratch)):
                return
        try:
            send(root, address)
        except OverwriteError as newer:
            _aside(root, address, lock, newer)
        except CaseError as busy:
            tell(f"not sent to {root} yet: {busy}. What was done is kept, and the next command sends it")
        except RemoteError as refused:
            raise RemoteError(
                f"not sent to {root}: {refused}. What was done is kept in {root!s}, and the next command on the case "
                "sends it"
            ) from refused


def _aside(root: Copy, address: str, lock: int, newer: OverwriteError) -> None:
    """Somebody sent another state while this one was worked on."""
    store, base = filesystem(address)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise OverwriteError(
            f"{root} was changed from elsewhere meanwhile. What was done here is kept in {root!s}, where another "
            f"command is still at work; the first command on {root} after that says how the two become one"
        ) from newer
    with refusals(address):
        there = state(store, base)
    _settle(root, address, there or "")
