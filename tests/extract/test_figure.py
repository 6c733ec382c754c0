"""Figures: what they measure, when, where, and how they changed."""

from hypothesis import given
from hypothesis import strategies as st

from attribune.extract import figures
from attribune.model import Made, Statement
from seen import seen


def figure_of(text, words, nlp, exile, *, published="2016-10-20", said=()):
    """The figure of those words, and all figures."""
    one = seen(text, nlp, published)
    found = figures(one, said, exile)
    return next(figure for figure in found if figure.span.quote == words), found


def test_period_of_its_clause(nlp, exile):
    """The period is the time that the figure's clause tells, not that of another clause."""
    text = "In 2012, 40 sailors fled to Norland, while 12 sailors came back in 2014."
    assert figure_of(text, "40", nlp, exile)[0].period == "2012"
    assert figure_of(text, "12", nlp, exile)[0].period == "2014"


def test_respectively(nlp, exile):
    """A list with "respectively" is taken apart: each figure has the time in its own place."""
    _, found = figure_of("In 2003, 2004 and 2005 only 7, 9 and 8 people respectively were let in.", "9", nlp, exile)
    assert [(one.value, one.period, one.unit) for one in found] == [
        (7, "2003", "people"),
        (9, "2004", "people"),
        (8, "2005", "people"),
    ]


def test_conversion(nlp, exile):
    """An amount in parentheses behind another in a second currency belongs to it."""
    one, found = figure_of("He stole 20 million won ($18,000) from the bank.", "$18,000", nlp, exile)
    assert one.conversion_of == found[0].id
    assert one.measure == found[0].measure


def test_people_in_parentheses_are_no_conversion(nlp, exile):
    """A count in parentheses converts nothing."""
    one, _ = figure_of("They let in 12 percent (38 people) of them.", "38", nlp, exile)
    assert one.conversion_of is None


def test_change(nlp, exile):
    """A percentage of change has a direction and a period to compare with, and so has the figure that changed."""
    text = "From March to May 2014, 620 sailors fled. This is a 12.4 percent increase to the similar period of 2013."
    one, found = figure_of(text, "12.4 percent", nlp, exile)
    assert (one.change.direction, one.change.percent, one.change.against) == ("up", 12.4, "2013-03/2013-05")
    assert found[0].change == one.change
    assert one.period == found[0].period == "2014-03/2014-05"


def test_share(nlp, exile):
    """A percentage of something is a share of that whole, and no change."""
    one, _ = figure_of("76% of the sailors are women.", "76%", nlp, exile)
    assert one.whole == "sailor"
    assert one.change is None
    assert one.measure == "share of sailor"


def test_measures_meet(nlp, exile):
    """Two tellings of one count have one measure."""
    first, _ = figure_of("In 2015, 1,340 sailors fled to Sweden.", "1,340", nlp, exile)
    second, _ = figure_of("About 1,350 sailors have fled to Sweden in 2015.", "About 1,350", nlp, exile)
    assert first.measure == second.measure == "sailor flee to sweden"
    assert first.place == second.place == "Sweden"


def test_measures_say_something(nlp, exile):
    """A verb that says nothing is no part of what is measured: "there were" and "is put at" count or rate nothing."""
    assert figure_of("At least 14 envoys were in Vell in March.", "At least 14", nlp, exile)[0].measure == "envoy"
    assert figure_of("There were 31 envoys in Vell.", "31", nlp, exile)[0].measure == "envoy"
    assert figure_of("They put it at 310,000 dollars.", "310,000 dollars", nlp, exile)[0].measure == ""


def test_years_until_now(nlp, exile):
    """How long something has lasted is about the years until publication."""
    one, _ = figure_of("The state has kept its harbours shut for over three years.", "over three years", nlp, exile)
    assert one.period == "2013~/2016-10-20"


def test_innermost_statement(nlp, exile):
    """The one who gives the figure is the innermost statement that holds it."""
    text = "The paper said that the minister told it that 40 sailors fled."
    doc = seen(text, nlp).document

    def statement(name, start):
        span = doc.span(text.index(start), len(text) - 1)
        return Statement(name, doc.id, None, "media", None, (span,), "indirect", "assert", "CT+", Made("test"))

    said = (statement("outer", "that the minister"), statement("inner", "that 40"))
    assert figure_of(text, "40", nlp, exile, said=said)[0].by == "inner"


def test_cumulative(nlp, exile):
    """A total up to a moment is about that moment's day."""
    one, _ = figure_of("By the end of the year the total number of exiles will be 25,000 people.", "25,000", nlp, exile)
    assert one.cumulative
    assert one.period == "2016-12-31"


@given(st.text(max_size=100))
def test_any_text(nlp, exile, text):
    """No text makes it fail; each figure's span slices back, and no two figures share an id."""
    if text.strip():
        found = figures(seen(text, nlp, "2016-10-20"), (), exile)
        assert all(text[one.span.start : one.span.end] == one.span.quote for one in found)
        assert len({one.id for one in found}) == len(found)
