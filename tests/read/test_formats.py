# ruff: noqa: E501 - files written out as they are
"""What each form of file gives: the text, and what it says of itself."""

import json

import pytest
from bench.invented import Invented as Article
from bench.invented import docx, factiva, message, nexis, odt, rss, rtf, zipped

from attribune.clean import clean
from attribune.read import bytes_of, quote, read, read_bytes, steps_of

ONE = Article(
    "Harbour closed after storm",
    "Lodova Courier",
    "2011-03-03",
    ("The harbour was closed on Monday, the mayor said.", "It will reopen in spring, she added."),
)
TWO = Article("Pier rebuilt", "Northern Herald", "2012-10-09", ("The pier was rebuilt.", "Nobody was hurt."))


def facts(document):
    """What a document says of itself."""
    return document.title, document.outlet, document.published


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("bundle.txt", "\n".join([*nexis(ONE, 1, 2), *nexis(TWO, 2, 2)]).encode()),
        ("bundle.txt", "\r\n".join([*nexis(ONE, 1, 2), *nexis(TWO, 2, 2)]).encode("utf-16")),
        ("bundle.docx", docx([*nexis(ONE, 1, 2), *nexis(TWO, 2, 2)])),
        ("bundle.txt", "\n".join([*factiva(ONE, 1), *factiva(TWO, 2)]).encode()),
        ("bundle.rtf", rtf([*factiva(ONE, 1), *factiva(TWO, 2)])),
    ],
)
def test_a_bundle_is_split_into_its_articles(name, data):
    """Each article of a bundle is a document with its outlet, date, by-line and length; its header is no prose."""
    one, two = (clean(document) for document in read_bytes(name, data))
    assert facts(one) == ("Harbour closed after storm", "Lodova Courier", "2011-03-03")
    assert facts(two) == ("Pier rebuilt", "Northern Herald", "2012-10-09")
    assert [author.casefold() for author in one.authors] == ["ann bell"]
    assert "16 words" in next(m.value for m in one.metadata if m.name == "length")
    assert [r.span.quote for r in one.regions if r.kind == "body"] == list(ONE.paragraphs)
    assert [r.span.quote for r in one.regions if r.kind == "heading"] == [ONE.title]


CODED = """HD  Harbour closed after storm
BY  By Ann Bell and Carl Dorn
WC  523 words
PD  3 March 2011
SN  Lodova News
LA  English
CY  (c) 2011 Lodova
LP

LODOVA - The harbour was closed on Monday.

TD

It will reopen in spring.

AN  Document LODNEW0020110303e73300abc

"""

DELIVERED = """Harbour closed after storm
Lodova Courier
March 3, 2011 Thursday

Copyright 2011 Lodova Courier All Rights Reserved

Section: NEWS; Pg. 3
Length: 523 words
Byline: Ann Bell
Body


The harbour was closed on Monday.

It will reopen in spring.

Classification

Language: ENGLISH

Load-Date: March 4, 2011


End of Document


"""


def test_the_other_forms_of_bundles():
    """Factiva's codes, and what LexisNexis delivers now."""
    for text, outlet in ((CODED, "Lodova News"), (DELIVERED, "Lodova Courier")):
        one, two = (clean(document) for document in read_bytes("bundle.txt", (text * 2).encode()))
        assert facts(one) == facts(two) == ("Harbour closed after storm", outlet, "2011-03-03")
        assert len([r for r in two.regions if r.kind == "body"]) == 2
    assert next(m.value for m in two.metadata if m.name == "loaded") == "2011-03-04"


def test_an_article_that_only_speaks_of_documents_is_no_bundle():
    """Words like those between articles make no bundle."""
    text = b"He signed 1 of 12 documents.\n\nEnd of Document\n\nThat was all, the mayor said on Monday.\n"
    (document,) = read_bytes("a.txt", text)
    assert document.text == text.decode()


def test_items_of_a_feed_have_title_date_and_link():
    """An item is its title and its fullest text; the feed is its outlet."""
    first, second = read_bytes("feed.xml", rss([ONE, TWO]))
    assert facts(first) == ("Harbour closed after storm", "Lodova Courier", "2020-11-02")
    assert first.url == "https://courier.example/0"
    assert first.path == "feed.xml#tag:0"
    assert first.text == "\n".join(["Harbour closed after storm", "", *ONE.paragraphs])
    assert clean(second).regions[0].kind == "heading"


