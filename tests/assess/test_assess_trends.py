"""Series of figures, the order of telling, and the forecast book."""

from __future__ import annotations

from dataclasses import replace

import pytest

import gold_articles
from attribune.assess import assess
from attribune.assess.forecast import Outcome, Score, scores
from attribune.assess.telling import order_of_telling
from attribune.assess.trend import breaks, series
from attribune.model import Change
from attribune.profiles import EventType, Profile
from attribune.profiles.geography import Geography
from attribune.resolve import resolve
from told import Article, records

PROFILE = Profile("test", event_types=(EventType("defection", "", (), (), exclusive=True),))


def assessed(told):
    """The records assessed."""
    return assess(told, resolve(told, PROFILE, {}), PROFILE)


def years(values, first=2000):
    """An article with one figure of arrivals for each year."""
    text = ". ".join(f"{value} arrivals in {first + n}" for n, value in enumerate(values))
    article = Article(text, "Echo", "2031-01-01")
    for n, value in enumerate(values):
        article.counts(f"{value} arrivals in {first + n}", value, "arrivals", str(first + n))
    return records(article)


def the_series(told):
    """The longest series of the records."""
    return series(told, assessed(told), Geography(PROFILE))[0]


def test_below_ten_periods_no_change_of_level_is_told():
    """Too few periods give no change point and a sentence that says why not."""
    found, why = breaks(the_series(years([10, 20, 30])))
    assert found == ()
    assert "3 comparable periods are too few" in why


def test_a_clear_change_of_level_is_found_with_its_interval():
    """Ten years at one level and five at another: the break is where it is, twice the same."""
    pytest.importorskip("ruptures")
    one = the_series(years([100, 103, 98, 101, 99, 102, 100, 97, 101, 100, 52, 49, 51, 50, 48]))
    [found], _ = breaks(one)
    assert (found.period, found.earliest <= "2010" <= found.latest) == ("2010", True)
    assert breaks(one)[0] == (found,)


def test_a_change_in_percent_gives_a_derived_value():
    """What stands 15 percent above an unnamed value is worked out, and marked as worked out."""
    article = Article("115 arrivals, up 15 percent. 120 arrivals.", "Echo", "2031-01-01")
    article.counts("115 arrivals", 115, "arrivals", "2030", change=Change("up", 15.0, "2029"))
    article.counts("120 arrivals", 120, "arrivals", "2028")
    points = the_series(records(article)).points
    assert [(p.period, p.value, bool(p.derived)) for p in points] == [
        ("2028", 120, False),
        ("2029", 100, True),
        ("2030", 115, False),
    ]


def test_part_years_and_rival_values_are_kept_and_noted():
    """Half a year beside whole ones, and two values for one year, stay and are pointed out."""
    article = Article("50 a. 110 b. 120 c.", "Echo", "2031-01-01")
    article.counts("50", 50, "arrivals", "2030-01/2030-06")
    article.counts("110", 110, "arrivals", "2029")
    article.counts("120", 120, "arrivals", "2029")
    one = the_series(records(article))
    assert len(one.points) == 3
    assert any("parts of a year" in note for note in one.notes)
    assert any("more than one value is told for 2029" in note for note in one.notes)


@pytest.mark.shared
def test_the_real_article_yields_about_705_for_the_year_before(shared):
    """815, 15.6 percent up, gives about 705 for the same months of the year before, beside the year's 1,277."""
    told = gold_articles.load(shared, ("003",))
    found = series(told, assess(told, resolve(told, PROFILE, {}), PROFILE), Geography(PROFILE))
    one = next(s for s in found if any(p.value == 815 for p in s.points))
    values = {(p.period, p.value) for p in one.points}
    assert ("2015-01/2015-07", 705) in values
    assert ("2015", 1277) in values
    assert any(p.value == 1500 and p.forecast for p in one.points)


def tellings():
    """Three articles: a nurse's word, its retelling, and a denial."""
    made = []
    for outlet, day, text, source, kind in (
        ("Echo", "2031-05-04", "Osk Marrat fled, a nurse said.", "a nurse", "anonymous"),
        ("Bell", "2031-05-06", "The Echo reports that Osk Marrat fled.", "The Echo", "media"),
        ("Crow", "2031-05-07", "The embassy denied that Osk Marrat fled.", "The embassy", "organisation"),
    ):
        article = Article(text, outlet, day)
        article.name("Osk Marrat")
        denies = outlet == "Crow"
        by = article.says(source, kind, "Osk Marrat fled", act="deny" if denies else "assert")
        status, when = ("denied" if denies else None), ("2031-05-01" if outlet == "Bell" else None)
        article.tells("defection", "fled", by=by, affected="Osk Marrat", status=status, when=when)
        made.append(article)
    return records(*made)


def test_the_order_of_telling_is_that_of_publication():
    """First teller, who repeats whom, the first new detail, the first denial, and days since the event."""
    told = tellings()
    found = assessed(told)
    [event] = found.events
    first, second, third = order_of_telling(event, told, found)
    assert (first.published, first.first, first.repeats) == ("2031-05-04", True, ())
    assert (second.repeats, [h.detail for h in second.new]) == ((first.document,), ["when"])
    assert (third.published, third.first_denial, third.days) == ("2031-05-07", True, 6)


@pytest.mark.parametrize("day", ["2031-05", "2031-05-01~", "2031-05-01/2031-05-03", None])
def test_days_since_an_event_are_told_only_where_both_dates_are_sure(day):
    """A month, an approximate day, a stretch of days or no date at all gives no number of days."""
    told = tellings()
    found = assessed(told)
    [event] = found.events
    held = tuple(replace(h, value=day) if h.detail == "when" else h for h in event.details if day or h.detail != "when")
    assert {one.days for one in order_of_telling(replace(event, details=held), told, found)} == {None}


@pytest.mark.parametrize(("other", "days"), [("2031-05-02", None), ("2031-04/2031-05", 6), ("2031-04", None)])
def test_days_since_an_event_are_not_told_where_accounts_of_its_date_clash(other, days):
    """A second date that excludes the first leaves it unsure; a wider one that holds it does not."""
    told = tellings()
    found = assessed(told)
    [event] = found.events
    held = next(one for one in event.details if one.detail == "when")
    clashing = replace(event, details=(*event.details, replace(held, value=other)))
    assert order_of_telling(clashing, told, found)[-1].days == days


def test_of_articles_of_one_day_none_is_told_to_be_the_first_alone():
    """Two that tell it on the earliest day are both the first; without dates nobody is."""
    told = tellings()
    found = assessed(told)
    [event] = found.events
    for day, expected in (("2031-05-04", [True, True, False]), (None, [False, False, False])):
        dated = replace(told, documents=tuple(replace(d, published=day) for d in told.documents))
        order = order_of_telling(event, dated, found)
        assert sorted((one.first for one in order), reverse=True) == expected


def test_forecasts_are_scored_by_source():
    """A range is scored by Brier at its middle, the others by hits, each with its count."""
    found = [Outcome("Echo", 0.55, 0.8, came_true=True), Outcome("Echo", None, None, came_true=False)]
    assert scores(found) == (Score("Echo", 2, 1, 0.105625, 1, 0),)
    assert scores([]) == ()
