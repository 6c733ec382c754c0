"""What became of a ledger since somebody looked at it, without reading what stayed."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .schema import KINDS, from_table, packer
from .stored import Stored

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Mark = dict[str, Any]
"""What there was: the files of the last whole build, the rows of them that no longer held, and what was added."""


@dataclass(frozen=True, slots=True)
class Difference:
    """The records of each table that are new, and of those that are gone the ids by which they are known."""

    new: Mapping[str, tuple[Any, ...]]
    gone: Mapping[str, frozenset[tuple[str, ...]]]


def mark(folder: Path, files: Mapping[str, str]) -> Mark:
    """What there is in a generation, whose manifest gives the hashes of its ``files``."""
    stored = Stored(folder)
    return {
        "whole": {kind: files.get(stored.whole(kind).name) for kind in KINDS},
        "gone": {kind: stored.gone(kind).tolist() for kind in KINDS},
        "added": {kind: [[_digest(kind, one), *known_by(kind, one)] for one in _added(stored, kind)] for kind in KINDS},
    }


def since(before: Mark, folder: Path, now: Mark) -> Difference | None:
    """What is new and gone in a generation since a mark was set, of which ``now`` is the mark; None where it was built
    anew as a whole.
    """
    if before["whole"] != now["whole"]:
        return None
    stored = Stored(folder)
    new: dict[str, tuple[Any, ...]] = {}
    gone: dict[str, frozenset[tuple[str, ...]]] = {}
    for kind in KINDS:
        was, is_ = set(before["gone"][kind]), set(now["gone"][kind])
        old, fresh = (Counter(one[0] for one in told["added"][kind]) for told in (before, now))
        back = stored.take(kind, sorted(was - is_))
        added = [one for one in _added(stored, kind) if fresh[_digest(kind, one)] != old[_digest(kind, one)]]
        left = [tuple(one[1:]) for one in before["added"][kind] if fresh[one[0]] != old[one[0]]]
        new[kind] = (*back, *added)
        gone[kind] = frozenset([*(known_by(kind, one) for one in stored.take(kind, sorted(is_ - was))), *left])
    return Difference(new, gone)


def known_by(kind: str, one: Any) -> tuple[str, ...]:  # noqa: ANN401 - a record of any kind
    """The id of what is found by its own, the document of what stands in one, the ends of a link."""
    if kind == "coreferences":
        return (one[0],)
    if kind == "copies":
        return ()
    if kind in ("links", "resolved_links"):
        return one.source, one.target
    return (one.id,) if kind in _BY_ID else (one.document,)


_BY_ID = ("documents", "entities", "events", "resolved_events", "origins")


def _added(stored: Stored, kind: str) -> tuple[Any, ...]:
    path = stored.added(kind)
    if not path.exists():
        return ()
    import pyarrow.parquet as pq

    return from_table(kind, pq.read_table(path))


def _digest(kind: str, one: Any) -> str:  # noqa: ANN401 - as above
    return hashlib.sha256(json.dumps(packer(KINDS[kind])(one)).encode("ascii")).hexdigest()[:16]
