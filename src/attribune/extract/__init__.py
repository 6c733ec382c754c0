"""From an annotated document to its records: statements, reports, figures, forecasts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import figure, korean, series
from .forecast import forecasts
from .report import reports
from .statement import RANKERS, EventFactuality, Ranker, statements
from .statement import event_factuality as factuality

if TYPE_CHECKING:
    from attribune.model import Annotated, Figure, Statement
    from attribune.profiles import Profile

__all__ = [
    "RANKERS",
    "EventFactuality",
    "Ranker",
    "factuality",
    "figures",
    "forecasts",
    "reports",
    "series",
    "statements",
]


def figures(seen: Annotated, said: tuple[Statement, ...], profile: Profile) -> tuple[Figure, ...]:
    """Every figure in the prose, in the order of the text."""
    found = figure.figures(seen, said, profile)
    if not seen.sentences:
        return found
    return tuple(sorted((*found, *korean.figures(seen, said, profile)), key=lambda one: one.span))
