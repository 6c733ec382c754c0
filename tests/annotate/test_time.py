"""Time expressions."""

from datetime import date

import edtf as validator
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribune.annotate.time import times
from attribune.model.edtf import interval, loose
from seen import parsed

# published: Thursday, 20 October 2016
CASES = [
    ("The talks failed on 9 March 2011.", "9 March 2011", "DATE", "2011-03-09", "2011-03-09"),
    ("It opened on March 9, 2011 in rain.", "March 9, 2011", "DATE", "2011-03-09", "2011-03-09"),
    ("The decree is dated 2011-03-09.", "2011-03-09", "DATE", "2011-03-09", "2011-03-09"),
    ("The decree is dated 09.03.2011.", "09.03.2011", "DATE", "2011-03-09", "2011-03-09"),
    ("They met on 03/04/2011 in the port.", "03/04/2011", "DATE", "2011-03-04", "[2011-03-04,2011-04-03]"),
    ("Officials said on the 9th that it was over.", "the 9th", "DATE", "2016-10-09", "2016-10-09"),
    ("He left the port in March last year.", "March last year", "DATE", "2015-03", "2015-03"),
    ("He left the capital in late May last year.", "late May last year", "DATE", "2015-05", "2015-05~"),
    (
        "They were sent home in the last five days of May.",
        "the last five days of May",
        "DATE",
        "2016-05",
        "2016-05-27/2016-05-31",
    ),
    (
        "Forty left in the first four months of 2014.",
        "the first four months of 2014",
        "DATE",
        "2014",
        "2014-01/2014-04",
    ),
    ("Forty came in the first half of the year.", "the first half of the year", "DATE", "2016-H1", "2016-01/2016-06"),
    ("Nobody came in the 1990s.", "the 1990s", "DATE", "199", "199X"),
    ("Summer 2014 was hot.", "Summer 2014", "DATE", "2014-SU", "2014-22"),
    (
        "The crew arrived on the night of June 3 to 4.",
        "the night of June 3 to 4",
        "DATE",
        "2016-06-03TNI",
        "2016-06-03/2016-06-04",
    ),
    ("A minister resigned yesterday.", "yesterday", "DATE", "2016-10-19", "2016-10-19"),
    ("The port closed on Monday.", "Monday", "DATE", "2016-10-17", "2016-10-17"),
    ("The port will open on Monday.", "Monday", "DATE", "2016-10-24", "2016-10-24"),
    ("The court sits next week.", "next week", "DATE", "2016-W43", "2016-10-24/2016-10-30"),
    ("The ministry fell two years ago.", "two years ago", "DATE", "2014", "2014~"),
    ("The family disappeared several weeks ago.", "several weeks ago", "DATE", "PAST_REF", "2016-09~"),
    ("The harbour has been shut for over three years.", "over three years", "DURATION", "P3Y", None),
    ("The fleet is inspected each year.", "each year", "SET", "P1Y", None),
    ("The vote will be at 10:35 a.m. on Friday.", "10:35 a.m. on Friday", "TIME", "2016-10-21T10:35", "2016-10-21"),
    ("He was asked again in Washington this morning.", "this morning", "TIME", "2016-10-20TMO", "2016-10-20"),
    ("It was founded in nineteen ninety-six.", "nineteen ninety-six", "DATE", "1996", "1996"),
    ("The feast is on Christmas Day.", "Christmas Day", "DATE", "2016-12-25", "2016-12-25"),
    ("They had been far away recently.", "recently", "DATE", "PAST_REF", None),
]


@pytest.mark.parametrize("case", CASES, ids=[case[1] for case in CASES])
def test_reading(case, nlp):
    """Each kind of time expression is found as printed and put on the calendar, seen from the day of publication."""
    text, words, type_, value, edtf = case
    found = times(parsed(text, nlp, "2016-10-20"))
    match = [one for one in found if one.span.quote == words]
    assert match, [one.span.quote for one in found]
    assert (match[0].type, match[0].value, match[0].edtf) == (type_, value, edtf)
    assert match[0].made.reason


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("The council wants to open it by early next year.", "../2017-03~"),
        ("They could have begun before 2017.", "../2017-01-01"),
        ("It must be paid by the end of the year.", "../2016-12-31"),
        ("Nobody has returned since December 2011.", "2011-12/2016-10-20"),
        ("In May 2006 six came. Since then only two hundred followed.", "2006-05/2016-10-20"),
        ("In the period from March to May 2014, forty fled.", "2014-03/2014-05"),
    ],
)
def test_preposition(text, edtf, nlp):
    """By, before, since and from ... to change the days that a time covers."""
    assert edtf in [one.edtf for one in times(parsed(text, nlp, "2016-10-20"))]


