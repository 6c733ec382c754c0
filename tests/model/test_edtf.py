"""EDTF values as days."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribune.model import edtf
from attribune.model.edtf import Days


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2016-08-18", "2016-08-18", "2016-08-18"),
        ("2016-07", "2016-07-01", "2016-07-31"),
        ("2016-02~", "2016-02-01", "2016-02-29"),
        ("2016", "2016-01-01", "2016-12-31"),
        ("2016-22", "2016-06-01", "2016-08-31"),
        ("2016-24", "2016-12-01", "2017-02-28"),
        ("2016-34", "2016-04-01", "2016-06-30"),
        ("2016-41", "2016-07-01", "2016-12-31"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("2016-XX-05", "2016-01-01", "2016-12-31"),
        ("2016-1X", "2016-10-01", "2016-12-31"),
        ("2016-02-XX", "2016-02-01", "2016-02-29"),
        ("2016-02-2X", "2016-02-20", "2016-02-29"),
        ("2016-07-16/2016-07-17", "2016-07-16", "2016-07-17"),
        ("../2017-01-01", None, "2017-01-01"),
        ("/2017", None, "2017-12-31"),
        ("2016-08-18/..", "2016-08-18", None),
        ("2016?/2017-03~", "2016-01-01", "2017-03-31"),
        ("2016-~07", "2016-07-01", "2016-07-31"),
        ("2016-07-16T12:30", "2016-07-16", "2016-07-16"),
        ("[2016-01,2016-03]", "2016-01-01", "2016-03-31"),
        ("[..2016-12]", None, "2016-12-31"),
        ("{2014,2016..2017}", "2014-01-01", "2017-12-31"),
    ],
)
def test_a_value_has_its_first_and_last_day(value, first, last):
    """Every form in use gives the days that it may mean, open ends None."""
    as_day = [date.fromisoformat(day) if day else None for day in (first, last)]
    assert edtf.interval(value) == Days(*as_day)


@pytest.mark.parametrize(
    "value", [None, "", "..", "../..", "2016-04-31", "2016-13", "soon", "2017/2016", "1/2/3", "0000-00"]
)
def test_what_is_no_value_has_no_days(value):
    """Nonsense, a date that is on no calendar and an interval that runs backwards have no days, and raise nothing."""
    assert edtf.interval(value) is None


def test_less_precise_contains_more_precise():
    """A month contains its days and a year its months, never the other way round."""
    assert edtf.contains("2016-07", "2016-07-12")
    assert edtf.contains("2016-22", "2016-07")
    assert not edtf.contains("2016-07-12", "2016-07")
    assert edtf.contains("../2017", "2016-07")
    assert not edtf.contains("2016-07", "../2017")


def test_about_allows_a_little_more():
    """An approximate value reaches as far again as its precision on either side; an exact one does not."""
    assert edtf.overlaps("2016-07~", "2016-08-20")
    assert not edtf.overlaps("2016-07", "2016-08-20")
    assert not edtf.overlaps("2016-07~", "2016-10")
    assert edtf.overlaps("2016-07-12~", "2016-07-14")
    assert edtf.overlaps("2016-08-18/..", "2020")


def test_before_is_certain():
    """Only what ends before the other begins is before it."""
    assert edtf.before("2015", "2016-01-01")
    assert not edtf.before("2016", "2016-07")
    assert not edtf.before("2015/..", "2017")


@given(st.text(alphabet="0123456789X-/.~?%[]{},T ", max_size=24) | st.text(max_size=12))
def test_any_text_is_read_or_left(value):
    """No text raises, and what is read runs forwards and overlaps itself."""
    days = edtf.interval(value)
    if days is not None:
        assert days.first or days.last
        assert not (days.first and days.last) or days.first <= days.last
        assert edtf.overlaps(value, value)
        assert edtf.contains(value, value)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_gap_counts_days_either_way(one, other):
    """The gap of two days is their distance, the same in both orders."""
    first, second = Days(one, one), Days(other, other)
    assert edtf.gap(first, second) == edtf.gap(second, first) == abs((one - other).days)
