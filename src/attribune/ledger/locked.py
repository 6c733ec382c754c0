"""A case under lock: all its files as one age-encrypted archive, and nothing of it in the clear on the disk.

``locked.age`` is a tar archive encrypted for a key made for this one lock; ``locked.key.age`` is that key, encrypted
with the passphrase. Both are plain age files: without Attribune, ``age -d locked.key.age > key`` and
``age -d -i key locked.age | tar x`` bring the case back. Where the archive stands under its name it is whole: it is
written under another name, read back, and only then renamed, and only then is anything removed.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tarfile
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

from attribune.model import AttribuneError

from .atomic import sync_folder, write_bytes

if TYPE_CHECKING:
    from collections.abc import Callable

ARCHIVE, KEY = "locked.age", "locked.key.age"
_DRAFT, _STAGE = ".locked.age.draft", ".unlocking"


class LockError(AttribuneError):
    """A case cannot be locked or unlocked; the message says why."""


def is_locked(root: Path) -> bool:
    """Whether a case is under lock. What may lie beside the archive then is left from an interruption."""
    return (root / ARCHIVE).exists()


def unsent(root: Path) -> list[Path]:
    """States of a working copy (``working``) that could not be sent and were put aside."""
    return sorted(root.parent.glob(f"{root.name}.unsent-[0-9]*"))


def lock(root: Path, passphrase: str) -> None:
    """Put a case under lock. Interrupted, it leaves the case as it was or locked; done again, it is finished.

    Raises ``LockError`` where something of it would stay in the clear.
    """
    if left := unsent(root):
        raise LockError(f"{left[0]} holds the case in the clear, with changes never sent: merge them, or remove it")
    if not is_locked(root):
        if not passphrase:
            raise LockError("a case is locked with a passphrase: an empty one protects nothing")
        age = _age()
        identity = age.x25519.Identity.generate()
        write_bytes(root / KEY, age.passphrase.encrypt(str(identity).encode("ascii"), passphrase))
        digest = _pack(root, identity)
        if _unpacked_digest(root / _DRAFT, identity) != digest:
            raise LockError("the archive does not read back as it was written: the case is left as it is")
        (root / _DRAFT).rename(root / ARCHIVE)
        sync_folder(root)
    for entry in root.iterdir():
        if entry.name not in {ARCHIVE, KEY}:
            _remove(entry)
    sync_folder(root)


def unlock(root: Path, passphrase: str) -> None:
    """Bring a case back. Interrupted, it stays locked; done again, it starts over.

    Raises ``LockError`` where the case is not locked, or the passphrase is wrong.
    """
    if not is_locked(root):
        raise LockError(f"the case {root} is not locked")
    age = _age()
    try:
        secret = age.passphrase.decrypt((root / KEY).read_bytes(), passphrase).decode("ascii")
    except age.DecryptError as wrong:
        raise LockError("this passphrase does not open the case") from wrong
    except OSError as missing:
        raise LockError(f"{root / KEY}, which holds the key, cannot be read") from missing
    stage = root / _STAGE
    shutil.rmtree(stage, ignore_errors=True)
    stage.mkdir()
    _unpack(root / ARCHIVE, age.x25519.Identity.from_str(secret), stage)
    for entry in stage.iterdir():
        target = root / entry.name
        _remove(target)
        entry.rename(target)
    stage.rmdir()
    sync_folder(root)
    (root / ARCHIVE).unlink()  # from here on the case is open
    (root / KEY).unlink()
    sync_folder(root)


def _pack(root: Path, identity: Any) -> str:  # noqa: ANN401 - pyrage has no types
    """Write the encrypted archive of all else in the folder, through memory only; gives the archive's hash."""
    digest = hashlib.sha256()

    def feed(end: int) -> None:
        with os.fdopen(end, "wb") as pipe:
            hashed: Any = _Hashed(pipe, digest)  # writes as tarfile needs it, and no more
            with tarfile.open(fileobj=hashed, mode="w|") as archive:
                for entry in sorted(root.iterdir()):
                    if entry.name not in {KEY, _DRAFT, _STAGE, "lock"}:
                        archive.add(entry, entry.name)

    with (root / _DRAFT).open("wb") as out:
        _through(feed, lambda pipe: _age().encrypt_io(pipe, out, [identity.to_public()]))
        out.flush()
        os.fsync(out.fileno())
    return digest.hexdigest()


def _through(feed: Callable[[int], None], drain: Callable[[Any], None]) -> None:
    """Run two ends of a pipe; what the feeding end raises is raised here, so that half an archive is never taken."""
    read, write = os.pipe()
    failed: list[BaseException] = []

    def guarded() -> None:
        try:
            feed(write)
        except BaseException as error:  # noqa: BLE001 - it is raised again in the thread that waits
            failed.append(error)

    thread = Thread(target=guarded)
    thread.start()
    with os.fdopen(read, "rb") as pipe:
        drain(pipe)
    thread.join()
    if failed:
        raise failed[0]


def _unpacked_digest(path: Path, identity: Any) -> str:  # noqa: ANN401
    sink = _Hashed(None, hashlib.sha256())
    with path.open("rb") as source:
        _age().decrypt_io(source, sink, [identity])
    return str(sink.digest.hexdigest())


def _unpack(path: Path, identity: Any, into: Path) -> None:  # noqa: ANN401
    def feed(end: int) -> None:
        with os.fdopen(end, "wb") as pipe, path.open("rb") as source:
            _age().decrypt_io(source, pipe, [identity])

    def drain(pipe: Any) -> None:  # noqa: ANN401
        with tarfile.open(fileobj=pipe, mode="r|") as archive:
            archive.extractall(into, filter="data")
        while pipe.read(1 << 20):  # what pads the archive's end
            pass

    _through(feed, drain)


class _Hashed:
    """Passes bytes on, if to anybody, and hashes them."""

    def __init__(self, out: Any, digest: Any) -> None:  # noqa: ANN401 - files and hashes
        self._out = out
        self.digest = digest

    def write(self, data: bytes) -> int:
        self.digest.update(data)
        if self._out is not None:
            self._out.write(data)
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _age() -> Any:  # noqa: ANN401
    try:
        import pyrage
    except ModuleNotFoundError as missing:
        raise LockError("locking needs pyrage: pip install 'attribune[lock]'") from missing
    return pyrage
