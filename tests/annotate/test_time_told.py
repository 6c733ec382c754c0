"""Times that the clause, the sentence before or the words beside them put on the calendar."""

from datetime import date, timedelta

import pytest
from dateutil.easter import easter
from hypothesis import given
from hypothesis import strategies as st

from attribune.annotate.time import times
from attribune.model.edtf import interval
from seen import parsed

PUBLISHED = st.dates(date(1950, 1, 1), date(2090, 12, 31))

# published: Thursday, 20 October 2016
READ = [
    # the verb: its past may look like its present, a guess with "have" and a noun for what has come about lie behind
    ("Storms hurt the harbours, which shut early, on Monday.", "Monday", "2016-10-17"),
    ("The leak may have been to blame for the fire on Monday.", "Monday", "2016-10-17"),
    ("The shipowners extended their offers to buy the yard Monday.", "Monday", "2016-10-17"),
    ("He threatened to leave the council Monday.", "Monday", "2016-10-17"),
    ("She was the first to make the climb on Monday.", "Monday", "2016-10-17"),
    ("The killing in the harbour on Monday will hurt the town.", "Monday", "2016-10-17"),
    # what is awaited lies ahead
    ("The board has given them until Monday to sign.", "Monday", "2016-10-24"),
    ("He will leave once the order is signed on Monday.", "Monday", "2016-10-24"),
    ("He stays calm ahead of Monday's vote.", "Monday", "2016-10-24"),
    ("The bond will be redeemed in five years.", "five years", "2021~"),
    ("It will close for the first time in five years.", "five years", None),
    # months without a year
    ("He spoke of it in an interview in January.", "January", "2016-01"),
    ("The price rose to 42 crowns in June from 29 crowns in March.", "March", "2016-03"),
    ("The loss is smaller than forecast in November.", "November", "2015-11"),
    ("A boat sank last September.", "last September", "2015-09"),
    ("A boat sank last August.", "last August", "2016-08"),
    # weeks, parts of the day, days in a row
    ("It may be settled the week of November 7.", "the week of November 7", "2016-11-07/2016-11-13"),
    ("He came on Tuesday. Later in the day he left.", "Later in the day", "2016-10-18~"),
    ("They met on Tuesday. In the morning he left.", "the morning", "2016-10-18"),
    ("It was over by mid-afternoon yesterday.", "mid-afternoon yesterday", "2016-10-19"),
    ("It struck at 10:35 p.m. (2035 GMT) Tuesday.", "10:35 p.m.", "2016-10-18"),
    ("They will leave at noon (5 p.m. GMT Friday).", "noon", "2016-10-21"),
    ("The fair is on November 4 and 5.", "5", "2016-11-05"),
    ("The rights end on Nov. 30. Until then they can be sold.", "then", "2016-11-30"),
    ("The union won more this year than last.", "last", "2015"),
    ("The sale rose to a high for the year of 42 crowns.", "the year", "2016"),
    ("The post-1959 laws are gone.", "1959", "1959"),
    ("It was built in the winter of nineteen ninety-four.", "the winter of nineteen ninety-four", "1994-24"),
    ("Prices are up 3 percent since year-end.", "year-end", "2015-12-31/2016-10-20"),
    ("It is to close around year end.", "year end", "2016-12~"),
    ("It closed at month-end.", "month-end", "2016-09-30"),
    ("It must be done by week's end.", "week's end", "../2016-10-23~"),
    ("Prices have risen since the end of May.", "the end of May", "2016-05-31/2016-10-20"),
    ("The sale is on Thanksgiving weekend.", "Thanksgiving weekend", "2016-11-26/2016-11-27"),
    ("They prayed in Easter week.", "Easter week", "2016-03-21/2016-03-27"),
    # counted from a time spoken of, unless that would put what is past ahead of publication
    ("He fled on 5 May. Two days later he was caught.", "Two days later", "2016-05-07"),
    ("The race begins on Tuesday. A day earlier, six rowers were arrested.", "A day earlier", "2016-10-19"),
    ("Two weeks later he had won.", "Two weeks later", None),
    # a year before what is reported on
    (
        "In the third quarter it lost 3 ships; in the quarter a year ago, 4.",
        "the quarter a year ago",
        "2015-07/2015-09",
    ),
    (
        "It fell in the third quarter. In the nine months, it sold 9, against 8 a year earlier.",
        "a year earlier",
        "2015",
    ),
    (
        "It fell in the third quarter. In the nine months, it sold 9, against 8 in the 2015 period.",
        "the 2015 period",
        "2015",
    ),
    (
        "It gained in the third quarter. After a weak second quarter, that beats a year ago.",
        "a year ago",
        "2015-07/2015-09",
    ),
    ("In the second quarter ended Oct. 31, it lost 3.", "the second quarter", "2015-04/2015-06"),
    ("In the second quarter ended Oct. 31, it lost 3.", "Oct. 31", "2015-10-31"),
    ("It lost 9 in the third quarter. This quarter's loss includes 4 ships.", "This quarter", "2016-07/2016-09"),
]


