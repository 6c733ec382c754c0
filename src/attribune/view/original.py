"""The kept files of documents, and where the words of records stand in them, as far as they may be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attribune.ledger.decision import Draft
from attribune.read import bytes_of

from .case import ViewError
from .kept import kept, way
from .place import where

if TYPE_CHECKING:
    from collections.abc import Callable

    from attribune.model import Document

    from .case import Readable, Reveal
    from .cover import Cover
    from .row import Row


class Originals:
    """The originals of a case. ``inside`` gives the id inside the case for one as shown, ``find`` the document of such
    an id: that one alone is read.
    """

    def __init__(
        self, case: Readable, cover: Cover, inside: Callable[[str], str], find: Callable[[str], Document | None]
    ) -> None:
        self._case, self._cover, self._inside, self._find = case, cover, inside, find

    def data(self, document: str) -> bytes:
        """The bytes of a document as they came. Raises ViewError where they would show somebody protected."""
        return self._case.original(self._open(document).sha256)

    def kept(self, document: str, start: int = 0, end: int = 0) -> Row:
        """The kept file of a document, and where the words from ``start`` to ``end``, as shown, stand in it:
        ``media_type, data, encoding, bytes, pages``. Raises ViewError where it would show somebody protected.
        """
        return self._kept(self._open(document), start, end)

    def revealed(self, document: str, reveal: Reveal, start: int = 0, end: int = 0) -> Row:
        """The kept file of a document that holds people at risk, as ``kept`` gives it; the reveal is logged first.

        ``start`` and ``end`` are those of the text as shown: words that are hidden are not pointed at.
        """
        source = self._find(self._inside(document))
        if source is None or not reveal.because.strip():
            raise ViewError("protection is lifted only with a reason, for a document of the case")
        self._case.decisions.append(Draft("reveal", source.id, {}, reveal.because, reveal.at, reveal.by))
        return self._kept(source, start, end)

    def ways(self, home: str | None, row: Row) -> tuple[tuple[int, int] | None, Row | None]:
        """Where the words of a record stand in the original's bytes, and the way to the file that they came from; None
        for both where they may not be looked for there. ``home`` is its document, ids and places are as shown.
        """
        raw, place = self._inside(home or ""), where(row)
        source = self._find(raw) if home and place else None
        if source is None or place is None or self._cover.hides(raw):
            return None, None
        start, end = place["start"], place["end"]  # nothing is hidden in it: as shown is as it is
        try:
            stands = bytes_of(source, start, end)
        except ValueError:
            stands = None  # words that no byte stands for, such as a line break put between two blocks
        return stands, way(source, start, end)

    def _open(self, document: str) -> Document:
        raw = self._inside(document)
        source = self._find(raw)
        if source is None:
            raise ViewError(f"the case holds no document {self._cover.words(document)}")
        if self._cover.hides(raw):
            raise ViewError("this document holds people at risk: its original is shown only with a reveal and a reason")
        return source

    def _kept(self, source: Document, start: int, end: int) -> Row:
        place = self._cover.back(source.id, start, end) or (0, 0)
        return kept(source, self._case.original(source.sha256), *place)
