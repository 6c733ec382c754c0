"""Events across documents: which accounts tell of one event in the world.

Accounts are compared only where they share something that a telling of one event would share (a block): a named
participant, a place and a kind of person, copied or cited text. Each agreement and disagreement adds a weight (see
``evidence``), and two accounts are joined where the sum reaches the threshold. Precision first: all else stays apart.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from attribune.model import Event, Link, Made, digest
from attribune.model.index import Index
from attribune.profiles.geography import Geography

from .account import Account, accounts
from .beside import beside
from .block import Blocks
from .bound import Bound
from .evidence import THRESHOLD, Evidence, Feature, Ground
from .halves import both, possible
from .identity import distinct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from attribune.model import Copy
    from attribune.profiles import Profile

    from .block import Numbers
    from .matter import Spread

    Columns = tuple[array[float], array[int], array[int]]

VERSION = "1"
_MANY = 50_000  # accounts from which on a second process weighs half of them
_WINDOW = 12  # neighbours in time that an account is compared with in one block
_SORTS = {"copy": 1, "outlet": 2}
_JOINED = "the document tells of it again"


def events(
    index: Index,
    copies: Sequence[Copy],
    profile: Profile,
    given: Mapping[str, str],
    spread: Spread | None = None,
) -> tuple[tuple[Event, ...], tuple[Link, ...]]:
    """The events that all reports tell of, each report in one, and the ``same_event`` links that explain why.

    ``spread`` says how rare the terms of the documents are, where these are few out of many.
    """
    geography = Geography(profile)
    told = accounts(index, geography, profile)
    ground = Ground(index, geography, profile, copies, spread)
    groups, links = _cluster(told, _rated(told, ground), ground)
    order = {report.id: n for n, report in enumerate(index.records.reports)}
    made = [_event(group, given, order) for group in groups]
    return distinct(made, given), (*_local_links(told), *links)


def _rated(told: list[Account], ground: Ground) -> Iterator[tuple[int, int]]:
    """The pairs of accounts, by number, that tell of one event by their weight alone, the heaviest first."""
    of_type: dict[str, list[int]] = defaultdict(list)
    for number, account in enumerate(told):
        of_type[account.family].append(number)
    shares: tuple[list[list[int]], list[list[int]]] = ([], [])
    for numbers in sorted(of_type.values(), key=len, reverse=True):
        min(shares, key=lambda share: sum(map(len, share))).append(numbers)

    def weighed(types: list[list[int]]) -> Columns:
        return _weighed(told, ground, types)

    if len(told) >= _MANY and possible():
        parts: tuple[Columns, ...] = both(weighed, *shares)
    else:
        parts = (weighed([*of_type.values()]),)
    place = _ranks([account.id for account in told])
    weights, first, second = (np.concatenate(columns) for columns in zip(*map(_as_numpy, parts), strict=True))
    for n in np.lexsort((place[second], place[first], -weights)).tolist():
        yield int(first[n]), int(second[n])


def _as_numpy(columns: Columns) -> tuple[NDArray[np.float64], Numbers, Numbers]:
    weights, ones, others = columns
    return np.array(weights, np.float64), np.array(ones, np.int64), np.array(others, np.int64)


def _weighed(told: list[Account], ground: Ground, types: list[list[int]]) -> Columns:
    """The weights of the pairs that reach the threshold, and the numbers of their accounts, as three columns.

    ``types`` are the accounts of each type: no block holds two, and one after the other they need less memory.
    """
    weights, ones, others = array("d"), array("q"), array("q")
    for numbers in types:
        of_type = [told[number] for number in numbers]
        for one, other in _pairs_of(of_type, ground):
            found = ground.compare(of_type[one], of_type[other])
            if found and (weight := found.weight) >= THRESHOLD:
                weights.append(weight)
                ones.append(numbers[one])
                others.append(numbers[other])
    return weights, ones, others


def _pairs_of(told: list[Account], ground: Ground) -> Iterator[tuple[int, int]]:
    """Pairs worth a comparison, each once, the smaller id first: neighbours in time inside each block that could be one
    event, and what is copied or cited.
    """
    blocks = Blocks()
    for number, account in enumerate(told):
        for key in dict.fromkeys(ground.keys(account)):
            blocks.add(key, number, _SORTS.get(key[1], 0))
    order = sorted(
        range(len(told)), key=lambda n: (told[n].when or told[n].published or "", told[n].document, told[n].id)
    )
    numbers: dict[frozenset[str], int] = {}
    named = np.array([numbers.setdefault(a.people, len(numbers) + 1) if a.people else 0 for a in told], np.int64)
    several = np.array([len(account.people) > 1 for account in told], np.bool_)
    cites = np.array([bool(account.cites) for account in told], np.bool_)

    def worth(one: Numbers, other: Numbers, sorts: Numbers) -> NDArray[np.bool_]:
        """Whoever names different people is joined by copied or cited words only."""
        apart = (named[one] > 0) & (named[other] > 0) & (named[one] != named[other])
        apart &= ~(several[one] | several[other])
        textual = (sorts == _SORTS["copy"]) | ((sorts == _SORTS["outlet"]) & (cites[one] | cites[other]))
        kept: NDArray[np.bool_] = ~apart | textual
        return kept

    place, bound = _ranks([account.id for account in told]), Bound(told, ground)
    for small, large in blocks.pairs(order, _WINDOW, worth):
        turned = place[small] > place[large]
        one, other = np.where(turned, large, small), np.where(turned, small, large)
        enough = bound.reaches(one, other)
        yield from zip(one[enough].tolist(), other[enough].tolist(), strict=True)


def _ranks(names: list[str]) -> Numbers:
    """The place of each name among all of them in order."""
    ranks: Numbers = np.empty(len(names), np.int64)
    ranks[sorted(range(len(names)), key=names.__getitem__)] = np.arange(len(names))
    return ranks


class _Groups:
    """Accounts joined step by step; of each group, who is named in it and whether it befalls several."""

    def __init__(self, told: list[Account]) -> None:
        self._above = list(range(len(told)))
        self._size = [1] * len(told)
        self._people = [account.people for account in told]
        self._sizes = [frozenset(() if account.group is None else (account.group,)) for account in told]

    def of(self, member: int) -> int:
        """The number that stands for the group of a member."""
        while self._above[member] != member:
            self._above[member] = member = self._above[self._above[member]]
        return member

    def agree(self, ours: int, theirs: int) -> bool:
        """Whether people named on both sides are in common, or one side names none; a group is no person."""
        sizes, people = (self._sizes[ours], self._sizes[theirs]), (self._people[ours], self._people[theirs])
        if all(sizes) and not sizes[0] & sizes[1]:
            return False
        return not all(people) or not people[0].isdisjoint(people[1])

    def join(self, ours: int, theirs: int) -> None:
        """Make two groups one, the smaller joining the larger."""
        small, large = sorted((ours, theirs), key=lambda group: self._size[group])
        self._above[small] = large
        self._size[large] += self._size[small]
        self._people[large] |= self._people[small]
        self._sizes[large] |= self._sizes[small]


def _cluster(
    told: list[Account], rated: Iterable[tuple[int, int]], ground: Ground
) -> tuple[list[list[Account]], list[Link]]:
    """Join the best pairs first, as long as no two named participants of one group clash; the links tell why."""
    groups, links = _Groups(told), list[Link]()
    same: dict[Feature, Feature] = {}  # one object for each feature that is told a thousand times
    for one, other in rated:
        ours, theirs = groups.of(one), groups.of(other)
        if ours == theirs:
            continue
        evidence = ground.compare(told[one], told[other])  # anew: a million merges are too many to be kept
        if evidence and (evidence.textual or groups.agree(ours, theirs)):
            links.append(_link(told[one], told[other], evidence, same))
            groups.join(ours, theirs)
    place = {account.id: number for number, account in enumerate(told)}
    for first, second, evidence in beside(_members(told, groups), ground):
        ours, theirs = groups.of(place[first.id]), groups.of(place[second.id])
        if ours != theirs and groups.agree(ours, theirs):
            links.append(_link(first, second, evidence, same))
            groups.join(ours, theirs)
    return _members(told, groups), links


def _members(told: list[Account], groups: _Groups) -> list[list[Account]]:
    members: dict[int, list[Account]] = defaultdict(list)
    for number, account in enumerate(told):
        members[groups.of(number)].append(account)
    return list(members.values())


def _event(group: list[Account], given: Mapping[str, str], order: Mapping[str, int]) -> Event:
    reports = tuple(sorted((r.id for account in group for r in account.reports), key=lambda r: order[r]))
    known = [given[report] for report in reports if report in given]
    name = known[0] if known else "e" + digest("event", min(reports))
    kinds = Counter(report.type for account in group for report in account.reports)
    documents = len({account.document for account in group})
    reason = (
        f"{len(reports)} reports in {documents} documents tell of it" if len(reports) > 1 else "one report tells of it"
    )
    return Event(name, max(kinds, key=lambda k: (kinds[k], k)), reports, Made("event.cluster", reason, VERSION))


def _local_links(told: list[Account]) -> Iterator[Link]:
    for account in told:
        for one, other in pairwise(account.reports):
            made = Made("event.local", _JOINED, VERSION)
            yield Link(
                "same_event",
                one.id,
                other.id,
                _JOINED,
                made,
                None,
                one.trigger,
                other.trigger,
                one.document,
                other.document,
            )


def _link(one: Account, other: Account, evidence: Evidence, same: dict[Feature, Feature]) -> Link:
    a, b, why = one.reports[0], other.reports[0], evidence.sentence()
    features = tuple(same.setdefault(feature, feature) for feature in evidence.features)
    made = Made("event.weights", why, VERSION, features=features)
    return Link("same_event", a.id, b.id, why, made, None, a.trigger, b.trigger, a.document, b.document)
