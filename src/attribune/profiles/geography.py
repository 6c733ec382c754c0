"""Which place lies in which, as far as a profile knows."""

from __future__ import annotations

import re
from typing import Literal, TypeVar

from .profile import Profile

Relation = Literal["same", "within", "holds", "apart", "unknown"]
Key = TypeVar("Key")
Value = TypeVar("Value")
_MOST = 1 << 17  # names and pairs of names that are remembered
_SPACES = re.compile(r"[\s\-’']+")


def fold(name: str) -> str:
    """A place name for comparing: casefolded, without article, hyphens and apostrophes."""
    plain = _SPACES.sub(" ", name).strip().casefold()
    return plain.removeprefix("the ")


class Geography:
    """The places of a profile under all their names and demonyms, and what each lies in."""

    def __init__(self, profile: Profile) -> None:
        self._found: dict[str, str | None] = {}
        self._relations: dict[tuple[str, str], Relation] = {}
        self._outer: dict[str, tuple[str, ...]] = {}
        self._canonical: dict[str, str] = {}
        self._within: dict[str, str] = {}
        for place in profile.places:
            for name in (place.name, *(name for name, _ in place.names), *place.demonyms):
                self._canonical.setdefault(fold(name), place.name)
            if place.within:
                self._within[place.name] = place.within

    def find(self, name: str) -> str | None:
        """The profile's name of the place that is called so, None if it knows none."""
        if name not in self._found:
            _remember(self._found, name, self._canonical.get(fold(name)))
        return self._found[name]

    def lies_in(self, place: str) -> tuple[str, ...]:
        """The place itself and all that it lies in, the nearest first."""
        if place not in self._outer:
            found = [place]
            while (outer := self._within.get(found[-1])) and outer not in found:
                found.append(self._canonical.get(fold(outer), outer))
            _remember(self._outer, place, tuple(found))
        return self._outer[place]

    def relation(self, one: str, other: str) -> Relation:
        """How two named places lie: the first ``within`` the second, ``holds`` it, is ``apart``; or it is unknown."""
        known = self._relations.get((one, other))
        if known is None:
            known = self._relate(one, other)
            _remember(self._relations, (one, other), known)
        return known

    def _relate(self, one: str, other: str) -> Relation:
        first, second = self.find(one) or one, self.find(other) or other
        if fold(first) == fold(second):
            return "same"
        if second in self.lies_in(first):
            return "within"
        if first in self.lies_in(second):
            return "holds"
        return "apart" if self.find(one) and self.find(other) else "unknown"


def _remember(found: dict[Key, Value], key: Key, value: Value) -> None:
    """Keep what was worked out, and begin again before it is too much."""
    if len(found) >= _MOST:
        found.clear()
    found[key] = value
