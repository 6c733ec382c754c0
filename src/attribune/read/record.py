"""The records of a web archive in the order of its bytes, packed or not, whole or broken."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from . import limit
from .failure import UnreadableError
from .layer import cut

if TYPE_CHECKING:
    from collections.abc import Iterator

HEAD = re.compile(rb"WARC/[\d.]{1,5}\r?\n(.{0,65536}?)\r?\n\r?\n", re.DOTALL)
_NEXT = re.compile(rb"(?<=\n)WARC/\d\.\d\r?\n")
_GZIP = b"\x1f\x8b\x08"
_BLOCK = 1 << 16


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its place in the file, its bytes unpacked, whether gzip packs it; or what is wrong with it."""

    start: int
    end: int
    data: bytes = b""
    packed: bool = False
    failure: str | None = None

    @property
    def steps(self) -> tuple[str, ...]:
        """The steps that lead from the file to the record."""
        return (cut(self.start, self.end), "gzip") if self.packed else (cut(self.start, self.end),)


def headers_of(data: bytes) -> dict[str, str]:
    """A record's own headers, their names in small letters; none where it has no head."""
    match = HEAD.match(data)
    lines = match[1].decode("utf-8", "replace").splitlines() if match else []
    pairs = (line.partition(":") for line in lines if ":" in line)
    return {name.strip().lower(): value.strip() for name, _, value in pairs}


def records(stream: BinaryIO, head: bytes) -> Iterator[Record]:
    """Every record of a file that begins with ``head``, packed one by one or not at all."""
    return _packed(_Window(stream, head)) if head.startswith(_GZIP) else _open(_Window(stream, head))


def packed_one_by_one(head: bytes) -> bool | None:
    """Of a gzip file by its ``head`` whether each record is packed for itself; None where it holds no records."""
    unpack = zlib.decompressobj(wbits=31)
    try:
        data = unpack.decompress(head, _BLOCK * 16)
    except zlib.error:
        return None
    if not data.startswith(b"WARC/"):
        return None
    match = HEAD.match(data)
    size = headers_of(data).get("content-length", "")
    return match is None or not size.isdecimal() or len(data) <= match.end() + int(size) + 4


class _Window:
    """The part of a stream that is at hand, and where it begins."""

    def __init__(self, stream: BinaryIO, head: bytes) -> None:
        self.stream, self.data, self.place, self.ended = stream, bytearray(head), 0, False

    def more(self) -> bool:
        block = b"" if self.ended else self.stream.read(_BLOCK)
        self.ended = not block
        self.data += block
        return bool(block)

    def drop(self, size: int) -> None:
        del self.data[:size]
        self.place += size


def _open(window: _Window) -> Iterator[Record]:
    while True:
        while len(window.data) < _BLOCK * 2 and window.more():
            pass
        blank = len(window.data) - len(window.data.lstrip(b"\r\n"))
        window.drop(blank)
        if not window.data:
            return
        start = window.place
        match = HEAD.match(bytes(window.data[: _BLOCK * 2]))
        size = headers_of(bytes(window.data[: match.end()])).get("content-length", "") if match else ""
        if match is None or not size.isdecimal():
            _skip(window)
            yield Record(start, window.place, failure="The record is broken: it has no head that can be read.")
            continue
        whole = match.end() + int(size)
        if whole > limit.MAX_BYTES:
            yield _long(window, start, whole)
            continue
        while len(window.data) < whole and window.more():
            pass
        if len(window.data) < whole:
            yield Record(start, start + len(window.data), failure="The record ends too early: the file was cut off.")
            return
        data = bytes(window.data[:whole])
        window.drop(whole)
        if window.data[:2].strip(b"\r\n"):
            _skip(window)
            yield Record(start, window.place, failure="The record is broken: it is longer than its head says.")
            continue
        yield Record(start, start + whole, data)


def _long(window: _Window, start: int, whole: int) -> Record:
    """A record that is too long, passed by."""
    left = whole
    while left > 0 and (window.data or window.more()):
        step = min(left, len(window.data))
        window.drop(step)
        left -= step
    return Record(start, window.place, failure=limit.too_large(whole))


def _skip(window: _Window) -> None:
    """Go on to where the next record could begin."""
    while True:
        match = _NEXT.search(window.data, 1)
        if match:
            window.drop(match.start())
            return
        window.drop(max(0, len(window.data) - 16))
        if not window.more():
            window.drop(len(window.data))
            return


def _packed(window: _Window) -> Iterator[Record]:
    while window.data or window.more():
        start = window.place
        try:
            data, size = _unpack(window)
        except zlib.error as broken:
            _skip_packed(window, start)
            yield Record(start, window.place, packed=True, failure=f"The record is packed and broken: {broken}.")
            continue
        if size > limit.MAX_BYTES:
            yield Record(start, window.place, packed=True, failure=limit.too_large(size))
        elif data.startswith(b"WARC/"):
            yield Record(start, window.place, data, packed=True)
        elif data.strip():
            why = "The record is broken: it has no head that can be read."
            yield Record(start, window.place, packed=True, failure=why)


def _unpack(window: _Window) -> tuple[bytes, int]:
    """What is packed at the start of a window, which goes on to its end, and its size; of too much only the size.

    Raises zlib.error where it is broken, UnreadableError for a bomb.
    """
    unpack, pieces, size, taken = zlib.decompressobj(wbits=31), list[bytes](), 0, 0
    while not unpack.eof:
        ended = not window.data and not window.more()
        packed = bytes(window.data)
        piece = unpack.decompress(packed, _BLOCK * 16)
        if ended and not piece and not unpack.eof:
            raise zlib.error("the file was cut off")
        size += len(piece)
        used = len(packed) - len(unpack.unconsumed_tail) - len(unpack.unused_data)
        window.drop(used)
        taken += used
        if size <= limit.MAX_BYTES:
            pieces.append(piece)
        elif size > limit.MOST_UNPACKED and size > limit.MOST_TIMES * taken:
            raise UnreadableError(limit.BOMB)
    return b"".join(pieces), size


def _skip_packed(window: _Window, start: int) -> None:
    """Go on to where the next packed record could begin, not before ``start``."""
    while True:
        at = window.data.find(_GZIP, 1 if window.place == start else 0)
        if at >= 0:
            window.drop(at)
            return
        window.drop(max(0, len(window.data) - 2))
        if not window.more():
            window.drop(len(window.data))
            return
