"""Marks, blocks and rails: what the reader is set from."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from attribune.present.web.marks import Mark, nest
from attribune.present.web.paragraph import blocks, runs
from attribune.present.web.printable import printable
from attribune.present.web.speaking import depths, rails, voices

TEXTS = st.text(alphabet="ab \n\u202e", min_size=1, max_size=60)


@st.composite
def marked(draw):
    """A text with marks that overlap in any way, and the stretch of it that is written."""
    text = draw(TEXTS)
    place = st.integers(0, len(text))
    pairs = draw(st.lists(st.tuples(place, place, st.sampled_from("xyz"), st.integers(0, 3)), max_size=8))
    marks = [Mark(min(a, b), max(a, b), kind, rank=rank) for a, b, kind, rank in pairs]
    start, end = sorted(draw(st.tuples(place, place)))
    return text, start, end, marks


@given(marked())
def test_pieces_balance_and_each_letter_stands_inside_its_marks(given_):
    """Openings and closings nest, all words are written once in order, each inside exactly the marks that cover it."""
    text, start, end, marks = given_
    stack, written = [], start
    for piece in nest(text, start, end, marks):
        if piece.do == "open":
            stack.append(piece.mark)
        elif piece.do == "close":
            assert stack.pop() == piece.mark
        else:
            assert piece.at == written
            assert piece.words == text[written : written + len(piece.words)]
            for place in range(written, written + len(piece.words)):
                covering = sorted((m for m in marks if m.start <= place < m.end), key=repr)
                assert sorted(stack, key=repr) == covering
            written += len(piece.words)
    assert not stack
    assert written == end


@given(marked())
def test_no_mark_is_opened_around_nothing_and_each_begins_and_ends_once(given_):
    """An empty element would be read out by a screen reader; a cut mark has its sign once, where it begins."""
    text, start, end, marks = given_
    pieces = list(nest(text, start, end, marks))
    assert all((one.do, other.do) != ("open", "close") for one, other in pairwise(pieces))
    inside = [m for m in marks if start <= m.start < m.end <= end]
    assert sum(p.first for p in pieces if p.do == "open") == len(
        [m for m in marks if start <= m.start < min(m.end, end)]
    )
    assert sum(p.last for p in pieces if p.do == "close") >= len(inside)


@st.composite
def documents(draw):
    """A document whose regions lie anywhere, in order."""
    text = draw(TEXTS)
    edges = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    kinds = st.sampled_from(["body", "heading", "navigation", "legal", "damage"])
    regions = [
        {"span": {"start": a, "end": b, "quote": text[a:b]}, "kind": draw(kinds), "reason": ""}
        for a, b in pairwise(edges)
    ]
    return {"text": text, "regions": regions}


@given(documents())
def test_every_word_is_in_one_block(document):
    """Nothing of an article is left out or set twice, whatever its regions."""
    found = list(blocks(document))
    joined = "".join(document["text"][one.start : one.end] for one in found)
    assert "".join(joined.split()) == "".join(document["text"].split())
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert [one for run in runs(document) for one in run.blocks] == found


@given(st.text())
def test_what_is_printed_obeys_no_control_character_and_can_be_encoded(text):
    """Articles are hostile text: overrides and half surrogates are shown by number, never passed on."""
    shown = printable(text + "\u202e\ud800\x00")
    shown.encode("utf-8")
    assert not set(shown) & {"\u202e", "\u2066", "\u200b", "\x00", "\x1b"}
    assert "U+202E" in shown


def statement(one, within=None, start=0, end=10, **fields):
    span = {"start": start, "end": end, "quote": "q"}
    row = {"id": one, "within": within, "content": [span], "speaker": None, "source": None}
    return row | {"source_kind": "person", "act": "assert", "reason": ""} | fields


def test_a_statement_inside_another_stands_deeper_and_a_circle_ends():
    """Nested speakers get nested rails; a circle of nesting never hangs a page."""
    nested = [statement("a"), statement("b", "a"), statement("c", "b"), statement("d", "gone")]
    assert depths(nested) == {"a": 0, "b": 1, "c": 2, "d": 0}
    assert depths([statement("a", "b"), statement("b", "a")]) == {"a": 1, "b": 1}


def test_a_rail_is_as_long_as_the_words_it_stands_beside():
    """A speaker who fills the second half of a block has a rail beside its second half."""
    row = statement("a", start=50, end=400, speaker="Ada Lind")
    (rail,) = rails(0, 100, [row], {"a": 0})
    assert (rail.top, rail.height) == (50.0, 50.0)
    assert [voice.name for voice in voices([rail])] == ["Ada Lind"]
    assert rails(400, 500, [row], {"a": 0}) == []
