"""Records as people corrected them: what ``build`` resolves and assesses, and what a view shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, get_args

from attribune.model import (
    Act,
    Argument,
    Document,
    Factuality,
    Figure,
    Forecast,
    Form,
    Made,
    Metadatum,
    Records,
    Report,
    SourceKind,
    Statement,
    Status,
    When,
)

from .added import added, arguments_of, span_of, spans_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from .decision import Decision

CORRECTABLE: Mapping[type, tuple[str, ...]] = {
    Statement: ("source", "cue", "content", "via", "source_kind", "form", "act", "factuality", "speaker"),
    Report: ("type", "trigger", "arguments", "status", "factuality", "when", "low", "high"),
    Figure: ("span", "value", "low", "high", "unit", "measure", "period", "place"),
    Forecast: ("span", "condition", "likelihood", "horizon", "low", "high"),
}
"""Which fields of which records a person may correct. ``when`` of a report is given as EDTF, ``arguments`` as
``{"role", "span"}``, all of them at once."""
_SPANS = ("source", "cue", "via", "trigger", "span", "condition", "likelihood")
_CHOICES = {"source_kind": SourceKind, "form": Form, "act": Act, "factuality": Factuality, "status": Status}
_METADATA = ("title", "outlet", "authors", "published", "url", "language")


def decided(records: Records, decisions: Sequence[Decision]) -> Records:
    """The records with what people set, corrected, added and rejected; of two decisions the later one counts.

    Rejected records are left out, and what hung on a rejected statement hangs on the one that held it.
    """
    by_target: dict[str, list[Decision]] = defaultdict(list)
    for decision in decisions:
        by_target[decision.target].append(decision)
    records = added(records, decisions)
    texts = {document.id: document.text for document in records.documents}
    changed = _each(records, lambda record: _decided(record, by_target.get(record.id, ()), texts))
    return _without(changed, rejected(decisions))


def rejected(decisions: Iterable[Decision]) -> set[str]:
    """The ids of what is rejected: of confirm and reject the last counts; a dismissed conflict is rejected."""
    verdicts = {d.target: d.kind for d in decisions if d.kind in ("confirm", "reject", "dismiss")}
    return {target for target, kind in verdicts.items() if kind != "confirm"}


def _each(records: Records, change: Callable[[Any], Any]) -> Records:
    names = ("documents", "statements", "reports", "figures", "forecasts")
    return replace(records, **{name: tuple(change(one) for one in getattr(records, name)) for name in names})


def _decided(record: Any, made: Iterable[Decision], texts: Mapping[str, str]) -> Any:  # noqa: ANN401 - any record
    """A record with what was set or corrected in it."""
    for decision in made:
        if decision.kind == "set" and isinstance(record, Document):
            record = _set(record, decision)
        elif decision.kind == "correct" and type(record) in CORRECTABLE:
            record = _correct(record, decision, texts[record.document])
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


def _correct(record: Any, decision: Decision, text: str) -> Any:  # noqa: ANN401 - any record
    """A record with fields corrected by a person; a span that does not lie in the text is left as it was."""
    values: dict[str, Any] = {}
    for name, value in decision.payload.items():
        if name not in CORRECTABLE[type(record)]:
            continue
        if name == "when":
            values[name] = When(record.when.span, value if isinstance(value, str) else None)
        elif name == "content":
            values |= {name: spans} if (spans := spans_of(text, value)) else {}
        elif name == "arguments":
            values[name] = _arguments(record, value, text)
        elif name in _SPANS and value is not None:
            values |= {name: span} if (span := span_of(text, value)) else {}
        elif _fits(name, value):
            values[name] = value
    made = Made("decision.correct", decision.why or f"corrected by {decision.by}", record.made.version, "person")
    return replace(record, **values, made=made) if values else record


def _arguments(report: Report, value: object, text: str) -> tuple[Argument, ...]:
    """The arguments that a person gives; one that stands where it stood stays resolved to whom it was."""
    local = {(one.role, one.span): one.local for one in report.arguments}
    return tuple(replace(one, local=local.get((one.role, one.span))) for one in arguments_of(text, value))


def _fits(name: str, value: object) -> bool:
    """Whether a field can have a value: one of its words, a number, or text; only what may be unknown can be null."""
    if name in _CHOICES:
        return value in get_args(_CHOICES[name])
    if value is None:
        return name not in ("type", "measure", "trigger", "span")
    if name in ("value", "low", "high"):
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    return isinstance(value, str)


def _without(records: Records, out: set[str]) -> Records:
    holders = {s.id: s.within for s in records.statements}

    def held(by: str | None) -> str | None:
        while by in out:
            by = holders.get(by or "")
        return by

    def left(group: Iterable[Any]) -> Iterable[Any]:
        return (record for record in group if record.id not in out)

    return replace(
        records,
        statements=tuple(replace(s, within=held(s.within)) for s in left(records.statements)),
        reports=tuple(
            replace(r, by=held(r.by), local_event=None if r.local_event in out else r.local_event)
            for r in left(records.reports)
        ),
        figures=tuple(replace(f, by=held(f.by)) for f in left(records.figures)),
        forecasts=tuple(replace(f, statement=held(f.statement)) for f in left(records.forecasts)),
    )
