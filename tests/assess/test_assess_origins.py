"""Chains, origins, denials, corroboration and grades on hand-made records."""

from __future__ import annotations

import pytest

from attribune.assess import assess
from attribune.profiles import EventType, Place, Profile
from attribune.resolve import resolve
from told import Article, records

PROFILE = Profile(
    "test",
    event_types=(
        EventType("defection", "", (), (), exclusive=True),
        EventType("execution", "", (), (), exclusive=True),
        EventType("meeting", "", (), ()),
        EventType("arrest", "", (), ()),
    ),
    places=(
        Place("Estonia", "country", (("Estonia", "en"),), demonyms=("Estonian",)),
        Place("Latvia", "country", (("Latvia", "en"),), demonyms=("Latvian",)),
    ),
)


def assessed(*articles):
    """The assessed records of some articles."""
    told = records(*articles)
    return assess(told, resolve(told, PROFILE, {}), PROFILE)


def the_event(*articles):
    """The one event that the articles tell of."""
    [event] = assessed(*articles).events
    return event


def flight(outlet, says, source, kind, published="2031-05-04", **more):
    """An article in which somebody says that Osk Marrat fled."""
    article = Article(says, outlet, published)
    article.name("Osk Marrat")
    content = more.pop("content", "Osk Marrat fled")
    by = article.says(source, kind, content, **more) if source else None
    article.tells("defection", "fled", by=by, affected="Osk Marrat")
    return article


def chain_names(*articles):
    """The names of the hops of the first report."""
    return [hop.name for hop in assessed(*articles).chains[0].hops]


def test_a_chain_leads_from_the_outlet_through_the_cited_report_to_the_one_it_cites():
    """A report that "cited an official as saying" is three hops: outlet, report, official."""
    text = "A recent Latvian media report cited a party official as saying that Osk Marrat fled."
    content = "a party official as saying that Osk Marrat fled"
    article = flight("Echo", text, "A recent Latvian media report", "media", content=content, cue="cited")
    assert chain_names(article) == ["Echo", "A recent Latvian media report", "a party official"]


def test_he_added_is_the_one_who_spoke_last():
    """A pronoun for a speaker takes up the last speaker."""
    article = Article("The baker Ulma Tedder spoke. “I saw it,” she said. Osk Marrat fled, she added.", "Echo")
    article.name("Ulma Tedder"), article.name("Osk Marrat")
    article.says("The baker Ulma Tedder", "person", "I saw it", cue="said", speaker="Ulma Tedder")
    by = article.says("she", "person", "Osk Marrat fled", cue="added")
    article.tells("defection", "fled", by=by, affected="Osk Marrat")
    assert chain_names(article) == ["Echo", "Ulma Tedder"]


def test_the_source_takes_up_the_unnamed_source_of_the_same_article():
    """The words "the source" are for the source told of before; one origin, unnamed."""
    text = "Osk Marrat fled, a source in the port said. The source said that Osk Marrat fled by boat."
    article = Article(text, "Echo")
    article.name("Osk Marrat"), article.name("Osk Marrat", nth=1)
    one = article.says("a source in the port", "anonymous", "Osk Marrat fled")
    first = article.tells("defection", "fled", by=one, affected="Osk Marrat")
    two = article.says("The source", "anonymous", "Osk Marrat fled by boat")
    article.tells("defection", "fled", by=two, nth=1, same_as=first)
    event = the_event(article)
    assert (event.origins, event.anonymous_origins) == (1, 1)


def test_two_outlets_that_cite_each_other_are_one_origin():
    """A loop has one origin, however many outlets it runs through."""
    one = flight("Echo", "Osk Marrat fled, the Morning Bell reported.", "the Morning Bell", "media")
    two = flight("Morning Bell", "Osk Marrat fled, the Echo reported.", "the Echo", "media", "2031-05-05")
    assert (the_event(one, two).origins, the_event(one, two).corroborated) == (1, False)


