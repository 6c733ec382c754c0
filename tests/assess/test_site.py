"""Places without a name, by their sort."""

from __future__ import annotations

import pytest

from attribune.assess.conflict import Value, _sites_clash
from attribune.assess.site import at_home, sort_of


@pytest.mark.parametrize(
    ("phrase", "sort"),
    [
        ("a cell of the security ministry", "jail"),
        ("a shooting range near the airport", "range"),
        ("the old military academy in Lodova", "school"),
        ("Lodova", None),
        ("", None),
    ],
)
def test_the_last_noun_before_a_preposition_decides(phrase, sort):
    """What a place is, and not what it belongs to or lies near."""
    assert sort_of(phrase) == sort


def test_two_sorts_clash_unless_one_phrase_names_both():
    """A range is no academy, but the range behind the academy may be meant by either."""

    def value(phrase):
        return Value(phrase, None, (sort_of(phrase),))

    assert _sites_clash(value("an academy in Lodova"), value("a shooting range"))
    assert not _sites_clash(value("an academy in Lodova"), value("a shooting range behind the academy"))
    assert not _sites_clash(value("a cell in Lodova"), value("the prison of Narva"))


def test_a_house_arrest_is_at_home():
    """The word before the trigger says where."""
    text = "He is under house arrest."
    assert at_home(text, text.index("arrest"))
    assert not at_home("He is under arrest.", 12)
