"""The only way from a ledger to a reader."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from typing import Any, Unpack

from attribune.ledger.decision import Draft
from attribune.ledger.lookup import Lookup
from attribune.ledger.notebook import Notebook
from attribune.ledger.shelf import Shelf
from attribune.model import Assessed, Document, Mention, Records, Resolved
from attribune.profiles import Profile
from attribune.profiles.geography import Geography
from attribune.protect import LOZENGE, Policy, Settings, Shield

from .case import Citing, Readable, Reveal, ViewError
from .cover import Cover
from .desk import Desk
from .filter import Chooser, Filters, day, same_name
from .ground import NotBoundedError, keep_ground, keep_sealed, places_of
from .holding import InMemory, Kept
from .inquiry import Inquiry
from .keeping import keep_decisions
from .listed import Listed
from .notes import Notes
from .office import offices as found_offices
from .original import Originals
from .overlay import Laid, lay
from .place import context, homes
from .question import Questions
from .row import Row, Rows, graded
from .search import Asked, Search
from .search import kept as kept_index
from .shelving import Order, cuts, offices, puts, told
from .shown import Shown
from .stamp import looked_up, stamp
from .stand import NotReadyError, Progress, Stand, early, find, make
from .stand import name as named
from .stand import stand as standing_on
from .study import Study
from .telling import telling
from .trend import Trends
from .why import why

KINDS = (
    "documents", "statements", "reports", "figures", "times", "forecasts",
    "mentions", "entities", "events", "origins", "links", "positions",
)  # fmt: skip
"""The kinds of rows, which are the files of the interchange form."""


Writer = Callable[[Shelf, "View", Progress], None]
"""What adds the lists of the pages to the rows of a shelf."""


class View(Listed):
    """A case as a reader may see it: decisions laid over the records, people at risk under pseudonyms.

    Rows are plain dictionaries in the interchange form. With a ``Reveal`` nothing is hidden and ids are the case's own.
    """

    def __init__(
        self,
        case: Readable,
        reveal: Reveal | None = None,
        profile: Profile | None = None,
        citing: Citing | None = None,
    ) -> None:
        if reveal is not None:
            if not reveal.because.strip():
                raise ViewError("protection is lifted only with a reason: say what it is lifted for")
            case.decisions.append(Draft("reveal", "", {}, reveal.because, reveal.at, reveal.by))
        if citing is not None:
            why = citing.because.strip() or "sources are cited"
            case.decisions.append(Draft("reveal", "", {"cite": True}, why, citing.at, citing.by))
        Policy.read(case.policy)  # what it cannot say is an error before anything is shown
        self._case = case
        self.revealed = reveal is not None
        self.cited = citing is not None
        self._profile = profile or Profile("none")
        self._given = profile
        self._notebook = Notebook(case.root)
        self._covered: dict[str, list[Row]] = {}
        self._index = ""  # the index that belongs to the rows that pages stand on
        self._kept: Shelf | None = None  # these rows, where they are kept

    @cached_property
    def _read(self) -> Records:
        return self._case.records()

    @cached_property
    def _resolved(self) -> Resolved:
        return self._case.resolved()

    @cached_property
    def _assessed(self) -> Assessed:
        return self._case.assessed()

    @cached_property
    def _laid(self) -> Laid:
        return lay(self._read, self._resolved, self._assessed, self._case.decisions.active())

    @cached_property
    def _rows(self) -> Rows:
        return Rows(self._laid, self._register)

    @cached_property
    def _cover(self) -> Cover:
        known = Records.merge((self._laid.records, self._laid.rejected))
        return Cover(self._shield, homes(known, self._laid.resolved), cited=self.cited)

    @cached_property
    def _shield(self) -> Shield | None:
        if self.revealed:
            return None
        settings = Settings(self._case.secret, Policy.read(self._case.policy), self._laid.decisions, self._given)
        # What a person rejects or corrects describes people in the text as before: both readings are protected.
        said = (*self._read.statements, *self._laid.records.statements)
        reports = (*self._read.reports, *self._laid.records.reports)
        return Shield(replace(self._laid.records, statements=said, reports=reports), self._laid.resolved, settings)

    def rows(self, kind: str, /, **filters: Unpack[Filters]) -> list[Row]:
        """The rows of a kind (one of ``KINDS``) that pass the filters, in the order of the documents."""
        if kind not in KINDS:
            raise ViewError(f"there are no {self.scrub(kind)}: ask for {', '.join(KINDS)}")
        if kind not in self._covered:
            covered = (self._cover.row(kind, row) for row in self._rows.all(kind))
            self._covered[kind] = self.inquiry.all_positions() if kind == "positions" else list(covered)
        if not filters:
            return list(self._covered[kind])
        if (document := filters.get("document")) and document in self._shown:
            filters["document"] = self._shown[document]
        return Chooser(kind, filters).choose(self._covered[kind], self._dates, self._places(filters.get("entity")))

    def chains(self) -> list[Row]:
        """On whose word each report and figure stands: ``record, document, chain, origin``."""
        return [
            {"record": row["id"], "document": row["document"], "chain": row["chain"], "origin": row["origin"]}
            for row in (*self.rows("reports"), *self.rows("figures"))
            if row["chain"]
        ]

    def show(self, identifier: str) -> Row:
        """One record: ``kind, record``, its words in ``context``, what was decided, and the document it is from.

        ``bytes`` and ``way`` lead back to the file (``view.kept.way``).

        Raises ViewError where the case holds no record of that id, be it the id as shown or that of the case.
        """
        kind, raw = self._find(identifier)
        row = self._cover.row(kind, raw)
        home = raw["id"] if kind == "documents" else raw.get("document")
        source = self._documents.get(home or "")
        document = self._cover.row("documents", self._rows.document(source)) if source else None
        stands, way = self.originals.ways(home, raw)
        return {
            "kind": kind,
            "record": row,
            "context": context(row, document["text"]) if document and kind != "documents" else None,
            "reason": row.get("reason"),
            "bytes": stands,
            "way": way,
            "document": document and {name: document[name] for name in ("id", "path", "title", "outlet", "published")},
            "decisions": self.desk.about(raw["id"]),
        }

    def telling(self, event: str) -> list[Row]:
        """The articles that tell of an event, by its id, in the order in which they came out.

        ``document, published, reports, origin, repeats, new, stance, days, first, first_denial``: ``new`` are the
        details that none told before, ``repeats`` the documents in which its origins were heard first, ``days``
        those since the event where both dates are sure. Raises ViewError where the case holds no event of that id.
        """
        return telling(self._holding, event, self.scrub)

    def silences(self, event: str) -> list[Row]:
        """Who was asked about an event, by its id, and refused to comment: rows of statements.

        A refusal is neither a denial nor a support, and counts nowhere. Raises ViewError as ``telling`` does.
        """
        return self._study.silences(self.desk.inside(event))

    def trends(self, measure: str, place: str | None = None) -> list[Row]:
        """Figures that measure one thing over periods: ``measure, unit, place, points, notes, breaks, sentence``.

        Each point has its ``period``, ``value``, ``source`` and the day on which it was ``published``; ``part`` of a
        year, ``forecast``, or ``derived`` with its arithmetic. ``sentence`` says what is known of changes of level.
        """
        return self._trends.told(measure, place)

    def scores(self) -> list[Row]:
        """How resolved forecasts did, by named source: ``by, resolved, stated, brier, plain, hits``."""
        return self._study.scores()

    def why(self, one: str, other: str) -> str:
        """Why two names or two tellings, by id, are held to be one or not. Raises ViewError for anything else."""
        raw = [self.desk.inside(identifier) for identifier in (one, other)]
        told = why(self._laid.records, self._laid.resolved, self._profile, *raw)
        if told is None:
            raise ViewError("only two names (mentions, entities) or two tellings (reports, events) can be compared")
        return self.scrub(told)

    def search(self, asked: str, **filters: Unpack[Filters]) -> list[Row]:
        """Where words stand in the texts, the best place first; with a ``speaker``, in what that speaker says."""
        return list(self.find(asked, **filters)["rows"])

    def find(
        self,
        asked: str,
        limit: int = 10_000,
        offset: int = 0,
        outlet: str = "",
        year: str = "",
        **filters: Unpack[Filters],
    ) -> Row:
        """The same as ``total``, a page of ``rows``, and ``facets``: {outlet, year, speaker: [(value, number)]}."""
        before, after = (day(filters.get(name)) for name in ("before", "after"))
        wanted, speaker = filters.get("document") or "", filters.get("speaker") or ""
        document = self._shown.get(wanted, wanted) if wanted else ""
        return self._search.find(Asked(asked, speaker, outlet, year, document, before, after, limit, offset))

    def summary(self) -> dict[str, int]:
        """How much of each kind the case holds, and what deserves attention."""
        records, links = self._laid.records, list(self._rows.all("links"))
        counts = {kind: sum(1 for _ in self._rows.all(kind)) for kind in KINDS if kind != "positions"}
        return counts | {
            "positions": len(self.rows("positions")),
            "failed": sum(document.failure is not None for document in records.documents),
            "partly_read": sum(any(m.name == "coverage" for m in document.metadata) for document in records.documents),
            "damaged": sum(region.kind == "damage" for document in records.documents for region in document.regions),
            "anonymous_statements": sum(statement.source_kind == "anonymous" for statement in records.statements),
            "conflicts": sum(link["kind"] == "conflict" for link in links),
            "protected": sum(self._cover.protects(e.id, e.protect) for e in self._laid.resolved.entities),
            "decisions": len(self._case.decisions.active()),
            "orphaned_decisions": len(self._laid.orphans),
            "looked_up": looked_up(self._case),
        }

    @cached_property
    def _study(self) -> Study:
        return Study(self._laid, self._cover)

    @cached_property
    def _trends(self) -> Trends:
        return Trends(self._holding, self._geography, self.scrub)

    @cached_property
    def inquiry(self) -> Inquiry:
        """What the analyst asks: hypotheses, positions, sources."""
        asked = (self._cover.words, self._notebook, self._case.secret)
        return Inquiry(asked, self._holding, self.grade, lambda: self._search)

    @cached_property
    def _holding(self) -> InMemory:
        return InMemory(self._laid, self._rows, self._cover, self._case.secret)

    def hypotheses(self, name: str = "") -> Row | None:
        """The analyst's hypotheses against the evidence (``attribune.assess.hypothesis``); None where there are none.

        ``name`` is that of a question beside the first: of ``hypotheses-NAME.yaml`` (``inquiry.questions()``).

        ``question``; ``hypotheses`` with ``score`` and ``rank``; ``evidence``, the most diagnostic first, with its
        ``origin``, the records ``together`` of that origin, ``weight`` and ``ratings``; ``sensitivity``, what the
        ranking stands on; ``missing``, the records that the case does not hold.
        """
        return self.inquiry.hypotheses(name)

    def sources(self) -> list[Row]:
        """Outlets and speakers: ``kind, name, documents, statements, reliability`` (A to F, from ``register.yaml``)."""
        return self._study.sources(self._register)

    def questions(self, words: Callable[[str], str]) -> Questions:
        """The questions that are written down, where ``words`` covers them; no record is read for that."""
        return Questions(words, self._notebook, self._case.secret)

    @cached_property
    def notes(self) -> Notes:
        """Where an analyst writes hypotheses, positions and the register of sources."""
        return Notes(self._notebook)

    @cached_property
    def types(self) -> dict[str, tuple[str, ...]]:
        """{type of event that the case's profile knows: its roles}."""
        return {one.name: tuple(role.name for role in one.roles) for one in self._profile.event_types}

    @cached_property
    def desk(self) -> Desk:
        """Where a person decides, and sees what was decided."""
        return Desk(self._case, self._cover, self._laid, self._shown)

    @cached_property
    def originals(self) -> Originals:
        """The kept files of documents."""
        return Originals(self._case, self._cover, self.desk.inside, self._documents.get)

    @cached_property
    def _documents(self) -> Mapping[str, Document]:
        return {one.id: one for one in self._laid.records.documents}

    def original(self, document: str) -> bytes:
        """The bytes of a document as they came. Raises ViewError where they would show somebody protected."""
        return self.originals.data(document)

    def offices(self, entity: str) -> list[Row]:
        """What articles call somebody beside their name, in the order of publication: ``words, document, published,
        span``. Of people at risk nothing is given, since a post tells who they are.
        """
        raw = self.desk.inside(entity)
        found = next((one for one in self._laid.resolved.entities if one.id == raw), None)
        if found is None:
            return []
        own = set(found.mentions)
        rows = (row for _, _, row in self._offices(one for one in self._laid.records.mentions if one.id in own))
        return sorted(rows, key=lambda row: row["published"] or "9999")

    def _offices(self, mentions: Iterable[Mention]) -> Iterator[tuple[str, str, Row]]:
        return found_offices(mentions, self._laid, self._rows, self._cover, self._profile)

    def hides(self, document: str) -> bool:
        """Whether a document holds somebody who is hidden, so that its original is shown only with a reveal."""
        return self._cover.hides(self.desk.inside(document))

    def place(self, name: str) -> Row | None:
        """What the profile knows of a place: ``name, kind, latitude, longitude, within``; None if nothing."""
        found = self._geography.find(name)
        place = next((one for one in self._profile.places if one.name == found), None) if found else None
        if place is None:
            return None
        return {key: getattr(place, key) for key in ("name", "kind", "latitude", "longitude", "within")}

    @cached_property
    def _geography(self) -> Geography:
        return Geography(self._profile)

    def called(self, name: str) -> str:
        """The name of the case's folder as it may be shown. Where an index is kept, it is known from there."""
        index = self._search if self._stamp() else None
        return index.called if index and name == self._case.root.resolve().name else self.scrub(name)

    def prepare(self) -> None:
        """Make what is kept for searching, where the case is large enough and it is not there yet."""
        if self._stamp():
            _ = self._search

    def scrub(self, text: str) -> str:
        """Any words on their way to a reader (an error, a log line), without the names of people at risk."""
        return self._cover.words(text)

    def rejected(self) -> list[tuple[str, Row]]:
        """The records that a person rejected, each with its kind: they are in no list, and can be confirmed again."""
        return [(kind, self._cover.row(kind, row)) for kind, row in self._rejected()]

    def grade(self, name: str, otherwise: str = "F") -> str:
        """The reliability of an outlet or speaker by the analyst's register as it is now; one shown under a pseudonym
        keeps what it was given ``otherwise``.
        """
        return otherwise if name.startswith(LOZENGE) else graded(name, self._register)

    @cached_property
    def _register(self) -> Mapping[str, str]:
        return self._notebook.register()

    @property
    def large(self) -> bool:
        """Whether what the pages stand on is kept on the disk."""
        return self._stamp() is not None

    def stand(
        self, write: Writer, version: str = "", progress: Progress = lambda *_: None, *, wait: bool = True
    ) -> Stand:
        """What pages stand on: the rows as shown, to be taken down by id, by document and by page, and a desk.

        Of a large case they are kept, in ``pages/``, and no record is read to show them. ``write`` adds the lists of a
        page's own; ``version`` changes where it would write others. Without ``wait``, rows of before are given while
        none of now are kept, or NotReadyError is raised where even those may not be shown.
        """
        if not self.large:
            made = Shelf.made()
            self._fill(made, write, progress)
            return Stand(made, self.desk, self._cover, self.hides)
        case = self._case
        name = named(case, self._profile.name, version, self._built())
        folder, active = case.root / "pages", {one.hash: one.kind for one in case.decisions.active()}
        found = find(folder, name, active, self._exposes)
        if found is None and not wait and os.access(case.root, os.W_OK):  # else they can be made in memory only
            raise NotReadyError(
                "the pages are being brought up to date with what was decided: they open when that is done"
            )
        if found is None or (found[1] and wait):
            fill = partial(self._fill, write=write, progress=progress)
            found = make(folder, name, fill, self._renewing(write, progress)), False
        self._index, self._kept = str(found[0].note("index")), found[0]
        return standing_on(case, self._given, found[0], name.file(), late=found[1])

    def _exposes(self, kept: Shelf) -> bool:
        """Whether kept rows show somebody by name whom the ledger has protected since."""
        public = {one.target for one in self._case.decisions.active() if one.kind == "unprotect"}
        for one in Lookup(self.generation()[0]).protected():
            known = kept.known(one, inside=True) if one not in public else None
            row = kept.get(known.id) if known and known.kind == "entities" else None
            if row and not row[1]["protect"]:
                return True
        return False

    def _renewing(self, write: Writer, progress: Progress) -> Callable[[Path, Path], Shelf | None]:
        """What makes a copy of kept rows with all that changed since; it gives None where that cannot be told."""

        def renewed(source: Path, draft: Path) -> Shelf | None:
            from .renewed import renew  # it stands on this module

            try:
                return renew(source, draft, self, lambda made, part: write(made, part, progress), early)
            except (NotBoundedError, LookupError, sqlite3.Error):
                return None  # what is made anew as a whole is right whatever went before

        return renewed

    def shown(self, stand: Stand) -> Shown:
        """What programs and the pages of questions read: from the rows of a stand, without reading the whole case."""
        holding, case = Kept(stand.shelf), self._case
        asked = (stand.scrub, self._notebook, case.secret)
        asking = (
            Inquiry(asked, holding, self.grade, lambda: self._search),
            Trends(holding, self._geography, stand.scrub),
            Originals(case, stand.cover, stand.desk.inside, getattr(case, "document", None) or self._documents.get),
        )
        counts = {"decisions": len(case.decisions.active()), "looked_up": looked_up(case)}
        return Shown(stand, holding, asking, self.grade, counts)

    def _built(self) -> str:
        generations: Any = getattr(self._case, "generations", None)
        return str(generations.manifest()["hash"])

    def _fill(self, made: Shelf, write: Writer, progress: Progress) -> None:
        """Put all that is shown on a shelf, and what it takes to decide from there."""
        progress("reading", 0, 1)
        total = self._laid.number
        progress("reading", 1, 1)
        order = self._order()
        made.put(told(puts(self._rows, self._cover, self._rejected(), order), total, progress))
        made.put(offices(self._offices(self._laid.records.mentions), self._cover, order))
        made.put(cuts(self._laid.records.documents, self._cover, order))
        made.indexed()
        write(made, self, progress)
        made.keep("called", self.scrub(self._case.root.resolve().name))
        made.keep("index", self._stamp() or "")
        if self.large:
            keep_decisions(made, self._case, self.desk, self._laid, self._shield)
            self._keep_ground(made)
        made.finish()

    @property
    def case(self) -> Readable:
        """What is viewed."""
        return self._case

    @property
    def given(self) -> Profile | None:
        """The profile by which it is viewed."""
        return self._given

    @property
    def register(self) -> Mapping[str, str]:
        """The analyst's grades of outlets and speakers."""
        return self._register

    @property
    def stamped(self) -> str:
        """Under what the index that belongs to it is kept; empty where it is small."""
        return self._stamp() or ""

    def generation(self) -> tuple[Path, Mapping[str, str]]:
        """The folder of the ledger, and the hashes of its files."""
        generations: Any = getattr(self._case, "generations", None)
        folder = generations.current()
        assert folder is not None, "a case is large by what was built"
        return folder, generations.manifest()["files"]

    def _keep_ground(self, made: Shelf) -> None:
        (folder, files), shield = self.generation(), self._shield
        assert shield is not None, "rows of a reveal are not kept"
        keep_ground(made, folder, files, places_of(self._resolved, self._assessed, self._laid))
        keep_sealed(made, self._case.secret, shield, self._laid, self._register)

    def _order(self) -> Order:
        """The order of the ledger, with what only decisions made at the end."""
        return Order(
            {one.id: place for place, one in enumerate(self._read.documents)},
            places_of(self._resolved, self._assessed, self._laid),
        )

    def _rejected(self) -> Iterator[tuple[str, Row]]:
        rows, out = self._rows, self._laid.rejected
        yield from (("statements", rows.statement(one)) for one in out.statements)
        yield from (("reports", rows.report(one)) for one in out.reports)
        yield from (("figures", rows.figure(one)) for one in out.figures)
        yield from (("forecasts", rows.forecast(one)) for one in out.forecasts)

    def _find(self, identifier: str) -> tuple[str, Row]:
        """The kind and the uncovered row of a record, by its id as shown or in the case."""
        wanted = self.desk.inside(identifier)
        for kind in KINDS:
            for row in self._rows.all(kind):
                if row.get("id") == wanted:
                    return kind, row
        for kind, row in self._rejected():
            if row["id"] == wanted:
                return kind, row | {"decided": "reject"}
        raise ViewError(f"the case holds no record {self.scrub(identifier)}")

    @cached_property
    def _shown(self) -> dict[str, str]:
        """The id as shown of each id of the case."""
        ids = [row["id"] for kind in KINDS for row in self._rows.all(kind) if row.get("id")]
        ids += [row["id"] for _, row in self._rejected()]
        return {raw: self._cover.key(raw) for raw in ids}

    @cached_property
    def _dates(self) -> dict[str, str | None]:
        return {row["id"]: row["published"] for row in self.rows("documents")}

    @cached_property
    def _search(self) -> Search:
        """The index of what is shown: kept on the disk where a case is large, else made in memory."""

        def make(folder: Path | None) -> Search:
            kept = self._kept  # rows that are kept already are read from there, and the case is not
            documents, statements = (
                kept.stream(kind) if kept else self.rows(kind) for kind in ("documents", "statements")
            )
            called = str(kept.note("called")) if kept else self.scrub(self._case.root.resolve().name)
            return Search.made((row for row in documents if not row["failure"]), statements, folder, called)

        if self._index and (found := Search.opened(self._case.root / "search" / self._index)):
            return found
        own = self._index or self._stamp()
        return kept_index(self._case.root / "search", own, make) if own else make(None)

    def _stamp(self) -> str | None:
        return None if self.revealed or self.cited else stamp(self._case, self._profile.name)

    def _places(self, entity: str | None) -> dict[str, list[tuple[int, int]]]:
        """Where an entity, given by id or name, is named: stretches by document."""
        if entity is None:
            return {}
        wanted = {entity, self._shown.get(entity, entity)}
        ids = {
            e["id"] for e in self.rows("entities") if e["id"] in wanted or any(same_name(entity, n) for n in e["names"])
        }
        places: dict[str, list[tuple[int, int]]] = {}
        for row in self.rows("mentions"):
            if row["entity"] in ids:
                places.setdefault(row["document"], []).append((row["span"]["start"], row["span"]["end"]))
        return places
