"""The record of which ids joined and which split."""

from attribune.build import Builder
from attribune.ledger.decision import Given
from attribune.ledger.moved import Moved, moved

ONE, OTHER = Given("r1", "e1", None), Given("r2", "e2", None)


def test_an_id_whose_first_report_stands_in_another_event_has_joined_it():
    """The younger id is gone; the record says where it went."""
    assert moved([ONE, OTHER], [("e1", ["r1", "r2"])]) == (Moved("joined", "e2", "e1", "r2"),)


def test_an_id_that_a_report_left_has_split():
    """The report is the first of an event of its own; what it left is still there."""
    history = [ONE, OTHER, Given("r2", "e1", "e2"), Given("r2", "e3", "e1")]
    assert moved(history, [("e1", ["r1"]), ("e3", ["r2"])]) == (Moved("split", "e1", "e3", "r2"),)


def test_what_stays_is_not_told():
    """Nothing joined, nothing split: nothing to tell."""
    assert moved([ONE, OTHER], [("e1", ["r1"]), ("e2", ["r2"]), ("e4", ["r9"])]) == ()


def test_ids_stay_as_a_case_grows(tmp_path):
    """Whatever comes before it in the order of names, an event keeps the id that it was given."""
    first = tmp_path / "m.txt"
    first.write_text("Envoy gone\n\nThe envoy Osk Marrat defected on 3 May 2021, officials said.\n", encoding="utf-8")
    builder = Builder.create(tmp_path / "case")
    builder.build([str(first)])
    before = {event.id for event in builder.case.resolved().events}
    other = tmp_path / "a.txt"
    other.write_text("Defection\n\nThe envoy Osk Marrat defected in May 2021, his sister said.\n", encoding="utf-8")
    builder.build([str(other)])
    resolved = builder.case.resolved()
    assert before <= {event.id for event in resolved.events}
    groups = [(event.id, event.reports) for event in resolved.events]
    assert not moved(builder.case.decisions.given_history(), groups)
