"""Statements of a document: who says what, in whatever language it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import attribution, korean
from .attribution import RANKERS, EventFactuality, Ranker, event_factuality

if TYPE_CHECKING:
    from attribune.model import Annotated, Statement
    from attribune.profiles import Profile

__all__ = ["RANKERS", "EventFactuality", "Ranker", "event_factuality", "statements"]


def statements(seen: Annotated, profile: Profile, ranker: Ranker = "polnear") -> tuple[Statement, ...]:
    """Every statement in the prose, in the order of the text. ``ranker`` names the weights by which English is read."""
    found = attribution.statements(seen, profile, ranker)
    if not seen.sentences:
        return found
    both = (*found, *korean.statements(seen, profile))
    return tuple(sorted(both, key=lambda one: (one.content[0].start, one.content[0].end, one.id)))
