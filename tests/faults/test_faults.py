"""What disks, clocks and other processes do to a case."""

import os
import shutil
import sqlite3
import subprocess
import sys
import time

import pytest

from attribune import view
from attribune.build import Builder
from attribune.ledger import Case, CaseError
from attribune.ledger.backup import DAMAGED
from attribune.ledger.decision import DecisionError, Decisions, Draft

ARTICLE = "Envoy gone\n\nThe envoy defected in April 2021, officials said. He left with his wife.\n"
DENIAL = 'Denial\n\nThe ministry denied that the envoy had defected. "He is on leave," a spokesman said.\n'


# Every command that only reads, and the pages, on a case kept small and on one that counts as large; tells what failed.
READING = """
import json, sys
from pathlib import Path
from typer.testing import CliRunner
from attribune.present.cli import app
from attribune.view import stamp
case, out = sys.argv[1:]
def run(*words):
    return CliRunner().invoke(app, list(words))
event = json.loads(run("events", case, "--json").output.splitlines()[0])["id"]
report = json.loads(run("reports", case, "--json").output.splitlines()[0])["id"]
for stamp.LARGE in (1000, 1):
    for verb, *words in (
        ["summary"], ["documents"], ["statements"], ["search", "envoy"], ["event", event], ["origins", event],
        ["chain", report], ["show", report], ["why", event, report], ["decisions"], ["learn"], ["sources"], ["doctor"],
        ["prepare"], ["brief", "--out", out + "/brief.html"], ["export", out + "/exported"],
    ):
        told = run(verb, case, *words)
        if told.exit_code:
            print(verb, told.exit_code, told.exception, told.output)
    try:
        from fastapi.testclient import TestClient
    except ImportError:
        continue
    from attribune.present.web.app import application
    pages = TestClient(application(Path(case)), base_url="http://127.0.0.1")
    for page in ("/", "/events", "/documents", "/search?q=envoy"):
        if pages.get(page).status_code != 200:
            print(page, pages.get(page).status_code)
"""


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A case of one article, with decisions."""
    folder = tmp_path_factory.mktemp("whole")
    (folder / "one.txt").write_text(ARTICLE, encoding="utf-8")
    case = folder / "case"
    Builder.create(case).build([folder / "one.txt"])
    for number in range(30):
        Case.open(case).decisions.append(Draft("note", f"n{number}", {"text": "kept " * 40}, "a test"))
    Builder.open(case).build()
    return case


@pytest.fixture
def case(whole, tmp_path):
    return shutil.copytree(whole, tmp_path / "case")


def run(*words, timeout=120, **how):
    program = [sys.executable, "-m", "attribune.present.cli", *map(str, words)]
    return subprocess.run(program, capture_output=True, text=True, timeout=timeout, check=False, **how)


def run_full(room, *words):
    """The command line where no file can grow beyond so many bytes; every case counts as large."""
    program = (
        "import resource, sys; from attribune import annotate; annotate.load();"
        "from attribune.view import stamp; stamp.LARGE = 1;"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({room}, {room}));"
        "sys.argv = ['attribune', *sys.argv[1:]]; from attribune.present.cli import main; main()"
    )
    words = [sys.executable, "-c", program, *map(str, words)]
    return subprocess.run(words, capture_output=True, text=True, check=False, timeout=120)


def damage(path):
    """Spoil the middle of a file, as a bad disk does."""
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 2000] = b"\xa5" * len(data[middle : middle + 2000])
    path.write_bytes(data)


def test_damaged_decisions_are_told_and_restored_from_the_copy_of_the_last_build(case):
    """The row from which on the file is damaged is named; the copy comes back whole; what was damaged is kept."""
    before = Decisions(case / "decisions.db").all()
    damage(case / "decisions.db")
    assert Decisions(case / "decisions.db").verify().seq <= len(before) + 1
    told = run("build", "--case", case)
    assert told.returncode == 2
    assert "row" in told.stderr
    assert "--restore" in told.stderr
    assert run("decisions", case, "--restore").returncode == 0
    assert Decisions(case / "decisions.db").all() == before
    assert (case / f"decisions.db{DAMAGED}").exists()
    assert run("build", "--case", case).returncode == 0


def test_good_decisions_are_not_replaced_by_their_copy(case):
    """Restoring is for damage: a row written since the copy is not lost by it."""
    with pytest.raises(DecisionError, match="nothing to restore"):
        view.restore(case)


def test_damaged_decisions_never_take_the_place_of_the_copy(case):
    """A build on damaged decisions stops and leaves the copy as it was."""
    copy = (case / "backup" / "decisions.db").read_bytes()
    damage(case / "decisions.db")
    run("build", "--case", case)
    assert (case / "backup" / "decisions.db").read_bytes() == copy


def test_a_full_disk_is_told_and_leaves_the_ledger_that_was(case, tmp_path):
    """No file can grow: the build ends with one clear line, the ledger before still opens, the next build is well."""
    (tmp_path / "two.txt").write_text(DENIAL, encoding="utf-8")
    before = Case.open(case).generations.manifest()["hash"]
    full = run_full(600, "add", case, tmp_path / "two.txt")
    assert full.returncode == 2
    assert full.stderr.count("\n") == 1
    assert str(case) in full.stderr  # which file it was
    assert "make room" in full.stderr
    assert "damaged" not in full.stderr
    assert Case.open(case).generations.manifest()["hash"] == before
    assert Case.open(case).generations.damaged() == []
    assert Builder.open(case).build([tmp_path / "two.txt"]).hash != before


@pytest.mark.parametrize(
    ("room", "words", "named"),
    [
        (30_000, ("decide", "{case}", "note", "x", "text=y"), "decisions.db"),
        (30_000, ("prepare", "{case}"), "pages"),
        (300, ("export", "{case}", "{case}/../out"), "out"),
        (300, ("build", "{case}/../one.txt", "--case", "{case}/../new"), "new"),
    ],
)
def test_a_full_disk_is_told_whatever_was_written(case, tmp_path, room, words, named):
    """One line that names what could not be written; the case is whole, and with room the same is done well."""
    (tmp_path / "one.txt").write_text(ARTICLE, encoding="utf-8")
    asked = [one.format(case=case) for one in words]
    full = run_full(room, *asked)
    assert full.returncode == 2, full.stderr
    assert full.stderr.count("\n") == 1
    assert named in full.stderr
    assert not list(case.rglob("*.draft"))
    assert Case.open(case).generations.damaged() == []
    assert Case.open(case).decisions.verify() is None
    again = run(*asked)
    assert again.returncode == 0, again.stderr


def test_a_search_goes_on_where_its_index_cannot_be_kept(case):
    """What is only kept to be faster is made in memory on a full disk."""
    told = run_full(300, "search", case, "envoy")
    assert (told.returncode, told.stderr) == (0, "")
    assert "envoy" in told.stdout


def test_only_what_a_cut_off_making_left_is_taken_for_a_new_case(tmp_path):
    """A folder with anything else in it, were it but a file of the same name, is left alone."""
    (tmp_path / "one.txt").write_text(ARTICLE, encoding="utf-8")
    begun, other = tmp_path / "begun", tmp_path / "other"
    for folder in ("originals", "ledger"):
        (begun / folder).mkdir(parents=True)
    (begun / "secret").write_text("0" * 10)
    other.mkdir()
    (other / "secret").write_text("of somebody")
    assert Builder.create(begun).build([tmp_path / "one.txt"]).annotated == 1
    with pytest.raises(CaseError, match="other things"):
        Builder.create(other)
    assert (other / "secret").read_text() == "of somebody"


@pytest.mark.skipif(os.geteuid() != 0 or not shutil.which("unshare"), reason="mounting a folder read-only needs root")
def test_a_read_only_case_is_shown_and_refuses_to_be_built(case, tmp_path):
    """Reading needs no right to write; writing is refused in one line that names the case."""
    mount = f"mount --bind {case} {case} && mount -o remount,ro,bind {case} && exec "
    if subprocess.run(["unshare", "-m", "sh", "-c", mount + "true"], check=False).returncode:
        pytest.skip("this machine does not let folders be mounted")

    def read_only(*words):
        line = mount + " ".join(map(str, (sys.executable, "-m", "attribune.present.cli", *words)))
        return subprocess.run(
            ["unshare", "-m", "sh", "-c", line], capture_output=True, text=True, check=False, timeout=120
        )

    (tmp_path / "reading.py").write_text(READING)
    line = mount + f"{sys.executable} {tmp_path}/reading.py {case} {tmp_path}"
    shown = subprocess.run(
        ["unshare", "-m", "sh", "-c", line], capture_output=True, text=True, check=False, timeout=240
    )
    assert (shown.returncode, shown.stdout, shown.stderr) == (0, "", "")
    refused = read_only("build", tmp_path, "--case", case)
    assert refused.returncode == 2
    assert refused.stderr.count("\n") == 1
    assert "cannot be written" in refused.stderr
    noted = read_only("decide", case, "note", "x")
    assert noted.returncode == 2
    assert noted.stderr.count("\n") == 1


def test_two_builds_at_once_do_not_mix(case):
    """The second is refused clearly while the first writes."""
    with Case.open(case).writing():
        second = run("build", "--case", case)
    assert second.returncode == 2
    assert "another build" in second.stderr
    assert run("build", "--case", case).returncode == 0


def test_a_clock_that_jumps_back_breaks_no_chain(case):
    """Order is by number, not by time: rows of tomorrow and of yesterday stand in one chain."""
    decisions = Case.open(case).decisions
    for at in ("2031-01-01T00:00:00+00:00", "1999-01-01T00:00:00+00:00", ""):
        decisions.append(Draft("note", "n", {"text": "x"}, at=at))
    assert decisions.verify() is None
    assert [row.seq for row in decisions.all()] == list(range(1, 34))
    assert Builder.open(case).build().hash


def test_a_ledger_from_the_future_is_no_reason_to_build_again(case):
    """Files dated tomorrow, or long ago, change nothing: what counts is what is in them."""
    first = Builder.open(case).build()
    for path in case.rglob("*"):
        os.utime(path, (time.time() + 1e6, time.time() - 1e8))
    again = Builder.open(case).build()
    assert (again.changed, again.hash) == (False, first.hash)


def test_an_original_that_is_gone_or_spoiled_is_named_and_the_rest_goes_on(case, tmp_path):
    """The document becomes a failed one with the reason when it must be read again; no other document is touched."""
    (tmp_path / "two.txt").write_text(DENIAL, encoding="utf-8")
    Builder.open(case).build([tmp_path / "two.txt"])
    sha256 = next(one.sha256 for one in Case.open(case).originals.index() if one.path == "one.txt")
    damage(case / "originals" / sha256[:2] / sha256)
    shutil.rmtree(case / "ledger")
    result = Builder.open(case).build()
    assert [path for path, _ in result.failures] == ["one.txt"]
    assert "changed on the disk" in result.failures[0][1]
    assert {d.path for d in Case.open(case).records().documents if not d.failure} == {"two.txt"}


def test_a_locked_decisions_file_is_waited_for_or_told(case):
    """Another process that holds the file does not make a row be lost or doubled."""
    path = case / "decisions.db"
    before = len(Decisions(path).all())
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    program = (
        "import sys; from attribune.ledger.decision import Decisions, Draft;"
        "print('go', flush=True); Decisions(sys.argv[1]).append(Draft('note', 'n', {'text': 'x'}))"
    )
    waiting = subprocess.Popen([sys.executable, "-c", program, path], stdout=subprocess.PIPE)
    waiting.stdout.readline()
    time.sleep(0.5)
    other.execute("ROLLBACK")
    other.close()
    assert waiting.wait(60) == 0
    assert len(Decisions(path).all()) == before + 1
