"""Blocks of members under keys."""

from hypothesis import given
from hypothesis import strategies as st

from attribune.resolve.block import Blocks


def different(one, other, _):
    return one != other


MEMBERS = st.lists(st.lists(st.sampled_from("abcd"), max_size=3, unique=True), max_size=30)


def blocks_of(members):
    blocks = Blocks()
    for number, keys in enumerate(members):
        for key in keys:
            blocks.add((key,), number, "abcd".index(key))
    return blocks


def paired(blocks, *how):
    """The pairs that blocks give."""
    columns = blocks.pairs(*how)
    return [pair for one, other in columns for pair in zip(one.tolist(), other.tolist(), strict=True)]


def expected(members, order, window):
    """The rule said plainly: in each block, neighbours and whoever comes first."""
    found = set()
    for key in "abcd":
        ones = [number for number in order if key in members[number]]
        for place, one in enumerate(ones):
            for other in (ones[0], *ones[place + 1 : place + 1 + window]):
                if one != other:
                    found.add((min(one, other), max(one, other)))
    return found


@given(MEMBERS, st.integers(1, 4), st.randoms(use_true_random=False))
def test_neighbours_in_a_block_are_paired_once(members, window, chance):
    """Whatever the order: exactly the neighbours, and the first with all, each pair once."""
    order = list(range(len(members)))
    chance.shuffle(order)
    found = paired(blocks_of(members), order, window, different)
    assert len(found) == len(set(found))
    assert set(found) == expected(members, order, window)


def test_what_is_not_worth_it_is_left_out():
    """The judgement sees the sort of key under which two were met."""
    blocks = blocks_of([["a"], ["a", "b"], ["b"]])
    assert paired(blocks, [0, 1, 2], 5, lambda *columns: columns[2] == 1) == [(1, 2)]


def test_a_block_of_all_costs_in_proportion_to_its_size():
    """A key that everybody has gives no more than the window for each."""
    found = paired(blocks_of([["a"]] * 500), list(range(500)), 12, different)
    assert len(found) < 500 * 13
