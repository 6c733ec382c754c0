"""Every form of file leads back to bytes, or to page and box."""

import pytest
from bench.anchors import Original, leads_back, measured
from bench.invented import article, files, pdf, printed
from hypothesis import given, settings
from hypothesis import strategies as st

from attribune.read import boxes_of, read_bytes

FILES = files(3, count=4)


@pytest.mark.parametrize("name", FILES)
def test_random_anchors_of_every_form_of_file_lead_back(name):
    """Whatever the form, the steps from the whole file and the place within give the words of any stretch."""
    right, documents = measured(name, FILES[name], count=40, seed=1)
    assert documents >= 1
    assert right == 40


@pytest.mark.parametrize("name", FILES)
def test_nothing_of_a_sound_file_fails(name):
    """A file that is whole has no member that is named as broken."""
    assert [one.failure for one in read_bytes(name, FILES[name]) if one.failure] == []


@settings(max_examples=8)
@given(st.randoms(use_true_random=False))
def test_what_an_article_says_stands_in_the_text_of_its_pdf(chance):
    """The words of a printed article come back in their order, those cut at a line's end whole again."""
    one = article(chance, western=True)
    (document,) = read_bytes("a.pdf", pdf(printed(one)))
    assert "".join(document.text.split()).replace("-", "") == "".join(
        "".join((one.title, *one.paragraphs)).split()
    ).replace("-", "")


@settings(max_examples=40)
@given(st.sampled_from(sorted(set(FILES) - {"print.pdf"})), st.randoms(use_true_random=False))
def test_what_is_read_of_a_damaged_file_leads_back_too(name, chance):
    """Bytes that fit no character, escapes that are broken: the places of what is read are still exact."""
    data = bytearray(FILES[name])
    for _ in range(chance.randint(1, 5)):
        at = chance.randrange(len(data))
        data[at : at + chance.randrange(30)] = bytes(
            chance.choices(b"<>&;{}\\\r\n\0\"'=abc\xe9", k=chance.randint(1, 6))
        )
    original = Original(bytes(data))
    for document in read_bytes(name, bytes(data)):
        if not document.failure:
            start = chance.randrange(len(document.text))
            end = min(len(document.text), start + chance.randint(1, 100))
            assert leads_back(original, document, start, end)


def test_a_box_lies_on_its_page():
    """A box of a PDF lies within the page that it names."""
    (document,) = read_bytes("print.pdf", FILES["print.pdf"])
    for page, left, top, right, bottom in boxes_of(document, 0, len(document.text)):
        assert page >= 1
        assert 0 <= left <= right <= 595
        assert 0 <= top <= bottom <= 842
