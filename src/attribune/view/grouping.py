"""Entities as people join and split them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from attribune.model import Made, digest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from attribune.ledger.decision import Decision
    from attribune.model import Entity, Mention


def group(
    entities: tuple[Entity, ...], mentions: Iterable[Mention], decisions: Iterable[Decision]
) -> tuple[tuple[Entity, ...], dict[str, str]]:
    """The entities with ``same`` and ``different`` laid over, in the order decided.

    ``same`` on an entity joins to it the one that its payload names ``with``. ``different`` on an entity parts from it
    the ``mentions`` of its payload. Whoever is joined to somebody protected is protected, and so is who is parted.
    Also gives where each joined entity went, by id, so that what was decided about it goes along.
    """
    moved: dict[str, str] = {}
    known = {entity.id: entity for entity in entities}
    quotes = {mention.id: mention.span.quote for mention in mentions}
    for decision in decisions:
        entity = known.get(moved.get(decision.target, decision.target))
        if entity is None:
            continue
        named = str(decision.payload.get("with", ""))
        other = known.get(moved.get(named, named))
        if decision.kind == "same" and other and other.id != entity.id:
            known[entity.id] = _joined(entity, other, decision)
            del known[other.id]
            moved = {old: entity.id if new == other.id else new for old, new in moved.items()} | {other.id: entity.id}
        elif decision.kind == "different" and isinstance(asked := decision.payload.get("mentions"), list):
            parted = tuple(one for one in entity.mentions if one in asked)
            if parted and len(parted) < len(entity.mentions):
                left = tuple(one for one in entity.mentions if one not in parted)
                known[entity.id] = _of(entity, entity.id, left, quotes, decision)
                new = "e" + digest("parted", entity.id, list(parted))
                known[new] = _of(entity, new, parted, quotes, decision)
    return tuple(known.values()), moved


def _joined(entity: Entity, other: Entity, decision: Decision) -> Entity:
    names = tuple(dict.fromkeys((*entity.names, *other.names)))
    reason = entity.protect_reason if entity.protect or not other.protect else other.protect_reason
    return replace(
        entity,
        names=names,
        mentions=(*entity.mentions, *other.mentions),
        protect=entity.protect or other.protect,
        protect_reason=reason,
        made=_made(decision),
    )


def _of(
    entity: Entity, identifier: str, mentions: tuple[str, ...], quotes: dict[str, str], decision: Decision
) -> Entity:
    """An entity of some of another's mentions; the fullest of the names that these give is its name."""
    names = tuple(sorted({quotes[one] for one in mentions if one in quotes})) or entity.names
    name = entity.name if entity.name in names else max(names, key=len)
    return replace(entity, id=identifier, name=name, names=names, mentions=mentions, made=_made(decision))


def _made(decision: Decision) -> Made:
    return Made(f"decision.{decision.kind}", decision.why or f"decided by {decision.by}", made_by="person")
