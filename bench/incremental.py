"""What one more article costs: ``python -m bench.incremental [ARTICLES]`` (default 4,000), on a made-up case.

The case holds records as ``bench.corpus`` makes them, as if they had been annotated; beyond 5,000 articles its names
and events are taken as equal words tell them and not resolved, since it is adding that is measured. Some more articles
of the same corpus are then added one after the other, each by a look-up. Prints the seconds of each by stage and, last,
the median of what an addition costs beyond its annotation.
"""

from __future__ import annotations

import hashlib
import resource
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import fields
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from attribune.build import Builder
from attribune.engine import Local, undisturbed
from attribune.ledger import Kept
from attribune.ledger.annotated import packed
from attribune.ledger.schema import tables_of
from attribune.model import Event, Records, Resolved

from .corpus import records
from .paged import MADE, assessed, entities

if TYPE_CHECKING:
    from collections.abc import Sequence

_RESOLVED = 5000  # articles up to which the case is built as any other
_MORE, _SHARD = 5, 2048


def by_document(told: Records) -> dict[str, Records]:
    """The records of each document."""
    parts: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for field in fields(Records):
        for one in getattr(told, field.name):
            parts[one.id if field.name == "documents" else one.document][field.name].append(one)
    return {name: Records(**{kind: tuple(ones) for kind, ones in part.items()}) for name, part in parts.items()}


def annotated(builder: Builder, folder: Path, parts: Sequence[Records]) -> list[str]:
    """Write the articles down, and their records as if they had been annotated; gives the paths."""
    folder.mkdir(exist_ok=True)
    by_path = {part.documents[0].path: part for part in parts}
    for path, part in by_path.items():
        (folder / path).write_text(part.documents[0].text, "utf-8")
    paths = [str(folder / path) for path in by_path]
    keys = builder._keys(builder._corrected(builder._taken(paths, None)))  # noqa: SLF001 - how a build keeps them is nobody else's business
    builder.case.annotations.write({key: packed(by_path[one.path]) for one, key in keys.items()})
    return paths


def based(builder: Builder, parts: Sequence[Records]) -> None:
    """The case before anything is added to it, as a build leaves it but for the articles' own bytes."""
    documents = [part.documents[0] for part in parts]
    kept = [Kept(one.path, hashlib.sha256(one.text.encode()).hexdigest()) for one in documents]
    builder.case.originals.list(kept)
    keys = builder._keys(kept)  # noqa: SLF001
    named = {keys[one]: part for one, part in zip(kept, parts, strict=True)}
    names = list(named)
    for first in range(0, len(names), _SHARD):
        builder.case.annotations.write({name: packed(named[name]) for name in names[first : first + _SHARD]})
    if len(parts) <= _RESOLVED:
        builder.build()
        return
    all_of_them = Records.merge(parts)
    told = assessed(all_of_them)
    alone = tuple(Event(one.id, one.type, one.reports, MADE) for one in told.events)
    resolved = Resolved(entities=entities(all_of_them), events=alone)
    tables = {name: rows for part in (all_of_them, resolved, told) for name, rows in tables_of(part).items()}
    builder.case.decisions.give({one.reports[0]: one.id for one in alone})
    about = {"state": "bench", "failed": [], "decided": [], **builder._covers()}  # noqa: SLF001
    builder.case.generations.write(tables, about, builder._beside(named))  # noqa: SLF001


def main(articles: int) -> float:
    """Seconds of adding one article, its annotation aside."""
    with tempfile.TemporaryDirectory() as scratch:
        began = time.perf_counter()
        builder = Builder.create(Path(scratch, "case"), engine=Local(1), large=min(articles, 2000))
        with undisturbed():
            parts = list(by_document(records(int(articles * 4.7) + 50 * _MORE)).values())[: articles + _MORE]
        with undisturbed():
            based(builder, parts[:articles])
        print(f"a case of {len(parts) - _MORE} articles in {time.perf_counter() - began:.0f} seconds", flush=True)
        costs = []
        for part in parts[articles:]:
            paths = annotated(builder, Path(scratch, "in"), [part])
            began, used = time.perf_counter(), time.process_time()
            made = Builder.open(builder.case.root, engine=Local(1)).build(paths)
            costs.append(time.perf_counter() - began)
            told = ", ".join(f"{stage} {seconds:.2f}" for stage, seconds in made.seconds)
            print(f"one more: {costs[-1]:.2f} s, processor {time.process_time() - used:.2f} s; {told}", flush=True)
        assert builder.case.generations.manifest()["added"] == _MORE, "the articles were not added by a look-up"
        print(f"most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.1f} GB, with the making")
    return median(costs)


if __name__ == "__main__":
    print(f"{main(int(sys.argv[1]) if len(sys.argv) > 1 else 4000):.2f}")