def test_a_retelling_has_the_origin_of_what_it_retells():
    """Who cites another's article goes back to that article's own source."""
    one = flight("Echo", "Osk Marrat fled, a nurse said.", "a nurse", "anonymous")
    two = flight("Bell", "The Echo reports that Osk Marrat fled.", "The Echo", "media", "2031-05-05")
    event = the_event(one, two)
    assert (event.origins, event.anonymous_origins) == (1, 1)


def test_two_bodies_that_do_not_cite_each_other_corroborate():
    """Two named bodies are two origins, and the event is probably true."""
    one = flight("Echo", "Osk Marrat fled, the Estonian police said.", "the Estonian police", "government")
    two = flight("Bell", "Osk Marrat fled, the Latvian navy said.", "the Latvian navy", "government")
    event = the_event(one, two)
    assert (event.origins, event.corroborated, event.credibility) == (2, True, 2)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("a source", "anonymous"), ("another source", "anonymous")),
        (("a source", "anonymous"), ("the Latvian navy", "government")),
        (("some newspapers", "media"), ("the Latvian navy", "government")),
        ((None, None), ("the Latvian navy", "government")),
        ((None, None), (None, None)),
        (("the Estonian foreign ministry", "government"), ("Estonia's foreign ministry", "government")),
    ],
)
def test_what_is_not_shown_to_be_independent_corroborates_nothing(first, second):
    """Unnamed sources, an outlet's own voice and one body under two names never corroborate."""
    made = []
    for outlet, (source, kind) in (("Echo", first), ("Bell", second)):
        made.append(flight(outlet, f"Osk Marrat fled, {source} said.", source, kind))
    event = the_event(*made)
    assert not event.corroborated
    assert event.origins == (1 if "Estonian" in str(first[0]) else 2)


def test_a_body_and_its_spokesman_are_one_origin():
    """Who speaks for a body is the body."""
    text = "Osk Marrat fled, said Ulma Tedder, a spokeswoman for the Latvian navy."
    one = flight("Echo", text, "Ulma Tedder", "person", speaker="Ulma Tedder")
    one.name("Ulma Tedder")
    two = flight("Bell", "Osk Marrat fled, the Latvian navy said.", "the Latvian navy", "government")
    assert the_event(one, two).origins == 1


def test_a_denial_is_no_origin_and_lowers_nothing_by_itself():
    """A denial is counted apart; the named origin's word stays possibly true, and the two conflict."""
    one = flight("Echo", "Osk Marrat fled, the Latvian navy said.", "the Latvian navy", "government")
    two = Article("The Estonian embassy denied that Osk Marrat fled.", "Bell", "2031-05-05")
    two.name("Osk Marrat")
    by = two.says("The Estonian embassy", "organisation", "Osk Marrat fled", act="deny")
    two.tells("defection", "fled", by=by, status="denied", affected="Osk Marrat")
    found = assessed(one, two)
    [event] = found.events
    assert (event.origins, event.denials, event.credibility) == (1, 1, 3)
    assert [link.detail for link in found.links if link.kind == "conflict"] == ["whether"]


def test_a_denial_that_only_takes_up_the_report_counts():
    """Who "denied the report" denies what the report says."""
    article = flight("Echo", "Osk Marrat fled, a nurse said. The embassy denied the report.", "a nurse", "anonymous")
    article.says("The embassy", "organisation", "the report", act="deny", cue="denied")
    assert the_event(article).denials == 1


@pytest.mark.parametrize(
    ("told", "denied", "denials"), [("05-04", "05-04", 1), ("05-04", "05-07", 0), ("05-07", "05-04", 1)]
)
def test_who_denies_what_they_told_on_an_earlier_day_is_no_denier(told, denied, denials):
    """Who tells an event and calls it a lie on one day denies it too; who does so later denies what others answered."""
    one = flight("Echo", "Osk Marrat fled, the Latvian navy said.", "the Latvian navy", "government", f"2031-{told}")
    two = Article("The Latvian navy denied that Osk Marrat fled.", "Bell", f"2031-{denied}")
    two.name("Osk Marrat")
    by = two.says("The Latvian navy", "government", "Osk Marrat fled", act="deny")
    two.tells("defection", "fled", by=by, status="denied", affected="Osk Marrat")
    event = the_event(one, two)
    assert (event.origins, event.denials) == (1, denials)


