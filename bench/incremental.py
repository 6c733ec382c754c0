"""What one more article costs: ``python -m bench.incremental [ARTICLES]`` (default 1,000), on a made-up case.

The case holds records as ``bench.corpus`` makes them, as if they had been annotated. Prints the seconds of the first
build and of adding one article by stage and, last, those of adding beyond its annotation.
"""

from __future__ import annotations

import sys
import tempfile
from collections import defaultdict
from dataclasses import fields
from pathlib import Path
from typing import Any

from attribune.build import Builder
from attribune.engine import Local
from attribune.ledger import Kept
from attribune.ledger.annotated import packed
from attribune.model import Records

from .corpus import records

_TEXT = "Envoy gone\n\nThe envoy Osk Marrat defected on 3 May 2021, officials of Foreign Affairs said.\n"


def by_document(told: Records) -> dict[str, Records]:
    """The records of each document."""
    parts: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for field in fields(Records):
        for one in getattr(told, field.name):
            parts[one.id if field.name == "documents" else one.document][field.name].append(one)
    return {name: Records(**{kind: tuple(ones) for kind, ones in part.items()}) for name, part in parts.items()}


def main(articles: int) -> float:
    """Seconds of adding one article, its annotation aside."""
    with tempfile.TemporaryDirectory() as scratch:
        builder = Builder.create(Path(scratch, "case"), engine=Local(1))
        parts = list(by_document(records(int(articles * 4.5))).values())[:articles]
        documents = [part.documents[0] for part in parts]
        kept = [Kept(d.path, builder.case.originals.keep(d.text.encode())) for d in documents]
        builder.case.originals.list(kept)
        keys = builder._keys(kept)  # noqa: SLF001 - the place of an annotation is nobody else's business
        builder.case.annotations.write({keys[one]: packed(part) for one, part in zip(kept, parts, strict=True)})
        first = builder.build()
        new = Path(scratch, "new.txt")
        new.write_text(_TEXT, "utf-8")
        added = builder.build([str(new)])
    for name, made in (("first build", first), ("one more", added)):
        told = ", ".join(f"{stage} {seconds:.2f}" for stage, seconds in made.seconds)
        print(f"{name}: {made.annotated} annotated, {made.known} known; {told}")
    return sum(seconds for _, seconds in added.seconds)


if __name__ == "__main__":
    print(f"{main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000):.2f}")
