"""A document's text cut into words, prose and junk alike, with what the parser says of those that it saw."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .lexicon import words as listed

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from attribune.model import Annotated

_WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W_]+(?:['’][^\W_]+)*")
_LONG = 4
_POSSESSIVE = re.compile(r"['’][sS]$")
_TITLED, _HEADLINE = 0.6, 24  # a line of at most so many words, this share of the long ones capitalised, is a headline


@dataclass(frozen=True, slots=True)
class Words:
    """Parallel lists over the words of a text.

    ``gap[i]`` is how word ``i`` hangs together with the next: a space, a hyphen, "'" (a possessive) or "" (not at all).
    ``token[i]`` is the index of the parser's token that begins the word, or -1 in what was not parsed.
    ``norm[i]`` is the word as it is looked up: what is set in capitals throughout has one at its head only.
    ``titled[i]``: the word stands in a line set like a headline; ``upper[i]``: it begins with a capital;
    ``capitals`` are the indices of those that do.
    """

    text: str
    doc: Doc
    word: list[str]
    norm: list[str]
    start: list[int]
    end: list[int]
    gap: list[str]
    token: list[int]
    titled: list[bool]
    upper: list[bool]
    capitals: list[int]

    def quote(self, first: int, last: int) -> str:
        """The text from word ``first`` to word ``last``, both included."""
        return self.text[self.start[first] : self.end[last]]

    def key(self, first: int, last: int) -> tuple[str, ...]:
        """The words from ``first`` to ``last``, both included, without what parts them."""
        return tuple(self.norm[first : last + 1])

    def at(self, offset: int) -> int:
        """The index of the word that begins at or before an offset."""
        return bisect_right(self.start, offset) - 1

    def given(self, index: int) -> bool:
        """Whether what is short for a month is a first name here: "Jan Horak", not "Jan 3"."""
        return self.word[index] in listed("months_and_names") and self.gap[index] == " " and self.capital(index + 1)

    def capital(self, index: int) -> bool:
        """Whether the word exists and begins with a capital."""
        return 0 <= index < len(self.upper) and self.upper[index]

    def pos(self, index: int) -> str:
        """The part of speech of a word, "" where nothing was parsed."""
        token = self.token[index]
        return self.doc[token].pos_ if token >= 0 else ""


def split(text: str) -> list[tuple[str, int, int]]:
    """Words with their offsets; a final possessive is no part of its word."""
    found = []
    for match in _WORD.finditer(text):
        word, end = match.group(), match.end()
        if (cut := _POSSESSIVE.search(word)) and cut.start():
            word, end = word[: cut.start()], match.start() + cut.start()
        found.append((word, match.start(), end))
    return found


def normal(word: str) -> str:
    """A word as it is looked up: a long one in capitals is no initials but stands in a heading."""
    return word.capitalize() if len(word) >= _LONG and word.isupper() else word


def words_of(seen: Annotated) -> Words:
    """The words of a document."""
    text = seen.document.text
    cut = split(text)
    tokens: dict[int, int] = {}
    if len(seen.doc):
        tokens = {int(row[0]): n for n, row in enumerate(seen.doc.to_array(["IDX", "DEP"])) if row[1]}
    gaps = [_gap(text[end : cut[n + 1][1]], word) for n, (word, _, end) in enumerate(cut[:-1])] + [""]
    for n, gap in enumerate(gaps):
        if gap == "\n":  # a name goes on in the next line only where the parser read on
            here, there = tokens.get(cut[n][1], -1), tokens.get(cut[n + 1][1], -1)
            joined = here >= 0 and there >= 0 and seen.doc[here].sent.start == seen.doc[there].sent.start
            gaps[n] = " " if joined else ""
    upper = [word[0].isupper() for word, _, _ in cut]
    return Words(
        text,
        seen.doc,
        [word for word, _, _ in cut],
        [normal(word) for word, _, _ in cut],
        [start for _, start, _ in cut],
        [end for _, _, end in cut],
        gaps if cut else [],
        [tokens.get(start, -1) for _, start, _ in cut],
        _titled(text, cut),
        upper,
        [n for n, big in enumerate(upper) if big],
    )


def _gap(between: str, word: str) -> str:
    if between == "\n":
        return between
    if between in (" ", "\u00a0", "\u202f"):
        return " "
    if between in ("-", "\u2010", "\u2011"):
        return "-"
    if between == ". " and (word in listed("abbreviated") or len(word) == 1) and word[0].isupper():
        return " "
    if between in (" & ", ". ") and (between == " & " or word.endswith(".")):
        return " "
    return "'" if between in ("'s ", "’s ", "' ", "’ ") else ""


def _titled(text: str, cut: list[tuple[str, int, int]]) -> list[bool]:
    """Which words stand in a line set like a headline: short, one sentence without its stop, long words capitalised."""
    titled: list[bool] = []
    first, stops = 0, 0
    for n, (_, _, end) in enumerate(cut):
        after = text[end : cut[n + 1][1]] if n + 1 < len(cut) else text[end : end + 3] + "\n"
        stop = after.lstrip("\"”’')")
        stops += stop[:1] in (".", ":", ";", "]") and stop[:2] not in ("..", ": ")
        if "\n" in after:
            titled += [not stops and _capitals(cut[first : n + 1])] * (n + 1 - first)
            first, stops = n + 1, 0
    return titled


def _capitals(line: list[tuple[str, int, int]]) -> bool:
    long = [word for word, _, _ in line if len(word) > 3]
    share = sum(word[0].isupper() for word in long) / len(long) if long else 0.0
    dated = any(len(word) == 4 and word.isdigit() for word, _, _ in line)  # a line with an outlet and a date
    return 5 <= len(line) <= _HEADLINE and share >= _TITLED and not dated
