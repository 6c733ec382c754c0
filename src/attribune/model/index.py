"""Records looked up by id, by document, and by what they name: what the set-wise stages share."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING

from .document import Document
from .figure import Figure
from .mention import Entity, EntityKind, Mention
from .records import Records
from .report import Argument, Report
from .span import Span
from .statement import Statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# What may stand after a name inside the words that it heads: a possessive, closing marks, an age in parentheses.
_AFTER_NAME = re.compile(r"(?:['’]s?)?[\s\"”’')\],.]*(?:\([^()]{0,40}\))?[\s,.]*")
# Between words for somebody and the name in apposition: "the consul Marrat", "a consul in Narva, Osk Marrat, ...",
# "his employer, the company Tarn, ...".
_APPOSITION = re.compile(
    r"(?:\s(?:in|of|to|at|from|for)\s(?:the\s)?[\w’'\-]+(?:\s[\w’'\-]+){0,3}?,\s|,?\s)"
    r"(?:(?:named|called|known as)\s|the\s(?:[a-z\-]+\s){1,2})?[\"“‘]?"
)
_BEFORE_VERB = re.compile(r"[,\"”’]{0,2}\s(?:(?:who|has|had|have|was|were|is|been|also|later|then|reportedly)\s){0,4}")
_REACH = 80  # characters between words for somebody and the name in apposition
_OUTLET_WORD = re.compile(r"\w[\w'’.&-]*")
_SHORT = 2  # words of an outlet's name by which it can be called in short
_CLOSING = ".'’-&"  # what ends a sentence or a quotation is no part of its last word
_EDITION = ("online", "english", "edition", "news", "agency")  # what a name is often cited without


class Index:
    """All records of some documents, with the entities that their mentions were resolved to."""

    def __init__(self, records: Records, entities: Iterable[Entity] = ()) -> None:
        self.records = records
        self.documents: dict[str, Document] = {d.id: d for d in records.documents}
        self.statements: dict[str, Statement] = {s.id: s for s in records.statements}
        self.reports: dict[str, Report] = {r.id: r for r in records.reports}
        self.statements_of: dict[str, list[Statement]] = defaultdict(list)
        for statement in records.statements:
            self.statements_of[statement.document].append(statement)
        self._figures_of: dict[str, list[Figure]] = defaultdict(list)
        for figure in records.figures:
            self._figures_of[figure.document].append(figure)
        self._outlets = _outlets(records)
        self.mentions: dict[str, Mention] = {m.id: m for m in records.mentions}
        self.entities: dict[str, Entity] = {}
        self._entity_of: dict[str, Entity] = {}
        self._person: dict[str, Entity] = {}
        for entity in entities:
            self.entities[entity.id] = entity
            self._entity_of.update(dict.fromkeys(entity.mentions, entity))
            if entity.kind == "person" and " " in entity.name:
                self._person.setdefault(entity.name.casefold(), entity)
        self._by_document: dict[str, list[Mention]] = defaultdict(list)
        for mention in sorted(records.mentions, key=lambda m: m.span):
            self._by_document[mention.document].append(mention)
        self._starts = {doc: [m.span.start for m in found] for doc, found in self._by_document.items()}
        self._local_entity: dict[str, Entity] = {}
        for mention in records.mentions:
            if mention.id in self._entity_of:
                self._local_entity.setdefault(mention.local, self._entity_of[mention.id])

    def chain_of(self, record_by: str | None) -> list[Statement]:
        """The statements that hold a record, the outermost first; a loop is cut."""
        found: list[Statement] = []
        while record_by and (statement := self.statements.get(record_by)) and statement not in found:
            found.append(statement)
            record_by = statement.within
        return found[::-1]

    def of_document(self, document: str) -> list[Mention]:
        """The mentions of a document, in the order of the text."""
        return self._by_document.get(document, [])

    def inside(self, document: str, span: Span) -> list[Mention]:
        """The mentions inside a span, in the order of the text."""
        starts = self._starts.get(document, [])
        found = self._by_document.get(document, [])[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        return [mention for mention in found if mention.span.end <= span.end]

    def entity(self, mention: Mention) -> Entity | None:
        """The entity that a mention was resolved to."""
        return self._entity_of.get(mention.id) or self._local_entity.get(mention.local)

    def of_local(self, local: str | None) -> Entity | None:
        """The entity that a document's own id of a participant was resolved to."""
        return self._local_entity.get(local) if local else None

    def head(
        self, document: str, span: Span, kinds: Sequence[EntityKind] = ("person", "organisation")
    ) -> Mention | None:
        """The mention that a span's words come down to: the one they end in ("defence minister Hyon") or begin with."""
        found = [mention for mention in self.inside(document, span) if mention.kind in kinds]
        text = self.documents[document].text if document in self.documents else ""
        for mention in sorted(found, key=lambda m: (-m.span.end, m.span.start)):
            before = text[span.start : mention.span.start]
            if _AFTER_NAME.fullmatch(text, mention.span.end, span.end) and not _dependent(before, mention):
                return mention
        first = found[0] if found else None
        if first and first.span.start == span.start and text[first.span.end : first.span.end + 1] == ",":
            return first
        return None

    def beside(self, document: str, span: Span) -> Mention | None:
        """The person or body named in apposition right after a span: "a consul, Osk Marrat, has left"."""
        text = self.documents[document].text if document in self.documents else ""
        starts = self._starts.get(document, [])
        nearby = self.of_document(document)[bisect_left(starts, span.end) : bisect_left(starts, span.end + _REACH)]
        for mention in sorted(nearby, key=lambda m: (m.span.start, -m.span.end)):
            match = _APPOSITION.fullmatch(text, span.end, mention.span.start)
            if match and mention.kind != "place":
                end = mention.span.end
                closed = "," not in match[0] or end >= len(text) or text[end] in ',.;)\n"”'
                return mention if closed else None
        return None

    def age(self, document: str, entity: Entity) -> int | None:
        """How old a document says that somebody is."""
        told = (m for m in self.of_document(document) if m.age is not None)
        return next((m.age for m in told if self._entity_of.get(m.id) is entity), None)

    def numbers(self, report: Report) -> tuple[float | None, float | None]:
        """The least and the most of those a report tells of, by itself or by the figure that its count is."""
        if report.low is not None or report.high is not None:
            return report.low, report.high
        for argument in report.arguments:
            if argument.role == "count":
                for figure in self._figures_of.get(report.document, ()):
                    if figure.span.overlaps(argument.span):
                        exact = figure.low is None and figure.high is None
                        return (figure.value, figure.value) if exact else (figure.low, figure.high)
        return None, None

    def outlets_in(self, document: str, start: int, end: int) -> list[str]:
        """The outlets of the case, but for the document's own, that a stretch of its text names."""
        known = self.documents[document]
        words = [word.casefold().rstrip(_CLOSING) for word in _OUTLET_WORD.findall(known.text, start, end)]
        found = []
        for place, word in enumerate(words):
            found += [n for key, n in self._outlets.get(word, ()) if tuple(words[place : place + len(key)]) == key]
        return [name for name in dict.fromkeys(found) if name != known.outlet]

    def subject(self, report: Report) -> Entity | None:
        """Who is named right before the trigger, for a report without participants: "a consul, Marrat, has fled"."""
        found = self.of_document(report.document)
        starts = self._starts.get(report.document, [])
        text = self.documents[report.document].text if report.document in self.documents else ""
        for mention in reversed(found[: bisect_left(starts, report.trigger.start)][-3:]):
            if mention.kind == "person" and _BEFORE_VERB.fullmatch(text, mention.span.end, report.trigger.start):
                return self.entity(mention)
        return None

    def filler(self, report: Report, argument: Argument) -> Entity | None:
        """The person or body that an argument's words stand for, None where no name is known."""
        entity = self.of_local(argument.local)
        if entity:
            return self._person.get(entity.name.casefold(), entity) if entity.kind == "organisation" else entity
        mention = self.head(report.document, argument.span)
        if mention is None and argument.role in ("affected", "agent"):
            mention = self.beside(report.document, argument.span)
        entity = self.entity(mention) if mention else None
        if entity and entity.kind == "organisation":  # one name is not both a person's and a body's
            return self._person.get(entity.name.casefold(), entity)
        return entity

    def places(self, report: Report, roles: Sequence[str]) -> list[str]:
        """The names of the places in the arguments of these roles, as they were resolved."""
        names = []
        for argument in report.arguments:
            if argument.role in roles:
                found = [m for m in self.inside(report.document, argument.span) if m.kind == "place"]
                resolved = [(self.entity(m), m) for m in found]
                names += [entity.name if entity else mention.name for entity, mention in resolved]
                local = self.of_local(argument.local)
                if not found and local and local.kind == "place":
                    names.append(local.name)
        return list(dict.fromkeys(names))


