"""The date of publication worked out from the text."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribune.annotate.dating import dated
from attribune.annotate.parse import parse
from attribune.model import Annotated, Region, Span
from attribune.model.edtf import interval
from seen import document, parsed


def worked_out(text, nlp):
    """What is worked out of a text: the value and its reason."""
    made = dated(parsed(text, nlp))
    return made.published, [one.reason for one in made.metadata]


def test_given_date_stays(nlp):
    """A date that metadata gave is never touched."""
    assert dated(parsed("It was so on 12 May 2014.", nlp, "2015")).published == "2015"


@pytest.mark.parametrize("line", ["09.03.2011 Author: A. Writer", "Published March 9, 2011", "9 March 2011"])
def test_date_line(line, nlp):
    """A full date on a short line at the top is the date of publication, with its reason."""
    value, reasons = worked_out(f"The port is shut\n{line}\n\nNobody knew of it before. It was a quiet day.", nlp)
    assert value == "2011-03-09"
    assert "top of the text" in reasons[0]


def test_byline(nlp):
    """A full date in a by-line is the date of publication wherever the by-line stands."""
    text = "Nobody knew of it before.\n12.05.2014 by our desk"
    start = text.index("12.05")
    regions = (Region(Span.of(text, 0, start - 1), "body"), Region(Span.of(text, start, len(text)), "byline"))
    made = replace(document(text), regions=regions)
    doc, paragraphs = parse(made, nlp)
    assert dated(Annotated(made, doc, paragraphs)).published == "2014-05-12"


def test_year_before_and_after(nlp):
    """A past year bounds it below, a year still to come above, and nothing in between is invented."""
    text = "The mine was closed in 2010. They could have begun before 2017, but it will open by early next year."
    value, reasons = worked_out(text, nlp)
    days = interval(value)
    assert (days.first.year, days.last.year) == (2015, 2016)
    assert "2017" in reasons[0]


def test_day_of_the_month(nlp):
    """Where only "the 9th" and a past year are told, it is the 9th of a month in that year or later."""
    value, reasons = worked_out("According to officials on the 9th, the envoy fled. He had come in 2019.", nlp)
    assert value == "2019-XX-09/.."
    assert "the 9th" in reasons[0]


def test_only_a_day(nlp):
    """Where no year is told at all, the day of the month is all that is known."""
    assert worked_out("Officials said on the 9th that the envoy fled.", nlp)[0] == "XXXX-XX-09"


def test_month_just_past(nlp):
    """A month told as past without its year is near publication, and its end past means the month after."""
    value, _ = worked_out("They came home in the last five days of May. He had died in November 2013.", nlp)
    assert value == "2014-06~/.."


def test_nothing_told(nlp):
    """A text that tells nothing of its date gets none."""
    made = dated(parsed("The sea was calm and the port was shut.", nlp))
    assert made.published is None
    assert made.metadata == ()


@given(st.text(max_size=120))
def test_any_text(nlp, text):
    """No text makes it fail, and a date that is worked out has its reason."""
    if text.strip():
        made = dated(parsed(text, nlp))
        assert (made.published is None) == (made.metadata == ())


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "day"), [("000", "2016-10-15"), ("001", "2023-06-09"), ("002", "2015-07-15"), ("003", "2016-09-09")]
)
def test_articles(name, day, nlp, shared):
    """What is worked out of the four articles holds the true day."""
    from datetime import date

    text = (shared / "seeds" / f"{name}.txt").read_bytes().decode("utf-8")
    days = interval(worked_out(text, nlp)[0])
    true = date.fromisoformat(day)
    assert days.first is None or days.first <= true
    assert days.last is None or true <= days.last
