"""Korean names read out of Latin or Korean letters: surname and given name, syllable by syllable."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice, product
from typing import TYPE_CHECKING

from .tables import (
    SYSTEMS,
    Marks,
    is_hangul,
    plain,
    sound_class,
    southern,
    surname_spellings,
    tables,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

_LONGEST = 6  # letters of a syllable without marks: "hyeong"
_MOST = 4  # a given name has one or two syllables, rarely three; a surname one, rarely two
_SEGMENTATIONS = 8


@dataclass(frozen=True, slots=True)
class Given:
    """One way to read the syllables of a given name: for each system that can, what each syllable may be."""

    spelled: tuple[str, ...]
    readings: tuple[tuple[str, tuple[frozenset[str], ...]], ...]


@dataclass(frozen=True, slots=True)
class KoreanName:
    """A name taken apart. ``surnames`` are the surnames that its spelling may stand for, none where only a given name
    is written; ``turned`` says that the surname stood last.
    """

    surnames: frozenset[str]
    given: Given
    turned: bool = False


@lru_cache(maxsize=65536)
def read(name: str) -> tuple[KoreanName, ...]:
    """Every way to take a name apart as a Korean one; none if it can't be one."""
    text = plain(name)
    before, comma, after = text.partition(",")
    words = _words(text.replace(",", " "))
    if not words or len(words) > _MOST or len(text) > 60:
        return ()
    marks = _marks(text)
    if len(words) == 1:
        return tuple(_one_word(words[0], marks))
    ways: list[KoreanName] = []
    if not comma or len(_words(before)) == 1:
        ways += _with_surname(words[0], words[1:], marks)
    if not comma and (_long(words[0]) or not surnames_of(words[0])):
        ways += [replace(way, turned=True) for way in _with_surname(words[-1], words[:-1], marks)]
    if not ways and not comma and len(words) == 2 and not after:
        ways += [KoreanName(frozenset(), given) for given in _given(words, marks)]
    return tuple(ways)


def _words(text: str) -> list[str]:
    return [word for word in (one.strip("-.'") if one.strip("'") else "" for one in text.split()) if word]


def _long(word: str) -> bool:
    """Whether a word holds more than one syllable: then it is a given name and no surname."""
    return "-" in word or not any(word.replace("'", "") in table for table in tables().values())


@lru_cache(maxsize=4096)
def surnames_of(word: str) -> frozenset[str]:
    """The surnames that a word may stand for; marks are believed where they are a system's own."""
    if is_hangul(word):
        own = southern(word)
        return frozenset({own}) if any(own in ones for ones in surname_spellings().values()) else frozenset()
    known = surname_spellings()
    return known.get(word) or known.get(word.replace("'", "").replace("-", ""), frozenset())


def _with_surname(surname: str, rest: list[str], marks: Marks) -> list[KoreanName]:
    known = surnames_of(surname)
    return [KoreanName(known, given) for given in _given(rest, marks)] if known else []


def _one_word(word: str, marks: Marks) -> list[KoreanName]:
    """A name in one word: three syllables and more begin with the surname, two are a given name."""
    ways: list[KoreanName] = []
    if is_hangul(word):
        cut = 2 if len(word) > 3 and surnames_of(word[:2]) else 1
        known = surnames_of(word[:cut]) if len(word) > 2 else frozenset[str]()
        rest = word[cut:] if known else word
        return [KoreanName(known, given) for given in _given([rest], marks)]
    for syllables in _segment(word):
        known = surnames_of(syllables[0])
        if len(syllables) >= 3 and known:
            ways.append(KoreanName(known, _read_given(syllables[1:], (0,), marks)))
        elif len(syllables) == 2:
            ways.append(KoreanName(frozenset(), _read_given(syllables, (0,), marks)))
    return ways


def _given(words: list[str], marks: Marks) -> list[Given]:
    choices = [_segment(word) for word in words]
    ways = list(islice(product(*choices), _SEGMENTATIONS)) if all(choices) else []
    found = []
    for way in ways:
        spelled = tuple(one for word in way for one in word)
        starts = tuple(sum(map(len, way[:n])) for n in range(len(way)))
        if len(spelled) < _MOST:
            found.append(_read_given(spelled, starts, marks))
    return found


