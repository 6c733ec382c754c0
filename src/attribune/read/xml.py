"""The tags and words of an XML file with their places, without a tree.

Broken files are read as far as they go. Entities that a file declares itself are never expanded, nothing outside the
file is ever looked at, and a file that declares entities is refused: no feed and no word processor does so.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from .encoding import Decoded
from .failure import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_OPEN = re.compile(r"""<([^\s/>!?<=]++)((?:[^>"'<]++|"[^"]*+"|'[^']*+')*+)>""")
_CLOSE = re.compile(r"</([^\s>]++)\s*+>")
_ATTRIBUTE = re.compile(r"""([^\s=/"']++)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)')""")
_ENTITY = re.compile(r"&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{0,31});")
XML = "+xml"  # added to an encoding: characters may stand as an entity of XML
XML_HTML = "+xml+html"  # the same of a page: under these there are the entities of HTML


@dataclass(frozen=True, slots=True)
class Token:
    """A tag or a stretch of words; ``start`` and ``end`` are its place, for CDATA that of the words in it."""

    kind: Literal["open", "close", "text", "cdata"]
    name: str
    start: int
    end: int
    attributes: str = ""
    empty: bool = False

    def attribute(self, name: str) -> str | None:
        """An attribute's value."""
        for key, one, other in _ATTRIBUTE.findall(self.attributes):
            if key == name:
                return html.unescape(one or other)
        return None


def tokens(source: str, start: int = 0) -> Iterator[Token]:
    """Every tag and stretch of words from ``start`` on. Raises UnreadableError for a file that declares entities."""
    place = start
    while (tag := source.find("<", place)) >= 0:
        if tag > place:
            yield Token("text", "", place, tag)
        following = source[tag + 1 : tag + 2]
        if following == "!":
            place = _after(source, tag)
            if source.startswith("<![CDATA[", tag):
                yield Token("cdata", "", tag + 9, max(tag + 9, place - 3))
        elif following == "?":
            place = _past(source, "?>", tag)
        elif match := _CLOSE.match(source, tag):
            yield Token("close", match[1], tag, match.end())
            place = match.end()
        elif match := _OPEN.match(source, tag):
            yield Token("open", match[1], tag, match.end(), match[2], empty=match[2].endswith("/"))
            place = match.end()
        else:
            yield Token("text", "", tag, tag + 1)
            place = tag + 1
    if place < len(source):
        yield Token("text", "", place, len(source))


def _after(source: str, tag: int) -> int:
    """Where a comment, CDATA or declaration ends."""
    if source.startswith("<!--", tag):
        return _past(source, "-->", tag + 4)
    if source.startswith("<![CDATA[", tag):
        return _past(source, "]]>", tag + 9)
    if source.startswith("<!ENTITY", tag):
        raise UnreadableError("The file declares entities of its own, as only an attack does; it is left alone.")
    bracket, end = source.find("[", tag, tag + 2000), source.find(">", tag)
    return bracket + 1 if 0 <= bracket < end else end + 1 if end >= 0 else len(source)


def _past(source: str, mark: str, start: int) -> int:
    found = source.find(mark, start)
    return found + len(mark) if found >= 0 else len(source)


def pieces(source: str, one: Token) -> Iterator[tuple[str, int, int, bool]]:
    """The words of a text token: the words, their place, and whether they stand there as they are."""
    if one.kind == "cdata":
        if one.start < one.end:
            yield source[one.start : one.end], one.start, one.end, True
        return
    place = one.start
    for match in _ENTITY.finditer(source, one.start, one.end):
        whole = html.unescape(match[0])
        if len(whole) != 1:
            continue
        if place < match.start():
            yield source[place : match.start()], place, match.start(), True
        yield whole, match.start(), match.end(), False
        place = match.end()
    if place < one.end:
        yield source[place : one.end], place, one.end, True


def field(source: Decoded, inner: Iterable[Token]) -> Decoded:
    """The words of some text tokens, with the place of every character through the escapes."""
    words: list[str] = []
    segments: list[tuple[int, int, int]] = []
    escaped: set[int] = set()
    length = 0
    for token in inner:
        for piece, begin, stop, plain in pieces(source.text, token):
            if plain:
                for left, _ in source.even(begin, stop):
                    width = source.stop(left) - source.place(left)
                    segments.append((length + left - begin, source.place(left), width))
            else:
                segments.append((length, source.place(begin), source.stop(stop - 1) - source.place(begin)))
                escaped.add(length)
            words.append(piece)
            length += len(piece)
    chars, places, widths = zip(*segments, strict=True) if segments else ((), (), ())
    text = re.sub("[\ud800-\udfff]", "\ufffd", "".join(words))
    return Decoded(text, source.encoding + XML_HTML, chars, places, widths, frozenset(escaped))
