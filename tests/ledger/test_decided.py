from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attribune.ledger.decided import decided
from attribune.ledger.decision import Decision
from attribune.model import Document, Figure, Made, Records, Report, Span, Statement, When, record_id

TEXT = "A guard said that the consul fled on 3 May. Forty sailors followed."
DOCUMENT = Document("d1", "one.txt", "00", TEXT, "text/plain", "utf-8")


def at(words):
    """Where words stand."""
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words)}


def decision(kind, target, /, **payload):
    """A decision in force."""
    return Decision(1, "2031-01-01", "ana", kind, target, payload, "seen by a reader", "", "")


def add(**payload):
    """The records of the document with one added."""
    return decided(Records(documents=(DOCUMENT,)), [decision("add", "d1", **payload)])


def test_a_statement_is_added_by_selecting_words():
    """What a person selects is a statement like an extracted one, made by a person, its spans slices of the text."""
    told = {"source": at("A guard"), "cue": at("said"), "content": [at("the consul fled on 3 May")], "act": "assert"}
    [made] = add(kind="statement", source_kind="anonymous", **told).statements
    assert (made.source.quote, made.cue.quote, made.content[0].quote) == ("A guard", "said", "the consul fled on 3 May")
    assert (made.source_kind, made.made.made_by, made.made.reason) == ("anonymous", "person", "seen by a reader")
    assert made.id == record_id("d1", "statement", made.cue, made.source, *made.content)


def test_a_report_and_a_figure_are_added():
    """Reports come with their arguments and time, figures with their numbers."""
    arguments = [{"role": "affected", "span": at("the consul")}, {"role": "place"}, "x"]
    when = {"span": at("3 May"), "edtf": "2031-05-03"}
    [report] = add(kind="report", type="defection", trigger=at("fled"), arguments=arguments, when=when).reports
    assert [(one.role, one.span.quote) for one in report.arguments] == [("affected", "the consul")]
    assert report.when == When(Span.of(TEXT, at("3 May")["start"], at("3 May")["end"]), "2031-05-03")
    [figure] = add(kind="figure", span=at("Forty"), value=40, unit="people", measure="sailors who followed").figures
    assert (figure.value, figure.unit, figure.span.quote) == (40.0, "people", "Forty")


@pytest.mark.parametrize(
    "payload",
    [
        {},
        {"kind": "statement"},
        {"kind": "statement", "content": [{"start": 0, "end": 999}]},
        {"kind": "statement", "content": "x"},
        {"kind": "report", "trigger": at("fled")},
        {"kind": "report", "type": "defection", "trigger": {"start": True, "end": 3}},
        {"kind": "figure", "span": at("Forty"), "measure": 7},
        {"kind": "rumour"},
    ],
)
def test_what_makes_no_record_is_passed_over(payload):
    """An addition without its words or out of the text adds nothing and breaks nothing."""
    assert add(**payload) == Records(documents=(DOCUMENT,))


def test_what_was_extracted_since_is_not_there_twice():
    """An added record that an extractor finds as well stays the extracted one."""
    trigger = Span.of(TEXT, at("fled")["start"], at("fled")["end"])
    found = Report(
        record_id("d1", "report", trigger), "d1", "defection", trigger, (), When(), "occurred", "CT+", Made("x")
    )
    records = Records(documents=(DOCUMENT,), reports=(found,))
    again = decision("add", "d1", kind="report", type="defection", trigger=at("fled"))
    assert decided(records, [again]) == records


def test_nothing_hangs_on_what_is_rejected():
    """A report of a rejected statement, or the same as a rejected report, stands for itself."""
    span = Span.of(TEXT, 0, 7)
    said = Statement("s1", "d1", span, "anonymous", None, (span,), "indirect", "assert", "CT+", Made("x"))
    first = Report("r1", "d1", "defection", span, (), When(), "reported", "CT+", Made("x"), by="s1")
    second = Report("r2", "d1", "defection", span, (), When(), "reported", "CT+", Made("x"), by="s1", local_event="r1")
    records = Records(documents=(DOCUMENT,), statements=(said,), reports=(first, second))
    [left] = decided(records, [decision("reject", "s1"), decision("reject", "r1")]).reports
    assert (left.id, left.by, left.local_event) == ("r2", None, None)


SPAN = Span.of(TEXT, 0, 7)
RECORDS = Records(
    documents=(DOCUMENT,),
    statements=(Statement("s1", "d1", SPAN, "anonymous", None, (SPAN,), "indirect", "assert", "CT+", Made("x")),),
    reports=(Report("r1", "d1", "defection", SPAN, (), When(), "reported", "CT+", Made("x"), by="s1"),),
    figures=(Figure("f1", "d1", SPAN, 1.0, None, None, None, "sailors", Made("x")),),
)


@pytest.mark.parametrize(
    ("target", "payload"),
    [
        ("s1", {"act": "sing"}),
        ("s1", {"speaker": 7}),
        ("r1", {"status": None}),
        ("r1", {"type": None}),
        ("r1", {"trigger": None}),
        ("f1", {"value": "many"}),
        ("f1", {"value": True}),
        ("f1", {"measure": None}),
        ("f1", {"id": "f2"}),
    ],
)
def test_a_field_takes_only_what_it_can_hold(target, payload):
    """A correction to a word that the field does not know, or to another type, changes nothing."""
    assert decided(RECORDS, [decision("correct", target, **payload)]) == RECORDS


def test_what_may_be_unknown_can_be_taken_away():
    """A source, a cue or a value can be corrected to nothing."""
    made = decided(RECORDS, [decision("correct", "s1", source=None), decision("correct", "f1", value=None)])
    assert (made.statements[0].source, made.figures[0].value) == (None, None)


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["start", "end", "role", "span"]), inner)
    ),
    max_leaves=5,
)
FIELDS = st.sampled_from(
    ["kind", "source", "cue", "content", "act", "trigger", "type", "arguments", "when", "span", "value"]
)


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(["add", "correct", "set"]), st.sampled_from(["d1", "s1", "r1", "f1"]), st.dictionaries(FIELDS, ANY)
)
def test_no_payload_breaks_a_build(kind, target, payload):
    """Whatever a decision's payload holds, the records come out and every span slices."""
    for name in ("statement", "report", "figure"):
        made = decided(RECORDS, [Decision(1, "", "ana", kind, target, {"kind": name} | payload, "", "", "")])
        spans = [s for one in made.statements for s in (one.source, one.cue, *one.content) if s]
        spans += [one.trigger for one in made.reports] + [one.span for one in made.figures]
        assert all(TEXT[span.start : span.end] == span.quote for span in spans)
