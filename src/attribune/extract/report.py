"""Reports of a document."""

from __future__ import annotations

from attribune.model import Annotated, Report, Statement
from attribune.profiles import Profile

from . import event


def reports(seen: Annotated, said: tuple[Statement, ...], profile: Profile) -> tuple[Report, ...]:
    """Every report in the prose, in the order of the text."""
    return event.read(seen, said, profile)
