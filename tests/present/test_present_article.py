"""An article in the terminal."""

import io
import re

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


def shown(text, nlp, width=160, **console):
    plain = Document("d", "d", "", text, "text/plain", "utf-8")
    document = Document("d", "d", "", text, "text/plain", "utf-8", regions=(Region(plain.span(0, len(text)), "body"),))
    doc, paragraphs = parse(document, nlp)
    found = statements(Annotated(document, doc, paragraphs), Profile("none"))
    out = io.StringIO()
    console = {"color_system": None} | console
    Console(file=out, width=width, **console).print(article(document, found))
    return out.getvalue()


def test_the_whole_prose_is_printed_as_it_is(nlp):
    """Every paragraph stands in the output, and its words are never read as markup."""
    coloured = re.sub(r"\x1b\[[0-9;]*m", "", shown(TEXT, nlp, color_system="standard", force_terminal=True))
    assert all(line in coloured for line in TEXT.split("\n\n"))
    assert "Nothing moved on [bold]Monday." in shown(TEXT, nlp)


def test_without_colour_brackets_tell_who_says_what(nlp):
    """In a pipe and under NO_COLOR source, cue and content stand in brackets of three kinds, nested ones inside."""
    marked = (
        "[The Northern Herald] {reported} that <[Olga Brandt] {had said} that <the bridge was closed>>.",
        "[source]  {cue}  <content>",
    )
    piped = shown(TEXT, nlp)
    bare = shown(TEXT, nlp, color_system="standard", force_terminal=True, no_color=True)
    assert all(line in piped and line in re.sub(r"\x1b\[[0-9;]*m", "", bare) for line in marked)


def test_a_long_line_hangs_under_its_first_word(nlp):
    """What is said is wrapped under its first word, not under the bullet, and no line ends in spaces."""
    lines = shown(TEXT, nlp, width=44).splitlines()
    at = next(number for number, line in enumerate(lines) if "▸" in line)
    assert lines[at + 1].startswith(" " * (lines[at].index("▸") + 2))
    assert all(line == line.rstrip() and len(line) <= 44 for line in lines)


def test_a_nested_statement_is_indented_under_its_outer_one(nlp):
    """What is said inside what somebody else says stands further in, below it."""
    lines = [line for line in shown(TEXT, nlp).splitlines() if "▸" in line]
    assert len(lines) == 2
    assert lines[0].index("▸") < lines[1].index("▸")


def test_an_article_without_statements_is_printed(nlp):
    """An article in which nobody says anything is printed as plain prose."""
    assert "Nothing moved." in shown("Nothing moved.", nlp)
