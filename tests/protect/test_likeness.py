"""Names of people at risk that are misspelt, abbreviated, glued together or written in other letters."""

import pytest
from handmade import Named, named, shield_of, shown
from hypothesis import given
from hypothesis import strategies as st

from attribune.protect.likeness import Likenesses, near
from attribune.resolve.at_risk import IN_FULL

FULL = "Oskar Marrat and his aunt Ilse Kvandrup left. "
NAMES = ("Oskar Marrat", "Ilse Kvandrup")


def told(text, *public):
    """A text as it may be shown, after a sentence that names both people in full."""
    whole = FULL + text
    people = [*(named([whole], name) for name in NAMES), *(named([whole], name, protect=False) for name in public)]
    return shown(shield_of([whole], people)).split(" left. ", 1)[1]


@pytest.mark.parametrize(
    "text",
    [
        "Maratt was seen", "Marret was seen", "Oskar Maratt was seen", "Kvandrupp came", "the Kwandrups came",
        "O. Marrat came", "Marrat, O., came", "the letters O.M. and I. K. stood there", "I. Kvandrup came",
        "Оскар Маррат уехал", "с Оскаром Марратом", "Квандруп молчит", "ΙΛΣΕ ΚΒΑΝΔΡΟΥΠ", "Ильзе Квандруп",
        "#FreeMarrat", "@osk_marrat", "@theoskarmarrat", "marratfamily@mail.example", "https://a.example/x/oskarmarratflees",
        "Mar-\nrat came", "M a r r a t came", "MARRAT’S CAR", "“Marrat,” he said",
    ],
)  # fmt: skip
def test_no_form_of_the_name_is_left(text):
    """Whatever the text makes of a name of somebody whom it names in full, no part of it stays."""
    left = told(text).casefold()
    for part in (
        "marr",
        "mara",
        "rat",
        "oskar",
        "kvan",
        "kwan",
        "ilse",
        "марра",
        "оскар",
        "кванд",
        "ильз",
        "κβαν",
        "ιλσε",
    ):
        assert part not in left.replace("rather", ""), left
    assert "o.m" not in left
    assert "o. " not in left


@pytest.mark.parametrize(
    "text",
    [
        "General Harrat and Minister Barrat denied it", "the Oslo market was closed", "a carrot, a karat, a garret",
        "in Marrakesh and in Market Street", "U.S. and U.N. envoys, B.B.C. News", "I. Bergstrand wrote it",
        "Москва молчит", "#FreePress and press@ministry.example", "M. Orlan said so",
        "the Marret of the ship", "Its Marrot was old",
    ],
)  # fmt: skip
def test_other_words_and_people_stay(text):
    """A word that begins otherwise, another initial, a known abbreviation and a word of the language are no names."""
    assert told(text) == text


def test_initials_that_somebody_public_has_too_tell_nothing():
    """Where a public person of the text has the same initials they stay."""
    assert "O.M. spoke" in told("Olaf Mund came. O.M. spoke", "Olaf Mund")


def test_a_word_that_is_nearly_a_name_stays_where_nobody_bears_the_name():
    """In another article one wrong letter is another word, and two words that are nearly a whole name are the name."""
    texts = [FULL, "Maratt was a painter.\n", "Oskar Maratt was seen at the port.\n"]
    shield = shield_of(texts, [named(texts, name) for name in NAMES])
    assert shown(shield, 1) == "Maratt was a painter.\n"
    assert "Maratt" not in shown(shield, 2)


def test_whoever_is_nearly_called_so_is_hidden_unless_they_are_known_for_more():
    """A second entity under a misspelt name is protected; one that holds a public office keeps the name."""
    texts = [FULL, "Oscar Marrat wrote. Marrat came.\n"]
    own = [named(texts, name) for name in NAMES]
    other = Named("Oscar Marrat", protect=False, places=((1, 0, 12), (1, 20, 26)))
    hidden = shield_of(texts, [*own, other], reasons={"Oscar Marrat": IN_FULL})
    assert "Marrat" not in shown(hidden, 1)
    public = shield_of(texts, [*own, other], reasons={"Oscar Marrat": "holds or held a public office: minister"})
    assert "Oscar Marrat wrote. Marrat came." in shown(public, 1)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Oskar Marrat", "Oscar Marrat", True), ("Oskar Marrat", "O. Marrat", True), ("Anna Holm", "Enna Holm", False),
        ("Ilse Kvandrup", "Ilsa Kvandrup", True), ("Оскар Маррат", "Oskar Marrat", True),
        ("Jon Barrat", "Jon Marrat", False),
        ("Oskar Marrat", "Oscar Wilden", False), ("Oskar Marrat", "Marrat", False),
    ],
)  # fmt: skip
def test_two_names_are_near_where_one_word_agrees_and_one_letter_differs(one, other, same):
    """One wrong letter beside a word that is right; the first letter of a name is seldom wrong."""
    assert near(one, other) is same


@given(st.lists(st.text(max_size=12), max_size=4), st.text(max_size=200))
def test_any_text_can_be_searched(names, text):
    """No name and no text is refused, and what is found lies in the text."""
    likenesses = Likenesses()
    for number, name in enumerate(names):
        likenesses.add(name, str(number))
    assert all(0 <= one.start < one.end <= len(text) for one in likenesses.find(text))
