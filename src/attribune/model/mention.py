"""Names in a text, and the entities that they are resolved to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .provenance import Made
from .span import Span

EntityKind = Literal["person", "organisation", "place"]


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention of a person, organisation or place by name, without title or article.

    ``name`` is the fullest name that this document gives for the same one, normalised in spacing and quotes;
    ``local`` is the id of the first mention in the document of the same one (its own, if it is the first): mentions
    with one ``local`` are judged to be the same. ``titles``, ``offices``, ``relations`` ("wife of Park") and ``age``
    are what the document says of the one named here. ``candidates`` are the ``local`` ids it may also belong to where
    that is not sure.
    """

    id: str
    document: str
    span: Span
    kind: EntityKind
    name: str
    local: str
    made: Made
    titles: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    age: int | None = None
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Coreference:
    """Words that are no name but stand for a named one: a pronoun, "the minister", "the family's son".

    ``local`` is that of the mention they stand for, or of the first such words where no name is known.
    """

    span: Span
    kind: EntityKind
    local: str
    made: Made


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, organisation or place across spellings and documents.

    ``names`` are all forms seen; ``mentions`` the ids of its mentions; ``protect`` says whether it is somebody at
    risk, ``protect_reason`` why, or why not.
    """

    id: str
    kind: EntityKind
    name: str
    names: tuple[str, ...]
    mentions: tuple[str, ...]
    protect: bool
    protect_reason: str
    made: Made
