"""Records of one document or of many, as they pass between stages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

from .document import Document
from .figure import Figure, Forecast, TimeExpression
from .mention import Coreference, Entity, Mention
from .origin import Chain, Copy, Link, Origin
from .report import Event, Report
from .statement import Statement


@dataclass(frozen=True, slots=True)
class Records:
    """What the per-document stages give: every record of some documents, in the order of the text."""

    documents: tuple[Document, ...] = ()
    statements: tuple[Statement, ...] = ()
    reports: tuple[Report, ...] = ()
    figures: tuple[Figure, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    forecasts: tuple[Forecast, ...] = ()
    mentions: tuple[Mention, ...] = ()
    coreferences: tuple[tuple[str, Coreference], ...] = ()

    @classmethod
    def merge(cls, parts: Iterable[Records]) -> Records:
        """All records of all parts."""
        gathered = list(parts)
        return cls(
            **{field.name: tuple(r for part in gathered for r in getattr(part, field.name)) for field in fields(cls)}
        )


@dataclass(frozen=True, slots=True)
class Resolved:
    """What ``resolve`` gives: entities, copies and events (not yet assessed), and the ``same_event`` and ``follows``
    links.
    """

    entities: tuple[Entity, ...] = ()
    copies: tuple[Copy, ...] = ()
    events: tuple[Event, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Assessed:
    """What ``assess`` gives: events with details, counts and grades; chains, origins, conflicts and same_figure
    links.
    """

    events: tuple[Event, ...] = ()
    chains: tuple[Chain, ...] = ()
    origins: tuple[Origin, ...] = ()
    links: tuple[Link, ...] = ()
