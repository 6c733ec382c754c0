"""The way back from a page's text to its bytes."""

import html
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribune.read import quote, read_bytes, to_bytes

WORDS = st.text("ab é€😀Ж한'\"&<>\t\n\xa0\u200b", max_size=12)
ESCAPED = WORDS.map(lambda words: words.replace("&", "&amp;").replace("<", "&lt;"))
ENTITIES = st.sampled_from(
    ["&amp;", "&eacute;", "&#233;", "&#x1F600;", "&notit;", "&bogus;", "&", "&#0;", "&#x1;", "&nbsp;"]
)
TAGS = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<br>",
        "<li>",
        "<div class='x>y'>",
        "</div>",
        "<!-- a > b -->",
        "<![CDATA[x]]>",
        "<script>if (a<b) {}</script>",
        "<style>p{}</style>",
        "<span hidden>gone</span>",
        "<pre>",
        "</pre>",
        "<a href=x>",
        "</a>",
        "<td>",
        "<h1>",
        "</h1>",
        "<img alt='>'>",
        "<?php x ?>",
        "</nothing>",
        "< ",
        "<3",
    ]
)
NASTY = st.lists(st.one_of(ESCAPED, ENTITIES, TAGS), max_size=30).map("".join)
ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252", "shift_jis", "gb18030", "euc_kr", "koi8-r"])


def page(body, encoding="utf-8"):
    return f'<!doctype html><html><head><meta charset="{encoding}"></head><body><p>Words.</p>{body}'.encode(
        encoding, "replace"
    )


@given(NASTY, ENCODINGS, st.data())
def test_every_stretch_of_a_page_leads_to_bytes_that_give_it_again(body, encoding, data):
    """Whatever the mark-up and the encoding, quoting any stretch from the bytes gives the words of the text."""
    original = page(body, encoding)
    (document,) = read_bytes("page.html", original)
    start = data.draw(st.integers(0, len(document.text) - 1))
    end = data.draw(st.integers(start + 1, len(document.text)))
    assert quote(original, document.origin_map, start, end) == document.text[start:end]
    assert quote(original, document.origin_map, 0, len(document.text)) == document.text


@given(st.lists(st.text("ab é€Ж한", min_size=1, max_size=9), min_size=1, max_size=8))
def test_the_bytes_alone_give_the_words(words):
    """The bytes that a stretch leads to, decoded, tags out, entities resolved, are its words."""
    original = page("".join(f"<p>{html.escape(one)} <b>x</b>&amp;</p>" for one in words))
    (document,) = read_bytes("page.html", original)
    begin, end = to_bytes(document.origin_map, 0, len(document.text))
    seen = html.unescape(re.sub("<[^>]*>", "", original[begin:end].decode()))
    assert "".join(seen.split()) == "".join(document.text.split())


@given(NASTY)
def test_the_runs_of_a_map_are_sorted_and_of_one_width(body):
    """The runs follow one another in the text, and a linear run has equally many bytes for each of its characters."""
    (document,) = read_bytes("page.html", page(body))
    runs = document.origin_map
    ends = [0, *runs.text_end]
    assert all(end <= start for end, start in zip(ends, runs.text_start, strict=False))
    for start, end, first, after, linear in zip(
        runs.text_start, runs.text_end, runs.byte_start, runs.byte_end, runs.linear, strict=True
    ):
        assert not linear or (after - first) % (end - start) == 0


@given(st.text(max_size=40), st.booleans(), st.booleans())
def test_a_record_of_json_leads_back_through_its_escapes(text, ascii_only, as_page):
    """A text or page inside a JSON record leads to the bytes of the record's line."""
    value = f"<p>Words</p><p>{html.escape(text)}</p>" if as_page else f"Words {text}"
    line = json.dumps({"id": "a", "html" if as_page else "text": value}, ensure_ascii=ascii_only).encode()
    (document,) = read_bytes("feed.jsonl", line)
    assert quote(line, document.origin_map, 0, len(document.text)) == document.text


def test_a_stretch_without_bytes_is_refused():
    """A line break put between two blocks has no bytes, and asking for them says so."""
    (document,) = read_bytes("page.html", page("<p>More.</p>"))
    gap = document.text.index("\n")
    with pytest.raises(ValueError, match="stands in the original"):
        to_bytes(document.origin_map, gap, gap + 1)


def test_part_of_a_run_leads_to_part_of_its_bytes():
    """A word inside a paragraph leads to its own bytes, an entity to all of its own."""
    original = page("<p>Caf&eacute; in Köln</p>")
    (document,) = read_bytes("page.html", original)
    start = document.text.index("Köln")
    begin, end = to_bytes(document.origin_map, start, start + 4)
    assert original[begin:end] == "Köln".encode()
    start = document.text.index("é")
    begin, end = to_bytes(document.origin_map, start, start + 1)
    assert original[begin:end] == b"&eacute;"
