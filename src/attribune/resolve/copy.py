"""Copies: documents that repeat another's words, wholly, nearly or in part.

Paragraphs are compared, so that an agency's two paragraphs inside a longer article are found like a whole reprint
under a new headline. Equal paragraphs meet by their words, nearly equal ones by MinHash; each newcomer is held
against the oldest bearers of a paragraph only, so that a thousand reprints cost a thousand comparisons.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz.distance import Indel

from attribune.model import Copy, Document, Passage
from attribune.model.edtf import gap, interval

from .sketch import SHINGLE, Sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’»)\]]{0,2}\s+|\n+")
_QUOTED = re.compile(r"[\"“”«»]")
_LEAST_WORDS = 8  # a shorter sentence is a phrase that two writers may hit upon
_LEAST_NEARLY = 12  # shorter ones are told by different words: "police arrested X on Monday" fits many days
_ALIKE = 0.8  # share of words in common and in order from which on a sentence is taken from another
_FRESH = 60  # days in which a text is reprinted with a word changed
_CREDIT = re.compile(r"(?i)(?:\bvia|\bsource:|\bcredit:|\bby|\bfrom|\bcopyright|©|\(c\)|[(\[—–-])\s{0,3}(?:the\s)?$")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A sentence of a document's prose: where it stands and its words, casefolded."""

    start: int
    end: int
    words: tuple[str, ...]


def copies(documents: Sequence[Document]) -> tuple[Copy, ...]:
    """Every copying among the documents, the shared passages anchored on both sides."""
    readable = sorted((d for d in documents if not d.failure and d.text), key=_age)
    pieces = lru_cache(maxsize=4096)(lambda number: _pieces(readable[number]))
    sentences = Sentences()
    for document in readable:
        sentences.add(" ".join(piece.words) for piece in _pieces(document))
    found = [_copy(readable[one], readable[other], pieces(one), pieces(other)) for one, other in sentences.candidates()]
    return tuple(sorted((copy for copy in found if copy), key=lambda copy: (copy.source, copy.target)))


def _age(document: Document) -> tuple[str, str, str]:
    days = interval(document.published)
    first = days.first if days else None
    return (first.isoformat() if first else "9999", document.path, document.id)


def _pieces(document: Document) -> list[_Piece]:
    stretches = [(r.span.start, r.span.end) for r in document.prose()] or [(0, len(document.text))]
    pieces = []
    for start, end in stretches:
        place = start
        for match in [*_SENTENCE_END.finditer(document.text, start, end), None]:
            stop = match.start() if match else end
            words = tuple(word.casefold() for word in _WORD.findall(document.text, place, stop))
            if len(words) >= _LEAST_WORDS:
                left = place + len(document.text[place:stop]) - len(document.text[place:stop].lstrip())
                pieces.append(_Piece(left, left + len(document.text[left:stop].rstrip()), words))
            place = match.end() if match else end
    return pieces


def _copy(one: Document, other: Document, ours: list[_Piece], theirs: list[_Piece]) -> Copy | None:
    pairs = _aligned(ours, theirs)
    if _long_after(one, other):  # a sentence with new numbers in it, months later, is a form that is filled again
        pairs = [(a, b) for a, b in pairs if a.words == b.words]
    telling = [(a, b) for a, b in pairs if not _only_quoted(other.text, b)]
    if not telling:  # the same words of a third, quoted by both, show a common source and no copying
        return None
    source, target, directed, why = _direction(one, other)
    if source is other:
        pairs = [(b, a) for a, b in pairs]
    whole = sum(len(piece.words) for piece in (ours if target is one else theirs))
    share = round(sum(len(b.words) for b in {b.start: b for _, b in pairs}.values()) / max(whole, 1), 6)
    passages = _passages(source, target, pairs)
    extent = "nearly all" if share >= 0.9 else f"{round(100 * share)} percent"
    reason = f"{extent} of the words of {target.path} stand in {source.path}, in {len(passages)} passages; {why}"
    return Copy(source.id, target.id, directed, share, passages, reason)


def _aligned(ours: list[_Piece], theirs: list[_Piece]) -> list[tuple[_Piece, _Piece]]:
    """Each sentence of ``theirs`` with the one of ``ours`` that it repeats."""
    by_run: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, piece in enumerate(ours):
        for run in _runs(piece.words):
            by_run[run].append(number)
    pairs = []
    for piece in theirs:
        near = sorted({number for run in _runs(piece.words) for number in by_run.get(run, ())[:20]})
        rated = [(Indel.normalized_similarity(ours[n].words, piece.words), -n) for n in near]
        best, number = max(rated, default=(0.0, 0))
        if best == 1 or (best >= _ALIKE and len(piece.words) >= _LEAST_NEARLY):
            pairs.append((ours[-number], piece))
    return pairs


def _runs(words: tuple[str, ...]) -> set[tuple[str, ...]]:
    return {words[n : n + SHINGLE] for n in range(len(words) - SHINGLE + 1)}


def _only_quoted(text: str, piece: _Piece) -> bool:
    """Whether the sentence is a quotation with at most a few words of its own."""
    stretch = text[max(0, piece.start - 1) : piece.end + 1]
    parts = _QUOTED.split(stretch)
    before = len(_QUOTED.findall(text[text.rfind("\n", 0, piece.start) + 1 : max(0, piece.start - 1)]))
    own = parts[1::2] if before % 2 else parts[::2]
    return len(parts) > 1 and sum(len(_WORD.findall(part)) for part in own) < _LEAST_WORDS


def _direction(one: Document, other: Document) -> tuple[Document, Document, bool, str]:
    """Source, target, whether that is known, and why. ``one`` is the older where the dates tell."""
    for source, target in ((one, other), (other, one)):
        if source.outlet and source.outlet != target.outlet and _credits(target, source.outlet):
            return source, target, True, f"it credits {source.outlet}"
    first, second = interval(one.published), interval(other.published)
    if first and second and first.last and second.first and first.last < second.first:
        return one, other, True, f"it came out later ({other.published} after {one.published})"
    return one, other, False, "neither dates nor credit lines tell which came first"


def _long_after(one: Document, other: Document) -> bool:
    first, second = interval(one.published), interval(other.published)
    return bool(first and second and gap(first, second) > _FRESH)


def _credits(document: Document, outlet: str) -> bool:
    """Whether a line of the document credits the outlet: "(Yonhap)", "By Yonhap", "via Yonhap", "© Yonhap"."""
    for match in re.finditer(re.escape(outlet), document.text):
        line = document.text.rfind("\n", 0, match.start()) + 1
        if _CREDIT.search(document.text[max(line, match.start() - 30) : match.start()]):
            return True
    return False


def _passages(source: Document, target: Document, pairs: list[tuple[_Piece, _Piece]]) -> tuple[Passage, ...]:
    """Sentences that follow each other in both documents make one passage."""
    runs: list[list[int]] = []
    for a, b in sorted(pairs, key=lambda pair: pair[1].start):
        if runs and _adjacent(source.text, runs[-1][1], a.start) and _adjacent(target.text, runs[-1][3], b.start):
            runs[-1][1], runs[-1][3] = a.end, b.end
        else:
            runs.append([a.start, a.end, b.start, b.end])
    return tuple(Passage(source.span(*run[:2]), target.span(*run[2:])) for run in runs)


def _adjacent(text: str, end: int, start: int) -> bool:
    return end <= start and not _WORD.search(text, end, start)
