"""The phrases that pages leave in text scraped from them, and the words of spam: data, compiled once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, cast

import yaml

from attribune.model import RegionKind

_EDGE = " \t\xa0:»>«!.|•·-–—*…▶►▲▼←→↑↓■□◆●○☆★✓✔×"
_QUOTES = str.maketrans("‘’“”´`", "''\"\"''")


@dataclass(frozen=True, slots=True)
class Group:
    """Phrases that make a line of at most ``max_words`` words one kind of region; one of more than ``sure_words`` must
    begin with one or have two of them.
    """

    name: str
    kind: RegionKind
    reason: str
    max_words: int
    sure_words: int
    pattern: re.Pattern[str]


@lru_cache(maxsize=1)
def groups() -> tuple[Group, ...]:
    """The groups of phrases in the order in which they decide."""
    return tuple(
        Group(
            row["name"],
            row["kind"],
            row["reason"],
            row["max_words"],
            row.get("sure_words", 999),
            re.compile(_pattern(row)),
        )
        for row in cast("list[dict[str, Any]]", _load("chrome.yaml"))
    )


@lru_cache(maxsize=1)
def spam() -> re.Pattern[str]:
    """Any word of spam, in the group "goods" or "selling"."""
    kinds = cast("dict[str, dict[str, list[str]]]", _load("spam.yaml"))
    parts = (f"(?P<{kind}>{'|'.join(_longest_first(rows))})" for kind, rows in kinds.items())
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)")


def _longest_first(rows: dict[str, list[str]]) -> list[str]:
    return sorted({re.escape(word) for row in rows.values() for word in row}, key=lambda word: (-len(word), word))


@lru_cache(maxsize=1)
def _words() -> dict[str, tuple[str, ...]]:
    return {name: tuple(map(str, row)) for name, row in cast("dict[str, list[object]]", _load("words.yaml")).items()}


def words(name: str) -> tuple[str, ...]:
    """The words of one kind, see ``words.yaml``."""
    return _words()[name]


@lru_cache
def pattern(name: str) -> re.Pattern[str]:
    """Any of the words of one kind, as whole words."""
    return re.compile(rf"\b(?:{'|'.join(words(name))})\b")


def bare(text: str) -> str:
    """A line as the phrases are written: lower case, straight quotes, without marks at its edges."""
    return " ".join(text.translate(_QUOTES).lower().strip(_EDGE).split())


def chrome(text: str, count: int) -> Group | None:
    """The first group that a line belongs to."""
    line = bare(text)
    inner = bare(line.strip("()[]{}"))
    return next((one for one in groups() if _belongs(line, count, one) or _belongs(inner, count, one)), None)


def _belongs(line: str, count: int, group: Group) -> bool:
    match = group.pattern.search(line) if count <= group.max_words else None
    if match is None:
        return False
    sure = count <= group.sure_words or match.start() == 0
    return sure or len({one[0] for one in group.pattern.finditer(line)}) >= 2


def _pattern(row: dict[str, Any]) -> str:
    parts = [rf"^(?:{_joined(row['whole'])})$"] if "whole" in row else []
    parts += [rf"^(?:{_joined(row['start'], bound=True)})"] if "start" in row else []
    parts += [rf"(?<!\w)(?:{_joined(row['within'], bound=True)})"] if "within" in row else []
    return "|".join(parts)


def _joined(phrases: list[object], *, bound: bool = False) -> str:
    return "|".join(_phrase(str(one), bound=bound) for one in phrases)


def _phrase(phrase: str, *, bound: bool) -> str:
    pattern = phrase.replace("’", "'").replace("*", ".{0,60}").replace("#", r"\d[\d.,:/]{0,12}[kKmM]?")
    return pattern + (r"(?!\w)" if bound and phrase[-1].isalnum() else "")


def _load(name: str) -> object:
    return yaml.safe_load(files(__package__).joinpath(name).read_text("utf-8"))
