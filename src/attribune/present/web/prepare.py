"""Making what the pages of a large case stand on, before anybody opens them."""

from __future__ import annotations

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
