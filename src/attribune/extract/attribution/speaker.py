"""Speakers: the fullest name that the document gives for the words that name a source."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from attribune.model import Annotated, Span

from .lexicon import words
from .tree import Tree

_KINDS = {"PERSON": "person", "ORG": "organisation", "GPE": "place", "NORP": "people", "FAC": "place", "LOC": "place"}
_FIRST = frozenset({"i", "me", "my", "we", "our", "us"})
_SINGULAR = frozenset({"he", "she", "him", "her", "his", "hers", "himself", "herself"})
_PLURAL = frozenset({"they", "them", "their", "it", "its"})
_RELATIVE = frozenset({"who", "which", "that", "whose", "whom"})
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class Name:
    """A name: where it is, its kind, and the fullest form that the document gives."""

    start: int
    end: int
    kind: str
    full: str


class Names:
    """The names of a document by place."""

    def __init__(self, seen: Annotated) -> None:
        found = list(_given(seen)) if seen.mentions else list(_parsed(seen))
        found.sort(key=lambda one: (one.start, -one.end))
        self._names = found
        self._starts = [one.start for one in found]
        fullest = _forms(seen)
        self._by_word = {
            word: one for one in reversed(found) if one.kind == "person" for word in re.split(r"[\s-]", one.full)
        }
        self._stands_for = {
            (one.span.start, one.span.end): Name(one.span.start, one.span.end, one.kind, fullest[one.local])
            for one in seen.coreferences
            if one.local in fullest and one.kind != "place"
        }

    def inside(self, start: int, end: int) -> list[Name]:
        """The names that lie in a stretch, outer before inner."""
        first = bisect_left(self._starts, start)
        found: list[Name] = []
        while first < len(self._names) and self._names[first].start < end:
            if self._names[first].end <= end and not any(o.end >= self._names[first].end for o in found):
                found.append(self._names[first])
            first += 1
        return found

    def before(self, place: int, kinds: frozenset[str]) -> Name | None:
        """The last name of one of the kinds before a place."""
        for at in range(bisect_left(self._starts, place) - 1, -1, -1):
            if self._names[at].kind in kinds:
                return self._names[at]
        return None

    def by_word(self, word: str) -> Name | None:
        """The first person named in the document whose name holds the word, which begins with a capital."""
        return self._by_word.get(word) if word[:1].isupper() else None

    def stands_for(self, start: int, end: int) -> Name | None:
        """The name that the words at exactly this place, or within it at its end, stand for."""
        exact = self._stands_for.get((start, end))
        if exact:
            return exact
        for (first, last), name in self._stands_for.items():
            if start <= first and last == end:
                return name
        return None


def _given(seen: Annotated) -> Iterator[Name]:
    forms = _forms(seen)
    for mention in seen.mentions:
        yield Name(mention.span.start, mention.span.end, mention.kind, forms[mention.local])


def _forms(seen: Annotated) -> dict[str, str]:
    """The fullest form of each name; of spellings with as many words the one that the document prints most often."""
    forms: dict[str, str] = {}
    printed: dict[str, Counter[str]] = {}
    for mention in seen.mentions:
        forms.setdefault(mention.local, mention.name)
        printed.setdefault(mention.local, Counter())[" ".join(mention.span.quote.split())] += 1
    for local, name in forms.items():
        rivals = [form for form in printed[local] if len(form.split()) == len(name.split())]
        if rivals:
            forms[local] = max(rivals, key=lambda form: printed[local][form])
    return forms


def _parsed(seen: Annotated) -> Iterator[Name]:
    """Names as the parser sees them; a shorter form stands for the longest with the same last word."""
    rows = []
    for entity in seen.doc.ents:
        kind = _KINDS.get(entity.label_)
        if kind:
            form = _POSSESSIVE.sub("", re.sub(r"\s+", " ", entity.text)).removeprefix("the ").removeprefix("The ")
            rows.append((entity.start_char, entity.end_char, kind, form))
    fullest: dict[tuple[str, str], str] = {}
    for _, _, kind, form in rows:
        key = kind, form.rsplit(" ", 1)[-1].casefold()
        if kind == "person" and len(form) > len(fullest.get(key, "")):
            fullest[key] = form
    for start, end, kind, form in rows:
        yield Name(start, end, kind, fullest.get((kind, form.rsplit(" ", 1)[-1].casefold()), form))


@dataclass(slots=True)
class Resolver:
    """Resolves sources one after the other, in the order of the text."""

    tree: Tree
    names: Names
    people: list[tuple[int, Name]] = field(default_factory=list)

    def resolve(self, head: int, span: Span, outer: Name | None = None) -> Name | None:
        """Who the words stand for; ``outer`` is the speaker of the statement around this one."""
        word = self.tree.lower[head]
        if word in _FIRST:
            return outer
        if word in _RELATIVE:
            return self._antecedent(head, span)
        known = self.names.stands_for(span.start, span.end)
        if known is None and word in _SINGULAR:
            known = self._last(span.start) or self.names.before(span.start, frozenset({"person"}))
        if known is not None or word in _PLURAL:
            return self._remember(known, span) if known else None
        return self._named(head, span)

    def _last(self, place: int) -> Name | None:
        """The last person who spoke before a place."""
        before = [one for one in self.people if one[0] < place]
        return max(before, key=lambda one: one[0])[1] if before else None

    def _named(self, head: int, span: Span) -> Name | None:
        inside = self.names.inside(span.start, span.end)
        heading = [n for n in inside if n.start <= self.tree.start[head] < n.end]
        if heading:
            return self._remember(self._joined(heading[0], inside, span), span)
        last = inside[-1] if inside else None
        if last and last.kind == "person" and last.end == span.end and not self._modifies(last, head):
            return self._remember(last, span)  # "the mayor of Pier Bay, Ada Voll"
        body = next((n for n in inside if n.kind in ("organisation", "person") and not self._modifies(n, head)), None)
        word = self.tree.text[self.tree.start[head] : self.tree.end[head]]
        return body or self.names.by_word(word)

    def _modifies(self, name: Name, head: int) -> bool:
        """Whether a person's name only tells whose something is, or of what sort: "Voll's committee"."""
        tree = self.tree
        bodies = words("source")
        noun = tree.lemma[head].casefold()
        body = any(noun in bodies[kind] for kind in ("government", "organisation", "media"))
        if name.kind != "person" and (not body or noun in bodies["spokesman"]):
            return False
        return name.end <= tree.start[head]

    def _joined(self, first: Name, inside: list[Name], span: Span) -> Name:
        """Two that speak together are named together."""
        rest = [n for n in inside if n.kind == first.kind and n is not first]
        joined = [n for n in rest if re.fullmatch(r"(,|,? and| &)( the)? ?", self.tree.text[first.end : n.start])]
        if not joined:
            return first
        return Name(first.start, span.end, first.kind, f"{first.full}; {joined[0].full}")

    def _remember(self, name: Name, span: Span) -> Name:
        if name.kind == "person":
            self.people.append((span.start, name))
        return name

    def _antecedent(self, head: int, span: Span) -> Name | None:
        verb = self.tree.head[head]
        for _ in range(3):
            if self.tree.dep[verb] == "relcl":
                noun = self.tree.head[verb]
                found = self.names.inside(self.tree.start[self.tree.left[noun]], self.tree.end[noun])
                return self._remember(found[-1], span) if found else None
            verb = self.tree.head[verb]
        return None
