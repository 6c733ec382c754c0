"""Where knowledge comes from, and how records hang together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .provenance import Made
from .span import Span
from .statement import SourceKind

LinkKind = Literal["same_event", "same_figure", "conflict", "follows", "derived_from"]
Detail = Literal["when", "where", "who", "how_many", "whether", "why", "arithmetic", "state"]


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a chain from the page to the one who knows. ``span`` is None for the outlet itself; ``name`` is how
    the hop is called ("Radio Free Asia", "a high-ranking party official"); ``hedges`` are the words between it and
    the next.
    """

    document: str
    span: Span | None
    name: str
    kind: SourceKind
    hedges: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Chain:
    """On whose word a report or figure stands: from the outlet to the last one named; ``origin`` is an Origin's id."""

    record: str
    document: str
    hops: tuple[Hop, ...]
    origin: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the knowledge of reports comes from: the last one that a text names, or its outlet."""

    id: str
    kind: SourceKind
    name: str
    documents: tuple[str, ...]
    reports: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Passage:
    """The same words in two documents; ``source`` and ``target`` are equal but for spacing, punctuation and few
    words.
    """

    source: Span
    target: Span


@dataclass(frozen=True, slots=True)
class Copy:
    """A document that repeats another's words. ``source`` is the older or credited one; ``directed`` says
    whether dates or credit lines tell so; ``share`` is the share of the target's words that stand in the source.
    """

    source: str
    target: str
    directed: bool
    share: float
    passages: tuple[Passage, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Link:
    """Two records that hang together. ``why`` is a sentence; ``detail`` is set for conflicts."""

    kind: LinkKind
    source: str
    target: str
    why: str
    made: Made
    detail: Detail | None = None
    source_span: Span | None = None
    target_span: Span | None = None
    source_document: str | None = None
    target_document: str | None = None
