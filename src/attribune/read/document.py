"""One document out of bytes, by what they hold."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING

from attribune.model import Document, Metadatum, document_id

from . import bundle, content, encoding, html, layer, limit, page
from .composed import Writer
from .failure import UnreadableError
from .offset import Run, of_runs
from .reading import Reading, told
from .sniff import READERS

if TYPE_CHECKING:
    from collections.abc import Iterable

_SIGNED = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*|<!--.{0,2000}?-->\s*){0,5}<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
_MARKED = re.compile(
    r"\s*<(?:head|body|meta|title|article|section|main|div|p|h[1-6]|table|ul|header|span)\b[^<]{0,2000}>", re.IGNORECASE
)
_PLAIN = (".txt", ".text", ".md", ".rst", ".log")
_FORMATS = {
    b"PK\x03\x04": "a zip archive, or a document that is kept in one, of a kind that is not read",
    b"\x1f\x8b": "a gzip archive",
    b"BZh": "a bzip2 archive, which is not read",
    b"\xfd7zXZ": "an xz archive, which is not read",
    b"7z\xbc\xaf": "a 7z archive, which is not read",
    b"Rar!": "a rar archive, which is not read",
    b"\xd0\xcf\x11\xe0": "a document of Word before 2007 or one that is locked by a password, which is not read",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
}


def failed(path: str, sha256: str, reason: str, metadata: tuple[Metadatum, ...] = ()) -> Document:
    """A document that could not be read, with the reason."""
    return _settled(Document(document_id(path, sha256), path, sha256, "", "", "", failure=reason), metadata)


def read_file(path: str, data: bytes, given: Iterable[Metadatum] = ()) -> Document:
    """The document that the bytes of a file hold, whatever its format."""
    sha256 = hashlib.sha256(data).hexdigest()
    given = tuple(given)
    try:
        return settled(path, sha256, reading(path, layer.Body(data), given), given)
    except UnreadableError as reason:
        return failed(path, sha256, str(reason), given)


def reading(path: str, body: layer.Body, given: tuple[Metadatum, ...] = ()) -> Reading:
    """What some bytes hold, by their first ones; ``path`` is what they are called. Raises UnreadableError."""
    if not body.data:
        raise UnreadableError("The file is empty.")
    if len(body.data) > limit.MAX_BYTES:
        raise UnreadableError(limit.too_large(len(body.data)))
    for module, holds in READERS:
        if holds(path, body.data) or told(given, "format") == module:
            found: Reading = import_module(f"attribune.read.{module}").read(path, body, given)
            _check(found.text)
            return in_bundle(found) if told(given, "bundle") else found
    name = told(given, "encoding") or _encoding(body.data)
    if encoding.shifts(name):
        body, name = layer.recoded(body, name), "utf-8"
    source = encoding.mapped(body.data, name)
    if is_html(source.text, path):
        return page_of(source, body, given, told(given, "url"))
    text = source.text if body.layers or body.shift else encoding.decode(body.data, name)
    _check(text)
    found = plain(text, source, body, name)
    return in_bundle(found) if told(given, "bundle") else found


def in_bundle(found: Reading) -> Reading:
    """An article of a bundle, its header told from its text."""
    return replace(found, regions=bundle.regions(found.text))


def plain(text: str, source: encoding.Decoded, body: layer.Body, name: str) -> Reading:
    """Plain text, untouched; with a map where it is not the whole of the original, or some bytes fit no character."""
    if not (body.layers or body.shift or "\ufffd" in text):
        return Reading(text, "text/plain", name)
    writer = Writer(source)
    writer.put(source.text, 0, len(source.text))
    runs = shifted(writer.runs, body.shift)
    return Reading(source.text, "text/plain", name, origin_map=of_runs(source.encoding, runs, body.layers))


def page_of(
    source: encoding.Decoded, body: layer.Body, given: tuple[Metadatum, ...], url: str | None = None
) -> Reading:
    """The visible text of a page, with the way back to its bytes. Raises UnreadableError."""
    try:
        seen = html.scan(source.text)
    except html.TooDeepError as reason:
        raise UnreadableError(str(reason)) from reason
    _check(seen.text, "The page shows no text.")
    found = page.metadata(source.text, url, [seen.text[one.start : one.end] for one in seen.blocks])
    title = next((one.value for one in (*given, *found) if one.name == "title"), None)
    return Reading(
        seen.text,
        "text/html",
        source.encoding,
        found,
        content.regions(seen, content.kept_lines(source.text), title),
        of_runs(source.encoding, shifted(runs_of(seen, source), body.shift), body.layers),
    )


def read_text(path: str, sha256: str, text: str, name: str, given: tuple[Metadatum, ...]) -> Document:
    """A document of plain text, untouched. Raises UnreadableError."""
    _check(text)
    return settled(path, sha256, Reading(text, "text/plain", name), given)


def read_html(
    path: str, sha256: str, source: encoding.Decoded, given: tuple[Metadatum, ...], url: str | None = None
) -> Document:
    """A document of the visible text of a page, with the way back to its bytes. Raises UnreadableError."""
    return settled(path, sha256, page_of(source, layer.Body(b""), given, url), given)


def runs_of(seen: html.Page, source: encoding.Decoded) -> list[Run]:
    """From a page's text to its bytes; every linear run is of characters of one width."""
    runs: list[Run] = []
    for start, end, begin, stop, linear in seen.runs if source.chars else ():
        if not linear:
            runs.append((start, end, source.place(begin), source.stop(stop - 1), False))
            continue
        for left, right in source.even(begin, stop):
            first = start + left - begin
            if left in source.escaped and seen.text[first] == "\n":
                continue  # of a preformatted text in JSON: like any line break it has no bytes of its own
            place, after = source.place(left), source.stop(right - 1)
            runs.append((first, first + right - left, place, after, left not in source.escaped))
    return runs


