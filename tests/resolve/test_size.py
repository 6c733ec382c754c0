"""One person or a group."""

from __future__ import annotations

import pytest

from attribune.resolve.size import many


@pytest.mark.parametrize(
    ("quote", "low", "several"),
    [
        ("most clerks of the port", None, True),
        ("at least nine envoys", 9, True),
        ("fishermen and sailors", None, True),
        ("an envoy of two countries in the south", None, False),
        ("a man who knew his masters", None, False),
        ("the family of the consul", None, None),
        ("a couple from the coast", None, None),
        ("the envoy", None, None),
        ("", None, None),
    ],
)
def test_words_tell_whether_they_are_several(quote, low, several):
    """A number, the first words and the head noun tell; where none does it stays open."""
    assert many([quote], low) is several
