"""No text makes a regular expression slow."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from patterns import growth

HERE = Path(__file__).parent


def test_what_is_slow_is_seen() -> None:
    """The test below can fail: repeats within repeats and neighbours that share characters are found."""
    assert growth(r"(?:a+)+$", 0) > 10
    assert growth(r"x\s*y?\s*z?\s*$", re.IGNORECASE) == 3
    assert growth(r"(?:a++)*+$", 0) == 1


def test_every_pattern_of_the_package_is_linear() -> None:
    """Of all patterns that the package compiles none takes more than linear time on a text that it fails to match."""
    done = subprocess.run([sys.executable, HERE / "patterns.py"], capture_output=True, text=True, check=True)
    *slow, count = done.stdout.splitlines()
    assert slow == []
    assert int(count) > 300, "the patterns were not seen"
