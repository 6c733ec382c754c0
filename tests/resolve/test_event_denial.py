"""Denials, retellings and what stands beside an event: what joins accounts that share little."""

from __future__ import annotations

from dataclasses import replace

from attribune.model import TimeExpression
from attribune.profiles import EventType, Profile, Role
from attribune.profiles.part import acts, in_parts
from attribune.resolve import resolve
from told import MADE, Article, records

PROFILE = Profile(
    "test",
    event_types=(
        EventType("defection", "", (), (), exclusive=True),
        EventType("arrest", "", (), ()),
        EventType("expulsion", "", (), (), exclusive=True),
        EventType("repatriation", "", (), (), exclusive=True, kin="expulsion"),
    ),
)


def events(*articles, times=()):
    """The events as sorted lists of the articles' outlets."""
    found = resolve(replace(records(*articles), times=tuple(times)), PROFILE, {}).events
    outlet = {r.id: a.document.outlet for a in articles for r in a.reports}
    return sorted(sorted(outlet[report] for report in event.reports) for event in found)


def group(outlet, published, text, words, **how):
    """An article that tells of one group."""
    article = Article(text, outlet, published)
    article.tells("defection", "left", affected=words, **how)
    return article


def test_no_other_denies_the_group():
    """Who denies soon after that anybody of the kind has left answers what was told of the group."""
    six = "At least six Estonian clerks"
    told = group("Echo", "2031-03-02", f"{six} have left.", six, low=6, when="2031-02")
    denied = group("Gazette", "2031-03-05", "No Estonian clerk has left.", "No Estonian clerk", status="denied")
    late = group("Gazette", "2033-03-05", "No Estonian clerk has left.", "No Estonian clerk", status="denied")
    assert events(told, denied) == [["Echo", "Gazette"]]
    assert events(told, late) == [["Echo"], ["Gazette"]]


def test_a_dated_retelling_is_compared_by_its_date():
    """What "the Echo reported in 2031" is of what the Echo told in 2031, whenever it is told again."""
    told = group("Echo", "2031-03-02", "At least six clerks left.", "At least six clerks", low=6)
    text = "The Echo reported in 2031 that six clerks had left."
    again = Article(text, "Gazette", "2034-01-01")
    said = again.says("The Echo", "media", "six clerks had left", cue="reported")
    again.tells("defection", "left", affected="six clerks", by=said)
    time = TimeExpression(again.id, again.span("2031"), "DATE", "2031", "2031", MADE)
    assert events(told, again, times=[time]) == [["Echo", "Gazette"]]


def test_a_denial_in_an_article_means_what_it_tells():
    """A denial that names nobody is of the only event of its type that the article tells."""
    alone = Article("The clerk fled. The ministry said that he did not flee.", "Echo", "2031-03-02")
    alone.tells("defection", "fled", affected="The clerk")
    alone.tells("defection", "flee", affected="he", status="denied")
    assert events(alone) == [["Echo", "Echo"]]


def handed_over(kind, outlet="Gazette"):
    """A paper that calls what befell Osk Marrat so."""
    article = Article("Osk Marrat was taken to the border.", outlet, "2031-03-04")
    article.name("Osk Marrat")
    article.tells(kind, "taken to", affected="Osk Marrat")
    return article


def test_kin_types_are_one_event_and_others_are_not():
    """What is an expulsion to one paper is a repatriation to another; an arrest is something else."""
    told = handed_over("expulsion", "Echo")
    assert events(told, handed_over("repatriation")) == [["Echo", "Gazette"]]
    assert events(told, handed_over("arrest")) == [["Echo"], ["Gazette"]]


def test_a_denial_of_anybody_means_what_was_told_last():
    """Of two happenings that an article tells, "nobody was deported" answers the one right before it."""
    text = "In 2029 forty weavers were sent home. A colonel was handed over. A return is rare. Nobody was deported."
    article = Article(text, "Echo", "2031-03-02")
    first = article.tells("repatriation", "sent home", affected="forty weavers", low=40, when="2029")
    second = article.tells("repatriation", "handed over", affected="A colonel")
    bare = article.tells("repatriation", "return")
    denial = article.tells("expulsion", "deported", affected="Nobody", status="denied")
    found = resolve(records(article), PROFILE, {}).events
    assert {frozenset(event.reports) for event in found} == {
        frozenset(one) for one in ({first}, {second, denial}, {bare})
    }


def lead(first, second):
    """An article whose lead tells of somebody unnamed, and then of Osk Marrat."""
    article = Article(f"{first} has fled, officials said.\n\n{second} left on Monday.", "Echo", "2031-03-02")
    article.name("Osk Marrat")
    article.tells("defection", "fled", affected=first)
    article.tells("defection", "left", affected=second)
    return article


def test_the_lead_describes_whom_the_next_paragraph_names():
    """News says what somebody is, then who: but "a third consul" is another, and "two consuls" are not one."""
    assert events(lead("A consul", "Osk Marrat")) == [["Echo", "Echo"]]
    assert events(lead("A third consul", "Osk Marrat")) == [["Echo"], ["Echo"]]
    assert events(lead("Two consuls", "Osk Marrat")) == [["Echo"], ["Echo"]]


def test_roles_are_known_by_their_part():
    """A victim is whom it befalls, and who protests is whom a protest is about."""
    article = Article("Marrat was kidnapped.", "Echo", "2031-03-02")
    article.tells("kidnapping", "kidnapped", victim="Marrat")
    profile = Profile("field", parts={"victim": "affected", "perpetrator": "agent"})
    assert in_parts(records(article), profile).reports[0].arguments[0].role == "affected"
    assert in_parts(records(article), PROFILE) == records(article)
    protest = EventType("protest", "", (), (Role("perpetrator", ("subject",)),))
    assert acts(protest, profile)
    assert not acts(EventType("killing", "", (), (Role("victim", ("object",)),)), profile)
