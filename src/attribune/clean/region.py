"""Regions of a document: every character that is no white space lies in one, and nothing is deleted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from attribune.model import PROSE, Document, Region, Span

from . import article, byline, damage, duplicate
from .described import described
from .language import language, script
from .line import Label, Line, lines
from .page import refined

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LINE_LIMIT = 100_000  # characters of one line that can be prose
_MOSTLY = 0.3  # a line is damaged as a whole where so much of it is garbled


def clean(document: Document) -> Document:
    """The document with its regions, their languages and its own, and what its text tells of itself."""
    if document.failure or not document.text.strip():
        return replace(document, regions=())
    formed = document.media_type == "text/html" or any(one.name == "bundle" for one in document.metadata)
    if document.regions and formed:  # the form of a page, or of an article in a bundle, already tells what is what
        rows = [Line(one.span.quote, one.span.start, one.span.end, 0, 0) for one in document.regions]
        given = refined(document, rows)
    else:
        rows = lines(document.text)
        prose = "".join(row.text for row in rows if row.prose)
        given = article.labels(rows, script(prose or document.text))
    prose = "\n".join(row.text for row, one in zip(rows, given, strict=True) if one.kind in PROSE)
    own = language(prose or document.text)
    regions = sorted(_regions(document, rows, given, own), key=lambda one: (one.span.start, -one.span.end, one.kind))
    return described(replace(document, language=own, regions=tuple(regions)), rows, given)


def _regions(document: Document, rows: Sequence[Line], given: list[Label], own: str | None) -> Iterator[Region]:
    """The region of each line; where damage or a repetition lies in it, more than one."""
    for start, end, reason in duplicate.repeated_titles(rows, given):
        yield Region(document.span(start, end), "duplicate", own, reason)
    for i, reason in duplicate.repeated_prose(rows, given):
        given[i] = Label("duplicate", reason, "repeated")
    tables = list(damage.lost_tables(rows, given)) if document.origin_map is None else []
    for one in tables:
        yield Region(document.span(one.start, one.end), "damage", None, one.reason)
    body = [i for i, one in enumerate(given) if one.kind == "body"]
    last = body[-1] if len(body) > 1 else -1
    for i, row in enumerate(rows):
        if any(one.start <= row.start < one.end for one in tables):
            continue
        if len(row.text) > _LINE_LIMIT:
            yield Region(document.span(row.start, row.end), "damage", None, "a line longer than any paragraph")
            continue
        yield from _row(document, row, given[i], own, ends=i == last)


def _row(document: Document, row: Line, label: Label, own: str | None, *, ends: bool) -> Iterator[Region]:
    tongue = language(row.text, own if script(row.text) in (None, "Latin") or own is None else None)
    broken = list(damage.within(row)) if label.kind in PROSE else []
    if sum(one.end - one.start for one in broken if not one.cuts) > _MOSTLY * len(row.text):
        yield Region(document.span(row.start, row.end), "damage", None, "a line of characters in the wrong encoding")
        return
    end = damage.cut_off(row, marked=document.media_type == "text/html") if ends else None
    for one in [*broken, *([end] if end else [])]:
        yield Region(document.span(one.start, one.end), "damage", None, one.reason)
    credit = byline.CLOSING.search(row.text, max(0, len(row.text) - 400)) if label.kind == "body" else None
    stop = row.start + credit.start() if credit else row.end
    if credit:
        yield Region(document.span(stop, row.end), "byline", own, "says who reported or edited it")
    place = row.start
    for start, after in [*((one.start, one.end) for one in broken if one.cuts), (stop, stop)]:
        if piece := _stripped(document.text, place, min(start, stop)):
            yield Region(piece, label.kind, tongue, label.reason)
        place = max(place, after)


def _stripped(text: str, start: int, end: int) -> Span | None:
    """The span without white space at its edges, None where nothing is left."""
    words = text[start:end]
    left = start + len(words) - len(words.lstrip())
    right = start + len(words.rstrip())
    return Span.of(text, left, right) if left < right else None
