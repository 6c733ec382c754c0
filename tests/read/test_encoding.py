"""Encodings of text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribune.read.encoding import decode, detect, is_binary, mapped

ENGLISH = "The envoy said that nothing was wrong. “Nothing at all,” he added – and left for the café. " * 3
RUSSIAN = "Посол заявил, что ничего не случилось, и уехал домой вместе с семьёй. Министерство это отрицает. " * 3
KOREAN = "대사는 아무 일도 없었다고 말했다. 외교부는 이를 부인했다. 가족은 이미 떠난 것으로 알려졌다. " * 3
JAPANESE = "大使は何も問題がないと述べた。外務省はこれを否定した。家族はすでに出国したという。" * 3


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        (ENGLISH, "utf-8"),
        (ENGLISH, "utf-8-sig"),
        (ENGLISH, "utf-16"),
        (ENGLISH, "utf-16-le"),
        (ENGLISH, "utf-16-be"),
        (ENGLISH, "cp1252"),
        (ENGLISH, "utf-32"),
        (RUSSIAN, "utf-8"),
        (RUSSIAN, "cp1251"),
        (KOREAN, "euc_kr"),
        (JAPANESE, "iso2022_jp"),
        (JAPANESE, "shift_jis"),
    ],
)
def test_text_without_any_declaration_is_decoded(words, encoding):
    """The encoding is told from the bytes alone."""
    data = words.encode(encoding)
    found = detect(data)
    assert found is not None
    assert decode(data, found) == words


def test_what_a_page_declares_counts_where_its_bytes_are_not_utf8():
    """A declared encoding goes before a guess, and UTF-8 that fits before a false declaration."""
    head = '<html><head><meta charset="{}"></head><p>'
    assert detect((head.format("koi8-r") + RUSSIAN[:20]).encode("koi8-r")) == "koi8-r"
    assert detect((head.format("iso-8859-1") + RUSSIAN).encode()) == "utf-8"
    assert detect((head.format("iso-8859-1") + "“a”").encode("cp1252")) == "cp1252"


def test_a_cut_in_the_middle_of_a_character_does_not_change_the_encoding():
    """UTF-8 with one broken character stays UTF-8, and what is broken is marked."""
    data = KOREAN.encode()[:-3]
    assert detect(data) == "utf-8"
    assert decode(data, "utf-8").endswith("\ufffd")


def test_noise_is_no_text():
    """Bytes of an archive or a picture are told from text."""
    assert is_binary(bytes(range(256)) * 20)
    assert not is_binary(ENGLISH.encode("utf-16"))
    assert not is_binary(KOREAN.encode("euc_kr"))


@given(
    st.binary(max_size=60),
    st.sampled_from(["utf-8", "utf-16-le", "cp1252", "shift_jis", "gb18030", "big5", "euc_jp", "euc_kr"]),
)
def test_every_character_has_its_bytes(data, encoding):
    """In every encoding the places of the characters run on without gap or overlap, whatever the bytes."""
    found = mapped(data, encoding)
    place = 0
    for char in range(len(found.text)):
        assert found.place(char) == place
        place = found.stop(char)
    assert place == (len(data) // 2 * 2 if encoding == "utf-16-le" else len(data))


@given(st.binary(max_size=200))
def test_no_bytes_raise(data):
    """Any bytes are decoded or refused."""
    name = detect(data)
    if name:
        decode(data, name)
        mapped(data, name)
