"""Commands on a case that lies at an address."""

import json
import os
import re
import signal
import subprocess
import sys
import time

import pytest
from typer.testing import CliRunner

import attribune
from attribune.present import carrying
from attribune.present.cli import app
from attribune.view import Reveal

fsspec = pytest.importorskip("fsspec")
pytest.importorskip("platformdirs")
RUNNER = CliRunner()
ADDRESS = "memory://cases/harbour"
TEXT = "The consul Orwen Tasker was arrested on 3 May 2031, a guard said. A tall baker closed the shop.\n"
MORE = "Harbour open\n\nThe harbour of Vell was opened on 4 May 2031, the ministry said.\n"


def run(*words):
    return RUNNER.invoke(app, [str(word) for word in words])


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A case at an address, built there: the store's files, to be laid into an empty store."""
    folder = tmp_path_factory.mktemp("carried")
    (folder / "one.txt").write_text(TEXT)
    memory = fsspec.filesystem("memory")
    memory.store.clear()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        told = run("build", folder / "one.txt", "--case", ADDRESS)
    assert told.exit_code == 0, told.output
    assert f"see 'attribune summary {ADDRESS}'" in told.output
    return {name: data.getvalue() for name, data in memory.store.items()}


@pytest.fixture
def store(built, monkeypatch, tmp_path):
    """The store with that case, seen from a machine that never saw it."""
    memory = fsspec.filesystem("memory")
    memory.store.clear()
    memory.pseudo_dirs[:] = [""]
    for name, data in built.items():
        memory.pipe_file(name, data)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return memory


def state(store):
    return {name: data.getvalue() for name, data in store.store.items()}


def copies(tmp_path):
    """Every byte on this machine."""
    return b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())


def statement():
    return json.loads(run("statements", ADDRESS, "--json").output.splitlines()[0])["id"]


def test_every_command_on_a_case_takes_an_address():
    """None has an argument of its own for the case; the exception makes a folder."""
    commands = {one.name or one.callback.__name__: one for one in app.registered_commands}
    on_cases = {name: one for name, one in commands.items() if "case" in one.callback.__annotations__}
    assert len(on_cases) > 30
    own = {"CasePath", "NewCase", "SomeCase"}
    plain = {name for name, one in on_cases.items() if one.callback.__annotations__["case"] not in own}
    assert plain == {"bring"}
    assert all(one.cls is carrying.CaseCommand for one in on_cases.values())


@pytest.mark.parametrize(
    "words",
    [("summary",), ("statements",), ("events",), ("decisions",), ("doctor",), ("search", "harbour"), ("learn",),
     ("entities", "--csv")],
)  # fmt: skip
def test_who_reads_sends_nothing(store, words):
    """Not a byte at the address changes by a command that shows."""
    before = state(store)
    verb, *rest = words
    told = run(verb, ADDRESS, *rest)
    assert told.exit_code in {0, 1}, told.output
    assert "not sent" not in told.output
    assert state(store) == before


def test_exports_and_briefs_read_it_too(store, tmp_path):
    """Files are written where they are asked for, from the case at the address."""
    before = state(store)
    assert run("export", ADDRESS, tmp_path / "out").exit_code == 0
    assert "Orwen" in (tmp_path / "out" / "documents.jsonl").read_text()
    told = run("brief", ADDRESS, "--to", "md", "--out", tmp_path / "brief.md")
    assert told.exit_code == 0, told.output
    assert "harbour" in (tmp_path / "brief.md").read_text().splitlines()[0]
    assert state(store) == before


def test_a_decision_and_an_addition_are_sent(store, monkeypatch, tmp_path):
    """What one machine decides and adds, another one sees."""
    one = statement()
    assert run("decide", ADDRESS, "reject", one, "--because", "a misread", "--by", "ana").exit_code == 0
    (tmp_path / "two.txt").write_text(MORE)
    assert run("add", ADDRESS, tmp_path / "two.txt").exit_code == 0
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "elsewhere"))
    assert "a misread" in run("decisions", ADDRESS).output
    assert len(run("documents", ADDRESS, "--json").output.splitlines()) == 2


def test_a_reveal_is_logged_at_the_address(store, monkeypatch, tmp_path):
    """Who lifted protection, and why, is told to all who work on the case."""
    assert run("statements", ADDRESS, "--reveal", "--because", "to check a name").exit_code == 0
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "elsewhere"))
    assert "to check a name" in run("decisions", ADDRESS).output


def test_errors_call_the_case_by_its_address(store, tmp_path):
    """What is said of the case is said in the words that the user gave."""
    told = run("summary", "memory://cases/none")
    assert told.exit_code != 0
    assert "attribune build INPUTS --case memory://cases/none" in str(told.exception)
    told = run("build", tmp_path, "--case", ADDRESS, "--profile", "incidents")
    assert ADDRESS in str(told.exception)
    assert run("bring", ADDRESS, "memory://elsewhere").exit_code != 0


