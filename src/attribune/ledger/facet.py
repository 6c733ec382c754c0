"""What kept rows are chosen by, and the SQL that chooses them: sort, state, names and days, in one narrow index."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NEVER = 10_000_000
"""A day after all days, as a number."""
COLUMNS = "sort TEXT, state TEXT, voice TEXT, first INTEGER, last INTEGER"
INDEX = "CREATE INDEX IF NOT EXISTS row_facet ON row (kind, sort, state, first, last, voice);"


@dataclass(frozen=True, slots=True)
class Facet:
    """What a row is found by beside its ids: two of its fields, the names it has (``voices`` makes them one text), and
    the first and last day it may mean as numbers: None for both where it has no date, 0 and ``NEVER`` for open ends.
    """

    sort: str = ""
    state: str = ""
    voice: str = ""
    first: int | None = None
    last: int | None = None


NO_FACET = Facet()
"""Of a row that nothing chooses."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows are wanted: those with a ``sort``, ``state`` and exact ``name``; that have a name with all words of
    ``voice``; in one of ``documents``; with an id, or sort, among ``own``; and with a day before ``before`` and
    one from ``after`` on. ``dated`` wants any day.
    """

    sort: str | None = None
    state: str | None = None
    name: str | None = None
    voice: str | None = None
    documents: tuple[str, ...] | None = None
    own: tuple[str, ...] | None = None
    dated: bool = False
    before: int | None = None
    after: int | None = None


def plain(name: str) -> str:
    """A name by its words, whatever their case and hyphens."""
    return " ".join(name.casefold().replace("-", " ").split()).encode("utf-8", "replace").decode("utf-8")


def voices(names: Iterable[str | None]) -> str:
    """Names as one text, a line each."""
    return "\n".join(dict.fromkeys(plain(one) for one in names if one))


def named(voice: str | None, asked: str) -> bool:
    """Whether all words asked for stand in one name of a text."""
    words = set(plain(asked).split())
    return bool(words) and any(words <= set(one.split()) for one in (voice or "").split("\n"))


def conditions(kind: str, wanted: Wanted) -> tuple[str, list[Any]]:
    """The condition of ``WHERE`` with its values."""
    made: list[tuple[str, Sequence[Any]]] = [("kind = ?", [kind])]
    for column, value in (("sort", wanted.sort), ("state", wanted.state), ("voice", wanted.name)):
        if value is not None:
            made.append((f"{column} = ?", [value]))
    if wanted.dated:
        made.append(("first IS NOT NULL", []))
    if wanted.before is not None:
        made.append(("first < ?", [wanted.before]))
    if wanted.after is not None:
        made.append(("last >= ?", [wanted.after]))
    if wanted.voice is not None:
        made += [("instr(voice, ?)", [word]) for word in plain(wanted.voice).split()[:12]]
        made.append(("named(voice, ?)", [wanted.voice.encode("utf-8", "replace").decode("utf-8")]))
    if wanted.own is not None:
        own = json.dumps(wanted.own)
        made.append(
            ("(id IN (SELECT value FROM json_each(?)) OR sort IN (SELECT value FROM json_each(?)))", [own, own])
        )
    if wanted.documents is not None:
        made.append(("document IN (SELECT value FROM json_each(?))", [json.dumps(wanted.documents)]))
    return " AND ".join(one for one, _ in made), [value for _, values in made for value in values]
