"""What kind of thing each string of a document names: the signs of all its occurrences together decide."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING

from attribune.names.korean import read, surnames_of

from .gazetteer import Gazetteer, Known, Lookup
from .lexicon import words as listed
from .organisation import patterned, places_by_head
from .person import korean, signed, titled
from .phrase import phrases
from .recognised import recognised
from .sign import Sign, Signs
from .surroundings import around, demonyms
from .word import normal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from attribune.model import EntityKind

    from .word import Words

Key = tuple[str, ...]
_DECIDES = 1.0
_KNOWN, _PART, _INITIALS = 4.0, 5.0, 3.0  # what the profile, a full name and a long form add
_KINDS: tuple[EntityKind, ...] = ("person", "organisation", "place")


def decided(words: Words, known: Gazetteer) -> tuple[Lookup, dict[Key, Signs]]:
    """The strings that name something in this document, beside those of the gazetteer, and the signs of each."""
    signs: dict[Key, Signs] = defaultdict(Signs)
    spots: dict[Key, dict[tuple[int, int], None]] = defaultdict(dict)
    for sign in chain(_shapes(words, known), recognised(words, known), phrases(words, known)):
        key = words.key(sign.first, sign.last)
        spots[key][sign.first, sign.last] = None
        signs[key].add(sign.kind, sign.weight, sign.rule)
        signs[key].sort = sign.sort or signs[key].sort
    alone = {key[0] for key in spots if len(key) == 1}
    for n, word in enumerate(words.norm):
        if word in alone:
            spots[word,][n, n] = None
    for key, ones in spots.items():
        for first, last in ones:
            for kind, weight, rule in around(words, first, last):
                signs[key].add(kind, weight, rule)
    return _accepted(signs, known), signs


def _shapes(words: Words, known: Gazetteer) -> Iterator[Sign]:
    """Names that their own words show: bodies, places, Korean names, names with titles, names that sign."""
    for first, last, sort in patterned(words, known):
        yield Sign(first, last, "organisation", 5, "a word for such a body", sort)
        if words.norm[last - 2 : last] == ["University", "of"]:
            yield Sign(last, last, "place", 2, "a university is named after it")
        if _owned(words, first):
            yield Sign(first - 1, first - 1, "place", 1.2, "a body is its own")
    for first, last in places_by_head(words):
        yield Sign(first, last, "place", 3, "a word for such a place")
    for first, last in korean(words, known):
        yield Sign(first, last, "person", 3, "reads as a Korean name")
    spoken = set(words.norm)
    places = {word for word in spoken if len(word) > 3 and word[0].isupper() and demonyms(word) & spoken}
    for n in words.capitals:
        if words.norm[n] in places - listed("never"):
            yield Sign(n, n, "place", 1, "its people are named after it")
    for _, first, last in titled(words, known):
        yield Sign(first, last, "person", 5, "a title before it")
    for first, last in signed(words):
        yield Sign(first, last, "person", 5, "signs the article")


def _owned(words: Words, first: int) -> bool:
    """Whether a single capitalised word owns what begins here: "Gaon's Bureau 17"."""
    owner = first - 1
    if owner < 0 or words.gap[owner] != "'" or not words.capital(owner) or words.word[owner].isupper():
        return False
    alone = not (owner and words.gap[owner - 1] and words.capital(owner - 1))
    return alone and words.word[owner] not in listed("never") | listed("collective")


def _accepted(signs: dict[Key, Signs], known: Gazetteer) -> Lookup:
    """The strings whose signs suffice, long ones first, for the parts of full names are names too."""
    accepted, parts = Lookup(), set[Key]()
    letters = _initials(signs)
    for key in sorted(signs, key=lambda one: (-len(one), one)):
        one, own = signs[key], known.lookup.get(key)
        votes = {kind: one.of(kind) for kind in _KINDS}
        if own:
            votes[own.kind] += _KNOWN
        elif len(key) == 1:
            votes["person"] += _lone(key[0], one, known) + (_PART if key in parts else 0.0)
        if len(key) == 1 and (long := letters.get(key[0])):
            votes[long] += _INITIALS
        kind = max(_KINDS, key=votes.__getitem__)
        if votes[kind] >= _DECIDES:
            accepted.add(key, own if own and own.kind == kind else Known(kind, one.sort or "named", " ".join(key)))
            if kind == "person" and len(key) > 1:
                parts |= set(_parts(key))
    for part in sorted(parts):
        if not known.lookup.get(part):
            accepted.add(part, Known("person", "part", " ".join(part)))
    return accepted


def _lone(word: str, one: Signs, known: Gazetteer) -> float:
    """What to add for a person of one word: more where it is a whole Korean name, less where only the parser says so.

    News introduces people by their full names; of a lone word that is no surname the parser knows little.
    """
    if any(way.surnames for way in read(word)):
        return 1.5 if max(one.own("organisation"), one.own("place")) < _DECIDES else 0.0
    surname = word.casefold() in known.surnames or bool(surnames_of(word.casefold()))
    return 0.0 if surname or one.own("person") >= _DECIDES else -0.5 * one.parser.get("person", 0.0)


def _initials(signs: dict[Key, Signs]) -> dict[str, EntityKind]:
    """The initials of every longer name with strong signs: DRS is a place where a Democratic Republic of S. is one."""
    found: dict[str, EntityKind] = {}
    for key, one in signs.items():
        kind = max(_KINDS, key=one.of)
        if len(key) > 1 and one.of(kind) >= _INITIALS:
            found[normal("".join(word[0] for word in key if word[0].isupper()))] = kind
    return {letters: kind for letters, kind in found.items() if len(letters) > 1}


def _parts(key: Key) -> list[Key]:
    """The parts of a full name by which its bearer may be called again: the surname, first in a Korean name, else last.

    Names of other lands have it first too (Chinese), or last but one (Spanish), or none at all (Eritrean).
    """
    ways = [way for way in read(" ".join(key)) if way.surnames]
    if ways:
        surname, given = (key[-1:], key[:-1]) if all(way.turned for way in ways) else (key[:1], key[1:])
        hyphenated = len(given) > 1 and given[-1].islower()  # "Han-sol" alone, but not "Jong" for a Jong Un
        return [surname, given] if hyphenated else [surname]
    ends = {key[-1:], *(one for one in (key[:1], key[-2:-1]) if len(one[0]) > 3)}
    return [one for one in sorted(ends) if len(one[0]) > 1 and one[0][0].isupper()]
