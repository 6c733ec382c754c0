"""Rival hypotheses against the evidence: Heuer's analysis of competing hypotheses.

R. J. Heuer, "Psychology of Intelligence Analysis" (1999), chapter 8: evidence can fit many explanations, so nothing is
proved by what fits. The hypothesis to hold for now is the one with the least against it. A person rates; here it is
only counted.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from math import fsum, sqrt
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

Rating = Literal["CC", "C", "N", "I", "II", "NA"]
"""Very consistent, consistent, neutral, inconsistent, very inconsistent, not applicable."""

AGAINST = {"I": 1.0, "II": 2.0}
"""What a rating counts against a hypothesis. What is consistent with it counts nothing for it: that is Heuer's rule."""
_PLACE = {"CC": 2, "C": 1, "N": 0, "NA": 0, "I": -1, "II": -2}
# Two steps of a grade double or halve a weight. The middle grade, and what nobody could judge, weigh one.
_STEPS = {"1": 2, "2": 1, "3": 0, "4": -1, "5": -2, "6": 0, "A": 2, "B": 1, "C": 0, "D": -1, "E": -2, "F": 0}
_EXACT = 9  # digits to which scores are compared


@dataclass(frozen=True, slots=True)
class Evidence:
    """One record as evidence: its id, what its knowledge goes back to, its weight, and {hypothesis: rating}.

    A hypothesis without a rating is not yet rated, which counts nothing. ``origin`` is None where it stands alone.
    """

    record: str
    origin: str | None = None
    weight: float = 1.0
    ratings: Mapping[str, Rating] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Evidence by hypotheses, which are given by their ids in the analyst's order."""

    hypotheses: tuple[str, ...]
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Pivot:
    """Something that the ranking stands on: without these records, which are one item or all of one ``origin``, it
    would be ``ranking``; ``leads`` says whether another hypothesis, or fewer or more of them, would then come first.
    """

    records: tuple[str, ...]
    origin: str | None
    ranking: tuple[tuple[str, ...], ...]
    leads: bool


def weight(credibility: int, reliability: str = "F") -> float:
    """What evidence of these grades weighs (Admiralty code): 2 for a credibility of 1, 1.41, 1, 0.71, 0.5 down to 5;
    times the same for a reliability of A to E. What cannot be judged (6, F) weighs 1: not to know is no reproach.
    """
    return sqrt(2.0) ** (_STEPS[str(credibility)] + _STEPS[reliability])


def scores(matrix: Matrix) -> dict[str, float]:
    """Heuer's inconsistency score of each hypothesis: the weight of what speaks against it, twice where it does so
    strongly. Evidence of one origin counts once, by the item that speaks most strongly against the hypothesis.
    """
    found = {}
    for hypothesis in matrix.hypotheses:
        strongest: dict[tuple[str, str], float] = {}
        for item in matrix.evidence:
            key = ("origin", item.origin) if item.origin else ("record", item.record)
            counted = item.weight * AGAINST.get(item.ratings.get(hypothesis, "NA"), 0.0)
            strongest[key] = max(counted, strongest.get(key, 0.0))
        found[hypothesis] = fsum(strongest.values())
    return found


def spread(matrix: Matrix) -> dict[str, tuple[float, float]]:
    """Between what the score of each hypothesis would lie, were any one item or origin left out."""
    groups = {item.origin or f"record {item.record}" for item in matrix.evidence}
    parts = [
        replace(matrix, evidence=tuple(e for e in matrix.evidence if (e.origin or f"record {e.record}") != group))
        for group in sorted(groups)
    ]
    found = [scores(part) for part in (matrix, *parts)]
    return {one: (min(f[one] for f in found), max(f[one] for f in found)) for one in matrix.hypotheses}


def ranking(matrix: Matrix) -> tuple[tuple[str, ...], ...]:
    """The hypotheses, those with the least against them first; those with equal scores stand together."""
    found = {name: round(score, _EXACT) for name, score in scores(matrix).items()}
    return tuple(tuple(h for h in matrix.hypotheses if found[h] == score) for score in sorted(set(found.values())))


def diagnosticity(item: Evidence, hypotheses: tuple[str, ...]) -> int:
    """How well an item tells hypotheses apart: from 0, the same for all and so of no use, however true, to 4, very
    consistent with one and very inconsistent with another. What does not apply counts as neutral.
    """
    places = [_PLACE[item.ratings[one]] for one in hypotheses if one in item.ratings]
    return max(places) - min(places) if places else 0


def rated(matrix: Matrix) -> bool:
    """Whether any evidence has been rated."""
    return any(one in item.ratings for item in matrix.evidence for one in matrix.hypotheses)


def pivots(matrix: Matrix) -> tuple[Pivot, ...]:
    """Each origin, and each item of an origin of several, without which the ranking would be another one.

    Those that change what comes first are told first (Heuer's step 6: how would it stand, were this evidence wrong,
    misleading, or read differently?).
    """
    whole = ranking(matrix)
    groups: dict[tuple[str | None, tuple[str, ...]], None] = {}
    for item in matrix.evidence:
        of_one = tuple(one.record for one in matrix.evidence if item.origin and one.origin == item.origin)
        groups[item.origin, of_one or (item.record,)] = None
        groups[item.origin if of_one == (item.record,) else None, (item.record,)] = None
    found = []
    for origin, records in groups:
        rest = ranking(replace(matrix, evidence=tuple(e for e in matrix.evidence if e.record not in records)))
        if rest != whole:
            found.append(Pivot(records, origin, rest, rest[0] != whole[0]))
    return tuple(sorted(found, key=lambda pivot: (not pivot.leads, len(pivot.records), pivot.records)))
