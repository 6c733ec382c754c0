"""Matters among few and among many articles."""

import pytest

from attribune.model import Document
from attribune.resolve import matter


def article(number, text):
    return Document(f"d{number}", f"{number:03}.txt", str(number), text, "text/plain", "utf-8")


def corpus():
    """Thirty matters of two articles each, told by names of their own and by names that all share."""
    texts = []
    for number in range(30):
        names = f"Name{number}a Name{number}b Name{number}c met in Common{number % 5} near Village{number}."
        texts += [f"{names} It rained.", f"{names} Others stayed away."]
    return [article(number, text) for number, text in enumerate(texts)]


@pytest.mark.parametrize("many", [5, 5000])
def test_articles_with_rare_names_in_common_are_one_matter(monkeypatch, many):
    """The way for very many articles finds what the way for few does."""
    monkeypatch.setattr(matter, "_MANY", many)
    found = matter.matters(corpus())
    assert all(found[f"d{number}"] == found[f"d{number + 1}"] for number in range(0, 60, 2))
    assert len(set(found.values())) == 30


def test_no_order_of_the_articles_changes_the_matters(monkeypatch):
    """Whole numbers are added, so that no order of adding shows."""
    monkeypatch.setattr(matter, "_MANY", 5)
    articles = corpus()
    assert matter.matters(articles) == matter.matters(articles[::-1])
