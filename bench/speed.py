"""What each stage of one document costs against the parser: ``python -m bench.speed ARTICLES...``.

Reads the text files named (or in the folders named), cleans and annotates them stage by stage on one core, and prints
the seconds of each stage, its share of the parser's time, and last the share of times and figures together. The first
article is read twice and counted once, since lexicons are loaded only once.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from attribune import annotate, extract, profiles
from attribune.annotate.dating import dated
from attribune.annotate.name import coreferences, mentions
from attribune.annotate.parse import parse
from attribune.annotate.quantity import quantities
from attribune.annotate.time import times
from attribune.clean import clean
from attribune.model import Annotated, Document

from .polnear import plain


class Clock:
    """Seconds by the name of what was done."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)

    def do(self, name: str, work: Callable[..., Any], *given: object) -> Any:  # noqa: ANN401 - whatever the work gives
        """The result of the work, its time added."""
        start = time.process_time()
        result = work(*given)
        self.seconds[name] += time.process_time() - start
        return result


def articles(paths: list[Path]) -> Iterator[Document]:
    """The documents of text files, or of those in folders."""
    for path in paths:
        for one in sorted(path.rglob("*.txt")) if path.is_dir() else [path]:
            yield plain(one)


def run(documents: Iterator[Document]) -> Clock:
    """Every stage over every document, timed."""
    clock, nlp, profile = Clock(), annotate.load(), profiles.load("exile")
    for one in documents:
        document = clock.do("clean", clean, one)
        doc, paragraphs = clock.do("parse", parse, document, nlp)
        seen = Annotated(document, doc, paragraphs)
        seen = replace(seen, document=clock.do("date", dated, seen))
        seen = replace(seen, times=clock.do("times", times, seen))
        seen = replace(seen, quantities=clock.do("quantities", quantities, seen))
        seen = replace(seen, mentions=clock.do("names", mentions, seen, profile))
        seen = replace(seen, coreferences=clock.do("coreferences", coreferences, seen, profile))
        said = clock.do("statements", extract.statements, seen, profile)
        clock.do("reports", extract.reports, seen, said, profile)
        clock.do("figures", extract.figures, seen, said, profile)
        clock.do("forecasts", extract.forecasts, seen, said)
    return clock


def main() -> None:
    """Print the seconds and shares."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", type=Path, nargs="+", help="text files or folders of them")
    paths = parser.parse_args().paths
    run(islice(articles(paths), 1))
    seconds = run(articles(paths)).seconds
    for name, spent in seconds.items():
        print(f"{name:13}{spent:9.3f} s{spent / seconds['parse']:8.1%} of parsing")
    print(f"{sum(seconds[name] for name in ('date', 'times', 'quantities', 'figures')) / seconds['parse']:.4f}")


if __name__ == "__main__":
    main()
