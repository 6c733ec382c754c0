"""Numbers with their bounds and units."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribune.annotate.number import numbers
from attribune.annotate.spelled import value_in_words
from seen import seen

CASES = [
    ("At least 10 envoys left.", "At least 10", 10, 10, None, "envoy"),
    ("As many as 1,400 may come.", "As many as 1,400", 1400, None, 1400, None),
    ("Some 70 officers fled.", "Some 70", 70, None, None, "officer"),
    ("They sent tens of thousands of workers abroad.", "tens of thousands", None, 20000, None, "worker"),
    ("Hundreds of guards watched.", "Hundreds", None, 200, None, "guard"),
    ("He carried 18 kilos of silver.", "18 kilos", 18, None, None, "kg"),
    ("The load was worth nearly $300 thousand.", "nearly $300 thousand", 300000, None, 300000, "USD"),
    ("He took several hundred mn won.", "several hundred mn won", None, 2e8, None, "KRW"),
    ("It cost almost half a million US dollars.", "almost half a million US dollars", 500000, None, 500000, "USD"),
    ("The sentence is 3 to 5 years.", "3 to 5 years", None, 3, 5, "years"),
    ("It rests on five-six cases.", "five-six", None, 5, 6, "case"),
    ("Output rose 12.4 percent.", "12.4 percent", 12.4, None, None, "percent"),
    ("Forests cover 76% of it.", "76%", 76, None, None, "percent"),
    ("Twenty-two soldiers deserted.", "Twenty-two", 22, None, None, "soldier"),
    ("Ten or fifteen people may come.", "Ten or fifteen", None, 10, 15, "people"),
    ("They bought another ship or two.", "two", None, 1, 2, "ship"),
    ("One in five ships leaked.", "One in five", 0.2, None, None, "ship"),
    ("Two out of three ships leaked.", "Two out of three", 2 / 3, None, None, "ship"),
    ("The town has two-, three- and four-room flats.", "three", 3, None, None, "room flat"),
    ("The sum exceeded 700 riels.", "exceeded 700 riels", 700, 700, None, "KHR"),
    ("They walked between 40 and 50 km.", "40 and 50 km", None, 40, 50, "km"),
    ("Fuel costs $2.11 per gallon.", "$2.11 per gallon", 2.11, None, None, "USD per gallon"),
    ("The fee is €3,500 a month.", "€3,500 a month", 3500, None, None, "EUR per month"),
    ("The frost reached -5 degrees.", "-5 degrees", -5, None, None, "degrees"),
    ("The fleet of 35 South Koreans sailed.", "35", 35, None, None, "people"),
]


@pytest.mark.parametrize("case", CASES, ids=[case[1] for case in CASES])
def test_reading(case, nlp):
    """A number is read with the words that bound it, its value, its bounds and its unit or what it counts."""
    text, words, value, low, high, unit = case
    found = seen(text, nlp).quantities
    match = [one for one in found if one.span.quote == words]
    assert match, [one.span.quote for one in found]
    assert (match[0].value, match[0].low, match[0].high, match[0].unit) == (value, low, high, unit)


@pytest.mark.parametrize(
    "text",
    [
        "Novak (43) and Lind, 15, went missing.",
        "A 43-year-old cook was caught.",
        "It happened on 12 May 2014 at 10:35 a.m.",
        "He won the 5th race, 2-1.",
        "The bus to Section 427 left.",
        "The MiG-29 landed.",
        "No one knew the one who fell.",
        "One of the oldest ports burned.",
        "The warden is believed to be 61, and ill.",
    ],
)
def test_no_quantity(text, nlp):
    """Ages, dates, clock times, ordinals, scores, and numbers inside names measure nothing."""
    assert [one.span.quote for one in seen(text, nlp).quantities] == []


def test_list_shares_its_noun(nlp):
    """In a list of numbers the last one's noun counts for all."""
    found = seen("Only 7, 9 and 8 people were admitted.", nlp).quantities
    assert [(one.value, one.unit) for one in found] == [(7, "people"), (9, "people"), (8, "people")]


def test_change_is_no_range(nlp):
    """What was raised from one number to another are two numbers, not a range."""
    found = seen("The sentence was increased from 3 to 5 years.", nlp).quantities
    assert [one.value for one in found] == [3, 5]


_ONES = [
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
]
_TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spelled(number):
    """A number in English words."""
    if number < 20:
        return _ONES[number]
    if number < 100:
        return _TENS[number // 10] + (f"-{_ONES[number % 10]}" if number % 10 else "")
    for size, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= size:
            rest = f" {spelled(number % size)}" if number % size else ""
            return f"{spelled(number // size)} {name}{rest}"
    raise AssertionError(number)


@given(st.integers(0, 10**12 - 1))
def test_words_read_back(number):
    """Any number written in words reads back to its value."""
    assert value_in_words(spelled(number)) == number


@given(st.integers(0, 10**12), st.sampled_from(["{}", "{:,}"]))
def test_digits_read_back(number, form):
    """Any number written in digits, with or without commas, reads back to its value."""
    text = f"They count {form.format(number)} of them."
    (one,) = numbers(text, 0, len(text))
    assert one.value == number
    assert text[one.start : one.end] == form.format(number)


@given(st.decimals(0, 10**6, places=2), st.sampled_from(["million", "bn", "thousand"]))
def test_scaled_read_back(number, scale):
    """Any number with a word of scale reads back to its value."""
    factor = {"million": 1e6, "bn": 1e9, "thousand": 1e3}[scale]
    text = f"They paid ${number} {scale} for it."
    (one,) = numbers(text, 0, len(text))
    assert one.value == pytest.approx(float(number) * factor)


@given(st.text(max_size=120))
def test_any_text(text):
    """No text makes it fail, and each number lies in the text."""
    for one in numbers(text, 0, len(text)):
        assert 0 <= one.start < one.end <= len(text)


PIECES = [
    "$",
    "1,2",
    "3",
    "½",
    "half",
    "a",
    "third",
    "hundred",
    "million",
    "tens",
    "of",
    "-",
    "to",
    "%",
    "km",
    "at least",
    "from",
    "(",
    ")",
    "9" * 30,
    ".",
]


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=10), st.sampled_from(["", " "]))
def test_any_pieces(nlp, pieces, joint):
    """No row of number words, however mad, makes it fail; each quantity slices back to its words."""
    text = joint.join(pieces)
    if text.strip():
        for one in seen(text, nlp).quantities:
            assert text[one.span.start : one.span.end] == one.span.quote
            assert one.value is not None or one.low is not None or one.high is not None
