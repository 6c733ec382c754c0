"""The visible text of a page, block by block, with the place of every character in the source."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .element import CHROME, HIDDEN, INLINE, RAW, VOID, is_block, is_hidden, shuts

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_DEPTH = 1000  # open elements; the deepest of real pages have about a hundred
_START = re.compile(
    r"<([a-zA-Z][^\s/>]*+)"
    r"""((?:[\s/]++|[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+))?+)*+)>"""
)
_ATTRIBUTE = re.compile(r"""([^\s/>=]++)\s*+(?:=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>"']*+)))?""")
_END = re.compile(r"</([a-zA-Z][^\s/>]*+)[^>]*+>")
_PREFORMATTED = re.compile(r"(?P<newline>\r\n?|\n)|(?P<tab>\t)|(?P<entity>&[#\w]{1,33};?)|(?P<words>[^&\t\r\n]++|&)")
_WORDS = re.compile(
    r"(?P<words>[^ \t\n\r\f&]++(?: [^ \t\n\r\f&]++)*+)|(?P<space>[ \t\n\r\f]++)"
    r"|(?P<entity>&(?:#[0-9]{1,8};?|#[xX][0-9a-fA-F]{1,8};?|[A-Za-z][A-Za-z0-9]{1,31}+;?))|(?P<and>&)"
)


class TooDeepError(ValueError):
    """The page nests more elements than ``MAX_DEPTH``."""


@dataclass(slots=True)
class Block:
    """A stretch of text between two block boundaries: its place in the text, the element that it stands in, and whether
    one of those around it is a heading, a caption, or chrome; ``linked`` is how many characters are in links.
    """

    start: int
    end: int
    tag: str
    labels: str
    heading: bool
    caption: bool
    chrome: bool
    linked: int = 0


@dataclass(slots=True)
class Page:
    """The visible text, its blocks, and its runs: (text start, text end, source start, source end, linear)."""

    text: str
    blocks: list[Block]
    runs: list[tuple[int, int, int, int, bool]]


@dataclass(slots=True)
class _Open:
    name: str
    labels: str
    hidden: bool
    chrome: bool


