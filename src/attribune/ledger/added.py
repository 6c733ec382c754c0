"""Records that people add by selecting words, since extraction misses things."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, get_args

from attribune.model import (
    Act,
    Argument,
    Document,
    Factuality,
    Figure,
    Form,
    Made,
    Records,
    Report,
    SourceKind,
    Span,
    Statement,
    Status,
    When,
    record_id,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from .decision import Decision


def added(records: Records, decisions: Sequence[Decision]) -> Records:
    """The records with those that people added; one whose words were extracted since is not there twice.

    An ``add`` names a document; its payload has ``kind`` (statement, report or figure) and that record's fields as in
    the interchange form, spans as ``{"start", "end"}``. One that makes no record is passed over.
    """
    documents = {document.id: document for document in records.documents}
    made: dict[str, dict[str, Any]] = {"statements": {}, "reports": {}, "figures": {}}
    for decision in decisions:
        document, kind = documents.get(decision.target), str(decision.payload.get("kind"))
        if decision.kind == "add" and document and kind in _MAKERS:
            record = _MAKERS[kind](document, decision.payload, _made(decision))
            if record is not None:
                made[f"{kind}s"].setdefault(record.id, record)
    grown = {}
    for name, new in made.items():
        known = {record.id for record in getattr(records, name)}
        grown[name] = (*getattr(records, name), *(record for key, record in new.items() if key not in known))
    return replace(records, **grown)


def span_of(text: str, value: object) -> Span | None:
    """The span that a payload means by ``{"start", "end"}``; None where that is no stretch of the text."""
    if not isinstance(value, Mapping):
        return None
    start, end = value.get("start"), value.get("end")
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(text):
        return None
    return Span.of(text, start, end)


def spans_of(text: str, value: object) -> tuple[Span, ...]:
    """The spans that a payload means by a list; what is no stretch of the text is left out."""
    return tuple(span for one in (value if isinstance(value, list) else []) if (span := span_of(text, one)))


def arguments_of(text: str, value: object) -> tuple[Argument, ...]:
    """The arguments that a payload means by a list of ``{"role", "span"}``."""
    return tuple(
        Argument(role, span)
        for one in (value if isinstance(value, list) else [])
        if isinstance(one, Mapping) and (role := _words(one.get("role"))) and (span := span_of(text, one.get("span")))
    )


def _statement(document: Document, told: Mapping[str, Any], made: Made) -> Statement | None:
    source, cue = span_of(document.text, told.get("source")), span_of(document.text, told.get("cue"))
    content = spans_of(document.text, told.get("content"))
    if not content:
        return None
    return Statement(
        id=record_id(document.id, "statement", cue, source, *content),
        document=document.id,
        source=source,
        source_kind=_one_of(told.get("source_kind"), SourceKind, "unspecified"),
        cue=cue,
        content=content,
        form=_one_of(told.get("form"), Form, "indirect"),
        act=_one_of(told.get("act"), Act, "assert"),
        factuality=_one_of(told.get("factuality"), Factuality, "UU"),
        made=made,
        within=_words(told.get("within")),
        via=span_of(document.text, told.get("via")),
        speaker=_words(told.get("speaker")),
    )


def _report(document: Document, told: Mapping[str, Any], made: Made) -> Report | None:
    trigger, kind = span_of(document.text, told.get("trigger")), _words(told.get("type"))
    if trigger is None or kind is None:
        return None
    when = told.get("when")
    when = when if isinstance(when, Mapping) else {}
    return Report(
        id=record_id(document.id, "report", trigger),
        document=document.id,
        type=kind,
        trigger=trigger,
        arguments=arguments_of(document.text, told.get("arguments")),
        when=When(span_of(document.text, when.get("span")), _words(when.get("edtf"))),
        status=_one_of(told.get("status"), Status, "occurred"),
        factuality=_one_of(told.get("factuality"), Factuality, "UU"),
        made=made,
        by=_words(told.get("by")),
    )


def _figure(document: Document, told: Mapping[str, Any], made: Made) -> Figure | None:
    span, measure = span_of(document.text, told.get("span")), _words(told.get("measure"))
    if span is None or measure is None:
        return None
    value, low, high = (_number(told.get(name)) for name in ("value", "low", "high"))
    unit, period, place, by = (_words(told.get(name)) for name in ("unit", "period", "place", "by"))
    identifier = record_id(document.id, "figure", span)
    return Figure(identifier, document.id, span, value, low, high, unit, measure, made, period, place, by=by)


_MOST = 1e300  # no number of an article is larger
_MAKERS: dict[str, Callable[[Document, Mapping[str, Any], Made], Statement | Report | Figure | None]] = {
    "statement": _statement,
    "report": _report,
    "figure": _figure,
}


def _made(decision: Decision) -> Made:
    return Made("decision.add", decision.why or f"added by {decision.by}", made_by="person")


def _one_of(value: object, choices: Any, default: str) -> Any:  # noqa: ANN401 - a Literal and one of its values
    return value if value in get_args(choices) else default


def _words(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return float(value) if abs(value) < _MOST else None
