"""Who the several are that a telling is about, and words that a hyphen splits."""

from __future__ import annotations

import pytest

from attribune import build, profiles
from attribune.model import Document, document_id


def told(nlp, text, kind="execution"):
    """The reports of one kind in a text, with the names that their arguments stand for."""
    document = Document(document_id("a.txt", "0"), "a.txt", "0", text, "text/plain", "utf-8", published="2031-05-09")
    records = build.document_records(document, nlp, profiles.load("exile"))
    names = {mention.local: mention.name for mention in records.mentions}
    return [
        (
            report,
            sorted({names[one.local] for one in report.arguments if one.role == "affected" and one.local in names}),
        )
        for report in records.reports
        if report.type == kind
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Two colonels, identified as Osk Marrat, 51, and Tevin Sool, were executed in Narva on 3 May.",
        "Two colonels, Osk Marrat and Tevin Sool, were executed in Narva.",
        "Osk Marrat and a second man, Tevin Sool, were executed in Narva.",
        "Two colonels were executed in Narva. They were Osk Marrat and Tevin Sool.",
        "The state executed two colonels: Osk Marrat and Tevin Sool.",
    ],
)
def test_the_named_ones_of_a_group_take_part(nlp, text):
    """Names beside the words for a group are those of the group."""
    assert told(nlp, text)[0][1] == ["Osk Marrat", "Tevin Sool"]


@pytest.mark.parametrize(
    "text",
    [
        "Two colonels, friends of Osk Marrat, were executed in Narva.",
        "Two colonels were executed in Narva, Osk Marrat said.",
        "Two colonels were executed, the brother of Osk Marrat said.",
    ],
)
def test_who_only_speaks_or_is_a_friend_takes_no_part(nlp, text):
    """A name beside the words for a group is not its own where it says whose or who says so."""
    assert told(nlp, text)[0][1] == []


def test_day_and_place_after_how_it_was_done(nlp):
    """What follows "by firing squad" tells of the event."""
    (report, _), *_ = told(
        nlp, "Osk Marrat was shot by firing squad on 3 May 2031 at an airfield near Narva, a guard said."
    )
    assert report.when.edtf == "2031-05-03"
    assert [one.span.quote for one in report.arguments if one.role == "place"] == ["an airfield near Narva"]


def test_a_hyphenated_title_is_one_word_with_the_name(nlp):
    """What a hyphen splits is one: "Vice-Minister Osk Marrat" is he."""
    (report, names), *_ = told(nlp, "Vice-Minister Osk Marrat was executed in Narva, a guard said.")
    assert names == ["Osk Marrat"]
    (report, _), *_ = told(nlp, "The state put a vice-minister to death, a guard said.")
    assert "a vice-minister" in [one.span.quote for one in report.arguments]


def test_nobody_is_a_person(nlp):
    """A denial may name nobody, or say that there was none."""
    assert [one.status for one, _ in told(nlp, "Nobody has died of fever, the ministry said.", "death")] == ["denied"]
    assert [one.status for one, _ in told(nlp, '"There has been no defection," he said.', "defection")] == ["denied"]


def groups(nlp, text):
    """The numbers of the events that the executions told of in a text belong to."""
    reports = [report for report, _ in told(nlp, text)]
    order = list(dict.fromkeys(report.local_event for report in reports))
    return [order.index(report.local_event) for report in reports]


def test_the_two_who_are_named_are_those_told_of_before(nlp):
    """Two men "identified as A and B" are those counted before, and A alone is one of them."""
    text = "The state executed two colonels. The two men, identified as Osk Marrat and Tevin Sool, were shot in Narva."
    assert groups(nlp, text) == [0, 0]
    assert groups(nlp, f"{text} Marrat was executed in public, a guard said.") == [0, 0, 0]


def test_as_many_names_as_were_counted(nlp):
    """Two names are those of the two told of before, and not of three."""
    named = "Osk Marrat and Tevin Sool were put to death in Narva."
    assert groups(nlp, f"Two colonels were executed. {named}") == [0, 0]
    assert groups(nlp, f"Three colonels were executed. {named}") == [0, 1]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("There is no evidence that anybody was killed, the police said.", "denied"),
        ("The agency could not rule out that Osk Marrat was dead.", "possible"),
        ("The agency ruled out that Osk Marrat was killed.", "denied"),
        ("The regime kills people, the lawyer said.", "possible"),
    ],
)
def test_what_nothing_speaks_for_and_what_is_not_ruled_out(nlp, text, status):
    """No evidence denies, what is not ruled out is possible, and what a state does to people at large is a habit."""
    assert [report.status for report, _ in told(nlp, text, "death")] == [status]


def test_since_a_year_lasts_until_publication(nlp):
    """What happened since a year happened on any day from then on."""
    (report, _), *_ = told(nlp, "About 70 officials have been executed since 2012, a guard said on 9 May 2031.")
    assert report.when.edtf.startswith("2012/")


@pytest.mark.parametrize(
    ("text", "kind", "who"),
    [
        ("Sorim called home its envoy, Osk Marrat.", "recall", ["Osk Marrat"]),
        ("Osk Marrat was under house arrest, a diplomat said.", "arrest", ["Osk Marrat"]),
    ],
)
def test_whom_a_particle_or_a_state_befalls(nlp, text, kind, who):
    """Who is "called home", and who is "under arrest", is the one it befalls."""
    assert [names for _, names in told(nlp, text, kind)] == [who]


@pytest.mark.parametrize(
    ("text", "kind", "day"),
    [
        (
            "Marrat is one of 11 sailors who fled from a hospital in Narva, Estonia, on 3 May 2031.",
            "defection",
            "2031-05-03",
        ),
        ("Six guards were hurt on 3 May 2031 when Osk Marrat was executed.", "execution", "2031-05-03"),
    ],
)
def test_a_time_that_hangs_on_another_verb(nlp, text, kind, day):
    """A time right before "when", or of those who somebody is one of, is that of the event."""
    assert [report.when.edtf for report, _ in told(nlp, text, kind)] == [day]
