"""Names by the words beside them: datelines, offices, "a restaurant called X", "X, a specialist"."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from attribune.names.korean import read

from .lexicon import pattern
from .lexicon import words as listed
from .person import run
from .recognised import is_name
from .sign import Sign

if TYPE_CHECKING:
    from collections.abc import Iterator

    from attribune.model import EntityKind

    from .gazetteer import Gazetteer
    from .word import Words

_STATE = re.compile(
    r"(?:(?:Democratic|People['’]s|Islamic|Federal|Federative|United|Socialist|Arab|Soviet|Grand|Free) ){0,4}"
    r"(?:Republic|Kingdom|Emirate|Duchy|Sultanate|Principality|State) of (?!(?:North|South|East|West)\b)"
    r"[A-Z][a-z]+(?: [A-Z][a-z]+)?\b"
)
_LETTERS = re.compile(
    r"(?:[Aa]ccording to|told|quoted|informed) (?:the )?([A-Z]{2,6})\b"
    r"|\b([A-Z]{2,6}) (?:said|reported|says|reports|quoted)\b"
)
_INITIALS = re.compile(r"\(([A-Z]{2,6})\)")
_SPEAKS = re.compile(r",? (?:said|says|told|added|wrote|writes|who)\b")
_APPOSED = re.compile(r", (?:\d\d, )?(?:an?|the|his|her|its) ((?:[a-z-]+ ){0,3}[a-z-]+)")
_OF_PEOPLE = re.compile(r", (?:(?:\d\d|aged \d\d), )?an? ((?:[A-Z][\w'’-]+ ?){1,3})")
_LONE = 6  # a Korean name in one word has at least so many letters


def phrases(words: Words, known: Gazetteer) -> Iterator[Sign]:
    """Every name that the words beside it show."""
    return chain(_forms(words, known), _after_words(words, known), _after_people(words, known), _speakers(words, known))


def _forms(words: Words, known: Gazetteer) -> Iterator[Sign]:
    """Datelines, forms of state, and letters that stand for a name."""
    for match in pattern("dateline").finditer(words.text):
        first, last = words.at(match.start(1)), words.at(match.end(1) - 1)
        yield Sign(first, last, "place", 5, "a dateline")
    for match in _STATE.finditer(words.text):
        yield Sign(words.at(match.start()), words.at(match.end() - 1), "place", 5, "a form of state")
    for match in _LETTERS.finditer(words.text):
        n = words.at(match.start(match.lastindex or 0))
        yield Sign(n, n, "organisation", 1, "letters that speak or are spoken to")
    for match in _INITIALS.finditer(words.text):
        n = words.at(match.start(1))
        long = (known.lookup.get(words.key(m, n - 1)) for m in range(max(0, n - 6), n))
        kind: EntityKind = next((one.kind for one in long if one), "organisation")
        yield Sign(n, n, kind, 2, "letters in parentheses after a name")


def _after_words(words: Words, known: Gazetteer) -> Iterator[Sign]:
    called, rule, never = listed("called_organisation"), listed("rule"), listed("never")
    for capital in words.capitals:
        before_rule = words.gap[capital] == " " and words.word[capital + 1] in rule
        if before_rule and words.word[capital].casefold() in known.surnames:
            yield Sign(capital, capital, "person", 2, "a surname before a word for rule")
        n = capital - 1
        if n < 0 or words.gap[n] != " " or words.word[capital] in never:
            continue
        word = words.word[n]
        if word in listed("kin"):
            yield Sign(capital, run(words, capital), "person", 2.5, "kin before it")
        elif word in called:
            yield Sign(n + 1, run(words, n + 1), "organisation", 2.5, f'"{word}" before it')
        elif word == "surnamed" or (word in listed("naming") and n and words.word[n - 1] in listed("humans")):
            yield Sign(capital, run(words, capital), "person", 5, f'"{word}" before it')
        elif word in ("called", "named") and n and words.word[n - 1] in called:
            yield Sign(n + 1, run(words, n + 1), "organisation", 5, "what a house or firm is called")
        elif word.casefold() in known.offices and not words.titled[n]:
            yield from _in_office(words, n + 1, known)


def _after_people(words: Words, known: Gazetteer) -> Iterator[Sign]:
    """Names after words for people: "its spokeswoman, A B, said", "the miners Horak and Bell were freed"."""
    for capital in words.capitals:
        word = words.word[capital - 1] if capital else ""
        if words.word[capital] in listed("never") and not words.given(capital):
            continue
        if word in listed("humans"):
            yield from _between_commas(words, capital, known)
        elif word.endswith("s") and word[:-1] in listed("humans") and words.pos(capital) == "PROPN":
            yield from _several(words, capital, known)


def _between_commas(words: Words, first: int, known: Gazetteer) -> Iterator[Sign]:
    last = run(words, first)
    ends = words.text[words.end[last] : words.end[last] + 1] in tuple(",.;\n")
    if last == first or not ends or words.text[words.end[first - 1] : words.start[first]] != ", ":
        return
    if words.word[last] not in listed("organisation_heads") and is_name(words, first, last, known):
        yield Sign(first, last, "person", 2.5, "in apposition to somebody")


def _several(words: Words, first: int, known: Gazetteer) -> Iterator[Sign]:
    last = run(words, first)
    after = re.match(r" and (?=[A-Z])", words.text[words.end[last] : words.end[last] + 6])
    if after is None or words.gap[first - 1] != " ":
        return
    second = words.at(words.end[last] + after.end())
    for start, end in ((first, last), (second, run(words, second))):
        if is_name(words, start, end, known) and not known.lookup.match(words, start):
            yield Sign(start, end, "person", 2, "named after a noun for several")


def _in_office(words: Words, first: int, known: Gazetteer) -> Iterator[Sign]:
    """A name right after an office, unless it is the rest of the office."""
    last = run(words, first)
    first = _behind_office(words, first, last, known)
    if words.word[first].casefold() in known.offices or words.word[last].casefold() in known.offices:
        return
    if is_name(words, first, last, known) and (last > first or words.pos(first) == "PROPN"):
        yield Sign(first, last, "person", 1, "an office before it")


def _speakers(words: Words, known: Gazetteer) -> Iterator[Sign]:
    """Names of two words and more that speak or are told to be somebody; one-word Korean names before an office."""
    never, ranks = listed("never"), listed("ranks")
    last = -1
    for n in words.capitals:
        word = words.word[n]
        if n <= last or (word in never and not words.given(n)) or word in ranks or word.casefold() in known.offices:
            continue
        if place := known.lookup.match(words, n):
            last = place[0]
            continue
        last = run(words, n)
        if last > n:
            first = _behind_office(words, n, last, known)
            if not words.titled[n] and (_told(words, first, last, known) or _lives(words, first, last, known)):
                yield Sign(first, last, "person", 1.2, "speaks, or is told to be somebody")
        elif len(word) >= _LONE and _office_after(words, n, known) and read(word) and read(word)[0].surnames:
            yield Sign(n, n, "person", 1, "an office after it")


def _behind_office(words: Words, first: int, last: int, known: Gazetteer) -> int:
    """Where a name begins behind an office of several words: "Rear Admiral A B", "Vice-Minister A B"."""
    offices = [n for n in range(first, last - 1) if words.word[n].casefold() in known.offices]
    return offices[-1] + 1 if offices else first


def _told(words: Words, first: int, last: int, known: Gazetteer) -> bool:
    if words.word[last] in listed("organisation_heads"):
        return False
    tail = words.text[words.end[last] : words.end[last] + 60]
    apposed = _APPOSED.match(tail)
    somebody = apposed is not None and bool(set(apposed.group(1).split()) & listed("humans"))
    people = _OF_PEOPLE.match(tail)  # "A B, a Belgian": of whose people somebody is
    somebody = somebody or (people is not None and tuple(people.group(1).split()) in known.demonyms)
    return (somebody or bool(_SPEAKS.match(tail))) and is_name(words, first, last, known)


def _lives(words: Words, first: int, last: int, known: Gazetteer) -> bool:
    """Whether two strange words or more do what only people do: "A B returned to his village"."""
    token = words.token[last]
    if token < 0 or any(words.pos(n) != "PROPN" for n in (first, last)):
        return False
    heads = listed("organisation_heads") | listed("media_heads") | listed("place_heads")
    head = words.doc[token]
    lives = head.dep_ in ("nsubj", "nsubjpass") and head.head.lemma_ in listed("living")
    return lives and words.word[last] not in heads and is_name(words, first, last, known)


def _office_after(words: Words, n: int, known: Gazetteer) -> bool:
    if not words.text.startswith(", ", words.end[n]):
        return False
    following = [word.casefold() for word in words.word[n + 1 : n + 6]]
    return any(word in known.offices or word == "member" for word in following)
