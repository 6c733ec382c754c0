"""Few articles: those that name the same people and towns, soon after each other, tell of one matter.

With many articles ``matter`` tells by how rare a name is which ones belong together. With a handful nothing is rare
there: a person named in full in two of them counts, and a town that stands for no government.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from .matter import LEAST

if TYPE_CHECKING:
    from attribune.model.index import Index
    from attribune.profiles.geography import Geography

MOST = 2.5
_PERSON, _TOWN, _LEAST = 2.0, 1.0, 2.0
_WIDE = 2  # a country lies in itself and its continent, a town in more
Names = tuple[frozenset[str], frozenset[str]]


class Company:
    """The persons and towns that each of few documents names."""

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
                elif entity and entity.kind == "place" and _town(entity.name, geography):
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


def _town(name: str, geography: Geography) -> bool:
    return name.casefold() not in _seats() and (geography.find(name) is None or len(geography.lies_in(name)) > _WIDE)


@cache
def _seats() -> frozenset[str]:
    lines = files("attribune.resolve").joinpath("seats.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))
