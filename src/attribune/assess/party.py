"""Parties: who the sources of statements are, within and across documents.

"The ministry", "he", "the paper" and "the same source" are taken for the one they take up in their document. Unnamed
people are never taken for a named one, nor for each other unless the text says so.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .lexicon import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from attribune.model import Document, Mention, SourceKind, Span, Statement
    from attribune.model.index import Index

_WORD = re.compile(r"[\w&.\-]+(?:['’]\w+)?")
_INDEFINITE = re.compile(r"(?i)(?:an?|one|another|some|several|two|three|other|many)\b")
_ACRONYM = re.compile(r"[A-Z][A-Z0-9]{1,6}")
_SMALL = frozenset(("of", "the", "and", "for", "in", "on", "at", "to", "de", "la", "del"))
_PALE = frozenset(("a", "an", "his", "her", "its", "their", "said", "who", "with", "from", "that", "this", "same"))


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody on whose word something is told.

    ``key`` is equal for one party everywhere; ``named`` says that a text gives a name (not "South Korean media");
    ``body`` is the key of the body that a person speaks for or belongs to; ``words`` are those of the phrase, for
    telling unnamed people apart.
    """

    key: str
    name: str
    kind: SourceKind
    named: bool
    body: str | None = None
    words: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()


def outlet(document: Document) -> Party:
    """The outlet that a document appeared in; an unnamed one is the document itself."""
    if document.outlet:
        return Party(f"outlet:{plain(document.outlet)}", document.outlet, "media", named=True)
    return Party(f"document:{document.id}", "this article", "media", named=False)


def plain(name: str) -> str:
    """A name for comparing: casefolded, without article and what makes no difference."""
    found = [word.casefold().strip(".'’") for word in _WORD.findall(name)]
    kept = [word.removesuffix("'s").removesuffix("’s") for word in found if word not in words("idle")]
    return " ".join(kept or found)


def parties(index: Index) -> dict[str, Party]:
    """The party of every statement that has a source, by the statement's id."""
    outlets = {plain(d.outlet): outlet(d).key for d in index.records.documents if d.outlet}
    found: dict[str, Party] = {}
    for document in index.records.documents:
        found.update(_Reader(index, document, outlets).read())
    return _one_name(found)


class _Reader:
    """Reads the sources of one document in order, so that each can take up an earlier one."""

    def __init__(self, index: Index, document: Document, outlets: Mapping[str, str]) -> None:
        self._index = index
        self._document = document
        self._outlets = outlets
        self._earlier: list[tuple[Span, Party]] = []
        self._body_of: dict[str, str] = {}

    def read(self) -> dict[str, Party]:
        found = {}
        statements = self._index.statements_of[self._document.id]
        for statement in sorted(statements, key=lambda s: (_place(s), s.id)):
            party = self._party(statement)
            if party and statement.source:
                found[statement.id] = party
                self._earlier.append((statement.source, party))
        return found

    def _party(self, statement: Statement) -> Party | None:
        source = statement.source
        if source is None or statement.source_kind == "unspecified":
            return None
        again = next((party for span, party in self._earlier if span == source), None)
        return (
            again or self._named(statement, source) or self._taken_up(statement, source) or self._new(statement, source)
        )

    def _named(self, statement: Statement, source: Span) -> Party | None:
        """The party that the words name, or that the document's fullest name for the speaker names."""
        head = self._index.head(self._document.id, source)
        inside = self._index.inside(self._document.id, source)
        bodies = [m for m in inside if m.kind == "organisation"]
        speaks_for = _holds(source.quote, "spokesman")
        if speaks_for and bodies and statement.source_kind != "anonymous":
            return self._body(bodies[0], statement, source, head)
        if head is None and statement.source_kind in ("government", "organisation", "media") and bodies:
            head = bodies[-1]
        if head:
            return self._of_mention(head, statement, source)
        if statement.speaker and statement.source_kind != "anonymous":
            return self._of_name(statement.speaker, statement, source)
        return None

    def _of_mention(self, head: Mention, statement: Statement, source: Span) -> Party:
        entity = self._index.entity(head)
        name = entity.name if entity else head.name
        if head.kind == "organisation":
            return self._made(name, entity.id if entity else None, statement, source, entity.names if entity else ())
        key = f"entity:{entity.id}" if entity else f"name:{plain(name)}"
        body = self._spoken_for(head, source) or self._body_of.get(key)
        if body and (_holds(source.quote, "spokesman") or _holds(" ".join((*head.titles, *head.offices)), "spokesman")):
            self._body_of[key] = body
        if key in self._body_of:
            return Party(self._body_of[key], name, statement.source_kind, named=True, body=self._body_of[key])
        return Party(key, name, "person", named=True, body=body, words=_content(source.quote))

    def _spoken_for(self, head: Mention, source: Span) -> str | None:
        """The key of the body that stands before a person's name: "police spokesman X", "X of the ministry"."""
        bodies = [m for m in self._index.inside(self._document.id, source) if m.kind == "organisation"]
        if bodies:
            entity = self._index.entity(bodies[0])
            return self._key(entity.name if entity else bodies[0].name, entity.id if entity else None, ())
        before = source.quote[: max(0, head.span.start - source.start)]
        match = re.search(r"(?i)(?:the\s+)?((?:[\w\-]+\s+){1,4}?)(?:spokes\w+|press secretary)\s*,?\s*$", before)
        return f"name:{plain(match[1])}" if match else None

    def _body(self, body: Mention, statement: Statement, source: Span, head: Mention | None) -> Party:
        entity = self._index.entity(body)
        party = self._made(entity.name if entity else body.name, entity.id if entity else None, statement, source, ())
        if head and head.kind == "person":
            person = self._index.entity(head)
            self._body_of[f"entity:{person.id}" if person else f"name:{plain(head.name)}"] = party.key
        return party

    def _of_name(self, name: str, statement: Statement, source: Span) -> Party | None:
        for _, party in reversed(self._earlier):
            if party.named and plain(party.name) == plain(name):
                return party
        for mention in self._index.records.mentions:
            if mention.document == self._document.id and mention.name == name and mention.kind != "place":
                return self._of_mention(mention, statement, source)
        return self._made(name, None, statement, source, ())

    def _made(self, name: str, entity: str | None, statement: Statement, source: Span, names: Iterable[str]) -> Party:
        key = self._key(name, entity, names)
        return Party(key, name, statement.source_kind, named=True, words=_content(source.quote))

    def _key(self, name: str, entity: str | None, names: Iterable[str]) -> str:
        for known in (name, *names):
            if (key := same_outlet(known, self._outlets)) is not None:
                return key
        return f"entity:{entity}" if entity else f"name:{plain(name)}"

    def _taken_up(self, statement: Statement, source: Span) -> Party | None:
        """The earlier party that a pronoun or "the ...", "the same ..." takes up."""
        if _INDEFINITE.match(source.quote):
            return None
        found = [word.casefold() for word in _WORD.findall(source.quote)]
        for _, party in reversed(self._earlier):
            if _takes_up(found, party, statement.source_kind):
                return party
        return None

    def _new(self, statement: Statement, source: Span) -> Party:
        kind = statement.source_kind
        quote = source.quote
        places = {m.name for m in self._index.inside(self._document.id, source) if m.kind == "place"}
        places |= {text for aspect, text in statement.description if aspect == "place"}
        proper = kind in ("government", "organisation") or (
            kind == "person" and any(w[:1].isupper() for w in quote.split())
        )
        if (key := same_outlet(quote, self._outlets)) is not None:
            return Party(key, quote, kind, named=True)
        if proper:
            nation = " ".join(sorted(places)) if len(_content(quote)) <= 1 else ""
            return Party(f"name:{plain(quote)} {nation}".strip(), quote, kind, named=True, words=_content(quote))
        described = _content(quote) | {w for _, text in statement.description for w in _content(text)}
        return Party(f"unnamed:{statement.id}", quote, kind, named=False, words=described, places=frozenset(places))


