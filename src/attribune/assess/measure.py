"""Whether two figures measure one thing, in one place, over one period."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml

from attribune.model.edtf import interval
from attribune.profiles.geography import fold

if TYPE_CHECKING:
    from attribune.model import Figure
    from attribune.profiles.geography import Geography

_WORD = re.compile(r"[^\W\d_]+")
_APPROXIMATE = re.compile(r"(?i)(?:about|around|roughly|approximately|some|nearly|almost|close to|an estimated)\b")
_ABOUT = 0.1  # what "about" allows on either side
_ALIKE = 0.6  # of all words of two measures, the share in common from which on they are one


@cache
def lexicon() -> dict[str, Any]:
    """The word lists of ``measure.yaml``, with the groups turned into {word: group}."""
    data: dict[str, Any] = yaml.safe_load(
        files("attribune.assess").joinpath("measure.yaml").read_text(encoding="utf-8")
    )
    grouped = {word: name for name, found in data["groups"].items() for word in found}
    lists = {name: frozenset(data[name]) for name in ("movement", "pale", "parts", "future")}
    return {"groups": grouped, **lists}


@cache
def tokens(measure: str) -> frozenset[str]:
    """The words of a measure that say what is measured, each as its group or without its plural ending."""
    known = lexicon()
    found = [known["groups"].get(word, word) for word in _WORD.findall(measure.casefold()) if word not in known["pale"]]
    return frozenset(word.removesuffix("s") if len(word) > 4 else word for word in found) - {"person"}


def parts(figure: Figure) -> frozenset[str]:
    """The words that make a figure's measure a part of a whole."""
    known: frozenset[str] = lexicon()["parts"]
    words = set(_WORD.findall(figure.measure.casefold()))
    return frozenset(one for one in known if one in words or (one.endswith("s") and one[:-1] in words))


def same_measure(one: Figure, other: Figure, geography: Geography) -> bool:
    """Whether two figures measure one thing in one place: unit, words and place agree."""
    if one.unit != other.unit or parts(one) != parts(other) or bool(one.whole) != bool(other.whole):
        return False
    first, second = tokens(one.measure), tokens(other.measure)
    shared, moves = first & second, lexicon()["movement"]
    if not shared or first & moves != second & moves or len(shared) < _ALIKE * min(len(first), len(second)):
        return False
    rest = (first ^ second) - _place_words(one, other)
    return len(shared) >= _ALIKE * len(shared | rest) and _same_place(one, other, shared, geography)


def _place_words(*figures: Figure) -> set[str]:
    return {word.removesuffix("s") for f in figures for word in _WORD.findall((f.place or "").casefold())} | {"south"}


def _same_place(one: Figure, other: Figure, shared: frozenset[str], geography: Geography) -> bool:
    if not one.place or not other.place:
        return True
    if geography.relation(one.place, other.place) == "same":
        return True
    moves = shared & lexicon()["movement"]
    return bool(moves) and (fold(one.place) in fold(other.measure) or fold(other.place) in fold(one.measure))


def same_period(one: Figure, other: Figure) -> bool:
    """Whether two figures are of the same days, both known."""
    first, second = interval(one.period), interval(other.period)
    return first is not None and first == second


def part_of_period(part: Figure, whole: Figure) -> bool:
    """Whether one figure's period is the beginning of the other's and clearly shorter."""
    first, second = interval(part.period), interval(whole.period)
    if not (first and second and first.length and second.length and first.last and second.last):
        return False
    return first.first == second.first and first.last < second.last and first.length >= 28


def bounds(figure: Figure) -> tuple[float | None, float | None]:
    """The least and the most that a figure may be, None where it is open."""
    low, high = figure.low, figure.high
    if (low is None and high is None) or low == high == figure.value:
        slack = _ABOUT * abs(figure.value or 0) if _APPROXIMATE.match(figure.span.quote) else 0
        return (None, None) if figure.value is None else (figure.value - slack, figure.value + slack)
    return low, high


def apart(one: Figure, other: Figure) -> bool:
    """Whether two figures cannot be one number, bounds and approximations allowed."""
    (low, high), (least, most) = bounds(one), bounds(other)
    return (high is not None and least is not None and high < least) or (
        most is not None and low is not None and most < low
    )
