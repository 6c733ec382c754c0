"""Everybody and everything that a case names, as joined and parted, without where each is named."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from attribune.ledger.joined import join_entities
from attribune.model import Resolved
from attribune.protect.risk import judged
from attribune.protect.shield import known_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from attribune.ledger.decision import Decision
    from attribune.ledger.lookup import Lookup
    from attribune.model import Entity, Mention
    from attribune.profiles import Profile
    from attribune.protect.risk import Judged

JOINING = ("same", "different")


class Everybody:
    """The entities of a case under some decisions. Those joined or parted have their mentions, others none."""

    def __init__(self, lookup: Lookup, decisions: Sequence[Decision], profile: Profile | None) -> None:
        self._lookup = lookup
        self.decisions = decisions
        self._profile = profile
        self.hashes = frozenset(one.hash for one in decisions)
        joining = [one for one in decisions if one.kind in JOINING]
        named = {one.target for one in joining} | {str(one.payload.get("with", "")) for one in joining}
        full = {one.id: one for one in lookup.of("entities", "id", named)}
        mentions: tuple[Mention, ...] = ()
        if any(one.kind == "different" for one in joining):
            mentions = lookup.of("mentions", "id", (m for one in full.values() for m in one.mentions))
        raw = (full.get(one.id, one) for one in lookup.entities)
        self.entities, self.moved = join_entities(raw, mentions, decisions)
        self.by_id = {one.id: one for one in self.entities}
        self._own = {mention: one.id for one in self.entities for mention in one.mentions}

    @cached_property
    def parted(self) -> list[str]:
        """Those that only people's decisions made, in their order."""
        known = {one.id for one in self._lookup.entities}
        return [one.id for one in self.entities if one.id not in known]

    @cached_property
    def judged(self) -> Judged:
        """Who of them is at risk."""
        in_force = [replace(one, target=self.moved.get(one.target, one.target)) for one in self.decisions]
        return judged(Resolved(entities=self.entities), self, in_force, known_names(self._profile))

    def __getitem__(self, entity: str) -> set[str]:
        """The documents that name an entity."""
        if mentions := self.by_id[entity].mentions:
            return set(self._lookup.documents_of("mentions", mentions).values())
        return self._lookup.documents_naming(entity)

    def bearers(self, mentions: Iterable[str]) -> dict[str, str]:
        """{mention: its entity} of mentions."""
        return {one: self._own.get(one, raw) for one, raw in self._lookup.bearers(mentions).items()}

    def with_mentions(self, mentions: Sequence[Mention]) -> tuple[Entity, ...]:
        """The entities of some mentions, with these alone."""
        bearers: Mapping[str, str] = self.bearers(one.id for one in mentions)
        held: dict[str, list[str]] = {}
        for one in mentions:
            if one.id in bearers:
                held.setdefault(bearers[one.id], []).append(one.id)
        return tuple(replace(entity, mentions=tuple(held[entity.id])) for entity in self.entities if entity.id in held)
