"""The days on which something may have happened: all between two dates, or until a limit."""

from hypothesis import given
from hypothesis import strategies as st

from attribune import profiles
from attribune.extract.figure import figures
from attribune.extract.stretch import days_of
from attribune.model import Made, Span, TimeExpression
from seen import seen

RULES = ["time.range_first", "time.range_last", "time.limit", "time.date"]


def time(place, rule, edtf):
    """A time at a place of the text."""
    return TimeExpression("d", Span(place * 10, place * 10 + 4, "when"), "DATE", edtf, edtf, Made(rule, "", "1"))


def test_whole():
    """Either end of a stretch tells of the whole of it; a limit of all until it; any other time of itself."""
    found = [time(place, rule, f"{2010 + place}") for place, rule in enumerate(RULES)]
    assert [days_of(one, found) for one in found] == ["2010/2011", "2010/2011", "../2012", "2013"]


@given(st.lists(st.sampled_from(RULES), max_size=8))
def test_any_order(rules):
    """Whatever stands before and after, an end without its other end tells of itself."""
    found = [time(place, rule, f"{2010 + place}") for place, rule in enumerate(rules)]
    for place, one in enumerate(found):
        lonely = one.made.rule == RULES[0] and rules[place + 1 : place + 2] != [RULES[1]]
        if lonely or one.made.rule == RULES[3]:
            assert days_of(one, found) == one.edtf


def test_period(nlp):
    """What is counted between two dates is counted over all days between them."""
    found = figures(seen("Between 2012 and 2015, 400 sailors fled.", nlp, "2016-10-20"), (), profiles.load("exile"))
    assert [one.period for one in found] == ["2012/2015"]