def test_a_refused_comment_is_neither_origin_nor_denial():
    """Who declines to comment says nothing."""
    article = flight("Echo", "Osk Marrat fled, a nurse said. The embassy declined to comment.", "a nurse", "anonymous")
    article.says("The embassy", "organisation", "to comment", act="decline", cue="declined")
    event = the_event(article)
    assert (event.origins, event.denials) == (1, 0)


def test_an_articles_unattributed_lead_has_the_origin_that_the_article_names():
    """Headline and lead share the origin of the attributed telling."""
    article = Article("Osk Marrat flees\n\nOsk Marrat fled, the Latvian navy said.", "Echo", "2031-05-04")
    article.name("Osk Marrat"), article.name("Osk Marrat", nth=1)
    first = article.tells("defection", "flees", affected="Osk Marrat")
    by = article.says("the Latvian navy", "government", "Osk Marrat fled")
    article.tells("defection", "fled", by=by, same_as=first)
    event = the_event(article)
    assert (event.origins, event.credibility) == (1, 3)


def test_somebody_told_dead_who_is_later_seen_refutes_the_report():
    """A later state makes the earlier report improbable, and a conflict of state says why."""
    one = Article("Osk Marrat was executed in March.", "Echo", "2031-03-30")
    one.name("Osk Marrat")
    one.tells("execution", "executed", affected="Osk Marrat", when="2031-03")
    two = Article("Osk Marrat met the envoy on May 9.", "Bell", "2031-05-10")
    two.name("Osk Marrat")
    two.tells("meeting", "met", agent="Osk Marrat", when="2031-05-09")
    found = assessed(one, two)
    assert {event.type: event.credibility for event in found.events}["execution"] == 5
    assert [link.detail for link in found.links if link.kind == "conflict"] == ["state"]


def test_a_withdrawn_report_keeps_its_origin_and_is_improbable():
    """Whoever takes a report back leaves its event improbable."""
    one = flight("Echo", "Osk Marrat fled, a nurse said.", "a nurse", "anonymous")
    two = flight("Echo", "The Echo withdraws its report that Osk Marrat fled.", None, None, "2031-05-09")
    two.document = two.document.__class__(
        **{f: getattr(two.document, f) for f in two.document.__slots__} | {"path": "2"}
    )
    event = the_event(one, two)
    assert (event.origins, event.credibility) == (1, 5)


def test_what_the_acting_body_tells_itself_is_probably_true():
    """Told by who did it: the country's own police."""
    article = Article("Estonia arrested Osk Marrat, the Estonian police said.", "Echo", "2031-05-04")
    article.name("Estonia", "place"), article.name("Osk Marrat")
    by = article.says("the Estonian police", "government", "Estonia arrested Osk Marrat")
    article.tells("arrest", "arrested", by=by, agent="Estonia", affected="Osk Marrat")
    assert the_event(article).credibility == 2


def test_every_event_report_and_figure_has_its_chain_origin_and_reason():
    """Nothing stands without a chain, an origin that exists, and a grade with its reason."""
    article = flight("Echo", "Osk Marrat fled, a nurse said, with 3 dogs.", "a nurse", "anonymous")
    article.counts("3", 3, "dogs")
    found = assessed(article)
    assert {chain.record for chain in found.chains} == {article.reports[0].id, article.figures[0].id}
    assert {chain.origin for chain in found.chains} <= {origin.id for origin in found.origins}
    assert all(event.grade_reason for event in found.events)
    assert all(origin.reason for origin in found.origins)


