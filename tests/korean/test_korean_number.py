"""Korean numbers with their counters."""

from __future__ import annotations

import pytest

from attribune.extract.korean.number import numbers


@pytest.mark.parametrize(
    ("text", "value", "low", "high", "unit"),
    [
        ("3명이 왔다", 3, None, None, "people"),
        ("1만 2천여 명이 왔다", 12000, 12000, None, "people"),
        ("수십 명이 왔다", None, 20, None, "people"),
        ("수백만 달러", None, 2e6, None, "USD"),
        ("58만 달러를", 580000, None, None, "USD"),
        ("3억5000만 원을", 350e6, None, None, "KRW"),
        ("두세 명이", None, 2, 3, "people"),
        ("열두 명이", 12, None, None, "people"),
        ("스무 명이", 20, None, None, "people"),
        ("20~30명이", None, 20, 30, "people"),
        ("2만~3만 명이", None, 20000, 30000, "people"),
        ("최소 10명이", 10, 10, None, "people"),
        ("최대 10명이", 10, None, 10, "people"),
        ("100명 이상이", 100, 100, None, "people"),
        ("1,202명이", 1202, None, None, "people"),
        ("15.6% 늘었다", 15.6, None, None, "percent"),
        ("3년간 살았다", 3, None, None, "years"),
    ],
)
def test_values(text, value, low, high, unit):
    """A number has its value, the bounds that its words give, and its unit."""
    assert [(one.value, one.low, one.high, one.unit) for one in numbers(text)] == [(value, low, high, unit)]


@pytest.mark.parametrize(
    "text", ["2016년 8월", "제3회 대회", "5년 전 왔다", "17일 밝혔다", "명단이", "여명이 밝았다", "39호실"]
)
def test_no_figures(text):
    """Dates, ordinals, times ago and parts of words measure nothing."""
    assert list(numbers(text)) == []


def test_a_figure_ends_where_its_words_do():
    """The place of a number holds its modifier and counter and nothing else."""
    text = "탈북민 약 30여 명 이상이 왔다"
    assert [text[one.start : one.end] for one in numbers(text)] == ["약 30여 명 이상"]
