"""Documents out of JSON: JSON Lines, or one object or list of them."""

from __future__ import annotations

import codecs
import hashlib
import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from attribune.model import Document, Metadatum

from . import limit, page, stamp
from .document import failed, read_html, read_text
from .encoding import Decoded, decode
from .failure import UnreadableError
from .offset import JSON_HTML, JSON_TEXT, of_runs

if TYPE_CHECKING:
    from collections.abc import Iterator

_PIECE = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\."  # an escape
    '|[\x00-!#-\\[\\]-\x7f]+|[\x80-\u07ff]+|[\u0800-\uffff]+|[\U00010000-\U0010ffff]+|"',  # or characters of one width
    re.DOTALL,
)
_LONG_RECORD = re.compile(rb'\{\s*"\w+"\s*:.{0,60000}?"(?:text|html)"\s*:|\{\s*"(?:text|html)"\s*:', re.DOTALL)
_KEYS = {"title": "title", "outlet": "outlet", "authors": "authors", "published": "published", "url": "url"}


def begins_lines(head: bytes) -> bool:
    """Whether a file whose first bytes these are holds JSON Lines: its first line is an object with text or page, or
    begins like one and is longer than what is seen of it.
    """
    line, end, _ = head.lstrip(codecs.BOM_UTF8).lstrip().partition(b"\n")
    if not line.startswith(b"{"):
        return False
    try:
        record = json.loads(decode(line, "utf-8"))
    except (ValueError, RecursionError):
        return not end and bool(_LONG_RECORD.match(line))
    return isinstance(record, dict) and bool({"text", "html"} & record.keys())


def slices(data: bytes) -> list[tuple[int | None, bytes]] | None:
    """Each record of a JSON file that is no JSON Lines, one object or a list: where it starts, and its bytes.

    None for no JSON. A file that is one object is its own record, without a start.
    """
    text = data.decode("utf-8", "surrogateescape").removeprefix("\ufeff")
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if isinstance(whole, dict):
        return [(None, data)]
    if not isinstance(whole, list):
        return None
    decoder, place = json.JSONDecoder(), text.index("[") + 1
    at = len(data) - len(data.removeprefix(codecs.BOM_UTF8)) + len(_bytes(text[:place]))
    found: list[tuple[int | None, bytes]] = []
    for _ in whole:
        start = re.compile(r"[\s,]*").match(text, place).end()  # type: ignore[union-attr]  # matches everywhere
        at += len(_bytes(text[place:start]))
        place = decoder.raw_decode(text, start)[1]
        record = _bytes(text[start:place])
        found.append((at, record))
        at += len(record)
    return found


def _bytes(text: str) -> bytes:
    """The very bytes of a text, those that are no UTF-8 included."""
    return text.encode("utf-8", "surrogateescape")


def name_of(path: str, number: int, line: bytes) -> str:
    """A record's place in the case: its container's path with its id, else its address, else its line's number."""
    try:
        record = _record(line)
    except UnreadableError:
        return f"{path}#{number}"
    key = record.get("id") if record.get("id") not in (None, "") else record.get("url")
    return f"{path}#{key}" if isinstance(key, str | int | float) and str(key).strip() else f"{path}#{number}"


def read_member(name: str, line: bytes, given: tuple[Metadatum, ...]) -> Document:
    """The document of one record; ``name`` is its place in the case."""
    sha256 = hashlib.sha256(line).hexdigest()
    try:
        record = _record(line)
        told = (*given, *_metadata(record))
        for kind in ("html", "text"):
            value = record.get(kind)
            if isinstance(value, str) and value.strip():
                return _read(kind, value, line, (name, sha256), told)
        return failed(name, sha256, "The record has neither a text nor a page (fields 'text' and 'html').", told)
    except UnreadableError as reason:
        return failed(name, sha256, str(reason), given)


def _read(kind: str, value: str, line: bytes, place: tuple[str, str], told: tuple[Metadatum, ...]) -> Document:
    source = _source(line, kind, value)
    if kind == "html":
        url = next((one.value for one in told if one.name == "url"), None)
        unplaced = Decoded(_whole(value), JSON_HTML, (), (), ())
        return read_html(*place, source or unplaced, told, url)
    document = read_text(*place, _whole(value), "utf-8", told)
    return _mapped(document, source) if source else replace(document, origin_map=of_runs(JSON_TEXT, ()))


def _record(line: bytes) -> dict[str, Any]:
    if len(line) > limit.MAX_BYTES:
        raise UnreadableError(limit.too_large(len(line)))
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as reason:
        raise UnreadableError(f"The line is no JSON: {reason}.") from reason
    if not isinstance(record, dict):
        raise UnreadableError("The line holds no JSON object.")
    return record


def _metadata(record: dict[str, Any]) -> Iterator[Metadatum]:
    for name, key in _KEYS.items():
        value = record.get(key)
        value = "; ".join(map(str, value)) if isinstance(value, list) else value
        if not isinstance(value, str | int) or not (words := " ".join(str(value).split())):
            continue
        settled = stamp.edtf(words) if name == "published" else words
        if settled:
            yield Metadatum(name, settled, "page", f"the record's field {key!r}")
    url = record.get("url")
    if isinstance(url, str):
        yield from page.address_date(url)


def _mapped(document: Document, source: Decoded) -> Document:
    """A document of plain text, with the way back into the record's line."""
    runs = (
        (left, right, source.place(left), source.stop(right - 1), left not in source.escaped)
        for left, right in source.even(0, len(source.text))
    )
    return replace(document, origin_map=of_runs(source.encoding, runs))


def _source(line: bytes, key: str, value: str) -> Decoded | None:
    """The value with the place of every character in the line, through JSON's escapes; None where the line
    names the key more than once, so that it is not sure which one counts: no character leads back then.
    """
    raw = line.decode("utf-8")
    openings = list(re.finditer(rf'"{key}"\s*:\s*"', raw))
    if len(openings) != 1:
        return None
    at = openings[0].end()
    place, char = len(raw[:at].encode()), 0
    segments: list[tuple[int, int, int]] = []
    escaped: set[int] = set()
    for match in _PIECE.finditer(raw, at):
        if match[0] == '"':
            break
        width = len(match[0].encode("utf-8"))
        count = 1
        if match[0][0] == "\\":
            escaped.add(char)
        else:
            count = len(match[0])
            width //= count
        segments.append((char, place, width))
        char += count
        place += width * count
    if char != len(value) or not segments:
        return None
    chars, places, widths = zip(*segments, strict=True)
    return Decoded(_whole(value), JSON_HTML if key == "html" else JSON_TEXT, chars, places, widths, frozenset(escaped))


def _whole(value: str) -> str:
    """The value without halves of characters, which JSON can escape but no text can hold."""
    return re.sub("[\ud800-\udfff]", "\ufffd", value)
