"""Blocks: which members of many share something, and stand near enough in it to be worth a comparison.

Only neighbours in a given order are paired, so that the largest block costs in proportion to its size. Columns of
numbers instead of objects: a million accounts stand in ten million blocks.
"""

from __future__ import annotations

from array import array
from hashlib import blake2b
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Worth = Callable[[Numbers, Numbers, Numbers], NDArray[np.bool_]]

_SOME = 1 << 18  # pairs that are given at one time


class Blocks:
    """Members (numbers) under keys; ``sort`` of a key is a small number that says what kind of key it is."""

    def __init__(self) -> None:
        self._keys, self._members, self._sorts = array("q"), array("q"), array("b")

    def add(self, key: tuple[str, ...], member: int, sort: int) -> None:
        """Put a member under a key."""
        self._keys.append(hash(key))  # another in every process; which keys are equal is all that is asked of it
        self._members.append(member)
        self._sorts.append(sort)

    def pairs(self, order: list[int], window: int, worth: Worth) -> Iterator[tuple[Numbers, Numbers]]:
        """Each two members once that are neighbours in a block, or the first and another: two columns, some at a time,
        the smaller number first.

        ``order`` lists all members as they stand in every block; neighbours are at most ``window`` apart.
        ``worth(ones, others, sorts)`` says of pairs met under keys of those sorts whether they are worth it.
        """
        if not order or not self._keys:
            return
        rank: Numbers = np.empty(len(order), np.int64)
        rank[np.asarray(order, np.int64)] = np.arange(len(order))
        members, sorts = np.frombuffer(self._members, np.int64), np.frombuffer(self._sorts, np.int8)
        keys = np.frombuffer(self._keys, np.int64)
        sequence = np.lexsort((rank[members], keys))
        keys, members, sorts = keys[sequence], members[sequence], sorts[sequence]
        starts = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]])
        sizes = np.diff(np.r_[starts, len(keys)])
        found = []
        for apart in range(window + 1):
            if apart:
                left = np.flatnonzero(keys[apart:] == keys[:-apart])
                right = left + apart
            else:  # everybody with the first of the block
                right = np.arange(len(keys))
                left = np.repeat(starts, sizes)
            one, other = members[left], members[right]
            kept = (one != other) & worth(one, other, sorts[left].astype(np.int64))
            small, large = np.minimum(one[kept], other[kept]), np.maximum(one[kept], other[kept])
            found.append(_distinct(small * len(order) + large))
        del keys, members, sorts, sequence
        pairs = _distinct(np.concatenate(found))
        for first in range(0, len(pairs), _SOME):
            small, large = np.divmod(pairs[first : first + _SOME], len(order))
            yield small, large


def _distinct(numbers: Numbers) -> Numbers:
    """Each number once, in order: by sorting, which for millions is several times faster than numpy's own way."""
    numbers.sort()
    return numbers[np.r_[True, numbers[1:] != numbers[:-1]]] if len(numbers) else numbers


def _number(key: tuple[str, ...]) -> int:
    """The key as a number, the same in every process and on every machine."""
    joined = "\0".join(key).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(joined, digest_size=8).digest(), "big", signed=True)
