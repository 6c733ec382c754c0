"""What is broken in a text: tables lost, characters garbled, junk, text cut off."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from . import mojibake
from .line import Label, Line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_TABLE = re.compile(
    r"\b(?:table|chart|graph|diagram|figures?|statistics|data|list|numbers?)\b.{0,60}\b(?:below|follow\w*|above)\b"
    r"|\b(?:following|below|next) (?:table|chart|graph|list|figure)\b|\btable\b|:$",
    re.IGNORECASE,
)
_JUNK = re.compile(r"(?<![\w.,/-])\d{6,40}(?=[A-Z][a-z])|(?<=[a-z]{3})\d{7,40}(?![\w.,/-])")
_MOJIBAKE = re.compile(
    "(?:[\u00c2\u00c3\u00e2\u00e3\u00d0\u00d1\u00ec\u00ed\u00ea\u00eb](?:[\u0080-\u00bf\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d\u2018\u2019"
    "\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178]){1,3})+|\ufffd+|(?:ï»¿)|(?:ï¿½)+"
)
# What no script with spaces has: longer than any address, and more than a tokenizer takes apart in reasonable time.
_ENDLESS = re.compile(r"[^\s\u0e00-\u109f\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]{1000,}")
_MORE = r"(?:\.\.\.|…)\s*+(?:(?:read more|continue reading|more|\[more\])\s*+)?[»>→]*"
_CUT = re.compile(
    rf"(?:\[\+\d+ chars\]|\[(?:\.\.\.|…)\]|\((?:more|cont(?:inue)?d?)\s?(?:\.\.\.|…)?\)|{_MORE})\s*$", re.IGNORECASE
)
_LOST_LINES = 6  # empty lines in a row that no writer sets
_CELL_WORDS = 6
_CELLS = 8  # rows that may be left on one side


@dataclass(frozen=True, slots=True)
class Damage:
    """A damaged stretch. ``cuts`` says whether the prose around it is to be cut there, or runs on over it."""

    start: int
    end: int
    reason: str
    cuts: bool


def lost_tables(lines: Sequence[Line], labels: Sequence[Label]) -> Iterator[Damage]:
    """A run of empty lines where a table stood: below a lead that announces one, or among cells that are left of it.

    The cells that are left on both sides and the empty lines are damage, up to the next line.
    """
    done = -1
    for i, line in enumerate(lines[:-1]):
        if line.after < _LOST_LINES or i <= done:
            continue
        first, last = i, i + 1
        while first > done and i - first < _CELLS and _cell(lines[first], labels[first]):
            first -= 1
        while last < len(lines) and last - i <= _CELLS and _row(lines[last], labels[last]):
            last += 1
        lead = lines[first] if first >= 0 else None
        announced = lead is not None and bool(_TABLE.search(lead.text[-300:]))
        if not announced and not (lead is not None and first < i and _numbered(line)):
            continue
        start = lines[first + 1].start if first < i else line.end
        end = lines[last - 1].end if last > i + 1 else lines[i + 1].start
        done = last - 1
        yield Damage(start, end, "the cells of a table are lost here: empty lines stand in their place", cuts=True)


def _cell(line: Line, label: Label) -> bool:
    """Whether a line could be what is left of a table's row."""
    short = line.words <= _CELL_WORDS and not line.stopped and line.text[-1] != ":"
    return short and label.rule in ("prose", "heading", "short", "below")


def _row(line: Line, label: Label) -> bool:
    """Whether a line below the gap is a row with numbers, and no numbered heading of what follows."""
    return _cell(line, label) and _numbered(line) and label.rule != "heading"


def _numbered(line: Line) -> bool:
    return any(char.isdigit() for char in line.text)


def within(line: Line) -> Iterator[Damage]:
    """The damaged stretches of one line."""
    for match in _JUNK.finditer(line.text):
        yield Damage(
            line.start + match.start(), line.start + match.end(), "digits stuck to a word, of no meaning", cuts=True
        )
    for match in _ENDLESS.finditer(line.text):
        reason = "a run of characters without a space, too long to be words"
        yield Damage(line.start + match.start(), line.start + match.end(), reason, cuts=True)
    repaired = list(mojibake.repairs(line.text))
    for one in repaired:
        reason = f"characters that were read in the wrong encoding; read rightly: {one.words[:200]} ({one.why})"
        yield Damage(line.start + one.start, line.start + one.end, reason, cuts=False)
    for match in _MOJIBAKE.finditer(line.text):
        if _garbled(match[0]) and not any(one.start < match.end() and match.start() < one.end for one in repaired):
            reason = "characters that were read in the wrong encoding"
            yield Damage(line.start + match.start(), line.start + match.end(), reason, cuts=False)


def _garbled(found: str) -> bool:
    """Whether a stretch is garbled, and no accented letter that happens to stand before a quotation mark."""
    return "\ufffd" in found or "ï" in found or (len(found) >= 2 and (found[0] in "ÂÃâ" or len(found) >= 4))


def cut_off(last: Line, *, marked: bool) -> Damage | None:
    """The end of a text that stops in the middle of a sentence: its last word, or the mark of whoever cut it.

    ``marked``: only a mark counts, since the last line of a page is often no sentence.
    """
    match = _CUT.search(last.text[-60:])
    if match:
        start = last.end - min(60, len(last.text)) + match.start()
        return Damage(start, last.end, "the text is cut off here", cuts=False)
    if marked or last.stopped or last.words < 8 or (not last.text[-1].isalnum() and last.text[-1] not in ",;-–—"):
        return None
    word = re.search(r"\S+$", last.text)
    return (
        Damage(last.end - len(word[0]), last.end, "the text stops in the middle of a sentence", cuts=False)
        if word
        else None
    )
