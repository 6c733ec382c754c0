"""Few articles that name the same people and towns."""

from __future__ import annotations

import pytest

from attribune import build, profiles, resolve
from attribune.model import Document, Metadatum, Records
from attribune.model.index import Index
from attribune.profiles.geography import Geography
from attribune.resolve.company import MOST, Company

TEXTS = (
    "Osk Marrat met Tevin Sool in Beira on Monday.",
    "Tevin Sool flew from Beira to Seoul after Osk Marrat had spoken.",
    "Ulma Tedder came to Seoul.",
)


@pytest.fixture(scope="module")
def index(nlp):
    """Three short articles."""
    profile, documents = profiles.load("exile"), []
    for number, text in enumerate(TEXTS):
        path = f"{number}.txt"
        when = (Metadatum("published", "2031-05-06", "given", "it says so"),)
        one = Document(path, path, path, text, "text/plain", "utf-8", published="2031-05-06", metadata=when)
        documents.append(one)
    records = Records.merge(build.document_records(one, nlp, profile) for one in documents)
    return Index(records, resolve.resolve(records, profile, {}).entities), Geography(profile)


def test_people_and_towns_count(index):
    """People in common and a town are worth something, at most so much; one left out counts no more."""
    company = Company(*index)
    first, second, _ = (document.id for document in index[0].records.documents)
    people = frozenset(e.id for e in index[0].entities.values() if e.kind == "person")
    assert company.shared(first, second, frozenset()) == MOST
    assert company.shared(first, second, people) == 0.0


def test_the_seat_of_a_government_is_no_sign(index):
    """Two articles that both name a capital need not tell of one matter."""
    company = Company(*index)
    _, second, third = (document.id for document in index[0].records.documents)
    assert company.shared(second, third, frozenset()) == 0.0
