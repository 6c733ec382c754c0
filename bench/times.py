"""Time expressions: ``python -m bench.times ../shared/bench [--half dev]``.

Prints what the scorer of TempEval-3 and MEANTIME says of the time layer, durations and sets included, and last the
value F1 of TempEval-3.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

from .annotated import seen, span, write
from .exported import prepared, run

SETS = ("meantime", "tempeval3")


def score(bench: Path, name: str, data: Path) -> tuple[str, float]:
    """What the scorer says of one set, and the value F1 over all its time expressions."""
    with prepared(bench, name, data) as inputs, tempfile.TemporaryDirectory() as scratch:
        out, documents, times = Path(scratch), [], []
        for one in seen(inputs):
            documents.append({"id": one.document.id, "path": one.document.path})
            for time in one.times:
                told = {"type": time.type, "value": time.value, "edtf": time.edtf}
                times.append({"document": one.document.id, "span": span(time.span), **told})
        write(out, "documents", documents)
        write(out, "times", times)
        table, _, last = run(bench / "score_times.py", data, out).rstrip().rpartition("\n")
        return table, json.loads(last)["all"]["value"][2]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path, help="the shared folder of benchmark sets")
    parser.add_argument("--half", default="dev")
    options = parser.parse_args()
    value = 0.0
    for name in SETS:
        table, value = score(options.bench, name, options.bench / name / options.half)
        print(f"{name}\n{table}\n")
    print(f"{value:.4f}")


if __name__ == "__main__":
    main()
