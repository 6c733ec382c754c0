"""Of every form of file, how many of 1,000 anchors lead back: ``python -m bench.anchors [SEED]``.

The files are made of invented text. An anchor leads back where the steps of its document, taken again from the whole
file, and its place give the words: bytes that decode to them, or boxes on pages in which PDFium finds their letters.
Prints a line a file, and last the share of all.
"""

from __future__ import annotations

import random
import sys
from typing import TYPE_CHECKING

from attribune.read import boxes_of, bytes_of, quote, read_bytes, steps_of, unwrap

from .invented import files

if TYPE_CHECKING:
    from attribune.model import Document

ANCHORS = 1000
LONGEST = 200
_HYPHENS = str.maketrans("", "", "-\u00ad\u2010\u0002\ufffe")


class Original:
    """A file, and what the steps to each of its documents give."""

    def __init__(self, data: bytes) -> None:
        self.data, self._given = data, dict[tuple[str, ...], bytes]()

    def of(self, document: Document) -> bytes:
        """The bytes that the case keeps of a document, taken again from the file."""
        steps = steps_of(document)
        if steps not in self._given:
            self._given[steps] = unwrap(self.data, steps)
        return self._given[steps]


def leads_back(original: Original, document: Document, start: int, end: int) -> bool:
    """Whether the way back from some words gives them."""
    words = document.text[start:end]
    if not words.strip():
        return True
    data = original.of(document)
    if document.page_map is not None:
        return _drawn(data, document, start, end)
    if document.origin_map is not None:
        return quote(data, document.origin_map, start, end) == words
    first, after = bytes_of(document, start, end)
    return data[first:after].decode(document.encoding) == words


def _drawn(data: bytes, document: Document, start: int, end: int) -> bool:
    """Whether PDFium finds the words in their boxes, hyphens and white space left out.

    The boxes are taken 0.3 points narrower: letters such as "k" reach a hair's breadth into the next one's.
    """
    import pypdfium2

    found = []
    with pypdfium2.PdfDocument(data) as opened:
        for number, left, top, right, bottom in boxes_of(document, start, end):
            page = opened[number - 1]
            height = page.get_height()
            found.append(page.get_textpage().get_text_bounded(left + 0.3, height - bottom, right - 0.3, height - top))
    seen, wanted = ("".join(one.translate(_HYPHENS).split()) for one in ("".join(found), document.text[start:end]))
    return seen == wanted


def measured(name: str, data: bytes, count: int = ANCHORS, seed: int = 9) -> tuple[int, int]:
    """How many of so many anchors lead back, and how many documents were read of the file."""
    chance = random.Random(f"{seed} {name}")  # noqa: S311 - a fixed draw, no secret
    original = Original(data)
    documents = [one for one in read_bytes(name, data) if not one.failure]
    right = 0
    for _ in range(count if documents else 0):
        document = chance.choice(documents)
        start = chance.randrange(len(document.text))
        end = min(len(document.text), start + chance.randint(1, LONGEST))
        right += leads_back(original, document, start, end)
    return right, len(documents)


def main(seed: int) -> None:
    """Print the figures."""
    total = tried = 0
    for name, data in files(seed).items():
        right, documents = measured(name, data, seed=seed)
        print(f"{name:22} {documents:3} documents, {right} of {ANCHORS} anchors lead back")
        total, tried = total + right, tried + ANCHORS
    print(f"{total / tried:.4f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
