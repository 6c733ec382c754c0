"""Decisions from the command line, on a small case."""

from __future__ import annotations

import json
import re
import sqlite3

import pytest
from typer.testing import CliRunner

from attribune.present.cli import app

RUNNER = CliRunner()
TEXT = "The consul Orwen Tasker was arrested on 3 May 2031, a guard said. A tall baker closed the shop.\n"


def run(*words):
    """The command line's answer to these words."""
    return RUNNER.invoke(app, [str(word) for word in words])


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A case with one article, not to be changed."""
    root = tmp_path_factory.mktemp("decide")
    (root / "one.txt").write_text(TEXT)
    assert run("build", root / "one.txt", "--case", root / "case").exit_code == 0
    return root / "case"


@pytest.fixture
def case(built):
    """The case without decisions."""
    for path in built.rglob("decisions.db*"):
        path.unlink()
    return built


def rows(case, kind):
    """The rows of a list."""
    return [json.loads(line) for line in run(kind, case, "--json").output.splitlines()]


def test_a_statement_is_rejected_and_taken_back(case):
    """What is rejected is in no list, until the rejection is undone."""
    [statement] = rows(case, "statements")
    assert run("decide", case, "reject", statement["id"], "--because", "a misread", "--by", "ana").exit_code == 0
    assert rows(case, "statements") == []
    assert run("undo", case, 1).exit_code == 0
    assert rows(case, "statements") == [statement]


def test_a_field_is_corrected(case):
    """NAME=VALUE pairs are what is corrected; the list shows them and who made it so."""
    [statement] = rows(case, "statements")
    assert run("decide", case, "correct", statement["id"], "act=deny", "--because", "it does").exit_code == 0
    [corrected] = rows(case, "statements")
    assert (corrected["act"], corrected["made_by"], corrected["reason"]) == ("deny", "person", "it does")


def test_words_are_hidden(case):
    """Marked words are in no output any more; words that the document does not show cannot be marked."""
    [document] = rows(case, "documents")
    assert run("protect", case, document["id"], "--words", "tall baker", "--because", "asked").exit_code == 0
    [hidden] = rows(case, "documents")
    assert "baker" not in json.dumps(hidden)
    assert "◇ P-" in hidden["text"]
    assert hidden["path"] is None
    refused = run("protect", case, document["id"], "--words", "tall baker")
    assert refused.exit_code != 0


def test_decisions_are_listed_and_verified(case):
    """The list tells who decided what and why; a changed row is named and the exit status is 1."""
    [statement] = rows(case, "statements")
    run("decide", case, "confirm", statement["id"], "--because", "read it", "--by", "ana")
    listed = run("decisions", case)
    assert listed.exit_code == 0
    assert f"ana  confirm  {statement['id']}  read it" in listed.output
    with sqlite3.connect(case / "decisions.db") as db:
        db.execute("DROP TRIGGER decision_is_not_changed")
        db.execute("UPDATE decision SET why = 'never read'")
    db.close()
    assert run("decisions", case).exit_code == 1


@pytest.mark.parametrize("kind", ["reveal", "undo", "guess", "set"])
def test_what_cannot_be_decided_so_is_refused(case, kind):
    """A reveal is never written by hand, and unknown kinds are refused."""
    [statement] = rows(case, "statements")
    assert run("decide", case, kind, statement["id"]).exit_code != 0
    assert run("decide", case, "reject", "s0123456789abcdef").exit_code != 0
    assert rows(case, "statements") == [statement]


def test_decisions_hold_through_a_rebuild(case):
    """What is rejected counts nowhere after a rebuild, what is added counts; undone, the ledger is as it was."""
    before = run("build", "--case", case).output
    [document], [report] = rows(case, "documents"), rows(case, "reports")
    start = TEXT.index("closed")
    trigger = json.dumps({"start": start, "end": start + len("closed")})
    run("decide", case, "reject", report["id"], "--because", "no arrest")
    added = run("decide", case, "add", document["id"], "kind=report", "type=border_closure", f"trigger={trigger}")
    assert added.exit_code == 0
    assert run("build", "--case", case).exit_code == 0
    assert [(row["type"], row["made_by"]) for row in rows(case, "reports")] == [("border_closure", "person")]
    assert [row["type"] for row in rows(case, "events")] == ["border_closure"]
    assert run("decisions", case, "--orphaned").output == ""
    run("undo", case, 1)
    run("undo", case, 2)
    again = run("build", "--case", case).output
    assert re.search(r"ledger \w+", again)[0] == re.search(r"ledger \w+", before)[0]
