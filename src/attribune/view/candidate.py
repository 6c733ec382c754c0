"""Tellings that may bear on a question, found by its words. Nothing is judged: a person reads and decides."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from attribune.protect.spelling import words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from .holding import Holding
    from .row import Row
    from .search import Search

_STEM = 5  # first letters that words of one stem share: "embassy" and "embassies", "arrive" and "arrival"
_LEAST = 4  # letters; shorter words are mostly articles, prepositions and pronouns
_COMMON = 10  # a word in more than every tenth paragraph tells none apart
_FEW = 3  # paragraphs in which a word may stand in even the smallest case
_LOOKED = 2_000  # paragraphs that are looked at for one question, the most promising first
_STOP = re.compile(r"[.!?][”\"’')]?\s|\n")
_AROUND = 300  # characters of a sentence that are looked at on either side
_TELLING = ("statements", "reports")
_Asked = tuple["Mapping[str, float]", "Search", "Holding", "Collection[str]"]


def candidates(question: str, search: Search, holding: Holding, taken: Collection[str], most: int) -> list[Row]:
    """The tellings whose sentence shares at least two words with a question (one, where none shares two), best first:
    their rows with their kind as ``of``, ``sentence`` and ``score``; not those ``taken``, by id as shown.

    A rare word counts more than a common one; a sentence that is printed twice is given once. Paragraphs are found in
    the index, and only the documents of the most promising are read.
    """
    number, spread = search.spread(_stems(question))
    weights = {
        stem: math.log(1 + number / count) for stem, count in spread.items() if 0 < count <= max(number / _COMMON, _FEW)
    }
    asked = (weights, search, holding, taken)
    return _best(asked, 2, most) or _best(asked, 1, most)


def _best(asked: _Asked, least: int, most: int) -> list[Row]:
    weights, search, holding, taken = asked
    best: dict[str, tuple[float, int, str, Row]] = {}
    for paragraph in search.sharing(weights, least, _LOOKED):
        scores = sorted((-one[0] for one in best.values()), reverse=True)
        if len(scores) >= most and scores[most - 1] > paragraph["score"]:
            break  # no sentence of what is left shares more than the paragraph that it stands in
        for kind, row in _told(holding, paragraph):
            if row["id"] in taken or not (found := _scored(holding, row, weights, least)):
                continue
            score, sentence = found
            one = (-score, _TELLING.index(kind), row["id"], row | {"of": kind, "sentence": sentence, "score": score})
            best[sentence.casefold()] = min(one, best.get(sentence.casefold(), one), key=lambda told: told[:3])
    return [row for *_, row in sorted(best.values(), key=lambda told: told[:3])[:most]]


def _told(holding: Holding, paragraph: Row) -> Iterator[tuple[str, Row]]:
    """The statements and reports that begin in a paragraph."""
    start, end = paragraph["start"], paragraph["start"] + len(paragraph["text"])
    for kind in _TELLING:
        for row in holding.inside(kind, paragraph["document"]):
            if start <= place(row)[0] < end:
                yield kind, row


def _scored(holding: Holding, row: Row, weights: Mapping[str, float], least: int) -> tuple[float, str] | None:
    found = holding.get(row["document"])
    sentence = _sentence(found[1]["text"] if found else "", *place(row))
    shared = _stems(sentence) & weights.keys()
    if not shared or len(shared) < least:
        return None
    return round(math.fsum(weights[stem] for stem in shared), 6), sentence


def place(row: Row) -> tuple[int, int]:
    """Where a telling stands in its document's text as shown, in one stretch."""
    parts = [row["trigger"]] if "trigger" in row else [row["span"]] if "span" in row else row["content"]
    parts = parts or [row[name] for name in ("source", "cue") if row[name]]
    return min(part["start"] for part in parts), max(part["end"] for part in parts)


def _stems(text: str) -> set[str]:
    return {word.folded[:_STEM] for word in words(text) if len(word.folded) >= _LEAST}


def _sentence(text: str, start: int, end: int) -> str:
    """The sentence, or sentences, that a stretch stands in, as far as their stops tell."""
    left = max(start - _AROUND, 0)
    stops = [found.end() for found in _STOP.finditer(text, left, start)]
    after = _STOP.search(text, max(end - 1, start), end + _AROUND)
    return " ".join(text[stops[-1] if stops else left : after.start() + 1 if after else end].split())
