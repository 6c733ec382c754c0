"""The words of ``lexicon.yaml``."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml


@lru_cache(maxsize=1)
def _sections() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(files(__package__).joinpath("lexicon.yaml").read_text("utf-8"))
    return loaded


@lru_cache(maxsize=64)
def words(section: str) -> frozenset[str]:
    """The words of a section."""
    held = _sections()[section]
    return frozenset(str(one) for one in (held.split() if isinstance(held, str) else held))


@lru_cache(maxsize=8)
def pattern(section: str) -> re.Pattern[str]:
    """The regular expression of a section; ``^`` and ``$`` match at lines."""
    return re.compile(str(_sections()[section]), re.MULTILINE)


@lru_cache(maxsize=8)
def weights(section: str) -> dict[str, float]:
    """The weighted words of a section."""
    return {str(word): float(weight) for word, weight in _sections()[section].items()}
