"""Things by id that are looked up when they are asked for, and kept while they are asked for often."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import TypeVar

Thing = TypeVar("Thing")


class Lookup(Mapping[str, Thing]):
    """``find`` gives a thing by its id, None where there is none; ``ids`` all ids in their order; of the things found
    the ``most`` last asked for are kept.
    """

    def __init__(self, find: Callable[[str], Thing | None], ids: Callable[[], Iterator[str]], most: int) -> None:
        self._find = lru_cache(maxsize=most)(find)
        self._ids = ids

    def __getitem__(self, one: str) -> Thing:
        found = self._find(one)
        if found is None:
            raise KeyError(one)
        return found

    def __iter__(self) -> Iterator[str]:
        return self._ids()

    def __len__(self) -> int:
        return sum(1 for _ in self._ids())
