"""Dates as by-lines print them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribune.clean.printed import dates


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("3 May 2021", "2021-05-03"),
        ("May 3, 2021", "2021-05-03"),
        ("Sept. 3rd, 2021", "2021-09-03"),
        ("the 3rd of May 2021", "2021-05-03"),
        ("2021-05-03", "2021-05-03"),
        ("2021.05.03", "2021-05-03"),
        ("2021/5/3", "2021-05-03"),
        ("20210503", "2021-05-03"),
        ("2021년 5월 3일", "2021-05-03"),
        ("07.07.2021", "2021-07-07"),
        ("03.05.2021", "2021-05-03"),
        ("25/12/2020", "2020-12-25"),
        ("12/25/2020", "2020-12-25"),
        ("07/07/2021", "2021-07-07"),
        ("03/05/2021", "2021-03-05/2021-05-03"),
        ("May 2021", "2021-05"),
    ],
)
def test_a_printed_date_has_its_value(words, edtf):
    """Names of months, the year first, and stops say which number is which; two days that could be meant stay open."""
    (found,) = dates(f"Published {words} in Varon")
    assert found.edtf == edtf
    assert bool(found.doubt) == (edtf in ("2021-03-05/2021-05-03", "2021-05"))


@pytest.mark.parametrize(
    "words", ["31 June 2021", "2021-13-01", "version 1.2.3", "31.02.2021", "1234567890", "May 3", "in 2021"]
)
def test_what_is_no_full_date_is_none(words):
    """Days that the calendar does not have, other numbers, and dates without a year have no value."""
    assert dates(words) == []


@given(st.text("0123456789 ./-MayJun,년월일", max_size=60))
def test_dates_slice_back_and_do_not_overlap(words):
    """Whatever the words, every date stands where it says, after the one before."""
    place = 0
    for one in dates(words):
        assert place <= one.start < one.end <= len(words)
        place = one.end
