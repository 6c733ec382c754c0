"""Bodies of web pages, and the way back to their bytes: ``python -m bench.content BENCH/article_extraction/dev``.

Prints the body's precision, recall and F1 beside trafilatura's own on the same pages; how many of 1,000 anchors, drawn
at random over the pages, lead through the offset map to bytes that give the anchor's quote; and last the body's F1.
"""

from __future__ import annotations

import html
import json
import random
import re
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from attribune.clean import clean
from attribune.read import quote, read, to_bytes

from .exported import prepared, run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from attribune.model import Document

ANCHORS = 1000
LONGEST = 300  # characters of an anchor
_UNSEEN = re.compile(
    r"<!--.*?-->|<(script|style|noscript|svg|head|iframe|select)\b.*?</\1\s*>|<[^>]*>", re.DOTALL | re.IGNORECASE
)


def anchored(pages: Sequence[tuple[Document, bytes]], count: int = ANCHORS) -> tuple[int, int]:
    """Of anchors drawn at random how many lead back: by the map run by run, and by its outer bounds alone, with tags
    taken out by a plain pattern and white space ignored, as somebody without the map would check it.
    """
    chance = random.Random(2)  # noqa: S311 - a fixed draw, no secret
    exact = plain = 0
    for _ in range(count):
        document, data = chance.choice(pages)
        start = chance.randrange(len(document.text))
        end = min(len(document.text), start + chance.randint(1, LONGEST))
        words, origin = document.text[start:end], document.origin_map
        if origin is None or not words.strip():
            exact, plain = exact + (not words.strip()), plain + (not words.strip())
            continue
        exact += quote(data, origin, start, end) == words
        first, after = to_bytes(origin, start, end)
        seen = html.unescape(_UNSEEN.sub("", data[first:after].decode(origin.encoding, "replace")))
        plain += "".join(seen.split()) == "".join(words.split())
    return exact, plain


def write(documents: Sequence[Document], folder: Path) -> None:
    """The part of the interchange form that the scorer of bodies reads."""
    with Path(folder, "documents.jsonl").open("w", encoding="utf-8") as out:
        for one in documents:
            regions = [{"span": {"start": r.span.start, "end": r.span.end}, "kind": r.kind} for r in one.regions]
            row = {"id": one.id, "path": one.path, "text": one.text, "regions": regions}
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


def main(data: Path) -> None:
    """Print the figures for one half of the set."""
    bench = data.resolve().parent.parent
    with prepared(bench, "article_extraction", data) as inputs, tempfile.TemporaryDirectory() as out:
        pages = [(document, original) for document, original in read([inputs]) if not document.failure]
        write([clean(document) for document, _ in pages], Path(out))
        told = run(bench / "score_content.py", data, out)
        exact, plain = anchored(pages)
    print(told.rstrip())
    print(f"anchors that lead back: {exact} of {ANCHORS}; checked with tags taken out by a plain pattern: {plain}")
    print(re.search(r"^body .*F1 ([\d.]+)", told, re.MULTILINE)[1])  # type: ignore[index]  # the scorer always prints it


if __name__ == "__main__":
    main(Path(sys.argv[1]))
