"""Streams of any size, read with bounded memory."""

from __future__ import annotations

import hashlib
import io
import re
import tempfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, cast

from . import limit

if TYPE_CHECKING:
    from collections.abc import Iterator

HEAD = 1 << 16
_FROM = re.compile(rb"From [^\r\n]{1,300}\d{4}[^\r\n]{0,40}\r?\n?$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its end: where it starts, its size; one over the limit has a hash instead of its bytes."""

    data: bytes
    start: int
    size: int
    sha256: str = ""


def read(stream: BinaryIO, size: int) -> bytes:
    """Up to ``size`` bytes, fewer only where the stream ends."""
    pieces = []
    while size > 0 and (block := stream.read(size)):
        pieces.append(block)
        size -= len(block)
    return b"".join(pieces)


class Joined(io.RawIOBase):
    """The bytes that were already read from a stream, then the rest of it."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self._head, self._stream = io.BytesIO(head), stream

    def readable(self) -> bool:
        """It is there to be read."""
        return True

    def read(self, size: int = -1) -> bytes:
        """The next bytes, fewer than asked for where the head ends."""
        return self._head.read(size) or self._stream.read(size)


def rewound(head: bytes, stream: BinaryIO) -> BinaryIO:
    """The same stream from its beginning, able to go to and fro; copied to disk where it cannot go back."""
    if stream.seekable():
        stream.seek(0)
        return stream
    copy = tempfile.SpooledTemporaryFile(max_size=limit.MAX_BYTES)  # noqa: SIM115 - lives as long as what is read from it
    copy.write(head)
    while block := stream.read(1 << 20):
        copy.write(block)
    copy.seek(0)
    return cast("BinaryIO", copy)


def measured(start: bytes, rest: BinaryIO) -> tuple[str, int]:
    """The hash and size of a stream of which the start is already read."""
    hashed, size = hashlib.sha256(start), len(start)
    while block := rest.read(1 << 20):
        hashed.update(block)
        size += len(block)
    return hashed.hexdigest(), size


def lines(head: bytes, rest: BinaryIO) -> Iterator[Line]:
    """Each line; the bytes of one over the limit are let go."""
    pending = bytearray(head)
    lost, hashed = 0, hashlib.sha256()
    start, more = 0, True
    while more or pending or lost:
        end = pending.find(b"\n")
        if end >= 0 or not more:
            piece = bytes(pending[: end if end >= 0 else len(pending)])
            del pending[: end + 1 if end >= 0 else len(pending)]
            if lost:
                hashed.update(piece)
                yield Line(b"", start, lost + len(piece), hashed.hexdigest())
            else:
                yield Line(piece.removesuffix(b"\r"), start, len(piece))
            start += lost + len(piece) + (end >= 0)
            lost, hashed = 0, hashlib.sha256()
            continue
        if lost or len(pending) > limit.MAX_BYTES:
            hashed.update(pending)
            lost += len(pending)
            pending.clear()
        block = rest.read(1 << 20)
        more = bool(block)
        pending += block


def messages(stream: BinaryIO) -> Iterator[tuple[int, bytes, int]]:
    """Each message of a mailbox, without the line "From ..." above it: where it starts, its bytes, its size.

    The bytes of one over the limit are let go.
    """
    pieces: list[bytes] = []
    start = size = place = 0
    blank = True
    for line in _pieces(stream):
        if blank and _FROM.match(line):
            if size:
                yield start, b"".join(pieces), size
            pieces, size = [], 0
            start = place + len(line)
        else:
            size += len(line)
            if size <= limit.MAX_BYTES:
                pieces.append(line)
            else:
                pieces.clear()
        blank = not line.strip(b"\r\n")
        place += len(line)
    if size:
        yield start, b"".join(pieces), size


def _pieces(stream: BinaryIO) -> Iterator[bytes]:
    """Lines with their ends; one that is very long comes in pieces."""
    pending = b""
    while block := stream.read(1 << 20):
        *whole, pending = (pending + block).splitlines(keepends=True)
        yield from whole
        if len(pending) > 1 << 20 or pending.endswith(b"\n"):
            yield pending
            pending = b""
    if pending:
        yield pending
