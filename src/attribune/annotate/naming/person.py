"""People by the shape of their names, their titles, and the lines that sign an article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attribune.names.korean import read, surnames_of

from .lexicon import pattern
from .lexicon import words as listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .gazetteer import Gazetteer
    from .word import Words


def korean(words: Words, places: Gazetteer) -> Iterator[tuple[int, int]]:
    """First and last word of each run that reads as a Korean name, surname first: "Thae Yong-ho", "Park Seung Won"."""
    done = -1
    for n in words.capitals:
        if n > done and n + 1 < len(words.word) and (end := _korean_at(words, n, places)):
            yield n, end
            done = end


def _korean_at(words: Words, n: int, places: Gazetteer) -> int | None:
    word = words.word[n]
    if words.gap[n] != " " or not words.capital(n + 1):
        return None
    if word.casefold() not in places.surnames and not surnames_of(word.casefold()):
        return None
    end = n + 1
    if words.gap[end] == "-" and end + 1 < len(words.word):
        end += 1
    elif words.gap[end] == " " and words.capital(end + 1) and len(words.word[end + 1]) <= 6:
        whole = words.quote(n, end + 1)
        if words.gap[end + 1] != "-" and any(way.surnames for way in read(whole)) and not _loose(words, n, end + 1):
            return end + 1
    if words.gap[end] == "-":
        return None
    readable = any(way.surnames and not way.turned for way in read(words.quote(n, end)))
    return end if readable and not _loose(words, n, end) else None


def _loose(words: Words, first: int, last: int) -> bool:
    """Whether the words could as well be plain English: then they need another sign to be a name."""
    return words.word[first].casefold() in listed("english_too") and not any(
        words.gap[n] == "-" for n in range(first, last)
    )


def titled(words: Words, places: Gazetteer) -> Iterator[tuple[int, int, int]]:
    """First word with the title, first without it, and last of each name after an honorific: "Mr. Yong-ho", "Mr. A"."""
    for n, word in enumerate(words.word[:-1]):
        if (
            word in places.honorifics
            and words.capital(n + 1)
            and words.text[words.end[n] : words.start[n + 1]] in (" ", ". ")
        ):
            yield n, n + 1, run(words, n + 1)


def run(words: Words, first: int, most: int = 4) -> int:
    """The last of the capitalised words that hang together from ``first`` on, small words included."""
    last = first
    while last - first + 1 < most and last + 1 < len(words.word):
        gap, following = words.gap[last], words.word[last + 1]
        if gap == "-" or (gap == " " and words.capital(last + 1) and following not in listed("never")):
            last += 1
        elif gap == " " and following in ("de", "van", "von", "der", "al", "bin", "la") and words.capital(last + 2):
            last += 2
        else:
            break
    while words.gap[last] == "-" and last > first and words.gap[last - 1] == "-":
        last -= 1
    return last


def signed(words: Words) -> Iterator[tuple[int, int]]:
    """First and last word of each name in a line that signs the article: by-lines, translators, photographers."""
    for match in pattern("bylines").finditer(words.text):
        place = match.end()
        for _ in range(6):
            n = words.at(place)
            if n < 0 or words.start[n] != place or not words.capital(n) or words.word[n] in listed("never"):
                break
            last = run(words, n)
            dated = match.end() < place and re.match(r",? \d", words.text[words.end[last] : words.end[last] + 4])
            if dated or (last == n and words.gap[n] == "'"):  # "By A B, Port Marisa, 3 May": the place of writing
                break
            if last > n or words.text[words.end[last] : words.end[last] + 1] in ("\n", ".", ";", ")", ""):
                yield n, last
            joined = re.match(r"(?:, | and |, and | & )(?=[A-Z])", words.text[words.end[last] : words.end[last] + 8])
            if not joined:
                break
            place = words.end[last] + joined.end()
