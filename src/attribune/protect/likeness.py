"""Protected names that are misspelt, or written in Cyrillic or Greek letters."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rapidfuzz.distance import OSA

from attribune.names import latin

from .spelling import ADDRESS, FUNCTION, ORDINARY, Found, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .spelling import Word

_LONG = 6  # letters of a word in which one may be wrong: in a shorter one another word begins there
_SHORT = 4  # the same beside another word of the name that is right
_ENDING = 3  # letters that Russian adds to a name, at the most ("Marratom")
_OTHER = re.compile(r"[\u0370-\u03ff\u0400-\u052f]")
_ARTICLE = re.compile(r"(?<!\w)(?:the|an?|this|that|its|our|their|every|no)\s\Z", re.IGNORECASE)
_GAP = re.compile(r"[ \u00a0\n]{1,2}|-")


class Likenesses:
    """Words of protected names by what one wrong letter, or another alphabet, makes of them."""

    def __init__(self) -> None:
        self._parts: dict[str, set[str]] = {}  # {word: who bears it}
        self._near: dict[str, set[str]] = {}  # {word, or one with a letter less: words of names}
        self._sounding: dict[str, set[str]] = {}  # {word in letters written one way: words of names}
        self.alike = lru_cache(maxsize=65536)(self._alike)

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in vars(self).items() if name != "alike"}  # what is remembered is no part

    def __setstate__(self, state: dict[str, Any]) -> None:
        vars(self).update(state)
        self.alike = lru_cache(maxsize=65536)(self._alike)

    def add(self, name: str, key: str) -> None:
        """Learn a name of the person who has that key."""
        for word in words(name):
            if not word.folded.isascii() or word.folded in ADDRESS | FUNCTION or len(word.folded) < _SHORT:
                continue
            self._parts.setdefault(word.folded, set()).add(key)
            self._sounding.setdefault(latin.fold(word.folded), set()).add(word.folded)
            for form in _shorter(word.folded):
                self._near.setdefault(form, set()).add(word.folded)

    def __bool__(self) -> bool:
        return bool(self._parts)

    def unlike(self, other: Likenesses, bearers: frozenset[str] = frozenset()) -> Likenesses:
        """All words of those who bear other words here than there, and of ``bearers``."""
        found, changed = Likenesses(), set(bearers)
        every = self._parts.keys() | other._parts.keys()
        for word in every:
            changed |= self._parts.get(word, set()) ^ other._parts.get(word, set())
        for word in every:
            for key in (self._parts.get(word, set()) | other._parts.get(word, set())) & changed:
                found.add(word, key)
        return found

    def find(self, text: str) -> Iterator[Found]:
        """Every word that is nearly one of a name, and two of them that are nearly a whole name."""
        if not self._parts:
            return
        pieces = [word for word in words(text) if word.capital or _OTHER.match(text, word.start)]
        before: tuple[Word, frozenset[str]] | None = None
        for word in pieces:
            alike = self.alike(word.folded)
            if not alike:
                before = None
                continue
            keys = self._bearers(alike)
            joined = before and _GAP.fullmatch(text, before[0].end, word.start)
            if before and joined and (both := keys & self._bearers(before[1])) and self._two(before, (word, alike)):
                yield Found(before[0].start, word.end, frozenset(both), whole=False)
            elif not _is_common(text, word) and (one := self._alone(word, alike)):
                yield Found(word.start, word.end, self._bearers(one), whole=False, sure=False)
            before = word, alike

    def _two(self, one: tuple[Word, frozenset[str]], other: tuple[Word, frozenset[str]]) -> bool:
        """Whether two words are one name with no more than a letter of each wrong: of two different parts of it."""
        return len(one[1] | other[1]) > 1 and any(len(word.folded) >= _LONG for word, _ in (one, other))

    def _alone(self, word: Word, alike: frozenset[str]) -> frozenset[str]:
        """The words that one word alone may be: in short ones no letter may be wrong; one that is right is found so."""
        if word.folded in self._parts:
            return frozenset()
        return frozenset(one for one in alike if len(one) >= _LONG or said(one) == said(word.folded))

    def _bearers(self, parts: frozenset[str]) -> frozenset[str]:
        return frozenset[str]().union(*(self._parts[one] for one in parts))

    def _alike(self, folded: str) -> frozenset[str]:
        """The words of names that a word is, or is nearly; those that begin with another letter are others."""
        if _OTHER.search(folded):
            return self._in_latin(folded)
        if len(folded) < _SHORT or folded in self._parts:
            return frozenset({folded} & self._parts.keys())
        found: set[str] = set()
        for form in (folded, folded.removesuffix("s")):
            found |= self._sounding.get(latin.fold(form), set())
            near = {part for shorter in _shorter(form) for part in self._near.get(shorter, ())}
            found |= {part for part in near if OSA.distance(part, form, score_cutoff=1) <= 1}
        return frozenset(part for part in found if part[0] == folded[0])

    def _in_latin(self, folded: str) -> frozenset[str]:
        """The same for a word of another alphabet, whatever its ending."""
        plain = _latin(folded)
        most = min(_ENDING, max(len(plain) - _SHORT, 0))
        forms = [latin.fold(plain[: len(plain) - less]) for less in range(most + 1)]
        for form in forms:
            if found := self._sounding.get(form):
                return frozenset(found)
        whole = forms[0]
        near = {part for form in _shorter(whole) for part in self._near.get(form, ())}
        return frozenset(part for part in near if OSA.distance(latin.fold(part), whole, score_cutoff=1) <= 1)


def _is_common(text: str, word: Word) -> bool:
    """Whether a word that is nearly a name is another word: one of the language, or with an article before it, which no
    name has but that of a family ("the Charter", "the Carters").
    """
    before = text[max(0, word.start - 8) : word.start]
    return word.folded in ORDINARY or (bool(_ARTICLE.search(before)) and not word.folded.endswith("s"))


def near(one: str, other: str) -> bool:
    """Whether two full names differ by one letter in one word, or one has an initial: no Korean ones, whose syllables
    are compared otherwise.
    """
    first, second = ([said(word.folded) for word in words(name)] for name in (one, other))
    if len(first) != len(second) or len(first) < 2:
        return False
    pairs = list(zip(first, second, strict=True))
    same = [a for a, b in pairs if a == b]
    rest = [(a, b) for a, b in pairs if a != b]
    if len(rest) != 1 or max((len(word) for word in same), default=0) < _SHORT + 1:
        return not rest
    [(a, b)] = rest
    if min(len(a), len(b)) == 1:
        return a[0] == b[0]
    return min(len(a), len(b)) >= _SHORT and a[0] == b[0] and OSA.distance(a, b, score_cutoff=1) <= 1


def said(word: str) -> str:
    """A folded word in Latin letters, where its transliterations differ written one way."""
    return latin.fold(_latin(word) if _OTHER.search(word) else word)


def _shorter(word: str) -> set[str]:
    """A word, and all that it is with one letter less."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def _latin(word: str) -> str:
    """A word of another alphabet in Latin letters."""
    for pair, letters in _letters()[0]:
        word = word.replace(pair, letters)
    return word.translate(_letters()[1])


@cache
def _letters() -> tuple[list[tuple[str, str]], dict[int, str]]:
    lines = (Path(__file__).parent / "letters.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    pairs = [(one, other) for one, other in rows if len(one) > 1]
    return pairs, {ord(one): other for one, other in rows if len(one) == 1}
