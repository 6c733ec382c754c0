"""Which accounts of one article are of one event though nothing is alike of those taking part."""

from __future__ import annotations

from dataclasses import replace

from attribune.model.index import Index
from attribune.profiles import EventType, Profile
from attribune.profiles.geography import Geography
from attribune.resolve.account import accounts
from told import Article, records

PROFILE = Profile("test", event_types=(EventType("death", "", (), (), exclusive=True),))


def told(article, title=None):
    """How many accounts of its own the article has of each event, as the triggers of each."""
    made = records(article)
    made = replace(made, documents=(replace(made.documents[0], title=title),))
    found = accounts(Index(made, ()), Geography(PROFILE), PROFILE)
    return [[report.trigger.quote for report in account.reports] for account in found]


def headed(body, **more):
    """An article with a heading about two dead, and a body."""
    article = Article(f"Two dead in Osh\n{body}", "Echo", "2031-05-04")
    article.tells("death", "dead", affected="Two", low=2)
    article.tells("death", "killed", affected=more.pop("affected", "three traders"), **more)
    return article


def test_a_heading_tells_what_the_article_opens_with():
    """The heading and the lead are one, even where the lead says more."""
    assert told(headed("Shells killed three traders.", low=3), "Two dead in Osh") == [["dead", "killed"]]


def test_a_heading_is_not_what_stands_far_below_it():
    """What the article comes to at its end is another event."""
    body = "It rained. " * 80 + "Shells killed three traders."
    assert told(headed(body, low=3), "Two dead in Osh") == [["dead"], ["killed"]]


def test_a_heading_about_several_is_not_of_one():
    """One more of the rank of the dead, and one person, are no two dead."""
    assert len(told(headed("Shells killed a mayor.", affected="a mayor"), "Two dead in Osh")) == 2
    assert len(told(headed("Shells killed a man of his rank.", affected="a man of his rank"), "Two dead in Osh")) == 2


def rivals(second="the union", **more):
    """An article in which two give a number of dead, one after the other."""
    article = Article("At least 30 people died, doctors said. Twelve died, the union said.", "Echo", "2031-05-04")
    one = article.says("doctors", "anonymous", "At least 30 people died")
    two = article.says(second, "organisation", "Twelve died")
    article.tells("death", "died", by=one, affected="At least 30 people", low=30)
    article.tells("death", "died", by=two, nth=1, affected="Twelve", **{"low": 12, **more})
    return article


def test_a_number_right_after_another_answers_it():
    """Two who count the same thing tell of one event, and disagree."""
    assert told(rivals()) == [["died", "died"]]


def test_who_gives_two_numbers_tells_of_two_things():
    """On one word, on another day and without a number it is no answer."""
    assert len(told(rivals("doctors"))) == 2
    assert len(told(rivals(when="2029-01-02"))) == 1  # the first one gives no day that could differ
    assert len(told(rivals(low=None))) == 2
