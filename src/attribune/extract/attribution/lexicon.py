"""The word lists of attribution, read once from the data files beside this module."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources

import yaml


@lru_cache(maxsize=8)
def words(name: str) -> dict[str, frozenset[str]]:
    """The word classes of a list (act, hedge, source)."""
    text = (resources.files(__package__) / f"{name}.yaml").read_text("utf-8")
    return {kind: frozenset(str(word) for word in listed) for kind, listed in yaml.safe_load(text).items()}


@lru_cache(maxsize=1)
def cues() -> dict[str, tuple[int, int]]:
    """{lemma/part of speech: (times the head of a cue, times seen)}, counted in training data."""
    text = (resources.files(__package__) / "cues.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {word: (int(yes), int(seen)) for word, yes, seen in rows}
