"""Who is who within one document: surnames and given names tied to the full name."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from attribune.names import compare, keys
from attribune.names.korean import read

from .attribute import Said
from .body import bodies, places
from .cluster import Cluster, name_of
from .lexicon import words as listed

if TYPE_CHECKING:
    from .find import Found
    from .word import Words

_LEAD = 400  # characters of a title and a first sentence
_NEAR = 300  # characters of a sentence or two
_MOST = 20  # full names under one key that a new one is compared with, the latest


def clusters(words: Words, found: list[Found], said: dict[int, Said]) -> list[Cluster]:
    """The mentions of a document gathered by whom they name, each in exactly one."""
    people = _People(words, found, said).gathered()
    return sorted(people + bodies(words, found) + places(words, found), key=lambda one: one.members[0])


class _People:
    """The people of one document: those named in full first, then the surnames and given names."""

    def __init__(self, words: Words, found: list[Found], said: dict[int, Said]) -> None:
        self.words, self.found, self.said = words, found, said
        self.full: dict[str, Cluster] = {}
        self.by_key: dict[str, list[Cluster]] = defaultdict(list)
        self.bare: dict[str, list[Cluster]] = defaultdict(list)
        self.parts: dict[str, dict[Cluster, bool]] = defaultdict(dict)  # False: this part needs a title before it

    def gathered(self) -> list[Cluster]:
        """Everybody, in no order."""
        later: list[tuple[int, str]] = []
        named = [name_of(self.words, one) for one in self.found if one.kind == "person" and one.first < one.last]
        ends = {name.split()[-1] for name in named}  # "Mr Tolan" after "Ada Tolan" is no whole Korean name
        for index, one in enumerate(self.found):
            if one.kind != "person":
                continue
            name = name_of(self.words, one)
            if one.sort == "alias":
                self._alias(index, name)
            elif _is_full(one, name) and not (one.first == one.last and name in ends):
                self._named(index, name)
            else:
                later.append((index, name))
        for index, name in later:
            self._partial(index, name, self.said.get(index) or Said())
        return [*dict.fromkeys(self.full.values()), *(one for ones in self.bare.values() for one in ones)]

    def _alias(self, index: int, name: str) -> None:
        alike = self.bare["alias:" + name]
        if not alike:
            alike.append(Cluster("alias:" + name))
        alike[0].add(index, name, "the same alias", self.said.get(index))

    def _named(self, index: int, name: str) -> None:
        one = self.full.get(name)
        reason = "the same name"
        if one is None:
            one, reason = self._spelled_otherwise(name) or (Cluster(name, full=True), "named in full")
            self.full[name] = one
            for key in sorted(keys(name)):
                self.by_key[key].append(one)
            for part, sure in _parts(name).items():
                self.parts[part][one] = self.parts[part].get(one, False) or sure
        one.add(index, name, reason, self.said.get(index))

    def _spelled_otherwise(self, name: str) -> tuple[Cluster, str] | None:
        shared = {one: None for key in sorted(keys(name)) for one in self.by_key[key][-_MOST:]}
        for one in shared:
            found = compare(one.key, name)
            if found.same and "missing" not in found.reason:
                return one, found.reason
        return None

    def _partial(self, index: int, name: str, said: Said) -> None:
        """A surname or given name: its one bearer before it, else in the text; of several, the one mostly spoken of."""
        known = self.parts.get(_letters(name), {})
        bearers = [one for one, sure in known.items() if sure or said.titles]
        bearers = [one for one in bearers if not (said.age and one.ages and said.age not in one.ages)]
        before = [one for one in bearers if one.members[0] < index]
        bearers = before if before or not self._in_lead(index) or said.age is not None else bearers
        if said.only_surname:  # the text says that there is no fuller name
            bearers = []
        if bearers and not said.relations:
            counts = {one: sum(m < index for m in one.members) for one in bearers}
            ranked = sorted(bearers, key=lambda one: (-counts[one], one.members[0]))
            if len(ranked) == 1:
                ranked[0].add(index, name, f"the only one here whose name has {name}", said)
                return
            near = [one for one in bearers if self._just_named(one, index)]
            if len(near) == 1:
                near[0].add(index, name, f"the last whose name has {name}", said)
                return
            if counts[ranked[0]] >= 2 * counts[ranked[1]] > 0 and not near:
                ranked[0].add(index, name, f"of those named {name} the one mostly spoken of", said)
                return
        self._bare(index, name, said, bearers)

    def _just_named(self, one: Cluster, index: int) -> bool:
        """Whether somebody was named in full a sentence or two before."""
        place = self.found[index].start
        full = (m for m in one.members if m < index and self.found[m].first < self.found[m].last)
        return any(place - self.found[m].end < _NEAR for m in full)

    def _in_lead(self, index: int) -> bool:
        """Whether a mention stands in a headline or the lead, where a surname may go before the full name."""
        one = self.found[index]
        return one.start < _LEAD or self.words.titled[one.first]

    def _bare(self, index: int, name: str, said: Said, bearers: list[Cluster]) -> None:
        """A surname without a full name: whoever is introduced with an age or as kin is a person of their own."""
        alike = self.bare[name]
        kin = {kin for kin, _ in said.relations}
        if said.age is not None or kin:
            fitting = [one for one in alike if said.age is None or not one.ages or said.age in one.ages]
            fitting = [one for one in fitting if said.age in one.ages or kin & one.kin]
        else:  # the head of a family goes by the surname, not a child who shares it
            fitting = [one for one in alike if not one.kin & listed("minor_kin")]
            bearers = bearers + [one for one in alike if one not in fitting]
        if not fitting:
            fitting = [Cluster("bare:" + name)]
            alike.append(fitting[0])
        fitting[0].add(index, name, "named by surname only", said)
        if bearers:
            fitting[0].candidates[index] = bearers


def _is_full(one: Found, name: str) -> bool:
    """Whether it is a full name: several words, or a whole Korean name in one; a hyphenated word is a given name."""
    ways = read(name)
    if " " not in name:
        return any(way.surnames for way in ways)
    return one.first < one.last


def _letters(name: str) -> str:
    return re.sub(r"[\s-]", "", name).casefold()


def _parts(full: str) -> dict[str, bool]:
    """The parts by which the bearer of a full name may be called again, and whether each is sure without a title.

    Sure is the surname, and a hyphenated given name; a title makes a surname of a given name too ("Mr. Song").
    """
    words = full.split()
    ways = [way for way in read(full) if way.surnames]
    western = not ways or any(way.turned for way in ways)
    surname, rest = (words[-1], words[:-1]) if western else (words[0], words[1:])
    if not rest:
        return {}
    given = " ".join(rest)
    parts = {_letters(given): "-" in given, _letters(re.split(r"[\s-]", full)[-1]): False}
    if not ways:  # a Chinese or an Eritrean first word, the first of two Spanish surnames
        parts |= {_letters(one): True for one in (words[0], words[-2]) if len(one) > 3}
    return parts | {_letters(surname): True}
