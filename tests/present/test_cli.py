"""The command line, on the example case."""

import json
import re
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from attribune.present.cli import app
from attribune.present.columns import COLUMNS

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
RUNNER = CliRunner()


def run(*words):
    return RUNNER.invoke(app, [str(word) for word in words])


@pytest.mark.parametrize("kind", sorted(COLUMNS))
@pytest.mark.parametrize("form", [(), ("--json",), ("--csv",)])
def test_no_list_shows_a_protected_name(case, canaries, kind, form):
    """People at risk are in no list of any kind in any form, in no spelling."""
    result = run(kind, case, *form)
    assert result.exit_code == 0, result.output
    assert not canaries.search(result.output)


def test_every_record_can_be_shown_without_a_protected_name(case, canaries):
    """``show`` knows each id that the lists print, and hides whom they hide."""
    ids = [
        json.loads(line)["id"]
        for kind in ("statements", "reports", "events")
        for line in run(kind, case, "--json").output.splitlines()
    ]
    for record in ids[:: max(1, len(ids) // 25)]:
        result = run("show", case, record)
        assert result.exit_code == 0, result.output
        assert not canaries.search(result.output)


@pytest.mark.parametrize("form", ["html", "md"])
def test_the_brief_shows_no_protected_name_and_cites_every_telling(case, canaries, tmp_path, form):
    """A brief can be given away: every quoted line carries the number of its source."""
    out = tmp_path / f"brief.{form}"
    assert run("brief", case, "--to", form, "--out", out).exit_code == 0
    text = out.read_text(encoding="utf-8")
    assert not canaries.search(text)
    told = (
        re.findall(r"^> .*$", text, re.MULTILINE) if form == "md" else re.findall(r"<blockquote.*?</blockquote>", text)
    )
    assert told
    assert all(re.search(r"\[\d+\]$|#source-\d+", line) for line in told)


def test_the_export_is_complete_and_protected(case, canaries, tmp_path):
    """Every file of the interchange form is written, without a protected name."""
    assert run("export", case, tmp_path / "out", "--to", "jsonl").exit_code == 0
    files = sorted(path.stem for path in (tmp_path / "out").glob("*.jsonl"))
    assert {"documents", "statements", "reports", "figures", "times", "forecasts", "mentions"} <= set(files)
    for path in (tmp_path / "out").glob("*.jsonl"):
        assert not canaries.search(path.read_text(encoding="utf-8")), path.name


def test_protection_is_lifted_only_with_a_reason_that_is_logged(case, canaries, tmp_path):
    """``--reveal`` without ``--because`` fails; with it the names are there, and so is the reason."""
    from attribune.ledger import Case

    own = shutil.copytree(case, tmp_path / "case")
    assert run("export", own, tmp_path / "no", "--reveal").exit_code != 0
    assert run("export", own, tmp_path / "out", "--reveal", "--because", "a test of revealing").exit_code == 0
    assert canaries.search((tmp_path / "out" / "documents.jsonl").read_text(encoding="utf-8"))
    assert Case.open(own).decisions.all()[-1].why == "a test of revealing"


def test_a_protected_name_that_is_searched_for_is_not_found(case, canaries):
    """A search for a protected name finds nothing and does not say that there was something."""
    for name in json.loads((EXAMPLES / "canaries.json").read_text())["protected"]:
        result = run("search", case, name)
        assert not any(canaries.search(line) for line in result.output.splitlines())


def test_summary_tells_what_the_case_holds(case):
    """The counts as JSON are those of the sentences."""
    counts = json.loads(run("summary", case, "--json").output)
    assert counts["documents"] == 19
    assert f"{counts['reports']} reports" in run("summary", case).output


def test_what_cannot_be_read_gives_exit_status_3_and_is_listed(tmp_path):
    """The build says so, and ``documents --failed`` lists it with its reason."""
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "good.txt").write_text("The consul was arrested, the radio said.\n")
    result = run("build", tmp_path / "empty.txt", tmp_path / "good.txt", "--case", tmp_path / "case")
    assert result.exit_code == 3
    listed = run("documents", tmp_path / "case", "--failed", "--json").output.splitlines()
    assert [json.loads(line)["path"] for line in listed] == ["empty.txt"]


def test_doctor_says_that_a_whole_case_is_well_and_names_a_damaged_file(case, tmp_path):
    """Nothing is BAD in a good case; a changed table is named."""
    assert "BAD" not in run("doctor", case).output
    copy = tmp_path / "copy"
    shutil.copytree(case, copy)
    table = next((copy / "ledger").glob("g*/reports.parquet"))
    table.write_bytes(table.read_bytes()[:-4])
    result = run("doctor", copy)
    assert result.exit_code == 1
    assert "reports.parquet" in result.output


def test_a_file_can_be_read_alone(tmp_path):
    """``read`` works without a case, on statements, times and figures."""
    file = tmp_path / "one.txt"
    file.write_text("At least 40 sailors left on 3 May 2021, a guard told the Northern Herald.\n")
    assert json.loads(run("read", file, "--as", "times", "--json").output)["edtf"] == "2021-05-03"
    assert json.loads(run("read", file, "--as", "figures", "--json").output)["low"] == 40
    assert json.loads(run("read", file, "--as", "statements", "--json").output)["cue"]["quote"] == "told"
