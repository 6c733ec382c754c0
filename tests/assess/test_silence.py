"""Refused comments on an event."""

from __future__ import annotations

from dataclasses import replace

from attribune.assess.silence import silences
from attribune.model import Event, Made, Records, Report, Span, Statement, When

TEXT = "The envoy fled in May. The ministry declined to comment. Two cooks were arrested. The embassy did not answer."
MADE = Made("test")


def report(name, word):
    start = TEXT.index(word)
    return Report(name, "d", "defection", Span.of(TEXT, start, start + len(word)), (), When(), "occurred", "CT+", MADE)


def refusal(name, source, content):
    who, what = TEXT.index(source), TEXT.index(content)
    spans = Span.of(TEXT, who, who + len(source)), (Span.of(TEXT, what, what + len(content)),)
    return Statement(name, "d", spans[0], "government", None, spans[1], "indirect", "decline", "UU", MADE)


RECORDS = Records(
    reports=(report("fled", "fled"), report("arrested", "arrested")),
    statements=(refusal("s1", "The ministry", "to comment"), refusal("s2", "The embassy", "not answer")),
)


def test_a_refusal_is_about_what_was_told_last_before_it():
    """Each refusal belongs to one event: the one that the text told of last."""
    for name, refused in (("fled", "s1"), ("arrested", "s2")):
        found = silences(Event("e", "defection", (name,), MADE), RECORDS)
        assert [one.id for one in found] == [refused]


def test_a_refusal_that_names_an_event_is_about_that():
    """Where the refused words hold a telling themselves, they decide."""
    own = refusal("s3", "The embassy", "Two cooks were arrested")
    records = Records(reports=RECORDS.reports, statements=(own,))
    assert [one.id for one in silences(Event("e", "arrest", ("arrested",), MADE), records)] == ["s3"]
    assert silences(Event("e", "defection", ("fled",), MADE), records) == ()


def test_other_acts_are_no_silence():
    """A denial is none."""
    denied = Records(reports=RECORDS.reports, statements=tuple(replace(one, act="deny") for one in RECORDS.statements))
    assert silences(Event("e", "defection", ("fled",), MADE), denied) == ()
