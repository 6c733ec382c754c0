"""Learns the weights of a linear ranker.

Conditional logistic regression over groups of candidates, with an L2 penalty.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from threadpoolctl import threadpool_limits


@dataclass
class Question:
    """Training cases of one question: each a group of candidates' features and which of them are right.

    Features are kept as numbers; ``numbers`` is shared by all parts of one question, so that parts can be joined.
    """

    numbers: dict[str, int] = field(default_factory=dict)
    features: array[int] = field(default_factory=lambda: array("i"))
    sizes: array[int] = field(default_factory=lambda: array("i"))
    right: array[int] = field(default_factory=lambda: array("b"))
    groups: array[int] = field(default_factory=lambda: array("i"))

    def add(self, candidates: Sequence[Sequence[str]], right: Sequence[bool]) -> None:
        """One case."""
        self.groups.append(len(candidates))
        self.right.extend(right)
        for one in candidates:
            known = {self.numbers.setdefault(feature, len(self.numbers)) for feature in one}
            self.features.extend(sorted(known))
            self.sizes.append(len(known))

    def yes_or_no(self, features: Sequence[str], *, right: bool) -> None:
        """One case of a single candidate against nothing."""
        self.add([features, []], [right, not right])


def learn(parts: Sequence[Question], penalty: float, least: int, iterations: int = 120) -> dict[str, float]:
    """The weights of features that occur in at least ``least`` candidates of the parts."""
    numbers = parts[0].numbers
    features, sizes, right, groups = (
        np.concatenate([np.asarray(getattr(part, name)) for part in parts])
        for name in ("features", "sizes", "right", "groups")
    )
    counts = np.bincount(features, minlength=len(numbers))
    names = sorted(f for f, number in numbers.items() if counts[number] >= least and f.isprintable())
    place = np.full(len(numbers), -1)
    place[[numbers[name] for name in names]] = np.arange(len(names))
    columns = place[features]
    rows = np.repeat(np.arange(len(sizes)), sizes)[columns >= 0]
    columns = columns[columns >= 0]
    matrix = csr_matrix((np.ones(len(columns)), (rows, columns)), shape=(len(sizes), len(names)))
    transposed = matrix.T.tocsr()
    starts = np.concatenate([[0], np.cumsum(groups)[:-1]])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        values = matrix @ weights
        top = np.repeat(np.maximum.reduceat(values, starts), groups)
        powers = np.exp(values - top)
        every = np.add.reduceat(powers, starts)
        good = np.add.reduceat(right * powers, starts)
        expected = powers / np.repeat(every, groups)
        wanted = right * powers / np.repeat(good, groups)
        total = float(np.sum(np.log(every) - np.log(good))) + penalty * float(weights @ weights) / 2
        return total, transposed @ (expected - wanted) + penalty * weights

    with threadpool_limits(1):  # several threads add up in an order that changes with their number
        best = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": iterations})
    return {name: round(float(weight), 2) for name, weight in zip(names, best.x, strict=True) if abs(weight) >= 0.02}
