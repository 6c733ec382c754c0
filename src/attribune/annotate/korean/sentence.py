"""Sentences of a document's Korean prose."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING

from attribune.model import Document, Morpheme, Sentence, Span

from .analyser import analysed
from .find import Found, find

if TYPE_CHECKING:
    from collections.abc import Iterator

    from attribune.profiles import Profile

_BREAK = re.compile(r"[^\n\r]+")
_MOST = 20_000  # characters of one stretch; a longer one is no paragraph
_MARKS = {"“": "”", "「": "」", "『": "』", '"': '"'}


def stretches(document: Document) -> Iterator[Span]:
    """The lines of Korean prose."""
    for region in document.prose():
        if region.language != "ko":
            continue
        for line in _BREAK.finditer(region.span.quote):
            words = line[0].strip()
            if words and len(words) <= _MOST:
                start = region.span.start + line.start() + line[0].index(words)
                yield document.span(start, start + len(words))


def sentences(document: Document, profile: Profile) -> tuple[tuple[Sentence, ...], list[Found]]:
    """The sentences, none of which ends inside a quotation; and the names by which words were told apart."""
    lines = list(stretches(document))
    names = find(lines, profile)
    made: list[Sentence] = []
    people = [one for one in names if one.person]
    starts = [one.start for one in people]
    for number, line in enumerate(lines):
        here = people[bisect_left(starts, line.start) : bisect_left(starts, line.end)]
        inside = [(one.start - line.start, one.end - line.start) for one in here]
        groups: dict[int, list[Morpheme]] = defaultdict(list)
        for at, morpheme in analysed(line.quote, inside, line.start):
            groups[at].append(morpheme)
        made += [
            Sentence(document.span(ones[0].start, ones[-1].end), number, tuple(ones))
            for ones in _whole([groups[at] for at in sorted(groups)], document.text, line)
            if ones[0].start < ones[-1].end
        ]
    return tuple(made), names


def _whole(groups: list[list[Morpheme]], text: str, line: Span) -> Iterator[list[Morpheme]]:
    """The groups, joined where a quotation would be cut."""
    held: list[Morpheme] = []
    for group in groups:
        held += group
        cut = _open(text[held[0].start : held[-1].end]) and _closes(text[held[-1].end : line.end])
        if not cut or group is groups[-1]:
            yield held
            held = []


def _open(words: str) -> bool:
    """Whether a quotation begins in these words and does not end."""
    closing = ""
    for letter in words:
        closing = ("" if letter == closing else closing) if closing else _MARKS.get(letter, "")
    return bool(closing)


def _closes(words: str) -> bool:
    return any(mark in words for mark in _MARKS.values())
