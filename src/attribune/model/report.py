"""Reports: tellings of events, and the events that they tell of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .provenance import Made
from .span import Span
from .statement import Factuality

Status = Literal["occurred", "reported", "rumoured", "denied", "planned", "possible", "prevented"]


@dataclass(frozen=True, slots=True)
class Argument:
    """Who or what takes part in a reported event, by role (the profile's role names).

    ``local`` is the ``Mention.local`` that the words are resolved to inside the document, if any. ``reason`` says why
    it is one though its own clause does not tell it ("taken from the sentence before, ..."); empty where it does.
    """

    role: str
    span: Span
    local: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class When:
    """When a report says it was: the words, if any, and their EDTF value, if they have one."""

    span: Span | None = None
    edtf: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One telling of an event in one document.

    ``type`` is an event type of the profile; ``by`` the id of the innermost statement whose content holds it, None in
    the author's own voice; ``local_event`` the id of the first report in the document that tells of the same event.
    ``low`` and ``high`` are the bounds of a stated number of those affected.
    """

    id: str
    document: str
    type: str
    trigger: Span
    arguments: tuple[Argument, ...]
    when: When
    status: Status
    factuality: Factuality
    made: Made
    by: str | None = None
    local_event: str | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """One value that somebody holds of a detail of an event: ``detail`` is when, where, who, how_many, whether or
    why.
    """

    detail: str
    value: str
    span: Span | None
    report: str
    document: str
    origin: str | None


@dataclass(frozen=True, slots=True)
class Event:
    """The reports judged to tell of one event in the world, never with one overwritten value.

    ``origins``, ``anonymous_origins`` and ``denials`` are counts (gold rules: see ``assess.origin``); ``credibility``
    is the Admiralty code's 1 to 6 and ``graded_by`` is "rule" or a person.
    """

    id: str
    type: str
    reports: tuple[str, ...]
    made: Made
    details: tuple[Held, ...] = ()
    origins: int = 0
    anonymous_origins: int = 0
    denials: int = 0
    corroborated: bool = False
    credibility: int = 6
    graded_by: str = "rule"
    grade_reason: str = ""
