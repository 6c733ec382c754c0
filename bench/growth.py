"""What a whole build costs for each document as a case grows: ``python -m bench.growth [MOST] [--processes P]``.

Builds cases of the articles that ``bench.corpus`` makes up (a model of news, with bursts and copies), each report of
theirs told in a sentence of English, some eighty words an article: reading, parsing, extracting, resolving, assessing,
writing. Seconds are the processor's, of all processes together, without what it takes to start them. Prints for each
size the milliseconds a document, the share of it that parsing and extracting take, and the peak of memory; in the
smallest case the start of each stage (loading the linker, the weights) still shows, so that between two sizes it prints
what a document more costs. Last: that of the last step against that of the first (1 is flat).
"""

from __future__ import annotations

import argparse
import csv
import multiprocessing
import resource
import tempfile
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from attribune.build import Builder
from attribune.engine import Local

from .corpus import records
from .whole import spent, start

if TYPE_CHECKING:
    from attribune.model import Document, Report

_SIZES = (100, 1_000, 5_000, 20_000)
_EACH = 4.5  # reports of an article
_DONE = {
    "defection": "defected from", "execution": "was executed in", "arrest": "was arrested in",
    "disappearance": "disappeared in", "recall": "was recalled from", "meeting": "met officials in",
    "dismissal": "was dismissed in", "appointment": "was appointed in",
}  # fmt: skip
_SAID = ("a diplomat said", "officials said", "the agency reported", "according to a source", "two people said")


def sentence(number: int, told: Report) -> str:
    """One report in words."""
    who, body, place = (argument.span.quote for argument in told.arguments[:3])
    on = f" on {told.when.edtf}" if told.when.edtf else ""
    return f"{who} of the {body} {_DONE[told.type]} {place}{on}, {_SAID[number % len(_SAID)]}."


def articles(folder: Path, count: int) -> None:
    """Write so many articles into a folder, with their outlets and dates beside it."""
    made = records(round(count * _EACH) + 500)
    told: dict[str, list[Report]] = defaultdict(list)
    for one in made.reports:
        told[one.document].append(one)
    folder.mkdir()
    chosen: tuple[Document, ...] = made.documents[:count]
    assert len(chosen) == count
    with (folder.parent / "metadata.csv").open("w", encoding="utf-8") as table:
        rows = csv.writer(table)
        rows.writerow(("path", "outlet", "published"))
        for number, document in enumerate(chosen):
            text = "\n\n".join(sentence(len(one.id) + n, one) for n, one in enumerate(told[document.id]))
            name = f"{number:06}.txt"
            (folder / name).write_text(text + "\n", "utf-8")
            rows.writerow((name, document.outlet, document.published))


def cost(count: int, processes: int) -> tuple[float, str]:
    """Processor seconds for each document of a case of so many, and a line that tells of it."""
    with (
        tempfile.TemporaryDirectory() as scratch,
        ProcessPoolExecutor(processes, multiprocessing.get_context("spawn")) as pool,
    ):
        articles(Path(scratch, "texts"), count)
        starting = max(pool.map(_starting, range(processes))) * processes
        pool.shutdown()
        begun = spent()
        builder = Builder.create(Path(scratch, "case"), engine=Local(processes))
        made = builder.build([str(Path(scratch, "texts"))], metadata=Path(scratch, "metadata.csv"))
        each = (spent() - begun - starting) / count
    laps = dict(made.seconds)
    share = laps.get("annotate and extract", 0.0) / sum(laps.values())
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    told = f"{count} documents: {1000 * each:.1f} ms each, {share:.0%} of it (by the clock) parsing and extracting; "
    return each, told + f"{len(made.failures)} failed; peak {max(peak) / 1024:.0f} MB; " + "; ".join(
        f"{stage} {1000 * seconds / count:.1f}" for stage, seconds in laps.items()
    )


def _starting(_: int) -> float:
    return start()


def main(most: int, processes: int) -> float:
    """What a document more costs in the last step against the first; each size in a process of its own."""
    found: list[tuple[int, float]] = []
    more: list[float] = []
    for count in (size for size in _SIZES if size <= most):
        with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
            each, told = pool.submit(cost, count, processes).result()
        found.append((count, each * count))
        if len(found) > 1:
            (few, little), (many, much) = found[-2:]
            more.append((much - little) / (many - few))
            told += f"; a document more {1000 * more[-1]:.1f} ms"
        print(told, flush=True)
    return more[-1] / more[0]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("most", type=int, nargs="?", default=_SIZES[-1], choices=_SIZES[1:])
    parser.add_argument("--processes", type=int, default=2)
    given = parser.parse_args()
    print(f"{main(given.most, given.processes):.2f}")
