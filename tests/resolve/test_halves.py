"""Two halves of a work at once."""

import os

import pytest

from attribune.profiles import EventType, Profile
from attribune.resolve import event, halves, resolve
from told import Article, records

needs_two = pytest.mark.skipif(
    not halves.possible(), reason="this system has no second core, or does not copy processes"
)
PROFILE = Profile("test", event_types=(EventType("defection", "", (), ()), EventType("arrest", "", (), ())))


@needs_two
def test_a_copy_that_dies_costs_nothing():
    """Its half is done here."""
    here = os.getpid()

    def work(part):
        if part == 2 and os.getpid() != here:
            os._exit(9)
        return part * 10

    assert halves.both(work, 1, 2) == (10, 20)


@needs_two
def test_two_processes_join_what_one_does(monkeypatch):
    """The same events with the same reasons, in the same order."""
    articles = []
    for number in range(12):
        who, kind = ("Osk Marrat", "Ulma Tedder")[number % 2], ("defection", "arrest")[number % 3 % 2]
        article = Article(f"{who} was told of on {number}.", f"Outlet {number}", f"2031-05-{number + 1:02}")
        article.name(who)
        article.tells(kind, "told", affected=who)
        articles.append(article)
    told = records(*articles)
    alone = resolve(told, PROFILE)
    monkeypatch.setattr(event, "_MANY", 1)
    assert resolve(told, PROFILE) == alone
    assert any(len(one.reports) > 1 for one in alone.events)
