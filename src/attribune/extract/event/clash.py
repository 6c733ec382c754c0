"""Which tellings of one type cannot be of one event: they differ in what one event has once."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from attribune.profiles import Profile

if TYPE_CHECKING:
    from .telling import Telling

_DEEP = 6  # city, province, country, region, continent: never deeper


def clash(one: Telling, other: Telling, profile: Profile) -> bool:
    """Whether two tellings, the later first, cannot be of one event."""
    if one.another and not (one.ahead or other.another or other.heading or one.stands_for & other.stands_for):
        return True
    names = bool(one.names and other.names) and not one.names & other.names
    numbers = one.exact and other.exact and not same_number(one, other)
    many = None not in (one.many, other.many) and one.many != other.many and not one.type.recurs
    many = many and not (one.type.exclusive and one.names & other.names)  # "the two, A and B", later "A"
    if one.ahead != other.ahead or names or numbers or many:
        return True
    if one.type.exclusive and one.stands_for & other.stands_for:
        return False  # it happens to somebody once: where dates or places differ, the sources disagree
    if not same_time(one, other):
        return True
    known = _containment(profile)
    return any(_apart(first, second, known) for first, second in zip(one.places, other.places, strict=True))


def same_number(one: Telling, other: Telling) -> bool:
    """Whether two tellings count alike: "12" and "twelve", "some 30" and "30"."""
    if one.number is None or other.number is None:
        return False
    first, second = ((telling.report.low, telling.report.high) for telling in (one, other))
    return one.number == other.number or (first == second != (None, None))


def same_time(one: Telling, other: Telling) -> bool:
    """Whether two tellings may be of one time: one has none, or one lies in the other."""
    first, second = one.report.when.edtf, other.report.when.edtf
    return not (first and second) or first == second or _within(first, second)


def _within(one: str, other: str) -> bool:
    """Whether of two dates one is part of the other: 2016-07-12 of 2016-07."""
    return one.startswith(other) or other.startswith(one)


def _apart(first: frozenset[str], second: frozenset[str], known: dict[str, str]) -> bool:
    """Whether both name places in a role and none is, or lies in, one of the other's."""
    if not (first and second and any(a in known for a in first) and any(b in known for b in second)):
        return False
    return not any(a in b or b in a or _lies_in(a, b, known) or _lies_in(b, a, known) for a in first for b in second)


def _lies_in(inner: str, outer: str, known: dict[str, str]) -> bool:
    place, steps = inner, 0
    while place in known and steps < _DEEP:
        place = known[place]
        steps += 1
        if place == outer:
            return True
    return False


@lru_cache(maxsize=8)
def _containment(profile: Profile) -> dict[str, str]:
    """For every name of a place the name of the one that it lies in, in lower case."""
    return {name.lower(): (place.within or "").lower() for place in profile.places for name, _ in place.names}
