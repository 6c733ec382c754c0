"""Who may be the source in a Korean sentence: noun phrases with the particle of a topic or subject."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .lexicon import sections, speaks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from attribune.model import Mention, Morpheme, Sentence, Span

_WORD = re.compile(r"\S+")
_NOMINAL = (
    "NNG",
    "NNP",
    "NNB",
    "NR",
    "SN",
    "SL",
    "SH",
    "XSN",
    "XPN",
    "MM",
    "SSO",
    "SSC",
    "SP",
    "SO",
    "SW",
    "XR",
    "W_",
    "NP",
    "SY",
)
_MOST = 6  # words of a phrase


@dataclass(frozen=True, slots=True)
class Subject:
    """A noun phrase: its place in the sentence without its particle, where the particle ends, and what it is.

    ``topic`` tells 은/는 from 이/가; ``kind`` is the kind of source, None where it is nobody who speaks; ``mention``
    the name that it comes down to.
    """

    start: int
    end: int
    after: int
    topic: bool
    kind: str | None
    mention: Mention | None


def subjects(sentence: Sentence, masked: str, mentions: Sequence[Mention], times: Sequence[Span]) -> Iterator[Subject]:
    """The topics and subjects outside quotations, in order."""
    base = sentence.span.start
    words = [(match.start(), match.end()) for match in _WORD.finditer(masked)]
    starts = [start for start, _ in words]
    pieces: list[list[Morpheme]] = [[] for _ in words]
    for one in sentence.morphemes:
        at = bisect_right(starts, one.start - base) - 1
        if at >= 0 and one.end - base <= words[at][1]:
            pieces[at].append(one)
    for at, morphemes in enumerate(pieces):
        last = next((one for one in reversed(morphemes) if one.tag not in ("SP", "SF", "SE")), None)
        if last is None or last.tag not in ("JX", "JKS") or last.form not in ("은", "는", "이", "가", "께서", "도", "ᆫ"):
            continue
        end = last.start - base
        if end <= words[at][0] or masked[words[at][0]] == "□":
            continue
        apart = [(span.start - base, span.end - base) for span in times]
        start = _first(pieces[: at + 1], words, masked, apart)
        found = subject(sentence, (start, end), words[at][1], mentions, topic=last.form in ("은", "는", "ᆫ"))
        if found:
            yield found


def subject(
    sentence: Sentence, place: tuple[int, int], after: int, mentions: Sequence[Mention], *, topic: bool
) -> Subject:
    """The noun phrase at a place of the sentence, with what it names."""
    base = sentence.span.start
    start, end = place
    phrase = sentence.span.quote[start:end]
    inside = [m for m in mentions if base + start <= m.span.start and m.span.end <= base + end]
    named = next(
        (m for m in sorted(inside, key=lambda m: (-m.span.end, m.span.start)) if _heads(m, phrase, base + start)), None
    )
    return Subject(start, end, after, topic, _kind(phrase, named, inside), named)


def _first(
    pieces: list[list[Morpheme]], words: list[tuple[int, int]], masked: str, apart: list[tuple[int, int]]
) -> int:
    """Where the noun phrase that ends in the last of some words begins; ``apart`` are no part of it."""
    at = len(pieces) - 1
    first = at
    while first > 0 and at - first < _MOST:
        before, (start, end) = pieces[first - 1], words[first - 1]
        if not before or masked[end - 1] in ',□”"' or any(a < end and start < b for a, b in apart):
            break
        if masked[start:end].rstrip(",") in sections()["connectives"]:
            break
        if not (_nominal(before) or masked[start:end] in ("다른", "또", "한")):
            break
        first -= 1
    texts = [masked[start:end] for start, end in words]
    while first < at and texts[first] == "또" and texts[first + 1] != "다른":
        first += 1
    return words[first][0]


def _nominal(word: list[Morpheme]) -> bool:
    """Whether a word is nouns only, or nouns with the particle of a genitive."""
    nouns = word[:-1] if word[-1].tag == "JKG" else word
    return all(one.tag.startswith(_NOMINAL) for one in nouns)


_TITLE_AFTER = re.compile(r"(?:\([^)]*\))?(?: ?[가-힣A-Za-z0-9·]+){0,4}")


def _heads(mention: Mention, phrase: str, base: int) -> bool:
    """Whether a phrase comes down to a name: it ends in it, or only an office or form of address follows."""
    rest = phrase[mention.span.end - base :]
    if "의 " in rest or rest.startswith("의"):
        return False
    if mention.kind == "person":
        return _TITLE_AFTER.fullmatch(rest) is not None
    return (
        rest in ("", "측", " 측")
        or re.fullmatch(r"(?:통신|방송|신문)?(?:\([A-Za-z]+\))?(?: ?(?:통신|방송|신문|측|당국))?", rest) is not None
    )


def _kind(phrase: str, named: Mention | None, inside: list[Mention]) -> str | None:
    bare = re.sub(r"\([^)]*\)$", "", phrase).strip()
    last = bare.split(" ")[-1] if bare else ""
    if named and named.kind == "person":
        return "person"
    if bare in sections()["pronouns"]:
        return "pronoun"
    if named and named.kind == "organisation":
        kind = speaks(last)
        return kind if kind in ("government", "media") else "organisation"
    kind = speaks(last)
    if kind == "anonymous" and last == "대변인" and any(m.kind == "organisation" for m in inside):
        return "government"
    return kind
