"""Files, folders and standard input, one document at a time."""

from __future__ import annotations

import codecs
import hashlib
import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from attribune.model import Document

from . import given, limit, member
from .document import failed, read_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_HEAD = 1 << 16
_LINES = (".jsonl", ".ndjson", ".jsonlines")


def read(inputs: Iterable[str | Path], metadata: str | Path | None = None) -> Iterator[tuple[Document, bytes]]:
    """Every document of the inputs (files, folders with all below them in sorted order, ``-`` for standard input), with
    the bytes that it was read from (none where it is too large to keep).

    ``metadata`` names a table, see ``given.load``. What cannot be read is a document with ``failure`` set. Raises
    MetadataError for a table that cannot be used, and for nothing else.
    """
    told = given.load(metadata)
    skipped = Path(metadata).resolve() if metadata else None
    for one in inputs:
        if str(one) == "-":
            yield from _documents("-", sys.stdin.buffer, told)
            continue
        for path, file in _files(Path(one)):
            if file.resolve() != skipped:
                yield from _open(path, file, told)


def read_bytes(path: str, data: bytes, told: given.Given | None = None) -> list[Document]:
    """The documents that some bytes hold: one, or one for each record of a JSON or JSON Lines file. Pure."""
    return [document for document, _ in _documents(path, io.BytesIO(data), told or given.Given())]


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


def _open(path: str, file: Path, told: given.Given) -> Iterator[tuple[Document, bytes]]:
    path = path.encode("utf-8", "replace").decode()  # a name in no encoding
    try:
        if not file.is_file():
            raise FileNotFoundError(2, "no such file" if not file.exists() else "neither a file nor a folder")
        with file.open("rb") as stream:
            yield from _documents(path, stream, told)
    except OSError as reason:
        words = (reason.strerror or str(reason)).lower()
        yield failed(path, hashlib.sha256(b"").hexdigest(), f"The file cannot be read: {words}.", told.of(path)), b""


def _documents(path: str, stream: BinaryIO, told: given.Given) -> Iterator[tuple[Document, bytes]]:
    """The documents of one stream: a container's line by line, so that it may be of any size."""
    head = stream.read(_HEAD)
    suffix = Path(path).suffix.lower()
    if suffix in _LINES or (
        suffix != ".json" and member.is_record(head.lstrip(codecs.BOM_UTF8).lstrip().split(b"\n", 1)[0])
    ):
        yield from _members(path, head, stream, told)
        return
    data = head + stream.read(limit.MAX_BYTES + 1 - len(head))
    if len(data) > limit.MAX_BYTES:
        sha256, size = _measured(data, stream)
        yield failed(path, sha256, limit.too_large(size), told.of(path)), b""
        return
    records = member.slices(data) if suffix == ".json" or data.lstrip()[:1] in (b"{", b"[") else None
    if records is None:
        yield read_file(path, data, told.of(path)), data
        return
    for number, record in enumerate(records, 1):
        yield member.read_member(path, number, record, told), record


def _members(path: str, head: bytes, rest: BinaryIO, told: given.Given) -> Iterator[tuple[Document, bytes]]:
    for number, (line, size, sha256) in enumerate(_lines(head, rest), 1):
        if size > limit.MAX_BYTES:
            yield failed(f"{path}#{number}", sha256, limit.too_large(size), told.of(f"{path}#{number}")), b""
        elif line.strip(b"\x00\t\r\n \xef\xbb\xbf"):
            yield member.read_member(path, number, line, told), line
    if not head:
        yield failed(path, hashlib.sha256(b"").hexdigest(), "The file is empty.", told.of(path)), b""


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
