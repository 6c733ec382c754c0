"""A second look: what two articles tell right beside one event is more likely one event itself.

"Shells hit the clinic. Thirty patients were killed" and "the shelling of the clinic killed four": once the shelling is
known to be one event, the deaths beside it need less in common.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from .evidence import THRESHOLD, Evidence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .account import Account
    from .evidence import Ground

_WORTH = 4.5
_LEAST = 1.5  # what the two must have in common themselves
_MANY = 40  # accounts beside one event that are compared


def beside(groups: Sequence[Sequence[Account]], ground: Ground) -> list[tuple[Account, Account, Evidence]]:
    """Pairs of accounts in two groups that tell of one type beside one event, and are one by that, heaviest first."""
    found = []
    group_of = {account.id: number for number, group in enumerate(groups) for account in group}
    near: dict[tuple[int, str], list[Account]] = defaultdict(list)
    for group in groups:
        for account in group:
            for event in sorted({group_of[name] for name in account.beside if name in group_of}):
                near[event, account.family].append(account)
    for accounts in near.values():
        for place, one in enumerate(accounts[:_MANY]):
            for other in accounts[place + 1 : _MANY]:
                if one.document != other.document and group_of[one.id] != group_of[other.id]:
                    own = ground.compare(one, other) if _alike(one, other) else None
                    if own and own.weight >= _LEAST:
                        told = Evidence([*own.told, ("both stand beside one event", _WORTH)], own.textual)
                        if told.weight >= THRESHOLD:
                            found.append((one, other, told))
    return sorted(found, key=lambda one: (-one[2].weight, one[0].id, one[1].id))


def _alike(one: Account, other: Account) -> bool:
    """Whether the two share somebody, something or a word for them: what stands beside is not enough."""
    return bool(
        one.people & other.people or one.words & other.words or one.objects & other.objects or one.agents & other.agents
    )
