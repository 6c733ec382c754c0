"""Stretches of a text, and which of them hold a place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Stretches:
    """Stretches of a text that may be asked whether they hold or touch a place."""

    def __init__(self, stretches: Iterable[tuple[int, int]]) -> None:
        self._all = sorted(set(stretches))
        self._starts = [start for start, _ in self._all]
        self._widest = max((end - start for start, end in self._all), default=0)

    def touch(self, start: int, end: int) -> bool:
        """Whether one of them shares a character with ``start:end``."""
        first = bisect_left(self._starts, start - self._widest)
        return any(stretch[1] > start for stretch in self._all[first : bisect_left(self._starts, end)])

    def hold(self, start: int, end: int) -> bool:
        """Whether one of them holds all of ``start:end``."""
        first = bisect_left(self._starts, end - self._widest)
        return any(stretch[1] >= end for stretch in self._all[first : bisect_right(self._starts, start)])
