"""Words of a text with their kinds, as the grammar of time sees them."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

_TOKEN = re.compile(
    r"(?P<AMPM>[ap]\.? ?m\b\.?)"
    r"|(?P<ORDINAL>[0-9]{1,4}(?:st|nd|rd|th)\b)"
    r"|(?P<BIG>[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?)"
    r"|(?P<DECIMAL>(?<![0-9]\.)[0-9]+\.[0-9]+(?![0-9]|\.[0-9]))"
    r"|(?P<DIGITS>[0-9]+)"
    r"|(?P<WORD>[^\W\d_]+)"
    r"|(?P<MARK>[^\w\s])",
    re.IGNORECASE,
)
_CAPITAL = ("MONTHCAP", "MONTHABBR", "WEEKDAYABBR", "WEEKDAY", "MONTH", "ZONE")


class Word(NamedTuple):
    """One word, number or mark: where it stands in the text, its kind, and the value of its lexicon entry."""

    start: int
    end: int
    text: str
    kind: str
    value: str


@lru_cache(maxsize=1)
def lexicon() -> dict[str, tuple[str, str]]:
    """{word: (kind, value)} of ``words.tsv``; the last line for a word counts."""
    lines = (files(__package__) / "words.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {word: (kind, value) for word, kind, value in rows}


def words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of ``text`` from ``start`` to ``end``."""
    found: list[Word] = []
    known, swallowed = lexicon(), -1
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        group, surface = match.lastgroup or "", match[0]
        left, right = match.span()
        if left < swallowed:
            continue  # the stop of the abbreviation before it
        if group == "WORD":
            kind, value = known.get(surface.lower(), ("x", ""))
            if kind in _CAPITAL and surface[0].islower():
                kind, value = "x", ""
            if kind in ("MONTHABBR", "WEEKDAYABBR") and text[right : right + 1] == ".":
                right = swallowed = right + 1
        else:
            kind, value = _digits(group, surface)
        found.append(Word(left, right, text[left:right], kind, value))
    return found


def _digits(group: str, surface: str) -> tuple[str, str]:
    """The kind and value of a word that is in no lexicon: a number, an ordinal, a.m., a mark."""
    if group == "DIGITS":
        year = len(surface) == 4 and surface[0] in "12"
        return ("YEAR" if year else "INT" if len(surface) <= 2 else "BIG"), surface
    values = {"ORDINAL": surface[:-2], "AMPM": surface[0].lower(), "BIG": surface.replace(",", ""), "DECIMAL": surface}
    return (group, values[group]) if group in values else (surface, surface)
