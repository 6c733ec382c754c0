"""Whether additions by look-up join what a whole build joins: ``python -m bench.additions [ARTICLES] [MORE] [SEED]``.

A made-up case of ARTICLES (default 600) is built, MORE (default 25) articles are added one after the other, and another
case is built of all at once. Of the pairs that new mentions and new reports form with others, prints how many are the
same; of the new members, how many stand with those that they stand with in the whole build; last the smaller share.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from attribune.build import Builder
from attribune.engine import Local
from attribune.ledger import Case

from .corpus import records
from .incremental import annotated, by_document

if TYPE_CHECKING:
    from collections.abc import Sequence

    from attribune.model import Records

    Groups = dict[str, str]

_LARGE = 50


@dataclass(frozen=True, slots=True)
class Agreement:
    """Pairs that both have, of those by look-up and of those of a whole build; new members that stand right, of all."""

    kind: str
    both: int
    by_look_up: int
    whole: int
    right: int
    members: int

    @property
    def share(self) -> float:
        """The share of new members that stand with whom the whole build has them, or alone where it has them so."""
        return self.right / max(self.members, 1)


def groups(case: Case) -> dict[str, Groups]:
    """{member: its group} of entities and of events."""
    resolved = case.resolved()
    return {
        "entities": {member: one.id for one in resolved.entities for member in one.mentions},
        "events": {member: one.id for one in resolved.events for member in one.reports},
    }


def agreements(before: Case, grown: Case, whole: Case, new: Sequence[Records]) -> list[Agreement]:
    """How the new documents' mentions and reports stand in the case that grew, and in one that was built at once."""
    was, now, then = groups(before), groups(grown), groups(whole)
    fresh = {
        "entities": {one.id for part in new for one in part.mentions},
        "events": {one.id for part in new for one in part.reports},
    }
    found = []
    for kind, members in fresh.items():
        ours, theirs = pairs(now[kind], members), pairs(then[kind], members)
        beside = _with(then[kind])
        right = sum(_stands(one, was[kind], now[kind], beside[then[kind][one]]) for one in members)
        found.append(Agreement(kind, len(ours & theirs), len(ours), len(theirs), right, len(members)))
    return found


def _stands(member: str, was: Groups, now: Groups, beside: Sequence[str]) -> bool:
    """Whether a new member joined a group of some that the whole build puts with it, or none where it puts none."""
    homes = {was[one] for one in beside if one in was}
    return now[member] in homes if homes else now[member] not in set(was.values())


def _with(held: Groups) -> dict[str, list[str]]:
    members: dict[str, list[str]] = defaultdict(list)
    for member, group in held.items():
        members[group].append(member)
    return members


def pairs(held: Groups, fresh: set[str]) -> set[tuple[str, str]]:
    """The pairs that stand in one group, of which one at least is new."""
    members = _with(held)
    return {(min(one, other), max(one, other)) for one in fresh for other in members[held[one]] if other != one}


def main(articles: int, more: int, seed: int) -> float:
    """The smaller share of new members that stand right, of entities and events."""
    parts = list(by_document(records(int((articles + more) * 4.7), seed)).values())[: articles + more]
    random.Random(seed).shuffle(parts)  # noqa: S311 - an order of articles needs no secrets
    with tempfile.TemporaryDirectory() as scratch:
        builders = {}
        for name in ("before", "grown", "whole"):
            Path(scratch, name).mkdir()
            builders[name] = Builder.create(Path(scratch, name, "case"), engine=Local(1), large=_LARGE)
            chosen = parts if name == "whole" else parts[:articles]
            builders[name].build(annotated(builders[name], Path(scratch, name, "in"), chosen))
        for part in parts[articles:]:
            builders["grown"].build(annotated(builders["grown"], Path(scratch, "grown", "in"), [part]))
        found = agreements(*(builders[name].case for name in ("before", "grown", "whole")), parts[articles:])
    for one in found:
        told = f"of {one.by_look_up} pairs by look-up and {one.whole} at once both have {one.both}"
        print(f"{one.kind}: {told}; {one.right} of {one.members} new members stand right")
    return min(one.share for one in found)


if __name__ == "__main__":
    asked = [int(one) for one in sys.argv[1:]] + [600, 25, 1][len(sys.argv) - 1 :]
    print(f"{main(*asked):.3f}")
