"""The words of ``words.yaml`` as expressions."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

_HADA = "(?:했|하였|한|할|하|해|합)"
_DOEDA = "(?:됐|되었|된|될|되|돼|됩)"


@lru_cache(maxsize=1)
def sections() -> dict[str, Any]:
    """All words, by section."""
    loaded: dict[str, Any] = yaml.safe_load(files(__package__).joinpath("words.yaml").read_text("utf-8"))
    return loaded


def either(section: str) -> str:
    """An expression for one of the words of a section."""
    return _either(sections()[section])


def _either(words: list[str]) -> str:
    return "(?:" + "|".join(sorted(map(re.escape, words), key=lambda one: (-len(one), one))) + ")"


@lru_cache(maxsize=1)
def cue() -> re.Pattern[str]:
    """A verb of saying or thinking, to the end of its word; ``passive`` where nobody is said to."""
    known = sections()
    active = rf"{_either(known['say_with_hada'] + known['think_with_hada'])}{_HADA}"
    stems = _either(known["say_stems"] + known["think_stems"])
    passive = rf"{_either(known['passive_with_doeda'])}{_DOEDA}|{_either(known['passive_stems'])}"
    return re.compile(
        rf"(?<![가-힣])(?:(?P<passive>{passive})|{active}|{stems})[가-힣]*(?: 있(?:다|습니다|지만|으며))?"
    )


@lru_cache(maxsize=8)
def nouns(section: str) -> re.Pattern[str]:
    """One of the nouns of a section, where a word begins."""
    return re.compile(rf"\s?(?P<noun>{_either(sections()[section])})")


@lru_cache(maxsize=1)
def connective() -> re.Pattern[str]:
    """The words that join a sentence to the one before."""
    return re.compile(rf"(?:{_either(sections()['connectives'])}[, ]\s*){{0,2}}")


@lru_cache(maxsize=8)
def pattern(section: str) -> re.Pattern[str]:
    """The regular expression of a section."""
    return re.compile(sections()[section])


@lru_cache(maxsize=4096)
def act_of(cue: str) -> str:
    """The act that the words of a cue name."""
    return next((act for act, stems in sections()["acts"].items() if any(stem in cue for stem in stems)), "assert")


@lru_cache(maxsize=4096)
def speaks(words: str) -> str | None:
    """The kind of whoever words end in, None where they name nobody who speaks."""
    known = sections()
    bare = words.removesuffix("들") if len(words) > 2 else words
    for kind in ("anonymous", "government", "media", "organisation"):
        if any(bare.endswith(one) or words.endswith(one) for one in known[kind]):
            return kind
    return None
