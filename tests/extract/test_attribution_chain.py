"""Second hops, clauses that stand apart, and bodies without a name of their own."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from attribune.annotate.parse import parse
from attribune.extract.statement import statements
from attribune.model import Annotated, Document, Region
from attribune.profiles import Profile


def read(text, nlp):
    """The statements of a text."""
    document = Document("d", "d.txt", "", text, "text/plain", "utf-8")
    regions = (Region(document.span(0, len(text)), "body"),) if text.strip() else ()
    document = Document("d", "d.txt", "", text, "text/plain", "utf-8", regions=regions)
    doc, paragraphs = parse(document, nlp)
    return statements(Annotated(document, doc, paragraphs), Profile("test"))


def by_source(text, nlp):
    """{the words for a source: its statement}; the last counts."""
    return {one.source.quote if one.source else "": one for one in read(text, nlp)}


CITED = [
    ("The pier was sold in May, a daily reported, citing two clerks of the port.", "a daily", "two clerks"),
    ("The gazette wrote, citing a clerk, that the pier had been sold.", "The gazette", "a clerk"),
    ("According to the gazette, which quoted a clerk, the pier was sold in May.", "the gazette", "a clerk"),
    (
        "The pier was sold in May, the gazette reported with reference to the harbour office.",
        "the gazette",
        "the harbour office",
    ),
    ("The gazette quoted a clerk as saying the pier had been sold.", "The gazette", "a clerk"),
    ("The gazette reported that the pier had been sold. It cited a single clerk.", "The gazette", "a single clerk"),
]


@pytest.mark.parametrize(("text", "paper", "cited"), CITED)
def test_who_is_cited_speaks_within_who_cites(nlp, text, paper, cited):
    """The words are the paper's, and within that those of whom it cites, with one content."""
    found = by_source(text, nlp)
    inner = next(one for words, one in found.items() if words.startswith(cited))
    assert inner.within == found[paper].id
    assert inner.content == found[paper].content
    assert "pier" in inner.content[0].quote
    assert cited not in inner.content[0].quote


def test_a_ground_is_nobody_to_cite(nlp):
    """What is cited as a reason tells nothing."""
    found = read("The council closed the pier, citing security, the gazette reported.", nlp)
    assert all(one.source is None or one.source.quote != "security" for one in found)


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "The yard was shut and the cranes were sold, the harbour office told this paper on Monday.",
            "the harbour office",
            "The yard was shut and the cranes were sold",
        ),
        (
            "As the harbour master explained to our reporter, the crew left the yard at night and walked home.",
            "the harbour master",
            "the crew left the yard at night and walked home",
        ),
        (
            "The clerk was dismissed, it was claimed last night.",
            "",
            "The clerk was dismissed",
        ),
    ],
)
def test_a_reporting_clause_has_all_of_the_sentence(nlp, text, source, content):
    """A clause that only tells who said it, to whom and when, reports the rest of its sentence."""
    assert [part.quote for part in by_source(text, nlp)[source].content] == [content]


@pytest.mark.parametrize(
    ("text", "source", "without"),
    [
        (
            "Two ferries sank, the office said, but fishermen insisted that three had gone down.",
            "the office",
            "fishermen",
        ),
        ("The mayor said he was resting; the ministry told envoys that he was in Rome.", "The mayor", "envoys"),
        ("The mayor said he was resting; the ministry told envoys that he was in Rome.", "the ministry", "resting"),
    ],
)
def test_what_one_says_ends_where_another_speaks(nlp, text, source, without):
    """A clause with a speaker of its own is not what the other says."""
    assert all(without not in part.quote for part in by_source(text, nlp)[source].content)


@pytest.mark.parametrize(
    ("text", "source", "speaker"),
    [
        ("The Narva harbour office said the pier was sold. It does not name the buyer.", "It", "Narva harbour office"),
        ("We asked the Narva harbour office. It did not answer our questions.", "It", "Narva harbour office"),
        ("The Narva harbour office shut the pier. The office said it was old.", "The office", "Narva harbour office"),
        ("A clerk said the pier was sold. The government said it was not.", "The government", None),
        ("A harbour office said the pier was sold.", "A harbour office", None),
    ],
)
def test_a_body_speaks_under_the_fullest_words_for_it(nlp, text, source, speaker):
    """A definite body is whom the article described before; a bare or indefinite noun names nobody."""
    assert by_source(text, nlp)[source].speaker == speaker


@pytest.mark.parametrize(
    ("text", "source", "act"),
    [
        ("The office said it was not aware of the sale.", "The office", "decline"),
        ("The office said it had no knowledge of the sale.", "The office", "decline"),
        ("The mayor refrained from comments on the sale.", "The mayor", "decline"),
        ("The clerk refuted this.", "The clerk", "deny"),
        ("The clerk said the report was a fabrication.", "The clerk", "deny"),
        ("The clerk believes that the pier will be sold.", "The clerk", "predict"),
        ("The embassy advised its citizens to stay indoors.", "The embassy", "propose"),
        ("The mayor put the toll at 40.", "The mayor", "believe"),
        ("The mayor played down the figure.", "The mayor", "question"),
    ],
)
def test_set_phrases_tell_the_act(nlp, text, source, act):
    """To know nothing is to decline; what is called false is denied; who urges proposes."""
    assert by_source(text, nlp)[source].act == act


def test_who_speaks_inside_a_quotation_is_nested(nlp):
    """What a quoted speaker tells of another's words is a statement within his."""
    found = by_source("“They told us that the pier had been sold,” the clerk said on Friday.", nlp)
    assert found["They"].within == found["the clerk"].id


@pytest.mark.parametrize(
    "text",
    [
        "The clerk said that the mayor had not been seen since May.",
        "The clerk, who asked not to be named, said the pier was sold.",
        "The clerk said that six of the crew did not know the harbour.",
    ],
)
def test_words_of_saying_that_say_nothing_are_no_statements(nlp, text):
    """Not to have been seen, to ask for anonymity, and not to have known are nobody's statements."""
    assert len(read(text, nlp)) == 1


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            [
                "the gazette",
                "said",
                ",",
                ";",
                "citing",
                "a clerk",
                "it was claimed",
                "as",
                "but",
                "that",
                "the pier was sold",
                "quoted",
                "him",
                "as saying",
                ".",
                "“",
                "”",
            ]
        ),
        max_size=14,
    )
)
def test_no_order_of_the_words_raises(nlp, words):
    """Whatever order such words come in, every span slices back."""
    text = " ".join(words)
    for one in read(text, nlp):
        assert all(text[part.start : part.end] == part.quote for part in one.content)
