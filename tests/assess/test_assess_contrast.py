"""Numbers that a text sets against each other, two accounts of a death, what is called false."""

from __future__ import annotations

import pytest

from attribune import assess, build, profiles, resolve
from attribune.assess.answer import calls_false
from attribune.model import Document, Made, Metadatum, Records, Span, Statement, document_id


def conflicts(nlp, *texts):
    """The (detail, why) of all conflicts between some texts."""
    documents = []
    for number, text in enumerate(texts):
        known = (Metadatum("published", f"2031-03-{number + 1:02}", "given", "made up"),)
        name = f"{number}.txt"
        documents.append(
            Document(document_id(name, text), name, text[:9], text, "text/plain", "utf-8", outlet=f"Post {number}",
                     published=known[0].value, metadata=known)
        )  # fmt: skip
    profile = profiles.load("exile")
    records = Records.merge(build.document_records(one, nlp, profile) for one in documents)
    links = assess.assess(records, resolve.resolve(records, profile, {}), profile).links
    return [(link.detail, link.why) for link in links if link.kind == "conflict"]


@pytest.mark.parametrize(
    "text",
    [
        "Five clerks have fled from Tarsk, a nurse said. A colleague said that he knew of two cases, not five.",
        "The bank had put the loss at 40,000 dollars in 2029 and now speaks of 2 million.",
    ],
)
def test_a_number_set_against_another(nlp, text):
    """A text that says "two, not five" or "now speaks of" tells a conflict of numbers."""
    assert "how_many" in [detail for detail, _ in conflicts(nlp, text)]


@pytest.mark.parametrize(
    "text",
    [
        "Five clerks have fled from Tarsk, a nurse said. Two of the five were married.",
        "Five clerks have fled from Tarsk. They came by bus, not by ship.",
    ],
)
def test_parts_and_other_things_are_no_contrast(nlp, text):
    """A part of a number, or a "not" before something else, contradicts nothing."""
    assert not conflicts(nlp, text)


def test_two_accounts_of_a_death(nlp):
    """Put to death by one account and dead of an illness by another: they differ in why."""
    told = conflicts(nlp, "General Osk Marrat was executed in May, a guard said.",
                     "General Osk Marrat died of pneumonia in May, the ministry said.")  # fmt: skip
    assert "why" in [detail for detail, _ in told]


@pytest.mark.parametrize(
    ("content", "false"),
    [
        ("the number was a pure invention", True),
        ("these reports are false", True),
        ("the talk about six clerks is a fabrication of the press", True),
        ("the number was higher", False),
        ("the envoy left on a false passport", False),
        ("the bridge was a lie of the land", False),
    ],
)
def test_what_is_called_false(content, false):
    """Only what was told before can be called false, and nothing else may be said beside it."""
    span = Span(0, len(content), content)
    said = Statement("s", "d", None, "person", None, (span,), "indirect", "assert", "CT+", Made("test"))
    assert calls_false(said) is false
