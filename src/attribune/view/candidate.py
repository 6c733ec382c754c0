"""Tellings that may bear on a question, found by its words. Nothing is judged: a person reads and decides."""

from __future__ import annotations

import math
import re
from collections import Counter
from typing import TYPE_CHECKING

from attribune.protect.spelling import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .row import Row

_STEM = 5  # first letters that words of one stem share: "embassy" and "embassies", "arrive" and "arrival"
_LEAST = 4  # letters; shorter words are mostly articles, prepositions and pronouns
_COMMON = 10  # a word in more than every tenth sentence tells none apart
_STOP = re.compile(r"[.!?][”\"’')]?\s|\n")
_AROUND = 300  # characters of a sentence that are looked at on either side


def candidates(question: str, told: Iterable[Row], most: int) -> list[Row]:
    """The rows whose sentence shares at least two words with a question (one, if it has but one), best first.

    Rows have ``text``, that of their document, and a ``span`` in it; those given have ``sentence`` and ``score``
    instead of the text. A rare word counts more than a common one; a sentence that is printed twice is given once.
    """
    rows = [({**row, "sentence": _sentence(row["text"], row["span"])}, row["record"]) for row in told]
    stems = [_stems(row["sentence"]) for row, _ in rows]
    spread = Counter(stem for found in stems for stem in found)
    asked = {stem for stem in _stems(question) if 0 < spread[stem] <= max(len(rows) / _COMMON, 3)}
    found: dict[str, tuple[float, str, Row]] = {}
    for (row, record), own in zip(rows, stems, strict=True):
        shared = asked & own
        if len(shared) < min(2, len(asked)) or not shared:
            continue
        score = round(math.fsum(math.log(1 + len(rows) / spread[stem]) for stem in shared), 6)
        row.pop("text")
        found.setdefault(row["sentence"].casefold(), (score, record, row | {"score": score}))
    best = sorted(found.values(), key=lambda one: (-one[0], one[1]))
    return [row for _, _, row in best[:most]]


def _stems(text: str) -> set[str]:
    return {word.folded[:_STEM] for word in words(text) if len(word.folded) >= _LEAST}


def _sentence(text: str, span: Row) -> str:
    """The sentence, or sentences, that a stretch stands in, as far as their stops tell."""
    start, end = span["start"], span["end"]
    left = max(start - _AROUND, 0)
    stops = [found.end() for found in _STOP.finditer(text, left, start)]
    after = _STOP.search(text, max(end - 1, start), end + _AROUND)
    return " ".join(text[stops[-1] if stops else left : after.start() + 1 if after else end].split())
