"""Kinds of time expressions that hang on their surroundings: the verb, the paragraph, the words beside them."""

from dataclasses import replace

import pytest

from attribune.annotate.time import times
from attribune.model import Region
from seen import document, parsed

# published: Thursday, 20 October 2016
READ = [
    # the verb tells on which side a day or month lies
    ("The council meets on Monday.", "Monday", "2016-10-24"),
    ("The ferry is to sail again on Monday.", "Monday", "2016-10-24"),
    ("The court ordered him to appear on Monday.", "Monday", "2016-10-24"),
    ("The lease had been due to end on Monday.", "Monday", "2016-10-17"),
    ("They still sail under a June agreement with the port.", "June", "2016-06"),
    ("The guild has set Nov. 3 as the deadline.", "Nov. 3", "2016-11-03"),
    # the paragraph tells the year, the month or the period
    ("He fled on 5 May 2009. On 7 May he arrived.", "7 May", "2009-05-07"),
    ("Some wrote of the tenth of March, others of the ninth.", "the ninth", "2016-03-09"),
    ("In 2012 forty fled; the year before, thirty.", "the year before", "2011"),
    (
        "In May 2014, 90 came. On Monday it said that this beats the same period of 2013.",
        "the same period of 2013",
        "2013-05",
    ),
    # what stands beside a time
    ("He left on the night of the 9th with his wife.", "the night of the 9th", "2016-10-09"),
    ("He left at four in the morning on Tuesday.", "four in the morning on Tuesday", "2016-10-18"),
    ("Two years ago today he climbed the wall.", "Two years ago today", "2014-10-20"),
    ("It rained in summer 2014.", "summer 2014", "2014-22"),
    ("The mill is to close by summer.", "summer", "../2017-22"),
    ("The old mill was built circa 1950.", "1950", "1950~"),
    ("They must pay no later than 5 December.", "5 December", "../2016-12-05"),
    ("They were told to leave before the end of November.", "the end of November", "../2016-11-30"),
    ("Arrivals up in first half of year", "first half of year", "2016-01/2016-06"),
    ("It was January nineteen ninety-seven.", "January nineteen ninety-seven", "1997-01"),
    ("Nobody has called since New Year.", "New Year", "2016-01-01/2016-10-20"),
]


@pytest.mark.parametrize(("text", "words", "edtf"), READ, ids=[f"{case[1]}-{place}" for place, case in enumerate(READ)])
def test_read(text, words, edtf, nlp):
    """The verb, the paragraph and the words beside a time tell its days."""
    found = {one.span.quote: one.edtf for one in times(parsed(text, nlp, "2016-10-20"))}
    assert words in found, found
    assert found[words] == edtf


@pytest.mark.parametrize(
    "text",
    [
        "The Norland Daily wrote of it.",
        "The party daily Banner wrote of it.",
        "They took the night ferry.",
        "The card can hold 40 hours of video.",
        "There came a day when nobody called.",
        "The clock has a spring.",
        "They wished us a happy New Year.",
        "He lives on the 9th floor.",
    ],
)
def test_no_time(text, nlp):
    """Newspapers, ferries, amounts of video, floors and springs are no times on the calendar."""
    assert [one for one in times(parsed(text, nlp, "2016-10-20")) if one.type != "SET"] == []


def test_caption(nlp):
    """The times of a caption are read."""
    text = "The gate was shut.\n\nThe gate on Monday."
    made = document(text, "2016-10-20")
    start = text.index("The gate on")
    regions = (
        Region(made.span(0, 18), "body", "en"),
        Region(made.span(start, len(text)), "caption", "en"),
    )
    one = parsed(text, nlp, "2016-10-20")
    one = replace(one, document=replace(made, regions=regions), paragraphs=(made.span(0, 18),))
    assert [time.edtf for time in times(one)] == ["2016-10-17"]
