"""Statements of a document."""

from __future__ import annotations

from attribune.model import Annotated, Statement
from attribune.profiles import Profile


def statements(seen: Annotated, profile: Profile) -> tuple[Statement, ...]:
    """Every statement in the prose, in the order of the text."""
    return ()
