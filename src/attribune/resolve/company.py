"""Few articles: those that name the same people and towns, soon after each other, tell of one matter.

With many articles ``matter`` tells by how rare a name is which ones belong together. With a handful nothing is rare
there: a person named in full in two of them counts, a town that stands for no government, and a company or a clinic.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from .matter import LEAST

if TYPE_CHECKING:
    from attribune.model import Entity
    from attribune.model.index import Index
    from attribune.profiles.geography import Geography

    from .account import Account

MOST = 2.5
LEADING = 1.0  # where both are the first of their type that the articles tell
_PERSON, _TOWN, _LEAST = 2.0, 1.0, 2.0
_WIDE = 2  # a country lies in itself and its continent, a town in more
Names = tuple[frozenset[str], frozenset[str]]


class Company:
    """The persons, and the towns and small bodies, that each of few documents names."""

    def __init__(self, index: Index, geography: Geography) -> None:
        self._names: dict[str, Names] = {}
        if len(index.records.documents) >= LEAST:
            return
        for document in index.records.documents:
            people, towns = set(), set()
            for mention in index.of_document(document.id):
                entity = index.entity(mention)
                if entity and entity.kind == "person" and " " in entity.name:
                    people.add(entity.id)
                elif entity and (_small(entity.name) if entity.kind == "organisation" else _town(entity, geography)):
                    towns.add(entity.id)
            self._names[document.id] = frozenset(people), frozenset(towns)

    def __bool__(self) -> bool:
        """Whether there are documents, and few enough."""
        return bool(self._names)

    def shared(self, one: str, other: str, beside: frozenset[str]) -> float:
        """What the names in common of two documents are worth, those of ``beside`` left out."""
        if one not in self._names or other not in self._names:
            return 0.0
        (people, towns), (others, else_where) = self._names[one], self._names[other]
        both, near = (people & others) - beside, towns & else_where
        worth = min(MOST, _PERSON * len(both) + _TOWN * len(near))
        return worth if worth >= _LEAST else 0.0

    def near(self, one: Account, other: Account) -> bool:
        """Whether two articles name somebody, a town or a small body in common, or the two accounts share a word."""
        first, second = self._names.get(one.document), self._names.get(other.document)
        if not first or not second or one.document == other.document:
            return False
        words = ((a.words | a.doers | a.causes | a.objects) for a in (one, other))
        return bool(first[0] & second[0] or first[1] & second[1] or frozenset.intersection(*words))


def _town(entity: Entity, geography: Geography) -> bool:
    name = entity.name
    if entity.kind != "place":
        return False
    return name.casefold() not in _seats() and (geography.find(name) is None or len(geography.lies_in(name)) > _WIDE)


def _small(name: str) -> bool:
    """Whether a body is of its place, as a company or a clinic: no state's organ, and nothing that carries news."""
    found = name.casefold().split()
    return len(found) > 1 and not _listed("bodies.txt") & set(found)


def _seats() -> frozenset[str]:
    return _listed("seats.txt")


@cache
def _listed(name: str) -> frozenset[str]:
    lines = files("attribune.resolve").joinpath(name).read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))
