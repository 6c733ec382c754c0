"""Which pairs of accounts could weigh enough to be one event: told for many at once, by columns of numbers.

Most pairs that share a block tell of other days, places and people, and weighing each in words costs most of the time
of a large case. The most that a pair could weigh is worked out here from what is quick to tell; those that cannot reach
the threshold are left out. It is never less than ``Ground.compare`` gives (a test holds the two together).
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from attribune.model.edtf import loose

from .circumstance import CAUSE, CAUSES, DOER, DOERS, worth
from .denial import ONLY
from .evidence import THRESHOLD, place_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

    from .account import Account
    from .block import Numbers
    from .evidence import Ground

    Worth = NDArray[np.float64]
    Truth = NDArray[np.bool_]

_FOREVER = 1 << 40  # days: an open end
_SETS = ("people", "agents", "speakers", "objects", "words", "nations", "doers", "causes")


class _Sets:
    """A set for each account, as 64 bits: where no bit is shared no member is; and how many it has."""

    def __init__(self, sets: Iterable[frozenset[str]]) -> None:
        number: dict[str, int] = defaultdict(lambda: len(number))
        known: dict[frozenset[str], int] = {}
        bits, sizes = [], []
        for one in sets:
            if one not in known:
                known[one] = sum({1 << (number[member] % 64) for member in sorted(one)})
            bits.append(known[one])
            sizes.append(len(one))
        self._bits, self.sizes = np.array(bits, np.uint64), np.array(sizes, np.int64)

    def meet(self, one: Numbers, other: Numbers) -> Truth:
        """Whether two may share a member."""
        shared: Truth = (self._bits[one] & self._bits[other]) != 0
        return shared

    def both(self, one: Numbers, other: Numbers) -> Truth:
        """Whether neither is empty."""
        return (self.sizes[one] > 0) & (self.sizes[other] > 0)

    def shared(self, one: Numbers, other: Numbers, each: float, most: float) -> Worth:
        """What the members in common may be worth, ``each`` and at ``most``."""
        count = np.minimum(self.sizes[one], self.sizes[other])
        return np.where(self.meet(one, other), np.minimum(count * each, most), 0.0)


class Bound:
    """The accounts of one type as columns; ``reaches`` asks of pairs of them, by number."""

    def __init__(self, told: Sequence[Account], ground: Ground) -> None:
        self._told, self._ground = told, ground
        self._who = 9.0 if ground.exclusive(told[0].type) else 5.0
        numbers: dict[str, int] = defaultdict(lambda: len(numbers) + 1)
        documents: dict[str, int] = defaultdict(lambda: len(documents))
        self._document = _column(documents[account.document] for account in told)
        self._person = _column(numbers[min(a.people)] if a.people else 0 for a in told)
        everybody = {person for account in told for person in account.people}
        self._side = _truth(told, lambda a: not everybody.isdisjoint(a.agents | a.objects))
        self._several = _truth(told, lambda a: len(a.people) > 1)
        self._corrects = _truth(told, lambda a: ground.corrects(a.document))
        self._matter = _column(ground.matter(account.document) for account in told)
        self._sets = {name: _Sets(getattr(account, name) for account in told) for name in _SETS}
        self._spots = _Sets(account.spots - place_words(account) for account in told)
        self._leading, self._cites = _truth(told, lambda a: a.leading), _truth(told, lambda a: bool(a.cites))
        self._denied, self._retold = _truth(told, lambda a: a.denied), _truth(told, lambda a: bool(a.retold))
        self._near = _truth(told, lambda a: bool(a.near_when))
        self._placed = _truth(told, lambda a: bool(a.where))
        self._beside = _truth(told, lambda a: bool(a.posts or a.where or a.near_places))
        self._low = np.array([np.nan if account.low is None else account.low for account in told], np.float64)
        self._number = np.array([worth(account.low or 0.0) for account in told], np.float64)
        self._group = _column({None: 0, False: 1, True: 2}[account.group] for account in told)
        days = [loose(account.when) for account in told]
        self._dated = np.array([found is not None for found in days], np.bool_)
        self._first = _column(found.first.toordinal() if found and found.first else -_FOREVER for found in days)
        self._last = _column(found.last.toordinal() if found and found.last else _FOREVER for found in days)
        self._out = _column(account.day.toordinal() if account.day else 0 for account in told)
        sites: dict[tuple[tuple[str, ...], ...], int] = defaultdict(lambda: len(sites))
        self._site = _column(sites[a.origins, a.destinations, a.places] for a in told)
        met = {(documents[a], documents[b]) for a, b in ground.copied if a in documents and b in documents}
        self._copied = np.array(sorted(min(pair) * len(told) + max(pair) for pair in met), np.int64)

    def reaches(self, one: Numbers, other: Numbers) -> Truth:
        """Whether each two may weigh as much as one event takes; ``one`` is compared with ``other``."""
        pages = self._document[one], self._document[other]
        # what no column tells is weighed in words: one document, corrections, some of several people, copied text
        certain = (pages[0] == pages[1]) | self._corrects[one] | self._corrects[other]
        certain |= self._sets["people"].meet(one, other) & (self._several[one] | self._several[other])
        certain |= np.isin(np.minimum(*pages) * len(self._told) + np.maximum(*pages), self._copied)
        most = self._who_most(one, other) + self._when_most(one, other) + self._where_most(one, other)
        most += np.where(self._cites[one] | self._cites[other], 4.0, 0.0)
        most += np.where(self._denied[one] | self._denied[other], ONLY, 0.0)
        most += np.where(self._low[one] == self._low[other], self._number[one], 0.0)
        most += self._sets["doers"].shared(one, other, DOER, DOERS) + self._sets["causes"].shared(
            one, other, CAUSE, CAUSES
        )
        most += np.where(self._group[one] + self._group[other] == 3, -6.0, 0.0) + self._ground.company
        enough: Truth = certain | (most >= THRESHOLD - 1e-6)
        return enough

    def _who_most(self, one: Numbers, other: Numbers) -> Worth:
        """People, things and words for them, and the matters of the two articles."""
        people, agents, speakers, objects, words = (self._sets[name] for name in _SETS[:5])
        named = people.both(one, other)
        shared = named & (self._person[one] == self._person[other])  # of several people see ``reaches``
        apart = named & ~shared
        sides = self._side[one] | self._side[other]
        most = np.where(shared, self._who, np.where(apart & sides, 2.0, np.where(apart, -9.0, 0.0)))
        most += np.where(~shared & agents.meet(one, other), 2.0, 0.0)
        most += np.where(speakers.meet(one, other), 2.0, 0.0) + objects.shared(one, other, 1.5, 3.0)
        strange = words.both(one, other) & ~words.meet(one, other) & ~named
        strange &= self._denied[one] == self._denied[other]
        most += np.where(shared, 0.0, words.shared(one, other, 1.25, 4.0) - np.where(strange, 2.0, 0.0))
        known = self._matter[one] >= 0
        same = known & (self._matter[one] == self._matter[other])
        leading = self._leading[one] & self._leading[other]
        most += np.where(same, np.where(leading, 6.0, 5.0), np.where(known & ~shared, -2.0, 0.0))
        return most

    def _when_most(self, one: Numbers, other: Numbers) -> Worth:
        dated, published = (self._dated[one], self._dated[other]), (self._out[one], self._out[other])
        apart = np.maximum(self._first[one] - self._last[other], self._first[other] - self._last[one])
        dates = np.select([apart <= 0, apart <= 10, apart <= 92, apart <= 366], [3.5, 1.5, -2.0, -4.0], -7.0)
        # the date of the one that has one, against the day when the other came out
        first, last = (np.where(dated[0], column[one], column[other]) for column in (self._first, self._last))
        seen = np.where(dated[0], published[1], published[0])
        since = seen - last
        held = np.select([first - seen > 2, (since >= 0) & (since <= 31), since > 400], [-6.0, 1.5, -1.0], 0.0)
        between = np.abs(published[0] - published[1])
        out = np.select([between <= 10, between <= 45, between > 400], [2.0, 1.0, -2.0], 0.0)
        told = np.where(dated[0] | dated[1], np.where(seen > 0, held, 0.0), 0.0)
        told = np.where(dated[0] | dated[1] | (published[0] == 0) | (published[1] == 0), told, out)
        vague = self._near[one] | self._near[other] | self._retold[one] | self._retold[other]
        return np.where(dated[0] & dated[1], dates, np.where(vague, 2.0, told))

    def _where_most(self, one: Numbers, other: Numbers) -> Worth:
        nations = self._sets["nations"]
        most = self._spots.shared(one, other, 1.0, 3.0)
        most -= np.where(nations.both(one, other) & ~nations.meet(one, other), 4.0, 0.0)
        placed = self._placed[one] & self._placed[other]
        beside = ~placed & self._beside[one] & self._beside[other]
        beside &= (self._person[one] == 0) | (self._person[other] == 0)
        most += np.where(beside, 2.0, 0.0)
        most[placed] += self._lie(one[placed], other[placed])
        return most

    def _lie(self, one: Numbers, other: Numbers) -> Worth:
        """What the places of each two say, asked once for each two sets of places."""
        codes = self._site[one] * len(self._told) + self._site[other]
        _, place, back = np.unique(codes, return_index=True, return_inverse=True)
        pairs = zip(one[place].tolist(), other[place].tolist(), strict=True)
        worth = [sum(weight for _, weight in self._ground.lie(self._told[a], self._told[b])) for a, b in pairs]
        return np.array(worth, np.float64)[back]


def _column(numbers: Iterable[int]) -> Numbers:
    return np.fromiter(numbers, np.int64)


def _truth(told: Sequence[Account], says: Callable[[Account], bool]) -> Truth:
    return np.fromiter((says(account) for account in told), np.bool_, len(told))
