"""How Korean syllables are written: the published systems, as tables made from data files."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from importlib.resources import files
from itertools import product
from typing import Literal

STRICT = ("mccune", "dprk", "revised", "yale")
SYSTEMS = (*STRICT, "press")
Marks = Literal["all", "breves", "aspirates", "none"]  # breves are often lost where apostrophes of aspirates are kept
_FIRST, _LAST = 0xAC00, 0xD7A3  # Unicode orders the syllables by initial, vowel, final: 19 x 21 x 28
_VOWELS, _FINALS = 21, 28
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼʻ`´′", "'"))
_CLASSES = str.maketrans("ㅋㄲㅌㄸㅍㅃㅊㅉㅆㅗㅜㅡㅛㅠㅔ", "ㄱㄱㄷㄷㅂㅂㅈㅈㅅㅓㅓㅓㅕㅕㅐ")


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one of this package's tables; lines that begin with # are comments."""
    text = files(__package__).joinpath("data", name).read_text("utf-8")
    lines = [line.split("\t") for line in text.split("\n") if line and not line.startswith("#")]
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


@lru_cache(maxsize=1)
def syllables() -> tuple[str, ...]:
    """The syllables that Korean names are made of."""
    text = files(__package__).joinpath("data", "syllables.txt").read_text("utf-8")
    return tuple(c for line in text.split("\n") if not line.startswith("#") for c in line.strip())


@lru_cache(maxsize=1)
def _jamo() -> tuple[list[dict[str, str]], list[dict[str, str]], list[dict[str, str]]]:
    none = dict.fromkeys(("jamo", "sound", *SYSTEMS), "-") | {"jamo": ""}
    return rows("initials.tsv"), rows("vowels.tsv"), [none, *rows("finals.tsv")]


def parts(syllable: str) -> tuple[str, str, str]:
    """Initial, vowel and final of a Hangul syllable; the final by its sound."""
    initials, vowels, finals = _jamo()
    place = ord(syllable) - _FIRST
    final = finals[place % _FINALS]
    sound = final["sound"] if final["jamo"] else ""
    return initials[place // (_VOWELS * _FINALS)]["jamo"], vowels[place // _FINALS % _VOWELS]["jamo"], sound


def is_hangul(word: str) -> bool:
    """Whether the word is written in Korean syllables."""
    return bool(word) and all(_FIRST <= ord(letter) <= _LAST for letter in word)


def sound_class(syllable: str) -> str:
    """What all systems together leave of a syllable: plain, tense and aspirated consonants are one, and so are the
    vowels that lose their breves. Syllables that one spelling may stand for mostly share it.
    """
    return "".join(parts(syllable)).translate(_CLASSES)


def _spellings(column: str, cell: str, barred: set[str]) -> list[str]:
    if cell == "-":
        return [] if column == "press" else [""]
    return [one.rstrip("+=^~") for one in cell.split() if not set(one) & barred]


def _ways(row: dict[str, str], system: str, barred: set[str], *, bare: bool) -> list[str]:
    """How a system writes one part of a syllable, less habits that end in ``barred``; ``bare``: its marks left out."""
    columns = ("mccune", "dprk", "revised", "press") if system == "press" else (system,)
    ways = [way for name in columns for way in _spellings(name, row[name], barred)]
    return list(dict.fromkeys(way.replace("'", "") if bare else way for way in ways))


@lru_cache(maxsize=1)
def tables() -> dict[tuple[str, Marks], dict[str, frozenset[str]]]:
    """For each system, by how many of its marks are written: which syllables a spelling may stand for."""
    initials, vowels, finals = _jamo()
    found: dict[tuple[str, Marks], dict[str, set[str]]] = {(system, "none"): {} for system in SYSTEMS}
    found |= {("mccune", "all"): {}, ("mccune", "breves"): {}, ("mccune", "aspirates"): {}, ("dprk", "breves"): {}}
    for syllable in syllables():
        place = ord(syllable) - _FIRST
        pieces = (
            initials[place // (_VOWELS * _FINALS)],
            vowels[place // _FINALS % _VOWELS],
            finals[place % _FINALS],
        )
        initial, final = pieces[0]["jamo"], pieces[2]["jamo"]
        barred = {
            "=" if final else "+",
            "^" if initial == "ㅇ" else "",
            "~" if final == "ㄴ" and initial not in "ㄱㅅ" else "",
        }
        for (system, marks), table in found.items():
            bare = (marks == "none", marks in ("none", "aspirates"), marks == "none")
            ways = [_ways(piece, system, barred, bare=b) for piece, b in zip(pieces, bare, strict=True)]
            for spelling in map("".join, product(*ways)):
                table.setdefault(spelling, set()).add(syllable)
    return {key: {s: frozenset(h) for s, h in sorted(table.items())} for key, table in found.items()}


@lru_cache(maxsize=1)
def surname_spellings() -> dict[str, frozenset[str]]:
    """Which surnames a spelling without marks may stand for, in their Southern form."""
    found: dict[str, set[str]] = {}
    for row in rows("surnames.tsv"):
        for spelling in row["spellings"].split():
            found.setdefault(spelling, set()).add(southern(row["surname"]))
    single = frozenset(one for ones in found.values() for one in ones if len(one) == 1)
    for table in tables().values():
        for spelling, readings in table.items():
            if known := {southern(one) for one in readings} & single:
                found.setdefault(spelling, set()).update(known)
    return {spelling: frozenset(ones) for spelling, ones in found.items()}


def southern(surname: str) -> str:
    """The surname as the South says it: an initial r before i or y is dropped, else n (리 = 이, 로 = 노)."""
    place = ord(surname[0]) - _FIRST
    initial, rest = divmod(place, _VOWELS * _FINALS)
    letters = [row["jamo"] for row in _jamo()[0]]
    if letters[initial] != "ㄹ":
        return surname
    before_y = parts(surname[0])[1] in "ㅑㅒㅕㅖㅛㅠㅣ"
    return chr(_FIRST + letters.index("ㅇ" if before_y else "ㄴ") * _VOWELS * _FINALS + rest) + surname[1:]


def plain(text: str) -> str:
    """Lower case, one kind of apostrophe, breves as apostrophes, other diacritics gone."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES)).casefold()
    marked = decomposed.replace("\N{COMBINING BREVE}", "'").replace("\N{COMBINING CARON}", "'")
    composed = unicodedata.normalize("NFC", "".join(c for c in marked if not _stray(c)))
    return composed.translate(_APOSTROPHES)


def _stray(letter: str) -> bool:
    return bool(unicodedata.combining(letter))