def _marks(text: str) -> Marks:
    """Which marks a writer uses: none of a kind means that they were left out, not that they are not due."""
    breves, aspirates = re.search("[ou]'", text), re.search("[^ou]'", text)
    return "all" if breves and aspirates else "breves" if breves else "aspirates" if aspirates else "none"


def _read_given(spelled: tuple[str, ...], starts: tuple[int, ...], marks: Marks) -> Given:
    """The readings of spelled syllables under each system; ``starts`` are those that begin a word."""
    if is_hangul("".join(spelled)):
        return Given(spelled, (("hangul", tuple(frozenset({one}) for one in "".join(spelled))),))
    found = []
    for system in SYSTEMS:
        table = tables().get((system, marks), {})
        readings = tuple(table.get(one, frozenset()) for one in spelled)
        if system == "mccune" and any(spelled[n][0] in "gdbj" for n in starts if n < len(spelled)):
            continue  # McCune-Reischauer writes the voiced letters only between voiced sounds
        if system == "mccune":
            readings = tuple(r | _assimilated(spelled, n, table) for n, r in enumerate(readings))
        if system == "press":
            readings = tuple(_aspirated(one, r, spelled, starts) for one, r in zip(spelled, readings, strict=True))
        if all(readings):
            found.append((system, readings))
    if not found and marks != "none":  # marks that no system would put there say nothing
        return _read_given(tuple(one.replace("'", "") for one in spelled), starts, "none")
    return Given(spelled, tuple(found))


def _assimilated(spelled: tuple[str, ...], n: int, table: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """McCune-Reischauer writes n for an r that follows k, m, p or ng: Yong-nip is 용립 as well as 용닙."""
    if n and spelled[n].startswith("n") and spelled[n - 1].endswith(("k", "m", "p", "ng")):
        return table.get("r" + spelled[n][1:], frozenset())
    return frozenset()


def _aspirated(one: str, readings: frozenset[str], spelled: tuple[str, ...], starts: tuple[int, ...]) -> frozenset[str]:
    """Who writes j at the head of a word does not write ch for the same sound."""
    if one.startswith("ch") and any(spelled[n].startswith("j") for n in starts if n < len(spelled)):
        return frozenset(r for r in readings if not "자" <= r < "짜") or readings
    return readings


@lru_cache(maxsize=16384)
def _segment(word: str) -> tuple[tuple[str, ...], ...]:
    """The ways to cut a word into syllables; hyphens cut, apostrophes are marks where a marked system reads them so."""
    pieces = [piece for piece in word.split("-") if piece]
    if not pieces or len(word) > 30:
        return ()
    choices = [_cuts(piece) or _cuts(re.sub("'", "", piece)) for piece in pieces]
    if not all(choices):
        return ()
    ways = (tuple(one for piece in way for one in piece) for way in product(*choices))
    return tuple(way for way in islice(ways, _SEGMENTATIONS) if len(way) <= _MOST)


def _cuts(piece: str) -> list[tuple[str, ...]]:
    """The ways to cut letters into known syllables, as few as can be: "geun" is one syllable, not two."""
    if is_hangul(piece):
        return [tuple(piece)] if len(piece) <= _MOST else []
    known = _spellings(marked="'" in piece)
    ends: list[list[tuple[str, ...]]] = [[()], *([] for _ in piece)]
    for end in range(1, len(piece) + 1):
        for start in range(max(0, end - _LONGEST - 2), end):
            if ends[start] and piece[start:end] in known:
                ends[end] += [(*way, piece[start:end]) for way in ends[start] if len(way) < _MOST]
    fewest = min(map(len, ends[-1]), default=0)
    return sorted(way for way in ends[-1] if len(way) == fewest)[:_SEGMENTATIONS]


@lru_cache(maxsize=2)
def _spellings(*, marked: bool) -> frozenset[str]:
    """Every spelling of a syllable with or without marks; one that begins with r may begin with n after another."""
    found = {one for (_, marks), table in tables().items() if (marks != "none") == marked for one in table}
    return frozenset(found | {"n" + one[1:] for one in found if one.startswith("r")})


def keys_of(name: KoreanName) -> frozenset[str]:
    """What every spelling of the name shares: its surname and the sound classes of the given name."""
    found = set()
    for _, readings in name.given.readings:
        classes = [sorted({sound_class(one) for one in syllable}) for syllable in readings]
        for way in islice(product(*classes), 64):
            found |= {f"{surname}:{'.'.join(way)}" for surname in name.surnames or {""}}
    return frozenset(found)
