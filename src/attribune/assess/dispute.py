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
_NEGATIVE = re.compile(r"(?i)\b(?:nobody|no one|none|never|not|nothing)\b|n[’']t\b")
_PALE = {"have", "been", "were", "that", "with", "this", "from", "does", "will", "would", "anybo", "anyon"}
_BACK = 6  # statements back that one may answer in its own words
_AGAINST = ("denies", "doubts")


def disputes(index: Index, answers: Sequence[Answer], parties: Mapping[str, Party]) -> Iterator[Link]:
    """Conflicts between statements of different parties in one document."""
    for answer in answers:
        if answer.stance in _AGAINST and answer.earlier and not answer.reports:
            verb = "denies" if answer.stance == "denies" else "doubts"
            who, whom = parties[answer.statement.id].name, parties[answer.earlier.id].name
            yield _link(answer.earlier, answer.statement, f"{who} {verb} what {whom} says", "whether")
    yield from _set_aside(index, parties)
    yield from _unsaid(index, parties)


def _unsaid(index: Index, parties: Mapping[str, Party]) -> Iterator[Link]:
    """A statement that says again what another said before, only with a "not" or a "nobody" in it."""
    for document in index.records.documents:
        said = [s for s in index.statements_of[document.id] if s.id in parties and s.content]
        said.sort(key=lambda s: s.content[0])
        for number, statement in enumerate(said):
            own = _denied_words(statement)
            for other in reversed(said[max(0, number - _BACK) : number] if len(own) > 1 else []):
                rival = parties[other.id].key != parties[statement.id].key and other.within != statement.id
                told = {word for part in other.content for word in _stems(part.quote)}
                if rival and own <= told and not _denied_words(other):
                    who, whom = parties[statement.id].name, parties[other.id].name
                    yield _link(other, statement, f"{who} denies what {whom} says", "whether")
                    break


def _denied_words(statement: Statement) -> set[str]:
    """The beginnings of all words that say something, of a statement that negates; none of any other."""
    text = " ".join(part.quote for part in statement.content)
    return _stems(_NEGATIVE.sub(" ", text)) if _NEGATIVE.search(text) else set()


def _stems(text: str) -> set[str]:
    return {word.casefold()[:5] for word in _WORD.findall(text)} - _PALE


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
