"""An article in the terminal: who says what, coloured, and under each paragraph what is said in it, nested."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from attribune.model import Document, Span, Statement

SOURCE, CUE, CONTENT, WITHIN = "bold cyan", "magenta", "green", "italic green"


def article(document: Document, statements: tuple[Statement, ...]) -> RenderableType:
    """The prose of ``document`` with sources, cues and contents coloured, and what is said under each paragraph.

    A statement inside another is indented under it; each line tells source, act and factuality.
    """
    parts: list[RenderableType] = [
        Text.assemble(("source", SOURCE), "  ", ("cue", CUE), "  ", ("content", CONTENT)),
        Text(),
    ]
    shown: set[str] = set()
    for stretch in _paragraphs(document):
        parts.append(_coloured(stretch, statements))
        here = [one for one in statements if one.id not in shown and _begins_in(stretch, one)]
        shown |= {one.id for one in here}
        parts += _listed(here)
        parts.append(Text())
    return Group(*parts)


def _paragraphs(document: Document) -> list[Span]:
    """The lines of the prose, in the order of the text."""
    lines: list[Span] = []
    for region in document.prose():
        place = region.span.start
        for line in region.span.quote.splitlines(keepends=True):
            words = line.strip()
            if words:
                begin = place + line.index(words)
                lines.append(document.span(begin, begin + len(words)))
            place += len(line)
    return lines


def _begins_in(stretch: Span, one: Statement) -> bool:
    return stretch.start <= one.content[0].start < stretch.end


def _coloured(stretch: Span, statements: tuple[Statement, ...]) -> Text:
    """The words of a stretch; inner statements are painted over outer ones, names and cues over contents."""
    text = Text(stretch.quote)
    for one in sorted(statements, key=lambda s: (s.within is not None, s.content[0].start)):
        for span in one.content:
            _paint(text, stretch, span, CONTENT if one.within is None else WITHIN)
    for one in statements:
        _paint(text, stretch, one.source, SOURCE)
        _paint(text, stretch, one.cue, CUE)
    return text


def _paint(text: Text, stretch: Span, span: Span | None, style: str) -> None:
    if span is not None and span.overlaps(stretch):
        text.stylize(style, max(span.start, stretch.start) - stretch.start, min(span.end, stretch.end) - stretch.start)


def _listed(statements: list[Statement]) -> list[RenderableType]:
    """One line a statement, under the statement that holds it."""
    known = {one.id for one in statements}
    lines: list[RenderableType] = []

    def add(holder: str | None, depth: int) -> None:
        for one in statements:
            outer = one.within if one.within in known else None
            if outer == holder:
                lines.append(Padding(_line(one), (0, 0, 0, 2 + 4 * min(depth, 8))))
                if depth < len(statements):
                    add(one.id, depth + 1)

    add(None, 0)
    return lines


def _line(one: Statement) -> Text:
    who = one.speaker or (one.source.quote if one.source else "nobody named")
    said = " … ".join(span.quote for span in one.content)
    line = Text.assemble("▸ ", (who, SOURCE), f" ({one.source_kind}) ", (one.act, CUE), f" {one.factuality}")
    if one.via:
        line.append(f" via {one.via.quote}")
    return line.append(": ").append(said, CONTENT)
