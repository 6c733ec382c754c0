"""Why two tellings are one event, or two: the weights are shown one by one, for merges and for what stayed apart."""

import re
from itertools import combinations

import pytest

from attribune import build, profiles, resolve
from attribune.model import Document, Metadatum, Records, document_id
from attribune.resolve.evidence import THRESHOLD
from attribune.resolve.waterfall import why

TEXTS = {
    "a": "The Eritrean consul in Trieste, Tesfu Gebrai, fled to Austria on May 4, 2031, the Italian police said. "
    "Gebrai fled with his wife.",
    "b": "Eritrean consul Tesfu Gebrai has fled from Trieste to Vienna, an official in Rome said.",
    "c": "An Eritrean guard fled from Massawa in 2024, a trader said.",
}


@pytest.fixture(scope="module")
def case(nlp):
    """The records of three short articles, what they were resolved to, and the profile."""
    profile, parts = profiles.load("exile"), []
    for name, text in TEXTS.items():
        known = (
            Metadatum("published", "2031-05-06", "given", "made up"),
            Metadatum("outlet", name, "given", "made up"),
        )
        document = Document(document_id(name, name), name, name, text, "text/plain", "utf-8", metadata=known)
        parts.append(build.document_records(document, nlp, profile))
    records = Records.merge(parts)
    return records, resolve.resolve(records, profile, {}), profile


def told(case, *places):
    """The answer for two reports, by the place of each among all."""
    records, resolved, profile = case
    return why(records, resolved, profile, *(records.reports[place].id for place in places))


def test_a_merge_is_explained_by_its_weights(case):
    """Two tellings of one event: every weight, and their sum, which reaches what is needed."""
    lines = told(case, 0, 2).splitlines()
    assert lines[0].startswith("they are held to be one event")
    assert any("both tell of Tesfu Gebrai" in line for line in lines)


def test_what_stayed_apart_is_explained_too(case):
    """Two tellings of two events: what they have in common and what speaks against it, below what is needed."""
    lines = told(case, 0, 3).splitlines()
    assert lines[0].startswith("they are held to be two events: the weights add up to")
    assert len(lines) > 2


def test_the_weights_add_up(case):
    """In every waterfall each step's sum is the one before and its weight, and decides the answer."""
    records, resolved, profile = case
    for one, other in combinations(records.reports, 2):
        answer = why(records, resolved, profile, one.id, other.id)
        total = 0.0
        for weight, running in re.findall(r"^ +([+-]\d+\.\d+) += +([+-]\d+\.\d+) ", answer, re.MULTILINE):
            total += float(weight)
            assert total == pytest.approx(float(running), abs=0.02)
        if "the weights add up" in answer.split("\n", maxsplit=1)[0] and "though" not in answer:
            assert ("one event" in answer.split(":")[0]) == (total >= THRESHOLD)


def test_one_document_that_tells_twice_says_why(case):
    """Two tellings of one document: the reason that its own words give."""
    assert told(case, 0, 1).startswith("one document tells it twice")


def test_events_can_be_asked_about(case):
    """Two events, by id: those two of their tellings that have most in common."""
    records, resolved, profile = case
    one, other = resolved.events[:2]
    assert "held to be two events" in why(records, resolved, profile, one.id, other.id)
    assert not why(records, resolved, profile, one.id, "nothing")
