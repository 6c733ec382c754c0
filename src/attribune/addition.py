"""Adding few documents to a large case: they are resolved and assessed among their neighbours, and the rest stays.

The order is that of ``build``. What it costs depends on the new documents and on what they tell of, not on the case.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from attribune import assess, resolve
from attribune.ledger.decided import decided
from attribune.ledger.grafted import Grafted
from attribune.ledger.neighbour import Neighbours, Rows
from attribune.ledger.schema import tables_of
from attribune.ledger.stored import Stored
from attribune.model import Assessed, Entity, Event, Records, Resolved

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from attribune.ledger import Case
    from attribune.ledger.generation import Change
    from attribune.profiles import Profile

_NEAR, _EACH = 100, 30  # neighbours that are looked at, and so many more for each further document
_MOST = 1500
_BESIDE = 150  # further documents that tell of the events touched
_NOTED = 1000  # ids found to be one that are named in the manifest


@dataclass(slots=True)
class Addition:
    """New documents on their way into the ledger. ``new`` are their records by the keys of their annotations."""

    case: Case
    profile: Profile
    new: Mapping[str, Records]
    lap: Callable[[str], None]
    _stored: Stored = field(init=False)
    _neighbours: Neighbours = field(init=False)
    _own: Records = field(init=False)
    _loaded: dict[int, Records] = field(default_factory=dict)
    _groups_at: dict[str, dict[int, Any]] = field(default_factory=lambda: defaultdict(dict))

    def __post_init__(self) -> None:
        folder = self.case.generations.current()
        assert folder is not None, "nothing was built yet"
        self._stored, self._neighbours = Stored(folder), Neighbours(folder)
        self._own = Records.merge(self.new.values())

    def write(self, about: Mapping[str, Any]) -> str:
        """Resolve, assess and write; the hash of the ledger with the new documents. ``about`` is for the manifest."""
        fresh = frozenset(one.id for one in self._own.documents)
        near = self._near()
        records = self._records(near)
        self.lap("look up")
        spread = self._neighbours.spread(resolve.term_keys(records.documents))
        grown = resolve.grow(records, fresh, (self._held(records), self._told(records)), self.profile, spread)
        self.lap("resolve")
        known = self._known_events(grown)
        whole = self._beside(known, near)
        records = self._records(near)
        assessed = self._assessed(records, grown, known)
        self.lap("assess")
        grafted = Grafted(self._stored, self._own, records, whole)
        change = self._change(grafted, grown, known, assessed)
        given = {one.found.mentions[0]: one.id for one in grown.entities if one.known is None}
        given |= {one.fresh[0]: one.id for one in grown.events if one.known is None}
        self.case.decisions.give(given)
        manifest = self.case.generations.manifest()
        found = [[one.id, *one.beside] for one in grown.entities if one.beside]
        found += [[one.id, *one.beside] for one in grown.events if one.beside]
        noted = {
            "added": manifest.get("added", 0) + len(fresh),
            "beside": [*manifest.get("beside", ()), *found][-_NOTED:],
        }
        ledger = self.case.generations.add(change, {**about, **noted}, self._neighbours.grown(self._rows()))
        self.lap("write")
        return ledger

    def _near(self) -> dict[int, None]:
        """The numbers of the neighbours of all new documents."""
        keys = resolve.neighbour_keys(self._own, self.profile, wide=True)
        most = min(_NEAR + _EACH * (len(keys) - 1), _MOST) // max(len(keys), 1)
        near: dict[int, None] = {}
        for one in keys.values():
            near.update(dict.fromkeys(self._neighbours.nearest(one.names, one.told, max(most, _EACH))))
        return near

    def _records(self, near: Iterable[int]) -> Records:
        """The records of these documents and of the new ones, as people corrected them."""
        missing = [number for number in near if number not in self._loaded]
        places = self._neighbours.annotations(missing)
        read = self.case.annotations.read(places.values())
        for number, place in zip(missing, places.values(), strict=True):
            self._loaded[number] = read.get(place, Records())
        parts = [self._loaded[number] for number in near]
        return decided(Records.merge([*parts, self._own]), self.case.decisions.active())

    def _held(self, records: Records) -> list[Entity]:
        """The entities of these documents, with no mentions but theirs."""
        return [
            replace(entity, mentions=tuple(mentions))
            for entity, mentions in self._groups("entities", "mentions", (one.id for one in records.mentions))
        ]

    def _told(self, records: Records) -> list[Event]:
        """The events of these documents, with no reports but theirs."""
        return [
            replace(event, reports=tuple(reports))
            for event, reports in self._groups("resolved_events", "reports", (one.id for one in records.reports))
        ]

    def _groups(self, kind: str, column: str, members: Iterable[str]) -> list[tuple[Any, list[str]]]:
        """Each record of a table that lists some of the members, with those."""
        listed: dict[int, list[str]] = defaultdict(list)
        for member, row in self._stored.rows(kind, column, members):
            listed[row].append(member)
        known = self._groups_at[kind]
        rows = sorted(listed.keys() - known.keys())
        found = self._stored.take(kind, rows, without=column)  # thousands of members, where a place is named everywhere
        known.update(zip(rows, found, strict=True))
        return [(known[row], listed[row]) for row in sorted(listed)]

    def _known_events(self, grown: resolve.Grown) -> dict[str, Event]:
        """The events of the ledger that new reports joined, as they were."""
        wanted = {one.known for one in grown.events if one.known}
        rows = [row for _, row in self._stored.rows("resolved_events", "id", wanted)]
        return {one.id: one for one in self._stored.take("resolved_events", rows)}

    def _beside(self, known: Mapping[str, Event], near: dict[int, None]) -> set[str]:
        """Take in all other documents that tell of these events, the least told first, as long as they are few.

        Gives the events that can be assessed as a whole; the others are told of too often, and are extended.
        """
        places = self._stored.rows("reports", "id", (one for event in known.values() for one in event.reports))
        documents = self._stored.values("reports", "document", (row for _, row in places))
        document_of = dict(zip((name for name, _ in places), documents, strict=True))
        whole, room = set[str](), len(near) + _BESIDE
        for event in sorted(known.values(), key=lambda one: (len(one.reports), one.id)):
            more = self._neighbours.numbers(document_of[one] for one in event.reports if one in document_of)
            if len(near.keys() | set(more)) <= room:
                near.update(dict.fromkeys(more))
                whole.add(event.id)
        return whole

    def _assessed(self, records: Records, grown: resolve.Grown, known: Mapping[str, Event]) -> Assessed:
        """The events touched and what else the new documents bring, assessed among the documents at hand."""
        here = {one.id for one in records.documents}
        rows = [row for _, row in self._stored.rows("copies", "target", here)]
        copies = [one for one in self._stored.take("copies", rows) if one.source in here]
        reports = {one.id for one in records.reports}
        events = [
            replace(one, reports=tuple(name for name in one.reports if name in reports))
            for one in with_reports(known, grown)
        ]
        entities = resolve.with_fresh(self._held(records), grown.entities)
        resolved = Resolved(entities, (*copies, *grown.copies), tuple(events), ())
        return assess.assess(records, resolved, self.profile)

    def _change(
        self, grafted: Grafted, grown: resolve.Grown, known: Mapping[str, Event], assessed: Assessed
    ) -> dict[str, Change]:
        """What changes in each table."""
        nothing = np.empty(0, np.int64)
        change: dict[str, Change] = {kind: (nothing, rows) for kind, rows in tables_of(self._own).items() if rows}
        change["entities"] = grafted.entities([(one.known, one.fresh, one.found) for one in grown.entities])
        change["copies"] = nothing, grown.copies
        change["resolved_links"] = nothing, grown.links
        told = with_reports(known, grown)
        change["resolved_events"] = grafted.resolved_events(told)
        change["events"] = grafted.events(told, assessed.events)
        change["chains"], moved = grafted.chains(assessed.chains)
        change["origins"] = grafted.origins(assessed.origins, moved)
        change["links"] = grafted.links(assessed.links)
        return {kind: one for kind, one in change.items() if len(one[0]) or one[1]}

    def _rows(self) -> Rows:
        """The keys by which the new documents will be neighbours themselves."""
        rows = Rows(len(self._neighbours))
        add_to(rows, self.new, self.profile)
        return rows


def add_to(rows: Rows, records: Mapping[str, Records], profile: Profile) -> None:
    """Add documents, by the keys of their annotations, to what is looked up. One that failed is nobody's neighbour."""
    read = {key: one for key, one in records.items() if not one.documents[0].failure}
    keys = resolve.neighbour_keys(Records.merge(read.values()), profile)
    for annotation, one in read.items():
        own = keys[one.documents[0].id]
        terms = resolve.term_keys(one.documents).values()
        rows.add(one.documents[0].id, annotation, (*own.names, *own.told), terms)


def with_reports(known: Mapping[str, Event], grown: resolve.Grown) -> Sequence[Event]:
    """The events touched, with their new reports, and the new ones."""
    made: dict[str, Event] = {}
    for one in grown.events:
        if one.known is None:
            made[one.id] = replace(one.found, reports=one.fresh)
        else:
            before = made.get(one.known, known[one.known])
            made[one.known] = replace(before, reports=(*before.reports, *one.fresh))
    return list(made.values())
