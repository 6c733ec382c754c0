"""Events across documents."""

from __future__ import annotations

from dataclasses import replace

from attribune.profiles import EventType, Place, Profile
from attribune.resolve import resolve
from told import Article, records

PROFILE = Profile(
    "test",
    event_types=(
        EventType("defection", "", (), (), exclusive=True),
        EventType("arrest", "", (), ()),
        EventType("weapons_test", "", (), ()),
    ),
    places=(
        Place("Narva", "city", (("Narva", "en"),), within="Estonia"),
        Place("Estonia", "country", (("Estonia", "en"),), demonyms=("Estonian",)),
        Place("Latvia", "country", (("Latvia", "en"),)),
    ),
)


def events(*articles, given=None):
    """The events as sorted lists of the articles' outlets."""
    found = resolve(records(*articles), PROFILE, given or {}).events
    outlet = {r.id: a.document.outlet for a in articles for r in a.reports}
    return sorted(sorted(outlet[report] for report in event.reports) for event in found)


def flight(
    outlet, text="Osk Marrat fled to Estonia.", published="2031-05-04", person="Osk Marrat", trigger="fled", **more
):
    article = Article(text, outlet, published)
    if person:
        article.name(person)
    for place in ("Estonia", "Latvia", "Narva"):
        if place in text:
            article.name(place, "place")
    goal = next(place for place in ("Estonia", "Latvia") if place in text)
    article.tells("defection", trigger, affected=more.pop("affected", person), destination=goal, **more)
    return article


def test_one_named_person_who_can_flee_once_makes_one_event():
    """Two articles that name the same person and type tell of one event, even years apart."""
    assert events(flight("A"), flight("B", "Osk Marrat fled to Estonia years ago.", "2035-01-01")) == [["A", "B"]]


def test_two_names_make_two_events():
    """One embassy, one month, two people: two events."""
    assert events(flight("A"), flight("B", "Ulma Tedder fled to Estonia.", person="Ulma Tedder")) == [["A"], ["B"]]


def test_an_article_on_a_similar_event_does_not_join():
    """Unnamed people of one kind who flee to one country in different years are not one."""
    one = flight("A", "A customs diplomat fled to Estonia.", "2031-05-04", None, affected="A customs diplomat")
    two = flight("B", "A customs diplomat fled to Estonia.", "2034-05-04", None, affected="A customs diplomat")
    assert events(one, two)[0] == ["A"]


def test_unnamed_people_join_when_words_place_and_time_agree():
    """An unnamed cipher clerk of one embassy, told within days, is one."""
    one = flight("A", "A cipher clerk of the Harbour embassy fled to Estonia.", "2031-05-04", None,
                 affected="A cipher clerk of the Harbour embassy", when="2031-05-02")  # fmt: skip
    two = flight("B", "Last week a cipher clerk of the Harbour embassy fled to Estonia.", "2031-05-08", None,
                 affected="a cipher clerk of the Harbour embassy", when="2031-05-02")  # fmt: skip
    assert events(one, two) == [["A", "B"]]


def test_one_person_arrested_twice_makes_two_events():
    """What can befall somebody twice is one event only where the dates allow it."""
    made = []
    for outlet, year in (("A", "2029"), ("B", "2032")):
        article = Article(f"Police arrested Osk Marrat on March 12, {year}.", outlet, f"{year}-03-15")
        article.name("Osk Marrat")
        article.tells("arrest", "arrested", affected="Osk Marrat", when=f"{year}-03-12")
        made.append(article)
    assert events(*made) == [["A"], ["B"]]


def test_a_changed_name_in_a_copy_stays_one_event():
    """Copied words tell of the same event whatever name was put into them."""
    text = "The consul {} fled to Estonia on Monday, the foreign office of that country said in the evening."
    one, two = (
        flight("A", text.format("Osk Marrat")),
        flight("B", text.format("Ulma Tedder"), "2031-05-06", "Ulma Tedder"),
    )
    assert events(one, two) == [["A", "B"]]


def test_a_part_of_those_told_of_is_an_event_of_its_own():
    """One word that tells of a whole and of its part makes two events."""
    article = Article("Ten soldiers, including two officers, fled to Estonia.", "A", "2031-05-04")
    article.tells("defection", "fled", affected="Ten soldiers", low=10)
    whole = article.reports[0]
    article.tells("defection", "fled", affected="two officers", low=2)
    part = article.reports[1]
    article.reports[1] = replace(part, id="r-part", local_event="r-part")
    assert len(resolve(records(article), PROFILE, {}).events) == 2
    assert whole.id != "r-part"


def test_a_given_id_is_kept():
    """An event keeps the id that its first report was once given."""
    one, two = flight("A"), flight("B")
    [event] = resolve(records(one, two), PROFILE, {one.reports[0].id: "e-known"}).events
    assert event.id == "e-known"


def test_every_report_is_in_one_event_and_order_does_not_matter():
    """The same records in another order give the same events."""
    made = [flight(o, published=f"2031-05-0{n}") for n, o in enumerate("ABC", 1)]
    made.append(flight("D", "Ulma Tedder fled to Latvia.", person="Ulma Tedder"))
    ways = []
    for order in (made, made[::-1]):
        found = resolve(records(*order), PROFILE, {}).events
        told = [report for event in found for report in event.reports]
        assert sorted(told) == sorted(r.id for a in made for r in a.reports)
        ways.append({(event.id, frozenset(event.reports)) for event in found})
    assert ways[0] == ways[1]


def test_every_merge_is_explained_in_words_and_weights():
    """A link between documents says what decided, with weights that add up to at least the threshold."""
    links = resolve(records(flight("A"), flight("B")), PROFILE, {}).links
    [link] = [link for link in links if link.kind == "same_event"]
    assert "Osk Marrat" in link.why
    assert sum(weight for _, weight in link.made.features) >= 6


def test_a_group_is_not_one_named_person():
    """Articles that cite each other and agree in the date do not make one event of one envoy and of many."""
    one = flight("Echo", "The envoy Osk Marrat of the Harbour embassy fled to Estonia.", when="2031-05-02")
    two = flight("B", "At least nine envoys of the Harbour embassy fled to Estonia, the Echo reported.", "2031-05-05",
                 None, affected="At least nine envoys of the Harbour embassy", when="2031-05", low=9)  # fmt: skip
    assert events(one, two) == [["B"], ["Echo"]]


def test_two_places_of_copied_words_are_two_events():
    """A copy joins each telling to its own original, not to another one in the same copied words."""
    text = (
        "A stoker of the ferry fled to Estonia on Monday night, the harbour office said in the morning. "
        "Whoever has the money crosses to Latvia by day, say the fishermen of the northern villages."
    )
    made = []
    for outlet in "AB":
        article = Article(text, outlet, "2031-05-04")
        article.tells("defection", "fled", affected="A stoker of the ferry")
        article.tells("defection", "crosses", affected="Whoever")
        made.append(article)
    assert events(*made) == [["A", "B"], ["A", "B"]]


def test_nobody_else_is_somebody_told_of_before():
    """A report of another one is an event of its own, even where an article joins the two."""
    article = Article("A stoker fled to Estonia. No other stoker has fled.", "A", "2031-05-04")
    first = article.tells("defection", "fled", affected="A stoker")
    article.tells("defection", "fled", nth=1, affected="No other stoker", same_as=first)
    assert len(resolve(records(article), PROFILE, {}).events) == 2
