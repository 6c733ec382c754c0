from __future__ import annotations

import json
import shutil

import pytest
from typer.testing import CliRunner

from attribune import view
from attribune.ledger import Case
from attribune.present.cli import app
from attribune.present.exports import FORMS


@pytest.fixture
def own(case, tmp_path):
    """A copy of the example case that a test may change."""
    return shutil.copytree(case, tmp_path / "case")


def run(*words, **more):
    """What the command line does with these words."""
    return CliRunner().invoke(app, [str(word) for word in words], **more)


def test_an_export_tells_what_it_wrote_and_refuses_other_forms(own, tmp_path):
    """Every file is counted; an unknown form is an error that lists those there are, and writes nothing."""
    done = run("export", own, tmp_path / "out", "--to", "csl")
    assert done.exit_code == 0
    assert f"{len(view.open(own).documents())} sources.json" in done.output
    wrong = run("export", own, tmp_path / "other", "--to", "docx")
    assert all(form.name in str(wrong.exception) for form in FORMS)
    assert not (tmp_path / "other").exists()


def test_citing_says_what_it_gives_away_and_is_logged(own, tmp_path):
    """--cite warns, keeps titles, hides names, and stands in the log; a plain export is not logged."""
    run("export", own, tmp_path / "plain", "--to", "csl")
    assert Case.open(own).decisions.all() == ()
    done = run("export", own, tmp_path / "cited", "--to", "csl", "--cite", "--because", "for the annex")
    assert "finds the names" in " ".join(done.output.split())
    [logged] = Case.open(own).decisions.all()
    assert (logged.kind, logged.payload, logged.why) == ("reveal", {"cite": True}, "for the annex")
    titles = [
        sum("title" in item for item in json.loads((tmp_path / name / "sources.json").read_text("utf-8")))
        for name in ("plain", "cited")
    ]
    assert titles[0] < titles[1]


def test_a_brief_is_named_by_its_form(own, tmp_path, monkeypatch):
    """Without --out the file is called after the form; an unknown form is refused."""
    monkeypatch.chdir(tmp_path)
    assert run("brief", own, "--to", "pdf").exit_code == 0
    assert (tmp_path / "brief.pdf").read_bytes().startswith(b"%PDF-")
    assert "html, md, pdf" in str(run("brief", own, "--to", "docx").exception)


def test_a_search_for_a_protected_name_needs_a_reveal(own):
    """Nothing is found without a reveal, and with one the reason is logged."""
    assert run("search", own, "Tokko").exit_code == 1
    assert run("search", own, "Tokko", "--reveal", "--because", "a test").exit_code == 0
    assert [one.why for one in Case.open(own).decisions.all()] == ["a test"]


def test_forgetting_asks_first(own):
    """Nothing is destroyed unless it is confirmed, and what was destroyed is counted."""
    path = next(row["path"] for row in view.open(own).documents() if row["path"])
    assert run("forget", own, path, "--because", "a test", input="n\n").exit_code == 1
    assert len(view.open(own).documents()) == 19
    done = run("forget", own, path, "--because", "a test", input="y\n")
    assert "one document, one original" in done.output
    assert len(view.open(own).documents()) == 18


def test_locking_and_unlocking(own, monkeypatch):
    """A locked case says so to every command, and comes back the same."""
    before = view.open(own).summary()
    monkeypatch.setenv("ATTRIBUNE_PASSPHRASE", "a passphrase of a test")
    assert "locked" in run("lock", own).output
    assert "unlock" in str(run("summary", own).exception)
    assert run("unlock", own).exit_code == 0
    assert view.open(own).summary() == before


def test_a_token_is_shown_once_and_can_end(own):
    """A token is printed and kept as a hash alone; ending one that is not there is an error."""
    made = run("token", own, "a script").output.strip()
    assert made not in (own / "tokens.json").read_text("utf-8")
    assert "ended" in run("token", own, "a script", "--end").output
    assert "no token" in str(run("token", own, "a script", "--end").exception)
