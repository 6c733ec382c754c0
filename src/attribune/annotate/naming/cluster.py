"""Mentions of one document that name one person, organisation or place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .attribute import Said
    from .find import Found
    from .word import Words


@dataclass(slots=True, eq=False)
class Cluster:
    """Mentions judged to name one, as indices into the list of what was found.

    ``key`` is what they were gathered by; ``full`` whether it is a person's full name; ``reasons`` say
    for each mention why it is here, ``candidates`` whom else it may name.
    """

    key: str
    full: bool = False
    host: str = ""
    members: list[int] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    ages: set[int] = field(default_factory=set)
    kin: set[str] = field(default_factory=set)
    reasons: dict[int, str] = field(default_factory=dict)
    candidates: dict[int, list[Cluster]] = field(default_factory=dict)

    def add(self, index: int, name: str, reason: str, said: Said | None = None) -> None:
        """Take in a mention."""
        self.members.append(index)
        self.names.append(name)
        self.reasons[index] = reason
        if said:
            self.ages |= {said.age} if said.age is not None else set()
            self.kin |= {kin for kin, _ in said.relations}

    def take(self, other: Cluster, reason: str) -> None:
        """Take in all mentions of another cluster, keeping the order of the text."""
        for index, name in zip(other.members, other.names, strict=True):
            self.add(index, name, reason)
        order = sorted(range(len(self.members)), key=self.members.__getitem__)
        self.members[:], self.names[:] = [self.members[n] for n in order], [self.names[n] for n in order]

    def fullest(self) -> str:
        """The fullest of the names: most letters, rather not in capitals throughout, the first of equals."""
        first = {name: n for n, name in reversed(list(enumerate(self.names)))}
        return max(first, key=lambda name: (sum(map(str.isalpha, name)), not name.isupper(), -first[name]))


def name_of(words: Words, one: Found) -> str:
    """The words of a mention with single spaces and straight apostrophes."""
    return " ".join(words.text[one.start : one.end].replace("’", "'").split())
