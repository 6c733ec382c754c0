"""What is worked out once for a document before its sentences are read."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .kind import Kinder

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from attribune import model
    from attribune.model import Annotated, Coreference, Mention, Statement
    from attribune.profiles import EventType, Profile

_TITLE = 0.8  # of a heading's longer words at least so many begin with a capital


@dataclass(frozen=True, slots=True)
class Reading:
    """A document being read: its statements, the kinds of its words, and who its names and references stand for.

    ``locals`` gives the ``local`` id by character, ``named`` those of names, ``resolved`` those that more than one
    stretch of words leads to; ``headings`` are where they stand, in the order of the text, ``sentences`` the first
    word of each; ``persons`` are the names of persons in the order of the text, ``people`` their ``local`` ids.
    """

    seen: Annotated
    said: tuple[Statement, ...]
    profile: Profile
    kinds: Kinder
    types: dict[str, EventType]
    locals: dict[int, str]
    named: frozenset[str]
    resolved: frozenset[str]
    headings: tuple[model.Span, ...]
    sentences: tuple[int, ...]
    persons: tuple[Mention, ...]
    people: frozenset[str]

    @classmethod
    def of(cls, seen: Annotated, said: tuple[Statement, ...], profile: Profile) -> Reading:
        """The reading of a document."""
        known: tuple[Mention | Coreference, ...] = (
            *seen.coreferences,
            *seen.mentions,
        )  # where both cover a word, the name counts
        counted = Counter(one.local for one in known)
        persons = sorted((one for one in seen.mentions if one.kind == "person"), key=lambda one: one.span)
        return cls(
            seen,
            said,
            profile,
            Kinder(seen, profile),
            {one.name: one for one in profile.event_types},
            {place: one.local for one in known for place in range(one.span.start, one.span.end)},
            frozenset(one.local for one in seen.mentions),
            frozenset(one for one, times in counted.items() if times > 1),
            tuple(sorted(one.span for one in seen.document.regions if one.kind == "heading")),
            tuple(one.start for one in seen.doc.sents if one[0].dep_),
            tuple(persons),
            frozenset(one.local for one in persons),
        )

    def persons_from(self, start: int) -> tuple[Mention, ...]:
        """The names of persons from a place on, in the order of the text."""
        return self.persons[bisect_left(self.persons, start, key=lambda one: one.span.start) :]

    def local(self, token: Token) -> str | None:
        """The ``local`` of the name or reference that a word belongs to."""
        return self.locals.get(token.idx)

    def sentence(self, token: Token) -> int:
        """The number of a word's sentence; what lies between paragraphs does not count."""
        return bisect_right(self.sentences, token.i)

    def holder(self, token: Token) -> Statement | None:
        """The innermost statement whose content holds a word: the one with the least content."""
        holding = [one for one in self.said if any(part.start <= token.idx < part.end for part in one.content)]
        around = {one.within for one in holding}  # of two with one content the inner: "a daily said, citing a guard"
        return min(holding, key=lambda one: (_extent(one), one.id in around, one.id), default=None)

    def is_heading(self, sentence: Span) -> bool:
        """Whether a sentence stands in a heading, or is set like one: capitals throughout and no full stop."""
        last = bisect_right(self.headings, sentence.start_char, key=lambda one: one.start) - 1
        if last >= 0 and sentence.start_char < self.headings[last].end:
            return True
        words = [token for token in sentence if token.is_alpha and len(token.text) > 3]
        if len(words) < 3 or sentence[-1].text == ".":
            return False
        return sum(token.text[0].isupper() for token in words) >= _TITLE * len(words)


def _extent(statement: Statement) -> int:
    return sum(part.end - part.start for part in statement.content)
