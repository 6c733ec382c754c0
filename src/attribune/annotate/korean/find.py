"""All names in Korean lines."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from attribune.model import EntityKind, Span

from .gazetteer import gazetteer, known_names
from .lexicon import surnames
from .person import Person, full_names, partial_names, seen_again

if TYPE_CHECKING:
    from collections.abc import Sequence

    from attribune.profiles import Profile


@dataclass(frozen=True, slots=True)
class Found:
    """A mention before it is known whom it names. ``sort`` is what it is (country, media, mission, full, changed,
    surname, alias); ``name`` the profile's usual name where that knows it, else the words.
    """

    span: Span
    kind: EntityKind
    sort: str
    name: str
    rule: str
    titles: tuple[str, ...] = ()
    relation: str = ""
    age: int | None = None

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.span.start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.span.end

    @property
    def person(self) -> bool:
        """Whether it names a person."""
        return self.kind == "person"


def find(lines: Sequence[Span], profile: Profile) -> list[Found]:
    """Every name in the lines, in the order of the text; a place inside a longer name follows it."""
    table = gazetteer(profile)
    found: list[Found] = []
    taken: list[list[tuple[int, int]]] = []
    people: list[list[Person]] = []
    for line in lines:
        hits = list(known_names(line.quote, table))
        found += [
            Found(_in(line, hit.start, hit.end), hit.entry.kind, hit.entry.sort, hit.entry.name, hit.rule)
            for hit in hits
        ]
        taken.append([(hit.start, hit.end) for hit in hits])
        people.append(_apart(full_names(line.quote, taken[-1], table)))
    names = sorted({line.quote[p.start : p.end] for line, ones in zip(lines, people, strict=True) for p in ones})
    held = {surname(name) for name in names}
    aliases: set[str] = set()
    for line, ones, spans in zip(lines, people, taken, strict=True):
        spans += [(one.start, one.end) for one in ones]
        again = _apart(seen_again(line.quote, sorted(names, key=len, reverse=True), spans))
        spans += [(one.start, one.end) for one in again]
        partial = _apart(partial_names(line.quote, spans, held))
        aliases |= {line.quote[one.start : one.end] for one in ones if one.alias}
        found += [_found(line, one, "full") for one in (*ones, *again)]
        found += [_found(line, one, "alias" if one.alias else "surname") for one in partial]
    found = [replace(one, sort="changed") if one.sort == "full" and one.name in aliases else one for one in found]
    return sorted(found, key=lambda one: (one.start, -one.end))


def surname(name: str) -> str:
    """The surname of a full name."""
    return name[:2] if len(name) > 2 and name[:2] in surnames()[1] else name[:1]


def _in(line: Span, start: int, end: int) -> Span:
    return Span(line.start + start, line.start + end, line.quote[start:end])


def _found(line: Span, one: Person, sort: str) -> Found:
    span = _in(line, one.start, one.end)
    name = span.quote.removesuffix("모") if sort == "surname" else span.quote
    return Found(span, "person", sort, name, one.rule, one.titles, one.relation, one.age)


def _apart(people: object) -> list[Person]:
    """The people of a line, each place once: the first rule that found it counts."""
    kept: list[Person] = []
    for one in people:  # type: ignore[attr-defined]  # an iterator of people
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return kept
