"""Two names compared: are they spellings of one?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from .korean import Given, KoreanName, keys_of, read, surnames_of
from .latin import compare_words, fold, words
from .slip import slipped

SAME = 0.8  # from here up two names are called the same; no set of names was fitted to find it
_HYPHEN = re.compile(r"(?<=\w)[-‐‑](?=\w)")
_TURNED, _HABIT, _BOTH_HABIT = 0.03, 0.06, 0.1
_MISPRINT, _LONG = 0.82, 8  # the score of a misprint, and the letters that a name must have for one to show


@dataclass(frozen=True, slots=True)
class Comparison:
    """How alike two names are, 0 to 1; whether that is enough to call them the same; and why, in words."""

    score: float
    same: bool
    reason: str


@lru_cache(maxsize=65536)
def compare(a: str, b: str) -> Comparison:
    """Compare two personal names. Korean ones by what their syllables can stand for, others by their letters.

    A Korean name matches where one Hangul spelling reads as both: under one system each (1.0), or only by habits of
    the press such as u for ŏ (0.9). Surname and given name must both agree; where one has no
    surname, the given names decide, and the score is the lowest that still says same.
    """
    if a.casefold().split() == b.casefold().split() and words(a):
        return Comparison(1.0, same=True, reason="the same letters")
    one, other = read(a), read(b)
    if one and other and _korean(one, other):
        score, reason = max(_compare_korean(x, y) for x in one for y in other)
        if score < SAME:
            score, reason = max((score, reason), _slip(a, one, other), _slip(b, other, one))
    else:
        joined = compare_words(words(_joined(a)), words(_joined(b)))
        score, reason = max(compare_words(words(a), words(b)), joined, _misprint(a, b, one, other))
    score = round(score, 4)
    return Comparison(score, same=score >= SAME, reason=reason)


def _misprint(a: str, b: str, one: tuple[KoreanName, ...], other: tuple[KoreanName, ...]) -> tuple[float, str]:
    """One letter less, more or other in a name that no system can read, beside a Korean name with the same surname."""
    odd, sound = (b, one) if one else (a, other)
    first, second = "".join(words(a)), "".join(words(b))
    if bool(one) == bool(other) or min(len(first), len(second)) < _LONG or len(words(odd)) < 2:
        return 0.0, ""
    shared = any(surnames_of(words(odd)[0]) & way.surnames for way in sound)
    if shared and OSA.distance(first, second, score_cutoff=1) <= 1:
        return _MISPRINT, "one letter apart, and no system reads one of them: a misprint"
    return 0.0, ""


def _slip(name: str, one: tuple[KoreanName, ...], other: tuple[KoreanName, ...]) -> tuple[float, str]:
    """Whether all but a slip in one syllable agrees: surname, number of syllables and the other syllable."""
    for way in one:
        for surname in words(name)[:1] if way.surnames and not way.turned else ():
            rivals = [o for o in other if o.surnames & way.surnames and len(o.given.spelled) == len(way.given.spelled)]
            for syllables, why in slipped(way.given.spelled, surname) if rivals else ():
                meant = read(f"{surname} {'-'.join(syllables)}")
                if any(_compare_korean(x, y)[0] > SAME for x in meant for y in rivals):
                    return SAME, f"all but one syllable agrees, and in that {why}"
    return 0.0, ""


def compare_korean(a: str, b: str) -> Comparison:
    """Compare two single words known to be Korean but no personal names, such as places: Pyoksan and Byeoksan."""
    best = max(
        (_compare_given(x.given, y.given) for x in read(a) for y in read(b) if not x.surnames and not y.surnames),
        default=(0.0, ""),
    )
    score = round(best[0], 4)
    return Comparison(score, same=score >= SAME, reason=best[1] or "they can't be written the same in Korean")


def keys(name: str) -> frozenset[str]:
    """The keys under which a name is to be looked up: two spellings of one Korean name share at least one."""
    found = frozenset(key for way in read(name) for key in keys_of(way))
    if found:
        return found
    return frozenset("latin:" + fold(spelled[-1]) for spelled in (words(name), words(_joined(name))) if spelled)


def _joined(name: str) -> str:
    """A name without its hyphens: Habte-Mariam is Habtemariam, and Al-Sayed is Alsayed."""
    return _HYPHEN.sub("", name)


def _korean(one: tuple[KoreanName, ...], other: tuple[KoreanName, ...]) -> bool:
    return any(way.surnames for way in one) or any(way.surnames for way in other)


def _compare_korean(one: KoreanName, other: KoreanName) -> tuple[float, str]:
    score, reason = _compare_given(one.given, other.given)
    if score == 0.0:
        alike = bool(one.surnames & other.surnames)
        return (0.3 if alike else 0.1), "the given names can't be written the same in Korean"
    if not (one.surnames and other.surnames):
        return SAME, f"the given names agree, a surname is missing: {reason}"
    if not one.surnames & other.surnames:
        return 0.2, "the surnames differ"
    turned = _TURNED if one.turned != other.turned else 0.0
    return score - turned, reason + (", surname last in one of them" if turned else "")


def _compare_given(one: Given, other: Given) -> tuple[float, str]:
    if len(one.spelled) != len(other.spelled):
        return 0.0, ""
    best = (0.0, "")
    for system, readings in one.readings:
        for system_other, readings_other in other.readings:
            shared = [sorted(a & b) for a, b in zip(readings, readings_other, strict=True)]
            if all(shared):
                habits = (system == "press") + (system_other == "press")
                cost = (0.0, _HABIT, _BOTH_HABIT)[habits]
                hangul = "".join(ones[0] for ones in shared)
                names = " and ".join(dict.fromkeys((_TITLES[system], _TITLES[system_other])))
                best = max(best, (1.0 - cost, f"both can be {hangul}, by {names}"))
    return best


_TITLES = {
    "hangul": "its Korean letters",
    "mccune": "McCune-Reischauer",
    "dprk": "the North's spelling",
    "revised": "Revised Romanisation",
    "yale": "Yale",
    "press": "habits of the press",
}