def test_period_moved(nlp):
    """The similar period of another year is the period spoken of, in that year."""
    text = "From March to May 2014, 90 fled. That is a rise of 5 percent to the similar period of 2013."
    assert times(parsed(text, nlp, "2016-10-20"))[-1].edtf == "2013-03/2013-05"


@pytest.mark.parametrize("words", ["13/13/2013", "30 February 2014", "2014-02-31", "the 45th of May"])
def test_nonsense(words, nlp):
    """What is on no calendar has no value on it, and says why."""
    found = times(parsed(f"The letter is dated {words}.", nlp, "2016-10-20"))
    assert [one.edtf for one in found if one.span.quote == words] == [None]
    assert all(one.made.reason for one in found)


def test_unknown_publication(nlp):
    """Without a day of publication, nothing that is reckoned from it has days."""
    found = times(parsed("He left yesterday, after three weeks. She had left in 2011.", nlp))
    assert [one.edtf for one in found if one.span.quote == "yesterday"] == [None]
    assert [one.edtf for one in found if one.span.quote == "2011"] == ["2011"]


def test_wide_publication(nlp):
    """What is reckoned from a wide day of publication is as wide: it holds what each of its days gives, about."""
    text = "He left last week, and she fled last year."
    wide = {one.span.quote: loose(one.edtf) for one in times(parsed(text, nlp, "2015-07~"))}
    for day in ("2015-07-01", "2015-07-14", "2015-07-31"):
        for one in times(parsed(text, nlp, day)):
            days = interval(one.edtf)
            assert wide[one.span.quote].first <= days.first
            assert days.last <= wide[one.span.quote].last


def test_name_is_no_time(nlp):
    """A month that is a modal verb or a first name, and a number that counts, are no times."""
    found = times(parsed("It may rain. Jan Novak counted 1500 sheep and 1200 goats.", nlp, "2016-10-20"))
    assert found == ()


@given(
    st.dates(date(1000, 1, 1), date(2999, 12, 31)), st.sampled_from(["%d %B %Y", "%B %d, %Y", "%Y-%m-%d", "%d.%m.%Y"])
)
def test_full_date_reads_back(nlp, day, form):
    """Any day written in full in one of the usual forms reads back to that day."""
    (one,) = times(parsed(f"The deed of {day.strftime(form)} was found.", nlp, "2016-10-20"))
    assert one.edtf == day.isoformat()


@given(st.dates(date(1900, 1, 1)), st.sampled_from([case[0] for case in CASES]))
def test_values_are_edtf(nlp, published, text):
    """Whatever the day of publication, each value is valid EDTF, has days, and slices back to its words."""
    for one in times(parsed(text, nlp, published.isoformat())):
        assert text[one.span.start : one.span.end] == one.span.quote
        if one.edtf:
            assert interval(one.edtf)
            validator.parse_edtf(one.edtf)


@given(
    st.text(max_size=80),
    st.sampled_from(["2016-10-20", "2015-07~", "../2017-01-01", "2019-XX-09/..", None, "nonsense"]),
)
def test_any_text(nlp, text, published):
    """No text and no publication date makes it fail."""
    if text.strip():
        assert isinstance(times(parsed(text, nlp, published)), tuple)


WORDS = [
    *("May", "45", "the", "last", "next", "two", "few", "ago", "of", "quarter", "13", "31", "February", "half", "2016"),
    *("9th", "since", "by", "from", "to", "-", "/", "'", "year's", "Friday", "in", "1", "9999", "0"),
    *(
        "then",
        "until",
        "week",
        "Easter",
        "later",
        "earlier",
        "ended",
        "Oct.",
        "post-",
        "and",
        "months",
        "two",
        "between",
        "mid-",
        "morning",
    ),
]


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join))
def test_any_words_of_time(nlp, text):
    """No row of time words, however mad, makes it fail, and what has days has valid ones."""
    for one in times(parsed(text, nlp, "2016-10-20")):
        assert one.edtf is None or interval(one.edtf)
