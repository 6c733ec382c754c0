"""Search for words in the texts as they may be shown."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from attribune.protect.spelling import words

from .row import Row

if TYPE_CHECKING:
    from collections.abc import Iterable

_AROUND = 80  # characters of a snippet on either side of the first word found
_HANGUL = re.compile("[\uac00-\ud7a3]")  # its words end in particles and grow together: they are found by their parts too
_GRAM = 3


class Search:
    """An index over paragraphs, the lines of a text."""

    def __init__(self, documents: Iterable[Row]) -> None:
        self._texts: dict[str, str] = {}
        self._paragraphs: list[tuple[str, int, int]] = []
        self._found: dict[str, Counter[int]] = defaultdict(Counter)
        self._grams: dict[str, set[str]] = defaultdict(set)
        for document in documents:
            self._texts[document["id"]] = document["text"]
            self._add(document["id"], document["text"])

    def _add(self, document: str, text: str) -> None:
        at = 0
        for line in text.split("\n"):
            if line.strip():
                for word in words(line):
                    if word.folded not in self._found:
                        for gram in _grams(word.folded):
                            self._grams[gram].add(word.folded)
                    self._found[word.folded][len(self._paragraphs)] += 1
                self._paragraphs.append((document, at, at + len(line)))
            at += len(line) + 1

    def search(self, asked: str) -> list[Row]:
        """The paragraphs that hold all words asked for, the best first: ``document, score, span, snippet``.

        A rare word counts more than a common one, repetitions less and less.
        """
        wanted = sorted({word.folded for word in words(asked)})
        alike = [self._alike(word) for word in wanted]
        paragraphs = [sum((self._found[form] for form in forms), Counter[int]()) for forms in alike]
        scores: dict[int, float] = {}
        for number in set(paragraphs[0]).intersection(*paragraphs) if paragraphs else ():
            scores[number] = sum(self._rarity(found) * found[number] / (found[number] + 1) for found in paragraphs)
        best = sorted(scores, key=lambda number: (-round(scores[number], 6), number))
        return [self._row(number, {form for forms in alike for form in forms}, scores[number]) for number in best]

    def _alike(self, word: str) -> list[str]:
        """The words of the texts that a word asked for stands for: itself; of a Korean one all that begin with it or, from
        three syllables on, hold it.
        """
        written = unicodedata.normalize("NFC", word)
        if not _HANGUL.search(written):
            return [word] if word in self._found else []
        first, *rest = [gram for gram in _grams(word) if len(gram) == _GRAM or len(written) < _GRAM]
        held = self._grams.get(first, set()).intersection(*(self._grams.get(gram, set()) for gram in rest))
        syllables = [(form, unicodedata.normalize("NFC", form)) for form in sorted(held)]
        return [form for form, own in syllables if own.startswith(written) or (len(written) >= _GRAM and written in own)]

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


def _grams(word: str) -> list[str]:
    """Runs of three syllables of a Korean word, and its first one or two; none of other words."""
    written = unicodedata.normalize("NFC", word)
    if not _HANGUL.search(written):
        return []
    starts = [written[:size] for size in range(1, min(_GRAM, len(written) + 1))]
    if len(written) < _GRAM:
        starts = starts[::-1]
    return [*starts, *(written[at : at + _GRAM] for at in range(len(written) - _GRAM + 1))]
