"""The lines of a text, what can be said of each by its form alone, and what each is found to be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from attribune.model import RegionKind

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINE = re.compile("[^\r\n\f\v\x1c-\x1e\x85\u2028\u2029]+")
_BREAK = re.compile("\r\n|[\r\n\f\v\x1c-\x1e\x85\u2028\u2029]")
_STOP = re.compile(r"""[.!?…。！？｡](?:\s?['"”’»)\]]){0,4}(?:\s?\[\d+\])?$""")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff]")  # scripts without spaces between words
_SMALL = re.compile(r"\b[a-z]+\b|[\uac00-\ud7a3]")  # Hangul has no capitals
_WRAPPED = 55  # a line as long as this that ends in no stop was broken by its column, not by its writer


@dataclass(frozen=True, slots=True)
class Label:
    """What a line is, and why. ``rule`` names what decided."""

    kind: RegionKind
    reason: str
    rule: str = ""


@dataclass(frozen=True)
class Line:
    """A line of a text (of a hard-wrapped text: a paragraph), without the white space at its edges.

    ``before`` and ``after`` are the numbers of empty lines beside it.
    """

    text: str
    start: int
    end: int
    before: int
    after: int

    @cached_property
    def words(self) -> int:
        """How many words it has; in scripts without spaces two characters count as one."""
        return len(_WORD.findall(_WIDE.sub("", self.text))) + len(_WIDE.findall(self.text)) // 2

    @cached_property
    def stopped(self) -> bool:
        """Whether it ends like a sentence."""
        return bool(_STOP.search(self.text[-12:]))

    @cached_property
    def prose(self) -> bool:
        """Whether it reads like a paragraph: long text, or a sentence of some length that ends in a stop or colon."""
        if self.words >= 30:
            return True
        return (self.stopped or self.text[-1] == ":") and (self.words >= 15 or (self.words >= 7 and not self.titled))

    @cached_property
    def titled(self) -> bool:
        """Whether its longer words begin with capitals, as in headlines of the American style."""
        longer = [word for word in _WORD.findall(self.text) if len(word) > 3]
        return len(longer) >= 3 and sum(word[0].isupper() or word[0].isdigit() for word in longer) >= 0.8 * len(longer)

    @cached_property
    def folded(self) -> str:
        """Its letters and digits only, for comparison."""
        return "".join(char for char in self.text.casefold() if char.isalnum())

    @cached_property
    def lower(self) -> bool:
        """Whether it has a word in small letters, as every sentence in a script with two cases has."""
        return bool(_SMALL.search(self.text))


def lines(text: str) -> list[Line]:
    """The lines of a text that are not empty; where its paragraphs are hard-wrapped, the paragraphs."""
    spans = list(_spans(text))
    if wrapped([text[start:end] if end - start > 1 else "" for start, end in spans], text, spans):
        spans = _paragraphs(text, spans)
    found = []
    for i, (start, end) in enumerate(spans):
        before = _breaks(text, spans[i - 1][1] if i else 0, start) - (1 if i else 0)
        after = _breaks(text, end, spans[i + 1][0] if i + 1 < len(spans) else len(text)) - 1
        found.append(Line(text[start:end], start, end, max(0, before), max(0, after)))
    return found


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Each line that is not empty, from its first to its last character that is no white space."""
    for match in _LINE.finditer(text):
        words = match[0]
        left = match.start() + len(words) - len(words.lstrip(" \t\xa0\ufeff\u3000"))
        right = match.start() + len(words.rstrip())
        if left < right and words.strip():
            yield left, right


def wrapped(rows: list[str], text: str, spans: list[tuple[int, int]]) -> bool:
    """Whether most lines that another line follows at once are long and end without a stop."""
    inner = [
        row for row, (one, other) in zip(rows, pairwise(spans), strict=False) if _breaks(text, one[1], other[0]) == 1
    ]
    broken = [row for row in inner if _WRAPPED <= len(row) <= 100 and row[-1] not in ".!?:\"”’'"]
    return len(inner) >= 4 and 2 * len(broken) > len(inner)


def _paragraphs(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The lines joined where no empty line stands between them."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and _breaks(text, joined[-1][1], start) == 1:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _breaks(text: str, start: int, end: int) -> int:
    return len(_BREAK.findall(text, start, end))
