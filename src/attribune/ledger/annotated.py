"""What has been annotated already: the records of each document, kept under a key that says of what and by what."""

from __future__ import annotations

import json
import zlib
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from attribune.model import Records, digest

from .atomic import replacing
from .schema import KINDS, packer, part_of, tables_of, unpacker

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Set
    from pathlib import Path

_FULL = 2048  # documents in a shard from which on it is left as it is
_TOGETHER = 32  # documents that are read at once where some of them are wanted
_COMPACT = 64  # small shards after which they are joined


class Annotations:
    """``ledger/annotated/``: shards of (key, records), written as the build goes on, so that it can be resumed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._places: dict[str, Path] | None = None
        self._order: dict[str, int] = {}

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
                self._order.update(zip(keys, range(len(keys)), strict=True))
        return self._places

    def read(self, keys: Iterable[str]) -> dict[str, Records]:
        """{key: records} for those keys that are known."""
        wanted, places = set(keys), self.known()
        found: dict[str, Records] = {}
        held: dict[Path, list[str]] = defaultdict(list)
        for key in sorted(wanted & places.keys()):
            held[places[key]].append(key)
        for shard, ones in sorted(held.items()):
            found.update((key, _load(data)) for key, data in self._rows(shard, ones).items())
        return found

    def _rows(self, shard: Path, wanted: Iterable[str]) -> dict[str, bytes]:
        """The packed records of a shard, of those keys; only the stretches of it that hold them are read."""
        keys = set(wanted)
        groups = sorted({self._order[key] // _TOGETHER for key in keys})
        if not groups:
            return {}
        table = pq.ParquetFile(shard).read_row_groups(groups)
        rows = zip(table["key"].to_pylist(), table["records"], strict=True)
        return {key: data.as_py() for key, data in rows if key in keys}

    def write(self, done: Mapping[str, Records | bytes]) -> None:
        """Keep the records of some documents, packed or not, by key."""
        if not done:
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / f"{digest(*sorted(done))}.parquet"
        rows = {"key": list(done), "records": [one if isinstance(one, bytes) else packed(one) for one in done.values()]}
        with replacing(path) as draft:
            table = pa.table(rows, schema=pa.schema([("key", pa.string()), ("records", pa.large_binary())]))
            pq.write_table(table, draft, row_group_size=_TOGETHER)
        self.known().update(dict.fromkeys(done, path))
        self._order.update(zip(done, range(len(done)), strict=True))

    def compact(self, wanted: Set[str]) -> None:
        """Drop what no document of the case needs any more, and join small shards when they are many.

        Only shards that are small or hold something unwanted are written again, so that a large case costs no more.
        """
        held: dict[Path, list[str]] = defaultdict(list)
        for key, shard in self.known().items():
            held[shard].append(key)
        needed = {shard: wanted & set(keys) for shard, keys in held.items()}
        small = [shard for shard in sorted(held) if len(needed[shard]) < _FULL]
        again = {shard for shard in held if len(needed[shard]) < len(held[shard])}
        again |= set(small) if len(small) >= _COMPACT else set()
        rows: dict[str, bytes] = {}
        for shard in sorted(again):
            rows |= self._rows(shard, needed[shard])
            if len(rows) >= _FULL:
                self.write(rows)
                rows = {}
        self.write(rows)
        self._places = {key: shard for key, shard in self.known().items() if key in wanted}
        for shard in again - set(self._places.values()):
            shard.unlink(missing_ok=True)

    def join(self) -> None:
        """Join small shards when they are many, and keep all that they hold."""
        small = [shard for shard, count in Counter(self.known().values()).items() if count < _FULL]
        if len(small) >= _COMPACT:
            self.compact(set(self.known()))

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
