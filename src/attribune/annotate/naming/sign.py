"""Signs that words name something, and what they come to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from attribune.model import EntityKind

PARSER = "the parser's"
_OFTEN = 2
_MOST_OF_PARSER = 1.5  # the parser repeats its errors: all it says of one string weighs no more than this


class Sign(NamedTuple):
    """From word ``first`` to ``last`` something of a kind is named: how strongly that is shown, and by which rule."""

    first: int
    last: int
    kind: EntityKind
    weight: float
    rule: str
    sort: str = ""


@dataclass(slots=True)
class Signs:
    """What speaks for each kind of one string: all votes, the parser's among them, and the strongest rules."""

    votes: dict[EntityKind, float] = field(default_factory=dict)
    parser: dict[EntityKind, float] = field(default_factory=dict)
    rules: dict[EntityKind, tuple[float, str]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    sort: str = ""

    def add(self, kind: EntityKind, weight: float, rule: str) -> None:
        """Count a sign, the same one twice at most: a writer's turn of phrase repeats itself too."""
        self.counts[rule] = self.counts.get(rule, 0) + 1
        if self.counts[rule] > _OFTEN:
            return
        if rule.startswith(PARSER):
            weight = min(weight, _MOST_OF_PARSER - self.parser.get(kind, 0.0))
            self.parser[kind] = self.parser.get(kind, 0.0) + weight
        self.votes[kind] = self.votes.get(kind, 0.0) + weight
        self.rules[kind] = max(self.rules.get(kind, (0.0, "")), (weight, rule))

    def of(self, kind: EntityKind) -> float:
        """The sum of the votes for a kind."""
        return self.votes.get(kind, 0.0)

    def own(self, kind: EntityKind) -> float:
        """The same without the parser's."""
        return self.of(kind) - self.parser.get(kind, 0.0)
