"""Characters that were read in the wrong encoding, and what they are read rightly, where that is sure.

Nothing is overwritten: the stretch is damage, its reason says the right words, and ``repaired`` gives a view of a whole
text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_HIGH = (
    "\u0080-\u00ff\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d"
    "\u2018-\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178"
)
_RUN = re.compile(f"[{_HIGH}]{{2,}}")
_LONG = re.compile(f"[{_HIGH}](?:[{_HIGH}A-Za-z ,.]{{0,1}}[{_HIGH}]){{5,}}")
_UTF8 = re.compile(rb"(?:[\xc2-\xdf][\x80-\xbf]|[\xe1-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3})+")
_WRITTEN = re.compile(  # what a text is likely to hold: letters of living scripts, marks of punctuation, signs of money
    "[\xa0-\u017f\u0370-\u03ff\u0400-\u045f\u05d0-\u05ea\u0600-\u06ff\u2010-\u203a\u20a0-\u20bf\u2122\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3"
    "\uff00-\uffef\U0001f300-\U0001faff]+"
)
_HANGUL = re.compile("[가-힣]")
_LEADS = "ÂÃâ"  # with which nearly all garbled characters of the west begin
_FEWEST_HANGUL = 4


@dataclass(frozen=True, slots=True)
class Repair:
    """A garbled stretch and what it is read rightly, by which encodings."""

    start: int
    end: int
    words: str
    why: str


def repairs(text: str) -> Iterator[Repair]:
    """The stretches of a text that are surely garbled and can be read rightly, in order."""
    done = 0
    for one in sorted((*_korean(text), *_doubled(text)), key=lambda each: (each.start, -each.end)):
        if one.start >= done:
            yield one
            done = one.end


def repaired(text: str) -> str:
    """The text as it reads where what is surely garbled is read rightly. A view: no anchor is of it."""
    pieces, place = [], 0
    for one in repairs(text):
        pieces += [text[place : one.start], one.words]
        place = one.end
    return "".join((*pieces, text[place:]))


def _bytes(words: str) -> bytes | None:
    """The bytes that were read as Windows-1252, where undefined ones become control characters."""
    found = bytearray()
    for char in words:
        try:
            found += char.encode("cp1252")
        except UnicodeEncodeError:
            if ord(char) > 255:
                return None
            found.append(ord(char))
    return bytes(found)


def _doubled(text: str) -> Iterator[Repair]:
    """UTF-8 that was read as Windows-1252. One character counts where it begins as nearly all do, or is not alone."""
    for run in _RUN.finditer(text):
        data = _bytes(run[0])
        if data is None:
            continue
        for match in _UTF8.finditer(data):  # a byte is a character of the run
            words = match[0].decode("utf-8", "replace")
            start = run.start() + match.start()
            sure = text[start] in _LEADS or len(match[0]) >= 4
            if sure and _WRITTEN.fullmatch(words):
                yield Repair(start, run.start() + match.end(), words, "UTF-8 that was read as Windows-1252")


def _korean(text: str) -> Iterator[Repair]:
    """Korean in its old encoding that was read as Windows-1252: all of it is Hangul when read rightly."""
    for run in _LONG.finditer(text):
        data = _bytes(run[0])
        try:
            words = data.decode("cp949") if data else ""
        except UnicodeDecodeError:
            continue
        beyond = [char for char in words if char > "\x7f"]
        if len(beyond) >= _FEWEST_HANGUL and all(map(_HANGUL.match, beyond)):
            yield Repair(run.start(), run.end(), words, "Korean (CP949) that was read as Windows-1252")
