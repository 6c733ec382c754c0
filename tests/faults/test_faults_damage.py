"""What is told of a case whose files are spoilt, emptied or gone, and what mends it."""

import random
import shutil
import sqlite3

import pytest
from typer.testing import CliRunner

from attribune import view
from attribune.build import Builder
from attribune.ledger import Case, CaseError, DamagedLedgerError
from attribune.ledger.decision import DecisionError, Decisions, Draft
from attribune.ledger.shelf import DamagedShelfError, Put, Shelf
from attribune.present.cli import app
from attribune.view import stamp as stamping
from attribune.view.search import Search

RUNNER = CliRunner()
ARTICLE = "Envoy gone\n\nThe envoy defected in April 2021, officials said. He left with his wife.\n"
READING = (("summary",), ("statements",), ("events",), ("decisions",), ("search", "envoy"))


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A case of one article, with decisions that a build has copied."""
    folder = tmp_path_factory.mktemp("damage")
    (folder / "one.txt").write_text(ARTICLE, encoding="utf-8")
    case = folder / "case"
    Builder.create(case).build([folder / "one.txt"])
    for number in range(5):
        Case.open(case).decisions.append(Draft("note", f"n{number}", {"text": "kept " * 40}, "a test"))
    Builder.open(case).build()
    return case


@pytest.fixture
def case(whole, tmp_path):
    return shutil.copytree(whole, tmp_path / "case")


def run(verb, case, *words):
    return RUNNER.invoke(app, [verb, str(case), *words])


def spoil(path, start=0.3, end=0.9):
    """Overwrite a stretch of a file, as a bad disk does."""
    data = bytearray(path.read_bytes())
    first, last = int(len(data) * start), int(len(data) * end)
    data[first:last] = b"\xa5" * (last - first)
    path.write_bytes(data)


def test_one_wrong_byte_in_a_table_is_never_shown_as_if_it_were_right(case):
    """Wherever a byte of a table changes, it is read as it was written, or its file is named."""
    folder = Case.open(case).generations.current()
    path, chance = folder / "statements.parquet", random.Random(7)
    before, data = run("statements", case, "--json").output, path.read_bytes()
    named = 0
    for _ in range(60):
        changed = bytearray(data)
        changed[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        path.write_bytes(changed)
        told = run("statements", case, "--json")
        if told.exit_code == 0:
            assert told.output == before
            continue
        assert isinstance(told.exception, DamagedLedgerError)
        assert f"{path} cannot be read" in str(told.exception)
        named += 1
    assert named


def test_every_command_that_reads_names_the_table_and_the_next_build_makes_it_anew(case):
    """No command breaks off with anything but one sentence."""
    path = Case.open(case).generations.current() / "documents.parquet"
    spoil(path)
    for verb, *words in READING:
        told = run(verb, case, *words)
        assert isinstance(told.exception, DamagedLedgerError), verb
        assert str(path) in str(told.exception)
    assert run("doctor", case).exit_code == 1
    Builder.open(case).build()
    assert all(run(verb, case, *words).exit_code == 0 for verb, *words in READING)


@pytest.mark.parametrize("how", ["gone", "empty"])
def test_decisions_that_are_gone_are_not_taken_for_none(case, how):
    """Who was protected by a decision stays so: nothing is shown, written or built until the copy is restored."""
    path = case / "decisions.db"
    before = Decisions(path).all()
    path.unlink() if how == "gone" else path.write_bytes(b"")
    for verb, *words in (*READING, ("decide", "note", "n1", "text=x")):
        told = run(verb, case, *words)
        assert isinstance(told.exception, DecisionError), verb
        assert "--restore" in str(told.exception)
    with pytest.raises(DecisionError, match=how):
        Builder.open(case).build()
    assert run("decisions", case, "--restore").exit_code == 0
    assert Decisions(path).all() == before


def test_damaged_keys_of_decisions_are_named_and_restored(case):
    """Without their keys the words of all decisions would be lost."""
    before = Decisions(case / "decisions.db").all()
    spoil(case / "decisions.db.keys", 0, 1)
    told = run("decisions", case)
    assert isinstance(told.exception, DecisionError)
    assert "decisions.db.keys is damaged" in str(told.exception)
    assert run("decisions", case, "--restore").exit_code == 0
    assert Decisions(case / "decisions.db").all() == before


def test_a_secret_that_was_cut_off_makes_no_pseudonyms(case):
    """An empty key would give pseudonyms that anybody can compute."""
    (case / "secret").write_text("")
    told = run("statements", case)
    assert isinstance(told.exception, CaseError)
    assert "secret" in str(told.exception)
    assert "secret" in run("doctor", case).output


def test_settings_that_were_emptied_do_not_lift_protection(case):
    """A policy that is not there is not the usual policy."""
    (case / "case.toml").write_text("")
    for verb, *words in READING:
        told = run(verb, case, *words)
        assert isinstance(told.exception, CaseError), verb
        assert "case.toml" in str(told.exception)


def test_damaged_rows_of_pages_are_told_or_taken_for_none(tmp_path):
    """A row that cannot be read is never left out without a word; a file that is none is made anew."""
    path = tmp_path / "rows.db"
    made = Shelf.made(path)
    made.put(Put("events", {"id": f"e{number}", "told": "word " * 30}, str(number)) for number in range(2000))
    made.finish()
    made.close()
    assert len(list(Shelf.opened(path).stream("events"))) == 2000
    with sqlite3.connect(path) as database:
        database.execute("UPDATE row SET told = substr(told, 1, 20) WHERE id = 'e7'")
    with pytest.raises(DamagedShelfError, match="pages/"):
        Shelf.opened(path).get("e7")
    spoil(path, 0.2)
    damaged = Shelf.opened(path)
    with pytest.raises(DamagedShelfError, match="made anew"):
        list(damaged.stream("events")) if damaged else (_ for _ in ()).throw(DamagedShelfError(ValueError("none")))
    spoil(path, 0)
    assert Shelf.opened(path) is None


def test_a_damaged_search_index_is_named_or_made_anew(case, monkeypatch):
    """Whichever of its files is spoilt, the answer is the same as before or one sentence that says what to remove."""
    monkeypatch.setattr(stamping, "LARGE", 1)
    before = run("search", case, "envoy").output
    [index] = (case / "search").iterdir()
    kept = shutil.copytree(case / "search", case.parent / "kept")
    for name in sorted(path.name for path in index.iterdir() if not path.name.startswith(".")):
        shutil.rmtree(case / "search")
        shutil.copytree(kept, case / "search")
        spoil(index / name)
        told = run("search", case, "envoy")
        if told.exception is not None:
            assert isinstance(told.exception, view.ViewError), (name, told.exception)
            assert f"{index} is damaged" in str(told.exception)
    shutil.rmtree(case / "search")
    assert run("search", case, "envoy").output == before
    assert Search.opened(next((case / "search").iterdir()))
