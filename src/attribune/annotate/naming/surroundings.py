"""What stands around one occurrence of a string, and what kind of thing that shows it to name."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from .lexicon import weights
from .lexicon import words as listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from attribune.model import EntityKind

    from .word import Words

    Weight = tuple[EntityKind, float, str]

_AGE = re.compile(r"\s?(?:\(\d{1,2}\)|, \d{1,2}(?:,|\.|;| and\b)|, aged? \d)")
_WHO = re.compile(r", who\b| \(who\b")
_QUOTED = re.compile(r":\s*[\"“‘]")
_LONE, _LONG = 0.75, 0.3  # how much a preposition says of one word, and of more


def around(words: Words, first: int, last: int) -> Iterator[Weight]:
    """The signs around one occurrence: before it, after it, in its grammar."""
    yield from _before(words, first, last)
    yield from _after(words, first, last)
    yield from _grammar(words, last)


def _before(words: Words, first: int, last: int) -> Iterator[Weight]:
    before = words.word[first - 1].casefold() if first and words.gap[first - 1] else ""
    cited = before == "to" and first > 1 and words.word[first - 2].casefold() == "according"
    weight = weights("place_before").get(before, 0.0)
    if weight and not words.titled[first] and not cited:
        yield "place", weight * (_LONE if first == last else _LONG), f'"{before}" before it'
    owner = first - 1 - (before == "the")
    if owner > 0 and words.word[owner] == "of" and words.word[owner - 1].casefold() in listed("of_place"):
        yield "place", 2.5, f'"{words.word[owner - 1]} of" before it'
    if before == "the" and first == last:
        yield "organisation", 0.5, "an article before it"
        yield "person", -1.5, ""


def _after(words: Words, first: int, last: int) -> Iterator[Weight]:
    after = words.word[last + 1] if words.gap[last] and last + 1 < len(words.word) else ""
    if after in listed("place_after") or (words.gap[last] == "-" and after == "based"):
        yield "place", 2.5, f'"{after}" after it'
    if after in listed("rule") and words.gap[last] == " ":
        yield "person", 1, f'"{after}" after it'
    tail = words.text[words.end[last] : words.end[last] + 30]
    if _AGE.match(tail):
        yield "person", 5, "an age after it"
    elif _WHO.match(tail):
        yield "person", 2, '"who" after it'
    elif _QUOTED.match(tail) and not words.titled[first]:
        yield "person", 1, "quoted after a colon"
    elif tail[:1] in "'’":
        if _owns("kin").match(tail):
            yield "person", 2, "a relative of it is named"
        if _owns("of_place", "state_owned").match(tail):
            yield "place", 2, "a state's organ is its own"


@lru_cache(maxsize=4)
def _owns(*sections: str) -> re.Pattern[str]:
    owned = sorted(frozenset().union(*map(listed, sections)))
    return re.compile(rf"['’]s? (?:\w+ )?(?:{'|'.join(map(re.escape, owned))})\b")


def _grammar(words: Words, last: int) -> Iterator[Weight]:
    token = words.token[last]
    if token < 0:
        return
    head = words.doc[token]
    if head.dep_ in ("nsubj", "nsubjpass"):
        lemma = head.head.lemma_
        if lemma in listed("saying"):
            yield "person", 0.4, "it says something"
        elif lemma in listed("living"):
            yield "person", 0.6, "it does what people do"
    elif head.dep_ == "appos" and head.head.lemma_.casefold() in listed("kin"):
        yield "person", 2, "a relative"


def demonyms(word: str) -> frozenset[str]:
    """What the people of a place of that name would be called."""
    forms = {f"{word}ese", f"{word}ian", f"{word}i", f"{word}ish", f"{word}n"}
    return frozenset(forms | ({f"{word[:-1]}an"} if word[-1] in "aeiy" else set()))
