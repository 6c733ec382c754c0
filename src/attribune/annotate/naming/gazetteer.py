"""The names that a profile knows, ready to be looked up word by word."""

from __future__ import annotations

from dataclasses import dataclass, field

from attribune.model import EntityKind
from attribune.profiles import Profile

from .word import Words, normal, split


@dataclass(frozen=True, slots=True)
class Known:
    """A name of the profile: its kind, what it is there (country, city, media ...) and the usual name."""

    kind: EntityKind
    sort: str
    name: str


@dataclass(slots=True)
class Lookup:
    """Sequences of words with what they name, found longest first."""

    held: dict[str, dict[tuple[str, ...], Known]] = field(default_factory=dict)
    longest: dict[str, int] = field(default_factory=dict)

    def add(self, words: tuple[str, ...], known: Known) -> None:
        """Hold a name; the first holder of the same words stays."""
        if words:
            self.held.setdefault(words[0], {}).setdefault(words, known)
            self.longest[words[0]] = max(self.longest.get(words[0], 0), len(words))

    def get(self, words: tuple[str, ...]) -> Known | None:
        """What exactly these words name."""
        return self.held.get(words[0], {}).get(words) if words else None

    def match(self, words: Words, first: int) -> tuple[int, Known] | None:
        """The longest name that begins at a word: its last word and what it is."""
        word = words.norm[first]
        names = self.held.get(word)
        if names is None:
            return None
        last = first
        reach = self.longest[word]
        while last - first + 1 < reach and words.gap[last]:
            last += 1
        for end in range(last, first - 1, -1):
            if known := names.get(words.key(first, end)):
                return end, known
        return None


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All that a profile knows by name. ``demonyms`` are words ("Varenian"); ``countries`` names by their demonym."""

    lookup: Lookup
    demonyms: frozenset[tuple[str, ...]]
    countries: dict[str, str]
    offices: dict[str, list[tuple[tuple[str, ...], bool]]]
    honorifics: frozenset[str]
    surnames: frozenset[str]
    relations: frozenset[str]


_made: list[tuple[Profile, Gazetteer]] = []


def gazetteer(profile: Profile) -> Gazetteer:
    """The gazetteer of a profile, made once."""
    for known, made in _made:
        if known is profile:
            return made
    made = _make(profile)
    _made[:] = [(profile, made), *_made[:3]]
    return made


def key(name: str) -> tuple[str, ...]:
    """A name as the words that are looked up."""
    return tuple(normal(word) for word, _, _ in split(name))


def _make(profile: Profile) -> Gazetteer:
    lookup = Lookup()
    countries: dict[str, str] = {}
    demonyms = {key(one) for place in profile.places for one in place.demonyms}
    for organisation in profile.organisations:
        for name, _ in organisation.names:
            if len(name) > 1:
                lookup.add(key(name.removeprefix("the ")), Known("organisation", organisation.kind, organisation.name))
    for place in profile.places:
        for name, _ in ((place.name, "en"), *place.names):
            words = key(name.removeprefix("the "))
            if words not in demonyms:
                lookup.add(words, Known("place", place.kind, place.name))
        countries |= {demonym: place.name for demonym in place.demonyms if place.kind == "country"}
    offices: dict[str, list[tuple[tuple[str, ...], bool]]] = {}
    for office in profile.offices:
        words = tuple(one.casefold() for one in key(office.title))
        if words:
            offices.setdefault(words[-1], []).append((words, office.public))
    for ones in offices.values():
        ones.sort(key=lambda one: (-len(one[0]), one[0]))
    return Gazetteer(
        lookup,
        frozenset(demonyms),
        countries,
        offices,
        frozenset(one.rstrip(".") for one in profile.honorifics),
        frozenset(one.casefold() for one in profile.surnames),
        frozenset(profile.relations),
    )
