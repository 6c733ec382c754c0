"""Figures: ``python -m bench.figures ../shared/bench [--half dev]``.

Prints what the scorer of NewsQuant says of the figures, and last the F1 of value and unit over all quantities.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

from attribune import extract, profiles

from .annotated import seen, span, write
from .exported import prepared, run


def score(bench: Path, data: Path) -> tuple[str, float]:
    """What the scorer says, and the F1 of value and unit."""
    profile = profiles.load("exile")
    with prepared(bench, "newsquant", data) as inputs, tempfile.TemporaryDirectory() as scratch:
        out, documents, figures = Path(scratch), [], []
        for one in seen(inputs):
            documents.append({"id": one.document.id, "path": one.document.path})
            for figure in extract.figures(one, (), profile):
                told = {"value": figure.value, "low": figure.low, "high": figure.high, "unit": figure.unit}
                row = {"id": figure.id, "document": figure.document, "span": span(figure.span), **told}
                figures.append({**row, "measure": figure.measure})
        write(out, "documents", documents)
        write(out, "figures", figures)
        table, _, last = run(bench / "score_figures.py", data, out).rstrip().rpartition("\n")
        return table, json.loads(last)["all"]["value and unit"][2]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path, help="the shared folder of benchmark sets")
    parser.add_argument("--half", default="dev")
    options = parser.parse_args()
    table, value = score(options.bench, options.bench / "newsquant" / options.half)
    print(f"{table}\n{value:.4f}")


if __name__ == "__main__":
    main()
