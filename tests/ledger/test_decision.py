from __future__ import annotations

import multiprocessing
import sqlite3
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attribune.ledger.decision import FIRST, DecisionError, Decisions, Draft

NOTE = Draft("note", "s1", {"text": "seen"}, "for later", at="2030-01-01T00:00:00Z", by="ana")


@pytest.fixture
def decisions(tmp_path):
    """A file of decisions that is not made yet."""
    return Decisions(tmp_path / "decisions.db")


def tamper(decisions, *statements):
    """Change the file behind the back of its guards."""
    with sqlite3.connect(decisions.path) as db:
        for name in ("decision_is_not_changed", "decision_is_not_deleted"):
            db.execute(f"DROP TRIGGER IF EXISTS {name}")
        for statement in statements:
            db.execute(statement)
    db.close()


def test_rows_come_back_as_written(decisions):
    """What is appended is read back in order, numbered from one, each chained to the one before."""
    written = [decisions.append(replace(NOTE, target=f"s{n}")) for n in range(3)]
    assert decisions.all() == tuple(written)
    assert [d.seq for d in written] == [1, 2, 3]
    assert [d.previous for d in written] == [FIRST, written[0].hash, written[1].hash]
    assert decisions.verify() is None


def test_a_case_without_decisions_has_none(decisions):
    """Reading makes no file, and no file is a whole chain."""
    assert (decisions.all(), decisions.active(), decisions.verify(), decisions.given()) == ((), (), None, {})
    assert not decisions.path.exists()


def test_who_and_when_are_filled_in(decisions):
    """A draft without a name and a time gets the login name and the clock's time in UTC."""
    row = decisions.append(Draft("reject", "s1"))
    assert row.by
    assert row.at.endswith("+00:00")


def test_an_undone_decision_does_not_hold_and_can_hold_again(decisions):
    """Undo takes a row back, undoing the undo brings it back; nothing is deleted."""
    decisions.append(Draft("reject", "s1"))
    decisions.append(Draft("confirm", "s2"))
    decisions.append(Draft("undo", "s1", {"seq": 1}))
    assert [d.target for d in decisions.active()] == ["s2"]
    decisions.append(Draft("undo", "s1", {"seq": 3}))
    assert [d.target for d in decisions.active()] == ["s1", "s2"]
    assert len(decisions.all()) == 4


@pytest.mark.parametrize("payload", [{}, {"seq": 9}, {"seq": "1"}, {"seq": True}])
def test_only_a_row_that_is_there_can_be_undone(decisions, payload):
    """An undo names an earlier row by its number."""
    decisions.append(NOTE)
    if payload.get("seq") is True:
        payload = {"seq": 2}  # itself
    with pytest.raises(DecisionError, match="no decision"):
        decisions.append(Draft("undo", "s1", payload))
    assert len(decisions.all()) == 1


@pytest.mark.parametrize(
    "draft",
    [replace(NOTE, kind="guess"), replace(NOTE, payload={"x": {1}}), replace(NOTE, payload={"x": float("nan")})],
)
def test_what_is_no_decision_is_refused(decisions, draft):
    """Unknown kinds and payloads that are no JSON are refused and leave the file as it was."""
    with pytest.raises(DecisionError):
        decisions.append(draft)
    assert decisions.all() == ()


@pytest.mark.parametrize("statement", ["UPDATE decision SET why = 'x'", "DELETE FROM decision"])
def test_the_file_itself_forbids_change(decisions, statement):
    """No program changes or deletes a row by accident: the file's own triggers refuse."""
    decisions.append(NOTE)
    with sqlite3.connect(decisions.path) as db, pytest.raises(sqlite3.IntegrityError, match="only undone"):
        db.execute(statement)
    db.close()


@pytest.mark.parametrize(
    ("statement", "seq", "words"),
    [
        ("UPDATE decision SET why = 'another' WHERE seq = 2", 2, "changed"),
        ("UPDATE decision SET payload = '{}' WHERE seq = 3", 3, "changed"),
        ("UPDATE decision SET payload = '{' WHERE seq = 3", 3, "damaged from row 3 on"),
        ("DELETE FROM decision WHERE seq = 2", 2, "missing"),
        ("DELETE FROM decision WHERE seq = 4", 4, "missing"),
        ("UPDATE decision SET previous = hash WHERE seq = 3", 3, "follow"),
    ],
)
def test_the_first_bad_row_is_named(decisions, statement, seq, words):
    """Verification names the first row that does not hold, and why."""
    for _ in range(4):
        decisions.append(NOTE)
    tamper(decisions, statement)
    broken = decisions.verify()
    assert broken is not None
    assert broken.seq == seq
    assert words in broken.reason


def test_a_damaged_file_says_from_which_row_on(decisions):
    """Where pages of the file are overwritten, the rows before are still read and the first lost one is named."""
    for number in range(400):
        decisions.append(replace(NOTE, why=f"{number} " + "x" * 200))
    with sqlite3.connect(decisions.path) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    content = bytearray(decisions.path.read_bytes())
    half = len(content) // 2 // 4096 * 4096
    content[half : half + 8192] = b"\xff" * 8192
    decisions.path.write_bytes(content)
    broken = decisions.verify()
    assert broken is not None
    assert 1 < broken.seq < 400
    with pytest.raises(DecisionError, match=f"from row {broken.seq} on"):
        decisions.all()


def test_a_file_that_is_no_database_is_named(decisions):
    """Other bytes under this name are damage from the first row on, not an error of another kind."""
    decisions.path.write_bytes(b"not a database at all" * 300)
    assert decisions.verify().seq == 1
    with pytest.raises(DecisionError, match="cannot be written"):
        decisions.append(NOTE)


def write_many(path, name):
    """What each of several processes does."""
    decisions = Decisions(path)
    for number in range(25):
        decisions.append(Draft("note", f"{name}{number}", by=name))


def test_writers_at_once_keep_one_chain(decisions):
    """Four processes that write at the same time lose no row and break no chain."""
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=write_many, args=(decisions.path, name)) for name in "abcd"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0] * 4
    assert len(decisions.all()) == 100
    assert decisions.verify() is None


def test_given_ids_keep_their_history(decisions):
    """The last giving counts; a member that moved to another group shows what it was in before."""
    decisions.give({"m1": "e1", "m2": "e2"})
    decisions.give({"m1": "e1", "m2": "e1"})
    assert decisions.given() == {"m1": "e1", "m2": "e1"}
    assert [(g.member, g.id, g.was) for g in decisions.given_history()] == [
        ("m1", "e1", None),
        ("m2", "e2", None),
        ("m2", "e1", "e2"),
    ]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.text(), st.text(), st.dictionaries(st.text(), json_values, max_size=3)), max_size=4))
def test_any_words_survive(tmp_path_factory, rows):
    """Whatever people write (any script, control characters, any JSON) is read back the same and verifies."""
    decisions = Decisions(tmp_path_factory.mktemp("case") / "decisions.db")
    written = [decisions.append(Draft("note", target, payload, why)) for target, why, payload in rows]
    assert decisions.all() == tuple(written)
    assert decisions.verify() is None
