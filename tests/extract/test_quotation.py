"""Quotations: which marks enclose speech, and which are apostrophes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribune.extract.attribution.quotation import quotations
from attribune.model import Span


def found(text):
    spans = (Span.of(text, 0, len(text)),) if text else ()
    return [text[one.inner_start : one.inner_end] for one in quotations(text, spans)]


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("“We left,” she said.", ["We left,"]),
        ('"We left," she said. "It was late."', ["We left,", "It was late."]),
        ("«Nous partons», dit-il.", ["Nous partons"]),
        ("„Wir gehen“, sagte sie.", ["Wir gehen"]),
        ("「出発した」と言った。", ["出発した"]),
        ("‘We left,’ she said.", ["We left,"]),
        ("'We left,' she said.", ["We left,"]),
    ],
)
def test_the_marks_of_many_traditions(text, inner):
    """Curly, straight, low, angled, corner and single marks enclose quotations."""
    assert found(text) == inner


def test_quotations_inside_quotations():
    """An inner quotation is found with its outer one, outer first."""
    assert found("“He cried ‘fire’ and ran,” she said.") == ["He cried ‘fire’ and ran,", "fire"]


@pytest.mark.parametrize(
    "text", ["The sailors’ boats weren’t the captain's.", "It's the '90s again.", "Rock 'n' roll isn't dead"]
)
def test_apostrophes_are_no_marks(text):
    """Genitives, contractions and elided years enclose nothing."""
    assert not [inner for inner in found(text) if " " in inner]


def test_an_open_mark_runs_to_the_end_of_its_paragraph():
    """A quotation over several paragraphs opens each with a mark and closes the last only."""
    text = "“We left at noon.\n“Nobody asked why.”"
    spans = (Span.of(text, 0, 17), Span.of(text, 18, len(text)))
    inner = [text[one.inner_start : one.inner_end] for one in quotations(text, spans)]
    assert inner == ["We left at noon.", "Nobody asked why."]


@given(st.text(alphabet="“”\"'‘’«» ab.,\n", max_size=60))
def test_any_marks_in_any_order_are_read(text):
    """No order of marks raises, and every quotation lies in the text and holds its inner part."""
    spans = (Span.of(text, 0, len(text)),) if text else ()
    for one in quotations(text, spans):
        assert 0 <= one.start < one.inner_start <= one.inner_end <= one.end <= len(text)


@given(st.lists(st.sampled_from(["boats", "left", "the", "quay", "at", "noon"]), min_size=1, max_size=12).map(" ".join))
def test_every_pair_of_marks_gives_back_what_it_encloses(words):
    """Whatever stands between two marks is found, whole."""
    for opening, closing in ("“”", '""', "«»", "„“", "‘’", "''"):
        assert found(f"She said {opening}{words}{closing} to them.") == [words]
