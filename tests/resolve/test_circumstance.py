"""Doers without a name, causes and numbers as evidence."""

from __future__ import annotations

import pytest

from attribune.resolve.account import Account
from attribune.resolve.circumstance import CAUSES, DOERS, EXACT, came_about, how_many, worth


def account(**more):
    """An account of a death."""
    return Account("r", "d", "death", [], **more)


def test_words_for_doers_and_causes_count_up_to_a_limit():
    """Each word in common is worth something, many no more than the most."""
    words = frozenset({"police", "guard", "soldier", "mob"})
    told = dict.fromkeys(("doers", "causes"), words)
    assert [weight for _, weight in came_about(account(**told), account(**told))] == [DOERS, CAUSES]
    assert not [*came_about(account(doers=words), account(causes=words))]


@pytest.mark.parametrize(("number", "weight"), [(1, 0.5), (5, 1.5), (40, 1.5), (74, EXACT)])
def test_a_number_nobody_would_round_to_says_most(number, weight):
    """74 in two articles is hardly chance, 5 and 40 may be."""
    assert worth(number) == weight
    one = account(low=float(number), high=float(number))
    assert [w for _, w in how_many(one, one)] == [weight]


def test_at_least_so_many_is_that_many():
    """A lower bound agrees with the number that it names, and differs from less."""
    least = account(low=30.0, high=None)
    assert [w for _, w in how_many(least, account(low=30.0, high=30.0))] == [1.5]
    assert [w for _, w in how_many(least, account(low=12.0, high=12.0))] == [-1.5]
