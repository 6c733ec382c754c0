"""Files, folders and standard input, one document at a time."""

from __future__ import annotations

import hashlib
import io
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from attribune.model import Document, Metadatum

from . import given, limit, member
from .document import failed, read_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_HEAD = 1 << 16
_NOTHING = hashlib.sha256(b"").hexdigest()
_LINES = (".jsonl", ".ndjson", ".jsonlines")


@dataclass(frozen=True, slots=True)
class Found:
    """One document found, not yet read: ``path`` is its place in the case, ``member`` whether it is one of a container.

    ``data`` is empty and ``failure`` says why where there is nothing to read; ``sha256`` is that of the whole
    bytes, also of those that were too many to keep.
    """

    path: str
    data: bytes
    given: tuple[Metadatum, ...] = ()
    member: bool = False
    failure: str | None = None
    sha256: str = ""


def find(inputs: Iterable[str | Path], metadata: str | Path | None = None) -> Iterator[Found]:
    """Every document of the inputs: files, folders with all below them in sorted order, ``-`` for standard input.

    ``metadata`` names a table, see ``given.load``. Raises MetadataError for a table that cannot be used, and for
    nothing else.
    """
    told = given.load(metadata)
    skipped = Path(metadata).resolve() if metadata else None
    for one in inputs:
        if str(one) == "-":
            yield from _found("-", sys.stdin.buffer, told)
            continue
        for path, file in _files(Path(one)):
            if file.resolve() != skipped:
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
    """The documents that some bytes hold: one, or one for each record of a JSON or JSON Lines file. Pure."""
    return [document(found) for found in _found(path, io.BytesIO(data), told or given.Given())]


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
    path = path.encode("utf-8", "replace").decode()  # a name in no encoding
    try:
        if not file.is_file():
            raise FileNotFoundError(2, "no such file" if not file.exists() else "neither a file nor a folder")
        with file.open("rb") as stream:
            yield from _found(path, stream, told)
    except OSError as reason:
        words = (reason.strerror or str(reason)).lower()
        yield Found(path, b"", told.of(path), failure=f"The file cannot be read: {words}.", sha256=_NOTHING)


def _found(path: str, stream: BinaryIO, told: given.Given) -> Iterator[Found]:
    """The documents of one stream: a container's line by line, so that it may be of any size."""
    head = stream.read(_HEAD)
    suffix = Path(path).suffix.lower()
    if suffix in _LINES or (suffix != ".json" and member.begins_lines(head)):
        yield from _members(path, head, stream, told)
        return
    data = head + stream.read(limit.MAX_BYTES + 1 - len(head))
    if len(data) > limit.MAX_BYTES:
        sha256, size = _measured(data, stream)
        yield Found(path, b"", told.of(path), failure=limit.too_large(size), sha256=sha256)
        return
    records = member.slices(data) if suffix == ".json" or data.lstrip()[:1] in (b"{", b"[") else None
    if records is None:
        yield Found(path, data, told.of(path))
        return
    for number, record in enumerate(records, 1):
        yield _member(path, number, record, told)


def _members(path: str, head: bytes, rest: BinaryIO, told: given.Given) -> Iterator[Found]:
    for number, (line, size, sha256) in enumerate(_lines(head, rest), 1):
        if size > limit.MAX_BYTES:
            name = f"{path}#{number}"
            yield Found(name, b"", told.of(name), failure=limit.too_large(size), sha256=sha256)
        elif line.strip(b"\x00\t\r\n \xef\xbb\xbf"):
            yield _member(path, number, line, told)
    if not head:
        yield Found(path, b"", told.of(path), failure="The file is empty.", sha256=_NOTHING)


def _member(path: str, number: int, line: bytes, told: given.Given) -> Found:
    name = member.name_of(path, number, line)
    return Found(name, line, told.of(name), member=True)


def _lines(head: bytes, rest: BinaryIO) -> Iterator[tuple[bytes, int, str]]:
    """Each line without its end, its size, and for one over the limit (whose bytes are let go) its hash."""
    pending = bytearray(head)
    lost, hashed = 0, hashlib.sha256()
    more = True
    while more or pending:
        end = pending.find(b"\n")
        if end >= 0 or not more:
            piece = bytes(pending[: end if end >= 0 else len(pending)])
            del pending[: end + 1 if end >= 0 else len(pending)]
            if lost:
                hashed.update(piece)
                yield b"", lost + len(piece), hashed.hexdigest()
                lost, hashed = 0, hashlib.sha256()
            else:
                yield piece.removesuffix(b"\r"), len(piece), ""
            continue
        if lost or len(pending) > limit.MAX_BYTES:
            hashed.update(pending)
            lost += len(pending)
            pending.clear()
        block = rest.read(1 << 20)
        more = bool(block)
        pending += block


def _measured(start: bytes, rest: BinaryIO) -> tuple[str, int]:
    """The hash and size of a stream of which the start is already read."""
    hashed, size = hashlib.sha256(start), len(start)
    while block := rest.read(1 << 20):
        hashed.update(block)
        size += len(block)
    return hashed.hexdigest(), size
