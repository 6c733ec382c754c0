"""A text put together from stretches of a source, and of several sources, with the way back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .encoding import Decoded
    from .offset import Run


@dataclass(slots=True)
class Writer:
    """Text put together from pieces of one source: ``put`` what stands there, ``gap`` what does not."""

    source: Decoded
    pieces: list[str] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    length: int = 0
    pending: str = ""

    def put(self, piece: str, begin: int, stop: int, *, linear: bool = True) -> None:
        """Add words that stand in the source from ``begin`` to ``stop``; ``linear``: they stand there as they are."""
        if not piece:
            return
        if self.pending and self.length:
            self.pieces.append(self.pending)
            self.length += len(self.pending)
        self.pending = ""
        if linear:
            for left, right in self.source.even(begin, stop):
                self._run(left - begin, right - begin, left, right, linear=left not in self.source.escaped)
        else:
            self._run(0, len(piece), begin, stop, linear=False)
        self.pieces.append(piece)
        self.length += len(piece)

    def _run(self, start: int, end: int, left: int, right: int, *, linear: bool) -> None:
        place, after = self.source.place(left), self.source.stop(right - 1)
        self.runs.append((self.length + start, self.length + end, place, after, linear))

    def gap(self, words: str) -> None:
        """Put a line break before what comes next; the longest of several counts, and none begins or ends a text."""
        self.pending = max(self.pending, words, key=len)

    @property
    def text(self) -> str:
        """What was put together."""
        return "".join(self.pieces)


def joined(parts: list[tuple[str, list[Run]]], gap: str = "\n\n") -> tuple[str, list[Run]]:
    """Several texts with their runs as one, with a gap between each two."""
    texts: list[str] = []
    runs: list[Run] = []
    length = 0
    for text, own in parts:
        if not text:
            continue
        if texts:
            texts.append(gap)
            length += len(gap)
        runs += [(start + length, end + length, place, after, linear) for start, end, place, after, linear in own]
        texts.append(text)
        length += len(text)
    return "".join(texts), runs
