from __future__ import annotations

import pytest
from handmade import Named, named, shield_of, shown
from hypothesis import given
from hypothesis import strategies as st

from attribune.protect import LOZENGE
from attribune.protect.sound import Sounds


@pytest.mark.parametrize(
    ("name", "other"),
    [("Chegal", "Jegal"), ("Tokko", "Dokgo"), ("Pak Song-hui", "Park Sung-hee"), ("Pak Song-hui", "Pak Sŏng-hŭi")],
)
def test_another_romanisation_is_hidden_in_every_document(name, other):
    """A rare surname or a whole name is found however it is romanised, also where no mention marks it."""
    texts = [f"{name} left.", f"Then {other} came."]
    shield = shield_of(texts, [Named(name, True, ((0, 0, len(name)),))])
    assert shown(shield, 1) == f"Then {shield.label('e0')} came."


def test_a_frequent_surname_is_hidden_only_where_its_bearer_is():
    """Pak is Park in a document about that Pak; elsewhere it may be any of millions."""
    texts = ["Pak left. Park wept.", "Park came."]
    shield = shield_of(texts, [Named("Pak", True, ((0, 0, 3),))])
    assert shown(shield).count(LOZENGE) == 2
    assert shown(shield, 1) == texts[1]


def test_a_public_name_that_sounds_alike_stays():
    """A mention of somebody public is shown, however much of a protected name it sounds like."""
    texts = ["Pak Song-hui left. Minister Park Sung-hee did not."]
    people = [named(texts, "Pak Song-hui"), named(texts, "Park Sung-hee", protect=False)]
    assert "Minister Park Sung-hee" in shown(shield_of(texts, people))


@given(st.text(), st.text())
def test_any_text_can_be_searched(name, text):
    """Whatever the name and the text are, what is found lies in the text."""
    sounds = Sounds()
    sounds.add(name, "e0")
    sounds.add("Pak Song-hui", "e1")
    assert all(0 <= found.start < found.end <= len(text) for found in sounds.find(text))
