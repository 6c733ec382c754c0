"""Reports joined across articles, on ECB+: ``python -m bench.same_event DATA_DIR [PROFILE]`` (default: news)."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from .exported import export, prepared, run


def main(data: Path, profile: str) -> float:
    """Build the set, print the scorer's figures beside its baselines, and give the F1 of articles by event."""
    bench = next(p for p in (data.parents[1], Path("../shared/bench")) if (p / "score_same_event.py").exists())
    with prepared(bench, "ecbplus", data) as texts, export([texts / "input.jsonl"], profile=profile) as out:
        told = run(bench / "score_same_event.py", data, out)
    print(told)
    figures = json.loads(told.strip().splitlines()[-1])
    return float(figures["articles"][2])


if __name__ == "__main__":
    print(f"{main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else 'news'):.3f}")
