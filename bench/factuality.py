"""Factuality of events against the UW set: ``python -m bench.factuality DEV.conll``.

The mean absolute error is printed last.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from attribune.annotate import load
from attribune.extract.attribution.factuality import event_factuality
from attribune.model import Annotated, Document, Region

if TYPE_CHECKING:
    from spacy.tokens import Doc

Sentence = tuple[str, list[tuple[int, float]]]


def sentences(path: Path) -> Iterator[Sentence]:
    """Each sentence as its tokens joined by spaces, with the offset and the value of each event."""
    for block in path.read_text("utf-8").split("\n\n"):
        text, events = "", []
        for line in block.splitlines():
            _, word, value, *_ = line.split("\t")
            text += " " if text else ""
            if value != "_":
                events.append((len(text), float(value)))
            text += word
        if text:
            yield text, events


def parsed(rows: Iterable[Sentence]) -> Iterator[tuple[Doc, list[tuple[int, float]]]]:
    """The sentences parsed as production parses."""
    kept = list(rows)
    for doc, (_, events) in zip(load().pipe(text for text, _ in kept), kept, strict=True):
        yield doc, events


def told(doc: Doc) -> dict[int, float]:
    """{offset: value} of every event that the project sees."""
    document = Document("d", "d", "", doc.text, "text/plain", "utf-8")
    body = Region(document.span(0, len(doc.text)), "body")
    seen = Annotated(document, doc, (body.span,))
    return {one.span.start: one.value for one in event_factuality(seen)}


def main() -> None:
    """Scores, beside taking everything for a fact."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("set", type=Path)
    options = parser.parse_args()
    gold, ours, missed = [], [], 0
    for doc, events in parsed(sentences(options.set)):
        seen = told(doc)
        for start, value in events:
            missed += start not in seen
            gold.append(value)
            ours.append(seen.get(start, 3.0))  # an event that is not seen as one is taken for a fact
    wanted, given = np.array(gold), np.array(ours)
    print(f"{len(gold)} events, {missed} not seen as events")
    print(f"all factual: mean absolute error {np.mean(np.abs(wanted - 3)):.3f}")
    print(f"Pearson's r {np.corrcoef(wanted, given)[0, 1]:.3f}")
    print(f"mean absolute error {np.mean(np.abs(wanted - given)):.3f}")


if __name__ == "__main__":
    main()
