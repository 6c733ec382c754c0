"""What is found in the inputs, and how one thing is found within another."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from attribune.model import Metadatum

from .given import Given
from .layer import JOINT

NOTHING = hashlib.sha256(b"").hexdigest()


def writable(name: str) -> str:
    """A name with a question mark for half a character, which no file can hold."""
    return name.encode("utf-8", "replace").decode()


@dataclass(frozen=True, slots=True)
class Found:
    """One document found, not yet read: ``path`` is its place in the case, ``member`` whether it is a record of JSON.

    ``data`` is empty and ``failure`` says why where there is nothing to read; ``sha256`` is that of the whole
    bytes, also of those that were too many to keep.
    """

    path: str
    data: bytes
    given: tuple[Metadatum, ...] = ()
    member: bool = False
    failure: str | None = None
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was found: its path in the case, the steps that lead there from the file, how deep that is."""

    path: str
    told: Given
    steps: tuple[str, ...] = ()
    depth: int = 0

    def inside(self, name: str, *steps: str, deeper: bool = False) -> Place:
        """A member of what stands here."""
        path = f"{self.path}#{writable(name)}"
        return replace(self, path=path, steps=(*self.steps, *steps), depth=self.depth + deeper)

    def holds(self, data: bytes, known: tuple[Metadatum, ...] = (), *, member: bool = False) -> Found:
        """The document that stands here, with what its container tells of it."""
        return Found(self.path, data, (*self.told.of(self.path), *known, *self._way()), member)

    def fails(self, reason: str, sha256: str = "") -> Found:
        """What stands here and cannot be read. Without a hash of its bytes it is known by where it stands."""
        mark = sha256 or (
            hashlib.sha256("\n".join((self.path, *self.steps)).encode()).hexdigest() if self.steps else NOTHING
        )
        return Found(self.path, b"", (*self.told.of(self.path), *self._way()), failure=reason, sha256=mark)

    def _way(self) -> tuple[Metadatum, ...]:
        if not self.steps:
            return ()
        file = self.path.split("#", 1)[0]
        return (Metadatum("place", JOINT.join(self.steps), "file", f"the steps that lead to its bytes from {file}"),)
