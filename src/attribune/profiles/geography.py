"""Which place lies in which, as far as a profile knows."""

from __future__ import annotations

import re
from typing import Literal

from .profile import Profile

Relation = Literal["same", "within", "holds", "apart", "unknown"]
_SPACES = re.compile(r"[\s\-’']+")


def fold(name: str) -> str:
    """A place name for comparing: casefolded, without article, hyphens and apostrophes."""
    plain = _SPACES.sub(" ", name).strip().casefold()
    return plain.removeprefix("the ")


class Geography:
    """The places of a profile under all their names and demonyms, and what each lies in."""

    def __init__(self, profile: Profile) -> None:
        self._canonical: dict[str, str] = {}
        self._within: dict[str, str] = {}
        for place in profile.places:
            for name in (place.name, *(name for name, _ in place.names), *place.demonyms):
                self._canonical.setdefault(fold(name), place.name)
            if place.within:
                self._within[place.name] = place.within

    def find(self, name: str) -> str | None:
        """The profile's name of the place that is called so, None if it knows none."""
        return self._canonical.get(fold(name))

    def lies_in(self, place: str) -> tuple[str, ...]:
        """The place itself and all that it lies in, the nearest first."""
        found = [place]
        while (outer := self._within.get(found[-1])) and outer not in found:
            found.append(self._canonical.get(fold(outer), outer))
        return tuple(found)

    def relation(self, one: str, other: str) -> Relation:
        """How two named places lie: the first ``within`` the second, ``holds`` it, is ``apart``; or it is unknown."""
        first, second = self.find(one) or one, self.find(other) or other
        if fold(first) == fold(second):
            return "same"
        if second in self.lies_in(first):
            return "within"
        if first in self.lies_in(second):
            return "holds"
        return "apart" if self.find(one) and self.find(other) else "unknown"
