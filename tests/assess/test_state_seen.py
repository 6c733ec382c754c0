"""Signs of life: where somebody was seen after the death that is told."""

from __future__ import annotations

import pytest

from attribune import assess, build, profiles, resolve
from attribune.model import Document, Metadatum, Records

TOLD = "Osk Marrat was executed in Narva on 3 May 2031, a guard said."


def states(nlp, *texts):
    """The conflicts of state between articles that came out one after the other, and the proposed grade."""
    profile, documents = profiles.load("exile"), []
    for number, text in enumerate(texts):
        path, day = f"{number}.txt", f"2031-05-{10 + number:02}"
        known = {"published": day, "outlet": f"Echo {number}"}
        facts = tuple(Metadatum(name, value, "given", "it says so") for name, value in known.items())
        documents.append(Document(path, path, path, text, "text/plain", "utf-8", metadata=facts, **known))
    records = Records.merge(build.document_records(one, nlp, profile) for one in documents)
    done = assess.assess(records, resolve.resolve(records, profile, {}), profile)
    grades = [event.credibility for event in done.events if event.type == "execution"]
    return [link for link in done.links if link.detail == "state"], grades


@pytest.mark.parametrize(
    "later",
    [
        "Osk Marrat attended a concert on 8 May 2031.",
        "Osk Marrat, the commander of the fleet, attended a concert in Tarn on 8 May 2031, the agency said.",
        "Osk Marrat was seen in Tarn on 8 May 2031.",
    ],
)
def test_who_is_seen_later_was_not_put_to_death(nlp, later):
    """A dated sign of life after the told death is a conflict of state, and refutes what was told."""
    found, grades = states(nlp, TOLD, later)
    assert len(found) == 1
    assert grades == [5]


@pytest.mark.parametrize(
    "later", ["Osk Marrat attended a concert on 2 May 2031.", "Ulma Tedder attended a concert on 8 May 2031."]
)
def test_who_is_seen_before_or_is_another_says_nothing(nlp, later):
    """A sign of life from before, or of somebody else, is no conflict."""
    assert states(nlp, TOLD, later)[0] == []


def test_that_somebody_says_so_is_a_conflict_and_refutes_nothing(nlp):
    """Whoever says that he is alive contradicts what was told; the grade does not fall by a word alone."""
    found, grades = states(nlp, TOLD, "The foreign minister said that Osk Marrat was alive.")
    assert len(found) == 1
    assert grades[0] != 5
