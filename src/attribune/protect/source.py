"""People without a name: what describes them narrowly is made general where it stands."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from attribune.model import Document, Mention, Report, Span, Statement
from attribune.profiles import Profile
from attribune.profiles.geography import Geography, fold

from .pseudonym import LOZENGE
from .redaction import Replacement
from .stretch import Stretches

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Set

_WIDE = ("country", "region")  # kinds of place in which nobody can be found by being there
_KNOWN = ("government", "party", "media")  # kinds of body too large to find somebody in; an embassy or a firm is not
_CLAUSE = re.compile(r",?\s{1,3}(?:who|whose)\s[^.,;]{1,300}")  # "a student, who won the contest at Tull, fled"
_REACH = 400  # characters around a source in which the words that describe it are looked for


class Descriptions:
    """Makes descriptions of people general, by what a profile knows of places and bodies."""

    def __init__(self, profile: Profile) -> None:
        self._geography = Geography(profile)
        self._wide = {place.name for place in profile.places if place.kind in _WIDE}
        self._countries = _countries()
        self._large = {
            name.casefold()
            for body in profile.organisations
            if body.kind in _KNOWN
            for name in (body.name, *(one for one, _ in body.names))
        }

    def replacements(self, zones: Iterable[Span], mentions: Iterable[Mention]) -> Iterator[Replacement]:
        """What to put for the towns, provinces and small bodies that stand in ``zones``, where people are described."""
        places = Stretches((zone.start, zone.end) for zone in zones)
        for mention in mentions:
            if places.hold(mention.span.start, mention.span.end) and (general := self._general(mention)):
                yield Replacement(mention.span.start, mention.span.end, f"{LOZENGE} {general}")

    def _general(self, mention: Mention) -> str | None:
        """A wider word for a place or body, None where it is wide enough. A person named in a description stays."""
        if mention.kind == "organisation":
            return None if {mention.name.casefold(), mention.span.quote.casefold()} & self._large else "a body"
        if mention.kind != "place":
            return None
        around = self._geography.lies_in(self._geography.find(mention.span.quote) or mention.span.quote)
        if around[0] in self._wide or fold(mention.span.quote) in self._countries:
            return None
        wider = next((place for place in around if place in self._wide), None)
        return f"a place in {wider}" if wider else "a place"


@cache
def _countries() -> frozenset[str]:
    """The countries and continents of the world, which no profile need list, as the Unicode consortium calls them."""
    from babel import Locale

    names = Locale("en").territories.values()
    plain = {name.replace("&", "and") for name in names} | {name.split(" (")[0] for name in names}
    return frozenset(fold(name) for name in plain)


def described(document: Document, statement: Statement) -> list[Span]:
    """Where an unnamed source is described: the words that name it, then what else the text says of it close by."""
    if statement.source_kind != "anonymous" or statement.source is None:
        return []
    found = [statement.source]
    start, end = statement.source.start, statement.source.end
    for _, words in statement.description:
        if not words or words in statement.source.quote:
            continue
        before = document.text.rfind(words, max(start - _REACH, 0), start)
        after = document.text.find(words, end, end + _REACH)
        if after >= 0 and (before < 0 or after - end <= start - before):
            found.append(document.span(after, after + len(words)))
        elif before >= 0:
            found.append(document.span(before, before + len(words)))
    return found


def unnamed(document: Document, report: Report, people: Set[str]) -> list[list[Span]]:
    """Where unnamed people are described to whom something happened: for each the words, and a clause after them.

    ``people`` are the ids under which words of the document stand for one person whose name is not known.
    """
    found = []
    for argument in report.arguments:
        if argument.role == "affected" and argument.local in people:
            clause = _CLAUSE.match(document.text, argument.span.end)
            found.append([argument.span, *([document.span(clause.start(), clause.end())] if clause else [])])
    return found
