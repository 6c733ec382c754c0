"""Where names stand: one pass over the words with all that the profile and the document know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from attribune.model import EntityKind

from .evidence import decided
from .gazetteer import Gazetteer, Known
from .lexicon import words as listed
from .person import titled

if TYPE_CHECKING:
    from .word import Words

_COMMON = frozenset({"NOUN", "X", "ADJ", "INTJ"})  # what the parser makes of a strange name, at worst
_LETTERS = 4  # initials of at most so many letters stand for many things


@dataclass(frozen=True, slots=True)
class Found:
    """One mention before it is known whom it names.

    ``first`` and ``last`` are its words; ``sort`` and ``name`` what the profile says, if it is ``known``; ``rule`` is
    the sign that decided; ``inside`` that it is a part of a longer name.
    """

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
    reading = _Reading(words, known)
    found: list[Found] = []
    done = -1
    for n in words.capitals:
        if n > done and (taken := reading.at(n)):
            found += taken
            done = taken[0].last
    return found


class _Reading:
    """A text and all that is known to be a name in it."""

    def __init__(self, words: Words, known: Gazetteer) -> None:
        self.words, self.known = words, known
        self.accepted, self.signs = decided(words, known)
        self.halves = self._halves()
        # A title with a single letter is an alias and keeps its title: "Mr. A"
        single = ((n, last) for n, first, last in titled(words, known) if first == last and len(words.word[last]) == 1)
        self.aliases = dict(single)

    def _halves(self) -> dict[str, Known]:
        """The one state known to the profile that each of "North", "South" ... begins here, if there is just one."""
        found: dict[str, dict[str, Known]] = {}
        for n in self.words.capitals:
            hit = self.known.lookup.match(self.words, n) if self.words.word[n] in listed("halves") else None
            if hit and hit[0] > n and hit[1].sort == "country":
                found.setdefault(self.words.word[n], {})[hit[1].name] = hit[1]
        return {half: next(iter(ones.values())) for half, ones in found.items() if len(ones) == 1}

    def at(self, n: int) -> list[Found]:
        """The mention that begins at a word, if any, with the places inside it."""
        if n in self.aliases:
            entry = Known("person", "alias", self.words.quote(n, self.aliases[n]))
            return [self._found(n, self.aliases[n], entry)]
        if short := self._half(n):
            return [self._found(n, n, short)]
        hits = [hit for hit in (self.accepted.match(self.words, n), self.known.lookup.match(self.words, n)) if hit]
        if not hits:
            return []
        last, entry = max(hits, key=lambda hit: hit[0])  # what the document shows goes before what the profile knows
        if not self._stands(n, last, entry):
            return []
        inside = self._nested(n, last) if entry.kind == "organisation" else []
        return [self._found(n, last, entry), *inside]

    def _half(self, n: int) -> Known | None:
        """What "the North" means where the text speaks of one state of a divided land."""
        words = self.words
        halves = listed("halves")
        if words.word[n] not in halves or n == 0 or words.word[n - 1].casefold() != "the" or words.gap[n - 1] != " ":
            return None
        if words.gap[n] in (" ", "-") and (words.capital(n + 1) or words.gap[n] == "-"):
            return None
        return self.halves.get(words.word[n])

    def _found(self, first: int, last: int, entry: Known, *, inside: bool = False) -> Found:
        key = self.words.key(first, last)
        known = self.known.lookup.get(key) is not None
        signs = self.signs.get(key)
        rule = signs.rules.get(entry.kind, (0.0, ""))[1] if signs else ""
        rule = "known to the profile" if known else "an alias" if entry.sort == "alias" else rule
        start, end = self.words.start[first], self.words.end[last]
        return Found(first, last, start, end, entry.kind, entry.sort, entry.name, rule, known, inside)

    def _stands(self, first: int, last: int, entry: Known) -> bool:
        """Whether words name something here: not as a part of another word, not as a common word with a capital."""
        if not self.words.capital(first) or self._in_compound(first, last, entry):
            return False
        if first < last:
            return True
        if self._in_longer(first, entry) or self._unsure_letters(first, entry):
            return False
        word = self.words.word[first]
        if word in listed("ordinary"):
            return self._seen(first)
        if entry.kind == "person" and self.words.token[first] >= 0:
            pos = self.words.pos(first)
            return pos == "PROPN" or self._seen(first) or (pos in _COMMON and word not in listed("never"))
        return word not in listed("never")

    def _in_compound(self, first: int, last: int, entry: Known) -> bool:
        """Whether a hyphen makes it a part of another word ("Gaon-based" is none)."""
        words = self.words
        before = first > 0 and words.gap[first - 1] == "-" and words.capital(first - 1) and entry.kind == "person"
        behind = words.gap[last] == "-" and words.word[last + 1].islower() and entry.kind != "organisation"
        return before or (behind and words.word[last + 1] not in listed("after_hyphen"))

    def _in_longer(self, n: int, entry: Known) -> bool:
        """Whether one word is a piece of a longer name, or a currency."""
        words = self.words
        if words.gap[n] == " " and words.word[n + 1] in ("dollar", "dollars"):
            return True
        joined = n > 0 and words.gap[n - 1] == " " and words.capital(n - 1) and entry.kind == "organisation"
        return joined and words.word[n - 1] not in listed("never")

    def _unsure_letters(self, n: int, entry: Known) -> bool:
        """Whether it is only initials of a body that the profile knows and nothing in the text speaks for."""
        word = self.words.word[n]
        if entry.kind != "organisation" or not word.isupper() or len(word) > _LETTERS:
            return False
        said = entry.sort in ("media", "body") or (n > 0 and self.words.word[n - 1].casefold() == "the")
        return not said and self.words.key(n, n) not in self.signs

    def _seen(self, n: int) -> bool:
        token = self.words.token[n]
        return token >= 0 and self.words.doc[token].ent_type_ in ("PERSON", "ORG", "GPE", "LOC", "FAC")

    def _nested(self, first: int, last: int) -> list[Found]:
        """Places inside a name, but not those larger than states ("Embassy of Gaon", "Lodova Courier")."""
        found: list[Found] = []
        n = first
        while n <= last:
            for end in range(last - (n == first), n - 1, -1):
                key = self.words.key(n, end)
                entry = self.known.lookup.get(key) or self.accepted.get(key)
                if entry and entry.kind == "place" and entry.sort != "region":
                    found.append(self._found(n, end, entry, inside=True))
                    n = end
                    break
            n += 1
        return found
