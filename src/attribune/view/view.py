"""The only way from a ledger to a reader."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol, Unpack

from attribune.ledger.agreement import Agreement, agreement, merge
from attribune.ledger.decision import DecisionKind, Decisions, Draft
from attribune.model import Assessed, AttribuneError, Records, Resolved
from attribune.profiles import Profile
from attribune.protect import Policy, Settings, Shield

from .cover import Cover
from .experience import learn
from .filter import Chooser, Filters, same_name
from .overlay import lay
from .row import Row, Rows
from .search import Search

if TYPE_CHECKING:
    from pathlib import Path

KINDS = (
    "documents", "statements", "reports", "figures", "times", "forecasts",
    "mentions", "entities", "events", "origins", "links", "positions",
)  # fmt: skip
"""The kinds of rows, which are the files of the interchange form."""
_MAIN = (
    "span",
    "trigger",
    "content",
    "source",
    "from_span",
)  # where the words of a record stand, the first that it has
_CONTEXT = 240


class ViewError(AttribuneError):
    """What was asked cannot be shown; the message says why and holds nothing that is protected."""


@dataclass(frozen=True, slots=True)
class Reveal:
    """Lifts protection for one view. The reason is kept with the decisions; ``by`` and ``at`` may be left empty."""

    because: str
    by: str = ""
    at: str = ""


class Readable(Protocol):
    """What a view needs of a case; ``attribune.ledger.Case`` has it."""

    @property
    def root(self) -> Path: ...  # noqa: D102
    @property
    def secret(self) -> bytes: ...  # noqa: D102
    @property
    def policy(self) -> dict[str, Any]: ...  # noqa: D102
    @property
    def decisions(self) -> Decisions: ...  # noqa: D102
    def records(self) -> Records: ...  # noqa: D102
    def resolved(self) -> Resolved: ...  # noqa: D102
    def assessed(self) -> Assessed: ...  # noqa: D102
    def original(self, sha256: str) -> bytes: ...  # noqa: D102


class View:
    """A case as a reader may see it: decisions laid over the records, people at risk under pseudonyms.

    Rows are plain dictionaries in the interchange form. With a ``Reveal`` nothing is hidden and ids are the case's own.
    """

    def __init__(self, case: Readable, reveal: Reveal | None = None, profile: Profile | None = None) -> None:
        if reveal is not None:
            if not reveal.because.strip():
                raise ViewError("protection is lifted only with a reason: say what it is lifted for")
            case.decisions.append(Draft("reveal", "", {}, reveal.because, reveal.at, reveal.by))
        self._case = case
        self.revealed = reveal is not None
        records = case.records()
        self._laid = lay(records, case.resolved(), case.assessed(), case.decisions.active())
        self._rows = Rows(self._laid)
        settings = Settings(case.secret, Policy.read(case.policy), self._laid.decisions, profile)
        # A source that a person rejects or corrects is described in the text as before: both readings are protected.
        sources = (*records.statements, *self._laid.records.statements)
        guarded = replace(self._laid.records, statements=sources)
        shield = None if self.revealed else Shield(guarded, self._laid.resolved, settings)
        self._homes = homes(self._laid.records, self._laid.resolved)
        self._cover = Cover(shield, self._homes)
        self._covered: dict[str, list[Row]] = {}

    def rows(self, kind: str, /, **filters: Unpack[Filters]) -> list[Row]:
        """The rows of a kind (one of ``KINDS``) that pass the filters, in the order of the documents."""
        if kind not in KINDS:
            raise ViewError(f"there are no {self.scrub(kind)}: ask for {', '.join(KINDS)}")
        if kind not in self._covered:
            self._covered[kind] = [self._cover.row(kind, row) for row in self._rows.all(kind)]
        if not filters:
            return list(self._covered[kind])
        if (document := filters.get("document")) and document in self._shown:
            filters["document"] = self._shown[document]
        return Chooser(kind, filters).choose(self._covered[kind], self._dates, self._places(filters.get("entity")))

    def documents(self, **filters: Unpack[Filters]) -> list[Row]:
        """The documents, those that could not be read included."""
        return self.rows("documents", **filters)

    def statements(self, **filters: Unpack[Filters]) -> list[Row]:
        """Who says what."""
        return self.rows("statements", **filters)

    def reports(self, **filters: Unpack[Filters]) -> list[Row]:
        """The tellings of events."""
        return self.rows("reports", **filters)

    def figures(self, **filters: Unpack[Filters]) -> list[Row]:
        """Numbers that measure something."""
        return self.rows("figures", **filters)

    def times(self, **filters: Unpack[Filters]) -> list[Row]:
        """Expressions of time."""
        return self.rows("times", **filters)

    def forecasts(self, **filters: Unpack[Filters]) -> list[Row]:
        """Statements about the future."""
        return self.rows("forecasts", **filters)

    def mentions(self, **filters: Unpack[Filters]) -> list[Row]:
        """Mentions by name."""
        return self.rows("mentions", **filters)

    def entities(self, **filters: Unpack[Filters]) -> list[Row]:
        """People, organisations and places across spellings."""
        return self.rows("entities", **filters)

    def events(self, **filters: Unpack[Filters]) -> list[Row]:
        """Events with the values held of each detail."""
        return self.rows("events", **filters)

    def origins(self, **filters: Unpack[Filters]) -> list[Row]:
        """Where the knowledge of reports comes from."""
        return self.rows("origins", **filters)

    def links(self, **filters: Unpack[Filters]) -> list[Row]:
        """How records hang together."""
        return self.rows("links", **filters)

    def conflicts(self, **filters: Unpack[Filters]) -> list[Row]:
        """The links that say that two records cannot both be right."""
        filters["kind"] = "conflict"
        return self.rows("links", **filters)

    def positions(self, **filters: Unpack[Filters]) -> list[Row]:
        """Where parties stand on the questions of the case."""
        return self.rows("positions", **filters)

    def chains(self) -> list[Row]:
        """On whose word each report and figure stands: ``record, document, chain, origin``."""
        return [
            {"record": row["id"], "document": row["document"], "chain": row["chain"], "origin": row["origin"]}
            for row in (*self.rows("reports"), *self.rows("figures"))
            if row["chain"]
        ]

    def show(self, identifier: str) -> Row:
        """One record: ``kind, record``, its words in ``context``, what was decided, and the document it is from.

        Raises ViewError where the case holds no record of that id, be it the id as shown or that of the case.
        """
        kind, raw = self._find(identifier)
        row = self._cover.row(kind, raw)
        home = raw["id"] if kind == "documents" else raw.get("document")
        document = next((self._cover.row("documents", d) for d in self._rows.all("documents") if d["id"] == home), None)
        return {
            "kind": kind,
            "record": row,
            "context": context(row, document["text"]) if document and kind != "documents" else None,
            "reason": row.get("reason"),
            "document": document and {name: document[name] for name in ("id", "path", "title", "outlet", "published")},
            "decisions": [self._cover.decision(d) for d in self._case.decisions.all() if d.target == raw["id"]],
        }

    def search(self, asked: str, **filters: Unpack[Filters]) -> list[Row]:
        """Where words stand in the texts, the best place first; with a ``speaker``, in what that speaker says."""
        hits = self._search.search(asked)
        documents = {row["id"]: row for row in self.rows("documents")}
        if filters.keys() & {"before", "after", "document"}:
            limits: Filters = {k: v for k, v in filters.items() if k in ("before", "after", "document")}  # type: ignore[assignment]  # a part of it
            hits = [hit for hit in hits if hit["document"] in {row["id"] for row in self.documents(**limits)}]
        if speaker := filters.get("speaker"):
            said = self.statements(speaker=speaker)
            hits = [hit | {"statement": s["id"]} for hit in hits for s in said if _says(s, hit)]
        return [hit | {name: documents[hit["document"]][name] for name in ("title", "published")} for hit in hits]

    def summary(self) -> dict[str, int]:
        """How much of each kind the case holds, and what deserves attention."""
        records, links = self._laid.records, list(self._rows.all("links"))
        counts = {kind: sum(1 for _ in self._rows.all(kind)) for kind in KINDS}
        return counts | {
            "failed": sum(document.failure is not None for document in records.documents),
            "damaged": sum(region.kind == "damage" for document in records.documents for region in document.regions),
            "anonymous_statements": sum(statement.source_kind == "anonymous" for statement in records.statements),
            "conflicts": sum(link["kind"] == "conflict" for link in links),
            "protected": sum(self._cover.protects(e.id, e.protect) for e in self._laid.resolved.entities),
            "decisions": len(self._case.decisions.active()),
            "orphaned_decisions": len(self._laid.orphans),
        }

    def decisions(self) -> list[Row]:
        """Every decision as written, the undone ones included."""
        return [self._cover.decision(decision) for decision in self._case.decisions.all()]

    def merge(self, other: Path | str) -> tuple[list[Row], Agreement]:
        """Take in another analyst's file of decisions; gives what is new, and how far the two agreed before."""
        theirs = Decisions(other)
        if not theirs.path.is_file():
            raise ViewError(f"there is no file of decisions {self.scrub(str(other))}")
        found = agreement(self._case.decisions.active(), theirs.active())
        return [self._cover.decision(decision) for decision in merge(self._case.decisions, theirs)], found

    def learn(self) -> list[Row]:
        """How often people confirmed what each rule found: ``rule, confirmed, rejected, share, low, high``.

        ``share`` is that of the confirmed; ``low`` and ``high`` are Wilson's interval at 95 percent.
        """
        return learn(self._case.records(), self._laid.decisions)

    def verify(self) -> str | None:
        """None where every decision stands as it was written, else the first that does not, and why."""
        broken = self._case.decisions.verify()
        return self.scrub(f"decision {broken.seq} does not hold: {broken.reason}") if broken else None

    def orphans(self) -> list[Row]:
        """Decisions in force about records that the ledger no longer holds."""
        return [self._cover.decision(decision) for decision in self._laid.orphans]

    def decide(self, kind: DecisionKind, target: str, payload: Mapping[str, object], why: str, by: str = "") -> Row:
        """Write a decision about a record, named by its id as shown. It is seen by the next view that is opened."""
        raw = self.inside(target)
        if raw not in self._shown and target and kind != "note":
            raise ViewError(f"the case holds no record {self.scrub(target)}")
        inside = self._inside(payload, next(iter(self._homes.get(raw, ())), raw))
        return self._cover.decision(self._case.decisions.append(Draft(kind, raw, inside, why, by=by)))

    def _inside(self, payload: Any, document: str) -> Any:  # noqa: ANN401 - any JSON value
        """A payload whose spans, counted on the text as shown, are counted on the text itself."""
        if isinstance(payload, list):
            return [self._inside(one, document) for one in payload]
        if not isinstance(payload, Mapping):
            return payload
        moved = {name: self._inside(one, document) for name, one in payload.items()}
        start, end = payload.get("start"), payload.get("end")
        if not isinstance(start, int) or not isinstance(end, int):
            return moved
        if (place := self._cover.back(document, start, end)) is None:
            raise ViewError("these words are hidden in part: decide about them with a reveal")
        return moved | {"start": place[0], "end": place[1]}

    def undo(self, seq: int, why: str, by: str = "") -> Row:
        """Take the decision of that number back. Raises DecisionError where there is none."""
        target = next((decision.target for decision in self._case.decisions.all() if decision.seq == seq), "")
        return self._cover.decision(self._case.decisions.append(Draft("undo", target, {"seq": seq}, why, by=by)))

    def mark(self, document: str, words: str, why: str, by: str = "") -> list[Row]:
        """Put words of a document under protection, wherever it shows them. Raises ViewError where it does not."""
        raw = self.inside(document)
        shown = next((row["text"] for row in self.rows("documents", document=document)), "")
        found = [{"start": one.start(), "end": one.end()} for one in re.finditer(re.escape(words), shown)]
        if not words.strip() or not found:
            raise ViewError(f"no document {self.scrub(document)} shows these words")
        return [self.decide("protect", raw, place, why, by) for place in found]

    def inside(self, shown: str) -> str:
        """The id inside the case for one as shown, as decisions and builds want it; anything else as it is."""
        return self._raw.get(shown, shown)

    def original(self, document: str) -> bytes:
        """The bytes of a document as they came. Raises ViewError where they would show somebody protected."""
        raw = self.inside(document)
        source = next((one for one in self._laid.records.documents if one.id == raw), None)
        if source is None:
            raise ViewError(f"the case holds no document {self.scrub(document)}")
        if self._cover.hides(raw):
            raise ViewError("this document holds people at risk: its original is shown only with a reveal and a reason")
        return self._case.original(source.sha256)

    def scrub(self, text: str) -> str:
        """Any words on their way to a reader (an error, a log line), without the names of people at risk."""
        return self._cover.words(text)

    def _find(self, identifier: str) -> tuple[str, Row]:
        """The kind and the uncovered row of a record, by its id as shown or in the case."""
        wanted = self._raw.get(identifier, identifier)
        for kind in KINDS:
            for row in self._rows.all(kind):
                if row.get("id") == wanted:
                    return kind, row
        raise ViewError(f"the case holds no record {self.scrub(identifier)}")

    @cached_property
    def _shown(self) -> dict[str, str]:
        """The id as shown of each id of the case."""
        ids = [row["id"] for kind in KINDS for row in self._rows.all(kind) if row.get("id")]
        return {raw: self._cover.key(raw) for raw in ids}

    @cached_property
    def _raw(self) -> dict[str, str]:
        return {shown: raw for raw, shown in self._shown.items()}

    @cached_property
    def _dates(self) -> dict[str, str | None]:
        return {row["id"]: row["published"] for row in self.rows("documents")}

    @cached_property
    def _search(self) -> Search:
        return Search(self.rows("documents"))

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


def _says(statement: Row, hit: Row) -> bool:
    """Whether a statement's content holds the place found."""
    span = hit["span"]
    return statement["document"] == hit["document"] and any(
        part["start"] <= span["start"] and span["end"] <= part["end"] for part in statement["content"]
    )


def homes(records: Records, resolved: Resolved) -> dict[str, tuple[str, ...]]:
    """The documents of every record that others point to, and of every entity, by its id."""
    found: dict[str, tuple[str, ...]] = {}
    for group in (records.statements, records.reports, records.figures, records.forecasts, records.mentions):
        found |= {record.id: (record.document,) for record in group}
    return found | {e.id: tuple(sorted({d for m in e.mentions for d in found.get(m, ())})) for e in resolved.entities}


def context(row: Row, text: str) -> Row | None:
    """The words of a record with those around them; None for a record that stands nowhere."""
    places = [row[name] for name in _MAIN if row.get(name)]
    place = places[0][0] if places and isinstance(places[0], list) else places[0] if places else None
    if not place or place.get("start") is None:
        return None
    start, end = place["start"], place["end"]
    before, after = text[max(start - _CONTEXT, 0) : start], text[end : end + _CONTEXT]
    return {"before": before, "quote": text[start:end], "after": after}
