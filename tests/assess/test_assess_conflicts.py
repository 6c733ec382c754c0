"""What conflicts and what is only less precise, on hand-made records."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

import gold_articles
from attribune.assess import assess
from attribune.assess.measure import parts
from attribune.profiles import EventType, Place, Profile
from attribune.resolve import resolve
from told import Article, records

PROFILE = Profile(
    "test",
    event_types=(EventType("defection", "", (), (), exclusive=True),),
    places=(
        Place("Narva", "city", (("Narva", "en"),), within="Estonia"),
        Place("Estonia", "country", (("Estonia", "en"),)),
        Place("Latvia", "country", (("Latvia", "en"),)),
    ),
)


def conflicts(*articles):
    """The (detail, sentence) of every conflict; each has both anchors and both documents."""
    told = records(*articles)
    links = assess(told, resolve(told, PROFILE, {}), PROFILE).links
    found = [link for link in links if link.kind == "conflict"]
    assert all(link.source_span and link.target_span and link.source_document for link in found)
    return [(link.detail, link.why) for link in found]


def flights(text, **differs):
    """Two articles on the flight of Osk Marrat; ``differs`` are pairs of values of one detail."""
    made = []
    for number, outlet in enumerate(("Echo", "Bell")):
        words = text[number]
        article = Article(words, outlet, "2031-05-20")
        article.name("Osk Marrat")
        for place in ("Narva", "Estonia", "Latvia"):
            if place in words:
                article.name(place, "place")
        told = {name: values[number] for name, values in differs.items() if values[number] is not None}
        article.tells("defection", "fled", affected="Osk Marrat", **told)
        made.append(article)
    return made


@pytest.mark.parametrize(
    ("first", "second", "clash"),
    [
        ("2031-05-02", "2031-05-05", True),
        ("2031-05", "2031-05-05", False),
        ("2031", "2031-05-05", False),
        ("2031-05-02~", "2031-05-04", False),
        ("2031-05-02/2031-05-03", "2031-05-03", False),
        ("2031-04", "2031-05-05", True),
        (None, "2031-05-05", False),
    ],
)
def test_dates_conflict_unless_one_is_less_precise(first, second, clash):
    """Two days conflict; a day and its month, "about" a day and the next, a night and its second day do not."""
    found = conflicts(*flights(["Osk Marrat fled.", "Yes, Osk Marrat fled."], when=(first, second)))
    assert [detail for detail, _ in found] == (["when"] if clash else [])


@pytest.mark.parametrize(
    ("first", "second", "clash"),
    [
        ("Estonia", "Latvia", True),
        ("Narva", "Estonia", False),
        ("Narva", "Latvia", True),
        ("Estonia", "Estonia", False),
    ],
)
def test_places_conflict_unless_one_lies_in_the_other(first, second, clash):
    """Two countries conflict as one destination; a city and its country do not."""
    texts = [f"Osk Marrat fled to {place}." for place in (first, second)]
    found = conflicts(*flights(texts, destination=(first, second)))
    assert [detail for detail, _ in found] == (["where"] if clash else [])


@pytest.mark.parametrize(
    ("first", "second", "clash"),
    [
        ((3, 3), (13, 13), True),
        ((10, None), (12, 12), False),
        ((10, None), (8, 8), True),
        ((3, 3), (None, None), False),
    ],
)
def test_numbers_conflict_unless_a_bound_allows_it(first, second, clash):
    """Two exact counts conflict; a lower bound conflicts with less only."""
    made = []
    for outlet, (low, high) in (("Echo", first), ("Bell", second)):
        text = "The loggers of the Narva camp fled over the ice to the other side on that morning."
        article = Article(text, outlet, "2031-05-20")
        article.name("Narva", "place")
        article.tells("defection", "fled", affected="The loggers of the Narva camp", place="Narva", when="2031-05-02")
        article.reports[0] = replace(article.reports[0], low=low, high=high)
        made.append(article)
    assert [detail for detail, _ in conflicts(*made)] == (["how_many"] if clash else [])


@pytest.fixture(scope="module")
def told_by_hundreds():
    """The conflicts of one flight that 120 outlets tell on 6 days, and 480 more on 12."""
    outlets = [(number, 6) for number in range(120)] + [(number, 12) for number in range(120, 600)]
    articles = []
    for number, days in outlets:
        article = Article("Osk Marrat fled.", f"Paper {number}", "2031-05-20")
        article.name("Osk Marrat")
        article.tells("defection", "fled", affected="Osk Marrat", when=f"2031-05-{1 + number % days:02}")
        articles.append(article)
    told = records(*articles)
    links = assess(told, resolve(told, PROFILE, {}), PROFILE).links
    return told, [link for link in links if link.kind == "conflict"]


def test_an_event_told_by_hundreds_has_few_conflicts_for_each(told_by_hundreds):
    """Six hundred tellings of a dozen days would be 165,000 pairs of origins; nobody reads them, so few are told."""
    _, found = told_by_hundreds
    assert 500 < len(found) < 600 * 8


def test_whoever_differs_is_held_against_somebody(told_by_hundreds):
    """However late an article comes, its day stands against another's."""
    told, found = told_by_hundreds
    held = {end for link in found for end in (link.source, link.target)}
    assert {report.id for report in told.reports} <= held


