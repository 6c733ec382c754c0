"""RSS and Atom: each item is a document, kept as it stands in the file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from attribune.model import Metadatum, Region, Span

from . import encoding, html, stamp
from .composed import joined
from .content import led_elsewhere
from .failure import UnreadableError
from .offset import of_runs
from .reading import Reading, told
from .xml import field, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .layer import Body
    from .offset import Run
    from .xml import Token

_BODY = ("content:encoded", "content", "description", "summary", "media:description")
_DATES = ("pubDate", "published", "dc:date", "dcterms:created", "issued", "date")
_CHANGED = ("updated", "modified", "atom:updated")
_AUTHORS = ("dc:creator", "author", "itunes:author")
_MAIL = re.compile(r"^\S+@\S+\s*\((.{1,80})\)$")


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a feed: its name in it, its place in the characters, and what is wrong with it."""

    name: str
    start: int
    end: int
    failure: str | None = None


def outlet(source: str) -> str | None:
    """The feed's own title: the first that stands in no item."""
    return _first(encoding.whole(source), list(_head(source)), ("title",))


def _head(source: str) -> Iterator[Token]:
    """The tokens before the first item, without those of the channel's picture."""
    hidden = False
    for one in tokens(source):
        if one.name in ("item", "entry", "rss:item"):
            return
        if one.name in ("image", "textInput"):
            hidden = one.kind == "open" and not one.empty
        if not hidden:
            yield one


def items(source: str) -> Iterator[Item]:
    """Every item of a feed, in its order. Raises UnreadableError where the file declares entities."""
    start = -1
    number = 0
    for one in tokens(source):
        if one.name not in ("item", "entry"):
            continue
        if one.kind == "open":
            if start >= 0:
                number += 1
                yield Item(str(number), start, one.start, "The item has no end: the feed is broken here.")
            start = one.start
        elif start >= 0:
            number += 1
            yield Item(_name(source[start : one.end], number), start, one.end)
            start = -1
    if start >= 0:
        yield Item(str(number + 1), start, len(source), "The item has no end: the feed ends too early.")


def _name(item: str, number: int) -> str:
    """An item's own name: its guid or id, else its link, else its number."""
    inner = list(tokens(item))
    source = encoding.whole(item)
    return _first(source, inner, ("guid", "id")) or _link(source, inner) or str(number)


def read(_path: str, body: Body, given: tuple[Metadatum, ...]) -> Reading:
    """One item: its title, then the longest of its texts. Raises UnreadableError where it has neither."""
    source = encoding.mapped(body.data, told(given, "encoding") or encoding.detect(body.data) or "utf-8")
    inner = list(tokens(source.text))
    parts: list[tuple[str, list[Run]]] = []
    regions: list[tuple[int, int, str]] = []
    title = max(
        (_fragment(one) for one in _fields(source, inner, ("title",))), key=lambda one: len(one[0]), default=None
    )
    texts = [_fragment(one) for one in _fields(source, inner, _BODY)]
    longest = max(texts, key=lambda one: len(one[0]), default=None)
    if title and title[0]:
        parts.append(title[:2])
        regions.append((0, len(title[0]), "heading"))
    if longest and longest[0] and not (title and longest[0] == title[0]):
        shift = len(title[0]) + 2 if title and title[0] else 0
        parts.append(longest[:2])
        regions += [(start + shift, end + shift, kind) for start, end, kind in longest[2]]
    text, runs = joined(parts)
    if not text.strip():
        raise UnreadableError("The item has neither a title nor a text.")
    name = source.encoding + "+xml+html"
    reasons = {"heading": "the item's title or a heading in it", "navigation": "a link to another page"}
    return Reading(
        text,
        "text/html",
        name,
        tuple(_metadata(source, inner)),
        tuple(Region(Span.of(text, a, b), kind, None, reasons.get(kind, "the item's text")) for a, b, kind in regions),  # type: ignore[arg-type]
        of_runs(name, runs, body.layers),
    )


def _fragment(source: encoding.Decoded) -> tuple[str, list[Run], list[tuple[int, int, str]]]:
    """The visible text of a field, its way back and the kinds of its blocks."""
    from .document import runs_of

    try:
        seen = html.scan(source.text)
    except html.TooDeepError as reason:
        raise UnreadableError(str(reason)) from reason
    kinds = []
    for block in seen.blocks:
        kind = "navigation" if led_elsewhere(seen.text, block) else "heading" if block.heading else "body"
        if seen.text[block.start : block.end].strip():
            kinds.append((block.start, block.end, kind))
    return seen.text, runs_of(seen, source), kinds


def _fields(source: encoding.Decoded, inner: list[Token], names: tuple[str, ...]) -> Iterator[encoding.Decoded]:
    """The words of each element of these names, in the order of the names."""
    for name in names:
        start = -1
        for i, one in enumerate(inner):
            if one.name != name:
                continue
            if one.kind == "open" and not one.empty and start < 0:
                start = i + 1
            elif one.kind == "close" and start >= 0:
                yield _words(source, inner[start:i])
                start = -1


def _words(source: encoding.Decoded, inner: list[Token]) -> encoding.Decoded:
    """The words of an element; of one that holds mark-up as such (Atom's xhtml), the mark-up too."""
    if any(one.kind == "open" for one in inner):
        first, last = inner[0].start, inner[-1].end
        return field(source, [type(inner[0])("cdata", "", first, last)])
    return field(source, inner)


def _first(source: encoding.Decoded, inner: list[Token], names: tuple[str, ...]) -> str | None:
    for one in _fields(source, inner, names):
        if words := " ".join(re.sub(r"<[^>]{0,2000}>", " ", one.text).split()):
            return words
    return None


def _link(source: encoding.Decoded, inner: list[Token]) -> str | None:
    for one in inner:
        leads = one.name == "link" and one.kind == "open" and one.attribute("rel") in (None, "alternate")
        if leads and (address := one.attribute("href")):
            return address.strip()
    return _first(source, inner, ("link", "feedburner:origLink"))


def _metadata(source: encoding.Decoded, inner: list[Token]) -> Iterator[Metadatum]:
    title = next((_fragment(one)[0] for one in _fields(source, inner, ("title",))), "")
    if title:
        yield Metadatum("title", " ".join(title.split()), "page", "the item's title")
    authors = [
        match[1] if (match := _MAIL.match(one)) else one
        for one in (_first(source, inner, ("dc:creator",)), _person(source, inner))
        if one
    ]
    if authors:
        yield Metadatum("authors", authors[0], "page", "the author whom the item names")
    for names, what in ((_DATES, "published"), (_CHANGED, "last changed")):
        for name in names:
            if (words := _first(source, inner, (name,))) and (day := stamp.edtf(words)):
                yield Metadatum("published", day, "page", f"the item's element {name} says it was {what} {words[:40]}")
                break
    if address := _link(source, inner):
        yield Metadatum("url", address, "page", "the item's link")


def _person(source: encoding.Decoded, inner: list[Token]) -> str | None:
    """The name in an author element, which Atom gives an element of its own."""
    for i, one in enumerate(inner):
        if one.name in ("author", "itunes:author") and one.kind == "open" and not one.empty:
            end = next((at for at in range(i + 1, len(inner)) if inner[at].name == one.name), len(inner))
            within = inner[i + 1 : end]
            return _first(source, within, ("name",)) or " ".join(
                field(source, [t for t in within if t.kind in ("text", "cdata")]).text.split()
            )
    return None
