"""The bytes as they came, under their SHA-256, with the place in the case that each came from."""

from __future__ import annotations

import hashlib
import json
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from attribune.model import Metadatum

from .atomic import named, write_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

_AT_ONCE = 8  # files that wait for the disk at one time


@dataclass(frozen=True, slots=True)
class Kept:
    """One document's original: its place in the case, the SHA-256 of its bytes, and the metadata given with it.

    ``member`` says whether it is one of a container; ``failure`` is set where there were no bytes to keep.
    """

    path: str
    sha256: str
    given: tuple[Metadatum, ...] = ()
    member: bool = False
    failure: str | None = None


class Originals:
    """``originals/`` of a case: a file for each distinct run of bytes; ``index.jsonl`` says what is where."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._index = folder / "index.jsonl"

    def _file(self, sha256: str) -> Path:
        return self.folder / sha256[:2] / sha256

    def keep(self, data: bytes) -> str:
        """Keep some bytes and give their SHA-256."""
        return self.keep_all([data])[0]

    def keep_all(self, found: Sequence[bytes]) -> list[str]:
        """Keep several runs of bytes at once and give their SHA-256: a disk takes about as long for many as for one."""
        names = [hashlib.sha256(data).hexdigest() for data in found]
        new = {name: data for name, data in zip(names, found, strict=True) if not self._file(name).exists()}
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            list(pool.map(self._write, new, new.values()))
        return names

    def _write(self, name: str, data: bytes) -> None:
        path = self._file(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        write_bytes(path, data)

    def read(self, sha256: str) -> bytes:
        """The bytes of that hash. Raises ``LookupError`` where they are gone or changed."""
        try:
            data = self._file(sha256).read_bytes()
        except OSError as missing:
            raise LookupError(f"the original {sha256} is not in the case: {missing.strerror}") from missing
        if hashlib.sha256(data).hexdigest() != sha256:
            raise LookupError(f"the original {sha256} was changed on the disk: its bytes have another hash")
        return data

    def destroy(self, hashes: Iterable[str]) -> int:
        """Remove the bytes of these hashes, and what an interrupted writing left; gives how many there were."""
        there = [path for path in map(self._file, hashes) if path.exists()]
        for path in there:
            path.unlink()
        for draft in self.folder.rglob(".*.draft"):
            draft.unlink(missing_ok=True)
        return len(there)

    def listing(self) -> bytes:
        """The index as it is written: a line for each document. A line whose writing was cut off is not there."""
        data = self._index.read_bytes() if self._index.exists() else b""
        return data[: data.rfind(b"\n") + 1]

    def index(self) -> tuple[Kept, ...]:
        """What the case holds, by path."""
        return tuple(sorted(self.read_lines(self.listing()), key=lambda kept: (kept.path, kept.sha256)))

    @staticmethod
    def read_lines(listing: bytes) -> tuple[Kept, ...]:
        """The documents of some lines of the index."""
        rows = (json.loads(one) for one in listing.split(b"\n") if one)
        return tuple(Kept(**{**row, "given": tuple(Metadatum(**one) for one in row["given"])}) for row in rows)

    def list(self, kept: Iterable[Kept]) -> None:
        """Write anew what the case holds."""
        write_bytes(self._index, b"".join(map(line, sorted(kept, key=lambda k: (k.path, k.sha256)))))

    def add(self, kept: Iterable[Kept]) -> None:
        """Write what the case holds from now on too, and nothing else anew."""
        with named(self._index), self._index.open("rb+" if self._index.exists() else "wb+") as file:
            file.seek(len(self.listing()))
            file.write(b"".join(map(line, kept)))
            file.truncate()
            file.flush()
            os.fsync(file.fileno())


def line(kept: Kept) -> bytes:
    """One document as a line of the index; its place and its bytes come first."""
    return (json.dumps(asdict(kept), ensure_ascii=True) + "\n").encode("ascii")
