"""Corroboration: whether two or more origins that are shown to be independent assert an event.

Granting it where it is not due is the gravest error, so whatever is not shown does not count: an outlet's own voice,
an outlet that is only cited, two unnamed people who could be one, a person beside the body that they speak for.
"""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING

from .lexicon import words
from .party import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .origin import Source
    from .party import Party

_ASSERTED = ("occurred", "reported")


def corroborating(sources: Sequence[Source]) -> tuple[Source, Source] | None:
    """The first two origins that corroborate each other, None where no two do."""
    asserting = [source for source in sources if any(t.report.status in _ASSERTED for t in source.tellings)]
    return next(((a, b) for a, b in combinations(asserting, 2) if independent(a, b)), None)


def independent(one: Source, other: Source) -> bool:
    """Whether the texts show two origins to be different and neither to stand on the other."""
    a, b = one.party, other.party
    if a.key == b.key or {p.key for p in one.parties} & {p.key for p in other.parties} or _one_body(a, b):
        return False
    if a.named and b.named:
        return all(source.party.kind != "media" or source.witness for source in (one, other))
    return not a.named and not b.named and a.kind == b.kind == "anonymous" and _told_apart(a, b)


def _one_body(a: Party, b: Party) -> bool:
    """Whether one belongs to or speaks for the other, or their names are one inside the other."""
    if a.body and a.body in (b.key, b.body):
        return True
    if b.body and b.body in (a.key, a.body):
        return True
    first, second = _called(a), _called(b)
    short = bool(first and second) and (first <= second or second <= first)
    return a.named and b.named and (short or _office_of(a, b) or _office_of(b, a))


def _called(party: Party) -> set[str]:
    """The words of a party's name that tell it apart; "the ministry" may be any ministry."""
    return {*plain(party.name).split()}


def _office_of(person: Party, body: Party) -> bool:
    """Whether a person's office is one of the body's: a minister and the ministry."""
    if person.kind != "person" or body.kind == "person":
        return False
    offices = {word[:6] for word in person.words}
    return bool(offices & {word[:6] for word in _called(body) & words("body")})


def _told_apart(a: Party, b: Party) -> bool:
    """Two unnamed people with different posts and places."""
    posts = [{w.removesuffix("s") for w in p.words} & words("post") for p in (a, b)]
    places = [set(p.places) | _where(p.name) for p in (a, b)]
    return bool(
        posts[0] and posts[1] and not posts[0] & posts[1] and places[0] and places[1] and not places[0] & places[1]
    )


def _where(phrase: str) -> set[str]:
    """The words that say where somebody is: "a nurse at the harbour clinic"."""
    match = re.search(r"(?i)\b(?:at|in|near|from|on)\s+(.+)$", phrase)
    return {word for word in re.findall(r"\w+", match[1].casefold()) if len(word) > 3} if match else set()
