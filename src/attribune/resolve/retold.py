"""Retellings that say when the thing was first told: "the Courier reported in 2021 that six had left"."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from attribune.model.edtf import interval

if TYPE_CHECKING:
    from collections.abc import Callable

    from attribune.model import Report, Statement, TimeExpression
    from attribune.model.index import Index

_AFTER = 40  # characters after a cue within which a time says when it was said
_LONG_AGO = 60  # days before the text came out
_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Retelling:
    """When something was told before, and, if it is the document's own, in which outlet."""

    edtf: str
    outlets: frozenset[str]


def dated(index: Index) -> Callable[[Report], Retelling | None]:
    """What tells of a report whether it is a retelling with a date."""
    times: dict[str, list[TimeExpression]] = defaultdict(list)
    for time in index.records.times:
        if time.edtf:
            times[time.document].append(time)

    def retelling(report: Report) -> Retelling | None:
        document = index.documents.get(report.document)
        for statement in index.chain_of(report.by) if document else ():
            for time in times.get(report.document, ()):
                if _says_when(statement, time) and _old(time.edtf, document.published if document else None):
                    own = _own(statement, document.outlet if document else None)
                    return Retelling(time.edtf or "", frozenset(own))
        return None

    return retelling


def _says_when(statement: Statement, time: TimeExpression) -> bool:
    """Whether a time stands right after the cue, outside of what is said."""
    cue = statement.cue
    near = cue is not None and 0 <= time.span.start - cue.end <= _AFTER
    return near and not statement.holds(time.span)


def _old(edtf: str | None, published: str | None) -> bool:
    said, out = interval(edtf), interval(published)
    return bool(said and out and said.last and out.first and (out.first - said.last).days > _LONG_AGO)


def _own(statement: Statement, outlet: str | None) -> list[str]:
    """The document's own outlet, if it cites itself: "The Courier reported" in the Lodova Courier."""
    if outlet is None or statement.source is None:
        return []
    said = {word.casefold() for word in _WORD.findall(statement.source.quote)} - {"the", "this", "newspaper", "paper"}
    return [outlet] if said and said <= {word.casefold() for word in _WORD.findall(outlet)} else []
