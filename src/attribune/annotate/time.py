"""Time expressions."""

from __future__ import annotations

from attribune.model import Annotated, TimeExpression


def times(seen: Annotated) -> tuple[TimeExpression, ...]:
    """Every expression of time in the prose, in the order of the text."""
    return ()
