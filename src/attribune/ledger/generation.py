"""Generations of the ledger: Parquet tables written beside the old ones and switched to by one atomic pointer."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from attribune.model import AttribuneError

from . import fingerprint, stored
from .atomic import named, sync_folder, write_bytes
from .query import run
from .schema import FORMAT, KINDS, from_table, to_table
from .stored import GONE, Stored

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from attribune.model import Document

Change = tuple["stored.Rows", tuple[Any, ...]]
"""Rows of a table that no longer hold, and records that are new."""
_KEPT = 2  # the current generation and the one before, which a reader may still have open


class DamagedLedgerError(AttribuneError):
    """A file of the ledger is missing or was changed; the message names it."""


class Generations:
    """``ledger/`` of a case. All of it is derived: deleted, it is rebuilt the same."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._pointer = folder / "current"

    def current(self) -> Path | None:
        """The folder of the generation in force, None before the first build."""
        try:
            name = self._pointer.read_text("ascii").strip()
        except FileNotFoundError:
            return None
        return self.folder / name

    def manifest(self) -> dict[str, Any]:
        """What the generation in force says of itself; empty before the first build."""
        folder = self.current()
        if folder is None:
            return {}
        try:
            return dict(json.loads((folder / "manifest.json").read_bytes()))
        except (OSError, ValueError) as broken:
            raise DamagedLedgerError(f"{folder / 'manifest.json'} cannot be read: {broken}") from broken

    def read(self, kind: str) -> tuple[Any, ...]:
        """The records of one table of the generation in force."""
        folder = self.current()
        if folder is None:
            return ()
        try:
            return from_table(kind, Stored(folder).table(kind))
        except (OSError, ValueError, KeyError, IndexError) as broken:
            path = Stored(folder).whole(kind)
            why = (
                f"{path} cannot be read: {broken}; 'attribune build --case {self.folder.parent}' makes the ledger anew"
            )
            if self.manifest().get("format", FORMAT) < FORMAT:
                why = f"{folder} is of an older version: 'attribune build --case {self.folder.parent}' makes it anew"
            raise DamagedLedgerError(why) from broken

    def write(
        self, tables: Mapping[str, tuple[Any, ...]], about: dict[str, Any], beside: Mapping[str, pa.Table] | None = None
    ) -> str:
        """Write a generation of all tables, switch to it, and give its hash. ``about`` goes into its manifest.

        ``beside`` are tables of numbers to look things up in, by the name of the file.
        """

        def fill(draft: Path) -> dict[str, str]:
            for kind in KINDS:
                stored.write(to_table(kind, tables[kind]), draft / f"{kind}.parquet")
            for name, table in (beside or {}).items():
                write_numbers(table, draft / name)
            return {}

        counts = {kind: len(tables[kind]) for kind in KINDS}
        return self._switch(fill, {"hash": fingerprint.ledger(tables), "counts": counts, **about})

    def add(self, change: Mapping[str, Change], about: dict[str, Any], beside: Mapping[str, pa.Table]) -> str:
        """Write a generation that is the one in force but for these changes, switch to it, and give its hash.

        ``about`` is laid over its manifest. What did not change is shared with the generation before.
        """
        old, folder = self.manifest(), self.current()
        assert folder is not None, "there is nothing to add to"
        before = Stored(folder)
        removed = {kind: before.take(kind, one[0]) for kind, one in change.items()}
        added = {kind: one[1] for kind, one in change.items()}
        counts = {kind: old["counts"][kind] + len(added.get(kind, ())) - len(removed.get(kind, ())) for kind in KINDS}

        def fill(draft: Path) -> dict[str, str]:
            _share(folder, draft, {GONE, *beside, *(before.added(kind).name for kind in change)})
            for kind in change:
                stored.write(_added(before, kind, change[kind]), draft / before.added(kind).name)
            stored.write(_gone(before, change), draft / GONE)
            for name, table in beside.items():
                write_numbers(table, draft / name)
            return {name: one for name, one in old["files"].items() if (draft / name).samefile(folder / name)}

        own = fingerprint.changed(old["hash"], removed, added)
        return self._switch(fill, {**old, "hash": own, "counts": counts, **about})

    def _switch(self, fill: Callable[[Path], dict[str, str]], manifest: dict[str, Any]) -> str:
        """Have the files of a generation written and switch to it. ``fill`` gives the hashes that are known."""
        number = 1 + max((int(p.name[1:]) for p in self.folder.glob("g[0-9]*")), default=0)
        name = f"g{number:08}"
        draft = self.folder / f".{name}.{os.getpid()}.draft"
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True)
        try:
            with named(self.folder / name):
                known = fill(draft)
            files = sorted(path for path in draft.iterdir())
            manifest |= {
                "format": FORMAT,
                "files": {path.name: known.get(path.name) or _sha256(path) for path in files},
                "sizes": {path.name: path.stat().st_size for path in files},
            }
            with named(self.folder / name):
                (draft / "manifest.json").write_bytes(json.dumps(manifest, indent=1, sort_keys=True).encode())
                for path in draft.iterdir():
                    if path.name not in known:
                        with path.open("rb+") as file:
                            os.fsync(file.fileno())
                sync_folder(draft)
                draft.rename(self.folder / name)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
        write_bytes(self._pointer, name.encode("ascii"))
        self._sweep()
        return str(manifest["hash"])

    def query(self, query: str, **values: str) -> list[tuple[Any, ...]]:
        """What one of ``ledger.query``'s queries gives of the generation in force; nothing before the first build."""
        folder = self.current()
        return run(folder, query, **values) if folder else []

    def bearing(self, hashes: Iterable[str]) -> tuple[Document, ...]:
        """The documents of the generation in force whose bytes have these hashes."""
        folder = self.current()
        if folder is None:
            return ()
        held = Stored(folder)
        return held.take("documents", (row for _, row in held.rows("documents", "sha256", hashes)))

    def document(self, one: str) -> Document | None:
        """The document of an id in the generation in force, without reading the others; None where there is none."""
        folder = self.current()
        if folder is None:
            return None
        held = Stored(folder)
        rows = [row for _, row in held.rows("documents", "id", [one])]
        found: Document | None = held.one("documents", rows[0]) if rows else None
        return found

    def damaged(self, *, at_a_glance: bool = False) -> list[str]:
        """The files of the generation in force that are not as they were written, each with what is wrong.

        ``at_a_glance`` looks at sizes only, which costs the same however large the files are.
        """
        folder = self.current()
        if folder is None:
            return []
        wrong, manifest = [], self.manifest()
        for name, sha256 in manifest.get("files", {}).items():
            path = folder / name
            if not path.exists():
                wrong.append(f"{path} is missing")
            elif path.stat().st_size != manifest.get("sizes", {}).get(name) or not (
                at_a_glance or _sha256(path) == sha256
            ):
                wrong.append(f"{path} was changed since it was written")
        return wrong

    def keep_current(self) -> None:
        """Remove every generation but the one in force, also one that a reader may still have open."""
        current = self.current()
        for old in [*self.folder.glob("g[0-9]*"), *self.folder.glob(".g*.draft")]:
            if old != current:
                shutil.rmtree(old)

    def _sweep(self) -> None:
        """Remove generations that no reader needs any more, and drafts that a killed build left."""
        done = sorted(self.folder.glob("g[0-9]*"))
        for old in [*done[:-_KEPT], *self.folder.glob(".g*.draft")]:
            shutil.rmtree(old, ignore_errors=True)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_numbers(table: pa.Table, path: Path) -> None:
    """Write a table of numbers so that it can be looked up in without being read."""
    with pa.ipc.new_file(path, table.schema) as file:
        file.write_table(table.combine_chunks())


