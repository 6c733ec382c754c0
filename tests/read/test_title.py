# ruff: noqa: E501 - pages written out as they are
"""Titles and dates of pages."""

import pytest

from attribune.read import read_bytes
from attribune.read.printed import beside, days
from attribune.read.title import title, without_site


def page(head="", body=""):
    return (
        f"<html lang=de><head>{head}</head><body>{body}<p>{'Words of an article follow here. ' * 20}</p></body></html>"
    )


@pytest.mark.parametrize(
    ("head", "body", "wanted"),
    [
        ("<title>Harbour closed after storm - Lodova Courier</title>", "<h1>Lodova Courier</h1>", "Harbour closed after storm"),
        ("<title>Harbour closed | Courier</title>", "<h1><a href='/'>The Courier</a></h1><h2>Harbour closed</h2>", "Harbour closed"),
        ("<title>News</title>", "<nav><h2>Menu of things</h2></nav><article><h1 class=headline>Harbour closed</h1></article>", "Harbour closed"),
        ("<title>Harbour closed</title>", "<h1><span class=kicker>Storm</span> <span>Harbour closed</span></h1>", "Harbour closed"),
        ("<title>x</title>", "<h1><time>3. März 2011</time> Harbour closed after storm</h1>", "Harbour closed after storm"),
        ("<title>Harbour closed after storm · Courier</title>", "", "Harbour closed after storm"),
    ],
)  # fmt: skip
def test_the_title_is_the_heading_that_the_page_names(head, body, wanted):
    """Site names, menus, kickers and dates are no part of a title."""
    assert title(page(head, body), "Lodova Courier" if "Lodova" in head else "Courier", None).words == wanted


def test_a_page_without_any_title_has_none():
    """No guess fills the gap."""
    assert title("<p>Words.</p>", None, None) is None
    assert title("", None, None) is None


def test_a_site_is_known_by_its_host():
    """The name of the site is cut off at both ends, and nothing else is."""
    assert without_site("courier.example | Harbour closed – again", ["courierexample"]) == "Harbour closed – again"
    assert without_site("Courier", ["courier"]) == ""


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Montag, 3. März 2011", "2011-03-03"),
        ("Publié le 19 févr. 2020", "2020-02-19"),
        ("4 de mayo de 2022", "2022-05-04"),
        ("May 4, 2022", "2022-05-04"),
        ("04.05.2022 12:30", "2022-05-04"),
        ("4/5/2022", "2022-05-04"),
        ("2022-05-04T10:00", "2022-05-04"),
        ("99.99.2022", None),
    ],
)
def test_days_are_printed_in_many_ways(words, day):
    """A printed day is read in the languages of the table."""
    assert next((value for _, value in days(words)), None) == day


def test_the_nearest_day_counts_and_a_change_only_alone():
    """The day of publication goes before that of a change, and a day in a sentence is none of the page's."""
    lines = [
        "Harbour closed",
        "Updated: 5.5.2022",
        "4.5.2022, Ann Bell",
        "The harbour was closed on 1.5.2022, said the mayor of the town to the paper that day.",
    ]
    assert beside(lines, "Harbour closed") == ("2022-05-04", "4.5.2022, Ann Bell")
    assert beside(lines[:2], "Harbour closed")[0] == "2022-05-05"
    assert beside(lines[3:], "Harbour closed") is None


def test_a_day_in_world_time_yields_to_the_day_that_is_printed():
    """A moment late at night in world time is the next day where the page was made."""
    head = '<meta property="article:published_time" content="2021-11-04T23:00:00Z"><title>Harbour closed</title>'
    (document,) = read_bytes("a.html", page(head, "<h1>Harbour closed</h1><p>5. November 2021</p>").encode())
    assert document.published == "2021-11-05"
    (document,) = read_bytes("a.html", page(head, "<h1>Harbour closed</h1><p>9. November 2021</p>").encode())
    assert document.published == "2021-11-04"
