"""Factuality: how certain an event is told to be."""

import pytest

from attribune.annotate.parse import parse
from attribune.extract.statement import event_factuality, statements
from attribune.model import Annotated, Document, Region
from attribune.profiles import Profile


def read(text, nlp):
    body = Document("d", "d", "", text, "text/plain", "utf-8")
    document = Document("d", "d", "", text, "text/plain", "utf-8", regions=(Region(body.span(0, len(text)), "body"),))
    doc, paragraphs = parse(document, nlp)
    return Annotated(document, doc, paragraphs)


def values(text, nlp):
    return {one.span.quote: one for one in event_factuality(read(text, nlp))}


def test_a_plain_fact_is_certain(nlp):
    """What is told plainly is certain."""
    assert values("The ferry sank.", nlp)["sank"].factuality == "CT+"


def test_negation_turns_the_sign(nlp):
    """What is told not to have happened is certainly not so."""
    assert values("The ferry did not sink.", nlp)["sink"].factuality == "CT-"


@pytest.mark.parametrize(
    "text", ["The ferry may sink.", "She wants the ferry to sink.", "If the ferry had sunk, they would swim."]
)
def test_modals_wishes_and_conditions_weaken(text, nlp):
    """What may be, what is wished, and what is only supposed is less certain than a fact."""
    event = next(one for quote, one in values(text, nlp).items() if quote in ("sink", "sunk"))
    assert event.value < 2.25


def test_a_report_leaves_certainty_nearly_as_it_is(nlp):
    """A plain "said" does not make what is said uncertain; "might" does, whoever says it."""
    plain = values("The captain said that the ferry sank.", nlp)["sank"].value
    hedged = values("The captain said that the ferry might sink.", nlp)["sink"].value
    assert plain > hedged


def test_values_stay_on_the_scale(nlp):
    """Every value lies between -3 and 3, and its words slice back."""
    text = "If it never could possibly not have been denied that nobody would refuse to fail, who knows?"
    for one in event_factuality(read(text, nlp)):
        assert -3 <= one.value <= 3
        assert text[one.span.start : one.span.end] == one.span.quote


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The captain said that the ferry sank.", {"CT+"}),
        ("The captain denied that the ferry sank.", {"CT-"}),
        ("The captain said that the ferry may sink.", {"PS+"}),
        ("The captain asked whether the ferry sank.", {"UU"}),
        ("The captain believes that the ferry sank.", {"PR+"}),
    ],
)
def test_statements_say_how_certain_their_source_is(text, expected, nlp):
    """A statement's factuality is that of its content as its source presents it."""
    assert {one.factuality for one in statements(read(text, nlp), Profile("none"))} <= expected
