"""Which encoding some bytes are in, and where in the bytes each character of the decoded text stands."""

from __future__ import annotations

import codecs
import itertools
import re
from bisect import bisect_right
from dataclasses import dataclass

from . import letters

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE
)
_NAMES = {
    "latin_1": "cp1252",
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "euc_kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
}
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_WESTERN = frozenset(
    [0x85, *range(0x91, 0x98), 0xA0, 0xA3, 0xA9, *range(0xE0, 0xFD), 0xC9]
)  # curly quotes, dashes, accents
_SAMPLE = 1 << 16
_WIDTHS = {
    "utf-8": re.compile(
        "([\x00-\x7f]+)|([\x80-\u07ff]+)|([\u0800-\ud7ff\ue000-\uffff]+)|([\U00010000-\U0010ffff]+)|([\udc80-\udcff]+)"
    ),
    "utf-16": re.compile("([^\U00010000-\U0010ffff]+)|([\U00010000-\U0010ffff]+)"),
}
_BYTES = {"utf-8": (1, 2, 3, 4, 1), "utf-16": (2, 4)}


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and its places in the bytes: from character ``chars[i]`` on, every character takes ``widths[i]`` bytes,
    the first of them at ``places[i]``. Undecodable bytes are one U+FFFD each. ``encoding`` decodes any run of them, but
    for the characters at ``escaped``, which stand there as an escape of JSON.
    """

    text: str
    encoding: str
    chars: tuple[int, ...]
    places: tuple[int, ...]
    widths: tuple[int, ...]
    escaped: frozenset[int] = frozenset()

    def place(self, char: int) -> int:
        """The byte at which a character begins."""
        i = bisect_right(self.chars, char) - 1
        return self.places[i] + (char - self.chars[i]) * self.widths[i]

    def stop(self, char: int) -> int:
        """The byte after a character."""
        return self.place(char) + self.widths[bisect_right(self.chars, char) - 1]

    def even(self, start: int, end: int) -> list[tuple[int, int]]:
        """The characters from ``start`` to ``end``, cut where the width of a character changes."""
        first, last = bisect_right(self.chars, start), bisect_right(self.chars, end - 1)
        cuts = [start, *self.chars[first:last], end]
        return list(itertools.pairwise(cuts))


def whole(text: str) -> Decoded:
    """A text whose place in bytes does not matter."""
    return Decoded(text, "utf-8", (0,), (0,), (1,))


def is_binary(data: bytes) -> bool:
    """Whether the bytes are no text in any encoding: control characters that no text has, or as good as random."""
    sample = data[:_SAMPLE]
    if any(sample.startswith(bom) for bom, _ in _BOMS) or _wide(sample) or b"\x1b$)C" in sample:
        return False
    strange = sum(sample.count(bytes([code])) for code in (*range(9), *range(14, 27), *range(28, 32)))
    return strange * 100 > len(sample)


def detect(data: bytes) -> str | None:
    """The encoding of a text: byte order mark, escapes, UTF-8 if it fits, what the page declares, its letters.

    UTF-8 goes before the declared one, since text in another encoding hardly ever fits it, and pages often lie; so do
    the letters where Western European is declared, which every other encoding of single bytes fits. None where nothing
    fits.
    """
    marked = next((name for bom, name in _BOMS if data.startswith(bom)), None) or _wide(data[:_SAMPLE])
    if marked:
        return marked if _fits(data, marked) else None
    declared = _declared(data)
    for name in (_escaped(data, declared), "utf-8"):
        if name and _fits(data, name):
            return name
    if declared and declared != "utf-8" and _fits(data, declared):
        return (letters.likely(data[:_SAMPLE], declared) or declared) if declared == "cp1252" else declared
    return "utf-8" if _nearly_utf8(data) else _guessed(data)


def shifts(name: str) -> bool:
    """Whether what a byte means in an encoding hangs on an escape that stands before it."""
    return name.startswith(("iso2022", "hz", "utf_7", "utf-7"))


def _escaped(data: bytes, declared: str | None) -> str | None:
    """The encoding of escapes that a text is in, which is all ASCII."""
    if b"\x1b$)C" in data:
        return "iso2022_kr"
    if b"\x1b$" in data:
        return "iso2022_jp"
    return declared if declared and shifts(declared) and b"~{" in data else None


def fitting(data: bytes, declared: str) -> str | None:
    """The encoding of a declared name, where the bytes fit it."""
    try:
        name = codecs.lookup(declared).name
    except (LookupError, ValueError):
        return None
    name = _NAMES.get(name, name)
    return name if _fits(data, name) else None


def decode(data: bytes, encoding: str) -> str:
    """The bytes as text; each byte that does not fit becomes one U+FFFD."""
    name = "utf-8-sig" if encoding == "utf-8-sig" else encoding
    return _SURROGATE.sub("\ufffd", data.decode(name, _errors(encoding)))


def mapped(data: bytes, encoding: str) -> Decoded:
    """The bytes as text, with the place of every character."""
    skip, name = _plain(data, encoding)
    body = data[skip:]
    family = next((family for family in _WIDTHS if name.startswith(family)), None)
    if family == "utf-16" and len(body) % 2:
        body = body[:-1]
    if family:
        raw = body.decode(name, _errors(name))
        found = [(m.start(), _BYTES[family][(m.lastindex or 1) - 1]) for m in _WIDTHS[family].finditer(raw)]
    elif _single_byte(name):
        raw, found = body.decode(name, "surrogateescape"), [(0, 1)]
    elif name.startswith("utf-32"):
        raw, found = body[: len(body) // 4 * 4].decode(name, "surrogatepass"), [(0, 4)]
    else:
        raw, found = _stepwise(body, name)
    places, place = [], skip
    for i, (char, width) in enumerate(found):
        places.append(place)
        place += ((found[i + 1][0] if i + 1 < len(found) else len(raw)) - char) * width
    chars, widths = tuple(char for char, _ in found), tuple(width for _, width in found)
    return Decoded(_SURROGATE.sub("\ufffd", raw), name, chars, tuple(places), widths)


def _stepwise(body: bytes, name: str) -> tuple[str, list[tuple[int, int]]]:
    """Decode byte by byte, since characters of these encodings differ in length and some are written in two ways."""
    decoder = codecs.getincrementaldecoder(name)("surrogateescape")
    pieces: list[str] = []
    found: list[tuple[int, int]] = []
    count = taken = 0
    for place in range(len(body) + 1):
        piece = decoder.decode(body[place : place + 1], final=place == len(body))
        if not piece:
            continue
        used = min(place + 1, len(body)) - taken
        for n, _ in enumerate(piece):
            width = used - (len(piece) - 1) if n == 0 else 1
            if not found or found[-1][1] != width:
                found.append((count, width))
            count += 1
        taken += used
        pieces.append(piece)
    return "".join(pieces), found


def _plain(data: bytes, encoding: str) -> tuple[int, str]:
    """How many bytes the byte order mark takes, and the encoding that decodes what follows without one."""
    for bom, name in _BOMS:
        if data.startswith(bom) and name == encoding:
            order = {codecs.BOM_UTF16_LE: "-le", codecs.BOM_UTF32_LE: "-le", codecs.BOM_UTF8: ""}.get(bom, "-be")
            return len(bom), name.removesuffix("-sig") + order
    return 0, encoding.removesuffix("-sig")


def _errors(encoding: str) -> str:
    return "surrogatepass" if encoding.startswith(("utf-16", "utf-32")) else "surrogateescape"


def _fits(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return False
    return True


def _wide(sample: bytes) -> str | None:
    """UTF-16 without a byte order mark: every other byte of mostly Latin text is zero."""
    half = len(sample) // 2
    if half < 8:
        return None
    for name, zeros, others in (("utf-16-le", sample[1::2], sample[::2]), ("utf-16-be", sample[::2], sample[1::2])):
        if zeros.count(0) > 0.7 * half and others.count(0) < 0.05 * half:
            return name
    return None


def _declared(data: bytes) -> str | None:
    match = _CHARSET.search(data[:4096])
    if not match:
        return None
    try:
        name = codecs.lookup(match[1].decode("ascii", "replace")).name
    except LookupError:
        return None
    return _NAMES.get(name, name)


def _nearly_utf8(data: bytes) -> bool:
    """A few bad bytes, in text that is otherwise UTF-8: a cut in the middle of a character, not another encoding."""
    text = data.decode("utf-8", "surrogateescape")
    bad = len(_SURROGATE.findall(text))
    good = sum(1 for char in text if char > "\x7f") - bad
    return bad <= 3 or bad * 20 < good


def _guessed(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    if found := letters.likely(data[:_SAMPLE]):
        return found
    high = [byte for byte in data[:_SAMPLE] if byte > 0x7F]
    if len(high) * 20 < len(data[:_SAMPLE]) and sum(byte in _WESTERN for byte in high) >= 0.9 * len(high):
        return "cp1252"  # a few marks in Latin text: the web's own fallback
    best = from_bytes(data[:_SAMPLE]).best()
    if best is None:
        return None
    name = codecs.lookup(best.encoding).name
    name = _NAMES.get(name, name)
    return None if len(_CONTROL.findall(decode(data[:_SAMPLE], name))) * 100 > min(len(data), _SAMPLE) else name


def _single_byte(name: str) -> bool:
    try:
        return len(bytes(range(256)).decode(name, "replace")) == 256 and len("é".encode(name, "replace")) == 1
    except LookupError:
        return False
