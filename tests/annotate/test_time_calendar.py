"""Stretches of the calendar and their EDTF values."""

from datetime import date, timedelta
from time import process_time

import edtf as validator
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribune.annotate.calendar import Setting, resolve
from attribune.annotate.calendar.edtf import written
from attribune.annotate.calendar.numeral import year_in_words
from attribune.annotate.calendar.stretch import GRAINS, Stretch
from attribune.annotate.calendar.word import words
from attribune.model import Span
from attribune.model.edtf import interval

DAYS = st.dates(min_value=date(1000, 1, 1), max_value=date(8000, 1, 1))


@given(DAYS, st.sampled_from(GRAINS))
def test_stretch_round_trips(day, grain):
    """A stretch of any kind, written as EDTF, covers exactly its first to its last day."""
    stretch = Stretch.holding(day, grain)
    days = interval(stretch.edtf)
    assert (days.first, days.last) == (stretch.first, stretch.last)
    assert stretch.first <= day or grain == "weekend"


@given(DAYS, st.integers(0, 4000), st.sampled_from(["", "~", "?", "%"]))
def test_days_round_trip(first, length, qualifier):
    """Any two days, written as EDTF with any qualifier, read back, and the value is valid."""
    last = first + timedelta(days=length)
    value = written(first, last, qualifier)
    validator.parse_edtf(value)
    days = interval(value)
    assert (days.first, days.last) == (first, last)


@given(DAYS, st.sampled_from(GRAINS), st.integers(-9, 9))
def test_shift_goes_back(day, grain, number):
    """A stretch shifted there and back is itself."""
    stretch = Stretch.holding(day, grain)
    assert stretch.shift(number).shift(-number) == stretch


@given(DAYS)
def test_neighbours_touch(day):
    """One stretch ends on the day before the next begins; weekends and seasons leave room between."""
    for grain in ("day", "week", "month", "quarter", "half", "year", "decade", "century"):
        stretch = Stretch.holding(day, grain)
        assert stretch.last + timedelta(days=1) == stretch.shift(1).first


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("nineteen ninety-six", 1996),
        ("two thousand six", 2006),
        ("twenty sixteen", 2016),
        ("two sheep", None),
        ("forty two", None),
    ],
)
def test_year_in_words(text, year):
    """A year is spoken in pairs or by thousands; other numbers are no years."""
    assert year_in_words(words(text)) == year


@given(st.text(max_size=200))
def test_words_cover_text(text):
    """Words lie in the text in order, never overlap, and slice back to their letters, whatever the text."""
    end = 0
    for word in words(text):
        assert end <= word.start < word.end
        assert text[word.start : word.end] == word.text
        end = word.end


@pytest.mark.parametrize(
    "piece", ["1,000,", "one ", "the last next ", "1/2/", "two and ", "from 1 to ", "early in the "]
)
def test_linear(piece):
    """A text twice as long takes no more than a few times as long, however it repeats itself."""
    setting = Setting(date(2016, 10, 20), lambda _: "past", lambda _: False, lambda _: False)

    def seconds(times):
        text = piece * times
        start = process_time()
        resolve(text, (Span.of(text, 0, len(text)),), setting)
        return process_time() - start

    assert min(seconds(8000) for _ in range(3)) < 40 * max(seconds(1000), 0.01)
