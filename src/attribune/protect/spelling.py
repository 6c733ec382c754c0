"""Names in every spelling, found in any text: any case, accents, hyphens, joined or split, possessive or plural."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Characters that change nothing about which word it is: combining marks, soft hyphens, joiners, direction marks.
_MARKS = "".join(
    re.escape(chr(code))
    for code in (*range(0x20F0), *range(0xFE00, 0xFE30), 0xFEFF)
    if unicodedata.category(chr(code)) in {"Mn", "Mc", "Me", "Cf"}
)
_WORD = re.compile(rf"(?:[^\W\d_]|[{_MARKS}])+|\d+")
_GAP = re.compile(rf"[\W_]{{0,3}}|[\W_]?[{_MARKS}]{{0,8}}[\W_]?")
_BREAK = re.compile(rf"[-‐‑−{_MARKS}]\s{{0,2}}")  # a word broken in two: a hyphen, perhaps at the end of a line
_UNSPACED = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0eff]"
)  # scripts that glue particles to names
_RUN = 8  # how many pieces a name may be split into
_BEGINNING = 6  # by how many letters words are told apart before they are looked up
_LISTED = (Path(__file__).parent / "words.txt").read_text("utf-8").splitlines()
ORDINARY = frozenset(word for word in _LISTED if not word.startswith(("!", "#", "@")))
ADDRESS = frozenset(word[1:] for word in _LISTED if word.startswith("@"))
FUNCTION = frozenset(word[1:] for word in _LISTED if word.startswith("!"))

# At the start of a sentence: somebody speaks ("So said"), has something, or no article could stand there ("An went").
_AS_NAME = re.compile(
    r"\w+(?:['’]s\b|\s(?:said|says|told|tells|added|adds|noted|notes|asked|asks|wrote|writes|explained|denied|left|fled)\b)"
    r"|An\s[b-df-gj-np-tv-z]"
)
_CAPITAL = {"i", "may"}  # function words that have a capital of their own


@dataclass(frozen=True, slots=True)
class Word:
    """A run of letters or of digits. ``folded`` is without case and accents; ``capital`` whether it starts with one."""

    start: int
    end: int
    folded: str
    capital: bool


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of text that is a name: ``whole`` or only a part of it. ``keys`` are those of whom it may name.

    ``sure`` says that a part looks like a name wherever it stands: it has a capital and is no word of its own.
    """

    start: int
    end: int
    keys: frozenset[str]
    whole: bool
    sure: bool = True


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """A word as letters and digits only, without case, accents and invisible characters."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold())
    return "".join(letter for letter in plain if letter.isalnum())


@lru_cache(maxsize=16)  # a text is read for protected names, for public ones, and to know who is in it
def words(text: str) -> tuple[Word, ...]:
    """The words of a text in order; what folds to nothing is left out."""
    return tuple(
        Word(match.start(), match.end(), folded, not match[0][0].islower())
        for match in _WORD.finditer(text)
        if (folded := fold(match[0]))
    )


class Spellings:
    """Names by all forms in which they may stand in a text.

    ``wholes`` are all words of a name joined, also with the first one last ("chosun" for "Cho Sun" and "Sun Cho");
    ``parts`` are single words and shorter runs of the names of people. Both lead to the keys of those who bear them.
    ``alone`` are the names of people that are one word only.
    """

    def __init__(self) -> None:
        self.wholes: dict[str, frozenset[str]] = {}
        self.parts: dict[str, frozenset[str]] = {}
        self.alone: set[str] = set()
        self._halves: set[str] = set()  # "Nuri" and "bom" of "Nuri-bom", which are nobody's name alone
        self._small: dict[str, frozenset[str]] = {}
        self._longest = _RUN
        self._beginnings: set[str] = set()

    def add(self, name: str, key: str, *, person: bool) -> None:
        """Learn a name of whoever has that key. Only a person is known by a part of the name too."""
        pieces = words(name)
        plain = [word.folded for word in pieces]
        if len(plain) > 1 or not person:
            turns = range(len(plain) if person and len(plain) <= _RUN else 1)
            self._learn(self.wholes, ["".join(plain[i:] + plain[:i]) for i in turns], key)
            self._longest = max(self._longest, len(plain) + 2)
        if not person:
            return
        if len(plain) == 1:
            self.alone.add(plain[0])
        self._halves.update(
            word.folded
            for one, other in pairwise(pieces)
            if name[one.end : other.start] in {"-", "‐", "‑"}
            for word in (one, other)
        )
        named = {at for at, word in enumerate(pieces) if word.folded not in ADDRESS} or set(range(len(pieces)))
        big = {at for at in named if pieces[at].capital} or named
        runs = [plain[i:j] for i in sorted(big) for j in range(i + 1, min(len(plain), i + 4) + 1)]
        self._learn(self._small, [plain[at] for at in sorted(big) if plain[at] in FUNCTION - _CAPITAL], key)
        self._learn(self.parts, [form for run in runs if (form := "".join(run)) not in FUNCTION], key)

    def find(self, text: str) -> list[Found]:
        """Every place where a text has one of the names, the longest form at each place; places do not overlap."""
        if not (self.wholes or self.parts):
            return []
        pieces, found, end = words(text), list[Found](), 0
        beginnings, small = self._beginnings, self._small
        for at, word in enumerate(pieces):
            folded = word.folded
            # Nearly every word of a text begins no name: this is asked of all, and all else of the few that are left.
            begins = folded[:_BEGINNING] in beginnings
            if (not begins and folded not in small and folded.isascii()) or word.start < end:
                continue
            taken = None
            if begins:
                taken = self._joined(text, pieces, at) or self._broken(text, pieces, at)
            taken = taken or self._glued(word) or self._capital(text, word)
            if taken:
                found.append(taken)
                end = taken.end
        return found

    @property
    def reach(self) -> int:
        """Over how many words a name is looked for."""
        return self._longest

    @property
    def forms(self) -> frozenset[str]:
        """Every name and part of a name, as one word."""
        return frozenset({*self.wholes, *self.parts, *self._small})

    def unlike(self, other: Spellings, bearers: frozenset[str] = frozenset()) -> Spellings:
        """The forms that lead elsewhere here than there, and those of ``bearers``, all as parts of names."""
        found = Spellings()
        for own, theirs in ((self.wholes, other.wholes), (self.parts, other.parts), (self._small, other._small)):
            for form in own.keys() | theirs.keys():
                here, there = own.get(form, frozenset[str]()), theirs.get(form, frozenset[str]())
                if here != there or (here | there) & bearers:
                    into = found._small if own is self._small else found.parts
                    for key in sorted(here | there):
                        found._learn(into, [form], key)
        for form in (self.alone ^ other.alone) | (self._halves ^ other._halves):
            found._learn(found.parts, [form], "")
        found._longest = max(self._longest, other._longest)
        return found

    def _learn(self, forms: dict[str, frozenset[str]], new: Iterable[str], key: str) -> None:
        for form in new:
            if form:
                forms[form] = forms.get(form, frozenset()) | {key}
                self._beginnings.update(form[:size] for size in range(1, _BEGINNING + 1))
                self._beginnings.update({f"{form}s"[:_BEGINNING], f"{form}e"[:_BEGINNING], f"{form}es"[:_BEGINNING]})

    def _begins(self, joined: str) -> bool:
        """Whether a form may begin so: nearly all words of a text can be passed over at once."""
        return joined[:_BEGINNING] in self._beginnings

    def _joined(self, text: str, pieces: Sequence[Word], at: int) -> Found | None:
        """The longest form that starts at a word, whole before part; its words stand apart by a space or the like."""
        best, joined, end, first = None, "", pieces[at].start, pieces[at]
        for word in pieces[at : at + self._longest]:
            if joined and not _GAP.fullmatch(text, end, word.start):
                break
            if joined and word.folded == "s":
                break  # the possessive stays, so that a sentence can still be read
            if word.folded == "in" and text[end : word.start] == " (":
                break  # "a source (in the Courier)" is not "a source in the Courier": no name goes on so
            joined, end = joined + word.folded, word.end
            if not self._begins(joined):
                break
            if keys := _bearers(self.wholes, joined):
                best = Found(first.start, end, keys, whole=True)
            elif (keys := _bearers(self.parts, joined)) and not (best and best.whole):
                sure = first.capital and joined not in ORDINARY and joined not in self._halves
                best = Found(first.start, end, keys, whole=False, sure=sure)
        return best

    def _broken(self, text: str, pieces: Sequence[Word], at: int) -> Found | None:
        """A form whose words are broken by hyphens in the middle, as at the end of a line."""
        first = pieces[at]
        joined, end = first.folded, first.end
        for word in pieces[at + 1 : at + 6]:
            if not _BREAK.fullmatch(text, end, word.start):
                break
            joined, end = joined + word.folded, word.end
            if len(joined) >= 5 and (keys := _bearers(self.wholes, joined) or _bearers(self.parts, joined)):
                return Found(first.start, end, keys, whole=joined in self.wholes, sure=joined not in ORDINARY)
        return None

    def _glued(self, word: Word) -> Found | None:
        """A word that holds a name, where the script writes particles and titles without a space."""
        if word.folded.isascii() or not _UNSPACED.search(word.folded):
            return None
        forms = [form for form in (*self.wholes, *self.parts) if len(form) > 1 and form in word.folded]
        keys = frozenset(key for f in forms for key in self.wholes.get(f, self.parts.get(f, frozenset())))
        return Found(word.start, word.end, keys, whole=True) if keys else None

    def _capital(self, text: str, word: Word) -> Found | None:
        """A name that is a function word too ("An"), where its capital is not that of a sentence or of all letters."""
        keys = self._small.get(word.folded)
        before = text[max(word.start - 8, 0) : word.start].rstrip(" \"'“”‘’«»")
        if not keys or not word.capital:
            return None
        begins = not before or before[-1] in ".!?:;\n\r\t…"
        if begins and not _AS_NAME.match(text, word.start):
            return None
        if word.end - word.start > 1 and text[word.start : word.end].isupper():
            return None
        return Found(word.start, word.end, keys, whole=False, sure=False)


def _bearers(forms: dict[str, frozenset[str]], word: str) -> frozenset[str]:
    """Who bears a word as a name, also in the plural ("the Lindqvists") or possessive without its apostrophe."""
    found = forms.get(word)
    if found is None and len(word) > 4 and word.endswith("s"):
        found = forms.get(word[:-1]) or (forms.get(word[:-2]) if word.endswith("es") else None)
    return found or frozenset()
