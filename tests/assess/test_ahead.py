"""Unnamed sources of whom the text says further down who they are."""

from __future__ import annotations

from dataclasses import replace

from attribune.assess.ahead import known_later
from attribune.assess.party import Party
from told import Article


def spoken(text, *sources, title=None):
    """What the key of each unnamed source is found to stand for, by words; ``sources`` are (words, name)."""
    article, told = Article(text, "Echo"), []
    for words, name in sources:
        said = frozenset(word.casefold() for word in words.split()) - {"a", "his", "the"}
        kind = "person" if name else "anonymous"
        told.append((article.span(words), Party(name or words, name or words, kind, named=bool(name), words=said)))
    found = known_later(told, replace(article.document, title=title))
    return {key: party.name for key, party in found.items()}


def test_the_source_of_a_heading_is_that_of_the_text():
    """A heading has it in short."""
    text = "Envoy gone, source says\nThe envoy left, a source in the port said."
    told = (("source", None), ("a source in the port", None))
    assert spoken(text, *told, title="Envoy gone, source says") == {"source": "a source in the port"}
    assert spoken(text, *told) == {}


def test_his_lawyer_is_the_lawyer_named_further_down():
    """A definite description means the one person whom the text calls so; an indefinite one may mean anybody."""
    text = "He fled, his lawyer said. He sat in jail, a lawyer said. Lawyer Osk Marrat agreed. Lawyer Ulma Tedder not."
    assert spoken(text, ("his lawyer", None), ("Lawyer Osk Marrat", "Osk Marrat")) == {"his lawyer": "Osk Marrat"}
    assert spoken(text, ("a lawyer", None), ("Lawyer Osk Marrat", "Osk Marrat")) == {}
    both = ("Lawyer Osk Marrat", "Osk Marrat"), ("Lawyer Ulma Tedder", "Ulma Tedder")
    assert spoken(text, ("his lawyer", None), *both) == {}


def test_a_family_speaks_by_the_one_of_it_who_is_named():
    """Relatives are no origin beside the brother."""
    text = "He fled, relatives said. He is well, his brother Osk Marrat said."
    assert spoken(text, ("relatives", None), ("his brother Osk Marrat", "Osk Marrat")) == {"relatives": "Osk Marrat"}


def test_a_paper_is_the_one_cited_by_name_further_down():
    """The newspaper of the lead is the next paper that the text cites, and no agency, nor the outlet itself."""

    def known(named):
        text = f"A Velish newspaper reported his flight. {named} said he fled. Another newspaper wrote of it."
        article, paper = Article(text, "Echo"), "A Velish newspaper"
        told = [(article.span(paper), Party("unnamed:1", paper, "media", named=False))]
        told.append((article.span(named), Party(named, named, "media", named=True)))
        told.append((article.span("Another newspaper"), Party("unnamed:2", "Another newspaper", "media", named=False)))
        told.append((article.span("fled"), Party("later", "The Tull Ledger", "media", named=True)))
        return {key: party.name for key, party in known_later(told, article.document).items()}

    assert known("The Marrat Herald") == {"unnamed:1": "The Marrat Herald"}
    assert known("Velish News Agency") == {}
    assert known("VNA") == {}
    assert known("Echo") == {"unnamed:1": "The Tull Ledger"}


def test_a_paper_of_a_heading_is_described_and_not_named():
    """A Velish paper has no name, though a heading leaves the article out."""
    article = Article("Velish paper says he fled. The Marrat Herald said so.", "Echo")
    told = [
        (article.span(words), Party(words, words, "media", named=True))
        for words in ("Velish paper", "The Marrat Herald")
    ]
    assert {key: party.name for key, party in known_later(told, article.document).items()} == {
        "Velish paper": "The Marrat Herald"
    }
