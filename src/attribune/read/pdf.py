"""PDF: the words that are drawn on its pages, with the page and the box of every character.

PDFium (Chrome's reader, through pypdfium2) tells which characters stand where; lines, paragraphs and words cut at the
end of a line are put together here. A page that is a picture has no words, and is named, not guessed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attribune.model import Metadatum, PageMap

from .failure import UnreadableError
from .layer import cut
from .layout import Char, Row, paragraphs, rows_of
from .limit import MAX_CHARACTERS
from .reading import Reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from .layer import Body

MISSING = "It is a PDF, which is read with pypdfium2: pip install 'attribune[pdf]'."
MOST_PAGES = 5000
_PASSWORD = 4  # PDFium's number for a file that asks for one
_SCALE = 100  # hundredths of a point


def read(_path: str, body: Body, _given: tuple[Metadatum, ...]) -> Reading:
    """The words of a file. Raises UnreadableError where it is locked, broken, or pictures of pages only."""
    rows: list[Row] = []
    pictures: list[int] = []
    total = 0
    for number, page in enumerate(_pages(body.data), 1):
        found, drawn = page
        rows += rows_of(number, found)
        total += len(found)
        if not found and drawn:
            pictures.append(number)
        if total > MAX_CHARACTERS:
            raise UnreadableError(f"The PDF has more than {MAX_CHARACTERS:,} characters: no single article.")
    if not rows:
        raise UnreadableError(
            "The PDF holds pictures of its pages and no words: it was scanned. Text recognition (OCR) must come first."
            if pictures
            else "The PDF's pages are empty."
        )
    layers = (*body.layers, cut(body.shift, body.shift + len(body.data))) if body.shift else body.layers
    text, page_map = put_together(paragraphs(rows), layers)
    metadata = (_unread(pictures),) if pictures else ()
    return Reading(text, "application/pdf", "", metadata, page_map=page_map)


def put_together(joints: Sequence[tuple[str, Row]], layers: tuple[str, ...]) -> tuple[str, PageMap]:
    """The text of some rows, each below what stands between it and the one before, and its way back."""
    pieces: list[str] = []
    length = 0
    table: list[tuple[int, int, int, int, int, tuple[int, ...]]] = []
    for between, row in joints:
        words = row.text
        pieces += [between, words]
        length += len(between)
        table.append((length, length + len(words), row.page, row.top, row.bottom, row.edges))
        length += len(words)
    start, end, page, top, bottom, edges = zip(*table, strict=True)
    return "".join(pieces), PageMap(start, end, page, top, bottom, edges, layers)


def _unread(pages: Sequence[int]) -> Metadatum:
    named = ", ".join(map(str, pages[:20])) + (" and more" if len(pages) > 20 else "")
    return Metadatum("unread", f"pages {named}", "file", "these pages are pictures without words: scanned, not read")


def _pages(data: bytes) -> Iterator[tuple[list[Char], bool]]:
    """The characters of each page in the order in which they are drawn, and whether it holds a picture."""
    try:
        import pypdfium2
        from pypdfium2 import raw
    except ImportError as missing:
        raise UnreadableError(MISSING) from missing
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as broken:
        if getattr(broken, "err_code", None) == _PASSWORD or "password" in str(broken).lower():
            raise UnreadableError("The PDF is protected by a password.") from broken
        raise UnreadableError(f"The PDF is broken: {broken}") from broken
    try:
        if len(document) > MOST_PAGES:
            raise UnreadableError(f"The PDF has {len(document):,} pages, more than {MOST_PAGES:,}: no single article.")
        for number in range(len(document)):
            try:
                page = document[number]
                words = page.get_textpage()
            except pypdfium2.PdfiumError as broken:
                raise UnreadableError(f"The PDF's page {number + 1} is broken: {broken}") from broken
            found = list(_chars(raw, page, words))
            drawn = bool(found) or any(True for _ in page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=3))
            words.close()
            page.close()
            yield found, drawn
    finally:
        document.close()


def _chars(raw: Any, page: Any, words: Any) -> Iterator[Char]:  # noqa: ANN401 - the library's own
    """Every character of a page that shows, with its box and whether a space stands before it."""
    from ctypes import byref

    turned = _turned(page)
    box = raw.FS_RECTF()
    spaced = False
    for i in range(raw.FPDFText_CountChars(words)):
        code = raw.FPDFText_GetUnicode(words, i)
        char = chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
        if not code or char.isspace():
            spaced = True
        elif raw.FPDFText_GetLooseCharBox(words, i, byref(box)):
            (left, top), (right, bottom) = turned(box.left, box.top), turned(box.right, box.bottom)
            places = (min(left, right), min(top, bottom), max(left, right), max(top, bottom))
            left_, top_, right_, bottom_ = (round(one * _SCALE) for one in places)
            yield Char(char, left_, top_, right_, bottom_, spaced)
            spaced = False


def _turned(page: Any) -> Callable[[float, float], tuple[float, float]]:  # noqa: ANN401
    """From a page's own coordinates to those of the page as it is shown, from its top left corner."""
    left, bottom, right, top = page.get_bbox()
    ways: dict[int, Callable[[float, float], tuple[float, float]]] = {
        90: lambda x, y: (y - bottom, x - left),
        180: lambda x, y: (right - x, y - bottom),
        270: lambda x, y: (top - y, right - x),
    }
    return ways.get(page.get_rotation(), lambda x, y: (x - left, top - y))
