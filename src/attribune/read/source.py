"""Files, folders, addresses and standard input, one document at a time."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from attribune.model import Document

from . import container, given, member, remote
from .document import failed, read_file
from .found import Found, Place, writable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def find(inputs: Iterable[str | Path], metadata: str | Path | None = None) -> Iterator[Found]:
    """Every document of the inputs: files, folders with all below them in sorted order, ``-`` for standard input, and
    whatever fsspec has an address for (``s3://bucket/folder``).

    ``metadata`` names a table, see ``given.load``. Raises MetadataError for a table that cannot be used, RemoteError
    for an address that cannot be, and nothing else.
    """
    told = given.load(metadata)
    skipped = os.path.realpath(metadata) if metadata else None  # which, unlike resolve, bears links in a circle
    for one in inputs:
        if str(one) == "-":
            yield from container.found(Place("-", told), sys.stdin.buffer)
            continue
        if remote.is_remote(str(one)) and not Path(one).exists():
            yield from remote.find(str(one), told)
            continue
        for path, file in _files(Path(one)):
            if not skipped or os.path.realpath(file) != skipped:
                yield from _open(path, file, told)


def document(found: Found) -> Document:
    """The document that was found; one that cannot be read has ``failure`` set. Pure."""
    if found.failure is not None:
        return failed(found.path, found.sha256, found.failure, found.given)
    read_one = member.read_member if found.member else read_file
    return read_one(found.path, found.data, found.given)


def read(inputs: Iterable[str | Path], metadata: str | Path | None = None) -> Iterator[tuple[Document, bytes]]:
    """Every document of the inputs with the bytes that it was read from (none where it is too large to keep)."""
    for found in find(inputs, metadata):
        yield document(found), found.data


def read_bytes(path: str, data: bytes, told: given.Given | None = None) -> list[Document]:
    """The documents that some bytes hold: one, or one for each member of a container. Pure."""
    place = Place(path, told or given.Given())
    return [document(found) for found in container.found(place, io.BytesIO(data))]


def _files(named: Path) -> Iterator[tuple[str, Path]]:
    """Every file of an input, with its path in the case; hidden files and folders are left out."""
    if not named.is_dir():
        yield named.name, named
        return
    for folder, folders, names in os.walk(named):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                file = Path(folder, name)
                yield file.relative_to(named).as_posix(), file


def _open(path: str, file: Path, told: given.Given) -> Iterator[Found]:
    place = Place(writable(path), told)  # a name may be in no encoding
    try:
        if not file.is_file():
            raise FileNotFoundError(2, "no such file" if not file.exists() else "neither a file nor a folder")
        with file.open("rb") as stream:
            yield from container.found(place, stream)
    except OSError as reason:
        words = (reason.strerror or str(reason)).lower()
        yield place.fails(f"The file cannot be read: {words}.")
