"""What is subscribed to, and which pages a feed or a sitemap lists."""

from __future__ import annotations

import gzip
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from lxml import etree

from attribune.model import AttribuneError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_MOST = 16 * 1024 * 1024  # bytes of a list, unpacked
_ATOM = "{http://www.w3.org/2005/Atom}"


class FeedError(AttribuneError):
    """A list of feeds, or a feed, cannot be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Listed:
    """What one feed or sitemap lists: addresses of pages, and of further lists."""

    pages: tuple[str, ...]
    lists: tuple[str, ...] = ()


def subscribed(path: Path) -> tuple[str, ...]:
    """The addresses in an OPML file (of its outlines), or in a plain text, one a line; ``#`` begins a comment.

    Raises FeedError for a file that holds none.
    """
    try:
        data = path.read_bytes()
    except OSError as missing:
        raise FeedError(f"{path} cannot be read: {missing.strerror}") from missing
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        outlines = _tree(data, str(path)).iter("outline")
        found = [address for one in outlines if (address := one.get("xmlUrl") or one.get("url"))]
    else:
        lines = (line.partition("#")[0].strip() for line in data.decode("utf-8", "replace").splitlines())
        found = [line for line in lines if line]
    wrong = [one for one in found if not one.startswith(("http://", "https://"))]
    if wrong or not found:
        raise FeedError(f"{path}: {f'{wrong[0]} is no address of the web' if wrong else 'it names no feed'}")
    return tuple(dict.fromkeys(found))


def listed(data: bytes, address: str) -> Listed:
    """What a feed (RSS, Atom) or a sitemap lists. Raises FeedError for bytes that are neither."""
    root = _tree(_unpacked(data), address)
    if etree.QName(root).localname == "sitemapindex":
        return Listed((), _clean((_text(one, "loc") for one in _named(root, "sitemap")), address))
    if etree.QName(root).localname == "urlset":
        return Listed(_clean((_text(one, "loc") for one in _named(root, "url")), address))
    items = [*_named(root, "item"), *_named(root, "entry")]
    if not items and etree.QName(root).localname not in {"rss", "feed", "RDF"}:
        raise FeedError(f"{address} is neither a feed nor a sitemap")
    return Listed(_clean((_link(one) for one in items), address))


def _link(item: etree._Element) -> str:
    """The page of one item: its link, else an id that is an address."""
    for one in item.iterchildren(f"{_ATOM}link"):
        if one.get("rel", "alternate") == "alternate" and one.get("href"):
            return str(one.get("href"))
    identifier = next(_named(item, "guid"), None)
    permanent = identifier is not None and identifier.get("isPermaLink", "true") == "true"
    return _text(item, "link") or (_text(item, "guid") if permanent else "")


def _clean(found: Iterator[str], base: str) -> tuple[str, ...]:
    """Whole addresses without what only tracks who reads, each once."""
    from courlan import clean_url  # type: ignore[import-untyped, unused-ignore]  # it states no types

    whole = (clean_url(urljoin(base, one)) for one in found if one)
    return tuple(dict.fromkeys(one for one in whole if one and one.startswith(("http://", "https://"))))


def _tree(data: bytes, name: str) -> etree._Element:
    """The tree of some XML, without entities, without the network, within the parser's own bounds."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as broken:
        raise FeedError(f"{name} is no XML: {broken}") from broken
    if root is None:
        raise FeedError(f"{name} is no XML")
    return root


def _unpacked(data: bytes) -> bytes:
    """The list itself, where it came gzipped. Raises FeedError for one that is too large or broken."""
    if not data.startswith(b"\x1f\x8b"):
        return data
    unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
    try:
        whole = unpacker.decompress(data, _MOST)
    except (zlib.error, gzip.BadGzipFile) as broken:
        raise FeedError(f"it is packed wrongly: {broken}") from broken
    if unpacker.unconsumed_tail:
        raise FeedError(f"it unpacks to more than {_MOST:,} bytes")
    if not unpacker.eof:
        raise FeedError("it is packed, and cut off")
    return whole


def _named(root: etree._Element, name: str) -> Iterator[etree._Element]:
    return (one for one in root.iter(etree.Element) if etree.QName(one).localname == name)


def _text(root: etree._Element, name: str) -> str:
    child = next((one for one in root.iterchildren(etree.Element) if etree.QName(one).localname == name), None)
    return "" if child is None else "".join(child.itertext()).strip()
