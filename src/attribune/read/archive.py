"""Zip and tar archives: their members one after the other, none of them trusted."""

from __future__ import annotations

import hashlib
import io
import tarfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, BinaryIO, cast

from . import limit
from .failure import UnreadableError
from .layer import BROKEN, step

if TYPE_CHECKING:
    from collections.abc import Iterator

_OUTSIDE = "Its name leads out of the archive, as only an attack's does; it is left alone."
_LOCKED = "It is protected by a password."


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive: its name, the step that leads to it, how to open it; or why it is left alone."""

    name: str
    step: str
    open: Callable[[], BinaryIO] | None = None
    failure: str | None = None
    sha256: str = ""


class Guarded(io.RawIOBase):
    """A stream of what is unpacked: one that is broken or unpacks beyond all measure raises UnreadableError.

    ``taken`` says how many packed bytes went in so far.
    """

    def __init__(self, stream: BinaryIO, taken: Callable[[], int]) -> None:
        self._stream, self._taken, self._given = stream, taken, 0

    def readable(self) -> bool:
        """It is there to be read."""
        return True

    def read(self, size: int = -1) -> bytes:
        """The next bytes. Raises UnreadableError."""
        try:
            block = self._stream.read(min(size, 1 << 20) if size >= 0 else 1 << 20)
        except UnreadableError:
            raise
        except (RuntimeError, *BROKEN) as broken:
            raise _unreadable(broken) from broken
        self._given += len(block)
        if self._given > limit.MOST_UNPACKED and self._given > limit.MOST_TIMES * max(1, self._taken()):
            raise UnreadableError(limit.BOMB)
        return block


def _unreadable(broken: Exception) -> UnreadableError:
    """Why a member cannot be unpacked. zipfile has no exception of its own for one that asks for a password."""
    words = str(broken).rstrip(".")
    if "password" in words:
        return UnreadableError(_LOCKED)
    return UnreadableError(f"It is packed and broken: {words or 'it ends too early'}.")


def members(stream: BinaryIO, *, tar: bool) -> Iterator[Member]:
    """The files of an archive in its own order. Raises UnreadableError where it is broken as a whole."""
    return _tarred(stream) if tar else _zipped(stream)


def is_tar(head: bytes) -> bool:
    """A tar archive."""
    return head[257:262] == b"ustar"


def _zipped(stream: BinaryIO) -> Iterator[Member]:
    try:
        archive = zipfile.ZipFile(stream)
    except BROKEN as broken:
        raise UnreadableError(f"The zip archive is broken: {broken}.") from broken
    with archive:
        files = [one for one in archive.infolist() if not one.filename.endswith("/") and not _hidden(one.filename)]
        _count(len(files))
        web = {one.filename for one in files} if "datapackage.json" in {one.filename for one in files} else set()
        if any(name.startswith("archive/") for name in web):  # WACZ: what stands beside the archive is an index of it
            files = [one for one in files if one.filename.startswith("archive/")]
        for one in files:
            marked = hashlib.sha256(f"{one.CRC}:{one.file_size}:{one.filename}".encode("utf-8", "replace")).hexdigest()
            failure = _OUTSIDE if outside(one.filename) else _LOCKED if one.flag_bits & 1 else None
            opened = _opener(archive, one)
            yield Member(one.filename, step("zip", one.filename), None if failure else opened, failure, marked)


def _opener(archive: zipfile.ZipFile, one: zipfile.ZipInfo) -> Callable[[], BinaryIO]:
    def opened() -> BinaryIO:
        try:
            return cast("BinaryIO", Guarded(cast("BinaryIO", archive.open(one)), lambda: one.compress_size))
        except (RuntimeError, *BROKEN) as broken:
            raise _unreadable(broken) from broken

    return opened


def _tarred(stream: BinaryIO) -> Iterator[Member]:
    try:
        with tarfile.open(fileobj=stream, mode="r|") as archive:
            for number, one in enumerate(archive, 1):
                _count(number)
                if one.isdir() or _hidden(one.name):
                    continue
                failure = (
                    _OUTSIDE if outside(one.name) else None if one.isfile() else "It is a link or a device, no file."
                )
                marked = hashlib.sha256(
                    f"{one.offset_data}:{one.size}:{one.name}".encode("utf-8", "replace")
                ).hexdigest()
                opened = _extractor(archive, one)
                yield Member(one.name, step("tar", one.name), None if failure else opened, failure, marked)
    except UnreadableError:
        raise
    except BROKEN as broken:
        raise UnreadableError(f"The tar archive is broken: {broken}.") from broken


def _extractor(archive: tarfile.TarFile, one: tarfile.TarInfo) -> Callable[[], BinaryIO]:
    def opened() -> BinaryIO:
        found = archive.extractfile(one)
        return cast("BinaryIO", Guarded(cast("BinaryIO", found or io.BytesIO()), lambda: one.size))

    return opened


def _count(files: int) -> None:
    if files > limit.MOST_MEMBERS:
        raise UnreadableError(f"The archive holds more than {limit.MOST_MEMBERS:,} files.")


def _hidden(name: str) -> bool:
    return any(
        part.startswith(".") and part not in (".", "..") for part in PurePosixPath(name).parts
    ) or name.startswith("__MACOSX")


def outside(name: str) -> bool:
    """Whether a name leads out of the folder that it stands in."""
    return name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or name[1:2] == ":"