def shifted(runs: Iterable[Run], shift: int) -> list[Run]:
    """Runs whose bytes begin ``shift`` bytes into the original."""
    return [(start, end, place + shift, after + shift, linear) for start, end, place, after, linear in runs]


def is_html(text: str, path: str) -> bool:
    """Whether a text is a web page, by its first tags; what calls itself plain text must begin as a whole page does."""
    if _SIGNED.match(text[:20000]):
        return True
    if path.lower().endswith(_PLAIN):
        return False
    by_name = path.lower().endswith((".html", ".htm", ".xhtml", ".shtml"))
    return bool(_MARKED.match(text[:5000])) or (
        by_name and re.search(r"</?[a-zA-Z][^<>]{0,500}>", text[:100_000]) is not None
    )


def _encoding(data: bytes) -> str:
    """The encoding of a file's bytes. Raises UnreadableError where they are no text."""
    for magic, what in _FORMATS.items():
        if data.startswith(magic):
            raise UnreadableError(f"The file is {what}, not text.")
    if encoding.is_binary(data):
        raise UnreadableError("The file holds binary data, not text.")
    name = encoding.detect(data)
    if name is None:
        raise UnreadableError("The file's bytes are text in no encoding that is known.")
    return name


def _check(text: str, empty: str = "The file holds nothing but white space.") -> None:
    if not text.replace("\ufeff", " ").strip():
        raise UnreadableError(empty)
    if len(text) > limit.MAX_CHARACTERS:
        raise UnreadableError(
            f"The text has {len(text):,} characters, more than {limit.MAX_CHARACTERS:,}: no single article."
        )
    longest = max(map(len, text.splitlines()))
    if longest > limit.MAX_LINE:
        raise UnreadableError(f"The text has a line of {longest:,} characters, more than {limit.MAX_LINE:,}: no prose.")


def settled(path: str, sha256: str, found: Reading, given: tuple[Metadatum, ...]) -> Document:
    """The document of what was read, at a place in the case."""
    document = Document(
        document_id(path, sha256),
        path,
        sha256,
        found.text,
        found.media_type,
        found.encoding,
        regions=found.regions,
        origin_map=found.origin_map,
        page_map=found.page_map,
    )
    return _settled(document, (*given, *found.metadata))


def _settled(document: Document, metadata: Iterable[Metadatum]) -> Document:
    """The document with its metadata: of several values for one name the first counts."""
    found = tuple(metadata)
    first = {one.name: one.value for one in reversed(found)}
    authors = tuple(filter(None, (name.strip() for name in first.get("authors", "").split(";"))))
    return replace(
        document,
        metadata=found,
        title=first.get("title"),
        outlet=first.get("outlet"),
        authors=authors,
        published=first.get("published"),
        url=first.get("url"),
    )
