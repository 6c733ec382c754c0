"""Sentences that are equal or nearly so, among millions: MinHash sketches as columns of numbers.

The sketches and their bands are datasketch's (the same permutations, the same bands for a likeness of a half), worked
out for many sentences at once; only bands that two sentences share are looked at one by one.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    Numbers = NDArray[np.uint64]

SHINGLE = 3
"""Words in a row that are compared."""
_OLDEST = 3  # bearers of a sentence that a newcomer is compared with
_PERMUTATIONS, _ALIKE = 64, 0.5
_NEAR = 64  # older sentences in one band that a sentence is held against
_BATCH = 1 << 15  # shingles that are sketched at once


class Sentences:
    """The sentences of documents, added the oldest document first."""

    def __init__(self) -> None:
        self._numbers: dict[bytes, int] = {}
        self._of: list[tuple[int, ...]] = []
        self._shingles, self._ends = array("I"), array("q")
        self._bands: list[Numbers] = []

    def add(self, sentences: Iterable[str]) -> None:
        """The sentences of the next document, words parted by single spaces."""
        held: dict[int, None] = {}
        for sentence in sentences:
            key = _hashed(sentence, 16)
            if key not in self._numbers:
                self._numbers[key] = len(self._numbers)
                self._shingle(sentence.split(" "))
            held[self._numbers[key]] = None
        self._of.append(tuple(held))

    def candidates(self) -> Iterator[tuple[int, int]]:
        """Pairs of documents, by number, the older first, that share a sentence or a nearly equal one, each once."""
        met = self._met()
        bearers: dict[int, list[int]] = {}
        borne: Counter[int] = Counter()
        for document, held in enumerate(self._of):
            older: dict[int, None] = {}
            for sentence in held:
                if sentence in bearers:
                    older.update(dict.fromkeys(bearers[sentence]))
                    continue
                alike = [other for other in met.get(sentence, ()) if other in bearers]
                for other in sorted(alike, key=lambda one: (-borne[one], one))[:_OLDEST]:
                    older.update(dict.fromkeys(bearers[other][:1]))
            borne.update(held)
            for sentence in held:
                ones = bearers.setdefault(sentence, [])
                if len(ones) < _OLDEST:
                    ones.append(document)
            yield from ((one, document) for one in older if one != document)

    def _shingle(self, words: list[str]) -> None:
        runs = {" ".join(words[n : n + SHINGLE]) for n in range(max(len(words) - SHINGLE + 1, 1))}
        self._shingles.extend(int.from_bytes(_hashed(run, 4), "big") for run in runs)
        self._ends.append(len(self._shingles))
        if len(self._shingles) >= _BATCH:
            self._sketch()

    def _sketch(self) -> None:
        """Turn the shingles gathered into the bands of their sentences."""
        if not self._ends:
            return
        (factors, summands), (bands, rows) = _permutations(), _shape()
        shingles = _mixed(np.array(self._shingles, np.uint32))
        starts = np.r_[0, np.array(self._ends[:-1], np.int64)]
        made = np.empty((len(self._ends), _PERMUTATIONS), np.uint32)
        for n in range(_PERMUTATIONS):
            made[:, n] = np.minimum.reduceat(shingles * factors[n] + summands[n], starts)
        self._bands.append(_folded(made[:, : bands * rows].reshape(len(made), bands, rows)))
        self._shingles, self._ends = array("I"), array("q")

    def _met(self) -> dict[int, list[int]]:
        """{sentence: the older ones with which it shares a band}."""
        self._sketch()
        met: dict[int, dict[int, None]] = defaultdict(dict)
        if not self._bands:
            return {}
        bands = np.concatenate(self._bands)
        for n in range(bands.shape[1]):
            column = bands[:, n]
            order = np.argsort(column, kind="stable")
            column = column[order]
            same = column[1:] == column[:-1]
            edges = np.flatnonzero(np.diff(np.r_[False, same, False].astype(np.int8)))
            for first, last in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
                ones = order[first : last + 1].tolist()
                for place, one in enumerate(ones):
                    met[one].update(dict.fromkeys(ones[max(0, place - _NEAR) : place]))
        return {one: sorted(others) for one, others in met.items()}


def _folded(bands: NDArray[np.uint32]) -> Numbers:
    """A number for the values of each band."""
    found = np.zeros(bands.shape[:2], np.uint64)
    for n in range(bands.shape[2]):
        found = (found ^ bands[:, :, n].astype(np.uint64)) * np.uint64(0x9E3779B97F4A7C15)
        found ^= found >> np.uint64(29)
    return found


def _hashed(text: str, size: int) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=size).digest()


def _mixed(numbers: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """MurmurHash3's finalizer, which datasketch's scheme "affine32" mixes with before it permutes."""
    numbers = (numbers ^ (numbers >> np.uint32(16))) * np.uint32(0x85EBCA6B)
    numbers = (numbers ^ (numbers >> np.uint32(13))) * np.uint32(0xC2B2AE35)
    return numbers ^ (numbers >> np.uint32(16))


@cache
def _permutations() -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """Factors and summands of datasketch's permutations."""
    from datasketch import MinHash

    factors, summands = MinHash(num_perm=_PERMUTATIONS, seed=1, scheme="affine32").permutations
    return np.asarray(factors, np.uint32), np.asarray(summands, np.uint32)


@cache
def _shape() -> tuple[int, int]:
    """How many bands of how many rows find a likeness of a half best."""
    from datasketch import MinHashLSH

    near = MinHashLSH(threshold=_ALIKE, num_perm=_PERMUTATIONS)
    return int(near.b), int(near.r)
