"""Korean words of time."""

from __future__ import annotations

from datetime import date

import pytest

from attribune.annotate.korean.time import times
from attribune.model import Document, Sentence, Span


def read(text, published="2016-08-18"):
    document = Document("d", "o", "0", text, "text/plain", "utf-8", published=published)
    found = times(document, (Sentence(Span(0, len(text), text), 0, ()),))
    return [(one.span.quote, one.edtf) for one in found]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("지난 8월 2일 떠났다", "2016-08-02"),
        ("18일 밝혔다", "2016-08-18"),
        ("25일 밝혔다", "2016-07-25"),
        ("오는 25일 열린다", "2016-08-25"),
        ("작년에 왔다", "2015"),
        ("지난달 왔다", "2016-07"),
        ("지난달 3일 왔다", "2016-07-03"),
        ("2015년 12월 말 왔다", "2015-12~"),
        ("주체105년 5월 6일", "2016-05-06"),
        ("1990년대 중반", "199X~"),
        ("올해 상반기", "2016-01/2016-06"),
        ("3분기에 늘었다", "2016-07/2016-09"),
        ("지난 겨울에 왔다", "2015-24"),
        ("2011년부터 2015년까지", "2011/2015"),
        ("16~17일 열렸다", "2016-08-17"),
        ("7월 3일∼7월 5일", "2016-07-03/2016-07-05"),
        ("2012년 이후 줄었다", "2012/2016-08-18"),
        ("내년까지 끝낸다", "../2017"),
        ("사흘 전 왔다", "2016-08-15"),
        ("두 달 전 왔다", "2016-06~"),
        ("10년 전 왔다", "2006~"),
        ("지난주 금요일 왔다", "2016-08-12"),
        ("어제 왔다", "2016-08-17"),
        ("3월 왔다", "2016-03"),
        ("11월 왔다", "2015-11"),
        ("11월 올 예정이다", "2016-11"),
        ("2016.8.17", "2016-08-17"),
    ],
)
def test_values(text, edtf):
    """Each expression has the value that it has on the calendar, seen from 18 August 2016."""
    assert [value for _, value in read(text) if value][-1:] == [edtf]


@pytest.mark.parametrize(
    "text", ["3년 동안 살았다", "열흘간 걸었다", "최근 늘었다", "2월 31일", "비용이 올랐다", "일요신문"]
)
def test_no_day_of_the_calendar(text):
    """Durations, vague words and days that no calendar has are given no value."""
    assert not any(value for _, value in read(text))


def test_an_unknown_day_of_publication_gives_no_guess():
    """Without a day of publication nothing is reckoned from it; full dates stand."""
    assert read("지난달 왔다", None) == []
    assert read("2015년 3월 2일 왔다", None) == [("2015년 3월 2일", "2015-03-02")]


def test_this_day_is_the_day_told_last():
    """이날 means the day that the text told last, and 전날 the day before publication."""
    assert read("16일 회담이 열렸다. 이날 그는")[-1] == ("이날", "2016-08-16")
    assert read("전날 열렸다") == [("전날", date(2016, 8, 17).isoformat())]
