"""Web archives: each page that was kept is a document, its record the original.

Written here and not taken from a library: what matters is the exact place of every record, that a broken one is named
and the next one found, and that nothing unpacks without a bound.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from email.parser import BytesHeaderParser
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import urlsplit

from attribune.model import Metadatum

from . import limit, stamp
from .failure import UnreadableError
from .layer import Body, cut, gunzip
from .reading import Reading

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

_HEAD = re.compile(rb"WARC/[\d.]{1,5}\r?\n(.{0,65536}?)\r?\n\r?\n", re.DOTALL)
_NEXT = re.compile(rb"(?<=\n)WARC/\d\.\d\r?\n")
_GZIP = b"\x1f\x8b\x08"
_BLOCK = 1 << 16
_READ = ("text/html", "application/xhtml+xml", "text/plain", "application/pdf", "application/rtf", "text/rtf")
_OFFICE = ("wordprocessingml", "opendocument.text", "msword")
_MISSING = "The page is compressed by Brotli, which is read with brotli: pip install 'attribune[warc]'."


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
    match = _HEAD.match(data)
    lines = match[1].decode("utf-8", "replace").splitlines() if match else []
    pairs = (line.partition(":") for line in lines if ":" in line)
    return {name.strip().lower(): value.strip() for name, _, value in pairs}


def _end(data: bytes, head: int) -> int:
    """Where a record's content ends, as its head says: empty lines may follow."""
    size = headers_of(data).get("content-length", "")
    return head + int(size) if size.isdecimal() else len(data)


def address(data: bytes) -> str | None:
    """The address of a record's page."""
    return headers_of(data).get("warc-target-uri", "").strip("<>") or None


def is_page(data: bytes) -> bool:
    """Whether a record holds a page, a text or a document that a server gave: no picture, script, redirect or error."""
    told = headers_of(data)
    kind = told.get("warc-type")
    if kind not in ("response", "resource", "conversion"):
        return False
    content = told.get("content-type", "")
    if kind == "response" and content.startswith("application/http"):
        status, http, _ = _http(data)
        if status != 200:
            return False
        content = str(http.get("content-type", "text/html"))
    content = content.split(";")[0].strip().lower()
    if urlsplit(told.get("warc-target-uri", "").strip("<>")).path in ("/robots.txt", "/ads.txt"):
        return False
    return content in _READ or any(name in content for name in _OFFICE)


def read(_path: str, body: Body, given: tuple[Metadatum, ...]) -> Reading:
    """The page of one record. Raises UnreadableError."""
    from .document import reading

    if body.layers or body.shift:
        raise UnreadableError("A web archive within another file's part is not read.")
    told = headers_of(body.data)
    content, start = _plain(body.data)
    inner = Body(content, (), start) if start is not None else Body(payload(body.data), ("http",))
    url = told.get("warc-target-uri", "").strip("<>")
    known: tuple[Metadatum, ...] = ()
    if url:
        known += (Metadatum("url", url, "file", "the address that the record gives"),)
    if day := stamp.edtf(told.get("warc-date", "")):
        known += (Metadatum("retrieved", day, "file", "the day on which the record was made"),)
    found = reading(urlsplit(url).path or "page.html", inner, (*given, *known))
    return Reading(
        found.text,
        found.media_type,
        found.encoding,
        (*known, *found.metadata),
        found.regions,
        found.origin_map,
        found.page_map,
    )


def payload(data: bytes) -> bytes:
    """The body of a record's page, chunks joined and unpacked. Raises UnreadableError."""
    content, start = _plain(data)
    if start is not None:
        return content
    _, http, at = _http(data)
    match = _HEAD.match(data)
    content = data[at : _end(data, match.end() if match else 0)]
    if "chunked" in str(http.get("transfer-encoding", "")).lower():
        content = _joined(content)
    for one in reversed(str(http.get("content-encoding", "")).lower().replace(" ", "").split(",")):
        content = _unpacked(content, one)
    return content


def _plain(data: bytes) -> tuple[bytes, int | None]:
    """A record's content and where it stands in the record; no place where it has to be joined or unpacked."""
    match = _HEAD.match(data)
    if not match:
        raise UnreadableError("The record has no head.")
    if not headers_of(data).get("content-type", "").startswith("application/http"):
        return data[match.end() : _end(data, match.end())], match.end()
    _, http, at = _http(data)
    encoded = str(http.get("content-encoding", "identity")).strip().lower() not in ("", "identity", "none")
    if encoded or "chunked" in str(http.get("transfer-encoding", "")).lower():
        return b"", None
    return data[at : _end(data, match.end())], at


def _http(data: bytes) -> tuple[int, Message, int]:
    """Status, headers and place of the body of the HTTP response in a record."""
    match = _HEAD.match(data)
    begin = match.end() if match else 0
    blank = re.compile(rb"\r?\n\r?\n").search(data, begin, begin + (1 << 18))
    if not match or not blank:
        raise UnreadableError("The record's HTTP response has no head.")
    first, _, rest = data[begin : blank.end()].partition(b"\n")
    status = re.match(rb"HTTP/[\d.]+ (\d{3})", first)
    return int(status[1]) if status else 0, BytesHeaderParser().parsebytes(rest), blank.end()


def _joined(content: bytes) -> bytes:
    """The chunks of a body; one that some crawler joined already, though its head says otherwise, as it is."""
    pieces: list[bytes] = []
    place = 0
    while match := re.compile(rb"([0-9a-fA-F]{1,8})[^\r\n]{0,200}\r?\n").match(content, place):
        size = int(match[1], 16)
        if not size:
            return b"".join(pieces)
        pieces.append(content[match.end() : match.end() + size])
        place = match.end() + size
        place += 2 if content[place : place + 2] == b"\r\n" else 1
    return b"".join(pieces) if pieces else content


def _unpacked(content: bytes, how: str) -> bytes:
    if how in ("", "identity", "none"):
        return content
    if how in ("gzip", "x-gzip", "deflate"):
        if not content.startswith(b"\x1f\x8b") and how != "deflate":
            return content  # some crawlers unpack and keep the header
        return _inflated(content, how)
    if how == "br":
        try:
            import brotli  # type: ignore[import-not-found, unused-ignore]  # an extra
        except ImportError as missing:
            raise UnreadableError(_MISSING) from missing
        try:
            found = bytes(brotli.Decompressor().process(content, output_buffer_limit=limit.MAX_BYTES + 1))
        except brotli.error as broken:
            raise UnreadableError(f"The page is compressed by Brotli and broken: {broken}.") from broken
        if len(found) > limit.MAX_BYTES:
            raise UnreadableError(limit.too_large(len(found)))
        return found
    raise UnreadableError(f"The page is compressed in a way that is not read: {how[:40]}.")


def _inflated(content: bytes, how: str) -> bytes:
    try:
        if how != "deflate":
            return gunzip(content)
        for bits in (15, -15):  # with the header that the standard asks for, and as many servers do it
            unpack = zlib.decompressobj(wbits=bits)
            try:
                return unpack.decompress(content, limit.MAX_BYTES)
            except zlib.error:
                continue
    except zlib.error as broken:
        raise UnreadableError(f"The page is compressed and broken: {broken}.") from broken
    raise UnreadableError("The page is compressed and broken.")


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
    match = _HEAD.match(data)
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
        match = _HEAD.match(bytes(window.data[: _BLOCK * 2]))
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
