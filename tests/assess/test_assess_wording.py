"""How conflicts are told: a row for each denial, by the name of who denies, numbers in their own words."""

from __future__ import annotations

import pytest
from test_assess_conflicts import PROFILE, conflicts

from attribune import build, profiles, resolve
from attribune.assess import assess
from attribune.assess.party import parties
from attribune.assess.wording import listed
from attribune.model import Document, Metadatum, Records, document_id
from attribune.model.index import Index
from attribune.profiles.geography import Geography
from told import Article, records


def teller(outlet, day):
    """An article that tells of the flight on the word of an official of its town."""
    article = Article(f"Osk Marrat fled, an official of {outlet} said.", outlet, day)
    article.name("Osk Marrat")
    by = article.says(f"an official of {outlet}", "anonymous", "Osk Marrat fled")
    article.tells("defection", "fled", by=by, affected="Osk Marrat")
    return article


def denial(outlet, day):
    """An article in which the embassy denies it."""
    article = Article("The embassy denied that Osk Marrat fled.", outlet, day)
    article.name("Osk Marrat")
    by = article.says("The embassy", "organisation", "Osk Marrat fled", act="deny", cue="denied")
    article.tells("defection", "fled", by=by, status="denied", affected="Osk Marrat")
    return article


def test_a_denial_is_one_row():
    """Who denies an event that five tell of makes one conflict, which names three of them and counts the others."""
    tellers = [teller(name, f"2031-05-0{day}") for day, name in enumerate(("Alm", "Bern", "Cork", "Dale", "Elm"), 1)]
    found = [why for detail, why in conflicts(*tellers, denial("Fair", "2031-05-09")) if detail == "whether"]
    assert len(found) == 1
    assert found[0].startswith("Alm, Bern, Cork and 2 others: it happened")
    assert found[0].endswith("it did not")


def test_names_are_listed_as_one_reads_them():
    """One name alone, two with "and", of many three and the number of the others."""
    assert listed(["A"]) == "A"
    assert listed(["A", "B", "A"]) == "A and B"
    assert listed(["A", "B", "C", "D"]) == "A, B, C and D"
    assert listed(["A", "B", "C", "D", "E"]) == "A, B, C and 2 others"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("It is false, said Ulma Tedder, the lawmaker who doubted it.", "Ulma Tedder"),
        ("It was told by Ulma Tedder, who doubted it.", "Ulma Tedder"),
        ("There was a farmer who doubted it.", "a farmer"),
    ],
)
def test_who_is_shown_by_name(text, shown):
    """Somebody "who doubted" it is shown by name, or by the words that the pronoun stands for."""
    article = Article(text, "Alm", "2031-05-01")
    if "Ulma Tedder" in text:
        article.name("Ulma Tedder")
    said = article.says("who", "person", "it.", act="question", cue="doubted")
    told = records(article)
    found = parties(Index(told, resolve.resolve(told, PROFILE, {}).entities), Geography(PROFILE))
    assert found.of[said].name == shown


def test_numbers_are_shown_in_their_own_words():
    """Two numbers in conflict are shown with the words that they count."""
    articles = []
    for outlet, words, value in (("Alm", "five", 5.0), ("Bern", "three", 3.0)):
        article = Article(f"Marrat left with {words} members of his family.", outlet, "2031-05-01")
        article.counts(words, value, "member leave embassy", period="2031-04-30")
        articles.append(article)
    assert (
        "how_many",
        "“five members of his family” (5 people) against “three members of his family” (3 people) for 2031-04-30",
    ) in conflicts(*articles)


def test_a_part_is_no_rival_of_its_whole():
    """Two of them against the eleven that they are a part of is no conflict."""
    article = Article("Eleven officials were held. Two of them are free.", "Alm", "2031-05-01")
    article.counts("Eleven", 11.0, "official hold", period="2031-04-30")
    article.counts("Two", 2.0, "official hold", period="2031-04-30")
    assert not [why for detail, why in conflicts(article) if detail == "how_many"]


def test_who_calls_a_rumour_false_is_the_one_who_denies(nlp):
    """Where an agency tells a rumour of its rivals and calls it a lie, the agency denies it, not the rivals."""
    profile, parts = profiles.load("exile"), []
    for outlet, text in (
        ("Harbour Gazette", "The Belarusian consul in Tirana, Vasil Hruzd, fled on May 2, the police said."),
        (
            "Minsk State Agency",
            "Hostile papers are spreading the rumour that the consul Vasil Hruzd fled in Tirana. This is a lie.",
        ),
    ):
        known = (Metadatum("published", "2033-05-06", "given", "-"), Metadatum("outlet", outlet, "given", "-"))
        document = Document(document_id(outlet, outlet), outlet, "x", text, "text/plain", "utf-8", metadata=known)
        parts.append(build.document_records(document, nlp, profile))
    told = Records.merge(parts)
    links = assess(told, resolve.resolve(told, profile, {}), profile).links
    found = [link.why for link in links if link.detail == "whether"]
    assert found
    assert all("Minsk State Agency: it did not" in why for why in found)
