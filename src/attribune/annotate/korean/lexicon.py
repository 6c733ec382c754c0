"""The words of ``words.yaml``, and Korean surnames."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from attribune.names.tables import rows

_NORTHERN = ("리", "림", "류", "량", "려", "렴", "로", "라")  # as the North writes 이, 임, 유, 양, 여, 염, 노, 나


@lru_cache(maxsize=1)
def _sections() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(files(__package__).joinpath("words.yaml").read_text("utf-8"))
    return loaded


@lru_cache(maxsize=32)
def words(section: str) -> tuple[str, ...]:
    """The words of a section, the longest first."""
    return tuple(sorted(map(str, _sections()[section]), key=lambda word: (-len(word), word)))


@lru_cache(maxsize=4)
def meanings(section: str) -> dict[str, str]:
    """The words of a section with what they mean."""
    return {str(word): str(meaning) for word, meaning in _sections()[section].items()}


def either(options: tuple[str, ...]) -> str:
    """A regular expression for one of some words."""
    return "(?:" + "|".join(map(re.escape, options)) + ")"


@lru_cache(maxsize=1)
def surnames() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The surnames of one syllable and those of two."""
    known = [row["surname"] for row in rows("surnames.tsv")]
    short = dict.fromkeys([*(one for one in known if len(one) == 1), *_NORTHERN])
    return tuple(short), tuple(one for one in known if len(one) == 2)


@lru_cache(maxsize=1)
def particles() -> re.Pattern[str]:
    """Nothing but particles, up to the end of a word."""
    return re.compile(either(words("particles")) + r"{0,3}(?![가-힣])")
