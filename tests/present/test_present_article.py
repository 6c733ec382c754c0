"""An article in the terminal."""

import io

from rich.console import Console

from attribune.annotate.parse import parse
from attribune.extract import statements
from attribune.model import Annotated, Document, Region
from attribune.present.article import article
from attribune.profiles import Profile

TEXT = (
    "The Northern Herald reported that Olga Brandt had said that the bridge was closed.\n\n"
    "Nothing moved on [bold]Monday."
)


def shown(text, nlp):
    plain = Document("d", "d", "", text, "text/plain", "utf-8")
    document = Document("d", "d", "", text, "text/plain", "utf-8", regions=(Region(plain.span(0, len(text)), "body"),))
    doc, paragraphs = parse(document, nlp)
    found = statements(Annotated(document, doc, paragraphs), Profile("none"))
    out = io.StringIO()
    Console(file=out, width=160, color_system=None).print(article(document, found))
    return out.getvalue()


def test_the_whole_prose_is_printed_as_it_is(nlp):
    """Every paragraph stands in the output, and its words are never read as markup."""
    printed = shown(TEXT, nlp)
    assert all(line in printed for line in TEXT.split("\n\n"))


def test_a_nested_statement_is_indented_under_its_outer_one(nlp):
    """What is said inside what somebody else says stands further in, below it."""
    lines = [line for line in shown(TEXT, nlp).splitlines() if "▸" in line]
    assert len(lines) == 2
    assert lines[0].index("▸") < lines[1].index("▸")


def test_an_article_without_statements_is_printed(nlp):
    """An article in which nobody says anything is printed as plain prose."""
    assert "Nothing moved." in shown("Nothing moved.", nlp)
