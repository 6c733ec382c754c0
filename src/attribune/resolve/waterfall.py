"""Why two tellings are held to be one event, or two: the weights for and against, one by one, to their sum."""

from __future__ import annotations

from collections import defaultdict, deque
from itertools import islice, product
from typing import TYPE_CHECKING

from attribune.model.index import Index
from attribune.profiles import in_parts
from attribune.profiles.geography import Geography

from .account import Account, accounts
from .evidence import THRESHOLD, Evidence, Ground

if TYPE_CHECKING:
    from collections.abc import Iterator

    from attribune.model import Event, Link, Records, Resolved
    from attribune.profiles import Profile

_MOST = 2_000  # pairs of tellings of two events that are looked at


def why(records: Records, resolved: Resolved, profile: Profile, one: str, other: str) -> str:
    """Why two reports, or two events, by id, are one or are not, in words and weights; "" where they are neither."""
    events = {report: event for event in resolved.events for report in event.reports}
    events |= {event.id: event for event in resolved.events}
    if one not in events or other not in events:
        return ""
    ours, theirs = _reports(one, events), _reports(other, events)
    same = events[one].id == events[other].id
    if same and not (set(ours) ^ set(theirs)):
        return events[one].made.reason
    told = _Told(records, resolved, profile, {*ours, *theirs})
    if same and told.accounts[ours[0]] is told.accounts[theirs[0]]:
        later = max((told.index.reports[ours[0]], told.index.reports[theirs[0]]), key=lambda report: report.trigger)
        return f"one document tells it twice: {later.made.reason}"
    evidence = told.heaviest(ours, theirs)
    steps = [] if not same or _enough(evidence) else _way(resolved.links, set(ours), set(theirs))
    return "\n".join(_lines(evidence, steps, same=same))


class _Told:
    """What is compared of the reports asked about, and of all that it stands on."""

    def __init__(self, records: Records, resolved: Resolved, profile: Profile, asked: set[str]) -> None:
        geography = Geography(profile)
        self.index = Index(in_parts(records, profile), resolved.entities)
        known = accounts(self.index, geography, profile)
        self.accounts = {report.id: one for one in known for report in one.reports if report.id in asked}
        self._ground = Ground(self.index, geography, profile, resolved.copies)

    def heaviest(self, ours: list[str], theirs: list[str]) -> Evidence | None:
        """The evidence on those two of them that have most in common."""
        pairs = {
            (min(a.id, b.id), max(a.id, b.id)): (a, b)
            for a, b in islice(product(*(map(self.accounts.__getitem__, side) for side in (ours, theirs))), _MOST)
        }
        found = [evidence for pair in sorted(pairs) if (evidence := self._compared(*pairs[pair]))]
        return max(found, key=lambda evidence: evidence.weight, default=None)

    def _compared(self, one: Account, other: Account) -> Evidence | None:
        first, second = sorted((one, other), key=lambda account: account.id)
        return self._ground.compare(first, second) if one.family == other.family else None


def _reports(name: str, events: dict[str, Event]) -> list[str]:
    """The reports that an id asks about: its own, or all of an event."""
    return list(events[name].reports) if events[name].id == name else [name]


def _enough(evidence: Evidence | None) -> bool:
    return evidence is not None and evidence.weight >= THRESHOLD


def _lines(evidence: Evidence | None, steps: list[Link], *, same: bool) -> Iterator[str]:
    """The answer, and under it the waterfall."""
    yield _answer(evidence, steps, same=same)
    if evidence:
        total = 0.0
        for name, weight in evidence.features:
            total += weight
            yield f"  {weight:+6.2f}  = {total:+6.2f}  {name}"
    for step in steps:
        words = (f"“{span.quote}”" for span in (step.source_span, step.target_span) if span)
        yield f"  {' and '.join(words)}: {step.why}"


def _answer(evidence: Evidence | None, steps: list[Link], *, same: bool) -> str:
    total = f"{evidence.weight:+g}" if evidence else "nothing that can be compared"
    if same and _enough(evidence):
        return f"they are held to be one event: the weights add up to {total}, and {THRESHOLD:+g} is enough"
    if same and steps:
        return (
            f"they are held to be one event by way of others: between themselves {total}, and {THRESHOLD:+g} is needed"
        )
    if same:
        return f"a decision holds them to be one event: by themselves {total}, and {THRESHOLD:+g} is needed"
    if evidence is None:
        return "they are held to be two events: they are of two types, or one tells of a part of the other"
    if _enough(evidence):
        return (
            f"they are held to be two events, though the weights add up to {total} and {THRESHOLD:+g} is enough: "
            "different people, or a group and one person, would be in one event, or a decision parts them"
        )
    return f"they are held to be two events: the weights add up to {total}, and {THRESHOLD:+g} is needed"


def _way(links: tuple[Link, ...], ours: set[str], theirs: set[str]) -> list[Link]:
    """The links that lead from one telling to another, the fewest."""
    beside: dict[str, list[tuple[str, Link]]] = defaultdict(list)
    for link in links:
        if link.kind == "same_event":
            beside[link.source].append((link.target, link))
            beside[link.target].append((link.source, link))
    ways: dict[str, list[Link]] = {report: [] for report in sorted(ours)}
    waiting = deque(ways)
    while waiting:
        report = waiting.popleft()
        if report in theirs:
            return ways[report]
        for other, link in beside[report]:
            if other not in ways:
                ways[other] = [*ways[report], link]
                waiting.append(other)
    return []
