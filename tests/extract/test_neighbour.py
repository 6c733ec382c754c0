"""Roles that a report's own clause leaves open, filled from close before, each with its reason."""

import pytest

from attribune import build, profiles
from attribune.model import Document, Metadatum, document_id


@pytest.fixture(scope="module")
def read(nlp):
    """A function that reads the reports of a text."""

    def read(text, profile="exile"):
        known = (Metadatum("published", "2031-05-06", "given", "made up"),)
        document = Document(document_id("a", "a"), "a", "a", text, "text/plain", "utf-8", metadata=known)
        return build.document_records(document, nlp, profiles.load(profile))

    return read


def taken(records, trigger, role):
    """The (words, reason) that fill a role of the first report with that trigger."""
    report = next(one for one in records.reports if one.trigger.quote == trigger)
    return [(one.span.quote, one.reason) for one in report.arguments if one.role == role]


@pytest.mark.parametrize(
    ("text", "profile", "expected"),
    [
        (
            "Consul Tesfu Gebrai fled to Austria on May 4. Gebrai fled with his wife.",
            "exile",
            ("fled", "destination", "Austria"),
        ),
        (
            "Two pilots turned up in Vienna on Monday. They applied for asylum the next day.",
            "exile",
            ("applied for asylum", "place", "Vienna"),
        ),
        (
            "A ferry capsized off the island of Samar on Sunday, and twelve passengers drowned.",
            "incidents",
            ("drowned", "place", "the island of Samar"),
        ),
        (
            "At least nine people were killed when a bomb exploded at a market in Kano on Friday.",
            "incidents",
            ("killed", "place", "a market in Kano"),
        ),
        (
            "Marta Quiroga met the education minister on Tuesday. The talks with the minister ended without result.",
            "incidents",
            ("talks", "perpetrator", "Marta Quiroga"),
        ),
    ],
)
def test_an_open_role_is_filled_from_close_before(read, text, profile, expected):
    """What this sentence or the one before tells of the same event, or of what goes with it, fills an open role."""
    trigger, role, words = expected
    report = [one for one in read(text, profile).reports if one.trigger.quote == trigger][-1]
    found = [(one.span.quote, one.reason) for one in report.arguments if one.role == role]
    assert [quote for quote, _ in found] == [words]
    assert found[0][1].startswith("taken from ")


@pytest.mark.parametrize(
    ("text", "trigger", "role"),
    [
        ("A pilot fled to Norway in 2027. Another pilot applied for asylum.", "applied for asylum", "place"),
        ("A pilot may flee to Norway. The cook applied for asylum.", "applied for asylum", "place"),
        (
            "A pilot fled to Norway. The weather was bad. It rained. Nobody spoke. The pilot applied for asylum.",
            "applied for asylum",
            "place",
        ),
    ],
)
def test_nothing_is_taken_from_what_is_of_others_or_far_off(read, text, trigger, role):
    """Others, what is still ahead, and what stands far off fill no role."""
    assert taken(read(text), trigger, role) == []


def test_what_the_clause_tells_has_no_reason(read):
    """A participant of the report's own clause needs no reason and is never replaced."""
    records = read("A pilot fled to Norway. The pilot fled to Sweden.")
    assert all(not one.reason for report in records.reports for one in report.arguments if one.role == "destination")


def test_there_is_the_place_named_before(read):
    """Of "there" and "the city" the place named close before is known."""
    records = read("Two pilots arrived in Vienna on Monday. They applied for asylum there.")
    where = next(one.local for one in records.mentions if one.span.quote == "Vienna")
    report = next(one for one in records.reports if one.trigger.quote.startswith("applied"))
    assert [one.local for one in report.arguments if one.role == "place"] == [where]
