"""What has been annotated already: the records of each document, kept under a key that says of what and by what."""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from attribune.model import Records, digest

from .atomic import replacing
from .schema import KINDS, packer, part_of, tables_of, unpacker

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

_COMPACT = 64  # shards after which they are written as one


class Annotations:
    """``ledger/annotated/``: shards of (key, records), written as the build goes on, so that it can be resumed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._places: dict[str, Path] | None = None

    def _shards(self) -> list[Path]:
        return sorted(self.folder.glob("*.parquet"))

    def known(self) -> dict[str, Path]:
        """{key: the shard that holds its records}; a shard that cannot be read holds nothing."""
        if self._places is None:
            self._places = {}
            for shard in self._shards():
                try:
                    keys = pq.read_table(shard, columns=["key"])["key"].to_pylist()
                except (OSError, ValueError):
                    continue
                self._places.update(dict.fromkeys(keys, shard))
        return self._places

    def read(self, keys: Iterable[str]) -> dict[str, Records]:
        """{key: records} for those keys that are known."""
        wanted, places = set(keys), self.known()
        found: dict[str, Records] = {}
        for shard in sorted({places[key] for key in wanted if key in places}):
            table = pq.read_table(shard)
            rows = zip(table["key"].to_pylist(), table["records"].to_pylist(), strict=True)
            found.update((key, _load(data)) for key, data in rows if key in wanted)
        return found

    def write(self, done: Mapping[str, Records | bytes]) -> None:
        """Keep the records of some documents, packed or not, by key."""
        if not done:
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / f"{digest(*sorted(done))}.parquet"
        rows = {"key": list(done), "records": [one if isinstance(one, bytes) else packed(one) for one in done.values()]}
        with replacing(path) as draft:
            pq.write_table(pa.table(rows, schema=pa.schema([("key", pa.string()), ("records", pa.binary())])), draft)
        self.known().update(dict.fromkeys(done, path))

    def compact(self, wanted: set[str]) -> None:
        """Drop what no document of the case needs any more, and join many small shards."""
        shards, known = self._shards(), self.known()
        if len(shards) < _COMPACT and not known.keys() - wanted:
            return
        records = self.read(wanted)
        self._places = {}
        self.write(records)
        kept = set(self.known().values())
        for shard in shards:
            if shard not in kept:
                shard.unlink(missing_ok=True)

    def sweep(self) -> None:
        """Remove what an interrupted writing left, and shards that cannot be read."""
        kept = set(self.known().values())
        for path in [*self.folder.glob(".*.draft"), *(shard for shard in self._shards() if shard not in kept)]:
            path.unlink(missing_ok=True)


def packed(records: Records) -> bytes:
    """The records of one document as bytes: the same records give the same bytes."""
    plain = {kind: [packer(KINDS[kind])(one) for one in rows] for kind, rows in tables_of(records).items()}
    return zlib.compress(json.dumps(plain, ensure_ascii=True).encode("ascii"), 3)


def _load(data: bytes) -> Records:
    plain = json.loads(zlib.decompress(data))
    return part_of(Records, lambda kind: tuple(unpacker(KINDS[kind])(one) for one in plain[kind]))
