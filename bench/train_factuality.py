"""Rebuilds the weights of event factuality: ``python -m bench.train_factuality TRAIN.conll OUT.tsv``."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.linalg import lsqr

from attribune.extract.attribution.factuality import event_features
from attribune.extract.attribution.tree import tree

from .factuality import parsed, sentences

PENALTY = 4.0
LEAST = 3


def learn(rows: list[list[str]], values: list[float]) -> dict[str, float]:
    """Ridge regression, reweighted a few times towards the least absolute error: rare outliers shall not rule."""
    counts = Counter(feature for row in rows for feature in set(row))
    names = sorted(f for f, count in counts.items() if count >= LEAST and f.isprintable())
    number = {feature: place for place, feature in enumerate(names)}
    indices: list[int] = []
    ends = [0]
    for row in rows:
        indices += sorted({number[f] for f in row if f in number})
        ends.append(len(indices))
    matrix = csr_matrix((np.ones(len(indices)), indices, ends), shape=(len(rows), len(names)))
    wanted = np.array(values)
    trust = np.ones(len(rows))
    for _ in range(4):
        scale = np.sqrt(trust)
        best = lsqr(csr_matrix(matrix.multiply(scale[:, None])), wanted * scale, damp=PENALTY**0.5, iter_lim=300)[0]
        trust = 1 / np.maximum(np.abs(matrix @ best - wanted), 0.4)
    return {name: round(float(w), 3) for name, w in zip(names, best, strict=True) if abs(w) >= 0.01}


def main() -> None:
    """Trains and writes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("train", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    rows, values = [], []
    for doc, events in parsed(sentences(options.train)):
        words = tree(doc, doc.text)
        place = {start: token for token, start in enumerate(words.start)}
        for start, number in events:
            if start in place:
                rows.append(event_features(words, place[start]))
                values.append(number)
    table = learn(rows, values)
    lines = [f"factuality\t{weight:g}\t{feature}" for feature, weight in sorted(table.items())]
    options.out.write_text("# question, weight, feature\n" + "\n".join(lines) + "\n", "utf-8")
    print(len(rows), "events", len(table), "weights")


if __name__ == "__main__":
    main()
