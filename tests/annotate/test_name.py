"""Names in invented articles about invented people."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from attribune.annotate import load
from attribune.annotate.name import coreferences, mentions
from attribune.annotate.parse import parse
from attribune.clean import clean
from attribune.model import Annotated, Document
from attribune.profiles import load as profile_of


def see(text: str) -> Annotated:
    """A text with its names and the words that stand for them."""
    document = clean(Document("d1", "a.txt", "", text, "text/plain", "utf-8"))
    doc, paragraphs = parse(document, load())
    seen = Annotated(document, doc, paragraphs)
    seen = replace(seen, mentions=mentions(seen, profile_of()))
    return replace(seen, coreferences=coreferences(seen, profile_of()))


def named(text: str) -> list[tuple[str, str]]:
    """The quotes and kinds of the mentions of a text."""
    return [(one.span.quote, one.kind) for one in see(text).mentions]


def groups(text: str) -> list[set[str]]:
    """The quotes of the mentions by whom they name, people only, in the order of the text."""
    found: dict[str, set[str]] = {}
    for one in see(text).mentions:
        if one.kind == "person":
            found.setdefault(one.local, set()).add(one.span.quote)
    return list(found.values())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The visitor met Mr. Baek Dong-su in Busan.", [("Baek Dong-su", "person"), ("Busan", "place")]),
        ("Lieutenant General Ma Kwang Jin was seen in Wonsan.", [("Ma Kwang Jin", "person"), ("Wonsan", "place")]),
        ("The man known as Mr. Q crossed the river.", [("Mr. Q", "person")]),
        (
            "The Embassy of North Korea in Vienna was closed.",
            [("Embassy of North Korea", "organisation"), ("North Korea", "place"), ("Vienna", "place")],
        ),
        ("The North Korean cook left.", []),
        ("A Vienna-based lawyer helped.", [("Vienna", "place")]),
        ("He spent two million US dollars.", []),
        ("Officers of Bureau 44 came.", [("Bureau 44", "organisation")]),
        (
            "The Ministry of River Traffic and the Ministry of Unification met.",
            [("Ministry of River Traffic", "organisation"), ("Ministry of Unification", "organisation")],
        ),
    ],
)
def test_spans_and_kinds(text, expected):
    """Titles, ranks and articles stay outside, aliases keep theirs, nested places are named too, demonyms are none."""
    assert named(text) == expected


def test_names_count_outside_prose():
    """A by-line and a copyright line name people and bodies like any sentence."""
    text = "By Ada Lindqvist\n\nThe border stayed closed on Monday, officials said.\n\nTranslated by Omar Fell.\n"
    assert ("Ada Lindqvist", "person") in named(text)
    assert ("Omar Fell", "person") in named(text)


def test_one_string_has_one_kind():
    """All occurrences decide together: what has a demonym and an embassy is a place wherever it stands."""
    text = (
        "The ambassador of Quorland left. Quorland said nothing. A Quorlandese paper, printed in Quorland, "
        "said that Quorland would not answer.\n"
    )
    assert {kind for quote, kind in named(text) if quote == "Quorland"} == {"place"}


def test_surname_goes_back_to_the_full_name():
    """A surname names the one whose full name the text gave."""
    text = "Baek Dong-su, a trader, spoke on Monday. Baek said that he was afraid. Mr. Baek then left."
    assert groups(text) == [{"Baek Dong-su", "Baek"}]


def test_given_name_after_a_title():
    """Writers who take the last part of a Korean name for the surname mean the same person."""
    text = "Baek Dong-su left the embassy. Mr. Dong-su was in Vienna. Later Mr. Su went home."
    assert groups(text) == [{"Baek Dong-su", "Dong-su", "Su"}]


def test_a_son_is_not_his_father():
    """Whoever is introduced with an age as a child stays apart from the parent of the same surname."""
    text = "Missing are Yun (41), the wife of Noh, and their son Noh (12). Noh was a cook. Noh has not come back."
    found = see(text).mentions
    sons = [one for one in found if one.age == 12]
    assert len(sons) == 1
    assert {one.local for one in found if one.span.quote == "Noh"} - {sons[0].local}
    assert sum(one.local == sons[0].local for one in found) == 1


def test_unsure_is_left_apart_with_its_candidates():
    """A surname that two people bear equally is given to neither, and both are shown."""
    text = "Baek Dong-su met Baek Kyong-min in Busan. Later Baek left."
    last = see(text).mentions[-1]
    assert last.span.quote == "Baek"
    assert len(last.candidates) == 2
    assert last.local == last.id


def test_attributes():
    """Offices, kin and ages beside a name belong to the one named."""
    first, second = (
        one
        for one in see("Foreign Minister Baek Dong-su, 61, spoke. His wife Yun Sol-mi was not there.").mentions
        if one.kind == "person"
    )
    assert first.offices == ("foreign minister",)
    assert first.age == 61
    assert second.relations
    assert not second.offices


def test_initials_and_short_forms():
    """Letters in parentheses and a shortened name lead to the long one."""
    text = (
        "The Northern Harbour Agency (NHA) closed. The NHA gave no reason. The Amber Courier asked. The Courier waited."
    )
    found = {one.span.quote: one.name for one in see(text).mentions}
    assert found["NHA"] == "Northern Harbour Agency"
    assert found["Courier"] == "Amber Courier"


def test_two_embassies_are_two():
    """Missions of one state in two places are two organisations."""
    text = "The North Korean Embassy in Vienna closed. The Madrid-based North Korean Embassy did not."
    bodies = [one.local for one in see(text).mentions if one.kind == "organisation"]
    assert len(bodies) == len(set(bodies)) == 2


@pytest.mark.parametrize(
    ("text", "pronoun", "name"),
    [
        ("Baek Dong-su left Vienna. He was tired.", "He", "Baek Dong-su"),
        ('Foreign Minister Ilse Brandt spoke. "We met Baek Dong-su," she said.', "she", "Ilse Brandt"),
        (
            "Envoy Baek Dong-su, the deputy ambassador, left. The deputy ambassador was tired.",
            "The deputy ambassador",
            "Baek Dong-su",
        ),
    ],
)
def test_words_that_stand_for_a_name(text, pronoun, name):
    """A pronoun or a description leads to the one that grammar leaves; nobody quoted is the speaker."""
    seen = see(text)
    names = {one.local: one.name for one in seen.mentions}
    assert [names.get(one.local) for one in seen.coreferences if one.span.quote == pronoun] == [name]


def test_an_unnamed_source_is_nobody_named():
    """A pronoun after an unnamed source is the source, not somebody named before."""
    seen = see('Baek Dong-su left Vienna. A diplomat in the city was surprised. "It is a loss," he said.')
    he = next(one for one in seen.coreferences if one.span.quote == "he")
    assert he.local not in {one.local for one in seen.mentions}


@given(st.text(alphabet=st.sampled_from("ABKimParkMr.()'’-,\n \"of the Ministry Embassy12é김"), max_size=120))
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_is_read(text):
    """No text raises; every span slices to its quote; the ids are unique; every local is the id of a mention."""
    seen = see(text)
    for one in (*seen.mentions, *seen.coreferences):
        assert text[one.span.start : one.span.end] == one.span.quote
    ids = [one.id for one in seen.mentions]
    assert len(ids) == len(set(ids))
    assert {one.local for one in seen.mentions} <= set(ids)
    assert see(text).mentions == seen.mentions


def test_a_text_that_withholds_a_name_is_believed():
    """Whoever is called by a surname because the full name is withheld is not the namesake of another paragraph."""
    text = (
        "The border was closed in June, officials in the city said, and nobody knew for how long it would stay so. " * 4
        + "A cook named Baek, who asked that his full name be withheld, spoke on Monday. Baek Dong-su, a poet, did too."
    )
    assert groups(text) == [{"Baek"}, {"Baek Dong-su"}]


def test_changed_names_are_marked():
    """A footnote that names were changed, or a pseudonym in brackets, shows in the rule of the mention."""
    seen = see("Yun Sol-mi (a pseudonym), a broker, spoke.")
    assert [one.made.rule for one in seen.mentions] == ["name.person.pseudonym"]
    seen = see("Yun Sol-mi, a broker, spoke on Monday.\n\nNames have been changed to protect those concerned.")
    assert {one.made.rule for one in seen.mentions} == {"name.person.renamed"}


def test_whoever_was_just_named_is_meant():
    """After a full name the bare surname means its bearer, though another has been spoken of more."""
    text = (
        "Baek Dong-su left. Baek Dong-su came back. Baek Dong-su left again. "
        + "The ferry did not sail on Sunday because of the storm, and the harbour was empty for days. " * 4
        + "Baek Kyong-min arrived in Busan. Baek was tired."
    )
    assert groups(text) == [{"Baek Dong-su"}, {"Baek Kyong-min", "Baek"}]


def test_apposition_leads_to_the_name():
    """A description beside a name stands for the one named."""
    seen = see("A cook named Baek fled. Ilse Brandt, a lawyer, helped him.")
    names = {one.local: one.name for one in seen.mentions}
    described = {one.span.quote: names.get(one.local) for one in seen.coreferences}
    assert described["A cook"] == "Baek"
    assert described["a lawyer"] == "Ilse Brandt"


def test_a_relative_named_alone_is_found():
    """A given name after a word for kin, and one whose bearer was named in full, are mentions of persons."""
    found = named(
        'Baek Han-byol, the son of Baek Dong-su, was in Paris. Han-byol left. "My sister Mi-ran stayed," he said.'
    )
    assert ("Han-byol", "person") in found
    assert ("Mi-ran", "person") in found
