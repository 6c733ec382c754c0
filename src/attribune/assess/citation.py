"""Whom a source cites: "a report cited an official as saying ...", "the paper reported, citing police"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .lexicon import words
from .wording import sentence

if TYPE_CHECKING:
    from attribune.model import SourceKind, Span, Statement
    from attribune.model.index import Index

_CUE = re.compile(r"(?i)\b(?:cit|quot)(?:e|es|ed|ing)\b")
_AS_SAYING = re.compile(r"([^.;\n]{3,120}?),?\sas\s(?:saying|reporting|telling|stating|claiming|describing)\b")
_CITING = re.compile(r"(?i)\b(?:citing|quoting)\s([^.;,\n]{3,120})")
_TAIL = re.compile(r"\s(?:of|in|at|from|with|for|who|close|familiar|inside|on|near)\s|,")
_WORD = re.compile(r"[^\W\d_]+")


def cited(index: Index, statement: Statement) -> Span | None:
    """The words for whoever the source of a statement cites for what it says, if the text tells."""
    document = index.documents[statement.document]
    if statement.source is None or not statement.content:
        return None
    content = statement.content[0]
    if statement.cue and _CUE.search(statement.cue.quote):
        match = _AS_SAYING.match(document.text, content.start, content.end)
        return document.span(*match.span(1)) if match else None
    start, end = sentence(document.text, statement.cue or statement.source)
    for match in _CITING.finditer(document.text, max(start, statement.source.start), max(end, content.end)):
        span = document.span(match.start(1), match.start(1) + len(match[1].rstrip()))
        if kind_of(index, statement.document, span) is not None and not content.overlaps(span):
            return span
    return None


def kind_of(index: Index, document: str, span: Span) -> SourceKind | None:
    """What words for somebody name: a person, a body, somebody unnamed; None if nobody ("health reasons")."""
    head = index.head(document, span) or index.beside(document, span)
    if head:
        return "person" if head.kind == "person" else "organisation"
    word = noun(span.quote)
    if word.removesuffix("s") in words("post") or word in words("someone"):
        return "anonymous"
    if word in words("body"):
        return "government"
    return "media" if word in words("outlet") or word in words("outlet_name") else None


def noun(phrase: str) -> str:
    """The noun that a phrase is about: the last word before a preposition or a relative clause."""
    found = [word.casefold() for word in _WORD.findall(_TAIL.split(phrase, maxsplit=1)[0])]
    return found[-1] if found else ""
