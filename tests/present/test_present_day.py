"""Dates in words."""

import pytest

from attribune.present.account import clause, headline
from attribune.present.day import day


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2031-03-04", "2031-03-04"),
        ("2031-21", "spring 2031"),
        ("2031-24~", "about winter 2031"),
        ("2031-33", "quarter 1 of 2031"),
        ("2031-41", "second half of 2031"),
        ("203X", "2030s"),
        ("2031-XX", "2031"),
        ("2031-04?", "perhaps 2031-04"),
        ("../2031-04", "until 2031-04"),
        ("2031-04~/..", "from about 2031-04 on"),
        ("2031-01/2031-22", "2031-01 to summer 2031"),
        ("", ""),
        (None, ""),
        ("no date", "no date"),
        ("/", "/"),
    ],
)
def test_a_date_is_told_in_words_where_its_signs_need_a_key(edtf, words):
    """Seasons, parts of a year, decades, open and approximate ends are words; a plain date stays as it is."""
    assert day(edtf) == words


def held(detail, value, origin="o", **more):
    return {"detail": detail, "value": value, "origin": origin, **more}


def test_a_headline_names_whom_it_befalls_and_never_says_the_type_alone():
    """Who is named goes before who acts and before a description; without any name, the words that tell it."""
    told = [held("who", "the baker", role="affected"), held("who", "Osk Marrat", "o2", role="affected", named=True)]
    told += [held("who", "Ulma Tedder", "o2", role="agent", named=True), held("when", "2031-21")]
    assert headline({"type": "arrest", "details": told}) == "Arrest · Osk Marrat · spring 2031"
    assert (
        headline({"type": "border_closure", "details": []}, "closed the pass") == "Border closure · “closed the pass”"
    )


@pytest.mark.parametrize("length", [10, 60, 400])
def test_the_words_of_a_telling_are_few_and_hold_its_trigger(length):
    """However long a sentence is, a headline takes a line of it, and always the words that tell the event."""
    text = f"First. {'one ' * length}fled {'two ' * length}. Last."
    start = text.index("fled")
    found = clause(text, {"start": start, "end": start + 4})
    assert "fled" in found
    assert len(found) < 90
    assert "First" not in found
    assert "Last" not in found