@dataclass(slots=True)
class _Scanner:
    source: str
    stack: list[_Open] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    pieces: list[str] = field(default_factory=list)
    runs: list[tuple[int, int, int, int, bool]] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    length: int = 0
    space: tuple[int, int] | None = None
    gap: int = 0
    broken: bool = True

    def scan(self) -> None:
        place = 0
        while (tag := self.source.find("<", place)) >= 0:
            self.words(place, tag)
            place = self.markup(tag)
        self.words(place, len(self.source))

    def markup(self, tag: int) -> int:
        """Read what begins with the ``<`` at ``tag``; return where it ends."""
        source = self.source
        following = source[tag + 1 : tag + 2]
        if following == "!":
            return self.declaration(tag)
        if following == "?":
            return self.after(">", tag)
        if following == "/":
            match = _END.match(source, tag)
            if match:
                self.close(match[1].lower())
            return match.end() if match else self.after(">", tag)
        match = _START.match(source, tag)
        if match:
            return self.open(match)
        if following.isascii() and following.isalpha():
            return len(source)  # a tag that never ends
        self.words(tag, tag + 1)
        return tag + 1

    def declaration(self, tag: int) -> int:
        if self.source.startswith("<!--", tag):
            if self.source.startswith((">", "->"), tag + 4):
                return self.after(">", tag)
            return self.after("-->", tag + 2)
        if self.source.startswith("<![CDATA[", tag):
            return self.after("]]>", tag)
        return self.after(">", tag)

    def after(self, mark: str, start: int) -> int:
        found = self.source.find(mark, start)
        return found + len(mark) if found >= 0 else len(self.source)

    def open(self, match: re.Match[str]) -> int:
        name, end = match[1].lower(), match.end()
        if is_block(name):
            self.broken = True
            while self.stack and shuts(name, self.stack[-1].name):
                self.pop()
        if name in RAW:
            return self.skip(name, end)
        if name in VOID or (match[2].endswith("/") and name not in INLINE and not is_block(name)):
            return end
        values = {key.lower(): a or b or c for key, a, b, c in _ATTRIBUTE.findall(match[2])} if match[2] else {}
        above = self.stack[-1] if self.stack else None
        labels = " ".join(
            filter(None, (values.get("class"), values.get("id"), values.get("itemprop"), values.get("rel")))
        )
        self.stack.append(
            _Open(
                name,
                labels.lower(),
                bool(above and above.hidden) or name in HIDDEN or is_hidden(values),
                bool(above and above.chrome) or name in CHROME or values.get("role") == "navigation",
            )
        )
        self.counts[name] = self.counts.get(name, 0) + 1
        if len(self.stack) > MAX_DEPTH:
            raise TooDeepError(f"The page nests more than {MAX_DEPTH:,} elements in one another, as no page does.")
        return end

    def skip(self, name: str, start: int) -> int:
        """Past an element whose content is no markup, such as a script."""
        match = re.compile(f"</{name}[\\s/>]", re.IGNORECASE).search(self.source, start)
        return self.after(">", match.start()) if match else len(self.source)

    def close(self, name: str) -> None:
        if is_block(name):
            self.broken = True
        if not self.counts.get(name):
            return
        if name not in INLINE:
            while self.pop() != name:
                pass
            return
        for i in range(len(self.stack) - 1, -1, -1):  # a misplaced inline tag never closes the block around it
            if self.stack[i].name == name:
                self.counts[name] -= 1
                del self.stack[i]
            elif self.stack[i].name in INLINE:
                continue
            return

    def pop(self) -> str:
        name = self.stack.pop().name
        self.counts[name] -= 1
        return name

    def words(self, start: int, end: int) -> None:
        """Take the text of the source from ``start`` to ``end``."""
        if start >= end or (self.stack and self.stack[-1].hidden):
            return
        if self.counts.get("pre"):
            self.preformatted(start, end)
            return
        for match in _WORDS.finditer(self.source, start, end):
            if match.lastgroup == "space":
                self.space = self.space or match.span()
                continue
            self.character_data(match)

    def preformatted(self, start: int, end: int) -> None:
        """Take text whose white space is kept: a tab counts as a space, and every form of line break as one."""
        for match in _PREFORMATTED.finditer(self.source, start, end):
            if match.lastgroup == "newline":
                self.gap += 1
            elif match.lastgroup == "tab":
                self.put(" ", *match.span(), linear=False)
            else:
                whole = html.unescape(match[0]) if match.lastgroup == "entity" else match[0]
                self.put(whole, *match.span(), linear=whole == match[0])

    def character_data(self, match: re.Match[str]) -> None:
        if self.space and not self.broken:
            begin, stop = self.space
            self.put(" ", begin, stop, linear=self.source[begin:stop] == " ")
        self.space = None
        whole = html.unescape(match[0]) if match.lastgroup == "entity" else match[0]
        self.put(whole, match.start(), match.end(), linear=whole == match[0])

    def put(self, piece: str, begin: int, stop: int, *, linear: bool) -> None:
        if not piece:
            return
        if self.gap and not self.broken:
            self.pieces.append("\n" * self.gap)
            self.length += self.gap
        self.gap = 0
        if self.broken:
            if self.blocks:
                self.pieces.append("\n")
                self.length += 1
            self.blocks.append(self.block())
            self.broken = False
        self.pieces.append(piece)
        last = self.runs[-1] if self.runs else None
        if linear and last and last[4] and last[1] == self.length and last[3] == begin:
            self.runs[-1] = (last[0], self.length + len(piece), last[2], stop, True)
        else:
            self.runs.append((self.length, self.length + len(piece), begin, stop, linear))
        self.length += len(piece)
        self.blocks[-1].end = self.length
        if self.counts.get("a"):
            self.blocks[-1].linked += len(piece)

    def block(self) -> Block:
        inner = [one for one in self.stack if one.name not in INLINE]
        near = [one.name for one in inner[-3:]]
        return Block(
            self.length,
            self.length,
            inner[-1].name if inner else "",
            " ".join(one.labels for one in self.stack[-4:] if one.labels),
            any(re.fullmatch("h[1-6]", name) for name in near),
            "figcaption" in near or "caption" in near,
            bool(inner and inner[-1].chrome),
        )


def scan(source: str) -> Page:
    """The visible text of a page's source. Raises TooDeepError for a page that no one wrote."""
    scanner = _Scanner(source)
    scanner.scan()
    return Page("".join(scanner.pieces), scanner.blocks, scanner.runs)


def attributes(source: str, name: str) -> Iterator[dict[str, str]]:
    """The attributes of every element of that name."""
    for match in re.finditer(f"<{name}(?=[\\s/>])[^>]{{0,4000}}>", source, re.IGNORECASE):
        yield {
            key.lower(): html.unescape(a or b or c) for key, a, b, c in _ATTRIBUTE.findall(match[0][len(name) + 1 :])
        }
