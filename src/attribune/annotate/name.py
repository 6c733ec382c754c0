"""Names of persons, organisations and places, and the words that stand for them."""

from __future__ import annotations

from attribune.model import Annotated, Coreference, Mention
from attribune.profiles import Profile


def mentions(seen: Annotated, profile: Profile) -> tuple[Mention, ...]:
    """Every mention by name, in the order of the text."""
    return ()


def coreferences(seen: Annotated, profile: Profile) -> tuple[Coreference, ...]:
    """Words that stand for a named one; reads ``seen.mentions``."""
    return ()