def test_two_reasons_of_two_parties_conflict_and_one_partys_two_reasons_do_not():
    """A reason against another's reason is a conflict of why."""
    texts = ["Osk Marrat fled because of debts.", "Osk Marrat fled for fear of arrest."]
    found = conflicts(*flights(texts, reason=("debts", "fear of arrest")))
    assert [detail for detail, _ in found] == ["why"]


def figures(*given, text=None, **more):
    """The conflicts among the figures (words, value, measure, period) of one article."""
    article = Article(text or ". ".join(words for words, *_ in given), "Echo", "2031-08-20")
    for words, value, measure, period in given:
        article.counts(words, value, measure, period, **more.get(words, {}))
    return conflicts(article)


def test_two_values_for_one_measure_and_period_conflict():
    """The same measure, place and year with two values is a conflict of how many, with both values told."""
    [(detail, why)] = figures(("541 arrivals", 541, "arrivals", "2030"), ("514 arrivals", 514, "arrivals", "2030"))
    assert detail == "how_many"
    assert "541" in why
    assert "514" in why


def test_different_periods_and_part_years_do_not_conflict():
    """A year and another, or its first half, are not one period."""
    assert figures(("541 arrivals", 541, "arrivals", "2030"), ("514 arrivals", 514, "arrivals", "2029")) == []
    assert (
        figures(("541 arrivals", 541, "arrivals", "2030"), ("300 arrivals", 300, "arrivals", "2030-01/2030-06")) == []
    )


def test_a_forecast_is_set_against_the_pace():
    """Seven months' arrivals give a pace; a forecast for the year that is off it is told with the arithmetic."""
    found = figures(
        ("310 people arrived", 310, "people who arrived", "2031-01/2031-07"),
        ("900 people might arrive", 900, "people who might arrive", "2031"),
    )
    [(detail, why)] = found
    assert detail == "arithmetic"
    assert "pace of 531" in why


def test_a_forecast_off_the_pace_is_told_once_however_often_it_is_repeated():
    """Two papers that repeat one number and one forecast make one conflict, between the two ends in one text."""
    made = []
    for outlet, day in (("Echo", "2031-08-20"), ("Courier", "2031-08-25")):
        article = Article("310 people arrived. 900 people might arrive.", outlet, day)
        article.counts("310 people arrived", 310, "people who arrived", "2031-01/2031-07")
        article.counts("900 people might arrive", 900, "people who might arrive", "2031")
        made.append(article)
    told = records(*made)
    [link] = [link for link in assess(told, resolve(told, PROFILE, {}), PROFILE).links if link.kind == "conflict"]
    assert {link.source_document, link.target_document} == {made[0].id}


def test_a_forecast_on_the_pace_is_no_conflict():
    """What the pace leads one to expect contradicts nothing."""
    assert not figures(
        ("310 people arrived", 310, "people who arrived", "2031-01/2031-07"),
        ("540 people might arrive", 540, "people who might arrive", "2031"),
    )


@pytest.mark.parametrize(("percent", "clash"), [("14.8", False), ("15", False), ("18.4", True)])
def test_a_percentage_must_fit_its_two_numbers(percent, clash):
    """From 250 to 287 is 14.8 percent, or 15 rounded; anything else is an arithmetic conflict."""
    text = f"In June 287 came, up {percent} percent from 250 the year before."
    article = Article(text, "Echo", "2031-08-20")
    article.counts("287", 287, "arrivals", "2031-06")
    article.counts(f"{percent} percent", float(percent), "arrivals", "2031-06", unit="percent")
    article.counts("250", 250, "guests", "2030-06")
    assert [detail for detail, _ in conflicts(article)] == (["arithmetic"] if clash else [])


@pytest.mark.parametrize(
    ("text", "numbers", "clash"),
    [
        ("Of the 90 athletes, 52 were men and 45 were women.", (90, 52, 45), True),
        ("Of the 97 athletes, 52 were men and 45 were women.", (97, 52, 45), False),
        ("Of the 97 athletes, 12 were men and 5 were women.", (97, 12, 5), False),
        ("There were 7 workers (4 cooks and 2 masons) there.", (7, 4, 2), True),
        ("There were 6 workers (4 cooks and 2 masons) there.", (6, 4, 2), False),
        ("There were 40 deserters, including 65 officers, there.", (40, 65), True),
    ],
)
def test_parts_must_fit_their_whole(text, numbers, clash):
    """Parts that make more than the whole, or a full list that does not make it, are an arithmetic conflict."""
    article = Article(text, "Echo", "2031-08-20")
    for number in numbers:
        article.counts(str(number), number, f"group {number}")
    assert [detail for detail, _ in conflicts(article)] == (["arithmetic"] if clash else [])


@pytest.mark.shared
def test_the_gold_articles_say_what_the_arithmetic_finds(shared):
    """In the real article 815 in seven months is set against the forecast of 1,500, with the pace of 1,397."""
    told = gold_articles.load(shared, ("003",))
    links = assess(told, resolve(told, PROFILE, {}), PROFILE).links
    whys = [link.why for link in links if link.detail == "arithmetic"]
    assert any("815" in why and "1,397" in why and "1,500" in why for why in whys)


@pytest.mark.parametrize("measure", ["varenian diplomat defect", "varenian diplomats defect"])
def test_a_group_within_the_people_is_a_part_in_either_number(measure):
    """Diplomats who left are a part of the people who left, whether the measure names them in the plural or not."""
    assert parts(SimpleNamespace(measure=measure)) == {"diplomats"}
    assert not parts(SimpleNamespace(measure="varenian leave country"))
