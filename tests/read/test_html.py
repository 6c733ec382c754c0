"""The visible text of a page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribune.read.html import MAX_DEPTH, TooDeepError, attributes, scan


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>one<p>two", "one\ntwo"),
        ("<div> a \n b </div>", "a b"),
        ("a<br>b", "a\nb"),
        ("un<b>bro</b>ken", "unbroken"),
        ("a <!-- not > this -->b", "a b"),
        ("a<!-->b", "ab"),
        ("x<![CDATA[ <p>no ]]>y", "xy"),
        ("<script>var a = '<p>';</script>b", "b"),
        ("<style>p { }</style>b<noscript><p>c</noscript>", "b"),
        ("<p hidden>a</p><p style='display: none'>b</p><p>c</p>", "c"),
        ("<ul><li>one<li>two</ul>", "one\ntwo"),
        ("<table><tr><td>1<td>2<tr><td>3</table>", "1\n2\n3"),
        ("<a title='a > b'>link</a>", "link"),
        ("2 < 3 and a <b", "2 < 3 and a"),
        ("<pre>a\r\n  b</pre>", "a\n  b"),
        ("<p>a</i></b>b</p>", "ab"),
        ("AT&T &lt;&amp;&copy 2020", "AT&T <&© 2020"),
        ("<textarea><p>draft</p></textarea>sent", "sent"),
        ("<svg><text>icon</text></svg>word", "word"),
    ],
)
def test_text_is_what_a_reader_sees(source, text):
    """Blocks stand on lines of their own; what is hidden is no text; missing end tags are understood."""
    assert scan(source).text == text


def test_nesting_beyond_reason_is_refused():
    """A page of a hundred thousand open elements is no page."""
    with pytest.raises(TooDeepError, match="nests more than"):
        scan("<div>" * 100_000)
    assert scan("<div>" * (MAX_DEPTH - 1) + "word").text == "word"


def test_paragraphs_that_are_never_closed_do_not_nest():
    """The start of a paragraph ends the one before, however many follow."""
    assert scan("<p>a" * 5000).text.count("\n") == 4999


def test_blocks_know_where_they_stand():
    """A block knows its element, whether it is a heading, a caption or chrome, and how much of it is link."""
    page = scan(
        "<nav><a href=/>Home</a></nav><h2>Title</h2><figure><figcaption>Who</figcaption></figure><p class=x>Body"
    )
    nav, title, caption, body = page.blocks
    assert nav.chrome
    assert nav.linked == 4
    assert title.heading
    assert caption.caption
    assert (body.tag, body.labels) == ("p", "x")


@given(st.text("<>/!-abp='\" &;#x\n[]?", max_size=80))
def test_no_source_raises(source):
    """Any string at all is a page, and its runs cover its text but for line breaks."""
    page = scan(source)
    covered = sum(end - start for start, end, *_ in page.runs)
    assert covered + page.text.count("\n") >= len(page.text)


def test_attributes_are_read_in_every_form():
    """Quoted, unquoted and bare attributes are read, and their entities resolved."""
    assert list(attributes("<meta name=a content='b &amp; c'><META CONTENT=\"d\" hidden>", "meta")) == [
        {"name": "a", "content": "b & c"},
        {"content": "d", "hidden": ""},
    ]
