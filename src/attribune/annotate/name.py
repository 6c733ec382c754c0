"""Names of persons, organisations and places, and the words that stand for them."""

from __future__ import annotations

import re

from attribune.model import Annotated, Coreference, Made, Mention, record_id
from attribune.profiles import Profile

from .naming.attribute import Said, said
from .naming.corefer import standing_for
from .naming.find import Found, find
from .naming.gazetteer import gazetteer
from .naming.local import clusters
from .naming.there import places_meant
from .naming.word import words_of

_VERSION = "1"
_RENAMED = re.compile(
    r"\b[Nn]ames? (?:\w+ ){0,6}(?:has|have) been (?:changed|altered|withheld)\b|not (?:his|her|their) real names\b"
)


def mentions(seen: Annotated, profile: Profile) -> tuple[Mention, ...]:
    """Every mention by name, in the order of the text."""
    known = gazetteer(profile)
    words = words_of(seen)
    found = find(words, known)
    people = {n: said(words, one, known) for n, one in enumerate(found) if one.kind == "person"}
    spans = [seen.document.span(one.start, one.end) for one in found]
    ids = [record_id(seen.document.id, "mention", span) for span in spans]
    renamed = bool(_RENAMED.search(seen.document.text))
    made: dict[int, Mention] = {}
    for cluster in clusters(words, found, people):
        name, local = cluster.fullest(), ids[cluster.members[0]]
        for n in cluster.members:
            one, own = found[n], people.get(n, Said())
            made[n] = Mention(
                id=ids[n],
                document=seen.document.id,
                span=spans[n],
                kind=one.kind,
                name=name,
                local=local,
                made=Made(
                    _rule(one, own, renamed=renamed), f"{one.rule or 'named here'}; {cluster.reasons[n]}", _VERSION
                ),
                titles=own.titles,
                offices=own.offices,
                relations=tuple(f"{kin} of {owner}" if owner else kin for kin, owner in own.relations),
                age=own.age,
                candidates=tuple(ids[other.members[0]] for other in cluster.candidates.get(n, ())),
            )
    return tuple(made[n] for n in sorted(made, key=lambda n: (found[n].start, -found[n].end)))


def _rule(one: Found, own: Said, *, renamed: bool) -> str:
    """The rule's name: for people with how they come to be named, which tells whether they are to be protected."""
    if one.kind != "person":
        return f"name.{one.kind}"
    if own.pseudonym:
        return "name.person.pseudonym"
    return "name.person" + _HOW.get(one.rule, ".renamed" if renamed else "")


_HOW = {"signs the article": ".signed", "a surname before a word for rule": ".ruler"}


def coreferences(seen: Annotated, profile: Profile) -> tuple[Coreference, ...]:
    """Words that stand for a named one; reads ``seen.mentions``."""
    return tuple(sorted((*standing_for(seen), *places_meant(seen, profile)), key=_start))


def _start(one: Coreference) -> int:
    return one.span.start
