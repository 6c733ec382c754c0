"""Making what the pages of a large case stand on, before anybody opens them."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from attribune import view
from attribune.view import ShelvedDesk

from . import catalogue

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def prepare(case: Path, progress: Callable[[str, int, int], None] = lambda *_: None) -> bool:
    """Make the rows, lists and index that are kept for a case, where it is large enough and they are not there yet.

    Gives whether it is so large. ``progress`` is told the stage, how much of it is done, and how much there is.
    """
    opened = view.open(case)
    if not opened.large:
        return False
    made = opened.stand(catalogue.write, catalogue.version(), progress)
    if isinstance(made.desk, ShelvedDesk):
        made.desk.note(datetime.now(UTC))
    made.shelf.close()
    progress("index", 0, 1)
    opened.prepare()
    progress("index", 1, 1)
    return True


def prepare_apart(case: Path) -> str:
    """The same in a process of its own, so that no page waits for it; gives why that could not be done, if it could
    not.
    """
    ordered = [sys.executable, "-m", "attribune.present.cli", "prepare", str(case.resolve())]
    done = subprocess.run(ordered, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)  # noqa: S603 - our own words
    return "" if done.returncode == 0 else done.stderr.strip()[-400:] or f"it ended with {done.returncode}"
