"""Names of persons, organisations and places, and the words that stand for them."""

from __future__ import annotations

from attribune.model import Annotated, Coreference, Made, Mention, record_id
from attribune.profiles import Profile

from .naming.attribute import Said, said
from .naming.corefer import standing_for
from .naming.find import Found, find
from .naming.gazetteer import gazetteer
from .naming.cluster import Cluster
from .naming.local import clusters
from .naming.word import words_of

_VERSION = "1"


def mentions(seen: Annotated, profile: Profile) -> tuple[Mention, ...]:
    """Every mention by name, in the order of the text."""
    known = gazetteer(profile)
    words = words_of(seen)
    found = find(words, known)
    people = {n: said(words, one, known) for n, one in enumerate(found) if one.kind == "person"}
    gathered = clusters(words, found, people)
    ids = [record_id(seen.document.id, "mention", seen.document.span(one.start, one.end)) for one in found]
    made: dict[int, Mention] = {}
    for cluster in gathered:
        for n in cluster.members:
            made[n] = _mention(seen, found[n], n, cluster, ids, people)
    return tuple(made[n] for n in sorted(made, key=lambda n: (found[n].start, -found[n].end)))


def _mention(seen: Annotated, one: Found, n: int, cluster: Cluster, ids: list[str], people: dict[int, Said]) -> Mention:
    own = people.get(n, Said())
    return Mention(
        id=ids[n],
        document=seen.document.id,
        span=seen.document.span(one.start, one.end),
        kind=one.kind,
        name=cluster.fullest(),
        local=ids[cluster.members[0]],
        made=Made(f"name.{one.kind}", f"{one.rule or 'named here'}; {cluster.reasons[n]}", _VERSION),
        titles=own.titles,
        offices=own.offices,
        relations=tuple(f"{kin} of {owner}" if owner else kin for kin, owner in own.relations),
        age=own.age,
        candidates=tuple(ids[other.members[0]] for other in cluster.candidates.get(n, ())),
    )


def coreferences(seen: Annotated, profile: Profile) -> tuple[Coreference, ...]:
    """Words that stand for a named one; reads ``seen.mentions``."""
    return tuple(standing_for(seen))
