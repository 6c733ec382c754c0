"""The hand-made gold of whole articles: ``python -m bench.gold GOLD_DIR ARTICLES_DIR [METADATA]``."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from .exported import export, run


def main(gold: Path, articles: Path, metadata: Path | None) -> float:
    """Build the articles, print the scorer's table, and give the mean F1 of its rows."""
    scorer = next(p for p in (gold / "score.py", Path("../shared/gold/score.py")) if p.exists())
    with export([articles], metadata) as out:
        print(run(scorer, gold, out, "--texts", articles))
        result = json.loads(run(scorer, gold, out, "--texts", articles, "--json"))
    rows = [part["f1"] for part in result["scores"].values() if part["f1"] is not None]
    return sum(rows) / len(rows)


if __name__ == "__main__":
    gold, articles, *rest = map(Path, sys.argv[1:])
    print(f"{main(gold, articles, rest[0] if rest else None):.3f}")
