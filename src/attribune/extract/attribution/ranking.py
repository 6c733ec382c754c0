"""A linear ranker over named features: its weights are a table that a person can read."""

from __future__ import annotations

import gzip
import math
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from itertools import repeat


@lru_cache(maxsize=4)
def weights(name: str) -> dict[str, dict[str, float]]:
    """The weights of a ranker, by the question that it answers (cue, content, source, run_on), then by feature.

    The table has three columns, question, weight and feature. Raises ``LookupError`` where there is no such table.
    """
    place = resources.files(__package__) / "weights" / f"{name}.tsv"
    packed = resources.files(__package__) / "weights" / f"{name}.tsv.gz"
    if place.is_file():
        text = place.read_text("utf-8")
    elif packed.is_file():
        text = gzip.decompress(packed.read_bytes()).decode("utf-8")
    else:
        raise LookupError(f"no weights named {name}")
    table: dict[str, dict[str, float]] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            question, weight, feature = line.split("\t")
            table.setdefault(question, {})[feature] = float(weight)
    return table


def score(table: dict[str, float], features: Sequence[str]) -> float:
    """The sum of the weights of the features; a feature that the table does not know weighs nothing."""
    return sum(map(table.get, features, repeat(0.0)))


def deciding(table: dict[str, float], features: Sequence[str], most: int = 4) -> tuple[tuple[str, float], ...]:
    """The few features that weigh most, largest first."""
    known = {feature: table[feature] for feature in features if feature in table}
    return tuple(sorted(known.items(), key=lambda one: (-abs(one[1]), one[0]))[:most])


def probability(value: float) -> float:
    """The logistic function, safe for any number."""
    return 1.0 / (1.0 + math.exp(-max(-50.0, min(50.0, value))))
