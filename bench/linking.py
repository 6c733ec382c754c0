"""What the set-wise stages cost as a case grows: ``python -m bench.linking [MOST]``, on a made-up corpus.

``bench.corpus`` states the model of the corpus. Sizes double up to ``MOST`` reports (and three times as many mentions);
each is a process of its own, so that its peak of memory is its own. Prints for each the processor seconds of each
stage (the clock beside them: other work on the machine makes it longer) and, last, the exponent of growth between the
first and the last size (1 is linear).
"""

from __future__ import annotations

import math
import multiprocessing
import resource
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING, TypeVar

from attribune.engine import undisturbed
from attribune.model.index import Index
from attribune.profiles import load
from attribune.resolve import copies, entities, events, follows

from .corpus import records

if TYPE_CHECKING:
    from collections.abc import Callable

Made = TypeVar("Made")
_SIZES = 4


def processor() -> float:
    """Processor seconds of this process and of those that it started and that have ended."""
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in both)


def measure(size: int) -> tuple[dict[str, float], str]:
    """Seconds by stage of resolving that many reports, and a line that tells of it."""
    seconds: dict[str, float] = {}

    def lap(name: str, work: Callable[[], Made]) -> Made:
        begun = processor()
        made = work()
        seconds[name] = processor() - begun
        return made

    told, profile = records(size), load("exile")
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun = time.perf_counter()
    with undisturbed():
        known = lap("entities", lambda: entities(told, profile, {}))
        index = lap("index", lambda: Index(told, known))
        copied = lap("copies", lambda: copies(told.documents))
        joined, links = lap("events", lambda: events(index, copied, profile, {}))
        lap("follows", lambda: list(follows(index)))
    clock = time.perf_counter() - begun
    peak, copy = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    stages = " ".join(f"{name} {spent:.1f}" for name, spent in seconds.items())
    line = (
        f"{size:8} reports {len(told.mentions):8} mentions {len(told.documents):7} articles: {len(known)} entities,"
        f" {len(copied)} copies, {len(joined)} events, {len(links)} links; {sum(seconds.values()):.1f} s ({stages});"
        f" clock {clock:.1f} s; peak {peak / 1024:.0f} MB, of them records {held / 1024:.0f} MB"
        f" (a copy of the process, most of it shared, {copy / 1024:.0f} MB)"
    )
    return seconds, line


def main(most: int) -> float:
    """Measure sizes that double up to ``most``; the exponent over them."""
    sizes = [most // 2**n for n in range(_SIZES - 1, -1, -1)]
    spent = []
    for size in sizes:
        with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as process:
            seconds, line = process.submit(measure, size).result()
        spent.append(sum(seconds.values()))
        print(line, flush=True)
    return math.log(spent[-1] / spent[0]) / math.log(sizes[-1] / sizes[0])


if __name__ == "__main__":
    print(f"{main(int(sys.argv[1]) if len(sys.argv) > 1 else 40_000):.3f}")
