"""Events across documents: which accounts tell of one event in the world.

Accounts are compared only where they share something that a telling of one event would share (a block): a named
participant, a place and a kind of person, copied or cited text. Each agreement and disagreement adds a weight (see
``evidence``), and two accounts are joined where the sum reaches the threshold. Precision first: all else stays apart.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from attribune.model import Event, Link, Made, digest
from attribune.model.index import Index
from attribune.profiles.geography import Geography

from .account import Account, accounts
from .evidence import THRESHOLD, Evidence, Ground

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from attribune.model import Copy
    from attribune.profiles import Profile

VERSION = "1"
_WINDOW = 12  # neighbours in time that an account is compared with in one block
_JOINED = "the document tells of it again"


def events(
    index: Index, copies: Sequence[Copy], profile: Profile, given: Mapping[str, str]
) -> tuple[tuple[Event, ...], tuple[Link, ...]]:
    """The events that all reports tell of, each report in one, and the ``same_event`` links that explain why."""
    geography = Geography(profile)
    told = accounts(index, geography)
    ground = Ground(index, geography, profile, copies)
    rated = [(found.weight, a, b, found) for a, b in _pairs(told, ground) if (found := ground.compare(a, b))]
    groups, merges = _cluster(told, rated)
    order = {report.id: n for n, report in enumerate(index.records.reports)}
    made = [_event(group, given, order) for group in groups]
    return _unique(made), (*_local_links(told), *_links(merges))


def _pairs(told: list[Account], ground: Ground) -> Iterator[tuple[Account, Account]]:
    """Pairs worth a comparison, each once: neighbours in time inside each block, and what is copied or cited."""
    seen: set[tuple[str, str]] = set()
    blocks: dict[tuple[str, ...], list[Account]] = defaultdict(list)
    for account in told:
        for key in ground.keys(account):
            blocks[key].append(account)
    for key in sorted(blocks):
        members = sorted(blocks[key], key=lambda a: (a.when or a.published or "", a.document, a.id))
        for number, one in enumerate(members):
            for other in (members[0], *members[number + 1 : number + 1 + _WINDOW]):
                pair = (one, other) if one.id < other.id else (other, one)
                if one is not other and (pair[0].id, pair[1].id) not in seen:
                    seen.add((pair[0].id, pair[1].id))
                    yield pair


def _cluster(
    told: list[Account], rated: list[tuple[float, Account, Account, Evidence]]
) -> tuple[list[list[Account]], list[tuple[Account, Account, Evidence]]]:
    """Join the best pairs first, as long as no two named participants of one group clash."""
    group_of = {account.id: [account] for account in told}
    merges = []
    for weight, one, other, evidence in sorted(rated, key=lambda r: (-r[0], r[1].id, r[2].id)):
        ours, theirs = group_of[one.id], group_of[other.id]
        if weight < THRESHOLD or ours is theirs or not (evidence.textual or _agree(ours, theirs)):
            continue
        merges.append((one, other, evidence))
        ours += theirs
        group_of.update((account.id, ours) for account in theirs)
    place = {account.id: n for n, account in enumerate(told)}
    groups = {id(group): group for group in group_of.values()}
    return sorted((sorted(g, key=lambda a: place[a.id]) for g in groups.values()), key=lambda g: place[g[0].id]), merges


def _agree(ours: list[Account], theirs: list[Account]) -> bool:
    """Whether the people named on both sides have somebody in common, or one side names none; a group is no person."""
    sizes = [{account.group for account in side if account.group is not None} for side in (ours, theirs)]
    if sizes[0] and sizes[1] and not sizes[0] & sizes[1]:
        return False
    one = {person for account in ours for person in account.people}
    other = {person for account in theirs for person in account.people}
    return not one or not other or bool(one & other)


def _event(group: list[Account], given: Mapping[str, str], order: Mapping[str, int]) -> Event:
    reports = tuple(sorted((r.id for account in group for r in account.reports), key=lambda r: order[r]))
    known = [given[report] for report in reports if report in given]
    name = known[0] if known else "e" + digest("event", min(reports))
    kinds = [account.type for account in group]
    documents = len({account.document for account in group})
    reason = (
        f"{len(reports)} reports in {documents} documents tell of it" if len(reports) > 1 else "one report tells of it"
    )
    return Event(name, max(kinds, key=lambda k: (kinds.count(k), k)), reports, Made("event.cluster", reason, VERSION))


def _unique(made: Iterable[Event]) -> tuple[Event, ...]:
    """An id given to what has since split stays with the first part."""
    taken: set[str] = set()
    kept = []
    for event in made:
        name = event.id if event.id not in taken else "e" + digest("event", min(event.reports))
        taken.add(name)
        kept.append(Event(name, event.type, event.reports, event.made))
    return tuple(kept)


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


def _links(merges: list[tuple[Account, Account, Evidence]]) -> Iterator[Link]:
    for one, other, evidence in merges:
        a, b = one.reports[0], other.reports[0]
        made = Made("event.weights", evidence.sentence(), VERSION, features=evidence.features)
        yield Link(
            "same_event", a.id, b.id, evidence.sentence(), made, None, a.trigger, b.trigger, a.document, b.document
        )
