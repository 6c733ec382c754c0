"""Search for words in the texts as they may be shown."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from attribune.protect.spelling import words

from .row import Row

if TYPE_CHECKING:
    from collections.abc import Iterable

_AROUND = 80  # characters of a snippet on either side of the first word found


class Search:
    """An index over paragraphs, the lines of a text."""

    def __init__(self, documents: Iterable[Row]) -> None:
        self._texts: dict[str, str] = {}
        self._paragraphs: list[tuple[str, int, int]] = []
        self._found: dict[str, Counter[int]] = defaultdict(Counter)
        for document in documents:
            self._texts[document["id"]] = document["text"]
            self._add(document["id"], document["text"])

    def _add(self, document: str, text: str) -> None:
        at = 0
        for line in text.split("\n"):
            if line.strip():
                for word in words(line):
                    self._found[word.folded][len(self._paragraphs)] += 1
                self._paragraphs.append((document, at, at + len(line)))
            at += len(line) + 1

    def search(self, asked: str) -> list[Row]:
        """The paragraphs that hold all words asked for, the best first: ``document, score, span, snippet``.

        A rare word counts more than a common one, repetitions less and less.
        """
        wanted = sorted({word.folded for word in words(asked)})
        paragraphs = [self._found.get(word, Counter()) for word in wanted]
        scores: dict[int, float] = {}
        for number in set(paragraphs[0]).intersection(*paragraphs) if paragraphs else ():
            scores[number] = sum(self._rarity(found) * found[number] / (found[number] + 1) for found in paragraphs)
        best = sorted(scores, key=lambda number: (-round(scores[number], 6), number))
        return [self._row(number, set(wanted), scores[number]) for number in best]

    def _rarity(self, found: Counter[int]) -> float:
        return math.log(1 + len(self._paragraphs) / (1 + len(found)))

    def _row(self, number: int, wanted: set[str], score: float) -> Row:
        document, start, end = self._paragraphs[number]
        text = self._texts[document]
        first = next(word for word in words(text[start:end]) if word.folded in wanted)
        at, stop = start + first.start, start + first.end
        before, after = max(start, at - _AROUND), min(end, stop + _AROUND)
        snippet = ("…" if before > start else "") + text[before:after] + ("…" if after < end else "")
        return {
            "document": document,
            "score": round(score, 6),
            "span": {"start": at, "end": stop, "quote": text[at:stop]},
            "snippet": snippet.strip(),
        }
