"""Hashes by which a build knows what it has done already, and by which two ledgers are compared."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .schema import KINDS, packer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_PACKAGE = Path(__file__).parent.parent
_PER_DOCUMENT = ("model", "names", "profiles", "read", "clean", "annotate", "extract")
_SET_WISE = ("ledger", "resolve", "assess")
_ALL = 1 << 256
_GIVEN = {"entities", "events", "resolved_events", "origins", "chains"}
"""The tables whose ids, or the ids that they point to, depend on what was in the case before."""


@cache
def code(*, set_wise: bool = False) -> str:
    """The version of the code and the data that make the records of one document, or those across documents."""
    digest = hashlib.sha256((_PACKAGE / "build.py").read_bytes() + (_PACKAGE / "addition.py").read_bytes())
    for folder in _SET_WISE if set_wise else _PER_DOCUMENT:
        for path in sorted((_PACKAGE / folder).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(path.relative_to(_PACKAGE).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


@cache
def showing() -> str:
    """The version of the code and the data that make texts as they may be shown, and the index of them."""
    digest = hashlib.sha256()
    for folder in ("protect", "view"):
        for path in sorted((_PACKAGE / folder).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def ledger(tables: Mapping[str, Sequence[Any]]) -> str:
    """The hash of a ledger: the sum of the hashes of all records, floats rounded to six digits.

    Ids of events, entities and origins are left out, so that ``build A B`` equals ``build A`` then ``add B``. A sum
    depends on no order, and costs only what changed when some records do.
    """
    return f"{_sum(tables):064x}"


def changed(hashed: str, removed: Mapping[str, Sequence[Any]], added: Mapping[str, Sequence[Any]]) -> str:
    """The hash of a ledger of that hash once some records are gone and others are there."""
    return f"{(int(hashed, 16) - _sum(removed) + _sum(added)) % _ALL:064x}"


def _sum(tables: Mapping[str, Sequence[Any]]) -> int:
    total = 0
    for kind, records in tables.items():
        pack, drop = packer(KINDS[kind]), frozenset({"id", "origin"} if kind in _GIVEN else ())
        for record in records:
            line = json.dumps(_rounded(pack(record), drop), ensure_ascii=True, sort_keys=True)
            total += int.from_bytes(hashlib.sha256(f"{kind} {line}".encode()).digest(), "big")
    return total % _ALL


def _rounded(value: Any, drop: frozenset[str]) -> Any:  # noqa: ANN401 - any JSON value
    if isinstance(value, float):
        return round(value, 6)
    if isinstance(value, dict):
        return {name: _rounded(one, drop) for name, one in value.items() if name not in drop}
    return [_rounded(one, drop) for one in value] if isinstance(value, list) else value
