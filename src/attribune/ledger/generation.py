"""Generations of the ledger: Parquet tables written beside the old ones and switched to by one atomic pointer."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq

from attribune.model import AttribuneError

from . import fingerprint
from .atomic import sync_folder, write_bytes
from .query import run
from .schema import FORMAT, KINDS, from_table, to_table

if TYPE_CHECKING:
    from pathlib import Path

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
        path = folder / f"{kind}.parquet"
        try:
            return from_table(kind, pq.read_table(path))
        except (OSError, ValueError, KeyError) as broken:
            why = f"{path} cannot be read: {broken}; delete {self.folder} and build again"
            raise DamagedLedgerError(why) from broken

    def write(self, tables: dict[str, tuple[Any, ...]], about: dict[str, Any]) -> str:
        """Write a generation of all tables, switch to it, and give its hash. ``about`` goes into its manifest."""
        number = 1 + max((int(p.name[1:]) for p in self.folder.glob("g[0-9]*")), default=0)
        name = f"g{number:08}"
        draft = self.folder / f".{name}.{os.getpid()}.draft"
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True)
        try:
            for kind in KINDS:
                pq.write_table(to_table(kind, tables[kind]), draft / f"{kind}.parquet", compression="zstd")
            manifest = {
                "format": FORMAT,
                "hash": fingerprint.ledger(tables),
                "counts": {kind: len(tables[kind]) for kind in KINDS},
                "files": {path.name: _sha256(path) for path in sorted(draft.glob("*.parquet"))},
                **about,
            }
            (draft / "manifest.json").write_bytes(json.dumps(manifest, indent=1, sort_keys=True).encode())
            for path in draft.iterdir():
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

    def damaged(self) -> list[str]:
        """The files of the generation in force that are not as they were written, each with what is wrong."""
        folder = self.current()
        if folder is None:
            return []
        wrong = []
        for name, sha256 in self.manifest().get("files", {}).items():
            path = folder / name
            if not path.exists():
                wrong.append(f"{path} is missing")
            elif _sha256(path) != sha256:
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
