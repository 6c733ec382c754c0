"""Entities: mentions of one person, organisation or place across documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from attribune.model import Entity, Made, Mention, Records, digest
from attribune.profiles import Profile


def entities(records: Records, profile: Profile, given: Mapping[str, str]) -> tuple[Entity, ...]:  # noqa: ARG001
    """Stub: mentions of one kind and one fullest name are one entity."""
    groups: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for mention in records.mentions:
        groups[mention.kind, mention.name.casefold()].append(mention)
    made = Made("entity.equal_name", "they have the same name", "0")
    return tuple(
        Entity(
            given.get(found[0].id, "e" + digest("entity", min(m.id for m in found))),
            found[0].kind,
            found[0].name,
            tuple(sorted({m.span.quote for m in found})),
            tuple(m.id for m in found),
            False,
            "",
            made,
        )
        for found in groups.values()
    )
