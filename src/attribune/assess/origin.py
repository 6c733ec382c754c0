"""Origins: where the knowledge of an event's tellings comes from, counted by the rules of the gold files.

Two tellings share an origin where they stand on one party's word, where one repeats the other's words, where one
cites the other's outlet, and where an article tells in its own voice what it also attributes. What is left are the
components. A denial, a refused comment, a question or a forecast is no origin.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING, Literal

import networkx as nx

from attribune.model import digest

from .ahead import under_heading
from .answer import Answer, answers
from .chain import TIDINGS, Chains, Trail
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
_DESCRIBED = 2  # words by which a description without a name tells one person from others
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


class _Heard:
    """The tellings of one event as they are asked for: by document, and those that name somebody by outlet."""

    def __init__(self, told: Sequence[Telling]) -> None:
        self.told = told
        self.of_document: dict[str, list[Telling]] = defaultdict(list)
        self._ages: dict[str, list[str]] = defaultdict(list)
        self._of_outlet: dict[str, list[Telling]] = defaultdict(list)
        self._places: dict[str, list[tuple[int, int, Telling]]] = defaultdict(list)
        for number, one in enumerate(told):
            self.of_document[one.report.document].append(one)
            outlet = one.trail.parties[0]
            if outlet and not one.own_voice:
                self._ages[outlet.key].append(one.age)
                self._of_outlet[outlet.key].append(one)
                self._places[one.report.document].append((one.report.trigger.start, number, one))
        for places in self._places.values():
            places.sort(key=itemgetter(0, 1))

    def beside(self, telling: Telling) -> Telling | None:
        """The one of its document that names somebody and stands nearest."""
        places, start = self._places.get(telling.report.document, []), telling.report.trigger.start
        after = bisect_left(places, start, key=itemgetter(0))
        before = bisect_left(places, places[after - 1][0], key=itemgetter(0)) if after else 0
        near = [places[n] for n in {before, after} if n < len(places)]
        return min(near, key=lambda place: (abs(place[0] - start), place[1]))[2] if near else None

    def earlier(self, telling: Telling) -> Telling | None:
        """The last one of its outlet that names somebody and is no younger."""
        outlet = telling.trail.last.key
        count = bisect_right(self._ages.get(outlet, []), telling.age)
        return self._of_outlet[outlet][count - 1] if count else None


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
        self._spoke_to: dict[str, list[str]] = {}
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
        heard = _Heard(told)
        derived = {t.id for t in told if self._derive(t, heard, graph)}
        for telling in told:
            if telling.id not in derived:
                graph.add_edge(telling.id, telling.trail.last.key)
        self._join_unnamed(told, graph)
        by_id = {telling.id: telling for telling in told}
        part_of = {name: n for n, part in enumerate(nx.connected_components(graph)) for name in part}
        groups: dict[int, list[Telling]] = defaultdict(list)
        for name, telling in by_id.items():
            groups[part_of[name]].append(telling)
        return [self._source(group, derived) for group in groups.values()]

    def _source(self, group: list[Telling], derived: set[str]) -> Source:
        """The origin that a group of tellings has: the last party named by those that repeat no other."""
        own = [t for t in group if t.id not in derived] or group
        rated = [((not p.named, p.kind == "media", n), p) for n, p in enumerate(t.trail.last for t in own)]
        parties = {t.trail.last.key: t.trail.last for t in own}
        party = min(rated, key=lambda r: r[0])[1]
        voices = {t.report.document: None for t in own if t.own_voice and t.trail.last.key == party.key}
        seen = any(witnessed(self._index.documents[document], party.name) for document in voices)
        return Source(party, tuple(group), tuple(parties.values()), seen)

    def _derive(self, telling: Telling, heard: _Heard, graph: nx.Graph) -> bool:
        """Join a telling to the one that it repeats; whether it has no origin of its own."""
        copied, told = self._copied(telling, heard), heard.told
        joined = copied or self._headed(telling, heard) or _taken_up(telling, told)
        if joined:
            graph.add_edge(telling.id, joined.id)
            return True
        if telling.own_voice and (cited := self._names_outlet(telling, told)):
            graph.add_edge(telling.id, cited.id)
            return True
        if telling.own_voice:
            return self._lead(telling, heard, graph)
        return self._retold(telling, told, graph)

    def _copied(self, telling: Telling, heard: _Heard) -> Telling | None:
        """The telling in another document whose words this one repeats."""
        for source, passage in self._passages.get(telling.report.document, ()):
            if passage.target.holds(telling.report.trigger):
                for other in heard.of_document.get(source, ()):
                    if passage.source.holds(other.report.trigger):
                        return other
        return None

    def _headed(self, telling: Telling, heard: _Heard) -> Telling | None:
        """The telling under a heading whose word it gives: a heading has no source that its article does not name."""
        under = under_heading(self._index.documents[telling.report.document])
        if telling.report.trigger.start >= under:
            return None
        named = [t for t in heard.of_document[telling.report.document] if not t.own_voice]
        named = [t for t in named if t.report.trigger.start >= under]
        same = any(t.trail.last.key == telling.trail.last.key for t in named)
        return None if same else min(named, key=lambda t: t.report.trigger.start, default=None)

    def _lead(self, telling: Telling, heard: _Heard, graph: nx.Graph) -> bool:
        """Join what an article tells in its own voice to what it, or its outlet before, attributes."""
        if beside := heard.beside(telling):
            graph.add_edge(telling.report.id, beside.report.id)
            return True
        if before := heard.earlier(telling):
            graph.add_edge(telling.id, before.id)
            return True
        return False

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
            self._join_described(telling, told, graph)
            media = [
                party.key for party in telling.trail.parties[1:-1] if party and party.kind == "media" and party.named
            ]
            if media and not telling.trail.last.named and telling.trail.last.kind != "media":
                graph.add_edge(telling.id, first.setdefault(media[-1], telling.id))

    def _join_described(self, telling: Telling, told: Sequence[Telling], graph: nx.Graph) -> None:
        """Join "the race director" to the one person whom another article of the event calls so and names."""
        last = telling.trail.last
        said = last.words - {"the"}
        if last.named or last.kind == "media" or len(said) < _DESCRIBED or not last.name.casefold().startswith("the "):
            return
        others = [t for t in told if t.report.document != telling.report.document and t.trail.last.named]
        alike = {t.trail.last.key: t for t in others if t.trail.last.kind == "person" and said <= t.trail.last.words}
        if len(alike) == 1:
            graph.add_edge(telling.id, next(iter(alike.values())).id)

    def _join_known(self, telling: Telling, told: Sequence[Telling], graph: nx.Graph) -> None:
        """Join an unnamed source to the one that the text says it is: "the same source", "who spoke to the Echo"."""
        last, own = telling.trail.last, telling.trail.parties[0]
        if last.named or own is None or last.kind == "media":
            return
        document = telling.report.document
        if document not in self._spoke_to:
            self._spoke_to[document] = spoke_to(self._index.documents[document])
        known = [name or own.name for name in self._spoke_to[document]]
        if last.name.casefold().startswith("the same"):
            known.append(own.name)
        for other in told if known else ():
            theirs = other.trail.parties[0]
            unnamed = not other.trail.last.named and not other.own_voice
            elsewhere = other.report.document != telling.report.document
            if elsewhere and unnamed and theirs and any(plain(name) == plain(theirs.name) for name in known):
                graph.add_edge(telling.id, other.id)


def _taken_up(telling: Telling, told: Sequence[Telling]) -> Telling | None:
    """The first that told it elsewhere, of a telling that only takes up what is reported."""
    if not telling.trail.last.key.startswith(TIDINGS):
        return None
    others = (t for t in told if t.report.document != telling.report.document and t.age <= telling.age)
    return next((t for t in others if not t.trail.last.key.startswith(TIDINGS)), None)


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
