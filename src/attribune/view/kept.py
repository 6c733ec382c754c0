"""The kept file of a document, and where words stand in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attribune.read import boxes_of, bytes_of, steps_of, unwrap

if TYPE_CHECKING:
    from attribune.model import Document

    from .row import Row


def kept(document: Document, data: bytes, start: int, end: int) -> Row:
    """``media_type``; ``data``, the bytes that the text was read from (a member of an archive, the part of a message);
    their ``encoding``; ``bytes``, where the words from ``start`` to ``end`` stand in them, or None; ``pages``, on which
    pages they are drawn.
    """
    layers = document.origin_map.layers if document.origin_map else ()
    encoding = document.origin_map.encoding if document.origin_map else document.encoding
    try:
        place = bytes_of(document, start, end) if start < end else None
    except (ValueError, LookupError):
        place = None  # words that no byte stands for, such as a line break put between two blocks
    return {
        "media_type": document.media_type,
        "data": unwrap(data, layers) if layers else data,
        "encoding": encoding.partition("+")[0] if not encoding.startswith("json") else "utf-8",
        "bytes": place,
        "pages": sorted({box[0] for box in boxes_of(document, start, end)}),
    }


def way(document: Document, start: int, end: int) -> Row:
    """The way back from words: ``steps`` from the file named to the build to the bytes that the case keeps, ``layers``
    from these to the bytes that are counted, ``boxes`` (page, left, top, right, bottom in points from the page's top
    left corner) of words that are drawn.
    """
    pages, origin = document.page_map, document.origin_map
    return {
        "steps": list(steps_of(document)),
        "layers": list(pages.layers if pages else origin.layers if origin else ()),
        "boxes": [list(box) for box in boxes_of(document, start, end)],
    }
