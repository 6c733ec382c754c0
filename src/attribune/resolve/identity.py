"""Each entity and event has an id of its own, whatever joined and split before."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from attribune.model import Entity, Event, digest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Group = TypeVar("Group", Entity, Event)


def distinct(groups: Sequence[Group], given: Mapping[str, str]) -> tuple[Group, ...]:
    """The groups in their order. An id that two have stays with the first that it was given to; the other gets a new
    one, which derives from its smallest member.
    """
    taken: set[str] = set()
    made: dict[int, Group] = {}

    def owns(group: Group) -> bool:
        return any(given.get(one) == group.id for one in _members(group))

    for number in sorted(range(len(groups)), key=lambda n: not owns(groups[n])):
        name, first, count = groups[number].id, min(_members(groups[number]), default=""), 0
        while name in taken:
            name, count = "e" + digest("split", first, count), count + 1
        taken.add(name)
        made[number] = replace(groups[number], id=name)
    return tuple(made[number] for number in range(len(groups)))


def _members(group: Entity | Event) -> tuple[str, ...]:
    return group.mentions if isinstance(group, Entity) else group.reports
