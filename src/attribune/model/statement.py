"""Statements: who says what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .provenance import Made
from .span import Span

SourceKind = Literal["person", "organisation", "government", "media", "anonymous", "unspecified"]
Form = Literal["direct", "indirect", "mixed"]
Act = Literal["assert", "deny", "predict", "propose", "believe", "question", "decline"]
Factuality = Literal["CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "UU"]


@dataclass(frozen=True, slots=True)
class Statement:
    """One attribution: somebody is said to say, think, want or deny something.

    ``source`` is the noun phrase that names who speaks, ``cue`` the words that mark the attribution, ``content`` what
    is attributed, without quotation marks, in the order of the text. ``speaker`` is the fullest name that the
    document gives for the source. ``within`` is the id of the statement whose content holds this one. ``hedges`` are
    the words that weaken it; ``factuality`` (FactBank) is how certain the source presents the content. ``impersonal``
    marks one with neither a source nor an agent ("it is reported"). ``description`` holds what is said of an unnamed
    source as (aspect, words): access, place, number, reason for anonymity.
    """

    id: str
    document: str
    source: Span | None
    source_kind: SourceKind
    cue: Span | None
    content: tuple[Span, ...]
    form: Form
    act: Act
    factuality: Factuality
    made: Made
    hedges: tuple[Span, ...] = ()
    impersonal: bool = False
    within: str | None = None
    via: Span | None = None
    speaker: str | None = None
    description: tuple[tuple[str, str], ...] = ()

    def holds(self, span: Span) -> bool:
        """Whether ``span`` lies inside what is attributed."""
        return any(part.holds(span) for part in self.content)
