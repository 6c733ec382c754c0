from __future__ import annotations

import re

import pypdfium2
import pytest

from attribune import view
from attribune.present.brief import brief
from attribune.present.brief_drawing import drawing
from attribune.present.brief_pdf import pdf

HOSTILE = '#panic("x") = $ ] } \\ "quoted" #read("/etc/passwd") @source-1 <label> \u202e\x00 \u200b한글'


@pytest.fixture(scope="module")
def shown(case):
    """The example case as a reader may see it."""
    return view.open(case)


@pytest.fixture(scope="module")
def words(shown):
    """The text of the brief as PDF."""
    return read(brief(shown, "A test", "pdf"))


def read(data):
    """The text of all pages of a PDF."""
    return "\n".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(data))


def test_no_page_names_who_is_protected(words, shown, canaries):
    """No text of the PDF, of the page or of its source holds a protected name."""
    for told in (words, brief(shown, "A test", "html"), brief(shown, "A test", "md")):
        assert not canaries.search(told)


def test_the_pages_tell_what_the_web_page_tells(words, shown):
    """The PDF has the same events, conflicts and sources as the page."""
    flat = re.sub(r"\s+", "", words.replace("\u200b", "").replace("\ufffe", "").replace("\x02", ""))
    page = brief(shown, "A test", "md")
    for line in re.findall(r"^- ≠ (.+?)(?: \[\d+\])*$", page, re.MULTILINE):
        assert re.sub(r"\s+|-", "", line)[:30] in flat.replace("-", ""), line
    for heading in ("Whenitissaidtohavehappened", "Whatistold", "Figures", "Forecasts", "Sources"):
        assert heading in flat


def test_every_sentence_is_cited(shown):
    """Every conflict, account, quotation, figure, forecast and grade of a brief carries the number of its source."""
    page = brief(shown, "A test", "md")
    told, sources = page.split("\n## Sources\n")
    lines = [x for x in told.split("\n") if x.startswith(("- ", "> ", "| ", "Credibility")) and "|---" not in x]
    headers = ("| when | what |", "| measure |", "| by when |")
    lines = [line for line in lines if not line.startswith(headers)]
    assert len(lines) > 100
    known = {int(number) for number in re.findall(r"^(\d+)\. ", sources, re.MULTILINE)}
    for line in lines:
        cited = {int(number) for number in re.findall(r"\[(\d+)\]", line)}
        assert cited or line.startswith("- ▲") or ";" not in line, line
        assert cited <= known


def test_words_of_articles_are_never_run(shown):
    """Whatever an article says, the typesetter prints it and does nothing of it."""
    made = {
        "title": HOSTILE, "sentences": [HOSTILE], "conflict_sign": "≠", "conflicts": [], "timeline": [], "affairs": [],
        "left": 0, "statements": [{"act": "deny", "document": "d"}], "figures": [], "forecasts": [], "lost": [],
        "documents": [{"id": "d", "title": HOSTILE, "url": None, "published": None}],
        "cites": lambda _ids: [1], "quote": str, "ends": list, "speaker": lambda _row: HOSTILE,
        "content": lambda _row: HOSTILE, "number": str, "outlet": lambda _one: HOSTILE, "cite": {"d": 1},
    }  # fmt: skip
    told = read(pdf(made))
    assert '#panic("x")' in told
    assert "root:" not in told


def test_the_same_case_gives_the_same_pages(shown):
    """Two briefs of one case are equal, byte for byte."""
    assert brief(shown, "A test", "pdf") == brief(shown, "A test", "pdf")


def test_a_drawing_escapes_what_it_draws():
    """A name with markup in it stays a name, and outlets that only have their own word are not drawn."""
    from attribune.present.account import Account

    origin = {"id": "o1", "kind": "person", "name": "<script>alert(1)</script>\x00"}
    made = drawing([Account(origin, ("A & B",), {})], {"A & B": [1, 2]})
    assert "<script" not in made.svg
    assert "A &amp; B [1, 2]" in made.svg
    assert drawing([Account(origin | {"name": "A"}, ("A",), {})], {}) is None
