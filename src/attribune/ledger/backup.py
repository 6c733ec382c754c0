"""A copy of what people decided, made at every build: the one thing of a case that cannot be made anew."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from .atomic import replacing
from .decision import DecisionError, Decisions

if TYPE_CHECKING:
    from pathlib import Path

NAME = "decisions.db"  # of the decisions' file in a case
_FOLDER = "backup"
DAMAGED = ".damaged"  # appended to the names of the files that a restored copy takes the place of


def back_up(decisions: Decisions) -> None:
    """Copy the decisions and their keys into ``backup/`` beside them; the copy before goes.

    Damaged ones are not copied, so that they never take the place of good ones.
    """
    if decisions.path.exists() and decisions.verify() is None:
        folder = decisions.path.parent / _FOLDER
        folder.mkdir(exist_ok=True)
        for path in _files(decisions):
            with (
                replacing(folder / path.name) as draft,
                closing(sqlite3.connect(path)) as live,
                closing(sqlite3.connect(draft)) as copy,
            ):
                live.backup(copy)


def restore(root: Path) -> int:
    """Put the copy in the place of a case's damaged decisions, which are kept beside it; give how many rows it has.

    Raises DecisionError where nothing is damaged, or no good copy is there.
    """
    decisions = Decisions(root / NAME)
    copy = Decisions(decisions.path.parent / _FOLDER / decisions.path.name)
    if decisions.path.exists() and decisions.verify() is None:
        raise DecisionError(f"{decisions.path.name} is whole: there is nothing to restore")
    if not copy.path.exists() or (broken := copy.verify()):
        raise DecisionError(f"there is no good copy: {broken.reason if copy.path.exists() and broken else copy.path}")
    rows = len(copy.all())
    for path in _files(decisions):
        for beside in (path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")):
            if beside.exists():
                beside.replace(beside.with_name(beside.name + DAMAGED))
        saved = copy.path.parent / path.name
        if saved.exists():
            with replacing(path) as draft:
                draft.write_bytes(saved.read_bytes())
    return rows


def _files(decisions: Decisions) -> tuple[Path, ...]:
    return tuple(path for path in (decisions.path, decisions.pads.path) if path.exists() or path == decisions.path)
