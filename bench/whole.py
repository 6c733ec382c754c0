"""A whole build against the parser alone: ``python -m bench.whole TEXTS [--most N] [--processes P]``.

Parses the texts (of a folder) with bare ``nlp.pipe``, whole articles in batches as spaCy likes them, then builds a case
of them; both with the same pipeline and as many processes. Seconds are the processor's, of all processes together, so
that other work on the machine hardly shows; starting (imports, loading the pipeline) is taken off and told apart.
Prints the seconds by stage, the peak of memory of a process and, last, the ratio of build to bare.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import shutil
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from attribune import annotate, profiles
from attribune.build import Builder
from attribune.engine import Local


def spent() -> float:
    """Processor seconds of this process and of all its children that have ended."""
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in both)


def start() -> float:
    """Processor seconds that a process takes until it can work."""
    annotate.load()
    profiles.load("exile")
    return time.process_time()


def bare(texts: list[str]) -> tuple[float, int]:
    """Processor seconds of parsing the texts, and their words."""
    nlp = annotate.load()
    begun = time.process_time()
    words = sum(len(doc) for doc in nlp.pipe(texts))
    return time.process_time() - begun, words


def alone(paths: list[Path], processes: int) -> tuple[float, float]:
    """Seconds of parsing in as many processes, and what starting one takes."""
    texts = [path.read_text("utf-8") for path in paths]
    with ProcessPoolExecutor(processes, multiprocessing.get_context("spawn")) as pool:
        starting = list(pool.map(_starting, range(processes)))
        parts = list(pool.map(bare, [texts[n::processes] for n in range(processes)]))
    print(f"{len(paths)} articles, {sum(words for _, words in parts)} tokens; bare {sum(s for s, _ in parts):.1f} s")
    return sum(seconds for seconds, _ in parts), max(starting)


def _starting(_: int) -> float:
    return start()


def main(paths: list[Path], processes: int) -> float:
    """The ratio of a build's seconds to the parser's."""
    with tempfile.TemporaryDirectory() as scratch:
        texts = Path(scratch, "texts")
        texts.mkdir()
        for number, path in enumerate(paths):
            shutil.copy(path, texts / f"{number:05}-{path.name}")
        annotate.load()
        begun, clock = spent(), time.perf_counter()
        made = Builder.create(Path(scratch, "case"), engine=Local(processes)).build([str(texts)])
        seconds, clock = spent() - begun, time.perf_counter() - clock
    peak = resource.getrusage(resource.RUSAGE_CHILDREN if processes > 1 else resource.RUSAGE_SELF).ru_maxrss
    parsing, starting = alone(paths, processes)
    started = starting * processes if processes > 1 else 0.0
    print(f"{made.annotated} annotated, {len(made.failures)} failed", *made.failures)
    print(f"build {seconds - started:.1f} s, and {started:.1f} s to start; clock {clock:.1f} s, of which:")
    print("; ".join(f"{stage} {took:.1f} s" for stage, took in made.seconds))
    print(f"peak of one process {peak / 1024:.0f} MB; {1000 * (seconds - started) / len(paths):.0f} ms an article")
    return (seconds - started) / parsing


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path, help="a folder of .txt files")
    parser.add_argument("--most", type=int, default=10_000, help="take so many, evenly spread")
    parser.add_argument("--processes", type=int, default=2)
    given = parser.parse_args()
    found = sorted(given.texts.rglob("*.txt"))
    step = max(1, len(found) // given.most)
    print(f"{main(found[::step][: given.most], given.processes):.2f}")
