"""The shape of records on disk."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribune.ledger import fingerprint, schema
from attribune.model import Made, Report, Span, Statement

TEXT = st.text(st.characters(codec="utf-8"), max_size=8)
st.register_type_strategy(str, TEXT)
st.register_type_strategy(float, st.floats(allow_nan=False, width=32))
st.register_type_strategy(int, st.integers(-(2**62), 2**62))


@pytest.mark.parametrize("kind", sorted(schema.KINDS))
@given(data=st.data())
def test_every_record_comes_back_from_its_table_as_it_was(kind, data):
    """What is stored is what is read: every field of every kind, whatever it holds."""
    records = tuple(data.draw(st.lists(st.from_type(schema.KINDS[kind]), max_size=2)))
    assert schema.from_table(kind, schema.to_table(kind, records)) == records


@pytest.mark.parametrize("count", [0, 1, 7, 8, 9, 16])
def test_a_table_made_in_parts_is_whole_and_in_order(count, monkeypatch):
    """Many records are told to a table some at a time."""
    monkeypatch.setattr(schema, "_AT_ONCE", 8)
    records = tuple(statement(number) for number in range(count))
    table = schema.to_table("statements", records)
    assert schema.from_table("statements", table) == records
    assert table.schema == schema.to_table("statements", ()).schema


@pytest.mark.parametrize("kind", sorted(schema.KINDS))
@given(data=st.data())
def test_every_record_comes_back_from_json_as_it_was(kind, data):
    """The form in which annotations are kept is JSON; it loses nothing either."""
    record = data.draw(st.from_type(schema.KINDS[kind]))
    packed = json.loads(json.dumps(schema.packer(schema.KINDS[kind])(record)))
    assert schema.unpacker(schema.KINDS[kind])(packed) == record


def tables(*statements):
    return dict.fromkeys(schema.KINDS, ()) | {"statements": statements}


def statement(number, cue=None):
    span = Span(number, number + 1, "a")
    made = Made("rule", features=(("weight", number / 3),))
    return Statement(f"s{number}", "d", None, "person", cue, (span,), "direct", "assert", "CT+", made)


def test_the_hash_of_a_ledger_does_not_depend_on_the_order_of_its_records():
    """Two engines that find the same records in another order make the same ledger."""
    assert fingerprint.ledger(tables(statement(1), statement(2))) == fingerprint.ledger(
        tables(statement(2), statement(1))
    )


def test_the_hash_of_a_ledger_changes_with_any_field():
    """A cue more is another ledger."""
    assert fingerprint.ledger(tables(statement(1))) != fingerprint.ledger(tables(statement(1, Span(5, 6, "x"))))


def test_a_hint_that_no_table_can_hold_is_refused():
    """A new field of a type that cannot be stored fails at once, with its type."""
    with pytest.raises(TypeError, match="set"):
        schema.arrow_type(set)


def test_optional_values_are_stored_as_null():
    """A report without a holder has null in its column, not an empty text."""
    table = schema.to_table("reports", ())
    assert table.schema.field("by").nullable
    assert {field.name for field in table.schema} == set(Report.__dataclass_fields__)
