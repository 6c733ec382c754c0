"""What a change touches of rows that are kept, so that only that is made anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from attribune.ledger.difference import mark, since
from attribune.ledger.joined import join_events
from attribune.ledger.lookup import Lookup
from attribune.model import Records, Resolved
from attribune.protect.change import Change, UnboundedChangeError, initials_changed
from attribune.protect.pseudonym import outside
from attribune.protect.risk import placed
from attribune.protect.shield import phrases

from .everybody import JOINING, Everybody
from .fraction import IN_DOCUMENTS, Fraction, Touched
from .ground import NotBoundedError, sealed_ground
from .overlay import link_id
from .sealed import unseal
from .shelving import REJECTED
from .standing import STOOD

if TYPE_CHECKING:
    from pathlib import Path

    from attribune.ledger.decision import Decision
    from attribune.ledger.shelf import Shelf
    from attribune.protect.shield import Phrases

    from .view import View

_SHARE = 5  # of so many documents one may be touched: beyond that it is all made anew
_LEAST = 200
_ROUNDS = 4
_QUIET = ("correct", "set", "add", "confirm", "reject", "dismiss", "grade", "resolve", "note", "reveal", "undo")
_TABLES = (
    "documents", "statements", "reports", "figures", "times", "forecasts", "mentions", "entities", "events", "chains",
    "origins", "links", "resolved_links",
)  # fmt: skip


class Renewal:
    """Finds what is touched since rows were ``kept``. Raises NotBoundedError where that cannot be told."""

    def __init__(self, view: View, kept: Shelf, generation: Path, files: Mapping[str, str]) -> None:
        self.view, self.kept = view, kept
        self._case, self._profile = view.case, view.given
        self.secret = self._case.secret
        self.lookup = Lookup(generation)
        self.mark = mark(generation, files)
        found = since(kept.note("ledger"), generation, self.mark)
        if found is None:
            raise NotBoundedError
        self.difference = found
        self.decisions = self._case.decisions.active()
        self.people = Everybody(self.lookup, self.decisions, self._profile)
        self.ground = sealed_ground(kept, self.secret)
        if self.ground["register"] != dict(view.register):
            raise NotBoundedError
        self.touched = Touched()
        self._protecting = False
        self.phrases: dict[str, list[tuple[str, str]]] = dict(self.ground["phrases"])

    def fraction(self) -> Fraction:
        """A view of all that is touched."""
        self._by_ledger()
        self._by_decisions()
        self._by_groups()
        self._by_people()
        self._by_events()
        self._by_words()
        self._beside()
        made = self._fraction()
        made.rest.phrases = self.now[1]
        return made

    @property
    def quiet(self) -> bool:
        """Whether nobody can be hidden, or called otherwise, who was not before: lists of before show nobody then."""
        return not self._protecting and all(one.kind in _QUIET for one in self.changed)

    def _fraction(self) -> Fraction:
        total = self.kept.number("documents")
        if len(self.touched.documents) > max(_LEAST, total // _SHARE):
            raise NotBoundedError
        return Fraction(self.view, self.lookup, self.people, self.kept, self.touched)

    @property
    def _groups(self) -> dict[str, set[str]]:
        told = self.touched
        return {"entities": told.entities, "events": told.events, "origins": told.origins}

    # What changed in the ledger, by what people decided, and who belongs to whom

    def _by_ledger(self) -> None:
        new, gone = self.difference.new, self.difference.gone
        for kind in ("documents", *IN_DOCUMENTS, "chains"):
            self.touched.documents |= {one[0] for one in gone[kind]}
            self.touched.documents |= {_document(kind, one) for one in new[kind]}
        for kind in ("links", "resolved_links"):
            self.touched.ends |= {end for pair in gone[kind] for end in pair}
            self.touched.ends |= {end for one in new[kind] for end in (one.source, one.target)}
        for kind, into in self._groups.items():
            into.update({one[0] for one in gone[kind]}, {one.id for one in new[kind]})
        if {one[0] for one in gone["resolved_events"]} - {one.id for one in new["resolved_events"]}:
            raise NotBoundedError

    @cached_property
    def changed(self) -> list[Decision]:
        """The decisions that were made or taken back since."""
        kept, now = set(self.kept.note("active")), {one.hash for one in self.decisions}
        return [one for one in self._case.decisions.all() if one.hash in kept ^ now]

    def _by_decisions(self) -> None:
        for one in self.changed:
            if one.kind == "forget" or one.forgotten:
                raise NotBoundedError
            self._about(one)
            if one.kind in JOINING and (other := str(one.payload.get("with", ""))):
                self._about(one, other)

    def _about(self, decision: Decision, raw: str = "") -> None:
        """Take in what a decision is about."""
        raw, told = raw or decision.target, self.touched
        found = self.kept.known(raw, inside=True) if raw else None
        if found is None:
            self._unknown(decision, raw)
            return
        kind = found.kind.removeprefix(REJECTED)
        groups = {"documents": told.documents, **self._groups}
        if kind in groups:
            groups[kind].add(raw)
        elif kind == "links":
            row = (self.kept.get(found.id) or ("", {}))[1]
            told.ends |= {self._raw(row["from"]), self._raw(row["to"])}
        else:
            told.documents.add(self._raw(found.document))

    def _unknown(self, decision: Decision, raw: str) -> None:
        """The same for what is not kept: rejected, joined to another, or not there."""
        self.touched.entities |= self.lookup.there("entities", [raw])
        self.touched.events |= self.lookup.there("events", [raw])
        stood = decision.payload.get(STOOD)
        if isinstance(stood, Mapping) and stood.get("kind") == "link" and isinstance(stood.get("members"), list):
            self.touched.ends |= {str(one) for one in stood["members"]}
        elif raw.startswith("l"):
            raise NotBoundedError
        for kind in ("statements", "reports", "figures", "forecasts", "mentions"):
            self.touched.documents |= set(self.lookup.documents_of(kind, [raw]).values())

    def _raw(self, shown: str) -> str:
        found = self.kept.known(shown)
        return found.raw if found else shown

    def _by_groups(self) -> None:
        """The documents of names and reports that belong to others than before."""
        entities, events = set(self.touched.entities), set(self.touched.events)
        before = self._before if any(one.kind in JOINING for one in self.changed) else None
        if before:
            was, now = (
                {one.id: one for one in all_ if one.mentions} for all_ in (before.entities, self.people.entities)
            )
            entities |= {one for one in was.keys() | now.keys() if was.get(one) != now.get(one)}
        new = {one.id: one.mentions for one in self.difference.new["entities"]}
        moved: set[str] = set()
        for one in sorted(entities):
            entity = self.people.by_id.get(one)
            own = () if entity is None else entity.mentions or new.get(one) or self._mentions(one)
            moved |= self._members(one, "mentions") ^ set(own)
        told = self._reports(self.decisions, events)
        if before:
            had = self._reports([one for one in self._case.decisions.all() if one.hash in before.hashes], events)
            events |= {one for one in had.keys() | told.keys() if had.get(one) != told.get(one)}
        out = {one.target for one in self.decisions if one.kind == "reject"}
        retold: set[str] = set()
        for one in sorted(events):
            retold |= self._members(one, "reports") ^ (told.get(one, set()) if one not in out else set())
        self.touched.entities |= entities
        self.touched.events |= events
        self.touched.documents |= set(self.lookup.documents_of("mentions", moved).values())
        self.touched.documents |= set(self.lookup.documents_of("reports", retold).values())

    @cached_property
    def _before(self) -> Everybody:
        kept = set(self.kept.note("active"))
        return Everybody(self.lookup, [one for one in self._case.decisions.all() if one.hash in kept], self._profile)

    def _mentions(self, entity: str) -> tuple[str, ...]:
        found = self.lookup.of("entities", "id", [entity])
        return found[0].mentions if found else ()

    def _members(self, group: str, kind: str) -> set[str]:
        """The mentions of an entity, or the reports of an event, as they are kept."""
        asked = "SELECT raw FROM row WHERE number IN (SELECT number FROM tie WHERE target = ? AND kind = ?)"
        return {raw for (raw,) in self.kept.ask(asked, (self._key(group), kind))}

    def _key(self, raw: str) -> str:
        return outside(self.secret, raw)

    def _reports(self, decisions: Iterable[Decision], events: set[str]) -> dict[str, set[str]]:
        """The reports of these events, and of all that were joined or parted."""
        joining = [one for one in decisions if one.kind in JOINING]
        wanted = events | {one.target for one in joining} | {str(one.payload.get("with", "")) for one in joining}
        found, _ = join_events(self.lookup.of("events", "id", wanted), joining)
        return {one.id: set(one.reports) for one in found}

    # Who is at risk, and what follows from it

    @cached_property
    def _bare_before(self) -> Any:  # noqa: ANN401 - Bare
        return unseal(self.secret, self.kept.note("sealed"))

    def bare(self, told: Phrases) -> Any:  # noqa: ANN401 - Bare
        """Who is at risk now, without where they stand."""
        everybody = Resolved(entities=self.people.entities)
        return placed(self.people.judged, everybody, Records(), Resolved()), told

    def _by_people(self) -> None:
        """The documents that name somebody who is at risk, or is no more, or has other initials."""
        was, now = self._bare_before[0], self.people.judged
        self._protecting = was.people.keys() != now.people.keys() or was.kept != now.kept
        for one in (was.people.keys() ^ now.people.keys()) | (was.kept ^ now.kept):
            self.touched.entities.add(one)
            if one in self.people.by_id:
                self.touched.documents |= self.people[one]
        fresh = initials_changed(self._bare_before, self.bare(phrases(())), self.touched.entities)
        hidden = {self._raw(row["document"]) for row in self.kept.stream("cuts") if row["here"]} if fresh else set()
        for one in fresh & self.people.by_id.keys():
            self.touched.documents |= self.people[one] & hidden

    def _by_events(self) -> None:
        """All documents that tell of an event in which somebody at risk takes part: place and day are hidden in all."""
        made = self._fraction()
        guarded = set(self.ground["guarded"])
        now = {one for event in made.shield.guarded if len(event) > 1 for one in event}
        own = {one for event in made.resolved_events for one in event.reports}
        told = {one for event in made.resolved_events for one in event.reports if (guarded | now) & set(event.reports)}
        self.guarded = sorted((guarded - own) | (now & own))
        self._protecting |= set(self.guarded) != guarded
        self.touched.documents |= set(self.lookup.documents_of("reports", told).values())

    def _by_words(self) -> None:
        """Whatever has words that may be shown otherwise."""
        done: set[str] = set()
        before = (self._bare_before[0], phrases(pair for pairs in self.phrases.values() for pair in pairs))
        gone = {one[0] for one in self.difference.gone["documents"]}
        for _ in range(_ROUNDS):
            made = self._fraction()
            there = {one.id for one in made.own_documents()}
            for one in sorted((self.touched.documents | gone) - done):
                self.phrases.pop(one, None)
                if one in there and (pairs := made.shield.phrases_of(one)):
                    self.phrases[one] = pairs
            done |= self.touched.documents | gone
            self.now = self.bare(phrases(pair for pairs in self.phrases.values() for pair in pairs))
            try:
                change = Change(before, self.now)
            except UnboundedChangeError:
                raise NotBoundedError from None
            if change:
                known = set(self.touched.documents)
                self._scan(change)
                self._protecting |= change.hides or self.touched.documents != known
            before = self.now
            if self.touched.documents <= done:
                return
        raise NotBoundedError

    def _scan(self, change: Change) -> None:
        texts = self.lookup.stored.table("documents", ["id", "text"])
        for one, text in zip(texts["id"].to_pylist(), texts["text"].to_pylist(), strict=True):
            if one not in self.touched.documents and change.touches(text):
                self.touched.documents.add(one)
        self._holding(change.touches, _TABLES)
        for one in self.decisions:
            if any(change.touches(words) for words in (one.why, one.by, *_words(one.payload))):
                self._about(one)

    def _holding(self, wanted: Any, tables: Iterable[str]) -> None:  # noqa: ANN401 - tells whether words are meant
        """Take in whatever has words that are wanted."""
        for kind in tables:
            rows = {
                row
                for column in self.lookup.words(kind)
                if (numbers := [n for n, one in enumerate(column.different) if one and wanted(one)])
                for row in column.rows(numbers)
            }
            if rows:
                self._rows(kind, sorted(rows))

    def _rows(self, kind: str, rows: list[int]) -> None:
        values, told = self.lookup.stored.values, self.touched
        groups = {"documents": told.documents, **self._groups}
        if kind in groups:
            groups[kind] |= set(values(kind, "id", rows))
        elif kind in ("links", "resolved_links"):
            told.ends |= {*values(kind, "source", rows), *values(kind, "target", rows)}
        else:
            told.documents |= set(values(kind, "document", rows))

    def _beside(self) -> None:
        """The entities, events and origins of the touched documents, as they were and as they are."""
        told = self.touched
        for one in sorted(told.documents):
            shown = self._key(one)
            for row in self.kept.inside("reports", shown):
                told.events |= {self._raw(row["event"])} if row["event"] else set()
                told.origins |= {self._raw(row["origin"])} if row["origin"] else set()
            for row in self.kept.inside("figures", shown):
                told.origins |= {self._raw(row["origin"])} if row["origin"] else set()
            for row in self.kept.inside("mentions", shown):
                told.entities |= {self._raw(row["entity"])} if row["entity"] else set()
        mentions = self.lookup.of("mentions", "document", told.documents)
        told.entities |= set(self.people.bearers(one.id for one in mentions).values())
        names = {one.name for one in self.people.entities}
        if other := names ^ set(self.ground["names"]):
            self._holding(other.__contains__, ["events"])
        told.entities |= set(self.people.parted)
        reports = self.lookup.of("reports", "document", told.documents)
        raw = self.lookup.of("events", "reports", (one.id for one in reports))
        told.events |= {one.id for one in raw}
        joining = [one for one in self.decisions if one.kind in JOINING]
        if joining:
            before = self.lookup.of("events", "id", {*told.events, *_joined(joining)})
            now, _ = join_events(before, joining)
            own, known = {one.id for one in reports}, {one.id for one in before}
            told.events |= {one.id for one in now if own & set(one.reports) or one.id not in known}


def _joined(joining: Iterable[Decision]) -> Iterator[str]:
    for one in joining:
        yield one.target
        yield str(one.payload.get("with", ""))


def _document(kind: str, one: Any) -> str:  # noqa: ANN401 - a record
    return str(one[0] if kind == "coreferences" else one.id if kind == "documents" else one.document)


def _words(told: object) -> Iterator[str]:
    """All words in a payload, however deep they lie."""
    if isinstance(told, str):
        yield told
    elif isinstance(told, Mapping):
        for one in told.values():
            yield from _words(one)
    elif isinstance(told, (list, tuple)):
        for one in told:
            yield from _words(one)


__all__ = ["Renewal", "link_id"]
