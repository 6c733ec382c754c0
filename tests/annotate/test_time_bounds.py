"""Where the days of a time must lie, whatever the day of publication."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from attribune.annotate.time import times
from attribune.model.edtf import interval
from seen import parsed

WEEK = timedelta(days=7)
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
MONTHS = ["January", "February", "April", "June", "July", "September", "October", "November", "December"]
PUBLISHED = st.dates(date(1950, 1, 1), date(2090, 12, 31))


def days_of(text, words, nlp, published):
    """The days of those words."""
    (one,) = [one for one in times(parsed(text, nlp, published.isoformat())) if words in one.span.quote]
    return interval(one.edtf)


@given(PUBLISHED, st.sampled_from(WEEKDAYS))
def test_weekday(nlp, published, name):
    """A weekday is a day of that name, on the side that the verb tells, within a week; "last" is never today."""
    past = days_of(f"The port closed on {name}.", name, nlp, published)
    ahead = days_of(f"The port will open on {name}.", name, nlp, published)
    last = days_of(f"The port closed last {name}.", name, nlp, published)
    assert all(WEEKDAYS[one.first.weekday()] == name and one.first == one.last for one in (past, ahead, last))
    assert published - WEEK < past.first <= published <= ahead.first < published + WEEK
    assert published - WEEK <= last.first < published


@given(PUBLISHED, st.sampled_from(MONTHS))
def test_month(nlp, published, name):
    """A month that is told as past or as yet to come lies there, less than a year and two months away."""
    past = days_of(f"The governor resigned in {name}.", name, nlp, published)
    ahead = days_of(f"The governor will resign in {name}.", name, nlp, published)
    assert past.first.strftime("%B") == ahead.first.strftime("%B") == name
    assert published - timedelta(days=400) < past.first
    assert ahead.last < published + timedelta(days=400)


@given(PUBLISHED, st.integers(2, 20), st.sampled_from(["day", "week", "month", "year"]))
def test_ago(nlp, published, number, unit):
    """So many days, weeks, months or years ago lie behind, by that much, give or take one of them."""
    found = days_of(f"The mayor fled {number} {unit}s ago.", "ago", nlp, published)
    long = {"day": 1, "week": 7, "month": 31, "year": 366}[unit]
    assert found.last < published
    assert timedelta(days=(number - 1) * 28 / 31 * long - 1) <= published - found.first
    assert published - found.last <= timedelta(days=(number + 1) * long)


@given(PUBLISHED, st.integers(1, 28))
def test_day_of_the_month(nlp, published, number):
    """A day of the month that is told as past has that number and is at most a month old."""
    name = {1: "1st", 2: "2nd", 3: "3rd", 21: "21st", 22: "22nd", 23: "23rd"}.get(number, f"{number}th")
    found = days_of(f"Officials said on the {name} that it was over.", name, nlp, published)
    assert found.first == found.last
    assert found.first.day == number
    assert timedelta(0) <= published - found.first <= timedelta(days=31)


@given(PUBLISHED, st.integers(1900, 2150))
def test_since_and_by(nlp, published, year):
    """Since a past year is from its first day to publication; by a year is until its last day, with an open start."""
    by = days_of(f"The tunnel must be finished by {year}.", str(year), nlp, published)
    assert (by.first, by.last) == (None, date(year, 12, 31))
    if year < published.year:
        since = days_of(f"Nobody has been there since {year}.", str(year), nlp, published)
        assert (since.first, since.last) == (date(year, 1, 1), published)


@given(PUBLISHED, st.sampled_from([("last", -1), ("this", 0), ("next", 1)]))
def test_year_and_month_seen_from_publication(nlp, published, step):
    """Last, this and next year and month are those around the day of publication."""
    word, number = step
    year = days_of(f"The bridge is a matter of {word} year.", f"{word} year", nlp, published)
    assert (year.first, year.last) == (date(published.year + number, 1, 1), date(published.year + number, 12, 31))
    month = days_of(f"The bridge is a matter of {word} month.", f"{word} month", nlp, published)
    whole = (published.year * 12 + published.month - 1) + number
    assert (month.first.year * 12 + month.first.month - 1, month.first.day) == (whole, 1)
