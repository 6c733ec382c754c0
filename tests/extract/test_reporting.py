"""The settled forms around quotations: reporting clauses, signatures, quoted names, and where the next cue begins."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from attribune.annotate.parse import parse
from attribune.extract.statement import statements
from attribune.model import Annotated, Document, Region
from attribune.profiles import Profile


def read(text, nlp):
    document = Document("d", "d.txt", "", text, "text/plain", "utf-8")
    regions = (Region(document.span(0, len(text)), "body"),) if text.strip() else ()
    document = Document("d", "d.txt", "", text, "text/plain", "utf-8", regions=regions)
    doc, paragraphs = parse(document, nlp)
    return statements(Annotated(document, doc, paragraphs), Profile("test"))


def told(text, nlp):
    """[(source, content)] of the outer statements, as text."""
    found = [one for one in read(text, nlp) if one.within is None]
    cut = lambda one: text[one.start : one.end]  # noqa: E731 - short and local
    return [(cut(one.source) if one.source else "", [cut(part) for part in one.content]) for one in found]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("“Down with the toll!” the boatmen bellowed.", "the boatmen", ["Down with the toll"]),
        ("“Never,” Marta Olsen chirped in the yard.", "Marta Olsen", ["Never"]),
        (
            "“The lock is broken,” said Ada Brandt, who has kept it for years. “Nobody came to mend it.”",
            "Ada Brandt",
            ["The lock is broken", "Nobody came to mend it"],
        ),
        (
            "“When the bridge closed,” he wrote of the winter, “every shop on the quay lost its trade.”",
            "he",
            ["When the bridge closed", "every shop on the quay lost its trade"],
        ),
    ],
)
def test_a_reporting_clause_gives_both_halves_to_its_speaker(text, source, content, nlp):
    """Whatever the verb, an unfinished quotation goes to the clause behind it, with its rest."""
    assert (source, content) in told(text, nlp)


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "Six rowers were hurt on Monday when guards ran into the square in Dalmo, nurses and clerks said.",
            "nurses and clerks",
            "Six rowers were hurt on Monday when guards ran into the square in Dalmo",
        ),
        (
            "The Sorimese envoy to Mozambique, Ulma Tedder, categorically denied yesterday that rowers had deserted.",
            "The Sorimese envoy to Mozambique, Ulma Tedder",
            "rowers had deserted",
        ),
        (
            "The navy said in a statement posted on its website that two rowers had drowned in clashes.",
            "The navy",
            "two rowers had drowned in clashes",
        ),
        (
            "Harbour officials say privately that at least seven rowers had deserted since the spring.",
            "Harbour officials",
            "at least seven rowers had deserted since the spring",
        ),
        (
            "A squall struck Narva on Sunday, sinking two boats, the harbour master, Jan Berg, said.",
            "the harbour master, Jan Berg",
            "A squall struck Narva on Sunday, sinking two boats",
        ),
        (
            "No clerk of the pier is missing, the council's press officer, Ulma Tedder, told the Daily Oar on Monday.",
            "the council's press officer, Ulma Tedder",
            "No clerk of the pier is missing",
        ),
        (
            "Rowers accuse the navy of sinking boats, a charge it denies.",
            "it",
            "Rowers accuse the navy of sinking boats",
        ),
        (
            "The warden, Jan Berg, firmly denied on Monday that clerks had left.",
            "Jan Berg",
            "clerks had left",
        ),
    ],
)
def test_a_sentence_that_parsers_misread_has_its_speaker(text, source, content, nlp):
    """Speakers taken for places, verbs taken for participles, and a day before "that" take nothing away."""
    assert (source, [content]) in told(text, nlp)


def test_a_second_speaker_keeps_the_second_quotation(nlp):
    """A quotation with a reporting clause of its own is not joined to the one before."""
    text = "“The pier will stay open,” Ada Brandt said. “The pier will close at noon,” said Jon Varga."
    assert told(text, nlp) == [
        ("Ada Brandt", ["The pier will stay open"]),
        ("Jon Varga", ["The pier will close at noon"]),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Voices from the harbour.\n\n“We waited for the ferry until dark.”― Ada Brandt\n\nThe list goes on.",
        "Voices from the harbour.\n\n“We waited for the ferry until dark.” ―\xa0Ada Brandt\n\nThe list goes on.",
        "Voices from the harbour.\n\n“We waited for the ferry until dark.\nAda Brandt, Harbour Union.”\n\nMore follow.",
    ],
)
def test_a_signature_names_the_source(text, nlp):
    """A name behind a dash, or on a quotation's last line, is who says it, and no part of what is said."""
    rows = [row for row in told(text, nlp) if row[1] == ["We waited for the ferry until dark"]]
    assert rows
    assert rows[0][0].startswith("Ada Brandt")


def test_a_quoted_name_is_a_statement(nlp):
    """What somebody calls something in quotation marks is the content, with what is called so."""
    found = told("One councillor called the ferry “a floating ruin.”", nlp)
    assert found == [("One councillor", ["the ferry “a floating ruin.”"])]


def test_a_call_for_something_names_nothing(nlp):
    """Who calls for something does not name it: the quoted words are only a part of what is wanted."""
    for _, content in told("The union called for an “open harbour” policy on every pier.", nlp):
        assert content[0].endswith("pier")


def test_a_second_cue_ends_the_content(nlp):
    """Where "and" joins a second cue of the same speaker after a quotation, the content before it ends."""
    found = told("Varga said the pier was “rotten to the core” and said the town would build a new one.", nlp)
    assert next(content[0].rstrip("”") for _, content in found) == "the pier was “rotten to the core"


def test_a_turned_mark_closes(nlp):
    """An opening mark right behind a full stop closes: the words after it are not quoted."""
    text = "“Do you want to leave the island?“ she asked.\n\nThe boat left at noon."
    assert ("she", ["Do you want to leave the island"]) in told(text, nlp)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    parts=st.lists(
        st.sampled_from(["“", "”", '"', "―", "-", "\n", ",", ".", "Ada", "called", "said", "and", " "]), max_size=30
    )
)
def test_nothing_raises(parts, nlp):
    """Any order of marks, dashes, names and cues gives statements whose contents lie in the text."""
    text = " ".join(parts)
    for one in read(text, nlp):
        assert all(0 <= part.start < part.end <= len(text) for part in one.content)
