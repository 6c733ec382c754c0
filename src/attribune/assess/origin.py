"""Origins: where the knowledge of an event's tellings comes from, counted by the rules of the gold files.

Two tellings share an origin where they stand on one party's word, where one repeats the other's words, where one
cites the other's outlet, and where an article tells in its own voice what it also attributes. What is left are the
components. A denial, a refused comment, a question or a forecast is no origin.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import networkx as nx

from attribune.model import digest

from .answer import Answer, answers
from .chain import Chains, Trail
from .lexicon import words
from .party import Party, plain
from .wording import sentence, spoke_to, withdrawn, witnessed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from attribune.model import Copy, Event, Passage, Report, Span
    from attribune.model.index import Index
    from attribune.profiles.geography import Geography

Stance = Literal["asserts", "denies", "doubts", "withdraws", "neither"]
_CALLED = ".called_false"  # the rule of a report that its text calls a false rumour
_ASSERTED = ("occurred", "reported", "rumoured")


@dataclass(frozen=True, slots=True)
class Telling:
    """A report, or a statement that answers one, with its trail, and whether it asserts or denies the event.

    ``id`` and ``span`` are those of the report or the answer; ``report`` is what is told or answered.
    """

    id: str
    span: Span
    report: Report
    trail: Trail
    stance: Stance
    age: str

    @property
    def own_voice(self) -> bool:
        """Whether nobody beyond the outlet is named for it."""
        return self.trail.last is self.trail.parties[0]


@dataclass(frozen=True, slots=True)
class Source:
    """One origin of an event: the party whose word it is, and the tellings that go back to it.

    ``witness`` says that it is an outlet whose own people saw it.
    """

    party: Party
    tellings: tuple[Telling, ...]
    parties: tuple[Party, ...]
    witness: bool = False

    @property
    def id(self) -> str:
        """The origin's id: equal for one party in all events."""
        return "o" + digest("origin", self.party.key)

    @property
    def reason(self) -> str:
        """Why these tellings are one origin."""
        documents = len({telling.report.document for telling in self.tellings})
        if self.party.kind == "media" and len(self.tellings[0].trail.hops) == 1:
            return f"{self.party.name} tells it without naming a source"
        return f"the last one named is {self.party.name}" + (f", in {documents} documents" if documents > 1 else "")


