"""Forecasts: what is said of the future that could be checked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribune.extract import forecasts
from attribune.model import Made, Statement
from seen import seen


def foretold(text, nlp, published="2016-10-20", said=()):
    """The forecasts of a text."""
    return forecasts(seen(text, nlp, published), said)


@pytest.mark.parametrize(
    ("text", "words", "likelihood", "low"),
    [
        ("The border may reopen soon.", "The border may reopen soon", "may", None),
        ("The warden is likely to resign.", "The warden is likely to resign", "likely", 0.55),
        ("The warden is very likely to resign.", "The warden is very likely to resign", "very likely", 0.80),
        ("The ministers will meet again.", "The ministers will meet again", None, None),
        ("Sanctions are expected to ruin the mine.", "ruin the mine", "expected", None),
        ("The group wants to open the office by early next year.", "open the office by early next year", None, None),
    ],
)
def test_found(text, words, likelihood, low, nlp):
    """Modals, words of probability, predictions by nobody and dated plans are forecasts, with ICD 203's range."""
    (one,) = foretold(text, nlp)
    assert one.span.quote == words
    assert (one.likelihood and one.likelihood.quote) == likelihood
    assert one.low == low
    assert one.made.reason


@pytest.mark.parametrize(
    "text",
    [
        "He may be the man behind it.",
        "The reports could reflect a change of mind.",
        "They could have fled before.",
        "He could not return to his post.",
        "You can never know what will happen.",
        "Will the border reopen?",
        "The group wants to open an office.",
        "The border reopened in May.",
    ],
)
def test_left_out(text, nlp):
    """What may hold now, what might have been, questions and plans without a date cannot be checked later."""
    assert foretold(text, nlp) == ()


def test_condition(nlp):
    """A condition is kept apart from what it is a condition for."""
    (one,) = foretold("Once the strike is over, many workers will return home.", nlp)
    assert one.condition.quote == "Once the strike is over"
    assert one.span.quote == "many workers will return home"


def test_horizon(nlp):
    """The horizon is the end of the latest time in the words that is not over."""
    (one,) = foretold("By the end of the year 90 sailors may leave, as 80 did in 2014.", nlp)
    assert one.horizon == "2016-12-31"


def test_predicted_statement(nlp):
    """What somebody predicts is a forecast, though no modal stands in it."""
    text = "More flights, the agency predicted."
    doc = seen(text, nlp).document
    content = (doc.span(0, len("More flights")),)
    said = Statement("s", doc.id, None, "media", None, content, "indirect", "predict", "CT+", Made("test"))
    (one,) = foretold(text, nlp, said=(said,))
    assert (one.span.quote, one.statement) == ("More flights", "s")


@given(st.text(max_size=100))
def test_any_text(nlp, text):
    """No text makes it fail, and each span slices back."""
    if text.strip():
        for one in foretold(text, nlp):
            assert text[one.span.start : one.span.end] == one.span.quote


def test_bare_promises(nlp):
    """A promise, or the report of one, is a forecast only with a date, a condition or a word of likelihood."""
    assert not foretold("“We will look at every letter,” the mayor said.", nlp)
    assert not foretold("The mayor said that the town would help every family.", nlp)
    assert foretold("The mayor said that the town would help 40 families by 2018.", nlp)
    assert foretold("The harvest will fail.", nlp)


def test_predicted_without_future(nlp):
    """What somebody warned against, and a bare pronoun, are nothing that could be checked."""
    text = "The agency warned against great haste."
    doc = seen(text, nlp).document
    start = text.index("great")
    content = (doc.span(start, start + len("great haste")),)
    said = Statement("s", doc.id, None, "media", None, content, "indirect", "predict", "CT+", Made("test"))
    assert not foretold(text, nlp, said=(said,))


def test_duty_with_its_date(nlp):
    """What must be done is a forecast where its date is told and still to come."""
    (one,) = foretold("The others must leave by the end of November.", nlp)
    assert (one.made.rule, one.horizon) == ("forecast.plan", "2016-11~")
    assert foretold("The others must leave.", nlp) == ()


def test_what_was_to_come_then(nlp):
    """What was due or expected in the past is no forecast, unless its date is still to come."""
    assert foretold("He fled before he was due to go home.", nlp) == ()
    assert foretold("The bridge was expected to open in May 2014.", nlp) == ()
    (one,) = foretold("The bridge was expected to open in May 2018.", nlp)
    assert one.horizon == "2018-05"


def test_predicted_of_the_past(nlp):
    """What somebody predicted and the text tells as come about is no forecast any more."""
    whole = "Prices rose, the agency predicted."
    other = seen(whole, nlp).document
    past = (other.span(0, len("Prices rose")),)
    told = Statement("t", other.id, None, "media", None, past, "indirect", "predict", "CT+", Made("test"))
    assert foretold(whole, nlp, said=(told,)) == ()


def test_condition_by_order(nlp):
    """A condition may be told by the order of words alone."""
    (one,) = foretold("Should the talks fail, the port will close.", nlp)
    assert (one.condition.quote, one.span.quote) == ("Should the talks fail", "the port will close")
