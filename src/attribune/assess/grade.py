"""Grades: the Admiralty code's credibility of an event, a proposal by stated rules.

2, probably true: corroborated, or told by the body that did it. 3, possibly true: one origin with access, nothing
against it. 4, doubtful: one unnamed origin without known access, or one against independent word. 5, improbable:
withdrawn, or refuted by a later state. 6: cannot be judged. 1, confirmed, is a person's to give. A denial by the
accused never lowers it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .lexicon import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .origin import Source


@dataclass(frozen=True, slots=True)
class Grade:
    """A credibility from 2 to 6 with its reason."""

    credibility: int
    reason: str


@dataclass(frozen=True, slots=True)
class Standing:
    """All that a grade is made from. ``doer`` says that one of the origins did it itself; ``refuted`` and ``withdrawn``
    are sentences, or empty; ``against`` names those who deny it and are not the accused.
    """

    sources: Sequence[Source]
    corroboration: tuple[Source, Source] | None = None
    doer: str = ""
    refuted: str = ""
    withdrawn: str = ""
    against: tuple[str, ...] = ()


def grade(standing: Standing) -> Grade:
    """The credibility that the rules propose."""
    if standing.withdrawn:
        return Grade(5, f"improbable: {standing.withdrawn}")
    if standing.refuted:
        return Grade(5, f"improbable: {standing.refuted}")
    if standing.corroboration:
        one, other = standing.corroboration
        return Grade(2, f"probably true: {one.party.name} and {other.party.name} assert it independently")
    if standing.doer:
        return Grade(2, f"probably true: {standing.doer}, who did it, says so")
    if not standing.sources:
        return Grade(6, "cannot be judged: nobody asserts it")
    return _uncorroborated(standing)


def _uncorroborated(standing: Standing) -> Grade:
    named = [s for s in standing.sources if s.party.named and s.party.kind != "media"]
    unnamed = [s for s in standing.sources if s.party.kind == "anonymous"]
    if named:
        return Grade(3, f"possibly true: {named[0].party.name} says so; no independent origin besides")
    if unnamed and standing.against:
        return Grade(4, f"doubtful: told by {unnamed[0].party.name} only, and {' and '.join(standing.against)} deny it")
    if any(_access(source) for source in unnamed):
        return Grade(3, f"possibly true: told by {unnamed[0].party.name}, who is said to have access")
    if unnamed:
        return Grade(4, f"doubtful: only unnamed sources tell it ({unnamed[0].party.name})")
    return Grade(6, f"cannot be judged: it is not known whose word {standing.sources[0].party.name} goes by")


def _access(source: Source) -> bool:
    """Whether a text says how the unnamed one could know."""
    statements = [s for telling in source.tellings for s in telling.trail.statements]
    described = any(aspect == "access" for statement in statements for aspect, _ in statement.description)
    return described or any(f" {phrase} " in f" {source.party.name.casefold()} " for phrase in words("access"))
