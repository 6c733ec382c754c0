"""Who the several are that a telling is about: names beside the words for a group, and coordinated ones.

"The two men, identified as A and B, were shot", "two men, A and B,", "A and a second man, B, were shot", "Two men were
shot. They were A and B."
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .inside import count
from .lexicon import lexicon
from .phrase import phrase
from .subject import SUBJECTS, coordinated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from attribune import model
    from attribune.model import Mention

    from .reading import Reading

Named = tuple["model.Span", str]
_MANY = 8  # names of one group that are read, where its number is not told
_NAME = 60  # characters between a description and the name beside it
_GAP = 15  # words between two names: age, post and "and"
_NAMING = re.compile(
    r",?\s(?:later\s|only\s|since\s)?(?:identified|named|listed)(?:\s(?:only\s)?as|\sby\s[^,.\n]{2,40}\sas)?\s"
)
_BESIDE = re.compile(r"\s?[,:—–(]\s?")
_AFTER = re.compile(
    r"(?:they|both|the\s(?:two|three|four|five|six|men|women|dead|victims|pair|others|\w{3,12}s))\s"
    r"(?:(?:were|are|have\sbeen|had\sbeen)\s(?:(?:later\s)?(?:identified|named|listed)\s(?:by\s[^,.\n]{2,40}\s)?as\s)?)",
    re.IGNORECASE,
)
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_ANOTHERS = ("of", "for", "by", "with", "from", "to", "'s", "’s")


def named(head: Token, reading: Reading) -> list[Named]:
    """The persons named of the several that a phrase tells of, beyond the one that its head stands for."""
    joined = coordinated(head)
    found = [one for token in (head, *joined) for one in _own(token, reading)]
    for token in joined:
        if token.pos_ == "NOUN" and reading.local(token) not in reading.people:  # "and a second man, B,"
            found += _beside(token, reading)
    if head.tag_ in ("NNS", "NNPS") or head.lower_ in lexicon().quantifier | {"two", "three", "four"}:
        found += _beside(head, reading)
    unique = {local: span for span, local in reversed(found)}
    unique.pop(reading.local(head) or "", None)
    return sorted((span, local) for local, span in unique.items()) if len(unique) > 1 or (joined and unique) else []


def _own(token: Token, reading: Reading) -> Iterator[Named]:
    """The person whom a coordinated word names or describes."""
    local = reading.local(token)
    if local in reading.people:  # of "his deputy, X" the name
        own = (one for one in reading.persons_from(token.idx - _NAME) if one.local == local)
        near = next((one for one in own if one.span.start - token.idx <= _NAME), None)
        yield near.span if near else reading.seen.document.span(*phrase(token, conjuncts=False)), str(local)


def _beside(head: Token, reading: Reading) -> list[Named]:
    """The names that follow the words for a group, as many as it is said to have."""
    counted = count(head, reading.seen)
    number = counted[1].value if counted and counted[1] and counted[1].exact else None
    most = int(number) if number and number <= _MANY else _MANY
    most = 1 if head.tag_ == "NN" else most
    end = phrase(head, conjuncts=False)[1]
    text, sentence = reading.seen.document.text, head.sent
    opened = _NAMING.match(text, end) or _BESIDE.match(text, end)
    found = _names(opened.end(), sentence.end_char, most, reading) if opened else []
    if found:
        return found
    after = head.doc[sentence.end :]
    start = sentence.end_char + len(text[sentence.end_char :][:4]) - len(text[sentence.end_char :][:4].lstrip())
    said = _AFTER.match(text, start) if len(after) else None
    return _names(said.end(), said.end() + 300, most, reading) if said else []


def _names(start: int, end: int, most: int, reading: Reading) -> list[Named]:
    """Names in a row from a place on, with ages and posts between them."""
    found: list[Named] = []
    place, doc = start, reading.seen.doc
    for mention in reading.persons_from(start):
        if mention.span.start >= end or len(found) == most or not _goes_on(place, mention, reading, first=not found):
            break
        words = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
        root = words.root if words else None
        if root is None or root.dep_ in (*SUBJECTS, "poss") or _anothers(words[0] if words else root):
            break
        found.append((mention.span, mention.local))
        place = mention.span.end
    return found


def _goes_on(place: int, mention: Mention, reading: Reading, *, first: bool) -> bool:
    """Whether nothing but titles, ages and posts stands between a place and a name."""
    between = reading.seen.doc.char_span(place, mention.span.start, alignment_mode="contract")
    if between is None:
        return mention.span.start - place <= 2
    own = [word for word in between if not word.is_space]
    told = any(word.tag_ in _FINITE or (word.text in (".", ";", '"', "“", "”") and not first) for word in own)
    listed = first or any(word.text in (",", "and", ";", "&") for word in own)
    return len(own) <= _GAP and listed and not told


def _anothers(word: Token) -> bool:
    """Whether the name only says whose: "two men, friends of X"."""
    before = word.nbor(-1) if word.i else word
    while before.i and before.dep_ == "compound":
        before = before.nbor(-1)
    return before.lower_ in _ANOTHERS
