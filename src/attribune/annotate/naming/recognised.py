"""What the parser takes for names, cut to size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .lexicon import words as listed
from .sign import PARSER, Sign

if TYPE_CHECKING:
    from collections.abc import Iterator

    from attribune.model import EntityKind

    from .gazetteer import Gazetteer
    from .word import Words

_LABELS: dict[str, EntityKind] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "PRODUCT": "organisation",
    "WORK_OF_ART": "organisation",
}
_WEAK = frozenset({"FAC", "PRODUCT", "WORK_OF_ART"})  # labels that say only that the words are a name
_SEEN, _DOUBTED = 1.0, 0.5


def recognised(words: Words, known: Gazetteer) -> Iterator[Sign]:
    """The parser's names without article, possessive, title or office."""
    for entity in words.doc.ents:
        if entity.label_ not in _LABELS:
            continue
        cut = _cut(words, entity.start_char, entity.end_char)
        if cut is None:
            continue
        first, last = cut
        if entity.label_ == "ORG":
            first = _after_owner(words, first, last)
        elif entity.label_ == "PERSON":
            first, last = _without_office(words, first, last, known)
        titled = words.titled[first]
        if (titled and entity.label_ != "PERSON") or not is_name(words, first, last, known):
            continue
        doubted = entity.label_ in _WEAK or titled or (entity.label_ == "ORG" and _opens(words, first, last))
        yield Sign(first, last, _LABELS[entity.label_], _DOUBTED if doubted else _SEEN, f"{PARSER} {entity.label_}")


def _cut(words: Words, start: int, end: int) -> tuple[int, int] | None:
    """First and last word of a stretch of text, less small words at its edges; None where it is no one phrase."""
    first, last = words.at(start), words.at(end - 1)
    if first < 0:
        return None
    if words.end[first] <= start:
        first += 1
    empty = listed("never") - listed("also_in_names")
    while first < last and (not words.capital(first) or (words.word[first] in empty and not words.given(first))):
        first += 1
    while last > first and not words.capital(last) and words.gap[last - 1] != "-":
        last -= 1
    whole = first <= last and words.capital(first) and all(words.gap[n] for n in range(first, last))
    return (first, last) if whole else None


def _after_owner(words: Words, first: int, last: int) -> int:
    """Where a body begins behind its owner: "Gaon's National Assembly"."""
    owners = [n for n in range(first, last) if words.gap[n] == "'" and words.word[n] not in listed("collective")]
    return owners[-1] + 1 if owners else first


def _without_office(words: Words, first: int, last: int, known: Gazetteer) -> tuple[int, int]:
    for n in range(last - 1, first - 1, -1):
        word = words.word[n]
        if word.casefold() in known.offices or word in known.honorifics or word in listed("ranks"):
            first = n + 1
            break
    owner = next((n for n in range(first, last) if words.gap[n] == "'"), last)
    return first, owner if owner < last else _whole(words, last, known)


def _whole(words: Words, last: int, known: Gazetteer) -> int:
    """The last word of a name that the parser broke off: it goes on while capitalised proper nouns do."""
    heads = listed("organisation_heads") | listed("media_heads") | listed("never")
    for n in range(last + 1, last + 3):
        if words.gap[n - 1] != " " or not words.capital(n) or words.pos(n) != "PROPN" or words.word[n] in heads:
            return n - 1
        if words.titled[n] or known.lookup.match(words, n):
            return n - 1
    return last + 2


def _opens(words: Words, first: int, last: int) -> bool:
    """Whether it is one word at the head of a sentence, where any word has a capital."""
    token = words.token[first]
    return first == last and not words.word[first].isupper() and token >= 0 and bool(words.doc[token].is_sent_start)


def is_name(words: Words, first: int, last: int, known: Gazetteer) -> bool:
    """Whether words can be a name at all: no demonym, event, law, bare title or common word."""
    key = words.key(first, last)
    if key in known.demonyms or (key[-1].rstrip("s"),) in known.demonyms or key[-1] in listed("other_heads"):
        return False
    if key[0] not in listed("organisation_heads") and any(letter.isdigit() for letter in "".join(key)):
        return False
    return first < last or _is_lone_name(words, first, known)


def _is_lone_name(words: Words, n: int, known: Gazetteer) -> bool:
    word = words.word[n]
    if word in listed("never") or word in listed("organisation_heads") or word.casefold() in known.offices:
        return False
    plural = words.token[n] >= 0 and words.doc[words.token[n]].tag_ == "NNPS"  # "Democrats" are a party's people
    return not plural and words.pos(n) not in ("VERB", "AUX", "ADV", "PRON", "DET", "ADP")
