"""Web archives: each page that was kept is a document, its record the original.

Written here and not taken from a library: what matters is the exact place of every record, that a broken one is named
and the next one found, and that nothing unpacks without a bound.
"""

from __future__ import annotations

import re
import zlib
from email.parser import BytesHeaderParser
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from attribune.model import Metadatum

from . import limit, stamp
from .failure import UnreadableError
from .layer import Body, gunzip
from .reading import Reading
from .record import HEAD, headers_of

if TYPE_CHECKING:
    from email.message import Message

_READ = ("text/html", "application/xhtml+xml", "text/plain", "application/pdf", "application/rtf", "text/rtf")
_OFFICE = ("wordprocessingml", "opendocument.text", "msword")
_MISSING = "The page is compressed by Brotli, which is read with brotli: pip install 'attribune[warc]'."


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
    match = HEAD.match(data)
    content = data[at : _end(data, match.end() if match else 0)]
    if "chunked" in str(http.get("transfer-encoding", "")).lower():
        content = _joined(content)
    for one in reversed(str(http.get("content-encoding", "")).lower().replace(" ", "").split(",")):
        content = _unpacked(content, one)
    return content


def _plain(data: bytes) -> tuple[bytes, int | None]:
    """A record's content and where it stands in the record; no place where it has to be joined or unpacked."""
    match = HEAD.match(data)
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
    match = HEAD.match(data)
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
