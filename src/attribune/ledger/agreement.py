"""Two analysts' decisions brought together, and where they disagree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .decision import DecisionError, Draft

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .decision import Decision, Decisions

VERDICTS = ("confirm", "reject")


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two files agree. ``shared`` records were confirmed or rejected in both; ``differing`` are those with
    (own, other) verdicts that differ; ``kappa`` is Cohen's, None where chance alone explains everything.
    """

    shared: int
    differing: tuple[tuple[str, Decision, Decision], ...]
    kappa: float | None


def merge(own: Decisions, other: Decisions) -> tuple[Decision, ...]:
    """Append another file's decisions to one's own, each with its own time and name; gives those that are new.

    What is already there (the same time, person, kind, record, payload and reason) is not written again, so merging
    twice changes nothing. An undoing is written with the number that its row has here. Raises DecisionError where the
    other file is damaged, before anything is written.
    """
    if broken := other.verify():
        raise DecisionError(f"the other file is not taken in: {broken.reason}")
    theirs = other.all()
    if theirs and all(decision.forgotten for decision in theirs):
        raise DecisionError(f"the other file is not taken in: {other.pads.path.name}, which holds its keys, is missing")
    numbers: dict[int, int] = {}
    known = {_essence(decision): decision.seq for decision in own.all()}
    written = []
    for decision in theirs:
        if decision.forgotten or (decision.kind == "undo" and int(str(decision.payload["seq"])) not in numbers):
            continue  # its words were destroyed there: there is nothing to take in
        payload = dict(decision.payload)
        if decision.kind == "undo":
            payload["seq"] = numbers[int(str(payload["seq"]))]
        draft = Draft(decision.kind, decision.target, payload, decision.why, decision.at, decision.by)
        seq = known.get(_essence(draft))
        if seq is None:
            made = own.append(draft)
            written.append(made)
            seq = made.seq
        numbers[decision.seq] = seq
    return tuple(written)


def agreement(own: Sequence[Decision], other: Sequence[Decision]) -> Agreement:
    """How far the decisions in force of two files agree on what both confirmed or rejected; the last verdict counts."""
    one, two = ({d.target: d for d in decisions if d.kind in VERDICTS} for decisions in (own, other))
    shared = sorted(one.keys() & two.keys())
    differing = tuple((key, one[key], two[key]) for key in shared if one[key].kind != two[key].kind)
    if not shared:
        return Agreement(0, (), None)
    yes = [sum(side[key].kind == "confirm" for key in shared) / len(shared) for side in (one, two)]
    chance = yes[0] * yes[1] + (1 - yes[0]) * (1 - yes[1])
    seen = 1 - len(differing) / len(shared)
    return Agreement(len(shared), differing, None if chance == 1 else round((seen - chance) / (1 - chance), 6))


def _essence(decision: Decision | Draft) -> tuple[str, ...]:
    payload = repr(sorted(decision.payload.items(), key=lambda item: item[0]))
    return decision.at, decision.by, decision.kind, decision.target, payload, decision.why
