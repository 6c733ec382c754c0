"""Two dates that bound a stretch, and days by which something is due."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribune.annotate.time import times
from attribune.model.edtf import interval
from seen import parsed

PUBLISHED = st.dates(date(1950, 1, 1), date(2090, 12, 31))


def listed(text, nlp, published="2016-10-20"):
    """(words, value, rule) of the times of a text."""
    return [(one.span.quote, one.edtf, one.made.rule) for one in times(parsed(text, nlp, published))]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("He served from 2009 to 2013.", ("2009", "2009"), ("2013", "2013")),
        ("He served between 2009 and 2013.", ("2009", "2009"), ("2013", "2013")),
        ("The offer stands from today through Nov. 17.", ("today", "2016-10-20"), ("Nov. 17", "2016-11-17")),
        ("He was there from 9 May 2009 to 2 June 2011.", ("9 May 2009", "2009-05-09"), ("2 June 2011", "2011-06-02")),
    ],
)
def test_two_dates(text, first, last, nlp):
    """Two dates that each stand for themselves stay two, and are told to be the ends of a stretch."""
    assert listed(text, nlp) == [(*first, "time.range_first"), (*last, "time.range_last")]


@pytest.mark.parametrize(
    ("text", "words", "edtf"),
    [
        ("It was shut from March to May 2014.", "from March to May 2014", "2014-03/2014-05"),
        ("It was shut from March to May.", "from March to May", "2016-03/2016-05"),
        ("It was shut from May 3 to May 9, 2014.", "from May 3 to May 9, 2014", "2014-05-03/2014-05-09"),
        ("It was shut May 3 to 9, 2014.", "May 3 to 9, 2014", "2014-05-03/2014-05-09"),
    ],
)
def test_one_stretch(text, words, edtf, nlp):
    """Where the first end borrows its year or month from the second, the words are one time with the days of all."""
    assert [row[:2] for row in listed(text, nlp)] == [(words, edtf)]


@given(st.integers(1900, 2060), st.integers(1, 80))
def test_years(nlp, first, length):
    """Between any two years both are listed as they stand; the later one first is no stretch."""
    last = first + length
    rules = [row[2] for row in listed(f"It stood there between {first} and {last}.", nlp)]
    assert rules == ["time.range_first", "time.range_last"]
    assert "time.range_first" not in [row[2] for row in listed(f"It stood there between {last} and {first}.", nlp)]


@given(PUBLISHED, st.integers(1, 50))
def test_by_a_day(nlp, published, ahead):
    """A day by which something is due is listed as that day, and told to be a limit."""
    day = published + timedelta(days=ahead)
    (one,) = times(parsed(f"He must pay by {day:%B} {day.day}, {day.year}.", nlp, published.isoformat()))
    assert (one.edtf, one.made.rule) == (day.isoformat(), "time.limit")


@given(PUBLISHED, st.sampled_from(["the end of the year", "next year", "early next year", "next month", "2095"]))
def test_by_a_period(nlp, published, words):
    """By a period, or a part of one, is until its end, with an open start."""
    (one,) = times(parsed(f"He must pay by {words}.", nlp, published.isoformat()))
    days = interval(one.edtf)
    assert days.first is None
    assert days.last > published or words == "the end of the year"
