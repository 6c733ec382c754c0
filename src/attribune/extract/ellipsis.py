"""What a number leaves unsaid because the text has told it just before: its unit, what it measures, its period.

"498 people arrived; in 2019 there had been only 412." "Of the 287 people, 201 were women." "Three cases, not six."
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from .measure import lexicon, person

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from attribune.model import Figure

    from .measure import Clause

_LENGTHS = ("years", "months", "weeks", "days", "hours", "minutes", "times", "percent", "points")
_BACK = 2  # sentences that a number without a unit looks back
_OF_WHOLE = re.compile(r"\b(?:[Oo]f|[Aa]mong)\s(?:the|these|those)\s$")
_OF_THEM = re.compile(r"\s(?:of|among)\s(?:them|these|those|whom)\b")
_SAME = re.compile(r"\b(?:the|these|those|both|all)\s$", re.IGNORECASE)
_NOT = re.compile(r",?\s(?:and\s)?not\s(?:of\s)?")
_SUBJECTS = ("nsubj", "nsubjpass", "expl")


def filled(made: list[Figure], found: Sequence[Figure], clause: Clause, text: str) -> list[Figure]:
    """The figures of a sentence, with what the numbers before them tell; ``found`` are those of the text so far."""
    result: list[Figure] = []
    near = _near(found, made, clause)
    for one in made:
        told = [*near, *result]
        full = _denied(one, result, text) or _unit(one, result, told, clause)
        result.append(_period(full, [*found, *result], told, text, bare=full.unit != one.unit))
    return result


def _near(found: Sequence[Figure], made: list[Figure], clause: Clause) -> list[Figure]:
    """The figures of the sentences right before."""
    if not made:
        return []
    sentences = [clause.sentence(clause.token(made[0].span.start))[0]]
    for _ in range(_BACK):
        if sentences[-1] == 0:
            break
        sentences.append(clause.sentence(clause.doc[sentences[-1] - 1])[0])
    first = clause.doc[sentences[-1]].idx
    return [one for one in found[-12:] if one.span.start >= first]


def _denied(one: Figure, here: list[Figure], text: str) -> Figure | None:
    """A bare number that is set against the one before it: "a rise of 11 percent, not of 15"."""
    if one.unit is not None or not here or not _NOT.fullmatch(text, here[-1].span.end, one.span.start):
        return None
    return _as(one, here[-1])


def _unit(one: Figure, here: list[Figure], told: list[Figure], clause: Clause) -> Figure:
    """A bare number with the unit of what it is said to be ("201 were women"), or of the number told before it."""
    if one.unit is not None or one.whole:
        return one
    token = clause.token(one.span.end - 1)
    noun = _said_to_be(token)
    if noun is not None and person(noun):
        return replace(one, unit="people", measure=" ".join(dict.fromkeys([noun.lemma_.lower(), *one.measure.split()])))
    words = {word.removesuffix("s") for word in one.measure.split()}
    if words & lexicon()["persons"] and not _said_of(token, words):
        return replace(one, unit="people")  # "the number of arrivals would exceed 700"
    for other in reversed(here):
        if other.unit and other.unit not in _LENGTHS and other.span.end <= one.span.start:
            return _as(one, other)
    whole = one.value is None or one.value == int(one.value)
    counted = (other for other in reversed(told) if other.unit and other.unit not in _LENGTHS and other.unit.islower())
    before = next(counted, None)
    return _as(one, before) if before and whole and not _of_thing(token, clause) else one


def _as(one: Figure, other: Figure) -> Figure:
    return replace(one, unit=other.unit, measure=other.measure)


def _said_to_be(token: Token) -> Token | None:
    """The noun that a number's clause says that they are: "at least 14 of them were diplomats"."""
    verb = token.head
    if verb.lemma_ != "be" or token.dep_ not in _SUBJECTS:
        return None
    return next((child for child in verb.children if child.dep_ == "attr"), None)


def _said_of(token: Token, words: set[str]) -> bool:
    """Whether a number's clause is about a person, who is not what is counted: "the spokeswoman spoke of 700"."""
    subjects = (child for child in token.head.head.children if child.dep_ in _SUBJECTS)
    return any(child.lemma_.lower() in lexicon()["persons"] and child.lemma_.lower() not in words for child in subjects)


def _of_thing(token: Token, clause: Clause) -> bool:
    """Whether a number is the amount of something that its clause names: "the index closed at 1,334"."""
    verb = clause.verb(token)
    if verb is None:
        return True
    return any(
        child.dep_ in _SUBJECTS and child.pos_ == "NOUN" and child.i != token.i and not person(child)
        for child in verb.children
    )


def _period(one: Figure, found: list[Figure], told: list[Figure], text: str, *, bare: bool) -> Figure:
    """A figure without a time of its own, with the period of what it is a part of, or says again."""
    before = text[max(0, one.span.start - 14) : one.span.start]
    same = next((other for other in reversed(found) if _says(one, other)), None)
    if _SAME.search(before):  # "the 287 people": the number that was told
        whole = _OF_WHOLE.search(before) is not None
        if same and same.period:
            return replace(one, period=same.period)
        return replace(one, period=None) if whole else one
    if one.period is not None or not told:
        return one
    last = told[-1]
    parted = _OF_THEM.match(text, one.span.end) or _OF_WHOLE.search(text, max(0, last.span.start - 14), last.span.start)
    if last.period and last.unit and (parted or (bare and last.unit == one.unit)):
        return replace(one, period=last.period)
    return one


def _says(one: Figure, other: Figure) -> bool:
    return other.value == one.value and other.value is not None and other.unit == one.unit
