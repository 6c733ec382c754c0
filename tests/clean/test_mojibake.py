"""Characters that were read in the wrong encoding."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribune.clean import clean, repaired
from attribune.clean.mojibake import repairs
from attribune.read import read_bytes

GOOD = [
    "The café’s owner said “no” – naïve.",
    "CAFÉ“ und ÜBERGRÖSSE” – schön",
    "항구가 폐쇄됐다",
    "Привет, мир",
    "«À l’été» Ça va",
]


def garbled(words):
    """The words as UTF-8 that was read as Windows-1252."""
    return "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in words.encode())


@pytest.mark.parametrize("words", GOOD)
def test_what_was_garbled_is_read_rightly_and_what_was_not_stays(words):
    """UTF-8 that was read as Windows-1252 is surely reversible; sound text has nothing to repair."""
    assert repaired(garbled(words)) == words
    assert repaired(words) == words


def test_korean_read_as_western_is_read_rightly():
    """A line of Korean in its old encoding, read as Windows-1252, gives Hangul again."""
    words = "지난 월요일 항구가 폐쇄됐다고 시장이 밝혔다"
    assert repaired(f"He said: {words.encode('cp949').decode('latin-1')}.") == f"He said: {words}."


@given(st.text(max_size=60))
def test_any_text_is_borne(text):
    """Repairs follow one another, lie in the text, and never fail."""
    place = 0
    for one in repairs(text):
        assert place <= one.start < one.end <= len(text)
        place = one.end


def test_the_damage_is_named_and_nothing_is_overwritten():
    """The text stays as it came; the region of damage says what it is read rightly."""
    text = f"The harbour was closed on Monday, the {garbled('café’s')} owner said to the paper in the evening.\n"
    document = clean(read_bytes("a.txt", text.encode())[0])
    assert document.text == text
    assert any(one.kind == "damage" and "read rightly: é’" in one.reason for one in document.regions)
