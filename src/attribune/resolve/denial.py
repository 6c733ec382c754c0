"""What speaks for a denial being about what another account tells.

A denial names its matter in few words, for its readers know it: who denies that somebody defected, or that any more
have left, answers what was told shortly before. So what is told and what is denied need less in common.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from .within import clash

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .account import Account

_OTHERS = re.compile(
    r"(?i)\b(?:other|another|else|further|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\b"
)
_TOLD = ("occurred", "reported", "rumoured")
_SOON = 45  # days within which a denial that names nobody answers what was told
_AGAIN = 10  # days after a denial within which what it denied is told again
ONLY = 4.0
_BESIDE = 450  # characters between what is told of somebody unnamed and the name that follows
Feature = tuple[str, float]


def answered(one: Account, other: Account, *, near: bool = False) -> Iterator[Feature]:
    """Evidence from one of two accounts being a denial; ``near`` says that their two articles, of a few, name something
    in common.
    """
    for denial, told in ((one, other), (other, one)):
        if not denial.denied or told.status not in _TOLD:
            continue
        if denial.document == told.document:
            if (told.only or denial.answers == told.id) and not denial.people:
                yield f"the document tells of no other {told.type} that could be denied", 7.0
        elif denial.people & told.people:
            yield "one denies what the other tells of the same person", 3.5  # however long after
        elif _soon(told, denial) and not (told.people and _of_others(denial)):
            if near and told.lone and denial.leading:
                yield "one denies the only thing of the kind that the other tells", ONLY
            else:
                yield "one denies what the other tells", 2.5


def _of_others(account: Account) -> bool:
    """Whether it is told of others: "no other envoy has left" is not about the one who has, nor is "a third has"."""
    told = (a.span.quote for report in account.reports for a in report.arguments if a.role == "affected")
    return any(map(_OTHERS.search, told))


def mark_only(told: Iterable[Account]) -> None:
    """Mark the accounts that a denial of their type in their document must mean, all of one person or one alone; and
    those that are the only ones there of somebody unnamed, or of a group.
    """
    by_type: dict[tuple[str, str], list[Account]] = defaultdict(list)
    last: dict[tuple[str, str], str | None] = {}
    for account in sorted(told, key=lambda one: min(one.triggers)):
        kind = account.document, account.family
        if account.status in _TOLD:
            by_type[kind].append(account)
            last[kind] = account.id if _says(account) else last.get(kind)
        elif account.denied and not _says(account):
            account.answers = last.get(kind)
    for accounts in by_type.values():
        said = [account for account in accounts if _says(account)]
        shared = frozenset.intersection(*(account.people for account in said)) if said else frozenset()
        for account in said:
            account.only = len(said) == 1 or bool(shared)
        unnamed = [account for account in accounts if not account.people]
        for account in unnamed:
            others = (one for one in unnamed if one is not account)
            account.lone = all({one.group, account.group} == {True, False} for one in others)


def _says(account: Account) -> bool:
    """Whether an account says of whom or what it tells."""
    return bool(account.people or account.words or account.objects)


def _soon(told: Account, denial: Account) -> bool:
    """Whether the denial came out with or soon after what it denies, or shortly before it was told again."""
    first, then = told.day, denial.day
    return bool(first and then and -_AGAIN <= (then - first).days <= _SOON)


def named_after(one: Account, other: Account) -> Iterator[Feature]:
    """Of two accounts of one document: somebody unnamed of whom a rumour or the lead tells, and right after it who is
    meant: "that an envoy fled. Marrat did not flee", "A consul has been freed. Tedder, 45, was released on Monday".
    """
    for rumour, named in ((one, other), (other, one)):
        if rumour.people or not named.people or named.group:
            continue
        distance = min(t for t, _ in named.triggers) - max(t for t, _ in rumour.triggers)
        if not 0 < distance <= _BESIDE:
            continue
        rumoured = rumour.group is False and (rumour.denied or rumour.status == "rumoured")
        first = rumour.leading and rumour.group is not True and not _of_others(rumour) and not clash(rumour, named)
        if rumoured or first:
            yield "who is meant is named right after", 7.0
