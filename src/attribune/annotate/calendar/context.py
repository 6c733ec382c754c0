"""Words beside a number or a date that tell what it is, read from ``context.yaml``."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

import yaml


@lru_cache(maxsize=1)
def _lists() -> dict[str, frozenset[str]]:
    data = yaml.safe_load((files(__package__) / "context.yaml").read_text("utf-8"))
    return {name: frozenset(words) for name, words in data.items()}


def listed(word: str, name: str) -> bool:
    """Whether a word is in the list of that name."""
    return word in _lists()[name]


def word_before(text: str, start: int, *, plain: bool = True) -> str:
    """The word that ends before ``start``, lower case if ``plain``, without the marks around it; "" where none does."""
    words = text[max(0, start - 24) : start].split()
    word = words[-1].strip("(,;\"'“‘") if words else ""
    return word.lower() if plain else word
