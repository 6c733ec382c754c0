"""``kill -9`` at any moment of a build, an addition or a decision."""

import random
import shutil
import subprocess
import sys

import pytest

from attribune.ledger import Case

ARTICLES = {
    "one.txt": "Harbour closed\n\nThe harbour of Vell was closed on 3 May 2021, a guard told the Northern Herald.\n",
    "two.txt": "Envoy gone\n\nThe envoy defected in April 2021, officials said. He left with his wife.\n",
    "three.txt": 'Denial\n\nThe ministry denied that the envoy had defected. "He is on leave," a spokesman said.\n',
}
# Reads "KIND SECONDS CASE INPUTS" a line, does it in a process of its own, kills that after so many seconds, and says
# how long it took when it was left to end. What is loaded once is loaded here, so that a kill falls into the work.
SERVER = """
import os, signal, sys, time
from pathlib import Path
from attribune import annotate, profiles
from attribune.build import Builder
from attribune.engine import Local
from attribune.ledger.decision import Decisions, Draft
import pyarrow.parquet, duckdb, splink
annotate.load(); profiles.load("exile")

def work(kind, case, inputs):
    if kind == "build":
        Builder.create(Path(case), engine=Local(1)).build(inputs)
        return
    done = os.open(Path(case) / "acknowledged", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    while True:
        made = Decisions(Path(case) / "decisions.db").append(Draft("note", "n", {"text": "kept"}, "a test"))
        os.write(done, f"{made.hash}\\n".encode())

for line in sys.stdin:
    kind, seconds, case, *inputs = line.split()
    began, child = time.monotonic(), os.fork()
    if not child:
        work(kind, case, inputs)
        os._exit(0)
    ended = 0
    while not ended and time.monotonic() - began < float(seconds):
        ended, _ = os.waitpid(child, os.WNOHANG)
        time.sleep(0.002)
    if not ended:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    print(time.monotonic() - began, flush=True)
"""


@pytest.fixture(scope="module")
def server():
    """Does one thing in a process of its own and kills it after some seconds; gives how long it ran."""
    process = subprocess.Popen([sys.executable, "-c", SERVER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(kind, seconds, case, *inputs):
        print(kind, seconds, case, *inputs, file=process.stdin, flush=True)
        return float(process.stdout.readline())

    yield ask
    process.stdin.close()
    assert process.wait(60) == 0


@pytest.mark.parametrize("count", [10, pytest.param(200, marks=pytest.mark.slow)])
def test_no_kill_loses_a_decision_or_the_ledger(server, tmp_path, count):
    """After each kill the ledger opens, every acknowledged decision is there, the next build ends as if undisturbed."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    first, whole = tmp_path / "first", tmp_path / "whole"
    server("build", 300, first, folder / "one.txt")
    seconds = server("build", 300, whole, folder)
    before, undisturbed = (Case.open(root).generations.manifest()["hash"] for root in (first, whole))
    assert before != undisturbed
    for number in range(count):
        chance, case = random.Random(number), tmp_path / f"case{number}"
        if number % 4:  # an addition; else a build from nothing
            shutil.copytree(first, case)
        server("build", chance.uniform(0, seconds), case, folder)
        server("decide", chance.uniform(0, 0.2), case) if (case / "case.toml").exists() else None
        if (case / "case.toml").exists():
            opened = Case.open(case)
            assert opened.generations.damaged() == []
            assert opened.generations.manifest().get("hash", before) in {before, undisturbed}
            assert opened.decisions.verify() is None
            acknowledged = (case / "acknowledged").read_text().split() if (case / "acknowledged").exists() else []
            assert set(acknowledged) <= {row.hash for row in opened.decisions.all()}
            server("build", 300, case, folder)
            assert Case.open(case).generations.manifest()["hash"] == undisturbed
        shutil.rmtree(case, ignore_errors=True)
