"""Assessing anew from the pages: nobody waits for it, and nothing decided meanwhile is left out."""

import time
from pathlib import Path
from threading import Event

import pytest

pytest.importorskip("fastapi")

from attribune.present.web.assessing import Assessing, build


class Slow:
    """A build that lasts as long as a test says, and counts itself."""

    def __init__(self, *ends):
        self.begun, self.go, self.ends, self.times = Event(), Event(), list(ends), 0

    def __call__(self, case):
        self.times += 1
        self.begun.set()
        assert self.go.wait(20)
        return self.ends.pop(0) if self.ends else ""


def ended(assessing):
    """The state once nothing runs any more."""
    until = time.monotonic() + 20
    while assessing.state.running:
        assert time.monotonic() < until
        time.sleep(0.01)
    return assessing.state


def test_asking_answers_at_once_and_the_state_says_who_asked():
    """Whoever asks gets an answer while the build runs; its state has their name, and later that it has ended."""
    slow = Slow()
    assessing = Assessing(Path("case"), slow)
    assert (assessing.state.running, assessing.state.ended) == (False, "")
    assessing.ask("Ana Oake")
    assert (assessing.state.running, assessing.state.by) == (True, "Ana Oake")
    slow.go.set()
    found = ended(assessing)
    assert found.ended
    assert found.failed == ""


def test_who_asks_while_it_runs_gets_one_more_build():
    """However many ask meanwhile, one more build takes in what they decided; two never run at once."""
    slow = Slow()
    assessing = Assessing(Path("case"), slow)
    assessing.ask("Ana Oake")
    assert slow.begun.wait(20)
    for _ in range(5):
        assessing.ask("Bo Elm")
    slow.go.set()
    ended(assessing)
    assert slow.times == 2


def test_a_build_that_fails_says_why_and_can_be_asked_for_again():
    """The reason stays until the next one ends well."""
    slow = Slow("another build is writing the case")
    assessing = Assessing(Path("case"), slow)
    slow.go.set()
    assessing.ask("Ana Oake")
    assert ended(assessing).failed == "another build is writing the case"
    assessing.ask("Ana Oake")
    assert ended(assessing).failed == ""


def test_the_process_that_builds_tells_what_is_wrong(tmp_path):
    """A folder that is no case is told in words, not by a number."""
    assert "case" in build(tmp_path / "nothing here")