@pytest.mark.parametrize(("text", "words", "edtf"), READ, ids=[f"{case[1]}-{place}" for place, case in enumerate(READ)])
def test_told(text, words, edtf, nlp):
    """What a time means hangs on its clause, on what was told before it, and on the words beside it."""
    found = {one.span.quote: one.edtf for one in times(parsed(text, nlp, "2016-10-20"))}
    assert words in found, found
    assert found[words] == edtf


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("On May 24 and 25 sheep were sold.", "25"),
        ("We lasted the year of the flood.", "the year"),
        ("Then he left, and last he sang.", "Then"),
        ("Then he left, and last he sang.", "last"),
        ("At the end of the day, nobody cares.", "the end of the day"),
        ("This fall in prices is steep.", "This fall"),
    ],
)
def test_no_time(text, words, nlp):
    """A number that counts a noun, a year named by what happened in it, "then" and "last" alone are no times."""
    assert words not in [one.span.quote for one in times(parsed(text, nlp, "2016-10-20"))]


def days_of(text, words, nlp, published):
    """The days of those words."""
    (one,) = [one for one in times(parsed(text, nlp, published.isoformat())) if words in one.span.quote]
    return interval(one.edtf)


@given(PUBLISHED, st.dates(date(1950, 1, 1), date(2090, 12, 31)))
def test_week_of(nlp, published, day):
    """The week of a day begins on a Monday, lasts seven days, and holds the day."""
    found = days_of(f"It began the week of {day:%B} {day.day}, {day.year}.", "the week", nlp, published)
    assert found.first.isoweekday() == 1
    assert found.length == 7
    assert found.first <= day <= found.last


@given(
    PUBLISHED, st.sampled_from(["January", "February", "April", "June", "July", "September", "November", "December"])
)
def test_last_month_named(nlp, published, name):
    """Last June is a June that is over, less than fourteen months ago, and of this year not the month just past."""
    found = days_of(f"The mill burned last {name}.", name, nlp, published)
    assert found.first.strftime("%B") == name
    months = (published.year - found.first.year) * 12 + published.month - found.first.month
    assert 1 <= months <= 13
    assert months > 1 or found.first.year < published.year


@given(PUBLISHED, st.integers(2, 20), st.sampled_from(["day", "week", "month", "year"]))
def test_in_so_many(nlp, published, number, unit):
    """In so many days, weeks, months or years lies ahead, by that much, give or take one of them."""
    found = days_of(f"The mill will close in {number} {unit}s.", unit, nlp, published)
    long = {"day": 1, "week": 7, "month": 31, "year": 366}[unit]
    assert published < found.last
    assert found.first - published <= timedelta(days=number * long)
    assert found.last - published >= timedelta(days=number * long * 28 / 31 - 1)


@given(PUBLISHED, st.sampled_from(["March 31", "June 30", "September 30", "December 31"]))
def test_ended(nlp, published, words):
    """The quarter that "ended" on a day ended before publication, at most a year ago."""
    found = days_of(f"In the quarter ended {words}, it lost 3 ships.", words, nlp, published)
    assert timedelta(0) <= published - found.last <= timedelta(days=366)


@given(PUBLISHED)
def test_easter_week(nlp, published):
    """Easter week, told as past, is the last one that had begun; it and its weekend end on Easter."""
    sundays = [easter(published.year + step) for step in (-1, 0)]
    week = days_of("Nobody came, it was Easter week.", "Easter", nlp, published)
    weekend = days_of("Nobody came, it was Easter weekend.", "Easter", nlp, published)
    assert week.last == max(day for day in sundays if day - timedelta(days=6) <= published)
    assert weekend.last == max(day for day in sundays if day - timedelta(days=1) <= published)
    assert (week.length, weekend.length) == (7, 2)


@given(PUBLISHED)
def test_nine_months_a_year_earlier(nlp, published):
    """A year before the months reported on is the year before that of publication."""
    text = "It sold 9 ships in the first nine months, up from 8 a year earlier."
    found = days_of(text, "a year earlier", nlp, published)
    assert (found.first.year, found.last.year) == (published.year - 1, published.year - 1)
