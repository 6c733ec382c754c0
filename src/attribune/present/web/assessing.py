"""Assessing a case anew after decisions: by a process of its own, so that no page waits for it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock, Thread

_WELL = (0, 3)  # 3: articles that cannot be read, which were told when they came in


@dataclass(frozen=True, slots=True)
class State:
    """What a page says of it: who asked ``by`` and ``since`` when it is ``running``; when it ``ended``, and how it
    ``failed``, if it did.
    """

    running: bool = False
    by: str = ""
    since: str = ""
    ended: str = ""
    failed: str = ""


def build(case: Path) -> str:
    """Build the ledger of a case anew in another process; gives why that could not be done, nothing if it could.

    Killed with the server or alone, it leaves the last good ledger.
    """
    ordered = [sys.executable, "-m", "attribune.present.cli", "build", "--case", str(case.resolve())]
    done = subprocess.run(ordered, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)  # noqa: S603 - our own words
    if done.returncode in _WELL:
        return ""
    told = done.stderr.strip().splitlines()
    return told[-1].removeprefix("attribune: ") if told else f"the build ended with {done.returncode}"


class Assessing:
    """One build at a time. Who asks while one runs is served by one more, which takes in what was decided meanwhile."""

    def __init__(self, case: Path, build: Callable[[Path], str] = build) -> None:
        self._case, self._build = case, build
        self._state, self._again, self._lock = State(), False, Lock()

    @property
    def state(self) -> State:
        """How it stands."""
        return self._state

    def ask(self, by: str) -> None:
        """Let the case be assessed anew; answers at once."""
        with self._lock:
            if self._state.running:
                self._again = True
                return
            self._state = State(running=True, by=by, since=_now())
        Thread(target=self._work, name="assessing", daemon=True).start()

    def _work(self) -> None:
        while True:
            try:
                failed = self._build(self._case)
            except OSError as broken:  # no process could be started
                failed = str(broken)
            with self._lock:
                if not self._again or failed:
                    self._again = False
                    self._state = replace(self._state, running=False, ended=_now(), failed=failed)
                    return
                self._again = False


def _now() -> str:
    return f"{datetime.now(UTC):%H:%M} UTC"