def test_what_is_forgotten_is_gone_here_and_there(store, tmp_path):
    """No byte of it is left at the address, nor in the working copy."""
    one = statement()
    run("decide", ADDRESS, "note", one, "text=about Orwen", "--because", "Orwen Tasker")
    name = json.loads(run("documents", ADDRESS, "--json").output)["id"]
    original = TEXT.encode()
    assert original in b"".join(state(store).values())
    told = run("forget", ADDRESS, name, "--because", "a family asked", "--yes")
    assert told.exit_code == 0, told.output
    assert original not in b"".join(state(store).values())
    assert original not in copies(tmp_path / "cache")
    assert "Orwen" not in run("decisions", ADDRESS).output


def test_a_case_is_locked_and_unlocked_at_its_address(store, tmp_path):
    """Locked, both places hold ciphertext alone; a command says how it is opened."""
    pytest.importorskip("pyrage")
    secret = {"ATTRIBUNE_PASSPHRASE": "a passphrase of some length"}
    assert RUNNER.invoke(app, ["lock", ADDRESS], env=secret).exit_code == 0
    for held in (b"".join(state(store).values()), copies(tmp_path / "cache")):
        assert b"Orwen" not in held
    assert f"attribune unlock {ADDRESS}" in str(run("summary", ADDRESS).exception)
    assert RUNNER.invoke(app, ["unlock", ADDRESS], env=secret).exit_code == 0
    assert run("summary", ADDRESS).exit_code == 0


def test_the_decisions_of_two_machines_are_merged_as_the_message_says(store, monkeypatch, tmp_path):
    """The sentence that refuses holds the command that helps."""
    one = statement()
    put = type(store).put_file
    monkeypatch.setattr(type(store), "put_file", lambda *_, **__: (_ for _ in ()).throw(ConnectionError("no route")))
    assert run("decide", ADDRESS, "note", one, "text=here", "--by", "ana").exit_code != 0
    monkeypatch.setattr(type(store), "put_file", put)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "elsewhere"))
    assert run("decide", ADDRESS, "note", one, "text=there", "--by", "ben").exit_code == 0
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    refused = str(run("decisions", ADDRESS).exception)
    words = re.search(r"'attribune (merge [^']+)'", refused)[1].split()
    assert run(*words).exit_code == 0
    told = run("decisions", ADDRESS).output
    assert "here" in told
    assert "there" in told


def test_python_opens_an_address(store):
    """A view of the case as it is there; within ``at`` what is decided is sent, and a reveal is at once."""
    opened = attribune.open(ADDRESS)
    assert [row["speaker"] or row["source"]["quote"] for row in opened.statements()]
    before = state(store)
    attribune.open(ADDRESS, Reveal("to check"))
    assert state(store) != before
    before = state(store)
    with attribune.at(ADDRESS) as case:
        attribune.open(case).desk.decide("note", statement(), {"text": "seen"}, "", "ana")
    assert state(store) != before


def test_no_address_no_network(monkeypatch, tmp_path):
    """A folder's name never leads to a store, and nothing is fetched for it."""
    monkeypatch.setattr(carrying.view, "worked_on", lambda *_, **__: pytest.fail("it was taken for an address"))
    for name in (tmp_path / "none", "a:b", "./s3", "case"):
        assert run("summary", name).exit_code != 0


def test_ctrl_c_closes_the_pages_and_sends_what_was_decided(built, tmp_path):
    """A real process at a real folder of another place: interrupted, it sends first."""
    pytest.importorskip("uvicorn")
    for name, data in built.items():
        path = tmp_path / "store" / name.removeprefix("/cases/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    address, env = f"file://{tmp_path}/store/harbour", {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache")}
    before = (tmp_path / "store" / "harbour" / "current").read_text()
    program = [sys.executable, "-m", "attribune.present.cli", "serve", address, "--port", "0", "--as", "ana"]
    pages = subprocess.Popen(program, env=env, stderr=subprocess.PIPE, text=True)
    port = next(found[1] for line in pages.stderr if (found := re.search(r"http://127\.0\.0\.1:(\d+)", line)))
    [copy] = (tmp_path / "cache" / "attribune" / "cases").glob("*/harbour")
    noting = (
        "import sys; from pathlib import Path; from attribune.ledger import Case; "
        "from attribune.ledger.decision import Draft; "
        "Case.open(Path(sys.argv[1])).decisions.append(Draft('note', 'n', {'text': 'seen'}, 'in the pages'))"
    )
    subprocess.run([sys.executable, "-c", noting, copy], check=True, timeout=60)
    assert int(port)
    time.sleep(0.2)
    pages.send_signal(signal.SIGINT)
    pages.communicate(timeout=60)
    assert (tmp_path / "store" / "harbour" / "current").read_text() != before