def test_an_old_feed_in_its_own_encoding():
    """A Korean feed in EUC-KR is read, its items lead back to its bytes."""
    item = (
        "<item><title>항구 폐쇄</title><description>지난 월요일 항구가 폐쇄됐다고 시장이 밝혔다.</description></item>"
    )
    data = f'<?xml version="1.0" encoding="euc-kr"?><rss><channel><title>로도바</title>{item}</channel></rss>'.encode(
        "euc-kr"
    )
    (document,) = read_bytes("feed.xml", data)
    assert document.title == "항구 폐쇄"
    assert document.outlet == "로도바"
    first, after = bytes_of(document, *(document.text.index(w) for w in ("시장이", " 밝혔다")))
    kept = data[data.index(b"<item>") :]
    assert kept[first:after].decode("euc-kr") == "시장이"


def test_a_message_has_sender_subject_and_attachments():
    """The message is a document, and so is each file that hangs on it."""
    body, notes = read_bytes("a.eml", message(ONE, "base64", as_page=True))
    assert facts(body) == ("Harbour closed after storm", "Lodova Courier", "2020-11-02")
    assert body.media_type == "text/html"
    assert notes.text == "Notes that hang on it."
    assert steps_of(notes) == ("part 2",)


def test_a_saved_page_in_the_form_of_a_message_is_a_page():
    """A browser's .mht gives the page's own title and its address."""
    data = (
        b"From: <Saved by a browser>\r\nSnapshot-Content-Location: https://courier.example/1\r\nSubject: x\r\n"
        b"Date: Mon, 2 Nov 2020 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; boundary="cut"\r\n\r\n--cut\r\nContent-Type: text/html\r\n'
        b"Content-Transfer-Encoding: quoted-printable\r\n\r\n<html><head><title>Harbour closed after storm</title></head>"
        b"<body><h1>Harbour closed after storm</h1><p>The harbour was closed =E2=80=93 for good.</p></body></html>\r\n--cut--\r\n"
    )
    (document,) = read_bytes("a.mht", data)
    assert document.title == "Harbour closed after storm"
    assert document.url == "https://courier.example/1"
    assert document.outlet is None or "Saved" not in document.outlet
    assert "– for good" in document.text


def test_what_a_word_processor_took_out_is_not_the_text():
    """Deleted words, notes, fields and a second form of what stands beside are left out; tabs and breaks stay."""
    body = (
        "<w:p><w:r><w:t>The harbour</w:t></w:r><w:del><w:r><w:delText> never</w:delText></w:r></w:del><w:r><w:tab/><w:t>was</w:t>"
        "<w:br/><w:t>closed.</w:t></w:r><mc:AlternateContent><mc:Fallback><w:p><w:t>Twice</w:t></w:p></mc:Fallback>"
        "</mc:AlternateContent><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
    )
    xml = f"<w:document><w:body>{body}</w:body></w:document>"
    data = zipped({"[Content_Types].xml": b"", "word/document.xml": xml.encode()})
    (document,) = read_bytes("a.docx", data)
    assert document.text == "The harbour was\nclosed."
    assert quote(data, document.origin_map, 0, 22) == document.text[:22]
    assert document.origin_map.layers == ("zip word/document.xml",)
    (document,) = read_bytes("a.odt", odt(["A word of two", "Line"]))
    assert document.text == "A word of two\n\nLine".replace("of ", "of ")


def test_rich_text_knows_its_fonts_and_fallbacks():
    """Bytes are read by the font's character set, fallbacks of Unicode are left out, hidden groups too."""
    data = (
        rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset129 G;}{\f2\fcharset204 C;}}{\info{\title No}}"
        rb"\f0 Caf\'e9 \uc2\u8217\'92\'92s \emdash \{x\}\par{\f1 \'b0\'a1\'b3\'aa}{\f2 \'cf\'ee\'f0\'f2} \u-10179?\u-8704?{\*\x hidden}\par}"
    )
    (document,) = read_bytes("a.rtf", data)
    assert document.text == "Café ’s —{x}\n가나Порт 😀"


def test_the_steps_to_a_member_are_kept(tmp_path):
    """Every member says by which steps its bytes come out of the file."""
    (tmp_path / "a.json").write_bytes(b'\xef\xbb\xbf[{"id": 1, "text": "K\xc3\xb6ln."}, {"id": 2, "text": "Two."}]')
    (tmp_path / "b.zip").write_bytes(zipped({"in/x y.jsonl": json.dumps({"text": "Three."}).encode()}))
    found = {document.path: steps_of(document) for document, _ in read([tmp_path])}
    assert found["a.json#2"] == ("bytes 33:58",)
    assert found["b.zip#in/x y.jsonl#1"] == ("zip in/x y.jsonl", "bytes 0:18")
