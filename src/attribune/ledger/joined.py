"""Entities and events as people join and part them: on what ``resolve`` found, and again on what a view shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from attribune.model import Entity, Event, Made, digest

if TYPE_CHECKING:
    from attribune.model import Mention

    from .decision import Decision

Group = TypeVar("Group", Entity, Event)


def join_entities(
    entities: Iterable[Entity], mentions: Iterable[Mention], decisions: Iterable[Decision]
) -> tuple[tuple[Entity, ...], dict[str, str]]:
    """The entities with ``same`` and ``different`` laid over, in the order decided.

    ``same`` on an entity joins to it the one that its payload names ``with``. ``different`` on an entity parts from it
    the ``mentions`` of its payload. Whoever is joined to somebody protected is protected, and so is who is parted.
    Also gives where each joined entity went, by id, so that what was decided about it goes along.
    """
    quotes = {mention.id: mention.span.quote for mention in mentions}

    def part(entity: Entity, asked: list[object], decision: Decision) -> tuple[Entity, Entity] | None:
        parted = tuple(one for one in entity.mentions if one in asked)
        left = tuple(one for one in entity.mentions if one not in asked)
        if not parted or not left:
            return None
        new = "e" + digest("parted", entity.id, sorted(map(str, asked)))
        return _of(entity, entity.id, left, quotes, decision), _of(entity, new, parted, quotes, decision)

    return _grouped(entities, decisions, _joined_entity, ("mentions", part))


def join_events(events: Iterable[Event], decisions: Iterable[Decision]) -> tuple[tuple[Event, ...], dict[str, str]]:
    """The events with ``same`` and ``different`` laid over, as ``join_entities`` does; what is parted are ``reports``.

    What is assessed of an event (its details apart) is not worked out anew here.
    """

    def part(event: Event, asked: list[object], decision: Decision) -> tuple[Event, Event] | None:
        parted = tuple(one for one in event.reports if one in asked)
        left = tuple(one for one in event.reports if one not in asked)
        if not parted or not left:
            return None
        new = "e" + digest("parted", event.id, sorted(map(str, asked)))
        return _telling(event, event.id, left, decision), _telling(event, new, parted, decision)

    return _grouped(events, decisions, _joined_event, ("reports", part))


_Part = Callable[[Group, list[object], "Decision"], "tuple[Group, Group] | None"]


def _grouped(
    groups: Iterable[Group],
    decisions: Iterable[Decision],
    join: Callable[[Group, Group, Decision], Group],
    parting: tuple[str, _Part[Group]],
) -> tuple[tuple[Group, ...], dict[str, str]]:
    """The groups as joined and parted; where each joined one went.

    A build that has joined two already leaves the one that went nowhere to be found; what was decided about it still
    goes where it went.
    """
    members, part = parting
    known = {group.id: group for group in groups}
    moved: dict[str, str] = {}
    for decision in decisions:
        if decision.kind not in ("same", "different"):
            continue
        group = known.get(moved.get(decision.target, decision.target))
        if group is None:
            continue
        named = str(decision.payload.get("with", ""))
        other = known.get(moved.get(named, named))
        asked = decision.payload.get(members)
        if decision.kind == "same" and named and (other is None or other.id != group.id):
            if other is not None:
                known[group.id] = join(group, other, decision)
                del known[other.id]
            gone = other.id if other else named
            moved = {old: group.id if new == gone else new for old, new in moved.items()} | {gone: group.id}
        elif decision.kind == "different" and isinstance(asked, list) and (both := part(group, asked, decision)):
            known |= {one.id: one for one in both}
    return tuple(known.values()), moved


def _joined_entity(entity: Entity, other: Entity, decision: Decision) -> Entity:
    reason = entity.protect_reason if entity.protect or not other.protect else other.protect_reason
    return replace(
        entity,
        names=tuple(dict.fromkeys((*entity.names, *other.names))),
        mentions=(*entity.mentions, *other.mentions),
        protect=entity.protect or other.protect,
        protect_reason=reason,
        made=_made(decision),
    )


def _joined_event(event: Event, other: Event, decision: Decision) -> Event:
    reports = (*event.reports, *(one for one in other.reports if one not in event.reports))
    return replace(event, reports=reports, details=(*event.details, *other.details), made=_made(decision))


def _of(
    entity: Entity, identifier: str, mentions: tuple[str, ...], quotes: Mapping[str, str], decision: Decision
) -> Entity:
    """An entity of some of another's mentions; the fullest of the names that these give is its name."""
    names = tuple(sorted({quotes[one] for one in mentions if one in quotes})) or entity.names
    name = entity.name if entity.name in names else max(names, key=len)
    return replace(entity, id=identifier, name=name, names=names, mentions=mentions, made=_made(decision))


def _telling(event: Event, identifier: str, reports: tuple[str, ...], decision: Decision) -> Event:
    """An event of some of another's reports."""
    details = tuple(held for held in event.details if held.report in reports)
    return replace(event, id=identifier, reports=reports, details=details, made=_made(decision))


def _made(decision: Decision) -> Made:
    return Made(f"decision.{decision.kind}", decision.why or f"decided by {decision.by}", made_by="person")
