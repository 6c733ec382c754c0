"""Words that two articles share, for setting them side by side."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from .marks import Mark

_WORD = re.compile(r"\w+")
_LEAST = 8  # words in a row: fewer are shared by chance, a name with its office alone is five
_MOST = 6_000  # words of an article that are compared: the time that it takes grows with their square


def shared(one: str, other: str) -> tuple[list[Mark], list[Mark]]:
    """The passages of at least eight words that stand in both texts, case and punctuation aside, as marks in each."""
    left, right = ([*_WORD.finditer(text)][:_MOST] for text in (one, other))
    matcher = SequenceMatcher(None, _folded(left), _folded(right), autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size >= _LEAST]
    return (
        [_mark(left[block.a : block.a + block.size]) for block in blocks],
        [_mark(right[block.b : block.b + block.size]) for block in blocks],
    )


def _folded(words: list[re.Match[str]]) -> list[str]:
    return [word.group().casefold() for word in words]


def _mark(words: list[re.Match[str]]) -> Mark:
    return Mark(words[0].start(), words[-1].end(), "shared", "stands in both articles", rank=-1000)
