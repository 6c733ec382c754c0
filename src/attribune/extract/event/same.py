"""Which reports of a document tell of one event.

Two tellings of one type are compared by what they say of those taking part. They are kept apart where they clash:
one ahead and one done, two names, two exact numbers, one person and many, places of which neither lies in the
other, days that cannot be the same (unless the event happens to somebody only once: then sources disagree).
Otherwise points are added up (``_POINTS``), and enough of them join a telling to the group of the earlier one.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from attribune.profiles import Profile

if TYPE_CHECKING:
    from .telling import Telling

_AHEAD = ("possible", "planned")
_ENOUGH = 3
_MANY = 60  # groups of a type, and members of a group, that are looked back at
_REACH = 400  # characters: about two sentences of news
_POINTS = {
    "the same one": 4,  # a name, or a pronoun or description that stands for it
    "called by the same noun": 2,
    "described by a shared word": 1,  # each, two at most
    "one place": 1,
    "one time": 1,
    "the same word for the event": 1,
    "the same number": 1,
    "a heading and the text under it": 2,
    "a name for somebody described before": 2,
    "it points back": 2,
    "put in the same words": 3,
    "no more than its name": 3,
}


def together(tellings: list[Telling], profile: Profile) -> list[tuple[int, str]]:
    """For each telling the index of the first one that tells of the same event, and why, in words."""
    groups: dict[str, list[list[int]]] = {}  # by type, as indices
    first: list[tuple[int, str]] = []
    for number, telling in enumerate(tellings):
        own = groups.setdefault(telling.type.name, [])
        latest = _latest(telling, own, tellings)
        best: tuple[int, list[int], str] = (0, [], "")
        for group in own[-_MANY:]:
            points, why = _group(telling, [tellings[one] for one in group], profile, latest=group is latest)
            if points >= max(_ENOUGH, best[0]):  # of equally good ones the later
                best = (points, group, why)
        if best[1]:
            best[1].append(number)
            first.append((best[1][0], best[2]))
        else:
            own.append([number])
            first.append((number, ""))
    return first


def _latest(telling: Telling, groups: list[list[int]], tellings: list[Telling]) -> list[int] | None:
    """The group that was told of last, ahead or done like the telling."""
    near = [group for group in groups if _is_ahead(tellings[group[0]]) == _is_ahead(telling)]
    return max(near, key=lambda group: group[-1], default=None)


def _is_ahead(telling: Telling) -> bool:
    return telling.report.status in _AHEAD


def _group(one: Telling, group: list[Telling], profile: Profile, *, latest: bool) -> tuple[int, str]:
    """The most points that a telling has with a member of a group; none where it clashes with any."""
    if any(_clash(one, other, profile) for other in group):
        return 0, ""
    group = [group[0], *group[1:][-_MANY:]]
    first = not one.heading and all(other.heading for other in group)
    return max((_points(one, other, latest=latest, first=first) for other in group), key=lambda found: found[0])


def _clash(one: Telling, other: Telling, profile: Profile) -> bool:
    names = bool(one.names and other.names) and not one.names & other.names
    numbers = one.exact and other.exact and one.number != other.number
    many = None not in (one.many, other.many) and one.many != other.many and not one.type.recurs
    if _is_ahead(one) != _is_ahead(other) or names or numbers or many:
        return True
    if one.type.exclusive and one.stands_for & other.stands_for:
        return False  # it happens to somebody once: where dates or places differ, the sources disagree
    times = one.report.when.edtf, other.report.when.edtf
    if all(times) and times[0] != times[1] and not _within(str(times[0]), str(times[1])):
        return True
    return any(_apart(one, other, role, profile) for role in ("destination", "origin", "place"))


def _within(one: str, other: str) -> bool:
    """Whether of two dates one is part of the other: 2016-07-12 of 2016-07."""
    return one.startswith(other) or other.startswith(one)


def _quotes(telling: Telling, role: str) -> frozenset[str]:
    return frozenset(
        argument.span.quote.lower().removeprefix("the ")
        for argument in telling.report.arguments
        if argument.role == role
    )


def _apart(one: Telling, other: Telling, role: str, profile: Profile) -> bool:
    """Whether both name places in a role and none is, or lies in, one of the other's."""
    first, second = _quotes(one, role), _quotes(other, role)
    known = _containment(profile)
    if not (first and second and any(a in known for a in first) and any(b in known for b in second)):
        return False
    return not any(a in b or b in a or _lies_in(a, b, known) or _lies_in(b, a, known) for a in first for b in second)


def _lies_in(inner: str, outer: str, known: dict[str, str]) -> bool:
    place, steps = inner, 0
    while place in known and steps < 6:  # city, province, country, region, continent: never deeper
        place = known[place]
        steps += 1
        if place == outer:
            return True
    return False


@lru_cache(maxsize=8)
def _containment(profile: Profile) -> dict[str, str]:
    """For every name of a place the name of the one that it lies in, in lower case."""
    return {name.lower(): (place.within or "").lower() for place in profile.places for name, _ in place.names}


def _points(one: Telling, other: Telling, *, latest: bool, first: bool) -> tuple[int, str]:
    """Points for what two tellings that do not clash have in common, with the reasons."""
    shared = (one.words | one.heads) & (other.words | other.heads) - (one.heads & other.heads)
    unnamed = bool(other.heads) and not other.names and other.many is False and not other.back
    reasons = {
        "the same one": bool(one.stands_for & other.stands_for),
        "called by the same noun": bool(one.heads & other.heads),
        "described by a shared word": bool(shared),
        "a heading and the text under it": one.heading != other.heading
        and (not (one.bare or other.bare) or None is not one.report.when.edtf == other.report.when.edtf),
        "a name for somebody described before": unnamed
        and latest
        and bool(one.names)
        and one.many is False
        and bool(shared),
        "it points back": one.back and latest and not one.names and _near(one, other),
        "put in the same words": bool(one.put & other.put) and one.word == other.word,
        "no more than its name": (one.bare and (one.back or one.type.recurs) and latest)
        or (
            one.type.recurs
            and (one.bare or (other.bare and one.word == other.word) or bool(one.heads & other.heads or shared))
        ),
    }
    tied = any(reasons.values())
    reasons["one place"] = any(_quotes(one, role) & _quotes(other, role) for role in ("destination", "origin", "place"))
    reasons["one time"] = one.report.when.edtf is not None and one.report.when.edtf == other.report.when.edtf
    reasons["the same word for the event"] = one.word == other.word
    reasons["the same number"] = one.number is not None and one.number == other.number
    if not tied or not _may_repeat(one, other, reasons):
        return 0, ""
    held = [reason for reason, holds in reasons.items() if holds]
    points = sum(_POINTS[reason] for reason in held) + (len(shared) > 1)
    if one.type.exclusive:
        points += reasons["it points back"] + (
            first and reasons["a heading and the text under it"] and one.many is other.many is False
        )
    return points, ", ".join(held)


def _near(one: Telling, other: Telling) -> bool:
    """Whether two tellings stand in the same or the next few sentences, as far as "he" and "the two" reach."""
    return abs(one.report.trigger.start - other.report.trigger.end) <= _REACH


def _may_repeat(one: Telling, other: Telling, reasons: dict[str, bool]) -> bool:
    """What happens to somebody often needs more than who it was: the same word, place or time."""
    if one.type.exclusive or one.type.recurs or one.bare:
        return True
    return any(reasons[name] for name in ("one place", "one time", "the same word for the event")) and bool(
        reasons["the same one"]
        or reasons["called by the same noun"]
        or one.heading != other.heading
        or reasons["it points back"]
    )
