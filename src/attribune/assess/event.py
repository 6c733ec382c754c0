"""Events with all that assessment says of them, and the chains and origins gathered on the way."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from attribune.model import Chain, Event, Link, Origin, digest

from .corroboration import corroborating
from .detail import details
from .doer import Doers
from .grade import Standing, grade
from .state import CLAIMED, States

if TYPE_CHECKING:
    from collections.abc import Sequence

    from attribune.model import Figure, Report, SourceKind
    from attribune.model.index import Index
    from attribune.profiles.geography import Geography

    from .conflict import Conflicts
    from .origin import Origins, Source, Telling


class Assessor:
    """Assesses one event after the other; chains, origins and links are complete when all were seen."""

    def __init__(self, index: Index, geography: Geography, origins: Origins, conflicts: Conflicts) -> None:
        self._index = index
        self._origins = origins
        self._conflicts = conflicts
        self._states = States(index)
        self._doers = Doers(index, geography)
        self._origin_of: dict[str, str] = {}
        self._known: dict[str, tuple[SourceKind, str, str, list[str], list[str]]] = {}
        self.links: list[Link] = []

    def event(self, event: Event) -> Event:
        """The event with details, counts, corroboration and grade."""
        tellings = self._origins.tellings(event)
        sources = self._origins.sources(tellings)
        for source in (*sources, *self._others(tellings)):
            self._note(source)
        denials = self._deniers(tellings, sources)
        states = self._states.refuted([t.report for t in tellings if t.stance == "asserts" and t.id == t.report.id])
        self.links += [*self._conflicts.find(tellings, sources), *states]
        denying = {key for source in denials for key in (source.party.key, *(p.key for p in source.parties))}
        both = corroborating([s for s in sources if s.party.key not in denying])  # who denies it supports nobody
        given = grade(
            Standing(
                sources,
                both,
                self._doers.name(sources),
                refuted=next((link.why for link in states if link.made.rule != CLAIMED), ""),
                withdrawn=_withdrawn(tellings, sources),
                against=self._against(denials, tellings),
            )
        )
        return replace(
            event,
            details=tuple(details(self._index, [t for t in tellings if t.id == t.report.id], self._origin_of)),
            origins=len(sources),
            anonymous_origins=sum(source.party.kind == "anonymous" for source in sources),
            denials=len(denials),
            corroborated=both is not None,
            credibility=given.credibility,
            grade_reason=given.reason,
        )

    def _others(self, tellings: Sequence[Telling]) -> list[Source]:
        """Whose word the tellings are that neither assert nor deny."""
        return [s for stance in ("neither", "doubts", "withdraws") for s in self._origins.sources(tellings, stance)]

    def _note(self, source: Source) -> None:
        kind, party = source.party.kind, source.party
        known = self._known.setdefault(source.id, (kind, party.name, source.reason, [], []))
        for telling in source.tellings:
            known[3].append(telling.report.document)
            if telling.id == telling.report.id:  # an answer is no report
                self._origin_of[telling.id] = source.id
                known[4].append(telling.id)

    def _deniers(self, tellings: Sequence[Telling], sources: Sequence[Source]) -> list[Source]:
        """Who denies it, each once. Who told it on an earlier day denies what was answered to that, and is none; who
        calls it a lie and tells it on one day does both, and a reader must see both.
        """
        told = {p.key: min(t.age for t in source.tellings) for source in sources for p in source.parties}
        found = self._origins.sources(tellings, "denies")
        for source in found:
            self._note(source)
        return [s for s in found if s.party.key not in told or s.tellings[0].age <= told[s.party.key]]

    def _against(self, denials: Sequence[Source], tellings: Sequence[Telling]) -> tuple[str, ...]:
        """Those who deny it and did not do it: the word of the accused lowers nothing."""
        accused = set()
        for telling in tellings:
            for argument in telling.report.arguments:
                entity = self._index.filler(telling.report, argument) if argument.role == "agent" else None
                accused.add(f"entity:{entity.id}" if entity else "")
        return tuple(s.party.name for s in denials if s.party.named and s.party.key not in accused)

    def chains(self) -> tuple[Chain, ...]:
        """The chain of every report and figure, in the order of the records."""
        records: list[Report | Figure] = [*self._index.records.reports, *self._index.records.figures]
        found = []
        for record in records:
            trail = self._origins.chains.trail(record)
            origin = self._origin_of.get(record.id)
            if origin is None:
                origin = "o" + digest("origin", trail.last.key)
                known = self._known.setdefault(origin, (trail.last.kind, trail.last.name, "the last one named", [], []))
                known[3].append(record.document)
                known[4].append(record.id)
            found.append(Chain(record.id, record.document, trail.hops, origin))
        return tuple(found)

    def origins(self) -> tuple[Origin, ...]:
        """Every origin with what goes back to it."""
        return tuple(
            Origin(name, kind, title, tuple(dict.fromkeys(documents)), tuple(dict.fromkeys(reports)), reason)
            for name, (kind, title, reason, documents, reports) in sorted(self._known.items())
        )


def _withdrawn(tellings: Sequence[Telling], sources: Sequence[Source]) -> str:
    """Why the event stands withdrawn: whoever told it alone has taken it back."""
    for telling in tellings:
        own = telling.trail.parties[0]
        if telling.stance == "withdraws" and own and len(sources) <= 1:
            told = [t for source in sources for t in source.tellings if t.trail.parties[0] == own]
            if told:
                return f"{own.name} has withdrawn its report"
    return ""
