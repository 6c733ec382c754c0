"""Slips: a syllable of a Korean name that was misread, misheard or mistyped on its way into a list."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from .tables import rows

if TYPE_CHECKING:
    from collections.abc import Iterator

_VOWELS = "aeiouy"
_LETTERS = 8  # of surname and other syllable: in a shorter name a slip leaves too little that agrees


@lru_cache(maxsize=1)
def _slips() -> tuple[tuple[str, str, str, str], ...]:
    found = []
    for row in rows("slips.tsv"):
        for one, other in ((row["written"], row["meant"]), (row["meant"], row["written"])):
            found.append((one, other, row["where"], row["why"]))
    return tuple(found)


def slipped(syllables: tuple[str, ...], surname: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """The syllables of a given name of two with one slip set right, and what it was."""
    for place, syllable in enumerate(syllables if len(syllables) == 2 else ()):
        if len(surname) + len(syllables[1 - place]) < _LETTERS:
            continue
        for written, meant, where, why in _slips():
            if (changed := _changed(syllable, written, meant, where)) and changed != syllable:
                yield (*syllables[:place], changed, *syllables[place + 1 :]), why


def _changed(syllable: str, written: str, meant: str, where: str) -> str:
    if where == "end":
        return syllable.removesuffix(written) + meant if syllable.endswith(written) else ""
    rest = syllable.removeprefix(written)
    return meant + rest if syllable.startswith(written) and rest[:1] and rest[0] in _VOWELS else ""
