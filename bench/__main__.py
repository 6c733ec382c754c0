"""Every benchmark on the shared data, one after the other: ``python -m bench SHARED [NAME...]``.

Each is a module of its own that can be run alone; the last line of each is its one figure.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

BENCHMARKS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("gold", ("{shared}/gold", "{shared}/seeds", "{shared}/seeds-metadata.csv")),
    ("gold", ("examples/gold", "examples/articles", "examples/metadata.csv")),
    ("anchors", ()),
    ("content", ("{shared}/bench/article_extraction/dev",)),
    ("metadata", ("{shared}/bench/trafilatura_eval/dev",)),
    ("attribution", ("{shared}/bench/polnear/dev/dev",)),
    ("factuality", ("{shared}/bench/uw_factuality/dev/dev.conll",)),
    ("times", ("{shared}/bench",)),
    ("figures", ("{shared}/bench",)),
    ("plover", ("{shared}/bench/plover_gsr/dev/PLOVER_GSR_CAMEO.json",)),
    ("same_event", ("{shared}/bench/ecbplus/dev",)),
    ("claimdiff", ("{shared}/bench/claimdiff/dev",)),
    ("korean", ()),
    ("linking", ()),
    ("incremental", ()),
    ("spark", ()),
    ("whole", ("{shared}/bench/polnear/dev/train",)),
    ("speed", ("{shared}/seeds",)),
)
"""The benchmarks in the order of the way of the data, with their arguments."""


def main(shared: Path, wanted: list[str]) -> int:
    """Run the benchmarks, or those named; the exit status is the number of those that failed."""
    failed = 0
    for name, words in BENCHMARKS:
        if wanted and name not in wanted:
            continue
        arguments = [word.format(shared=shared) for word in words]
        print(f"== python -m bench.{name} {' '.join(arguments)}", flush=True)
        failed += subprocess.run([sys.executable, "-m", f"bench.{name}", *arguments], check=False).returncode != 0
    return failed


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
