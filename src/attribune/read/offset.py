"""The way back: from characters of a document's text to the bytes that it was read from."""

from __future__ import annotations

import html
import json
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from attribune.model import Document, OffsetMap

from . import layer
from .encoding import decode

if TYPE_CHECKING:
    from collections.abc import Iterable

JSON_TEXT = "json"  # the encoding of text that stood inside a string of a JSON record: UTF-8 with JSON's own escapes
JSON_HTML = "json+html"  # the same of a page: under the escapes there are entities
RTF = "+rtf"  # added to an encoding: characters may stand as a control word of RTF

Run = tuple[int, int, int, int, bool]  # text start, text end, byte start, byte end, linear


def of_runs(encoding: str, runs: Iterable[Run], layers: tuple[str, ...] = ()) -> OffsetMap:
    """The map of some runs, in the order of the text."""
    rows = tuple(runs)
    starts, ends = tuple(row[0] for row in rows), tuple(row[1] for row in rows)
    first, after = tuple(row[2] for row in rows), tuple(row[3] for row in rows)
    return OffsetMap(encoding, starts, ends, first, after, tuple(row[4] for row in rows), layers)


def to_bytes(origin_map: OffsetMap, start: int, end: int) -> tuple[int, int]:
    """The stretch of the original that holds the characters from ``start`` to ``end``, with any tags that lie between.

    Line breaks that were put between blocks have no bytes of their own and are left out at the edges. Raises
    ValueError where no character of the stretch has bytes.
    """
    first = bisect_right(origin_map.text_end, start)
    last = bisect_left(origin_map.text_start, end) - 1
    if not start < end or first > last:
        raise ValueError(f"no character from {start} to {end} stands in the original")
    return _place(origin_map, first, max(start, origin_map.text_start[first]))[0], _place(
        origin_map, last, min(end, origin_map.text_end[last]) - 1
    )[1]


def bytes_of(document: Document, start: int, end: int) -> tuple[int, int]:
    """The stretch of a document's original bytes that holds the characters from ``start`` to ``end``; where its map has
    ``layers``, of the bytes that these steps give.

    Raises ValueError where no character of the stretch has bytes, or they are drawn on a page.
    """
    if document.page_map is not None:
        raise ValueError("the words are drawn on a page")
    if document.origin_map is not None:
        return to_bytes(document.origin_map, start, end)
    before, inside = (text.encode(document.encoding) for text in (document.text[:start], document.text[start:end]))
    return len(before), len(before) + len(inside)


Box = tuple[int, float, float, float, float]  # page, left, top, right, bottom: points from the page's top left corner


def boxes_of(document: Document, start: int, end: int) -> list[Box]:
    """The boxes in which the characters from ``start`` to ``end`` are drawn, one a line; none where the document is no
    PDF, or nothing of the stretch is drawn.
    """
    pages = document.page_map
    found: list[Box] = []
    if pages is None:
        return found
    for i in range(bisect_right(pages.text_end, start), bisect_left(pages.text_start, end)):
        edges = pages.edges[i]
        left = edges[max(0, start - pages.text_start[i])]
        right = edges[min(end, pages.text_end[i]) - pages.text_start[i]]
        place = (left, pages.top[i], max(left, right), pages.bottom[i])
        found.append((pages.page[i], *(one / 100 for one in place)))  # type: ignore[arg-type]  # four of them
    return found


def quote(original: bytes, origin_map: OffsetMap, start: int, end: int) -> str:
    """The characters from ``start`` to ``end`` as the original has them: its bytes decoded, entities resolved, tags
    and comments left out, white space as a browser shows it.
    """
    original = layer.unwrap(original, origin_map.layers)
    pieces: list[str] = []
    place = start
    first = bisect_right(origin_map.text_end, start)
    for i in range(first, bisect_left(origin_map.text_start, end)):
        left, right = max(start, origin_map.text_start[i]), min(end, origin_map.text_end[i])
        pieces.append("\n" * (left - place))
        if origin_map.linear[i]:
            begin, stop = _place(origin_map, i, left)[0], _place(origin_map, i, right - 1)[1]
            pieces.append(_decoded(original[begin:stop], origin_map.encoding))
        else:
            whole = _resolved(original[origin_map.byte_start[i] : origin_map.byte_end[i]], origin_map.encoding)
            pieces.append(whole[left - origin_map.text_start[i] : right - origin_map.text_start[i]])
        place = right
    return "".join(pieces) + "\n" * (end - place)


def _place(origin_map: OffsetMap, run: int, char: int) -> tuple[int, int]:
    """The bytes of one character of a run: its own where the run is linear, else those of the whole run."""
    begin, stop = origin_map.byte_start[run], origin_map.byte_end[run]
    if not origin_map.linear[run]:
        return begin, stop
    width = (stop - begin) // (origin_map.text_end[run] - origin_map.text_start[run])
    begin += (char - origin_map.text_start[run]) * width
    return begin, begin + width


def _decoded(data: bytes, encoding: str) -> str:
    codec = encoding.partition("+")[0]
    return decode(data, "utf-8" if codec == JSON_TEXT else codec)


def _resolved(data: bytes, encoding: str) -> str:
    """What the bytes of a run that is not linear stand for."""
    codec, _, escapes = encoding.partition("+")
    if escapes == "rtf":
        from .rtf import resolved

        return resolved(data, codec)
    raw = _decoded(data, encoding)
    if codec == JSON_TEXT:
        unescaped = str(json.loads(f'"{raw}"', strict=False))
        raw = decode(unescaped.encode("utf-8", "surrogatepass"), "utf-8")
    if encoding == JSON_TEXT:
        return raw
    if escapes == "xml" and raw.startswith("<"):
        return " "  # the tag of a tab or a space
    if escapes == "xml+html":
        raw = html.unescape(raw)
    return html.unescape(raw) if raw.strip(" \t\n\r\f") else " "
