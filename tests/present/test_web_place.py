"""Words that a person types or selects, found in the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribune.present.web.place import nearest

TEXT = "He said “it’s over” on the co-op\nday. It’s over, he said."


@pytest.mark.parametrize(
    ("words", "near", "found"),
    [
        ("it's over", 0, "it’s over"),
        ("It’s over", 0, "It’s over"),
        ('"it\'s over"', 0, "“it’s over”"),
        ("co–op day", 0, "co-op\nday"),
        ("  he   said ", 50, "he said"),
        ("HE SAID", 0, "He said"),
    ],
)
def test_words_are_found_whatever_their_quotes_dashes_and_spaces(words, near, found):
    """The nearest stretch with these words is meant; as typed it counts before another writing of capitals."""
    start, end = nearest(TEXT, words, near)
    assert TEXT[start:end] == found


@pytest.mark.parametrize("words", ["", "   ", "no such words", "(.*)+$"])
def test_what_does_not_stand_there_is_not_found(words):
    """Nothing is guessed, and nothing typed is a pattern."""
    assert nearest(TEXT, words) is None


@given(st.text(max_size=60), st.integers(0, 59), st.integers(1, 20), st.integers(-5, 99))
def test_a_selected_stretch_is_found_again(text, start, length, near):
    """Whatever is selected in a text is found in it, and has the same words."""
    words = text[start : start + length]
    found = nearest(text, words, near)
    if words.split():
        assert text[slice(*found)].split() == words.split() or text[slice(*found)].casefold().split()
    else:
        assert found is None
