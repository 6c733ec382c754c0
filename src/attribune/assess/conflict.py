"""Conflicts between the tellings of one event: when, where, who, how many, whether, why.

What is only less precise, a bound, a part, a name withheld or a pseudonym is no conflict. Each pair of values is told
once for each pair of origins, between the first tellings of each; in an event with hundreds of conflicts whoever comes
later is held against the earliest only, so that an event told a thousand times has no million of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from attribune.model import Link, Made
from attribune.model.edtf import gap, loose

from .contrast import number_of
from .detail import bounds
from .site import at_home, sort_of
from .wording import listed, sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Sequence

    from attribune.model import Detail, Report, Span
    from attribune.model.index import Index
    from attribune.profiles.geography import Geography

    from .origin import Source, Telling

VERSION = "1"
_MANY = 500  # conflicts about one detail of an event, beyond which a telling is held against few others:
_FIRST = 8  # the first who held each of so many values
_ROLES = ("place", "origin", "destination")
_AGAINST = {
    "denies": "it happened|it did not",
    "doubts": "it happened|that is doubtful",
    "withdraws": "it happened|that report is withdrawn",
}
_BECAUSE = re.compile(r"[^.;\n]{0,120}?\b(?:because of|due to|because)\s([^,.;\n]{3,100})")
# A name in apposition that was not recognised as one: "the consul in Narva, Ulma Tedder-Way, ...".
_UNKNOWN = re.compile(
    r"(?:\s(?:in|of|to|at|from)\s(?:the\s)?[\w’'\-]+(?:\s[\w’'\-]+){0,3}?)?,\s([A-Z][\w’'\-]+(?:\s[A-Z][\w’'\-]+){1,3}),"
)
_MORE = re.compile(r"(?i)\b(?:more|further|other|another|additional|including|of them|among them)\b")


@dataclass(frozen=True, slots=True)
class Value:
    """What one telling holds of a detail: in words, where it stands, and in the form that it is compared in."""

    text: str
    span: Span | None
    names: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None


class Conflicts:
    """Finds where the tellings of one event cannot all be right."""

    def __init__(self, index: Index, geography: Geography) -> None:
        self._index = index
        self._geography = geography
        self._origin: dict[str, str] = {}  # of the event that is looked at

    def find(self, tellings: Sequence[Telling], sources: Sequence[Source]) -> list[Link]:
        """All conflicts among the tellings of one event, each once between two origins."""
        self._origin = {t.id: source.id for source in sources for t in source.tellings}
        told = [t for t in tellings if t.stance == "asserts" and t.id == t.report.id]
        found = [*self._whether(tellings)]
        found += self._differ(told, "when", self._when, _dates_clash)
        for role in _ROLES:
            found += self._differ(told, "where", partial(self._where, role), self._places_clash)
        found += self._differ(told, "where", self._site, _sites_clash)
        found += self._differ(told, "how_many", self._how_many, _numbers_clash)
        found += self._differ(told, "who", self._who, _people_clash)
        found += self._differ(told, "why", self._why, _reasons_clash)
        return found

    def _differ(
        self,
        told: Sequence[Telling],
        detail: Detail,
        read: Callable[[Report], Value | None],
        clash: Callable[[Value, Value], str],
    ) -> Iterator[Link]:
        held: dict[Hashable, dict[str, tuple[Telling, Value]]] = {}  # the first telling of each origin, by value
        clashing: dict[tuple[Hashable, Hashable], str] = {}
        seen: set[frozenset[tuple[str, str]]] = set()
        for telling in told:
            value, origin = read(telling.report), self._origin[telling.id]
            if value is None:
                continue
            own = (value.text, value.names, value.low, value.high)
            ours = held.setdefault(own, {})
            if origin in ours:
                continue
            many = len(seen) >= _MANY
            for key, theirs in islice(held.items(), _FIRST if many else None):
                if key == own:
                    continue
                if (why := clashing.get((key, own))) is None:
                    why = clashing[key, own] = clash(next(iter(theirs.values()))[1], value)
                for whose, (earlier, other) in islice(theirs.items(), 1 if many else None) if why else ():
                    pair = frozenset({(whose, other.text), (origin, value.text)})
                    mine = detail == "why" and earlier.trail.last.key == telling.trail.last.key
                    if pair not in seen and not mine:
                        seen.add(pair)
                        yield self._link(detail, (earlier, other.span), (telling, value.span), why)
            ours[origin] = telling, value

    def _link(
        self,
        detail: Detail,
        one: tuple[Telling, Span | None],
        other: tuple[Telling, Span | None],
        why: str,
        others: Sequence[str] = (),
    ) -> Link:
        """A conflict between two ends; ``others`` hold what the first end holds."""
        (first, a), (second, b) = one, other
        ours = listed([self._says(first).removesuffix(":"), *others]) + ":"
        sentence = f"{ours} {why.partition('|')[0]}; {self._says(second)} {why.partition('|')[2]}"
        made = Made(f"conflict.{detail}", sentence, VERSION)
        ends = (a or first.span, b or second.span, first.report.document, second.report.document)
        said = self._index.statements.get(first.report.by or "")
        if second.id in self._index.statements and said:  # an answer is held against what is said
            return Link("conflict", said.id, second.id, sentence, made, detail, *ends)
        return Link("conflict", first.id, second.id, sentence, made, detail, *ends)

    def _says(self, telling: Telling) -> str:
        """Who holds a value, in words."""
        document = self._index.documents[telling.report.document]
        name = document.outlet or document.path
        last = telling.trail.last
        return f"{name}:" if telling.own_voice else f"{last.name} (in {name}):"

    def _whether(self, tellings: Sequence[Telling]) -> Iterator[Link]:
        """Each denial, doubt or withdrawal of a party, once against all on whose word it is told.

        Whoever tells it, after all, in spite of an own earlier denial contradicts that denial; whoever denies a
        denial of what they told themselves contradicts nothing.
        """
        asserted = [t for t in tellings if t.stance == "asserts"]
        told: set[tuple[str, str]] = set()
        for against in (t for t in tellings if t.stance in _AGAINST):
            here = [t for t in asserted if t.report.document == against.report.document]
            # What it answers stands beside it; else the earliest telling is held against it. Who says "this is false"
            # answers one telling, and no other in the world.
            answered = [t for t in here if against.id != against.report.id and t.report.id == against.report.id]
            firsts = self._firsts(answered or (*here, *asserted))
            rivals = [t for t in sorted(firsts.values(), key=asserted.index) if _contradicts(against, t)]
            key = against.trail.last.key, against.stance
            if rivals and (answered or key not in told):
                told.add(key)
                first = max([t for t in rivals if t in here] or rivals[:1], key=_hops)
                others = [self._says(t).removesuffix(":") for t in rivals if t != first]
                yield self._link("whether", (first, None), (against, None), _AGAINST[against.stance], others)

    def _firsts(self, told: Sequence[Telling]) -> dict[str, Telling]:
        """Of each origin the telling of its first document that says most of on whose word it is: not its heading."""
        found: dict[str, Telling] = {}
        for one in told:
            first = found.setdefault(self._origin[one.id], one)
            if first.report.document == one.report.document and _hops(one) > _hops(first):
                found[self._origin[one.id]] = one
        return found

    def _why(self, report: Report) -> Value | None:
        """The one reason that a telling gives, as an argument or right after the event ("because of ...")."""
        spans = [a.span for a in report.arguments if a.role == "reason"] or self._reason_after(report)
        return Value(spans[0].quote, spans[0], tuple(sorted(_words(spans[0].quote)))) if len(spans) == 1 else None

    def _reason_after(self, report: Report) -> list[Span]:
        document = self._index.documents[report.document]
        _, end = sentence(document.text, report.trigger)
        match = _BECAUSE.match(document.text, report.trigger.end, end)
        return [document.span(*match.span(1))] if match else []

    def _when(self, report: Report) -> Value | None:
        return Value(report.when.edtf, report.when.span) if report.when.edtf else None

    def _where(self, role: str, report: Report) -> Value | None:
        names = self._index.places(report, (role,))
        span = next((a.span for a in report.arguments if a.role == role), None)
        return Value(" and ".join(names), span, tuple(names)) if names else None

    def _site(self, report: Report) -> Value | None:
        """The sort of the one place without a name that a telling gives."""
        text = self._index.documents[report.document].text
        if at_home(text, report.trigger.start):
            return Value("house arrest", report.trigger, ("home",))
        spans = [a.span for a in report.arguments if a.role == "place"]
        sort = sort_of(spans[0].quote) if len(spans) == 1 else None
        return Value(spans[0].quote, spans[0], (sort,)) if sort else None

    def _places_clash(self, one: Value, other: Value) -> str:
        pairs = [(a, b) for a in one.names for b in other.names]
        apart = pairs and all(self._geography.relation(a, b) == "apart" for a, b in pairs)
        return f"{one.text}|{other.text}" if apart else ""

    def _how_many(self, report: Report) -> Value | None:
        span = next((a.span for a in report.arguments if a.role == "count"), None)
        low, high = self._index.numbers(report)
        if low is None and high is None and span:  # "the four" are not counted anew, and are four all the same
            low = high = number_of(span.quote)
        if low is None and high is None:
            return None
        if any(_MORE.search(a.span.quote) for a in report.arguments if a.role == "affected"):
            return None
        return Value(bounds(low, high), span, (), low, high)

    def _who(self, report: Report) -> Value | None:
        """The one person it happens to, by name; a name that no layer knows is read where it stands in apposition."""
        affected = [a for a in report.arguments if a.role == "affected"]
        if len(affected) != 1:
            return None
        entity = self._index.filler(report, affected[0])
        if entity:
            named = entity.kind == "person" and not _alias(entity.name)
            return Value(entity.name, affected[0].span, (entity.id,)) if named else None
        document = self._index.documents[report.document]
        match = _UNKNOWN.match(document.text, affected[0].span.end)
        if not match or self._index.inside(document.id, document.span(*match.span(1))):
            return None
        return Value(match[1], document.span(*match.span(1)), (match[1],))


def _contradicts(against: Telling, first: Telling) -> bool:
    """Whether a denial or withdrawal goes against a telling: not where one party told it and then denied it."""
    same = first.trail.last.key == against.trail.last.key
    return not same or against.stance == "withdraws" or against.age < first.age


def _hops(telling: Telling) -> int:
    """How much a telling says of where it comes from."""
    return len(telling.trail.hops)


def _people_clash(one: Value, other: Value) -> str:
    """Two names clash unless one is the other in short."""
    first, second = set(one.text.casefold().split()), set(other.text.casefold().split())
    if one.names == other.names or first <= second or second <= first:
        return ""
    return f"{one.text}|{other.text}"


def _alias(name: str) -> bool:
    """A pseudonym ("Mr. A") is no name that another could contradict."""
    return bool(re.fullmatch(r"(?:(?:Mr|Mrs|Ms|Miss)\.? )?[A-Z]\.?", name))


def _dates_clash(one: Value, other: Value) -> str:
    first, second = loose(one.text), loose(other.text)
    return f"{one.text}|{other.text}" if first and second and gap(first, second) > 0 else ""


def _sites_clash(one: Value, other: Value) -> str:
    """Two sorts clash, unless one phrase names both: "a range near the academy"."""
    held = any(sort_of(word) in b.names for a, b in ((one, other), (other, one)) for word in a.text.casefold().split())
    return "" if held else f"{one.text}|{other.text}"


def _numbers_clash(one: Value, other: Value) -> str:
    below = one.high is not None and other.low is not None and one.high < other.low
    above = other.high is not None and one.low is not None and other.high < one.low
    return f"{one.text}|{other.text}" if below or above else ""


def _reasons_clash(one: Value, other: Value) -> str:
    """Two single reasons that share no word that says something."""
    return "" if set(one.names) & set(other.names) else f"{one.text}|{other.text}"


def _words(text: str) -> set[str]:
    return {word[:6] for word in re.findall(r"[^\W\d_]{4,}", text.casefold())}