def test_somebody_said_to_be_alive_in_an_articles_own_voice_refutes_the_report():
    """An article that says "X is alive" after X's death was told refutes it; one that quotes somebody so does not."""
    one = Article("Osk Marrat was executed in March.", "Echo", "2031-03-30")
    one.name("Osk Marrat")
    one.tells("execution", "executed", affected="Osk Marrat", when="2031-03")
    for quoted, grade in ((False, 5), (True, 6)):
        two = Article("Osk Marrat is alive, his cousin said.", "Bell", "2031-05-10")
        two.name("Osk Marrat")
        if quoted:
            two.says("his cousin", "anonymous", "Osk Marrat is alive")
        assert [event.credibility for event in assessed(one, two).events] == [grade]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("the foreign minister Ulma Tedder", "person"), ("the foreign ministry", "government")),
        (("police chief Ulma Tedder", "person"), ("Estonian police", "government")),
        (("the foreign ministry", "government"), ("Latvia's foreign ministry", "government")),
    ],
)
def test_an_office_holder_and_the_body_corroborate_nothing(first, second):
    """A minister beside the ministry, and a body named in short beside its full name, are not independent."""
    made = []
    for outlet, (source, kind) in (("Echo", first), ("Bell", second)):
        article = flight(outlet, f"Osk Marrat fled, {source} said.", source, kind)
        if "Ulma" in source:
            article.name("Ulma Tedder")
        made.append(article)
    assert not the_event(*made).corroborated


def test_one_of_them_is_one_of_those_who_spoke():
    """A part of a group is no origin beside the group; one of those who did not speak is."""
    article = Article(
        "Osk Marrat fled, two guards in Narva said. One of them said that Osk Marrat fled by boat.", "Echo"
    )
    article.name("Osk Marrat"), article.name("Osk Marrat", nth=1)
    one = article.says("two guards in Narva", "anonymous", "Osk Marrat fled")
    first = article.tells("defection", "fled", by=one, affected="Osk Marrat")
    two = article.says("One of them", "anonymous", "Osk Marrat fled by boat")
    article.tells("defection", "fled", by=two, nth=1, same_as=first)
    event = the_event(article)
    assert (event.origins, event.anonymous_origins) == (1, 1)


def test_who_is_quoted_by_an_outlet_in_short_is_whom_that_outlet_quoted():
    """What "a guard quoted by the Morning Echo" says is what the guard told the Northern Morning Echo."""
    told = flight("Northern Morning Echo", "Osk Marrat fled, two guards said.", "two guards", "anonymous")
    says = "Osk Marrat fled, a guard quoted by the Morning Echo said."
    retold = flight("Star", says, "a guard quoted by the Morning Echo", "anonymous", "2031-05-06")
    assert the_event(told, retold).origins == 1


def test_a_heading_names_no_source_of_its_own():
    """Of "Marrat fled, diplomat says" the diplomat is whoever the article names."""
    text = "Osk Marrat fled, diplomat says\n\nMarrat has fled by boat, a senior source in Narva said."
    article = Article(text, "Echo", title="Osk Marrat fled, diplomat says")
    article.name("Osk Marrat"), article.name("Marrat", fullest="Osk Marrat", nth=1)
    one = article.says("diplomat", "anonymous", "Osk Marrat fled")
    first = article.tells("defection", "fled", by=one, affected="Osk Marrat")
    two = article.says("a senior source in Narva", "anonymous", "Marrat has fled by boat")
    article.tells("defection", "fled", by=two, nth=1, same_as=first)
    assert the_event(article).origins == 1


def test_who_denies_an_event_corroborates_nobody():
    """A ministry that calls a flight a lie, and tells that the envoy ran away, does not support those who tell it."""
    first = flight("Echo", "Osk Marrat fled, the Port Police said.", "the Port Police", "government")
    article = Article(
        "The Harbour Ministry denied that Osk Marrat fled. The Harbour Ministry said that he fled.", "Star"
    )
    article.name("Osk Marrat")
    no = article.says("The Harbour Ministry", "government", "Osk Marrat fled", act="deny")
    one = article.tells("defection", "fled", by=no, status="denied", affected="Osk Marrat")
    yes = article.says("The Harbour Ministry", "government", "he fled")
    article.tells("defection", "fled", by=yes, nth=1, same_as=one, affected="Osk Marrat")
    event = the_event(first, article)
    assert (event.denials, event.corroborated) == (1, False)
