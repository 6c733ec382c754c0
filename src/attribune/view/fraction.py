"""A view of a few documents of a case, where the rest is known from rows that are kept."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from attribune.ledger.joined import join_events
from attribune.model import Assessed, Records, Resolved
from attribune.protect import Policy, Redaction, Replacement, Settings, Shield
from attribune.protect.pseudonym import outside
from attribune.protect.risk import placed

from .cover import Cover
from .ground import NotBoundedError
from .overlay import lay_over
from .place import homes
from .row import Rows
from .view import View

if TYPE_CHECKING:
    from collections.abc import Iterator

    from attribune.ledger.lookup import Lookup
    from attribune.ledger.shelf import Shelf
    from attribune.model import Document, Event
    from attribune.protect import Risk
    from attribune.protect.shield import Bare, Phrases

    from .everybody import Everybody
    from .overlay import Laid
    from .row import Row

IN_DOCUMENTS = ("statements", "reports", "figures", "times", "forecasts", "mentions", "coreferences")
_BESIDE = ("reports", "mentions")  # what must be known of documents that are not made anew


@dataclass(slots=True)
class Touched:
    """What must be made anew, by ids inside the case; ``ends`` are records whose links must be."""

    documents: set[str] = field(default_factory=set)
    entities: set[str] = field(default_factory=set)
    events: set[str] = field(default_factory=set)
    origins: set[str] = field(default_factory=set)
    ends: set[str] = field(default_factory=set)


class Rest:
    """Documents that stay as they were shown."""

    def __init__(self, kept: Shelf, key: Any, touched: set[str]) -> None:  # noqa: ANN401 - Shield.key
        self._kept = kept
        self._key = key
        self._touched = touched
        self.phrases: Phrases | None = None

    def redaction(self, document: Document) -> Redaction | None:
        """How a text is shown. Raises NotBoundedError where what is kept does not fit it."""
        if document.id in self._touched:
            return None
        found = self._kept.get(self._key(document.id))
        if found is None:
            raise NotBoundedError
        shown, shift, told = str(found[1]["text"]), 0, []
        for row in self._kept.inside("cuts", self._key(document.id)):
            for start, end, length in row["cuts"]:
                told.append(Replacement(start, end, shown[start + shift : start + shift + length]))
                shift += length - (end - start)
        made = Redaction(document.text, told)
        if made.text != shown:
            raise NotBoundedError
        return made

    def present(self, document: str) -> frozenset[str] | None:
        """The people at risk whom a document names."""
        if document in self._touched:
            return None
        return frozenset(one for row in self._kept.inside("cuts", self._key(document)) for one in row["here"])


class Fraction(View):
    """A view of what is touched. It is good for rows, and for nothing that needs all of them."""

    def __init__(self, whole: View, lookup: Lookup, people: Everybody, kept: Shelf, touched: Touched) -> None:
        super().__init__(whole.case, profile=whole.given)
        self._lookup = lookup
        self._people = people
        self.touched = touched
        self.counted: dict[str, int] = {}
        self.rest = Rest(kept, partial(outside, self._case.secret), touched.documents)

    @cached_property
    def _settings(self) -> Settings:
        case = self._case
        return Settings(case.secret, Policy.read(case.policy), self._people.decisions, self._given)

    @cached_property
    def _raw_events(self) -> tuple[Event, ...]:
        """The events of the touched documents, those touched themselves, and all that were joined or parted."""
        own = self._lookup.of("reports", "document", self.touched.documents)
        joining = [one for one in self._settings.decisions if one.kind in ("same", "different")]
        wanted = self.touched.events | {one.target for one in joining}
        wanted |= {str(one.payload.get("with", "")) for one in joining}
        found = (
            *self._lookup.of("events", "reports", (one.id for one in own)),
            *self._lookup.of("events", "id", wanted),
        )
        places = self._lookup.stored.rows("events", "id", (one.id for one in found))
        return self._lookup.stored.take("events", sorted({row for _, row in places}))

    @cached_property
    def resolved_events(self) -> tuple[Event, ...]:
        """Those of the touched documents as resolved: who takes part in one is protected in all that tell of it."""
        own = self._lookup.of("reports", "document", self.touched.documents)
        return self._lookup.of("resolved_events", "reports", (one.id for one in own))

    @cached_property
    def _links(self) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
        """The links of what is touched, as resolved and as assessed."""
        found = []
        for kind in ("resolved_links", "links"):
            rows = {row for end in ("source", "target") for _, row in self._lookup.stored.rows(kind, end, self.ends)}
            found.append(self._lookup.stored.take(kind, sorted(rows)))
        return found[0], found[1]

    @cached_property
    def ends(self) -> set[str]:
        """The ids of all whose links are made anew."""
        own = self.touched.documents | self.touched.ends
        for kind in ("statements", "reports", "figures", "forecasts", "mentions"):
            own = own | {one.id for one in self._own[kind]}
        return own | {one.id for one in self._raw_events}

    @cached_property
    def _own(self) -> dict[str, tuple[Any, ...]]:
        """The records of the touched documents."""
        told = self.touched.documents
        found = {kind: self._lookup.of(kind, _home(kind), told) for kind in IN_DOCUMENTS}
        return found | {"documents": self._lookup.of("documents", "id", told)}

    @cached_property
    def _near(self) -> set[str]:
        """The documents whose texts and reports must be known beside the touched ones."""
        events = (*self._raw_events, *self.resolved_events)
        near = set(self._lookup.documents_of("reports", {one for event in events for one in event.reports}).values())
        near |= {held.document for event in events for held in event.details}
        links = [one for group in self._links for one in group]
        near |= {one for link in links for one in (link.source_document, link.target_document) if one}
        ends = {one for link in links for one in (link.source, link.target)}
        for kind in ("statements", "reports", "figures", "forecasts"):
            near |= set(self._lookup.documents_of(kind, ends).values())
        return near - self.touched.documents

    @cached_property
    def _read(self) -> Records:
        near = self._near
        beside = {kind: self._lookup.of(kind, "document", near) for kind in _BESIDE}
        beside["documents"] = self._lookup.of("documents", "id", near)
        told = {kind: (*rows, *beside.get(kind, ())) for kind, rows in self._own.items()}
        return Records(**told)

    @cached_property
    def here(self) -> Resolved:
        """The entities that these documents name, with the mentions here alone."""
        return Resolved(entities=self._people.with_mentions(self._read.mentions))

    @cached_property
    def _laid(self) -> Laid:
        lookup, documents = self._lookup, self.touched.documents | self._near
        chains = lookup.of("chains", "document", documents)
        origins = self.touched.origins | {one.origin for one in chains if one.document in self.touched.documents}
        joined = [event for event in self._raw_events if self._is_joined(event)]
        told = {one for event in joined for one in event.reports}
        beside = origins | {one.origin for one in chains if one.record in told}
        assessed = Assessed(self._raw_events, chains, lookup.of("origins", "id", beside), self._links[1])
        decisions = self._settings.decisions
        found, moved = join_events(self._raw_events, decisions)
        resolved = Resolved(entities=(*self.here.entities, *self._unnamed_here()), links=self._links[0])
        self.touched.origins |= origins
        return lay_over(self._read, resolved, assessed, (found, self._people.moved | moved), decisions)

    def _is_joined(self, event: Event) -> bool:
        joining = [one for one in self._settings.decisions if one.kind in ("same", "different")]
        return any(event.id in (one.target, one.payload.get("with")) for one in joining)

    def _unnamed_here(self) -> Iterator[Any]:
        """Entities that are touched, and that no document at hand names."""
        known = {one.id for one in self.here.entities}
        wanted = self.touched.entities - known
        return (replace(one, mentions=()) for one in self._people.entities if one.id in wanted)

    @cached_property
    def risk(self) -> Risk:
        """Who is at risk in the case, and where these documents name them."""
        return placed(self._people.judged, Resolved(entities=self._people.entities), self._said, self.here)

    def _both(self, kind: str) -> tuple[Any, ...]:
        return (*getattr(self._read, kind), *getattr(self._laid.records, kind))

    @cached_property
    def _said(self) -> Records:
        """The records with both readings of what was corrected, as ``View`` has them protected."""
        return replace(self._laid.records, statements=self._both("statements"), reports=self._both("reports"))

    @cached_property
    def shield(self) -> Shield:
        """What protects these documents."""
        settings = replace(self._settings, decisions=self._laid.decisions)
        return Shield(self._said, Resolved(events=self.resolved_events), settings, self.risk, self.rest)

    @property
    def _shield(self) -> Shield:
        return self.shield

    @property
    def laid(self) -> Laid:
        """The records with the decisions laid over them."""
        return self._laid

    @property
    def cover(self) -> Cover:
        """What covers their rows."""
        return self._cover

    @property
    def of_rows(self) -> Rows:
        """Their rows, before they are covered."""
        return self._rows

    @cached_property
    def _rows(self) -> Rows:
        return Rows(self._laid, self._register, {one.name for one in self._people.entities})

    @cached_property
    def _cover(self) -> Cover:
        known = Records.merge((self._laid.records, self._laid.rejected))
        found = homes(known, self._laid.resolved)
        wanted = {one for origin in self._laid.assessed.origins for one in origin.reports} - found.keys()
        found |= {one: (home,) for one, home in self._lookup.documents_of("reports", wanted).items()}
        ends = {one for group in self._links for link in group for one in (link.source, link.target)} - found.keys()
        for kind in ("statements", "figures", "forecasts", "mentions"):
            found |= {one: (home,) for one, home in self._lookup.documents_of(kind, ends).items()}
        found |= {one.id: tuple(sorted(self._people[one.id])) for one in self._laid.resolved.entities}
        return Cover(self._shield, found)

    def summary(self) -> dict[str, int]:
        """How much the whole case holds, as it was counted."""
        return self.counted

    def words_alone(self, bare: Bare) -> Shield:
        """What covers words about the whole case."""
        return Shield.of(self._settings, bare)

    def raw(self, kind: str) -> Iterator[Row]:
        """The rows of a kind that are touched, before they are covered."""
        wanted = {
            "documents": self.touched.documents, "entities": self.touched.entities,
            "origins": self.touched.origins, "events": self.touched.events,
        }.get(kind)  # fmt: skip
        for row in self._rows.all(kind):
            if kind == "links" or (row["id"] in wanted if wanted is not None else self._is_own(row)):
                yield row

    def _is_own(self, row: Row) -> bool:
        return row["document"] in self.touched.documents

    def out(self) -> Iterator[tuple[str, Row]]:
        """The rejected records of the touched documents, each with its kind."""
        return ((kind, row) for kind, row in self._rejected() if self._is_own(row))

    def own_documents(self) -> list[Document]:
        """The touched documents that there are."""
        return [one for one in self._laid.records.documents if one.id in self.touched.documents]

    def offices_here(self) -> Iterator[tuple[str, str, Row]]:
        """What the touched documents call people beside their names."""
        return self._offices(one for one in self._laid.records.mentions if one.document in self.touched.documents)


def _home(kind: str) -> str:
    return "_0" if kind == "coreferences" else "document"
