"""Rich Text Format: the words between its control words, each with its place in the bytes."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from . import encoding
from .composed import Writer
from .document import shifted
from .failure import UnreadableError
from .offset import RTF, of_runs
from .reading import Reading, told

if TYPE_CHECKING:
    from attribune.model import Metadatum

    from .layer import Body
    from .offset import Run

_TOKEN = re.compile(
    r"\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?[0-9]{1,10})? ?|\\(?P<mark>[^a-zA-Z'])"
    r"|(?P<open>\{)|(?P<close>\})|(?P<line>[\r\n]+)|(?P<high>[\x80-\xff])|(?P<words>[^\\{}\r\n\x80-\xff]+)",
    re.DOTALL,
)
_SKIPPED = re.compile(  # groups whose words are not the text
    "(?:fonttbl|colortbl|stylesheet|info|pict|header|headerl|headerr|headerf|footer|footerl|footerr|footerf|fldinst"
    "|listtable|listoverridetable|rsidtbl|generator|themedata|colorschememapping|datastore|latentstyles|xmlnstbl"
    "|operator|author|title|subject|keywords|object|objdata|filetbl|revtbl|nonesttables|pntext|pntxta|pntxtb"
    "|bkmkstart|bkmkend|annotation|atnid|atnauthor|wgrffmtfilter|mmathPr|footnote)"
)
_CHARACTERS = {
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    "emspace": "\u2003",
    "enspace": "\u2002",
    "tab": " ",
    "cell": " ",
}
_BREAKS = {"par": "\n", "line": "\n", "row": "\n", "sect": "\n\n", "page": "\n\n", "column": "\n\n"}
_MARKS = {"~": "\xa0", "_": "\u2011", "{": "{", "}": "}", "\\": "\\", "\n": "\n", "\r": "\n"}
_CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gb18030", 136: "cp950",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251",
    222: "cp874", 238: "cp1250",
}  # fmt: skip
_DEEPEST = 500  # groups within groups


@dataclass(slots=True)
class _State:
    """What holds within a group: whether its words are text, how many characters stand in for one of Unicode."""

    seen: bool = True
    fallback: int = 1
    codec: str = ""


@dataclass(slots=True)
class _Reader:
    writer: Writer
    codec: str
    fonts: dict[int, str] = field(default_factory=dict)
    font: int = 0
    state: _State = field(default_factory=_State)
    stack: list[_State] = field(default_factory=list)
    table: bool = False  # in the table of fonts
    skip: int = 0  # characters that still stand in for one of Unicode
    first: bool = False  # at the start of a group
    bytes_: bytearray = field(default_factory=bytearray)
    since: int = 0
    until: int = 0
    half: tuple[int, int] | None = None  # the first of two that make one character of Unicode, and where it begins
    drawn: list[tuple[int, str]] = field(default_factory=list)  # runs that were decoded, and by which code page

    @property
    def main(self) -> str:
        """The code page of most decoded characters."""
        used = Counter(codec for _, codec in self.drawn)
        return min(used, key=lambda codec: (-used[codec], codec)) if used else self.codec

    def kept(self) -> list[Run]:
        """The runs but for those that the main code page cannot decode: a map has but one."""
        main = self.main
        lost = {run for run, codec in self.drawn if codec != main}
        return [run for i, run in enumerate(self.writer.runs) if i not in lost]

    def take(self, match: re.Match[str]) -> None:
        kind = str(match.lastgroup) if match.lastgroup != "number" else "word"
        if self.bytes_ and kind not in ("hex", "high"):
            self.flush(whole=True)
        if kind == "open":
            self.open()
        elif kind == "close":
            self.close()
        elif kind == "word":
            self.word(match["word"], int(match["number"]) if match["number"] else None, match)
        elif kind in ("hex", "high"):
            self.byte(int(match["hex"], 16) if match["hex"] else ord(match[0]), match)
        elif kind == "mark":
            self.mark(match)
        elif kind == "words":
            self.words(match)
        if kind not in {"open", "line"}:
            self.first = False

    def open(self) -> None:
        if len(self.stack) >= _DEEPEST:
            raise UnreadableError(f"The file holds groups within groups more than {_DEEPEST} deep.")
        self.stack.append(self.state)
        self.state = _State(self.state.seen, self.state.fallback, self.state.codec)
        self.first = True
        self.skip = 0

    def close(self) -> None:
        self.skip = 0
        if self.stack:
            self.state = self.stack.pop()
        if self.table and len(self.stack) <= 1:
            self.table = False

    def word(self, word: str, number: int | None, match: re.Match[str]) -> None:
        if self.skip and word != "u":
            self.skip -= 1
            return
        if _SKIPPED.fullmatch(word):
            self.state.seen = False
            self.table = self.table or word == "fonttbl"
        elif number is not None and word in {"f", "fcharset", "uc", "bin"}:
            self.setting(word, number)
        elif not self.state.seen:
            return
        elif word == "u" and number is not None:
            self.unicode(number % 65536 if number < 0 else number, match)
            self.skip = self.state.fallback
        elif word in _CHARACTERS:
            self.writer.put(_CHARACTERS[word], *match.span(), linear=False)
        elif word in _BREAKS:
            self.writer.gap(self.writer.pending + _BREAKS[word])
        elif word == "pard" and self.first:
            self.writer.gap(self.writer.pending or "\n")

    def setting(self, word: str, number: int) -> None:
        if word == "f":
            self.font = number
            self.state.codec = "" if self.table else self.fonts.get(number, "")
        elif word == "fcharset" and self.table and number in _CHARSETS:
            self.fonts[self.font] = _CHARSETS[number]
        elif word == "uc":
            self.state.fallback = max(0, min(number, 20))
        elif word == "bin" and number:
            raise UnreadableError("The file holds binary data among its words, which is not read.")

    def unicode(self, code: int, match: re.Match[str]) -> None:
        start, self.half = match.start(), self.half if 0xDC00 <= code < 0xE000 else None
        if self.half:
            code, start = 0x10000 + ((self.half[0] - 0xD800) << 10) + code - 0xDC00, self.half[1]
            self.half = None
        elif 0xD800 <= code < 0xDC00:
            self.half = (code, start)
            return
        bad = code < 32 or 0xD800 <= code < 0xE000 or code > 0x10FFFF
        self.writer.put("\ufffd" if bad else chr(code), start, match.end(), linear=False)

    def mark(self, match: re.Match[str]) -> None:
        mark = match["mark"]
        if mark == "*" and self.first:
            self.state.seen = False
        elif self.skip:
            self.skip -= 1
        elif mark in "\r\n" and self.state.seen:
            self.writer.gap(self.writer.pending + "\n")
        elif mark in _MARKS and self.state.seen:
            self.writer.put(_MARKS[mark], *match.span(), linear=False)

    def words(self, match: re.Match[str]) -> None:
        start = min(match.start() + self.skip, match.end())
        self.skip -= start - match.start()
        if self.state.seen and start < match.end():
            words = match[0][start - match.start() :]
            whole = words.replace("\x00", "\ufffd")
            self.writer.put(whole, start, match.end(), linear=whole == words)

    def byte(self, code: int, match: re.Match[str]) -> None:
        if self.skip:
            self.skip -= 1
        elif self.state.seen:
            if not self.bytes_:
                self.since = match.start()
            self.bytes_.append(code)
            self.until = match.end()
            self.flush(whole=False)

    def flush(self, *, whole: bool) -> None:
        """Write the bytes in hand as soon as they are a character."""
        codec = self.state.codec or self.codec
        try:
            char = self.bytes_.decode(codec)
        except UnicodeDecodeError:
            if not whole and len(self.bytes_) < 4:
                return
            char = self.bytes_.decode(codec, "replace")
        self.bytes_.clear()
        self.drawn.append((len(self.writer.runs), codec))
        self.writer.put(char, self.since, self.until, linear=False)


def _codec(source: str) -> str:
    """The code page that the file declares; Windows-1252 where it declares none that is known."""
    match = re.search(r"\\ansicpg(\d{3,5})", source[:2000])
    try:
        name = codecs.lookup(f"cp{match[1]}").name if match else "cp1252"
    except LookupError:
        name = "cp1252"
    return "utf-8" if name == "cp65001" else name


def read(_path: str, body: Body, given: tuple[Metadatum, ...]) -> Reading:
    """The text of a file. Raises UnreadableError."""
    raw = body.data.decode("latin-1")
    source = encoding.Decoded(raw, "latin-1", (0,), (0,), (1,))
    reader = _Reader(Writer(source), told(given, "encoding") or _codec(raw))
    for match in _TOKEN.finditer(raw):
        reader.take(match)
    if reader.bytes_:
        reader.flush(whole=True)
    writer, name = reader.writer, reader.main + RTF
    runs = shifted(reader.kept(), body.shift)
    return Reading(writer.text, "application/rtf", name, origin_map=of_runs(name, runs, body.layers))


def resolved(data: bytes, codec: str) -> str:
    """The one character that some bytes of a file stand for."""
    raw = data.decode("latin-1")
    reader = _Reader(Writer(encoding.Decoded(raw, "latin-1", (0,), (0,), (1,))), codec)
    for match in _TOKEN.finditer(raw):
        reader.take(match)
    if reader.bytes_:
        reader.flush(whole=True)
    return reader.writer.text
