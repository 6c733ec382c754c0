"""Which reports of a document tell of one event.

Two tellings of one type are compared by what they say of those taking part. They are kept apart where they clash:
one ahead and one done, two names, two exact numbers, one person and many, places of which neither lies in the
other, days that cannot be the same (unless the event happens to somebody only once: then sources disagree).
Otherwise points are added up (``_POINTS``), and enough of them join a telling to the group of the earlier one.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING

from .clash import clash, same_number

if TYPE_CHECKING:
    from attribune.profiles import Profile

    from .telling import Telling

_ENOUGH = 3
_WORDINGS = 300  # ways in which one event is told that a telling is held against
_MANY = 60  # groups of a type, and members of a group, that are looked back at
_STEM = 5  # letters that a word shares with what is made of it
_REACH = 400  # characters: about two sentences of news
_ONCE = ("one place", "one time", "the same word for the event")
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
    "names for as many as were told of before": 3,
    "it points back": 2,
    "put in the same words": 3,
    "no more than its name": 3,
}


@dataclass(slots=True)
class _Group:
    """Tellings of one event, as indices in the order of the text; ``wordings`` has one of each wording."""

    members: list[int]
    wordings: dict[int, int]


class _Document:
    """The tellings of a document, grouped one after the other. What two wordings have in common is worked out once."""

    def __init__(self, tellings: list[Telling], profile: Profile) -> None:
        self.tellings = tellings
        self.profile = profile
        known: dict[tuple[object, ...], int] = {}
        self.wordings = [known.setdefault(one.wording, len(known)) for one in tellings]
        self.groups: dict[str, list[_Group]] = {}  # by type
        self.latest: dict[tuple[str, bool], _Group] = {}  # by type, ahead or done: the one told of last
        self.clashes: dict[tuple[int, int], bool] = {}
        self.points: dict[tuple[int, int, bool, bool, bool], tuple[int, str]] = {}

    def join(self, number: int) -> tuple[int, str]:
        """Put a telling to the group of its event; gives the first of it, and why, in words."""
        telling = self.tellings[number]
        own = self.groups.setdefault(telling.type.name, [])
        key = telling.type.name, telling.ahead
        latest, best, why = self.latest.get(key), None, ""
        most = _ENOUGH
        for group in own[-_MANY:]:
            points, reason = self._with(number, group, latest=group is latest)
            if points >= most:  # of equally good ones the later
                best, most, why = group, points, reason
        if best is None:
            best = _Group([], {})
            own.append(best)
        best.members.append(number)
        best.wordings.setdefault(self.wordings[number], number)
        self.latest[key] = best
        return best.members[0], why

    def _with(self, number: int, group: _Group, *, latest: bool) -> tuple[int, str]:
        """The most points that a telling has with a member of a group; none where it clashes with any."""
        own, known = self.tellings[number], [*islice(group.wordings.values(), _WORDINGS)]
        if own.type.exclusive and any(own.names & self.tellings[other].names for other in known):
            known = [other for other in known if self.tellings[other].names]  # one of "the two" who are named elsewhere
        if any(self._clash(number, other) for other in known):
            return 0, ""
        looked_at = [group.members[0], *group.members[max(1, len(group.members) - _MANY) :]]
        first = not self.tellings[number].heading and all(self.tellings[one].heading for one in looked_at)
        found = (self._common(number, other, latest=latest, first=first) for other in looked_at)
        return max(found, key=itemgetter(0))

    def _clash(self, number: int, other: int) -> bool:
        key = self.wordings[number], self.wordings[other]
        if key not in self.clashes:
            self.clashes[key] = clash(self.tellings[number], self.tellings[other], self.profile)
        return self.clashes[key]

    def _common(self, number: int, other: int, *, latest: bool, first: bool) -> tuple[int, str]:
        one, two = self.tellings[number], self.tellings[other]
        alone = one.type.exclusive and len(self.groups[one.type.name]) == 1
        nameless = not one.names or (one.many is True and not two.names)  # "the two, identified as A and B"
        back = one.back and latest and nameless and (alone or _near(one, two))
        key = self.wordings[number], self.wordings[other], latest, first, back
        if key not in self.points:
            self.points[key] = _points(one, two, latest=latest, first=first, back=back)
        return self.points[key]


def together(tellings: list[Telling], profile: Profile) -> list[tuple[int, str]]:
    """For each telling the index of the first one that tells of the same event, and why, in words."""
    document = _Document(tellings, profile)
    return [document.join(number) for number in range(len(tellings))]


def _points(one: Telling, other: Telling, *, latest: bool, first: bool, back: bool) -> tuple[int, str]:
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
        "names for as many as were told of before": one.type.exclusive and _as_many(one, other),
        "it points back": back,
        "put in the same words": bool(one.put & other.put) and one.word == other.word,
        "no more than its name": (
            one.bare and (one.back or one.type.recurs or one.report.status == "denied") and latest
        )
        or (
            one.type.recurs
            and (one.bare or (other.bare and one.word == other.word) or bool(one.heads & other.heads or shared))
        ),
    }
    tied = any(reasons.values())
    reasons["one place"] = any(_one_place(a, b) for a, b in zip(one.places, other.places, strict=True))
    reasons["one time"] = one.report.when.edtf is not None and one.report.when.edtf == other.report.when.edtf
    reasons["the same word for the event"] = _one_word(one.word, other.word)
    reasons["the same number"] = same_number(one, other)
    if not tied or not _may_repeat(one, other, reasons):
        return 0, ""
    held = [reason for reason, holds in reasons.items() if holds]
    points = sum(_POINTS[reason] for reason in held) + (len(shared) > 1)
    if one.type.exclusive:
        points += reasons["it points back"] + (
            first and reasons["a heading and the text under it"] and one.many is other.many is False
        )
    return points, ", ".join(held)


def _as_many(one: Telling, other: Telling) -> bool:
    """Whether one names as many as the other, before, counts without a name: "two envoys fled", "A and B fled"."""
    unnamed = bool(other.heads) and not other.names and bool(other.many) and other.exact
    return unnamed and len(one.names) > 1 and other.report.low == len(one.names)


def _one_word(one: str, other: str) -> bool:
    """Whether two triggers are one word, or one is made of the other: "arrive" and "arrival"."""
    return one == other or (len(one) >= _STEM and one[:_STEM] == other[:_STEM])


def _one_place(some: frozenset[str], others: frozenset[str]) -> bool:
    """Whether two tellings name one place in a role, be it in more words: "Samar", "the island of Samar"."""
    return any(f" {a} " in f" {b} " or f" {b} " in f" {a} " for a in some for b in others)


def _near(one: Telling, other: Telling) -> bool:
    """Whether two tellings stand in the same or the next few sentences, as far as "he" and "the two" reach."""
    return abs(one.report.trigger.start - other.report.trigger.end) <= _REACH


def _may_repeat(one: Telling, other: Telling, reasons: dict[str, bool]) -> bool:
    """What happens to somebody often needs more than who it was: the same word, place or time, or to stand in the
    heading.
    """
    if one.type.exclusive or one.type.recurs or one.bare:
        return True
    alike = reasons["the same one"] or reasons["called by the same noun"]
    if one.heading != other.heading:
        return alike or any(reasons[name] for name in _ONCE)
    return any(reasons[name] for name in _ONCE) and (alike or reasons["it points back"])
