"""Figures of a document."""

from __future__ import annotations

from attribune.model import Annotated, Figure, Statement
from attribune.profiles import Profile


def figures(seen: Annotated, said: tuple[Statement, ...], profile: Profile) -> tuple[Figure, ...]:
    """Every figure in the prose, in the order of the text."""
    return ()