class Origins:
    """Finds the origins of events."""

    def __init__(self, index: Index, geography: Geography, copies: Sequence[Copy]) -> None:
        self._index = index
        self.chains = Chains(index, geography)
        self.answers = answers(index, self.chains.parties.of)
        self._answers_to: dict[str, list[Answer]] = defaultdict(list)
        for answer in self.answers:
            for report in answer.reports:
                self._answers_to[report.id].append(answer)
        self._passages: dict[str, list[tuple[str, Passage]]] = defaultdict(list)
        for copy in copies:
            for passage in copy.passages:
                self._passages[copy.target].append((copy.source, passage))

    def tellings(self, event: Event) -> list[Telling]:
        """The event's reports with their trails, oldest first."""
        reports = [self._index.reports[name] for name in event.reports if name in self._index.reports]
        asserted = any(report.status in _ASSERTED for report in reports)
        told = []
        for report in reports:
            document = self._index.documents[report.document]
            trail = (
                self.chains.denial_trail(report) if report.made.rule.endswith(_CALLED) else self.chains.trail(report)
            )
            stance = _stance(report, trail, asserted=asserted)
            if withdrawn(document, report.trigger):
                stance = "withdraws"
            age = document.published or "9999"
            told.append(Telling(report.id, report.trigger, report, trail, stance, age))
            told += [self._answer(answer, report, age) for answer in self._answers_to[report.id]]
        told = list({telling.id: telling for telling in told}.values())
        return sorted(told, key=lambda t: (t.age, self._index.documents[t.report.document].path, t.span))

    def _answer(self, answer: Answer, report: Report, age: str) -> Telling:
        trail = self.chains.statement_trail(answer.statement)
        return Telling(answer.statement.id, answer.statement.content[0], report, trail, answer.stance, age)

    def sources(self, tellings: Sequence[Telling], stance: Stance = "asserts") -> list[Source]:
        """The independent origins among the tellings of one stance, in the order in which they first speak."""
        told = [telling for telling in tellings if telling.stance == stance]
        graph = nx.Graph()
        graph.add_nodes_from(telling.id for telling in told)
        derived = {t.id for t in told if self._derive(t, told, graph)}
        for telling in told:
            if telling.id not in derived:
                graph.add_edge(telling.id, telling.trail.last.key)
        self._join_unnamed(told, graph)
        by_id = {telling.id: telling for telling in told}
        groups = [[by_id[n] for n in by_id if n in part] for part in nx.connected_components(graph)]
        found = [self._source(group, derived) for group in groups if group]
        return sorted(found, key=lambda source: told.index(source.tellings[0]))

    def _source(self, group: list[Telling], derived: set[str]) -> Source:
        """The origin that a group of tellings has: the last party named by those that repeat no other."""
        own = [t for t in group if t.id not in derived] or group
        rated = [((not p.named, p.kind == "media", n), p) for n, p in enumerate(t.trail.last for t in own)]
        parties = {t.trail.last.key: t.trail.last for t in own}
        party = min(rated, key=lambda r: r[0])[1]
        voices = [t for t in own if t.own_voice and t.trail.last.key == party.key]
        seen = any(witnessed(self._index.documents[t.report.document], party.name) for t in voices)
        return Source(party, tuple(group), tuple(parties.values()), seen)

    def _derive(self, telling: Telling, told: Sequence[Telling], graph: nx.Graph) -> bool:
        """Join a telling to the one that it repeats; whether it has no origin of its own."""
        copied = self._copied(telling, told)
        if copied:
            graph.add_edge(telling.id, copied.id)
            return True
        if telling.own_voice and (cited := self._names_outlet(telling, told)):
            graph.add_edge(telling.id, cited.id)
            return True
        if telling.own_voice:
            return self._lead(telling, told, graph)
        return self._retold(telling, told, graph)

    def _copied(self, telling: Telling, told: Sequence[Telling]) -> Telling | None:
        """The telling in another document whose words this one repeats."""
        for source, passage in self._passages.get(telling.report.document, ()):
            if passage.target.holds(telling.report.trigger):
                for other in told:
                    if other.report.document == source and passage.source.holds(other.report.trigger):
                        return other
        return None

    def _lead(self, telling: Telling, told: Sequence[Telling], graph: nx.Graph) -> bool:
        """Join what an article tells in its own voice to what it, or its outlet before, attributes."""
        report, outlet = telling.report, telling.trail.last.key
        own = [t for t in told if not t.own_voice and t.trail.parties[0] and t.trail.parties[0].key == outlet]
        here = [t for t in own if t.report.document == report.document]
        if here:
            graph.add_edge(
                report.id, min(here, key=lambda t: abs(t.report.trigger.start - report.trigger.start)).report.id
            )
        elif before := [t for t in own if t.age <= telling.age]:
            graph.add_edge(telling.id, before[-1].id)
            return True
        return bool(here)

    def _names_outlet(self, telling: Telling, told: Sequence[Telling]) -> Telling | None:
        """The telling of another outlet that the sentence names without an attribution that was understood."""
        document = self._index.documents[telling.report.document]
        named = self._index.outlets_in(document.id, *sentence(document.text, telling.report.trigger))
        theirs = [t for t in told if t.trail.parties[0] and t.trail.parties[0].name in named]
        return _best(theirs) if theirs else None

    def _retold(self, telling: Telling, told: Sequence[Telling], graph: nx.Graph) -> bool:
        """Join a telling that goes back to another document's outlet to that document's own telling."""
        last = telling.trail.last
        cited = {party.key for party in telling.trail.parties[1:] if party and party.kind == "media"}
        theirs = [t for t in told if t.trail.parties[0] and t.trail.parties[0].key in cited and t is not telling]
        theirs = [t for t in theirs if t.report.document != telling.report.document]
        if not theirs:
            return False
        if last.kind == "media" or not last.named:
            unnamed = [t for t in theirs if not t.trail.last.named] if last.kind != "media" else []
            graph.add_edge(telling.id, _best(unnamed or theirs).id)
            return True
        return False

    def _join_unnamed(self, told: Sequence[Telling], graph: nx.Graph) -> None:
        """Unnamed sources that two articles know from one outlet are one."""
        first: dict[str, str] = {}
        for telling in told:
            self._join_known(telling, told, graph)
            media = [
                party.key for party in telling.trail.parties[1:-1] if party and party.kind == "media" and party.named
            ]
            if media and not telling.trail.last.named and telling.trail.last.kind != "media":
                graph.add_edge(telling.id, first.setdefault(media[-1], telling.id))

    def _join_known(self, telling: Telling, told: Sequence[Telling], graph: nx.Graph) -> None:
        """Join an unnamed source to the one that the text says it is: "the same source", "who spoke to the Echo"."""
        last, own = telling.trail.last, telling.trail.parties[0]
        if last.named or own is None or last.kind == "media":
            return
        document = self._index.documents[telling.report.document]
        known = [name or own.name for name in spoke_to(document)]
        if last.name.casefold().startswith("the same"):
            known.append(own.name)
        for other in told:
            theirs = other.trail.parties[0]
            unnamed = not other.trail.last.named and not other.own_voice
            elsewhere = other.report.document != telling.report.document
            if elsewhere and unnamed and theirs and any(plain(name) == plain(theirs.name) for name in known):
                graph.add_edge(telling.id, other.id)


def _best(theirs: Sequence[Telling]) -> Telling:
    """Of a document's tellings the one that names most of where it comes from."""
    return max(theirs, key=lambda t: (not t.own_voice, t.trail.last.named, -t.report.trigger.start))


def _stance(report: Report, trail: Trail, *, asserted: bool) -> Stance:
    if any(argument.span.quote.casefold() in words("negative") for argument in report.arguments):
        return "denies"
    acts = [statement.act for statement in trail.statements]
    if "decline" in acts:
        return "neither"
    if "question" in acts:
        return "doubts"
    if report.status == "denied":
        return "denies"
    if report.status in _ASSERTED or (report.status == "planned" and not asserted):
        return "asserts"
    return "neither"
