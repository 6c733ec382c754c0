"""Making what the pages of a large case stand on, before anybody opens them."""

from __future__ import annotations

import fcntl
import sqlite3
import subprocess
import sys
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from attribune import view
from attribune.model import AttribuneError
from attribune.view import ShelvedDesk

from . import catalogue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


class PreparingError(AttribuneError):
    """What the pages stand on cannot be kept; the message says where and why."""


def prepare(case: Path, progress: Callable[[str, int, int], None] = lambda *_: None) -> bool:
    """Make the rows, lists and index that are kept for a case, where it is large enough and they are not there yet.

    Gives whether it is so large. ``progress`` is told the stage, how much of it is done, and how much there is. Where
    another one is at work it is waited for. Raises ``PreparingError``.
    """
    with _alone(case):
        opened = view.open(case)
        if opened.large:
            _prepare(case, opened, progress)
        return opened.large


def _prepare(case: Path, opened: view.View, progress: Callable[[str, int, int], None]) -> None:
    try:
        made = opened.stand(catalogue.write, catalogue.version(), progress)
    except (sqlite3.Error, OSError) as refused:
        for draft in (case / "pages").glob(".*.draft"):
            draft.unlink(missing_ok=True)
        why = f"what the pages stand on cannot be kept in {case / 'pages'}: {refused}"
        raise PreparingError(f"{why}. The case is whole; 'attribune prepare {case}' tries again") from refused
    if isinstance(made.desk, ShelvedDesk):
        made.desk.note(datetime.now(UTC))
    progress("index", 0, 1)
    opened.prepare()
    made.shelf.close()
    progress("index", 1, 1)


@contextmanager
def _alone(case: Path) -> Iterator[None]:
    """One at a time makes what is kept; a case that cannot be written to has nothing kept."""
    try:
        lock = (case / "preparing").open("w")
    except OSError:
        yield
        return
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def prepare_apart(case: Path) -> str:
    """The same in a process of its own, so that no page waits for it; gives why that could not be done, if it could
    not.
    """
    ordered = [sys.executable, "-m", "attribune.present.cli", "prepare", str(case.resolve())]
    done = subprocess.run(ordered, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)  # noqa: S603 - our own words
    return "" if done.returncode == 0 else done.stderr.strip()[-400:] or f"it ended with {done.returncode}"
