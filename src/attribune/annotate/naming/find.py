"""Where names stand: one pass over the words with all that the profile and the document know."""

from __future__ import annotations

from dataclasses import dataclass

from attribune.model import EntityKind

from .evidence import Key, Signs, decided
from .gazetteer import Gazetteer, Known, Lookup
from .lexicon import words as listed
from .person import titled
from .word import Words

_AFTER_HYPHEN = frozenset(
    "based led style era backed born controlled run occupied ruled owned bound made trained educated funded affiliated linked".split()
)


@dataclass(frozen=True, slots=True)
class Found:
    """One mention before it is known whom it names: first and last word, kind, the profile's entry if any, and the rule."""

    first: int
    last: int
    start: int
    end: int
    kind: EntityKind
    sort: str
    name: str
    rule: str
    known: bool
    inside: bool = False


def find(words: Words, known: Gazetteer) -> list[Found]:
    """Every mention, in the order of the text; a place inside a longer name follows it."""
    accepted, signs = decided(words, known)
    aliases = {first: last for first, last in _aliases(words, known)}
    found: list[Found] = []
    n = 0
    while n < len(words.word):
        if n in aliases:
            found.append(
                _found(
                    words, n, aliases[n], Known("person", "alias", words.quote(n, aliases[n])), "an alias", known=False
                )
            )
            n = aliases[n] + 1
            continue
        hit = _longest(words, n, accepted, known)
        if hit is None or not _stands(words, n, hit[0], hit[1], known, signs):
            n += 1
            continue
        last, entry = hit
        own = known.lookup.get(words.key(n, last))
        rule = signs[words.key(n, last)].rules.get(entry.kind, (0, ""))[1] if words.key(n, last) in signs else ""
        found.append(_found(words, n, last, entry, "known to the profile" if own else rule, known=own is not None))
        if entry.kind == "organisation":
            found += _nested(words, n, last, known, accepted)
        n = last + 1
    return found


def _found(words: Words, first: int, last: int, entry: Known, rule: str, *, known: bool, inside: bool = False) -> Found:
    return Found(
        first, last, words.start[first], words.end[last], entry.kind, entry.sort, entry.name, rule, known, inside
    )


def _aliases(words: Words, known: Gazetteer) -> list[tuple[int, int]]:
    """A title with a single letter is an alias and keeps its title: "Mr. A"."""
    return [(n, last) for n, first, last in titled(words, known) if first == last and len(words.word[first]) == 1]


def _longest(words: Words, n: int, accepted: Lookup, known: Gazetteer) -> tuple[int, Known] | None:
    own, other = accepted.match(words, n), known.lookup.match(words, n)
    if own and other:
        return own if own[0] >= other[0] else other
    return own or other


def _stands(words: Words, first: int, last: int, entry: Known, known: Gazetteer, signs: dict[Key, Signs]) -> bool:
    """Whether the words name it here: not as a part of another word, not as a common word at the head of a sentence."""
    if not words.capital(first):
        return False
    word, gap = words.word[last], words.gap[last]
    if (
        gap == "-"
        and words.word[last + 1].islower()
        and words.word[last + 1] not in _AFTER_HYPHEN
        and entry.kind != "organisation"
    ):
        return False
    if first and words.gap[first - 1] == "-" and words.capital(first - 1) and entry.kind == "person":
        return False
    if first < last:
        return True
    if words.gap[last] == " " and words.word[last + 1] in ("dollars", "dollar"):
        return False  # a currency
    if entry.kind == "organisation" and first and words.gap[first - 1] == " " and words.capital(first - 1):
        if words.word[first - 1] not in listed("never"):
            return False  # a piece of a longer name
    if word in listed("ordinary") and not _seen_as_name(words, first):
        return False
    if entry.kind == "organisation" and word.isupper() and len(word) <= 4 and words.key(first, last) not in signs:
        return entry.sort in ("media", "body") or (first > 0 and words.word[first - 1].casefold() == "the")
    token = words.token[first]
    if token >= 0 and entry.kind == "person":
        sure = words.pos(first) == "PROPN" or _seen_as_name(words, first)
        return sure or (words.pos(first) in ("NOUN", "X", "ADJ", "INTJ") and word not in listed("never"))
    return word not in listed("never")


def _seen_as_name(words: Words, n: int) -> bool:
    token = words.token[n]
    return token >= 0 and words.doc[token].ent_type_ in ("PERSON", "ORG", "GPE", "LOC", "FAC")


def _nested(words: Words, first: int, last: int, known: Gazetteer, accepted: Lookup) -> list[Found]:
    """Places inside the name of an organisation, but not those larger than states ("Embassy of Gaon", "Lodova Courier")."""
    found = []
    n = first
    while n <= last:
        for end in range(last - (n == first), n - 1, -1):
            key = words.key(n, end)
            entry = known.lookup.get(key) or accepted.get(key)
            if entry and entry.kind == "place" and entry.sort != "region":
                found.append(_found(words, n, end, entry, "a place inside a name", known=True, inside=True))
                n = end
                break
        n += 1
    return found
