"""What somebody has not done for so long, and what headlines and negations tell of events."""

import pytest

from attribune import build, profiles
from attribune.model import Document, Metadatum, document_id


def told(nlp, text):
    """The reports of a text published on 9 May 2031."""
    given = (Metadatum("published", "2031-05-09", "given", "the test says so"),)
    document = Document(document_id("a.txt", "0"), "a.txt", "0", text, "text/plain", "utf-8", metadata=given)
    return build.document_records(document, nlp, profiles.load("exile")).reports


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("The minister has not been seen for 19 days.", "2031-04-20/2031-05-09"),
        ("The minister has not appeared in public for three weeks.", "2031-04-18/2031-05-09"),
        ("Nobody has seen the minister for two months.", "2031-03~/2031-05-09"),
        ("The minister was not seen for 19 days.", None),
    ],
)
def test_not_to_have_been_seen_for_so_long_has_a_beginning(nlp, text, edtf):
    """Up to publication, where it is told as holding until now."""
    (report,) = told(nlp, text)
    assert (report.type, report.when.edtf) == ("disappearance", edtf)


def test_a_headline_with_to_tells_of_what_is_to_come(nlp):
    """A state "to close its border" plans to."""
    assert {one.status for one in told(nlp, "Gaon to close border from Friday\n\nA clerk spoke.")} == {"planned"}


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        ("He did not see the arrests as a sign of weakness.", {"denied"}),
        ("The ministry ordered its envoys not to return home.", set()),
        ("After 40 sailors died in May, the state promised to mend the ships.", {"occurred"}),
    ],
)
def test_negation_and_order_of_clauses(nlp, text, statuses):
    """What is not ordered is no event, what a clause before tells has happened, and an arrest judged is none denied."""
    found = {one.status for one in told(nlp, text)}
    assert found == statuses if "denied" not in statuses else "denied" not in found


def test_only_of_several_a_part_is_told(nlp):
    """A part ("including 15") belongs to those who are many, not to another event of the sentence."""
    text = "The state has executed 70 officials since the death of its marshal in May, including 15 this year."
    assert [one.low for one in told(nlp, text) if one.type == "death"] == [None]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The general had been put before a firing squad in May.", "execution"),
        ("The guard was mown down with machine guns in Narva.", "execution"),
        ("The clerk was sent to a labour camp in Narva.", "purge"),
        ("The envoy has not set foot in Narva, and nobody has seen him.", "disappearance"),
        ("The minister is being held at a military base.", "arrest"),
    ],
)
def test_the_press_has_many_words_for_what_states_do(nlp, text, kind):
    """What is done to people is told in words beside the legal ones."""
    assert kind in {one.type for one in told(nlp, text)}
