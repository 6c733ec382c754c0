"""Which articles of a case have something in common with a new one: a look-up that costs the same in any case.

Each article stands under keys (numbers: of its names, of what it reports, of its sentences; see ``resolve.neighbour``).
They are kept sorted, in files that are looked up in where they lie and never read as a whole.
"""

from __future__ import annotations

from array import array
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]

_ARTICLES, _KEYS, _TERMS = "articles", "keys", "terms"


class Rows:
    """Articles with their keys, gathered for writing. ``first`` is the number of the first."""

    def __init__(self, first: int = 0) -> None:
        self._articles: list[tuple[str, str]] = []
        self._first = first
        self._keys, self._numbers, self._terms = array("q"), array("i"), array("q")

    def add(self, article: str, annotation: str, keys: Iterable[int], terms: Iterable[int]) -> None:
        """Add an article by its id, with the key that its annotation is kept under, and the terms that stand in it."""
        self._terms.extend(terms)
        number = self._first + len(self._articles)
        self._articles.append((article, annotation))
        for key in keys:
            self._keys.append(key)
            self._numbers.append(number)

    def tables(self) -> tuple[pa.Table, pa.Table]:
        """The articles, and the keys in their order."""
        keys, numbers = np.array(self._keys, np.int64), np.array(self._numbers, np.int32)
        order = np.argsort(keys, kind="stable")
        columns = list(zip(*self._articles, strict=True)) or [(), ()]
        articles = {"id": pa.array(columns[0], pa.string()), "annotation": pa.array(columns[1], pa.string())}
        return pa.table(articles), pa.table({"key": keys[order], "article": numbers[order]})

    def spread(self) -> pa.Table:
        """In how many of the articles each term stands."""
        terms, counts = np.unique(np.array(self._terms, np.int64), return_counts=True)
        return pa.table({"term": terms, "count": counts.astype(np.int32)})


def files(rows: Rows) -> dict[str, pa.Table]:
    """What a whole build writes, by the name of the file."""
    articles, keys = rows.tables()
    return {f"{_ARTICLES}.arrow": articles, f"{_KEYS}.arrow": keys, f"{_TERMS}.arrow": rows.spread()}


class Neighbours:
    """Looks articles up in the folder of a generation. What was added since the whole build is in files of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def there(self) -> bool:
        """Whether the generation can be added to by look-up."""
        return (self._folder / f"{_KEYS}.arrow").exists()

    @cached_property
    def _articles(self) -> pa.Table:
        return pa.concat_tables(self._parts(_ARTICLES)).combine_chunks()

    def __len__(self) -> int:
        """How many articles there are."""
        return int(self._articles.num_rows)

    def annotations(self, numbers: Sequence[int]) -> dict[str, str]:
        """{article: the key that its annotation is kept under}."""
        found = self._articles.take(pa.array(numbers, pa.int64()))
        return dict(zip(found["id"].to_pylist(), found["annotation"].to_pylist(), strict=True))

    def numbers(self, articles: Iterable[str]) -> list[int]:
        """The numbers of articles, by their ids; one that is not there has none."""
        wanted = pa.array(sorted(set(articles)), pa.string())
        mask = pc.is_in(self._articles["id"], value_set=wanted)
        return [int(one) for one in np.flatnonzero(mask.to_numpy())]

    def nearest(self, names: Sequence[int], told: Sequence[int], most: int) -> list[int]:
        """At most so many articles that share keys with a new one, by number.

        First one for each of its names, then two for each of its other keys, the rarest key first, then those that
        share most; of the articles under a key the one that shares most, a rare key counting for more.
        """
        under = {key: self._under(key) for key in dict.fromkeys((*names, *told))}
        score = np.zeros(len(self))
        for ones in under.values():
            if ones.size:
                score[ones] += np.log2(1 + len(self) / ones.size)
        chosen: dict[int, None] = {}
        for keys, each in ((names, 1), (told, 2)):
            for key in sorted(dict.fromkeys(keys), key=lambda one: (under[one].size, one)):
                if len(chosen) < most:
                    chosen.update(dict.fromkeys(_best(under[key], score, each)))
        chosen.update(dict.fromkeys(_best(np.flatnonzero(score), score, most)))
        return sorted([*chosen][:most])

    def _under(self, key: int) -> Numbers:
        parts = []
        for keys, articles in self._keys:
            first, last = np.searchsorted(keys, key, "left"), np.searchsorted(keys, key, "right")
            parts.append(articles[first:last])
        return np.concatenate(parts).astype(np.int64)

    @cached_property
    def _keys(self) -> list[tuple[Numbers, NDArray[np.int32]]]:
        return [
            tuple(_numbers(part, name) for name in ("key", "article"))  # type: ignore[misc]  # two of them
            for part in self._parts(_KEYS)
        ]

    def spread(self, terms: Mapping[str, int]) -> tuple[int, dict[str, int]]:
        """How many articles there are, and in how many of those of the whole build each term stands, by its key."""
        table = self._parts(_TERMS)[0]
        keys, counts = _numbers(table, "term"), _numbers(table, "count")
        wanted = np.array(list(terms.values()), np.int64)
        places = np.minimum(np.searchsorted(keys, wanted), max(len(keys) - 1, 0))
        found = np.where(keys[places] == wanted, counts[places], 0) if len(keys) else np.zeros(len(wanted), np.int64)
        return len(self), dict(zip(terms, found.tolist(), strict=True))

    def _parts(self, name: str) -> list[pa.Table]:
        paths = [self._folder / f"{name}.arrow", self._folder / f"{name}.added.arrow"]
        return [pa.ipc.open_file(pa.memory_map(str(path))).read_all() for path in paths if path.exists()]

    def grown(self, rows: Rows) -> dict[str, pa.Table]:
        """What an addition writes beside what the whole build wrote, by the name of the file."""
        articles, keys = rows.tables()
        articles = pa.concat_tables([*self._parts(_ARTICLES)[1:], articles])
        keys = pa.concat_tables([*self._parts(_KEYS)[1:], keys]).sort_by("key")
        return {f"{_ARTICLES}.added.arrow": articles, f"{_KEYS}.added.arrow": keys}


def _numbers(table: pa.Table, name: str) -> Numbers:
    column = table[name].combine_chunks()
    column = column.chunk(0) if isinstance(column, pa.ChunkedArray) else column
    numbers: Numbers = column.to_numpy(zero_copy_only=False)
    return numbers


def _best(ones: Numbers, score: NDArray[np.float64], count: int) -> list[int]:
    """The articles that share most, at most so many; of equal ones the first."""
    if ones.size > count:
        worth = score[ones]
        least = np.partition(worth, -count)[-count]
        ones = np.r_[ones[worth > least], ones[worth == least]][:count]
    return [int(one) for one in ones[np.lexsort((ones, -score[ones]))]]
