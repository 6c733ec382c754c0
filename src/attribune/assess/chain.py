"""Chains: from the page through each intermediary to the last one named, for every report and figure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from attribune.model import Hop

from .lexicon import words
from .party import Party, outlet, parties, plain, same_outlet
from .wording import sentence

if TYPE_CHECKING:
    from attribune.model import Figure, Report, Span, Statement
    from attribune.model.index import Index
    from attribune.profiles.geography import Geography

_WHOM = re.compile(r",?\swhom\s(?:the\s)?([^,.;\n]{2,60}?)\s(?:had\s)?(?:quoted|cited|interviewed|spoke)\b")
TIDINGS = "tidings:"
_GAP = 3  # characters between two sentences, an opening mark with them
_QUOTED_BY = re.compile(r"(?i)\b(?:quoted|cited|interviewed) by (?:the )?([^,;]{2,60})$")


@dataclass(frozen=True, slots=True)
class Trail:
    """The hops of a record with the party of each; ``statements`` are those that hold it, the outermost first."""

    hops: tuple[Hop, ...]
    parties: tuple[Party | None, ...]
    statements: tuple[Statement, ...]

    @property
    def last(self) -> Party:
        """The last party that is named or described: whose word it is. The outlet's, if nobody else's."""
        return next(party for party in reversed(self.parties) if party is not None)


class Chains:
    """Finds the trail of any record."""

    def __init__(self, index: Index, geography: Geography) -> None:
        self._index = index
        self.parties = parties(index, geography)
        self._outlets = {document.id: outlet(document) for document in index.records.documents}
        named = {plain(party.name): party for party in self._outlets.values() if party.named}
        self._named = dict(sorted(named.items()))
        self._shorts = {short: short for short in self._named}

    def outlet(self, document: str) -> Party:
        """The outlet of a document."""
        return self._outlets[document]

    def trail(self, record: Report | Figure) -> Trail:
        """The hops between the outlet and the one whose word a record stands on."""
        return self._trail(record.document, self._index.chain_of(record.by))

    def denial_trail(self, report: Report) -> Trail:
        """The hops to the one who calls a rumour false in the sentence after it: the outlet, or who is quoted there."""
        _, end = sentence(self._index.documents[report.document].text, report.trigger)
        after = [s for s in self._index.statements_of[report.document] if any(_opens(p, end) for p in s.content)]
        return self._trail(report.document, self._index.chain_of(after[0].id) if after else [])

    def statement_trail(self, statement: Statement) -> Trail:
        """The hops between the outlet and the one who makes a statement."""
        return self._trail(statement.document, self._index.chain_of(statement.id))

    def _trail(self, document: str, statements: list[Statement]) -> Trail:
        own = self._outlets[document]
        hops = [Hop(document, None, own.name, "media")]
        found: list[Party | None] = [own]
        for statement in statements:
            for hop, party in self._steps(statement, own):
                if party is None or party.key not in {p.key for p in found if p}:
                    hops.append(hop)
                    found.append(party)
        return Trail(tuple(hops), tuple(found), tuple(statements))

    def _steps(self, statement: Statement, own: Party) -> list[tuple[Hop, Party | None]]:
        """What one statement adds: the outlet that it was told to, and its source."""
        steps: list[tuple[Hop, Party | None]] = []
        told = self._told_to(statement, own)
        if told and statement.via:
            steps.append((Hop(statement.document, statement.via, told.name, "media"), told))
        steps += self._quoted_by(statement)
        party = self.parties.of.get(statement.id) or tidings(statement)
        span = statement.source or self.parties.sources.get(statement.id) or statement.cue
        if span:
            unnamed = span.quote if statement.source else f"somebody unnamed (“{span.quote}”)"
            name = party.name if party else unnamed
            kind = party.kind if party else "unspecified"
            steps.append((Hop(statement.document, span, name, kind, statement.hedges), party))
        if statement.id in self.parties.cited:
            span, party = self.parties.cited[statement.id]
            steps.append((Hop(statement.document, span, party.name, party.kind), party))
        return steps

    def _quoted_by(self, statement: Statement) -> list[tuple[Hop, Party | None]]:
        """The outlet that a source is "quoted by"."""
        source = statement.source
        if source is None:
            return []
        document = self._index.documents[statement.document]
        match = _QUOTED_BY.search(source.quote) or _WHOM.match(document.text, source.end)
        if not match:
            return []
        place = 0 if match.re is _WHOM else source.start
        span = document.span(place + match.start(1), place + match.end(1))
        party = self._outlet_called(span.quote) or Party(f"name:{plain(span.quote)}", span.quote, "media", named=True)
        return [(Hop(document.id, span, party.name, "media"), party)]

    def _outlet_called(self, name: str) -> Party | None:
        """The outlet of the case that goes by a name, wholly, in short or by its initials."""
        key = same_outlet(name, self._shorts)
        return self._named[key] if key else next((p for p in self._named.values() if _alike(name, p.name)), None)

    def _told_to(self, statement: Statement, own: Party) -> Party | None:
        """The other outlet that a source spoke to; a platform or a press conference is none."""
        via = statement.via
        if via is None or plain(via.quote) in words("platform") or _alike(via.quote, own.name):
            return None
        named = [m for m in self._index.inside(statement.document, via) if m.kind == "organisation"]
        if not named:
            return None
        entity = self._index.entity(named[0])
        name = entity.name if entity else named[0].name
        if known := self._outlet_called(name):
            return known
        return Party(f"entity:{entity.id}" if entity else f"name:{plain(name)}", name, "media", named=True)


def tidings(statement: Statement) -> Party | None:
    """Reports and rumours that somebody takes up without vouching for them: "it looked into a report that"."""
    cue = statement.cue if statement.source is None else None
    if cue is None or cue.quote.casefold().rpartition(" ")[2] not in words("tidings"):
        return None
    return Party(f"{TIDINGS}{statement.document}:{cue.start}", f"“{cue.quote}”", "media", named=False)


def _opens(part: Span, place: int) -> bool:
    """Whether a part of a statement holds the beginning of the sentence after a place, or begins with it."""
    return part.start - _GAP <= place < part.end


def _alike(one: str, other: str) -> bool:
    first, second = plain(one), plain(other)
    initials = "".join(word[0] for word in second.split() if word not in ("of", "the", "and"))
    return bool(first) and (first in (second, initials) or f" {second} " in f" {first} ")