def _share(folder: Path, draft: Path, changed: set[str]) -> None:
    """Let the draft have the files of a generation but for those that change: as links where the disk has them."""
    for path in folder.iterdir():
        if path.name not in changed and path.name != "manifest.json":
            try:
                os.link(path, draft / path.name)
            except OSError:
                shutil.copy2(path, draft / path.name)


def _added(before: Stored, kind: str, change: Change) -> pa.Table:
    """What was added to a table up to now, less what no longer holds, with what is new."""
    new = to_table(kind, change[1])
    if not before.added(kind).exists():
        return new
    old = pq.read_table(before.added(kind))
    kept = np.ones(old.num_rows, np.bool_)
    dropped = change[0] - before.size(kind)
    kept[dropped[dropped >= 0]] = False
    return pa.concat_tables([old.filter(pa.array(kept)), new])


def _gone(before: Stored, change: Mapping[str, Change]) -> pa.Table:
    """The rows of the last whole build that no longer hold, with those that no longer do now."""
    kinds, rows = [], []
    for kind in KINDS:
        now = change[kind][0] if kind in change else np.empty(0, np.int64)
        gone = np.union1d(before.gone(kind), now[now < before.size(kind)])
        kinds += [kind] * len(gone)
        rows.append(gone)
    return pa.table({"table": pa.array(kinds, pa.string()), "row": pa.array(np.concatenate(rows), pa.int64())})
