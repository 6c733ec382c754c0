"""An article in the terminal: who says what, marked in its text, and under each paragraph what is said in it, nested.

Where there are colours, source, cue and content have theirs; in a pipe, a file, or under ``NO_COLOR``, they stand in
brackets of three kinds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.text import Text

from attribune.model import Document, Factuality, Span, Statement

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult

SOURCE, CUE, CONTENT, WITHIN = "bold cyan", "magenta", "green", "italic green"
_BRACKETS = {SOURCE: "[]", CUE: "{}", CONTENT: "<>"}
_STEP, _DEEPEST, _NARROWEST = 4, 8, 24  # columns a level, levels, columns of text
_SURE: dict[Factuality, str] = {
    "CT+": "certain",
    "PR+": "probable",
    "PS+": "possible",
    "CT-": "certainly not",
    "PR-": "probably not",
    "PS-": "possibly not",
    "UU": "left open",
}


def article(document: Document, statements: tuple[Statement, ...]) -> Article:
    """The prose of ``document`` with sources, cues and contents marked, and what is said under each paragraph.

    A statement inside another is indented under it; each line tells source, act and factuality.
    """
    return Article(document, statements)


@dataclass(frozen=True, slots=True)
class Article:
    """A document with its statements, as Rich prints it."""

    document: Document
    statements: tuple[Statement, ...]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        plain = console.color_system is None or console.no_color
        yield _legend(plain=plain)
        yield Text()
        shown: set[str] = set()
        for stretch in _paragraphs(self.document):
            near = [one for one in self.statements if any(s.overlaps(stretch) for s in _spans(one))]
            yield from _wrapped(_bracketed(stretch, near) if plain else _coloured(stretch, near), 0, console, options)
            here = [one for one in self.statements if one.id not in shown and _begins_in(stretch, one)]
            shown |= {one.id for one in here}
            for depth, one in _ordered(here):
                yield from _hanging(_line(one, plain=plain), depth, console, options)
            yield Text()


def _legend(*, plain: bool) -> Text:
    names = zip(("source", "cue", "content"), _BRACKETS.items(), strict=True)
    return Text("  ").join(Text(name.join(pair) if plain else name, style) for name, (style, pair) in names)


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


def _marks(one: Statement) -> Iterator[tuple[Span, str]]:
    """Every span of a statement, with the style of its role."""
    for span in one.content:
        yield span, CONTENT
    for part, style in ((one.source, SOURCE), (one.cue, CUE)):
        if part is not None:
            yield part, style


def _spans(one: Statement) -> Iterator[Span]:
    return (span for span, _ in _marks(one))


def _coloured(stretch: Span, statements: Iterable[Statement]) -> Text:
    """The words of a stretch; inner statements are painted over outer ones, names and cues over contents."""
    text = Text(stretch.quote)
    painted = [
        (style != CONTENT, one.within is not None, span.start, span.end, style)
        for one in statements
        for span, style in _marks(one)
        if span.overlaps(stretch)
    ]
    for _, inner, start, end, style in sorted(painted):
        shown = WITHIN if inner and style == CONTENT else style
        text.stylize(shown, max(start, stretch.start) - stretch.start, min(end, stretch.end) - stretch.start)
    return text


def _bracketed(stretch: Span, statements: Iterable[Statement]) -> Text:
    """The words of a stretch with brackets around what each role takes; the same span of one role has them once."""
    marked = {(span.start, span.end, style) for one in statements for span, style in _marks(one)}
    set_in: list[tuple[int, int, int, str]] = []  # place; closing before opening; inner closes first; bracket
    for start, end, style in marked:
        if stretch.start <= start < stretch.end:
            set_in.append((start, 1, -end, _BRACKETS[style][0]))
        if stretch.start < end <= stretch.end:
            set_in.append((end, 0, -start, _BRACKETS[style][1]))
    words, at = "", stretch.start
    for place, _, _, bracket in sorted(set_in):
        words += stretch.quote[at - stretch.start : place - stretch.start] + bracket
        at = place
    return Text(words + stretch.quote[at - stretch.start :])


def _ordered(statements: list[Statement]) -> list[tuple[int, Statement]]:
    """Each statement behind the one that holds it, with how many hold it."""
    known = {one.id for one in statements}
    inside: dict[str | None, list[Statement]] = {}
    for one in statements:
        inside.setdefault(one.within if one.within in known else None, []).append(one)
    waiting = [(0, one) for one in reversed(inside.get(None, []))]
    found: list[tuple[int, Statement]] = []
    while waiting and len(found) < len(statements):
        depth, one = waiting.pop()
        found.append((depth, one))
        waiting += [(depth + 1, inner) for inner in reversed(inside.get(one.id, []))]
    return found


def _wrapped(text: Text, indent: int, console: Console, options: ConsoleOptions) -> Iterator[Text]:
    """The lines of a text in the width that an indent leaves, without spaces at their ends."""
    for part in text.wrap(console, max(_NARROWEST, options.max_width - indent)):
        part.rstrip()
        yield part


def _hanging(line: Text, depth: int, console: Console, options: ConsoleOptions) -> Iterator[Text]:
    """A line behind its bullet, indented by its depth; what is wrapped stands under its first word."""
    indent = 2 + _STEP * min(depth, _DEEPEST)
    for number, part in enumerate(_wrapped(line, indent + 2, console, options)):
        yield Text.assemble(" " * indent, "  " if number else "▸ ", part)


def _line(one: Statement, *, plain: bool) -> Text:
    who = one.speaker or (_words(one.source) if one.source else "nobody named")
    line = Text.assemble((who, SOURCE))
    if one.source_kind != "unspecified":
        line.append(f" ({one.source_kind})")
    line.append(" · ").append(one.act, CUE).append(f", {_SURE[one.factuality]}")
    if one.via:
        line.append(f", via {_words(one.via)}")
    said = " … ".join(_words(span) for span in one.content)
    return line.append(": ").append(f"<{said}>" if plain else said, CONTENT)


def _words(span: Span) -> str:
    return " ".join(span.quote.split())
