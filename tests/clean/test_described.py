"""What a text says of itself."""

import json

import pytest

from attribune.clean import clean
from attribune.read import read_bytes

BODY = """The consul left the city on a night train, two neighbours said on Monday.
Nobody at the consulate answered the telephone on that day.
"""


def described(*lines, end=()):
    return clean(read_bytes("a.txt", ("\n".join(lines) + "\n\n" + BODY + "\n".join(end)).encode())[0])


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Mira Costin", ("Mira Costin",)),
        ("By Mira Costin and Ion Pop, Coast Wire", ("Mira Costin", "Ion Pop")),
        ("04.03.2019 Author: Ilka van Tarn", ("Ilka van Tarn",)),
        ("By Staff Writer", ()),
    ],
)
def test_the_byline_names_the_authors(line, authors):
    """Names behind "by" or "author" are the authors; words for the desk are not."""
    assert described("Consul leaves city by night train", line).authors == authors


def test_of_two_dates_the_day_of_publication_counts():
    """A date that is said to be of publication goes before one of a later change."""
    assert (
        described(
            "Consul leaves city by night train", "Updated: 2019-03-06 10:00 Published: 2019-03-04 09:00"
        ).published
        == "2019-03-04"
    )


def test_a_date_that_could_be_two_days_stays_open_and_says_why():
    """With the day and the month in doubt the value is an interval, and the reason names both."""
    document = described("Consul leaves city by night train", "Posted 03/04/2019")
    assert document.published == "2019-03-04/2019-04-03"
    reason = next(datum.reason for datum in document.metadata if datum.name == "published")
    assert "2019-03-04" in reason
    assert "2019-04-03" in reason


def test_the_copyright_line_names_the_outlet():
    """Whose copyright it is, is the outlet; the rights themselves are none."""
    assert (
        described("Consul leaves city by night train", end=["© 2019 The Coast Wire. All rights reserved."]).outlet
        == "The Coast Wire"
    )
    assert described("Consul leaves city by night train", end=["All rights reserved."]).outlet is None


def test_what_was_given_is_not_overruled():
    """What was known before stays first."""
    text = f"Consul leaves city by night train\nBy Mira Costin, 4 March 2019\n\n{BODY}"
    document = clean(read_bytes("f.jsonl", json.dumps({"text": text, "published": "2018"}).encode())[0])
    assert document.published == "2018"
    assert [datum.value for datum in document.metadata if datum.name == "published"] == ["2018", "2019-03-04"]


def test_a_text_that_says_nothing_of_itself_has_nothing():
    """Missing stays missing."""
    document = clean(read_bytes("a.txt", BODY.encode())[0])
    assert (document.title, document.outlet, document.published, document.authors) == (None, None, None, ())
