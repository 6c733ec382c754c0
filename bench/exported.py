"""From a benchmark set to a revealed export, for the scorers that read one."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from attribune import view
from attribune.build import Builder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@contextmanager
def export(inputs: Sequence[Path], metadata: Path | None = None, profile: str = "exile") -> Iterator[Path]:
    """A folder with the interchange form of a case built of the inputs; gone when the block ends."""
    with tempfile.TemporaryDirectory() as scratch:
        case, out = Path(scratch, "case"), Path(scratch, "export")
        Builder.create(case, profile, "en_core_web_sm").build([str(one) for one in inputs], metadata)
        view.export(view.open(case, view.Reveal(because="scoring")), out)
        yield out


@contextmanager
def prepared(bench: Path, name: str, data: Path) -> Iterator[Path]:
    """A folder with a set's input as ``prepare.py`` of the shared folder writes it."""
    with tempfile.TemporaryDirectory() as scratch:
        run(bench / "prepare.py", name, data, scratch)
        yield Path(scratch)


def run(*words: object) -> str:
    """Run a Python program of the shared folder and give what it prints. Raises where it fails."""
    done = subprocess.run([sys.executable, *map(str, words)], capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{words[0]} failed:\n{done.stdout}\n{done.stderr}")
    return done.stdout


def score(bench: Path, name: str, data: Path, scorer: str, profile: str = "exile") -> str:
    """What a scorer of the shared folder says of the export of a set."""
    with prepared(bench, name, data) as inputs, export([inputs], None, profile) as out:
        return run(bench / scorer, data, out)
