"""What two accounts say of how it came about: who did it, what it is put down to, and how many it befell."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .account import Account

DOER, DOERS = 1.0, 1.5  # a word in common for those who did it, and the most that all are worth
CAUSE, CAUSES = 1.25, 2.5
EXACT = 3.0  # a number that nobody would round to
_SMALL = 12
Feature = tuple[str, float]


def came_about(one: Account, other: Account) -> Iterator[Feature]:
    """Evidence from words for unnamed doers ("police", "a missile") and for causes ("a fever", "the collapse")."""
    if doers := one.doers & other.doers:
        yield f"both tell it of {', '.join(sorted(doers)[:4])}", min(DOERS, DOER * len(doers))
    if causes := one.causes & other.causes:
        yield f"both put it down to {', '.join(sorted(causes)[:4])}", min(CAUSES, CAUSE * len(causes))


def how_many(one: Account, other: Account) -> Iterator[Feature]:
    """Evidence from one or several, and from their numbers: two tell of 74 for one reason, of five for many."""
    if {one.group, other.group} == {True, False}:
        yield "one tells of a group, the other of one person", -6.0
    if one.low is None or other.low is None:
        return
    if one.low == other.low:
        yield "the numbers agree", worth(one.low)
    elif (one.high is not None and one.high < other.low) or (other.high is not None and other.high < one.low):
        yield "the numbers differ", -1.5


def worth(number: float) -> float:
    """What it is worth that two tell of a number."""
    if number <= 1:
        return 0.5
    return EXACT if number > _SMALL and number % 10 else 1.5
