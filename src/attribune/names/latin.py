"""Names in Latin letters in general: transliterations, initials, order."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler

from .tables import rows

_LETTERS = re.compile(r"[^\W\d_]+")
_BASIC = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "þ": "th", "ð": "d", "ı": "i"})
_INITIAL, _ALIKE, _SHORT = 0.9, 0.92, 4


@lru_cache(maxsize=65536)
def words(name: str) -> tuple[str, ...]:
    """The words of a name in small plain letters, as they are said: "Petrov, Ivan" is ivan, petrov."""
    before, comma, after = name.partition(",")
    text = f"{after} {before}" if comma and after.strip() else name
    joined = re.sub(r"['’‘ʼʹʺ]", "", text)
    decomposed = unicodedata.normalize("NFKD", joined).casefold().translate(_BASIC)
    return tuple(_LETTERS.findall("".join(c for c in decomposed if not unicodedata.combining(c))))


@lru_cache(maxsize=1)
def _rules() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(row["pattern"]), row["fold"].strip("-")) for row in rows("transliteration.tsv"))


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """A word with the letters in which the transliterations of Cyrillic differ written one way."""
    for pattern, written in _rules():
        word = pattern.sub(written, word)
    return word


def likeness(one: str, other: str) -> float:
    """How alike two words of a name are, 0 to 1: an initial stands for a word, short words must be equal."""
    one, other = fold(one), fold(other)
    if one == other:
        return 1.0
    if min(len(one), len(other)) == 1:
        return _INITIAL if one[0] == other[0] else 0.0
    near = JaroWinkler.similarity(one, other)
    return near if min(len(one), len(other)) > _SHORT else min(near, 0.8)


def compare_words(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[float, str]:
    """How alike two names are, and why. Words may stand in another order; middle names may be missing."""
    if not one or not other:
        return 0.0, "one of the names has no letters"
    if "".join(one) == "".join(other):
        return 1.0, "the same letters, spaces and hyphens aside"
    short, long = sorted((one, other), key=lambda ones: (len(ones), ones))
    left = list(long)
    total = []
    for word in short:
        best = max(left, key=lambda candidate: (likeness(word, candidate), candidate))
        total.append(likeness(word, best))
        left.remove(best)
    lowest = min(total)
    if len(short) == len(long):
        return _verdict(total, lowest)
    if len(short) == 1:
        return (0.6 if lowest >= _ALIKE else 0.5 * lowest), "one is only a part of the other"
    if lowest >= _ALIKE and short[0][0] == long[0][0] and likeness(short[-1], long[-1]) >= _ALIKE:
        return 0.88, "first and last names agree, a middle name is missing"
    return min(0.7, lowest), "words of the names differ"


def _verdict(total: list[float], lowest: float) -> tuple[float, str]:
    if lowest == 1.0:
        return 1.0, "the same words, order and transliteration aside"
    if len(total) > 1 and lowest == _INITIAL and sum(one == 1.0 for one in total) == len(total) - 1:
        return 0.86, "the same words, one of them only an initial"
    if lowest >= _ALIKE:
        return 0.85 + 0.1 * (lowest - _ALIKE) / (1 - _ALIKE), "the words differ by few letters"
    return min(0.75, sum(total) / len(total) * 0.8), "words of the names differ"
