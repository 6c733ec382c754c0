"""Decisions laid over the records that machines made: the records themselves stay as they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from attribune.ledger.decision import Decision
from attribune.model import (
    Assessed,
    Document,
    Event,
    Figure,
    Forecast,
    Link,
    Made,
    Metadatum,
    Records,
    Report,
    Resolved,
    Span,
    Statement,
    When,
    digest,
)

from .grouping import group

CORRECTABLE: Mapping[type, tuple[str, ...]] = {
    Statement: ("source", "cue", "via", "source_kind", "form", "act", "factuality", "speaker"),
    Report: ("type", "trigger", "status", "factuality", "when"),
    Figure: ("span", "value", "low", "high", "unit", "measure", "period", "place"),
    Forecast: ("span", "condition", "likelihood", "horizon", "low", "high"),
}
"""Which fields of which records a person may correct. ``when`` of a report is given as EDTF."""
_SPANS = ("source", "cue", "via", "trigger", "span", "condition", "likelihood")
_METADATA = ("title", "outlet", "authors", "published", "url", "language")


@dataclass(frozen=True, slots=True)
class Laid:
    """The records as they stand with all decisions.

    ``decisions`` are those in force, about what their records have become; ``orphans`` those about records that are no
    more.
    """

    records: Records
    resolved: Resolved
    assessed: Assessed
    by_target: Mapping[str, tuple[Decision, ...]]
    decisions: tuple[Decision, ...]
    orphans: tuple[Decision, ...]


def link_id(link: Link) -> str:
    """The id of a link, by which a person can dismiss it: its kind, its ends, and for a conflict what it is about."""
    return "l" + digest("link", link.kind, link.source, link.target, link.detail)


def lay(records: Records, resolved: Resolved, assessed: Assessed, decisions: Sequence[Decision]) -> Laid:
    """The records with the decisions in force laid over them, the later one last."""
    by_target: dict[str, tuple[Decision, ...]] = {}
    entities, moved = group(resolved.entities, records.mentions, decisions)
    resolved = replace(resolved, entities=entities)
    in_force = tuple(replace(decision, target=moved.get(decision.target, decision.target)) for decision in decisions)
    for decision in in_force:
        by_target[decision.target] = (*by_target.get(decision.target, ()), decision)
    known = _known(records, resolved, assessed)
    orphans = tuple(
        d for made in by_target.values() for d in made if d.target not in known and d.kind not in _CASE_WIDE
    )
    rejected = {target for target, made in by_target.items() if made and _verdict(made) == "reject"}
    corrected = _each(records, lambda record: _decided(record, by_target.get(_id(record), ()), records))
    kept = _without(corrected, rejected)
    found = assessed.events or resolved.events  # where nothing is assessed yet, events are shown as resolved
    events = tuple(_event(event, by_target.get(event.id, ()), rejected) for event in found)
    left = {event.id for event in events if event.reports and event.id not in rejected}
    return Laid(
        kept,
        replace(resolved, links=_links(resolved.links, rejected)),
        Assessed(
            events=tuple(event for event in events if event.id in left),
            chains=tuple(chain for chain in assessed.chains if chain.record not in rejected),
            origins=tuple(replace(o, reports=_but(o.reports, rejected)) for o in assessed.origins),
            links=_links(assessed.links, rejected),
        ),
        by_target,
        in_force,
        orphans,
    )


_CASE_WIDE = ("reveal", "note", "undo")  # these need no record that they are about


def _verdict(made: Iterable[Decision]) -> str | None:
    """The last of confirm and reject, which contradict each other; a dismissed conflict is rejected."""
    verdicts = [d.kind for d in made if d.kind in ("confirm", "reject", "dismiss")]
    return {"dismiss": "reject"}.get(verdicts[-1], verdicts[-1]) if verdicts else None


def _known(records: Records, resolved: Resolved, assessed: Assessed) -> set[str]:
    """The ids of all that can be decided about."""
    groups: tuple[Iterable[Any], ...] = (
        *(getattr(records, f.name) for f in fields(records) if f.name not in ("times", "coreferences")),
        resolved.entities, resolved.events, assessed.events, assessed.origins,
    )  # fmt: skip
    return {record.id for group in groups for record in group} | {
        link_id(x) for x in (*resolved.links, *assessed.links)
    }


def _id(record: Any) -> str:  # noqa: ANN401 - any record
    return str(getattr(record, "id", ""))


def _each(records: Records, change: Callable[[Any], Any]) -> Records:
    names = ("documents", "statements", "reports", "figures", "forecasts")
    return replace(records, **{name: tuple(change(one) for one in getattr(records, name)) for name in names})


def _decided(record: Any, made: Iterable[Decision], records: Records) -> Any:  # noqa: ANN401 - any record
    """A record with what was set or corrected in it."""
    for decision in made:
        if decision.kind == "set" and isinstance(record, Document):
            record = _set(record, decision)
        elif decision.kind == "correct" and type(record) in CORRECTABLE:
            record = _correct(record, decision, records)
    return record


def _set(document: Document, decision: Decision) -> Document:
    """A document with metadata given by a person, which counts before what was read."""
    given = {name: value for name, value in decision.payload.items() if name in _METADATA and isinstance(value, str)}
    reason = decision.why or f"given by {decision.by}"
    known = {(one.name, one.value) for one in document.metadata if one.source == "given"}  # by a build since then
    metadata = tuple(Metadatum(*one, "given", reason) for one in given.items() if one not in known)
    values: dict[str, Any] = dict(given)
    if "authors" in given:
        values["authors"] = tuple(name.strip() for name in given["authors"].split(";") if name.strip())
    return replace(document, metadata=(*metadata, *document.metadata), **values)


def _correct(record: Any, decision: Decision, records: Records) -> Any:  # noqa: ANN401 - any record
    """A record with fields corrected by a person; a span that does not lie in the text is left as it was."""
    text = next((d.text for d in records.documents if d.id == record.document), "")
    values: dict[str, Any] = {}
    for name, value in decision.payload.items():
        if name not in CORRECTABLE[type(record)]:
            continue
        if name == "when":
            values[name] = When(record.when.span, value if isinstance(value, str) else None)
        elif name in _SPANS and value is not None:
            values |= {name: span} if (span := _span(text, value)) else {}
        elif not isinstance(value, (Mapping, list)):
            values[name] = value
    made = Made("decision.correct", decision.why or f"corrected by {decision.by}", record.made.version, "person")
    return replace(record, **values, made=made) if values else record


def _span(text: str, value: object) -> Span | None:
    if not isinstance(value, Mapping):
        return None
    start, end = value.get("start"), value.get("end")
    if not isinstance(start, int) or not isinstance(end, int) or not 0 <= start < end <= len(text):
        return None
    return Span.of(text, start, end)


def _without(records: Records, rejected: set[str]) -> Records:
    """The records less the rejected ones. What hung on a rejected statement hangs on the one that held it."""
    holders = {s.id: s.within for s in records.statements}

    def held(by: str | None) -> str | None:
        while by in rejected:
            by = holders.get(by or "")
        return by

    def left(group: Iterable[Any]) -> Iterable[Any]:
        return (record for record in group if record.id not in rejected)

    return replace(
        records,
        statements=tuple(replace(s, within=held(s.within)) for s in left(records.statements)),
        reports=tuple(replace(r, by=held(r.by)) for r in left(records.reports)),
        figures=tuple(replace(f, by=held(f.by)) for f in left(records.figures)),
        forecasts=tuple(replace(f, statement=held(f.statement)) for f in left(records.forecasts)),
    )


def _event(event: Event, made: Iterable[Decision], rejected: set[str]) -> Event:
    """An event without its rejected reports, and with a person's grade."""
    event = replace(
        event,
        reports=_but(event.reports, rejected),
        details=tuple(held for held in event.details if held.report not in rejected),
    )
    for decision in made:
        grade = decision.payload.get("credibility")
        if decision.kind == "grade" and isinstance(grade, int) and 1 <= grade <= 6:
            event = replace(event, credibility=grade, graded_by=decision.by, grade_reason=decision.why)
    return event


def _links(links: Iterable[Link], rejected: set[str]) -> tuple[Link, ...]:
    return tuple(x for x in links if not rejected & {x.source, x.target, link_id(x)})


def _but(ids: Iterable[str], rejected: set[str]) -> tuple[str, ...]:
    return tuple(one for one in ids if one not in rejected)
