"""Records as plain dictionaries in the interchange form: its fields under its names, and a few more of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attribune.assess import taxonomy
from attribune.model import (
    Argument,
    Chain,
    Document,
    Entity,
    Event,
    Figure,
    Forecast,
    Held,
    Link,
    Made,
    Mention,
    Origin,
    Report,
    Span,
    Statement,
    TimeExpression,
)

from .overlay import Laid, link_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Set

Row = dict[str, Any]


def span(one: Span | None, document: str | None = None) -> Row | None:
    """A span, with its document where the record around it does not say it."""
    if one is None:
        return None
    place = {"start": one.start, "end": one.end, "quote": one.quote}
    return {"document": document, **place} if document else place


def _made(made: Made) -> Row:
    return {"rule": made.rule, "reason": made.reason, "made_by": made.made_by}


def _on_calendar(time: TimeExpression) -> bool:
    """Whether an expression says when, how long or how often: "recently", "for years" are read, but are no times."""
    return time.edtf is not None or (time.type in {"DURATION", "SET"} and time.made.rule != "time.plural_duration")


class Rows:
    """All rows of a case. Each method takes a record and gives its row; ``all`` gives every row of a kind.

    ``names`` are those of all entities, where not all are laid.
    """

    def __init__(self, laid: Laid, register: Mapping[str, str] | None = None, names: Set[str] | None = None) -> None:
        self._laid = laid
        self._register = register or {}
        self._events = {report: event.id for event in laid.assessed.events for report in event.reports}
        self._documents = {document.id: document for document in laid.records.documents}
        self._statements = {statement.id: statement for statement in laid.records.statements}
        self._reports = {report.id: report for report in laid.records.reports}
        self._names = {entity.name for entity in laid.resolved.entities} if names is None else names
        self._chains = {chain.record: chain for chain in laid.assessed.chains}
        self._entities = {mention: entity.id for entity in laid.resolved.entities for mention in entity.mentions}

    def all(self, kind: str) -> Iterator[Row]:
        """Every row of a kind, named as its file is in the interchange form."""
        records, resolved, assessed = self._laid.records, self._laid.resolved, self._laid.assessed
        sources: Mapping[str, tuple[Any, Any]] = {
            "documents": (records.documents, self.document),
            "statements": (records.statements, self.statement),
            "reports": (records.reports, self.report),
            "figures": (records.figures, self.figure),
            "times": (tuple(filter(_on_calendar, records.times)), self.time),
            "forecasts": (records.forecasts, self.forecast),
            "mentions": (records.mentions, self.mention),
            "entities": (resolved.entities, self.entity),
            "events": (assessed.events, self.event),
            "origins": (assessed.origins, self.origin),
            "links": ((*resolved.links, *assessed.links), self.link),
            "positions": ((), None),
        }
        group, row = sources[kind]
        return (row(record) | self._judged(record) for record in group)

    def published(self, document: str | None) -> str | None:
        """When a document came out, by its id inside the case."""
        found = self._documents.get(document or "")
        return found.published if found else None

    def _judged(self, record: Any) -> Row:  # noqa: ANN401 - any record
        """What a person decided about a record, where anything was."""
        made = self._laid.by_target.get(link_id(record) if isinstance(record, Link) else getattr(record, "id", ""), ())
        return {"decided": made[-1].kind, "decided_by": made[-1].by} if made else {}

    def document(self, one: Document) -> Row:
        """A document with its regions and where its metadata come from."""
        return {
            "id": one.id,
            "path": one.path,
            "sha256": one.sha256,
            "text": one.text,
            "title": one.title,
            "outlet": one.outlet,
            "authors": list(one.authors),
            "published": one.published,
            "language": one.language,
            "regions": [
                {"span": span(r.span), "kind": r.kind, "language": r.language, "reason": r.reason} for r in one.regions
            ],
            "url": one.url,
            "media_type": one.media_type,
            "metadata": [
                {"name": m.name, "value": m.value, "source": m.source, "reason": m.reason} for m in one.metadata
            ],
            "failure": one.failure,
            "reliability": (grade := graded(one.outlet, self._register)),
            "tags": [taxonomy.reliability(grade)],
        }

    def statement(self, one: Statement) -> Row:
        """A statement."""
        return {
            "id": one.id,
            "document": one.document,
            "source": span(one.source),
            "source_kind": one.source_kind,
            "speaker": one.speaker,
            "cue": span(one.cue),
            "content": [span(part) for part in one.content],
            "form": one.form,
            "act": one.act,
            "hedges": [span(hedge) for hedge in one.hedges],
            "factuality": one.factuality,
            "impersonal": one.impersonal,
            "within": one.within,
            "via": span(one.via),
            "description": [{"aspect": aspect, "words": words} for aspect, words in one.description],
            "reliability": (grade := graded(one.speaker, self._register)),
            "tags": [taxonomy.reliability(grade)],
            **_made(one.made),
        }

    def report(self, one: Report) -> Row:
        """A report with its event, chain and origin."""
        return {
            "id": one.id,
            "document": one.document,
            "type": one.type,
            "trigger": span(one.trigger),
            "arguments": [self._argument(argument) for argument in one.arguments],
            "when": {"span": span(one.when.span), "edtf": one.when.edtf},
            "status": one.status,
            "factuality": one.factuality,
            "by": one.by,
            "event": self._events.get(one.id),
            **self._chain(one.id),
            "low": one.low,
            "high": one.high,
            **_made(one.made),
        }

    def _argument(self, one: Argument) -> Row:
        entity = self._entities.get(one.local or "")
        return {"role": one.role, "span": span(one.span), "entity": entity, "reason": one.reason}

    def _chain(self, record: str) -> Row:
        chain: Chain | None = self._chains.get(record)
        if chain is None:
            return {"chain": [], "origin": None}
        hops = [
            {
                "span": span(hop.span),
                "kind": hop.kind,
                "hedges": [span(hedge) for hedge in hop.hedges],
                "document": hop.document,
                "name": hop.name,
            }
            for hop in chain.hops
        ]
        return {"chain": hops, "origin": chain.origin}

    def figure(self, one: Figure) -> Row:
        """A figure with its chain and origin."""
        change = one.change and {
            "direction": one.change.direction,
            "percent": one.change.percent,
            "against": one.change.against,
            "span": span(one.change.span),
        }
        return {
            "id": one.id,
            "document": one.document,
            "span": span(one.span),
            "value": one.value,
            "low": one.low,
            "high": one.high,
            "unit": one.unit,
            "measure": one.measure,
            "period": one.period,
            "place": one.place,
            "change": change,
            "by": one.by,
            **self._chain(one.id),
            "whole": one.whole,
            "cumulative": one.cumulative,
            "conversion_of": one.conversion_of,
            **_made(one.made),
        }

    def time(self, one: TimeExpression) -> Row:
        """An expression of time."""
        row = {"document": one.document, "span": span(one.span), "type": one.type, "value": one.value, "edtf": one.edtf}
        return row | _made(one.made)

    def forecast(self, one: Forecast) -> Row:
        """A forecast with who makes it and when, and how a person says that it came out."""
        said, told = self._statements.get(one.statement or ""), self._documents.get(one.document)
        resolved = [d for d in self._laid.by_target.get(one.id, ()) if d.kind == "resolve"]
        return {
            "id": one.id,
            "document": one.document,
            "statement": one.statement,
            "span": span(one.span),
            "horizon": one.horizon,
            "condition": span(one.condition),
            "likelihood": span(one.likelihood),
            "low": one.low,
            "high": one.high,
            "source": span(said.source) if said else None,
            "source_kind": said.source_kind if said else "media",
            "speaker": said.speaker if said else None,
            "outlet": told.outlet if told else None,
            "published": told.published if told else None,
            "resolution": resolved[-1].payload.get("outcome") if resolved else None,
            "tags": [tag] if (tag := taxonomy.likelihood(one.low, one.high)) else [],
            **_made(one.made),
        }

    def mention(self, one: Mention) -> Row:
        """A mention by name."""
        entity = self._entities.get(one.id)
        return {"document": one.document, "span": span(one.span), "kind": one.kind, "entity": entity, "id": one.id}

    def entity(self, one: Entity) -> Row:
        """An entity with all its names."""
        return {
            "id": one.id,
            "kind": one.kind,
            "name": one.name,
            "names": list(one.names),
            "protect": one.protect,
            "protect_reason": one.protect_reason,
            **_made(one.made),
        }

    def event(self, one: Event) -> Row:
        """An event with the values held of each detail."""
        details = [
            {
                "detail": held.detail,
                "value": held.value,
                "span": span(held.span, held.document),
                "report": held.report,
                "document": held.document,
                "origin": held.origin,
                **self._part(held),
            }
            for held in one.details
        ]
        return {
            "id": one.id,
            "type": one.type,
            "reports": list(one.reports),
            "details": details,
            "origins": one.origins,
            "anonymous_origins": one.anonymous_origins,
            "denials": one.denials,
            "corroborated": one.corroborated,
            "credibility": one.credibility,
            "graded_by": one.graded_by,
            "grade_reason": one.grade_reason,
            "tags": [taxonomy.credibility(one.credibility)],
            **_made(one.made),
        }

    def _part(self, held: Held) -> Row:
        """The role in which a value takes part in its report, and whether it is a name."""
        report = self._reports.get(held.report)
        roles = (a.role for a in report.arguments if a.span == held.span) if report else iter(())
        return {"role": next(roles, None), "named": held.value in self._names}

    def origin(self, one: Origin) -> Row:
        """An origin with the documents and reports that go back to it."""
        return {
            "id": one.id,
            "kind": one.kind,
            "name": one.name,
            "documents": list(one.documents),
            "reports": list(one.reports),
            "reason": one.reason,
            "reliability": (grade := graded(None if one.kind == "anonymous" else one.name, self._register)),
            "tags": [taxonomy.reliability(grade)],
        }

    def link(self, one: Link) -> Row:
        """A link between two records, with the words that show it."""
        return {
            "kind": one.kind,
            "from": one.source,
            "to": one.target,
            "why": one.why,
            "detail": one.detail,
            "from_span": span(one.source_span, one.source_document) if one.source_document else None,
            "to_span": span(one.target_span, one.target_document) if one.target_document else None,
            "id": link_id(one),
            "rule": one.made.rule,
            "made_by": one.made.made_by,
        }


def graded(name: str | None, register: Mapping[str, str]) -> str:
    """The reliability that the analyst's register (names casefolded) gives an outlet or speaker; F: not judged."""
    return register.get(" ".join((name or "").split()).casefold(), "F")
