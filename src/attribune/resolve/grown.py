"""New documents resolved among their neighbours, and grafted onto the entities and events that the ledger holds.

What the ledger holds apart stays apart here, and what it joined stays joined: only new mentions and reports are given
a place. Where they would join two that are apart, they go to the one that they have most in common with.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Generic, TypeVar

from attribune.model import Entity, Event, digest
from attribune.model.index import Index
from attribune.profiles import in_parts

from .bearer import plain
from .copy import copies
from .entity import entities
from .event import events
from .follow import follows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from attribune.model import Copy, Link, Records
    from attribune.profiles import Profile

    from .matter import Spread

Group = TypeVar("Group", Entity, Event)


@dataclass(frozen=True, slots=True)
class Graft(Generic[Group]):
    """New members with the group that they belong to: ``known`` is its id in the ledger, None for a new group.

    ``found`` is the group as it was found among the neighbours; ``beside`` are the ids of other groups of the ledger
    that were found to be one with it, and are left for a whole build to decide.
    """

    known: str | None
    fresh: tuple[str, ...]
    found: Group
    beside: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The id that the group has from now on."""
        return self.known or self.found.id


@dataclass(frozen=True, slots=True)
class Grown:
    """What new documents bring: grafts, copies of and by them, and the links that explain their events."""

    entities: tuple[Graft[Entity], ...]
    events: tuple[Graft[Event], ...]
    copies: tuple[Copy, ...]
    links: tuple[Link, ...]


def grow(
    records: Records,
    new: frozenset[str],
    known: tuple[Sequence[Entity], Sequence[Event]],
    profile: Profile,
    spread: Spread,
) -> Grown:
    """Where the new documents' mentions and reports belong. Pure: nothing beyond these records is looked at.

    ``records`` are those of the new documents and their neighbours, ``new`` the ids of the new ones; ``known`` are
    the neighbours' entities and events as the ledger has them, with no members but the neighbours'. ``spread`` says
    how rare terms are in the whole case.
    """
    held, told = known
    records = in_parts(records, profile)
    grafts = _entities(records, new, held, profile)
    index = Index(records, with_fresh(held, grafts))
    copied = copies(records.documents)
    found, links = events(index, copied, profile, {}, spread)
    fresh = {report.id for report in records.reports if report.document in new}
    own = tuple(one for one in (*links, *follows(index)) if one.source in fresh or one.target in fresh)
    return Grown(
        grafts,
        _events(found, told, own, fresh),
        tuple(one for one in copied if one.source in new or one.target in new),
        own,
    )


def with_fresh(held: Iterable[Entity], grafts: Iterable[Graft[Entity]]) -> tuple[Entity, ...]:
    """The entities with what was grafted onto them, and the new ones."""
    more: dict[str, list[str]] = defaultdict(list)
    made: dict[str, Entity] = {}
    for graft in grafts:
        more[graft.id] += graft.fresh
        if graft.known is None:
            made[graft.id] = replace(graft.found, mentions=())
    grown = (*held, *(made[name] for name in sorted(made)))
    return tuple(replace(one, mentions=(*one.mentions, *more.get(one.id, ()))) for one in grown)


def _entities(
    records: Records, new: frozenset[str], held: Sequence[Entity], profile: Profile
) -> tuple[Graft[Entity], ...]:
    of_old = {mention: one.id for one in held for mention in one.mentions}
    names = {mention.id: plain(mention.name).casefold() for mention in records.mentions}
    fresh = {mention.id for mention in records.mentions if mention.document in new}
    called: dict[str, set[str]] = defaultdict(set)
    for mention, known in of_old.items():
        called[known].add(names.get(mention, ""))
    made = []
    for group in entities(records, profile, {}):
        ours = tuple(one for one in group.mentions if one in fresh)
        if not ours:
            continue
        spelled = {names[one] for one in ours}
        olds = Counter(of_old[one] for one in group.mentions if one in of_old)
        rated = sorted(olds, key=lambda old: (-len(spelled & called[old]), -olds[old], old))
        made.append(Graft(rated[0] if rated else None, ours, group, tuple(rated[1:])))
    return tuple(made)


def _events(
    found: Iterable[Event], told: Iterable[Event], links: Iterable[Link], fresh: set[str]
) -> tuple[Graft[Event], ...]:
    """Each new report with the event of the report that it was most heavily joined to."""
    of_old = {report: one.id for one in told for report in one.reports}
    joined: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        if link.kind == "same_event":
            joined[link.source].append(link)
            joined[link.target].append(link)
    made = []
    for event in found:
        ours = [report for report in event.reports if report in fresh]
        for part in _parts(ours, joined):
            weights: dict[str, float] = {}
            for link in (one for report in part for one in joined[report]):
                for end in (link.source, link.target):
                    if end in of_old:
                        weights[of_old[end]] = max(weights.get(of_old[end], 0.0), _weight(link))
            rated = sorted(weights, key=lambda old: (-weights[old], old))
            found_as = event if len(part) == len(event.reports) else _of(event, part)
            made.append(Graft(rated[0] if rated else None, tuple(part), found_as, tuple(rated[1:])))
    return tuple(made)


def _parts(ours: list[str], joined: Mapping[str, list[Link]]) -> list[list[str]]:
    """New reports of one event that links among themselves join; an old report between two joins them to its own."""
    part_of = {report: n for n, report in enumerate(ours)}
    for report in ours:
        for link in joined[report]:
            if link.source in part_of and link.target in part_of:
                keep, drop = sorted((part_of[link.source], part_of[link.target]))
                part_of = {one: keep if part == drop else part for one, part in part_of.items()}
    parts: dict[int, list[str]] = defaultdict(list)
    for report in ours:
        parts[part_of[report]].append(report)
    return [parts[part] for part in sorted(parts)]


def _of(event: Event, part: list[str]) -> Event:
    """An event of some of its reports alone, as it is where none of the ledger takes them."""
    return replace(event, id="e" + digest("event", min(part)), reports=tuple(part))


def _weight(link: Link) -> float:
    return sum(weight for _, weight in link.made.features)
