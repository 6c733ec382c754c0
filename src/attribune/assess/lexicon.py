"""The words that assessment goes by, read once from ``party.yaml``."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import yaml


@cache
def words(kind: str) -> frozenset[str]:
    """The words of one kind, casefolded."""
    data = yaml.safe_load(files("attribune.assess").joinpath("party.yaml").read_text(encoding="utf-8"))
    return frozenset(str(word).casefold() for word in data[kind])
