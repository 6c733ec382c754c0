from __future__ import annotations

import sqlite3

import pytest

from attribune.ledger.agreement import agreement, merge
from attribune.ledger.decision import DecisionError, Decisions, Draft


@pytest.fixture
def files(tmp_path):
    """Two analysts' files."""
    return Decisions(tmp_path / "ana.db"), Decisions(tmp_path / "bo.db")


def say(file, by, **verdicts):
    """Confirm (y) or reject (n) records."""
    for target, verdict in verdicts.items():
        file.append(Draft("confirm" if verdict == "y" else "reject", target, why="read", at="2031-01-01", by=by))


def test_two_files_become_one_and_merging_again_changes_nothing(files):
    """All of the other's decisions are appended with their own names; the chain holds; a second merge adds nothing."""
    ana, bo = files
    say(ana, "ana", s1="y")
    say(bo, "bo", s1="n", s2="y")
    assert [d.by for d in merge(ana, bo)] == ["bo", "bo"]
    assert merge(ana, bo) == ()
    assert [d.target for d in ana.all()] == ["s1", "s1", "s2"]
    assert ana.verify() is None


def test_an_undoing_undoes_the_same_row(files):
    """What the other took back is taken back here too, whatever its number has become."""
    ana, bo = files
    say(ana, "ana", s1="y", s2="y", s3="y")
    say(bo, "bo", s4="n")
    bo.append(Draft("undo", "s4", {"seq": 1}, at="2031-01-02", by="bo"))
    merge(ana, bo)
    assert [d.target for d in ana.active()] == ["s1", "s2", "s3"]


def test_a_damaged_file_is_not_taken_in(files):
    """Nothing is written where the other file does not verify."""
    ana, bo = files
    say(bo, "bo", s1="n", s2="y")
    with sqlite3.connect(bo.path) as db:
        db.execute("DROP TRIGGER decision_is_not_changed")
        db.execute("UPDATE decision SET why = 'x' WHERE seq = 2")
    db.close()
    with pytest.raises(DecisionError, match="row 2"):
        merge(ana, bo)
    assert ana.all() == ()


def test_kappa_is_agreement_beyond_chance(files):
    """Cohen's worked example: 50 shared records, 35 agreed on, half and three fifths confirmed: kappa is 0.4."""
    ana, bo = files
    kinds = ["yy"] * 20 + ["yn"] * 5 + ["ny"] * 10 + ["nn"] * 15
    say(ana, "ana", **{f"s{n}": kind[0] for n, kind in enumerate(kinds)})
    say(bo, "bo", **{f"s{n}": kind[1] for n, kind in enumerate(kinds)})
    found = agreement(ana.active(), bo.active())
    assert (found.shared, len(found.differing), found.kappa) == (50, 15, 0.4)
    target, own, other = found.differing[0]
    assert (target, own.by, own.kind, other.by, other.kind) == ("s20", "ana", "confirm", "bo", "reject")


def test_kappa_is_none_where_it_means_nothing(files):
    """Without a shared record, or where both only confirm, there is nothing beyond chance to measure."""
    ana, bo = files
    assert agreement(ana.active(), bo.active()).kappa is None
    say(ana, "ana", s1="y")
    say(bo, "bo", s1="y")
    assert agreement(ana.active(), bo.active()).kappa is None
