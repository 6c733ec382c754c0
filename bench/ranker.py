"""Learns the weights of a linear ranker.

Conditional logistic regression over groups of candidates, with an L2 penalty.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix


@dataclass
class Question:
    """Training cases of one question: each a group of candidates' features and which of them are right."""

    features: list[list[str]] = field(default_factory=list)
    right: list[bool] = field(default_factory=list)
    groups: list[int] = field(default_factory=list)

    def add(self, candidates: list[list[str]], right: list[bool]) -> None:
        """One case."""
        self.groups.append(len(self.features))
        self.features += candidates
        self.right += right

    def yes_or_no(self, features: list[str], *, right: bool) -> None:
        """One case of a single candidate against nothing."""
        self.add([features, []], [right, not right])


def learn(question: Question, penalty: float, least: int, iterations: int = 120) -> dict[str, float]:
    """The weights of features that occur in at least ``least`` candidates."""
    counts = Counter(feature for row in question.features for feature in row)
    names = sorted(f for f, count in counts.items() if count >= least and f.isprintable())
    number = {feature: place for place, feature in enumerate(names)}
    indices: list[int] = []
    ends = [0]
    for row in question.features:
        indices += sorted({number[f] for f in row if f in number})
        ends.append(len(indices))
    matrix = csr_matrix((np.ones(len(indices), dtype=np.float32), indices, ends), shape=(len(ends) - 1, len(names)))
    transposed = matrix.T.tocsr()
    starts = np.array(question.groups)
    sizes = np.diff(np.append(starts, len(question.features)))
    right = np.array(question.right)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        values = matrix @ weights
        top = np.repeat(np.maximum.reduceat(values, starts), sizes)
        powers = np.exp(values - top)
        every = np.add.reduceat(powers, starts)
        good = np.add.reduceat(np.where(right, powers, 0.0), starts)
        expected = powers / np.repeat(every, sizes)
        wanted = np.where(right, powers, 0.0) / np.repeat(good, sizes)
        total = float(np.sum(np.log(every) - np.log(good))) + penalty * float(weights @ weights) / 2
        return total, transposed @ (expected - wanted) + penalty * weights

    best = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": iterations})
    return {name: round(float(weight), 2) for name, weight in zip(names, best.x, strict=True) if abs(weight) >= 0.02}
