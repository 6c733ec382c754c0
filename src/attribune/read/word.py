"""Documents of word processors: .docx and .odt, and paragraphs cut out of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from . import encoding
from .composed import Writer
from .document import shifted
from .failure import UnreadableError
from .layer import Body, step, zip_member
from .limit import MAX_BYTES
from .offset import of_runs
from .reading import Reading, told
from .xml import XML, pieces, tokens

if TYPE_CHECKING:
    from attribune.model import Metadatum

    from .xml import Token

_MEMBERS = ("word/document.xml", "content.xml")
_PARAGRAPHS = ("w:p", "text:p", "text:h")
_WORDS = ("w:t", "text:p", "text:h")  # elements whose words are the text
_SPACES = ("w:tab", "text:tab", "text:s", "w:noBreakHyphen", "w:ptab")
_BREAKS = ("w:br", "w:cr", "text:line-break")
_SKIPPED = (  # a second form of what stands beside, words taken out again, notes
    "mc:Fallback",
    "w:del",
    "w:pict",
    "text:tracked-changes",
    "text:note",
    "office:annotation",
    "office:forms",
    "text:sequence-decls",
)
_KINDS = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.oasis.opendocument.text",
)
_BODY = ("<office:text", "<w:body")


@dataclass(slots=True)
class _Reader:
    writer: Writer
    open: list[str] = field(default_factory=list)  # elements that decide, among those that are open
    skipped: int = 0

    def take(self, one: Token) -> None:
        if one.kind in ("text", "cdata"):
            if not self.skipped and self.open:
                self.words(one)
        elif one.name in _SKIPPED and not one.empty:
            self.skipped = max(0, self.skipped + (1 if one.kind == "open" else -1))
        elif self.skipped:
            return
        elif one.name in _PARAGRAPHS or one.name == "w:t":
            self.element(one)
        elif one.kind == "open" and one.name in _BREAKS:
            self.writer.gap("\n")
        elif one.kind == "open" and one.name in _SPACES and not self._in_properties(one):
            self.writer.put(" ", one.start, one.end, linear=False)

    def element(self, one: Token) -> None:
        if one.name in _PARAGRAPHS:
            self.writer.gap("\n\n")
        if one.name not in _WORDS or one.empty:
            return
        if one.kind == "open":
            self.open.append(one.name)
        elif one.name in self.open:
            del self.open[self.open.index(one.name) :]

    def words(self, one: Token) -> None:
        for piece, begin, stop, plain in pieces(self.writer.source.text, one):
            self.writer.put(piece, begin, stop, linear=plain)

    @staticmethod
    def _in_properties(one: Token) -> bool:
        """Whether a tab is one that a style defines, and no character."""
        return "w:val=" in one.attributes or "w:pos=" in one.attributes


def read(_path: str, body: Body, given: tuple[Metadatum, ...]) -> Reading:
    """The paragraphs of a document, each a line. Raises UnreadableError."""
    inner = inside(body)
    name = told(given, "encoding") or encoding.detect(inner.data) or "utf-8"
    source = encoding.mapped(inner.data, name)
    reader = _Reader(Writer(source))
    if re.search(r"<!ENTITY", source.text[:100_000]):
        raise UnreadableError("The file declares entities of its own, as only an attack does; it is left alone.")
    start = max(source.text.find(mark) for mark in _BODY)
    if start < 0 and inner is not body:
        raise UnreadableError(
            "The file is of an office program, but holds no running text: a table, slides or a drawing."
        )
    for one in tokens(source.text, max(0, start)):
        reader.take(one)
    writer, name = reader.writer, source.encoding + XML
    runs = shifted(writer.runs, inner.shift)
    kind = _KINDS["<text:" in source.text]
    return Reading(writer.text, kind, name, origin_map=of_runs(name, runs, inner.layers))


def inside(body: Body) -> Body:
    """The XML that holds the paragraphs: the archive's member, or the bytes themselves if they were cut out of it."""
    if not body.data.startswith(b"PK"):
        return body
    named = next((name for name in _MEMBERS if name.encode() in body.data), None)
    if named is None:
        raise UnreadableError("The archive holds no text of a word processor.")
    data = zip_member(body.data, named, MAX_BYTES * 4)
    layers = body.layers if not body.shift else (*body.layers, f"bytes {body.shift}:{body.shift + len(body.data)}")
    return Body(data, (*layers, step("zip", named)))


def paragraphs(source: str) -> list[tuple[int, int]]:
    """Where each paragraph's element stands in the XML, outermost ones only."""
    found: list[tuple[int, int]] = []
    depth, start = 0, 0
    for one in tokens(source):
        if one.name not in _PARAGRAPHS or one.empty:
            continue
        if one.kind == "open":
            start = one.start if not depth else start
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                found.append((start, one.end))
    return found