def _dependent(before: str, mention: Mention) -> bool:
    """Whether the name only says whose or of what: "a colleague of X", "a spokesman for X", "the wife of X"."""
    if mention.kind == "person":
        return bool(re.search(r"\b(?:of|for|from|to|by|with|near|at|in|['’]s)\s+(?:[\w.\-]+\s+){0,3}$", before))
    return bool(re.search(r"\b(?:of|for|from|to|by|with|near|at|in)\s+(?:the\s+)?(?:[\w.\-]+\s+){0,3}$", before))


def _outlets(records: Records) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """The names of the documents' outlets as (words, name), by the first word."""
    names: dict[tuple[str, ...], str] = {}
    for document in records.documents:
        if words := _outlet_words(document.outlet or ""):
            names.setdefault(words, document.outlet or "")
    short: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for words, name in names.items():
        if len(words) > _SHORT:  # "Free Courier" for the Lodova Free Courier
            short[words[1:]].add(name)
    for words, whose in short.items():
        if len(whose) == 1 and words not in names:
            names[words] = min(whose)
    found: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for words, name in names.items():
        found[words[0]].append((words, name))
    return found


def _outlet_words(name: str) -> tuple[str, ...]:
    words = [word.casefold().rstrip(_CLOSING) for word in _OUTLET_WORD.findall(name)]
    words = words[1:] if words[:1] == ["the"] else words
    while len(words) > 2 and words[-1] in _EDITION:
        words.pop()
    return tuple(words)
