"""What becomes of the rows of a ledger when few documents are added: which no longer hold, and what is new."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from attribune.model import Chain, Entity, Event, Link, Origin, Records

    from .generation import Change
    from .stored import Stored

One = TypeVar("One")
Moved = list[tuple["Chain", str | None]]
"""Chains as they are now, each with the origin that its record had before, None for a new record."""


class Grafted:
    """Changes of a generation by new documents. ``own`` are their records, ``near`` those of all documents at hand;
    ``whole`` are the ids of the events all of whose documents are.
    """

    def __init__(self, stored: Stored, own: Records, near: Records, whole: Collection[str]) -> None:
        self._stored = stored
        self._whole = whole
        self._fresh = {one.id for kind in (own.statements, own.reports, own.figures, own.forecasts) for one in kind}
        self._documents = {one.id for one in own.documents}
        self._document_of = {one.id: one.document for kind in (near.reports, near.figures) for one in kind}
        self._touched: set[str] = set()

    def entities(self, grafts: Iterable[tuple[str | None, Sequence[str], Entity]]) -> Change:
        """Entities with their new mentions: (id in the ledger or None, new mentions, the entity as found now).

        Whoever was protected stays so, and whoever is found to be at risk is from now on.
        """
        more: dict[str, list[tuple[Sequence[str], Entity]]] = defaultdict(list)
        made = []
        for known, fresh, found in grafts:
            if known is None:
                made.append(found)
            else:
                more[known].append((fresh, found))
        rows, olds = self._by("entities", "id", more)
        for old in olds:
            for fresh, found in more[old.id]:
                reason = old.protect_reason if old.protect or not found.protect else found.protect_reason
                old = replace(  # noqa: PLW2901 - what stands there from now on
                    old,
                    names=tuple(sorted({*old.names, *found.names})),
                    mentions=(*old.mentions, *fresh),
                    protect=old.protect or found.protect,
                    protect_reason=reason,
                )
            made.append(old)
        return rows, tuple(made)

    def resolved_events(self, told: Sequence[Event]) -> Change:
        """The events touched, with their new reports, and new ones."""
        rows, _ = self._by("resolved_events", "id", (one.id for one in told))
        return rows, tuple(told)

    def events(self, told: Sequence[Event], assessed: Sequence[Event]) -> Change:
        """The same as assessed. One whose other documents are not at hand keeps its grade, and gains what is new."""
        rows, olds = self._by("events", "id", (one.id for one in told))
        before, now = {one.id: one for one in olds}, {one.id: one for one in assessed}
        made = []
        for event in told:
            old, new = before.get(event.id), now[event.id]
            if old is None or event.id in self._whole:
                made.append(new)
                self._touched |= set(event.reports)
            else:
                fresh = [held for held in new.details if held.report in self._fresh]
                known = {held.origin for held in old.details}
                origins = {held.origin for held in fresh if held.detail == "whether" and held.value == "yes"} - known
                details = (*old.details, *fresh)
                made.append(replace(old, reports=event.reports, details=details, origins=old.origins + len(origins)))
        return rows, tuple(made)

    def chains(self, assessed: Iterable[Chain]) -> tuple[Change, Moved]:
        """Chains of new records, and of the reports beside them where these now go back elsewhere."""
        ours = {one.record: one for one in assessed if one.record in self._fresh or one.record in self._touched}
        rows, olds = self._by("chains", "record", ours)
        same = {old.record for old in olds if ours[old.record] == old}
        before = {old.record: old.origin for old in olds}
        kept = [row for row, old in zip(rows.tolist(), olds, strict=True) if old.record not in same]
        made = tuple(one for name, one in ours.items() if name not in same)
        return (np.array(kept, np.int64), made), [(one, before.get(one.record)) for one in made]

    def origins(self, assessed: Iterable[Origin], moved: Moved) -> Change:
        """Origins with what goes back to them from now on, and without what no longer does."""
        found = {one.id: one for one in assessed}
        comes, goes = defaultdict[str, list[str]](list), defaultdict[str, set[str]](set)
        for chain, before in moved:
            if chain.origin != before:
                comes[chain.origin].append(chain.record)
                if before is not None:
                    goes[before].add(chain.record)
        answering = {one.id for one in found.values() if self._documents.intersection(one.documents)}
        rows, olds = self._by("origins", "id", {*comes, *goes, *answering})
        there = {one.id for one in olds}
        new = (
            replace(found[name], documents=(), reports=())
            for name in sorted((comes.keys() | answering) - there)
            if name in found
        )
        made = []
        for origin in (*olds, *new):
            reports = [one for one in origin.reports if one not in goes[origin.id]]
            reports = list(dict.fromkeys((*reports, *comes[origin.id])))
            if documents := self._where(origin, found.get(origin.id), reports, goes[origin.id]):
                made.append(replace(origin, reports=tuple(reports), documents=documents))
        return rows, tuple(made)

    def _where(self, origin: Origin, now: Origin | None, reports: Sequence[str], gone: set[str]) -> tuple[str, ...]:
        """The documents of an origin: those of its reports, and those that answer them."""
        held = [self._document_of[one] for one in reports if one in self._document_of]
        away = {self._document_of[one] for one in gone if one in self._document_of}.difference(held)
        answering = [one for one in now.documents if one in self._documents] if now else []
        before = [one for one in origin.documents if one not in away]
        return tuple(dict.fromkeys((*before, *held, *answering)))

    def links(self, assessed: Iterable[Link]) -> Change:
        """Links to and from new records, and those among the reports of the events touched."""
        beside = self._touched - self._fresh
        new = [one for one in assessed if {one.source, one.target} & self._fresh]
        again = dict.fromkeys(one for one in assessed if one.source in beside and one.target in beside)
        rows, olds = self._by("links", "source", beside)
        among = [(row, old) for row, old in zip(rows.tolist(), olds, strict=True) if old.target in beside]
        known = {old for _, old in among}
        gone = [row for row, old in among if old not in again]
        return np.array(gone, np.int64), (*new, *(one for one in again if one not in known))

    def _by(self, kind: str, column: str, values: Iterable[str]) -> tuple[Any, tuple[Any, ...]]:
        """The rows whose column has one of the values, and their records."""
        rows = [row for _, row in self._stored.rows(kind, column, values)]
        return np.array(rows, np.int64), self._stored.take(kind, rows)
