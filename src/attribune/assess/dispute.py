"""Conflicts between statements: one that denies or doubts what another says, or sets its reason aside."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from attribune.model import Link, Made

from .answer import Answer, sets_aside

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from attribune.model import Detail, Mention, Statement
    from attribune.model.index import Index

    from .party import Party

VERSION = "1"
_WORD = re.compile(r"[^\W\d_]{4,}")
_AGAINST = ("denies", "doubts")


def disputes(index: Index, answers: Sequence[Answer], parties: Mapping[str, Party]) -> Iterator[Link]:
    """Conflicts between statements of different parties in one document."""
    for answer in answers:
        if answer.stance in _AGAINST and answer.earlier and not answer.reports:
            verb = "denies" if answer.stance == "denies" else "doubts"
            who, whom = parties[answer.statement.id].name, parties[answer.earlier.id].name
            yield _link(answer.earlier, answer.statement, f"{who} {verb} what {whom} says", "whether")
    yield from _set_aside(index, parties)


def _set_aside(index: Index, parties: Mapping[str, Party]) -> Iterator[Link]:
    """A reason that one gives and another names only to set it aside."""
    by_document: dict[str, list[Statement]] = defaultdict(list)
    for statement in index.records.statements:
        if statement.id in parties:
            by_document[statement.document].append(statement)
    for statements in by_document.values():
        for statement in statements:
            names = {word for m in _mentions(index, statement) for word in _words(m.span.quote)}
            aside = sets_aside(statement) - names
            for other in statements if aside else ():
                said = {word for part in other.content for word in _words(part.quote)}
                rival = parties[other.id].key != parties[statement.id].key and not sets_aside(other)
                if rival and aside & said and _people(index, statement) & _people(index, other):
                    who, whom = parties[statement.id].name, parties[other.id].name
                    yield _link(other, statement, f"{who} sets aside the reason that {whom} gives", "why")


def _people(index: Index, statement: Statement) -> set[str]:
    found = [index.entity(mention) for mention in _mentions(index, statement)]
    return {entity.id for entity in found if entity and entity.kind == "person"}


def _mentions(index: Index, statement: Statement) -> list[Mention]:
    return [m for part in statement.content for m in index.inside(statement.document, part)]


def _words(text: str) -> set[str]:
    return {word.casefold()[:6] for word in _WORD.findall(text)}


def _link(one: Statement, other: Statement, why: str, detail: Detail) -> Link:
    ends = (one.content[0], other.content[0], one.document, other.document)
    return Link("conflict", one.id, other.id, why, Made(f"dispute.{detail}", why, VERSION), detail, *ends)
