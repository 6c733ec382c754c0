"""What the text around a figure tells of it: its people, its unit, its period."""

from time import process_time

import pytest

from attribune.extract import figures
from seen import seen


def of(text, nlp, exile, published="2016-10-20"):
    """The figures of a text by their words, the last of equal ones."""
    return {one.span.quote: one for one in figures(seen(text, nlp, published), (), exile)}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("At least six envoys have left their posts.", "At least six"),
        ("He came with three members of his family.", "three"),
        ("The number of arrivals would exceed 700.", "exceed 700"),
        ("Of the 40 people, 31 were women.", "31"),
        ("Guards shot 12 smugglers at the river.", "12"),
    ],
)
def test_people(text, words, nlp, exile):
    """Whoever is counted, by office, flight or family, the unit is people, and the measure keeps the noun."""
    assert of(text, nlp, exile)[words].unit == "people"


def test_things_keep_their_noun(nlp, exile):
    """What is no person is counted under its own noun, also where it is a member of something."""
    found = of("The club has 14 members and 20 boats.", nlp, exile)
    assert (found["14"].unit, found["20"].unit) == ("member", "boat")


def test_bare_number(nlp, exile):
    """A number without a unit counts what the number before it counts."""
    found = of("In 2014, 498 sailors arrived. In the first half of 2013, there had been only five.", nlp, exile)
    assert (found["five"].unit, found["five"].period) == ("people", "2013-01/2013-06")
    found = of("He knew of three cases, not six.", nlp, exile)
    assert found["six"].unit == found["three"].unit == "case"
    found = of("It is a rise of 11 percent, not of 15.", nlp, exile)
    assert found["15"].unit == "percent"


def test_bare_number_of_something_else(nlp, exile):
    """The amount of what its own clause names is no count of what was counted before."""
    assert of("40 sailors fled. The index closed at 1,334.", nlp, exile)["1,334"].unit is None


def test_numbers_in_words_alone(nlp, exile):
    """A number in words that stands alone is a figure only where something was counted before."""
    assert "six" not in of("The other six agreed.", nlp, exile)
    assert "Four" in of("Nine sailors fled. Four of them came back.", nlp, exile)


@pytest.mark.parametrize(
    ("text", "words", "period"),
    [
        ("The paper reported in 2014 that six envoys had left their posts.", "six", None),
        ("Two envoys said that he had been called home in May.", "Two", None),
        ("He was called home in May because he had stolen 900 dollars.", "900 dollars", None),
        ("He fled in January, three weeks before he was due to go home.", "three weeks", None),
        ("In 2014, four of the nine cooks were sent home.", "nine", None),
        ("That is more than in 2013, when 250 boats came.", "250", "2013"),
        ("Arrivals fell to 1,127 in 2015, compared with 1,276 in 2014.", "1,276", "2014"),
        ("In 2014, 287 people came. Of the 287 people, 201 were women.", "201", "2014"),
        ("In 2014, 287 people came. At least 14 of them were sailors.", "At least 14", "2014"),
    ],
)
def test_period(text, words, period, nlp, exile):
    """The period is that of the count: not of who told it, nor of its cause, nor of the part of a whole."""
    assert of(text, nlp, exile)[words].period == period


def test_whole_told_again(nlp, exile):
    """A number that is told again with "the" has the period that it was told with."""
    found = of("In 2014, 287 sailors came. Many went on in 2015. The 287 sailors had no papers.", nlp, exile)
    assert found["287"].period == "2014"


def test_this_is_a_change_of_the_sentence_before(nlp, exile):
    """A percentage that "this" or "that" opens changes the figure of the sentence before."""
    text = "In 2014, 287 people came. That is 14.8 percent more than in 2013, when 250 came."
    found = of(text, nlp, exile)
    assert (found["287"].change.percent, found["287"].change.against) == (14.8, "2013")
    assert found["250"].change is None
    assert found["14.8 percent"].period == "2014"


def test_shares(nlp, exile):
    """One in five and half of something are shares of a whole."""
    one = of("One in five sailors deserted.", nlp, exile)["One in five"]
    assert (one.value, one.whole) == (0.2, "sailor")
    assert of("Half the fleet sank.", nlp, exile)["Half"].whole == "fleet"


def test_linear(nlp, exile):
    """A sentence without an end, four times as long, takes no more than a few times as long."""

    def seconds(times):
        one = seen("a week or two in Norland " * times, nlp, "2016-10-20")
        start = process_time()
        assert len(figures(one, (), exile)) > times / 2
        return process_time() - start

    seconds(5)
    assert seconds(320) < 10 * max(seconds(80), 0.02)


def test_a_time_has_no_amount(nlp, exile):
    """The words of a time that stand behind a number are not what it measures."""
    found = of("The number of arrests had fallen to 12 last year from 38 in 2020.", nlp, exile)
    assert found["12"].measure == found["38"].measure == "number of arrests"
