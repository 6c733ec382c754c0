"""Organisations by the words that organisations are called by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .lexicon import words as listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .gazetteer import Gazetteer
    from .word import Words

_SMALL = frozenset({"of", "for", "on", "against"})
_FURTHER = frozenset({"and", "of", "for"})
_LONGEST, _MOST = 8, 16  # words of a name before its head, and after it
_DIRECTIONS = listed("also_in_names")


def patterned(words: Words, places: Gazetteer) -> Iterator[tuple[int, int, str]]:
    """First and last word of every organisation named by what it is, and its sort ("mission", "media", "body")."""
    heads, media = listed("organisation_heads"), listed("media_heads")
    missions = listed("missions")
    done = -1
    for n in words.capitals:
        word = words.norm[n]
        if n <= done or (word not in heads and word not in media) or words.titled[n]:
            continue
        found = _around(words, n, places, mission=word in missions)
        if found:
            first, last = found
            done = last
            yield first, last, "mission" if word in missions else "media" if words.norm[last] in media else "body"


def places_by_head(words: Words) -> Iterator[tuple[int, int]]:
    """First and last word of every place that is named by what it is: "Quay Street", "Amber River"."""
    heads = listed("place_heads")
    for n in words.capitals:
        if n and words.norm[n] in heads and not words.titled[n] and words.gap[n - 1] == " ":
            first = _left(words, n)
            if first < n and words.word[first] not in listed("never") - _DIRECTIONS:
                yield first, n


def _around(words: Words, head: int, places: Gazetteer, *, mission: bool) -> tuple[int, int] | None:
    first = _left(words, head)
    last = _right(words, head, places, mission=mission)
    return (first, last) if last > head or first < head else None


def _left(words: Words, head: int) -> int:
    """The first word of a name that ends in its head: back over capitalised words, stopping at an owner."""
    empty, collective = listed("never") - _DIRECTIONS, listed("collective")
    first = head
    while first > 0 and head - first < _LONGEST:
        before = words.word[first - 1]
        if not words.gap[first - 1] or not words.capital(first - 1) or before in empty:
            break
        if words.gap[first - 1] == "'" and before not in collective:
            break
        if words.pos(first - 1) in ("VERB", "AUX", "ADV", "PRON", "DET", "SCONJ"):
            break
        first -= 1
    return first


def _right(words: Words, head: int, places: Gazetteer, *, mission: bool) -> int:
    """The last word of a name that goes on after its head: "of Kindred Affairs and Trade", "Number 17"."""
    if last := _numbered(words, head):
        return last
    last = head
    joins = frozenset({"of", "to"}) if mission else _SMALL
    while last - head < _MOST and words.gap[last] == " " and words.word[last + 1] in joins:
        end = _phrase(words, last + 1, places)
        if end is None:
            break
        last = end
        joins = frozenset({"of"}) if mission else _FURTHER
    return last


def _numbered(words: Words, head: int) -> int | None:
    """The last word of a name with a number: "Bureau 17", "Office No. 39"."""
    if words.gap[head] != " ":
        return None
    step = head + 1
    if words.word[step] in ("No", "Number", "Nr") and words.gap[step] == " ":
        step += 1
    return step if words.word[step].isdigit() and len(words.word[step]) <= 4 else None


def _phrase(words: Words, join: int, places: Gazetteer) -> int | None:
    """The last word of the capitalised phrase that "of" or "and" joins to a name; None if it does not belong to it."""
    begin = join + 1
    if words.gap[join] == " " and words.word[begin] == "the":
        begin += 1
    empty = listed("never") - _DIRECTIONS
    if words.gap[begin - 1] != " " or not words.capital(begin) or words.word[begin] in empty:
        return None
    known = places.lookup.match(words, begin)
    end = known[0] if known else begin
    while (
        end - begin < _LONGEST
        and words.gap[end] in (" ", "-")
        and words.capital(end + 1)
        and words.word[end + 1] not in empty
    ):
        end += 1
    if words.gap[end] == "-":  # "of Varenia-based": the rest qualifies another name
        return None
    return None if words.word[join] == "and" and _begins_another(words, begin, end, places) else end


def _begins_another(words: Words, begin: int, end: int, places: Gazetteer) -> bool:
    """Whether what follows "and" is a name of its own: it holds a head, is known, or the parser knows it."""
    heads = listed("organisation_heads") | listed("media_heads")
    if any(words.word[n] in heads for n in range(begin, end + 1)) or places.lookup.match(words, begin):
        return True
    token = words.token[begin]
    return token >= 0 and words.doc[token].ent_type_ in ("PERSON", "GPE")
