"""Which format some bytes are in, by how they begin: names lie, first bytes hardly ever."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_PDF = re.compile(rb"\A[\x00-\x20\xef\xbb\xbf]{0,1024}%PDF-")
_FEED = re.compile(
    r"\s*(?:<\?[^>]{0,500}\?>\s*|<!--.{0,2000}?-->\s*|<!DOCTYPE[^>\[]{0,300}(?:\[.{0,5000}?\]\s*)?>\s*){0,8}<(?:rss|feed|rdf:RDF)\b",
    re.DOTALL,
)
_ITEM = re.compile(rb"\s{0,9}<(?:item|entry)\b")
_HEADER = re.compile(rb"[!-9;-~]{1,70}:[ \t\r\n]")
_MAIL = re.compile(
    rb"^(?:received|return-path|delivered-to|message-id|mime-version|from|to|subject|date|content-type|x-[\w-]{1,60})"
    rb":[ \t]",
    re.IGNORECASE | re.MULTILINE,
)
_MBOX = re.compile(rb"From [^\r\n]{1,300}\d{4}[^\r\n]{0,40}\r?\n")
_OFFICE = (b"word/", b"xl/", b"ppt/", b"_rels/", b"docProps/", b"customXml/")
_TEXT = re.compile(rb"<(?:w:p|text:[ph])[ >/]")


def is_pdf(_path: str, data: bytes) -> bool:
    """A PDF; a few bytes of white space may stand before it."""
    return bool(_PDF.match(data[:1100]))


def is_rtf(_path: str, data: bytes) -> bool:
    """A document in Rich Text Format."""
    return data[:5] == b"{\\rtf"


def is_zip(_path: str, data: bytes) -> bool:
    """A zip archive, also one that holds nothing or begins a set."""
    return data[:4] in (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")


def is_office(data: bytes) -> bool:
    """Of a zip archive whether it is a document of an office program or a book, by the name of its first member."""
    name = data[30 : 30 + int.from_bytes(data[26:28], "little")] if data[:4] == b"PK\x03\x04" else b""
    return name in (b"[Content_Types].xml", b"mimetype") or name.startswith(_OFFICE)


def is_word(_path: str, data: bytes) -> bool:
    """A document of a word processor, or some of its paragraphs cut out of one."""
    if _TEXT.match(data[:20]):
        return True
    return is_office(data) and (b"word/document.xml" in data or (data[30:38] == b"mimetype" and b"content.xml" in data))


def is_warc(_path: str, data: bytes) -> bool:
    """A web archive, or one record of it."""
    return data[:5] == b"WARC/"


def is_item(path: str, data: bytes) -> bool:
    """One item cut out of a feed."""
    return "#" in path and bool(_ITEM.match(data[:40]))


def could_be_feed(data: bytes) -> bool:
    """Whether a feed's first tag stands among the first bytes of a file; a quick look before it is decoded."""
    head = data[:8000]
    return b"<rss" in head or b"<feed" in head or b"<rdf:RDF" in head


def is_feed(text: str) -> bool:
    """A feed, RSS of any version or Atom, by its first characters."""
    return bool(_FEED.match(text[:20000].lstrip("\ufeff")))


def is_mbox(_path: str, data: bytes) -> bool:
    """A mailbox: messages one after the other, each below a line that begins with "From"."""
    head = _MBOX.match(data)
    return bool(head and _HEADER.match(data, head.end()))


def is_mail(path: str, data: bytes) -> bool:
    """One message: a block of headers of which some are those of mail."""
    if is_mbox(path, data):
        return True
    if not _HEADER.match(data):
        return False
    headers = re.split(rb"\r?\n\r?\n", data[:20000], maxsplit=1)[0]
    known = {match[0].lower().split(b":")[0] for match in _MAIL.finditer(headers)}
    by_name = path.lower().endswith((".eml", ".mht", ".mhtml", ".msg"))
    signed = known & {b"received", b"return-path", b"delivered-to", b"message-id", b"mime-version"}
    return (by_name and bool(known)) or (bool(signed) and len(known) >= 3)


READERS: tuple[tuple[str, Callable[[str, bytes], bool]], ...] = (
    ("pdf", is_pdf),
    ("rtf", is_rtf),
    ("word", is_word),
    ("warc", is_warc),
    ("feed", is_item),
    ("mail", is_mail),
)
"""The formats in the order of asking: the module of this package whose ``read`` reads it, and how it is known."""
