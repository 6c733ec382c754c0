"""Documents as read and cleaned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .span import Span

RegionKind = Literal["body", "heading", "caption", "byline", "navigation", "advert", "legal", "duplicate", "damage"]
PROSE: tuple[RegionKind, ...] = ("body", "heading")


@dataclass(frozen=True, slots=True)
class Region:
    """A labelled stretch of a document. Regions of one kind do not overlap; a repeated caption is also ``duplicate``.

    ``language`` is an ISO 639-1 code or None where it cannot be told; ``reason`` says why it has this kind.
    """

    span: Span
    kind: RegionKind
    language: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Metadatum:
    """One value of a document's metadata, with where it comes from.

    ``name`` is title, outlet, authors, published, url, or what a container tells of a member: place (the steps from the
    file to the member's bytes), encoding, length, section, loaded, retrieved; ``value`` is text (``published``: EDTF;
    ``authors``: joined with "; "); ``source`` is one of given (a metadata file or the analyst), file (the container),
    page, url, byline, text; ``reason`` is a sentence. Of several values for one name the first listed counts.
    """

    name: str
    value: str
    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """From a document's ``text`` back to the bytes that it was read from.

    Parallel tuples, sorted by ``text_start``: the characters ``text_start[i]:text_end[i]`` came from the bytes
    ``byte_start[i]:byte_end[i]`` of the original (an entity such as ``&amp;`` is a run of its own; a run of plain
    characters is longer). ``linear[i]`` is true where the run's bytes decode to the run's characters one by one, so
    that a part of the run leads to a part of the bytes. Characters of no run (a line break put between two blocks)
    have no bytes. ``encoding`` decodes the bytes; what follows a "+" in it is how characters are escaped there.
    ``layers`` are the steps from the original to the bytes that are counted (``zip word/document.xml``, ``part 2``,
    ``http``), none where these are the original's own.
    """

    encoding: str
    text_start: tuple[int, ...] = ()
    text_end: tuple[int, ...] = ()
    byte_start: tuple[int, ...] = ()
    byte_end: tuple[int, ...] = ()
    linear: tuple[bool, ...] = ()
    layers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PageMap:
    """From a document's ``text`` back to pages and boxes, for an original whose words are drawn and not written.

    Parallel tuples, sorted by ``text_start``: the characters ``text_start[i]:text_end[i]`` stand in one line on page
    ``page[i]`` (from 1), between ``top[i]`` and ``bottom[i]``; ``edges[i]`` are the left edges of its characters and
    the right edge of the last. All in hundredths of a point from the page's top left corner. Characters of no row (a
    line break put between two paragraphs) stand nowhere. ``layers`` are as in ``OffsetMap``.
    """

    text_start: tuple[int, ...] = ()
    text_end: tuple[int, ...] = ()
    page: tuple[int, ...] = ()
    top: tuple[int, ...] = ()
    bottom: tuple[int, ...] = ()
    edges: tuple[tuple[int, ...], ...] = ()
    layers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One article as read.

    ``path`` is its place in the case: the path below the folder or file named to ``build``, a member of a container
    as ``PATH#ID``. ``sha256`` is that of the original bytes. ``published`` is EDTF. ``failure`` is None, or the
    reason why the document could not be read (its ``text`` is then empty). ``origin_map`` is None where the
    text is the decoded file, untouched, or where ``page_map`` leads back.
    """

    id: str
    path: str
    sha256: str
    text: str
    media_type: str
    encoding: str
    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    url: str | None = None
    language: str | None = None
    metadata: tuple[Metadatum, ...] = ()
    regions: tuple[Region, ...] = ()
    origin_map: OffsetMap | None = None
    page_map: PageMap | None = None
    failure: str | None = None

    def span(self, start: int, end: int) -> Span:
        """The span of this document's text from ``start`` to ``end``."""
        return Span.of(self.text, start, end)

    def prose(self) -> tuple[Region, ...]:
        """The regions that later stages read, body and headings, in the order of the text."""
        return tuple(sorted((r for r in self.regions if r.kind in PROSE), key=lambda r: r.span.start))
