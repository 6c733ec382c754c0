"""Korean beside English: neither changes the other, and nothing in it raises."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from attribune import annotate, clean, extract, profiles
from attribune.annotate.korean import analyser, document
from attribune.build import document_records
from attribune.model import Document, Metadatum

MIXED = (
    "The minister Hwang Ki-nam left Moscow on Friday, the embassy said in a statement to reporters.\n\n"
    "황기남 대사는 지난 5일 모스크바를 떠났다고 북한 외무성이 밝혔다. 소식통은 “직원 30여 명도 떠났다”고 말했다.\n"
)


def read(text, published="2016-08-10"):
    one = Document("d", "one.txt", "0", text, "text/plain", "utf-8", published=published)
    given_ = (Metadatum("published", published, "given", "for the test"),)
    return document_records(replace(one, metadata=given_), annotate.load(), profiles.load())


def coverage(records):
    return [one.value for one in records.documents[0].metadata if one.name == "coverage"]


def test_a_mixed_document_is_read_in_both_languages():
    """Each region is read in its own language, and the two mentions of one man have their own words."""
    found = read(MIXED)
    assert {"Hwang Ki-nam", "황기남"} <= {one.name for one in found.mentions}
    assert {one.form for one in found.statements} >= {"direct", "indirect"}
    assert "2016-08-05" in {one.edtf for one in found.times}
    assert [(one.low, one.unit) for one in found.figures] == [(30.0, "people")]
    assert len({one.id for one in found.mentions}) == len(found.mentions)


def test_all_anchors_are_words_of_the_text():
    """Every span of every record slices the text to its quote."""
    found = read(MIXED)
    spans = [one.span for one in (*found.mentions, *found.times, *found.figures)]
    spans += [part for one in found.statements for part in (*one.content, one.source, one.cue, *one.hedges) if part]
    assert spans
    assert all(MIXED[one.start : one.end] == one.quote for one in spans)


def test_what_is_not_read_is_said():
    """A document with Korean prose says what of it is read; one without says nothing."""
    assert coverage(read(MIXED)) == [
        (
            "of its Korean, names, statements, times and figures are read; "
            "reports of events, forecasts and what pronouns stand for are not"
        )
    ]
    assert coverage(read("The minister left on Friday, the embassy said.\n")) == []


def test_without_the_extra_it_is_said(monkeypatch):
    """Without kiwipiepy the English is read as ever, and the document says what is missing."""
    monkeypatch.setattr(document, "available", lambda: False)
    found = read(MIXED)
    assert coverage(found) == ["Korean is not read: it needs the extra attribune[ko]"]
    assert "Hwang Ki-nam" in {one.name for one in found.mentions}
    assert not any("황" in one.name for one in found.mentions)


def test_no_korean_rule_touches_english(monkeypatch):
    """Text without Korean prose never meets a Korean rule, even with names in Korean letters in it."""

    def touched(*_):
        raise AssertionError("a Korean rule was asked")

    monkeypatch.setattr(document, "sentences", touched)
    monkeypatch.setattr(analyser, "_kiwi", touched)
    text = (
        "Hwang Ki-nam (황기남), an ambassador, said on Friday that 30 people had left the embassy in Moscow for good.\n"
    )
    assert read(text).statements


def test_a_quotation_is_never_cut():
    """A sentence does not end inside a quotation of several sentences."""
    text = "백 씨는 “돈은 없다. 나는 떠났다. 그게 전부다”라고 말했다. 그는 웃었다.\n"
    cleaned = clean.clean(Document("d", "o", "0", text, "text/plain", "utf-8"))
    seen = annotate.annotate(cleaned, annotate.load(), profiles.load())
    assert [one.span.quote for one in seen.sentences] == [text[:35].strip(), "그는 웃었다."]
    assert [one.content[0].quote for one in extract.statements(seen, profiles.load())] == [
        "돈은 없다. 나는 떠났다. 그게 전부다"
    ]


WORDS = st.sampled_from(
    [
        "김",
        "씨는",
        "“",
        "”",
        "‘",
        "’",
        '"',
        "(",
        ")",
        "라고",
        "고",
        "말했다",
        "밝혔다",
        "다고",
        "다는",
        "것으로",
        "알려졌다",
        "에",
        "따르면",
        "소식통",
        "13월",
        "99일",
        "지난달",
        "31일",
        "0년",
        "수십",
        "명",
        "1만",
        "만",
        "억",
        "여",
        "%",
        "~",
        ".",
        ",",
        "주체",
        "년",
        "전",
        "후",
        "까지",
        "부터",
        "\n",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=40), st.booleans())
def test_nothing_raises(words, spaced):
    """Whatever Korean words, marks and numbers stand together, reading them raises nothing and anchors hold."""
    text = "북한 " + (" " if spaced else "").join(words)
    found = read(text)
    for one in (*found.mentions, *found.times, *found.figures):
        assert text[one.span.start : one.span.end] == one.span.quote


@settings(max_examples=40, deadline=None)
@given(
    st.text(
        st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3) | st.sampled_from(" .”“\n0123456789"), max_size=120
    )
)
def test_any_hangul_is_read(text):
    """Any syllables at all are read without raising."""
    assert read("북한은 " + text).documents
