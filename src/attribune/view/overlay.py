"""Decisions laid over the records that machines made: the records themselves stay as they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

from attribune.ledger.decided import decided, rejected
from attribune.ledger.decision import Decision
from attribune.ledger.joined import join_entities, join_events
from attribune.model import Assessed, Event, Link, Records, Resolved, digest


@dataclass(frozen=True, slots=True)
class Laid:
    """The records as they stand with all decisions.

    ``decisions`` are those in force, about what their records have become; ``orphans`` those about records that are no
    more; ``moved`` says into which group each that was joined went; ``rejected`` are the records left out.
    """

    records: Records
    resolved: Resolved
    assessed: Assessed
    by_target: Mapping[str, tuple[Decision, ...]]
    decisions: tuple[Decision, ...]
    orphans: tuple[Decision, ...]
    moved: Mapping[str, str]
    rejected: Records = field(default_factory=Records)

    @property
    def number(self) -> int:
        """How many records there are in all."""
        parts = (self.records, self.resolved, self.assessed)
        return sum(len(getattr(part, one.name)) for part in parts for one in fields(part))


def link_id(link: Link) -> str:
    """The id of a link, by which a person can dismiss it: its kind, its ends, and for a conflict what it is about."""
    return "l" + digest("link", link.kind, link.source, link.target, link.detail)


def lay(records: Records, resolved: Resolved, assessed: Assessed, decisions: Sequence[Decision]) -> Laid:
    """The records with the decisions in force laid over them, the later one last."""
    entities, moved = join_entities(resolved.entities, records.mentions, decisions)
    found, told = join_events(assessed.events or resolved.events, decisions)  # unassessed ones are shown as resolved
    return lay_over(records, replace(resolved, entities=entities), assessed, (found, moved | told), decisions)


def lay_over(
    records: Records,
    resolved: Resolved,
    assessed: Assessed,
    joined: tuple[tuple[Event, ...], Mapping[str, str]],
    decisions: Sequence[Decision],
) -> Laid:
    """The same where entities are joined already, and events are ``joined``: those there are, and where others went."""
    found, moved = joined
    by_target: dict[str, tuple[Decision, ...]] = {}
    in_force = tuple(replace(decision, target=moved.get(decision.target, decision.target)) for decision in decisions)
    for decision in in_force:
        by_target[decision.target] = (*by_target.get(decision.target, ()), decision)
    out = rejected(decisions)
    kept = decided(records, decisions)
    # what was added can be decided about, and what a person parted
    known = _known(records, resolved, assessed) | _known(kept, resolved, assessed) | {event.id for event in found}
    orphans = tuple(d for made in by_target.values() for d in made if d.target not in known and d.kind not in CASE_WIDE)
    counted = _Counts(assessed)
    events = tuple(_event(counted.of(event), by_target.get(event.id, ()), out) for event in found)
    left = {event.id for event in events if event.reports and event.id not in out}
    return Laid(
        kept,
        replace(resolved, links=_links(resolved.links, out)),
        Assessed(
            events=tuple(event for event in events if event.id in left),
            chains=tuple(chain for chain in assessed.chains if chain.record not in out),
            origins=tuple(replace(o, reports=_but(o.reports, out)) for o in assessed.origins),
            links=_links(assessed.links, out),
        ),
        by_target,
        in_force,
        orphans,
        moved,
        _rejected(records, decisions, out) if out else Records(),
    )


CASE_WIDE = ("reveal", "note", "undo")  # these need no record that they are about


def _known(records: Records, resolved: Resolved, assessed: Assessed) -> set[str]:
    """The ids of all that can be decided about."""
    groups: tuple[Iterable[Any], ...] = (
        *(getattr(records, f.name) for f in fields(records) if f.name not in ("times", "coreferences")),
        resolved.entities, resolved.events, assessed.events, assessed.origins,
    )  # fmt: skip
    return {record.id for group in groups for record in group} | {
        link_id(x) for x in (*resolved.links, *assessed.links)
    }


def _rejected(records: Records, decisions: Sequence[Decision], out: set[str]) -> Records:
    """The records that are left out, as they stand without the verdict on them."""
    whole = decided(records, [one for one in decisions if one.kind != "reject"])
    return Records(
        **{
            name: tuple(one for one in getattr(whole, name) if one.id in out)
            for name in ("statements", "reports", "figures", "forecasts")
        }
    )


def _event(event: Event, made: Iterable[Decision], out: set[str]) -> Event:
    """An event without its rejected reports, and with a person's grade."""
    event = replace(
        event,
        reports=_but(event.reports, out),
        details=tuple(held for held in event.details if held.report not in out),
    )
    for decision in made:
        grade = decision.payload.get("credibility")
        if decision.kind == "grade" and isinstance(grade, int) and 1 <= grade <= 6:
            event = replace(event, credibility=grade, graded_by=decision.by, grade_reason=decision.why)
    return event


class _Counts:
    """Counts anew the origins of events that a person joined or parted since the last build; grades wait for it."""

    def __init__(self, assessed: Assessed) -> None:
        self._built = {event.id: event.reports for event in assessed.events}
        self._origins = {chain.record: chain.origin for chain in assessed.chains}
        self._unnamed = {origin.id for origin in assessed.origins if origin.kind == "anonymous"}

    def of(self, event: Event) -> Event:
        """The event with the counts of its reports; one that stands as it was built, as it is."""
        if not event.made.rule.startswith("decision.") or self._built.get(event.id) == event.reports:
            return event
        denied = {held.report for held in event.details if held.detail == "whether" and held.value == "no"}
        denials = {self._origins[one] for one in denied if one in self._origins}
        told = {self._origins[one] for one in event.reports if one in self._origins and one not in denied}
        return replace(
            event,
            origins=len(told),
            anonymous_origins=len(told & self._unnamed),
            denials=len(denials),
            corroborated=False,
            credibility=6,
            grade_reason="what belongs to it was decided after it was assessed: it is graded by the next build",
        )


def _links(links: Iterable[Link], out: set[str]) -> tuple[Link, ...]:
    return tuple(x for x in links if not out & {x.source, x.target, link_id(x)})


def _but(ids: Iterable[str], out: set[str]) -> tuple[str, ...]:
    return tuple(one for one in ids if one not in out)