def _takes_up(found: list[str], party: Party, kind: SourceKind) -> bool:
    """Whether words without a name of their own can take up a party."""
    head = found[-1] if found else ""
    if head in words("one"):
        return party.kind in ("person", "anonymous", "government") and not _plural(party)
    if head in words("several"):
        return party.kind != "person"
    if head in words("it"):
        return party.kind in ("media", "organisation", "government")
    if head in words("outlet") and kind == "media":
        return party.kind == "media"
    singular = head.removesuffix("s")
    return singular in {word.removesuffix("s") for word in (*party.words, *plain(party.name).split())}


def _plural(party: Party) -> bool:
    return not party.named and party.name.casefold().rstrip().endswith("s")


def same_outlet(name: str, outlets: Mapping[str, str]) -> str | None:
    """The key of the outlet of the case that is called so, wholly or in short."""
    short = plain(name)
    if short in outlets:
        return outlets[short]
    for known in sorted(outlets):
        if len(short.split()) > 1 and (f" {short} " in f" {known} " or f" {known} " in f" {short} "):
            return outlets[known]
    return None


def _one_name(found: dict[str, Party]) -> dict[str, Party]:
    """Bodies under their full name and under its initials are one."""
    initials: dict[str, str] = {}
    by_name: dict[str, set[str]] = defaultdict(set)
    for party in found.values():
        if party.named and party.kind != "person":
            letters = [word[0].upper() for word in _WORD.findall(party.name) if word.casefold() not in _SMALL]
            by_name["".join(letters)].add(party.key)
    for party in found.values():
        full = sorted(by_name.get(party.name, set()) - {party.key})
        if party.named and _ACRONYM.fullmatch(party.name) and len(full) == 1:
            initials[party.key] = full[0]
    return {name: replace(party, key=initials.get(party.key, party.key)) for name, party in found.items()}


def _place(statement: Statement) -> int:
    spans = [statement.source, statement.cue, *statement.content]
    return min((span.start for span in spans if span), default=0)


def _holds(text: str, kind: str) -> bool:
    low = f" {text.casefold()} "
    return any(f" {word} " in low for word in words(kind))


def _content(text: str) -> frozenset[str]:
    """The words of a phrase that say something, casefolded."""
    found = frozenset(w.casefold().removesuffix("'s").removesuffix("’s") for w in _WORD.findall(text))
    return found - _SMALL - _PALE
