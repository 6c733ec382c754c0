"""The Korean names of a profile's places and organisations, and where they stand in a line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from attribune.model import EntityKind

from .analyser import analysed
from .lexicon import either, particles, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from attribune.profiles import Profile

_WORD = re.compile(r"[가-힣A-Za-z][가-힣A-Za-z·]*")
_HANGUL = re.compile(r"[가-힣]")
_LONGEST = 24


@dataclass(frozen=True, slots=True)
class Known:
    """A name of the profile: its kind, what it is there (country, city, media ...), the usual name, and its country."""

    kind: EntityKind
    sort: str
    name: str
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A name in a line: its place there, and what it is. ``known`` is false where only its form tells it."""

    start: int
    end: int
    entry: Known
    rule: str
    known: bool = True


_made: list[tuple[Profile, dict[str, Known]]] = []


def gazetteer(profile: Profile) -> dict[str, Known]:
    """The Korean names of a profile, made once; outlets also by their letters (BBC), as Korean text has them."""
    for one, made in _made:
        if one is profile:
            return made
    table: dict[str, Known] = {}
    for place in profile.places:
        entry = Known("place", place.kind, place.name, place.name if place.kind == "country" else place.within)
        table |= {name: entry for name, language in place.names if language == "ko" and name not in table}
    for body in profile.organisations:
        body_entry = Known("organisation", body.kind, body.name, body.country)
        for name, language in body.names:
            letters = body.kind == "media" and name.isupper() and name.isascii() and len(name) > 2
            if (language == "ko" or letters) and len(name) > 1:
                table.setdefault(name, body_entry)
    _made[:] = [(profile, table), *_made[:3]]
    return table


def known_names(line: str, table: dict[str, Known]) -> Iterator[Hit]:
    """The names of places and organisations in a line, in order; a place inside a longer name follows it."""
    at = 0
    for word in _WORD.finditer(line):
        if word.start() < at:
            continue
        hits = [hit for hit in _at(line, word.start(), table) if _meant(line, hit)] or list(_formed(line, word))
        yield from hits
        at = max((hit.end for hit in hits), default=at)


_THERE = re.compile("에서|에는|에 |시|군|발 |주재| 주재|으로|로 ")


def _meant(line: str, hit: Hit) -> bool:
    """Whether a place that is a common word too is meant: what stands behind it says so, or the analyser."""
    if line[hit.start : hit.end] not in words("doubtful_places") or _THERE.match(line, hit.end):
        return True
    place = (hit.start, hit.end)
    return any(one.tag == "NNP" and (one.start, one.end) == place for _, one in analysed(line, (), 0))


def _at(line: str, start: int, table: dict[str, Known]) -> Iterator[Hit]:
    """The longest name at a word's start, with particles or nothing behind it."""
    for end in range(min(len(line), start + _LONGEST), start, -1):
        entry = table.get(line[start:end])
        if entry is None:
            continue
        own = Hit(start, end, entry, "known to the profile")
        if entry.kind == "place":
            mission = _MISSION.match(line, end)
            if mission and entry.sort == "country":
                whole = Known("organisation", "mission", line[start : mission.end("house")], entry.name)
                yield Hit(start, mission.end("house"), whole, "a mission of a state", known=False)
                yield own
                return
            organ = _organ(line, end, entry, table)
            if organ:
                yield organ
                yield own
                return
        if _closed(line, end, entry):
            yield own
            if entry.kind == "organisation" and (state := _state(line[start:end], table)):
                yield Hit(start, start + len(state[0]), state[1], "known to the profile")
            return


def _state(name: str, table: dict[str, Known]) -> tuple[str, Known] | None:
    """The state that the name of a body begins with as a word of its own."""
    first, space, _ = name.partition(" ")
    entry = table.get(first)
    return (first, entry) if space and entry and entry.kind == "place" else None


_MISSION = re.compile(rf" ?(?P<house>{either(words('missions'))})(?={particles().pattern})")


def _closed(line: str, end: int, entry: Known) -> bool:
    """Whether a name ends here: with particles behind it, or with the word for what it is."""
    if (
        entry.name.isascii()
        and line[end - 1].isascii()
        and line[end : end + 1].isascii()
        and line[end : end + 1].isalnum()
    ):
        return False
    more = ("after_media",) if entry.sort == "media" else ("after_city",) if entry.sort == "city" else ()
    for section in more:
        for word in words(section):
            if line.startswith(word, end) and particles().match(line, end + len(word)):
                return True
    return particles().match(line, end) is not None


def _organ(line: str, end: int, state: Known, table: dict[str, Known]) -> Hit | None:
    """Another state's organ of a name that the profile knows of one state: the foreign ministry of a third."""
    if state.sort != "country" or line[end : end + 1] != " ":
        return None
    for stop in range(min(len(line), end + 1 + _LONGEST), end + 1, -1):
        organ = table.get(line[end + 1 : stop])
        if organ and organ.sort == "government" and organ.country != state.name and _closed(line, stop, organ):
            start = line.rindex(" ", 0, end) + 1 if " " in line[:end] else 0
            whole = Known("organisation", "government", line[start:stop], state.name)
            return Hit(start, stop, whole, "a state's organ", known=False)
    return None


_BODY = re.compile(rf"[가-힣A-Za-z·]{{2,14}}?{either(words('bodies'))}(?={particles().pattern})")
_OUTLET = re.compile(rf"[가-힣A-Za-z·]{{2,8}}?{either(words('outlets'))}(?={particles().pattern})")


def _formed(line: str, word: re.Match[str]) -> Iterator[Hit]:
    """A body or an outlet whose name ends in the word for what it is."""
    for pattern, sort, barred in ((_OUTLET, "media", "no_outlets"), (_BODY, "body", "no_bodies")):
        found = pattern.match(line, word.start())
        if found and found.end() <= word.end() and found[0] not in words(barred) and _HANGUL.search(found[0]):
            entry = Known("organisation", sort, found[0])
            yield Hit(found.start(), found.end(), entry, f"ends in the word for a {sort} of its kind", known=False)
            return
