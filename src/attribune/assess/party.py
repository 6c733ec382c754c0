"""Parties: who the sources of statements are, within and across documents.

"The ministry", "he", "the paper" and "the same source" are taken for the one they take up in their document. Unnamed
people are never taken for a named one, nor for each other unless the text says so.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from attribune.profiles.geography import fold

from .ahead import known_later
from .citation import cited, kind_of, noun
from .lexicon import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from attribune.model import Document, Mention, SourceKind, Span, Statement
    from attribune.model.index import Index
    from attribune.profiles.geography import Geography

_WORD = re.compile(r"[\w&.\-]+(?:['’]\w+)?")
_INDEFINITE = re.compile(r"(?i)(?:an?|one|another|some|several|two|three|other|many)\s+\w")
_DEFINITE = re.compile(
    r"(?i)(?:the|this|that|these|those|both|his|her|its|their)\s|(?:he|she|him|her|they|them|it|i|we)$"
)
_PART_OF = re.compile(
    r"(?i)(?:one|another|two|some|most|all|both|neither|several|a (?:second|third)) of (?:the \w+|them|these|those)"
    r"|the (?:other|first|second|third|former|latter)"
)
_TRAILING = re.compile(r",\s((?:an?|the|one|two|several|some)\s[^,.;\n]{3,80})$")
_CITED = "cited:"
_BREATH = 600  # characters within which a pronoun takes up the last speaker
_SPEAKS = r"(?:spokes(?:man|men|woman|person|people)|press (?:secretary|officer))"
_SPEAKS_BEFORE = re.compile(rf"(?i)((?:[\w’'\-]+\s){{1,5}}){_SPEAKS},?\s*$")
_SPEAKS_AFTER = re.compile(
    rf"(?i),\s(?:an?\s|the\s|its\s)?(?:\w+\s){{0,2}}{_SPEAKS}\s(?:for|of|at)\s((?:[\w’'\-]+\s?){{1,6}})"
)
_MEMBER = re.compile(r",\s[^.;,]{0,60}\b(?:of|at|for|with|from|in)\s(?:the\s)?")
_BESIDE = 120  # characters after a name within which it is told where somebody belongs
_ACRONYM = re.compile(r"[A-Z][A-Z0-9]{1,6}")
_RELATIVE = ("who", "whom", "which", "that")
_ANTECEDENT = re.compile(
    r"(?P<words>(?:\b(?:an?|the|his|her|its|their|some|several|two|three|many)\s(?:[\w’'\-]{1,30}\s){0,5}[\w’'\-]{1,30})"
    r"|(?:[A-Z][\w’'\-.]{1,30}\s){0,4}[A-Z][\w’'\-]{1,30}|[\w’'\-]{1,30}),?\s$"
)
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


@dataclass(frozen=True, slots=True)
class Parties:
    """The party of every statement that has a source, and whom that source cites, by the statement's id.

    ``sources`` are the words for sources that were found at the end of what is attributed.
    """

    of: Mapping[str, Party]
    cited: Mapping[str, tuple[Span, Party]]
    sources: Mapping[str, Span]


def parties(index: Index, geography: Geography) -> Parties:
    """The parties of all statements."""
    outlets = {plain(d.outlet): outlet(d).key for d in index.records.documents if d.outlet}
    found: dict[str, Party] = {}
    spans: dict[str, Span] = {}
    trailing: dict[str, Span] = {}
    for document in index.records.documents:
        reader = Reader(index, geography, document, outlets)
        found.update(reader.read())
        spans.update(reader.cited)
        trailing.update(reader.sources)
    found = _one_name(found)
    return Parties(found, {name: (span, found[_CITED + name]) for name, span in spans.items()}, trailing)


class Reader:
    """Reads the sources of one document in order, so that each can take up an earlier one."""

    def __init__(self, index: Index, geography: Geography, document: Document, outlets: Mapping[str, str]) -> None:
        self._index = index
        self._geography = geography
        self._document = document
        self._outlets = outlets
        self._earlier: list[tuple[Span, Party]] = []
        self._body_of: dict[str, str] = {}
        self.cited: dict[str, Span] = {}
        self.sources: dict[str, Span] = {}

    def read(self) -> dict[str, Party]:
        """The party of each statement, by its id."""
        found = {}
        statements = self._index.statements_of[self._document.id]
        for given in sorted(statements, key=lambda s: (_place(s), s.id)):
            statement = self._with_trailing(given)
            party = self._party(statement)
            if party and statement.source:
                found[statement.id] = party
                self._earlier.append((statement.source, party))
                span = cited(self._index, statement)
                kind = kind_of(self._index, self._document.id, span) if span else None
                other = self._party(replace(statement, source=span, source_kind=kind, speaker=None)) if kind else None
                if span and other:
                    found[_CITED + statement.id] = other
                    self.cited[statement.id] = span
                    self._earlier.append((span, other))
        later = known_later(self._earlier, self._document)
        return {name: later.get(party.key, party) for name, party in found.items()}

    def _with_trailing(self, statement: Statement) -> Statement:
        """With the source that stands at the end of the content: "Marrat fled, a source in the port | said"."""
        if statement.source or not statement.cue or not statement.content:
            return statement
        last = statement.content[-1]
        match = _TRAILING.search(last.quote)
        if not match or not 0 <= statement.cue.start - last.end <= 2:
            return statement
        span = self._document.span(last.start + match.start(1), last.end)
        kind = kind_of(self._index, self._document.id, span)
        if kind is None:
            return statement
        self.sources[statement.id] = span
        return replace(statement, source=span, source_kind=kind)

    def _party(self, given: Statement) -> Party | None:
        statement = self._with_antecedent(given)
        source = statement.source
        if source is None or statement.source_kind == "unspecified" or source.quote.casefold() in words("label"):
            return None
        if source.quote.casefold() in words("possessive"):
            return Party(f"unnamed:{self._document.id}:{source.start}", source.quote, "anonymous", named=False)
        again = next((party for span, party in self._earlier if span == source), None) or self._last_speaker(source)
        return (
            again or self._named(statement, source) or self._taken_up(statement, source) or self._new(statement, source)
        )

    def _with_antecedent(self, statement: Statement) -> Statement:
        """With those whom a relative pronoun stands for: of "X, the lawmaker who doubted it" the lawmaker X."""
        source = statement.source
        if source is None or source.quote.casefold() not in _RELATIVE:
            return statement
        before = self._document.text[max(0, source.start - _BESIDE) : source.start]
        match = _ANTECEDENT.search(before)
        if not match:
            return statement
        start = source.start - len(before) + match.start("words")
        words_ = self._document.span(start, start + len(match["words"]))
        name = before[: match.start("words")].rstrip()
        if name.endswith(",") and match["words"][:1].islower():  # in apposition to the name before it
            end = source.start - len(before) + len(name) - 1
            named = self._index.inside(self._document.id, self._document.span(max(0, end - _BESIDE), end))
            words_ = next((m.span for m in reversed(named) if m.span.end == end), words_)
        return replace(statement, source=words_)

    def _named(self, statement: Statement, source: Span) -> Party | None:
        """The party that the words name, or that the document's fullest name for the speaker names."""
        head = self._index.head(self._document.id, source) or self._apposed(statement, source)
        bodies = [m for m in self._index.inside(self._document.id, source) if m.kind == "organisation"]
        if head is None and bodies:
            known = statement.source_kind in ("government", "organisation", "media")
            speaks_for = _holds(source.quote, "spokesman")
            head = bodies[0] if speaks_for else bodies[-1] if known else None
        if head:
            return self._of_mention(head, statement, source)
        said = source.quote.casefold().split()
        belongs = len(said) > 1 and said[-1] in words("possessive")  # "a relative of his" is not he
        if statement.speaker and statement.source_kind != "anonymous" and not belongs:
            described = statement.speaker.islower()  # "the group" is first of all the one that was named before
            again = self._taken_up(statement, source) if described else None
            return again or self._of_name(statement.speaker, statement, source)
        return None

    def _last_speaker(self, source: Span) -> Party | None:
        """Whom "he" takes up as a speaker: most likely the one who spoke last, a short way before."""
        if source.quote.casefold() not in words("one") or not self._earlier:
            return None
        span, party = self._earlier[-1]
        return (
            party
            if source.start - span.end <= _BREATH and _takes_up([source.quote.casefold()], party, "person")
            else None
        )

    def _apposed(self, statement: Statement, source: Span) -> Mention | None:
        """Who is named right after the words: "the lawyer Osk Marrat", "the aid group Open Shore"."""
        mention = self._index.beside(self._document.id, source)
        if mention is None or mention.kind == "person":
            return mention
        last = "".join(source.quote.casefold().split()[-1:])
        unlikely = last in words("someone") or last.removesuffix("s") in words("post")
        return None if unlikely and statement.source_kind != "media" else mention

    def _of_mention(self, head: Mention, statement: Statement, source: Span) -> Party:
        entity = self._index.entity(head)
        name = entity.name if entity else head.name
        key = self._key(name, entity.id if entity else None, entity.names if entity else ())
        if key.startswith("outlet:"):
            return Party(key, name, "media", named=True)
        if head.kind == "organisation":
            kind = self._kind(name, statement, head.span)
            return Party(key, name, kind, named=True, words=_content(f"{source.quote} {name}"))
        if self._kind(name, statement, head.span) == "media":  # an outlet that the name layer took for a person
            return Party(key, name, "media", named=True, words=_content(f"{source.quote} {name}"))
        body = self._body_of.get(key) or self._spoken_for(head, source)
        if body:
            self._body_of[key] = body
            said = _content(" ".join((source.quote, *head.titles, *head.offices)))
            return Party(body, name, "person", named=True, body=body, words=said)
        said = _content(" ".join((source.quote, *head.titles, *head.offices)))
        return Party(key, name, "person", named=True, body=self._member_of(head, source), words=said)

    def _member_of(self, head: Mention, source: Span) -> str | None:
        """The key of the body that a person is told to belong to: "the Open Shore director X", "X, head of the ..."."""
        start = source.start if 0 <= head.span.start - source.start <= _BESIDE else head.span.start
        near = self._document.span(start, min(len(self._document.text), head.span.end + _BESIDE))
        for mention in self._index.inside(self._document.id, near):
            before = mention.span.start < head.span.start
            between = self._document.text[head.span.end : max(head.span.end, mention.span.start)]
            if mention.kind == "organisation" and (before or _MEMBER.fullmatch(between)):
                entity = self._index.entity(mention)
                return self._key(entity.name if entity else mention.name, entity.id if entity else None, ())
        return None

    def _kind(self, name: str, statement: Statement, span: Span) -> SourceKind:
        """What a named body is. One that is called or introduced as outlets are, or that "reports", is an outlet."""
        if statement.source_kind == "government":
            return "government"
        before = self._document.text[max(0, span.start - 40) : span.start].casefold().split()[-2:]
        around = {
            *name.casefold().split(),
            *before,
            *(statement.source.quote.casefold().split() if statement.source else ()),
        }
        called = {*name.casefold().split()[-1:], *before} & (words("outlet_name") | words("outlet"))
        wire = "agency" not in around or bool(around & words("wire"))  # a refugee agency is no news agency
        reports = statement.cue is not None and statement.cue.quote.casefold() in words("outlet_cue")
        if (called and (wire or called != {"agency"})) or (reports and not _holds(name, "body")):
            return "media"
        taken = statement.source_kind in ("anonymous", "person") or (statement.source_kind == "media" and not wire)
        return "organisation" if taken else statement.source_kind

    def _spoken_for(self, head: Mention, source: Span) -> str | None:
        """The key of the body that somebody speaks for: "police spokesman X", "X, a spokeswoman for the ministry"."""
        text = self._document.text
        before = text[min(source.start, head.span.start) : head.span.start]
        if match := _SPEAKS_BEFORE.search(before):
            return self._body_key(match[1], head.span.start - len(before) + match.start(1))
        if match := _SPEAKS_AFTER.match(text, head.span.end):
            return self._body_key(match[1], match.start(1))
        return None

    def _body_key(self, phrase: str, start: int) -> str:
        span = self._document.span(start, start + len(phrase))
        for mention in self._index.inside(self._document.id, span):
            if mention.kind == "organisation":
                entity = self._index.entity(mention)
                names = entity.names if entity else ()
                return self._key(entity.name if entity else mention.name, entity.id if entity else None, names)
        short = [word.casefold() for word in _WORD.findall(phrase) if word.casefold() not in words("idle")]
        if len(short) == 1:  # "the ministry's spokeswoman" speaks for the ministry that was named before
            for _, party in reversed(self._earlier):
                if party.named and party.kind != "person" and short[0] in plain(party.name).split():
                    return party.key
        return self._described(phrase)

    def _described(self, phrase: str) -> str:
        """The key of a body that no name layer knows, by its words: "Iran's foreign ministry", "the Iranian ..."."""
        found = [fold(self._geography.find(word) or word) for word in plain(phrase).split()]
        return f"name:{' '.join(sorted(set(found)))}"

    def _of_name(self, name: str, statement: Statement, source: Span) -> Party | None:
        for _, party in reversed(self._earlier):
            if party.named and plain(party.name) == plain(name):
                return party
        for mention in self._index.of_document(self._document.id):
            if mention.name == name and mention.kind != "place":
                return self._of_mention(mention, statement, source)
        if (key := same_outlet(name, self._outlets)) is not None:
            return Party(key, name, "media", named=True)
        return Party(
            self._described(name), name, self._kind(name, statement, source), named=True, words=_content(source.quote)
        )

    def _key(self, name: str, entity: str | None, names: Iterable[str]) -> str:
        for known in (name, *names):
            if (key := same_outlet(known, self._outlets)) is not None:
                return key
        return f"entity:{entity}" if entity else self._described(name)

    def _taken_up(self, statement: Statement, source: Span) -> Party | None:
        """The earlier party that a pronoun or "the ...", "the same ..." takes up, or a part of it: "one of them"."""
        if _PART_OF.fullmatch(source.quote):
            head = [source.quote.casefold().split()[-1]] if " of the " in source.quote.casefold() else []
            several = [p for span, p in self._earlier if _plural(p) and source.start - span.end <= _BREATH]
            return next((p for p in reversed(several) if not head or _takes_up(head, p, "anonymous")), None)
        if _INDEFINITE.match(source.quote):
            return None
        if statement.source_kind == "anonymous" and not _DEFINITE.match(source.quote):
            return None  # "officials" are any officials, "the officials" those told of
        found = [word.casefold() for word in _WORD.findall(source.quote)]
        for _, party in reversed(self._earlier):
            if _takes_up(found, party, statement.source_kind):
                return party
        return None

    def _new(self, statement: Statement, source: Span) -> Party:
        kind = statement.source_kind
        quote = self._spelled_out(source)
        if _INDEFINITE.match(quote) and noun(quote).removesuffix("s") in words("post"):
            kind = "anonymous"  # "a prison guard" serves a state, and is not its voice
        key = same_outlet(quote, self._outlets) if kind == "media" else self._outlets.get(plain(quote))
        if key is not None:
            return Party(key, quote, "media", named=True)
        places = {m.name for m in self._index.inside(self._document.id, source) if m.kind == "place"}
        described = _content(quote) | {w for _, text in statement.description for w in _content(text)}
        if kind in ("government", "organisation") or (kind == "media" and quote != source.quote):
            kind = "organisation" if kind == "media" else kind
            return Party(self._described(quote), quote, kind, named=True, words=described)
        if kind == "anonymous" and noun(quote) in words("outlet"):
            kind = "media"  # "a recent media report", "the western press": outlets that nobody could look up
        places |= {text for aspect, text in statement.description if aspect == "place"}
        return Party(
            f"unnamed:{self._document.id}:{source.start}",
            quote,
            "anonymous" if kind == "person" else kind,
            named=False,
            words=described,
            places=frozenset(places),
        )

    def _spelled_out(self, source: Span) -> str:
        """The fuller words that "the agency" takes up, where the text has them: "the Northern refugee agency"."""
        match = re.fullmatch(r"(?i)the ([a-z]+)", source.quote)
        if not match:
            return source.quote
        fuller = re.compile(rf"(?:[A-Z][\w’'\-]*\s(?:(?:[\w’'\-]+|of|for)\s){{0,3}}?){re.escape(match[1])}\b")
        found = fuller.findall(self._document.text, 0, source.start)
        return found[-1] if found else source.quote


def _takes_up(found: list[str], party: Party, kind: SourceKind) -> bool:
    """Whether words without a name of their own can take up a party."""
    head = found[-1] if found else ""
    if head in words("one"):
        return party.kind in ("person", "anonymous", "government") and not _plural(party)
    if head in words("several"):
        return party.kind != "person"
    if head in words("it"):
        return party.kind in ("media", "organisation", "government")
    known = {word.removesuffix("s") for word in (*party.words, *plain(party.name).split())}
    if not {word.removesuffix("s") for word in _content(" ".join(found[:-1]))} <= known:
        return False  # "the western press" is not the press told of before
    if head in words("outlet") and kind == "media":
        return party.kind == "media"
    return head.removesuffix("s") in known


def _plural(party: Party) -> bool:
    return not party.named and noun(party.name).endswith("s")


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
