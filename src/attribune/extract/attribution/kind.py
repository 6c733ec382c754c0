"""Kinds of sources: a person or body by name, a state's organ, the media, somebody unnamed, nobody."""

from __future__ import annotations

import re
from dataclasses import dataclass

from attribune.model import SourceKind, Span
from attribune.profiles import Profile

from .lexicon import words
from .speaker import Name, Names
from .tree import Tree

_BODIES: dict[str, SourceKind] = {
    "media": "media",
    "government": "government",
    "company": "organisation",
    "party": "organisation",
}
_NOUNS: tuple[SourceKind, ...] = ("anonymous", "media", "government", "organisation")
_OF_ALL_SORTS = frozenset({"agency", "service", "guard"})
_WORD = re.compile(r"\w+")


def antecedent(tree: Tree, head: int) -> int | None:
    """The noun that a relative pronoun stands for."""
    if tree.lower[head] not in ("who", "which", "that", "whose", "whom"):
        return None
    at = tree.head[head]
    for _ in range(3):
        if tree.dep[at] == "relcl":
            return tree.head[at] if tree.head[at] != head else None
        at = tree.head[at]
    return None


@dataclass(frozen=True, slots=True)
class Kinds:
    """Tells the kinds of a document's sources."""

    tree: Tree
    names: Names
    profile: Profile

    def of(self, head: int, span: Span, speaker: Name | None) -> SourceKind:
        """What kind of source the words at ``span``, whose head is ``head``, name."""
        tree = self.tree
        inside = self.names.inside(span.start, span.end)
        own = [n for n in inside if n.start <= tree.start[head] < n.end]
        if own and tree.tag[head] != "NNPS":
            return _of_name(own[0], self.profile)
        if own or (tree.tag[head] == "NNPS" and tree.entity[head] in ("NORP", "")):
            return "anonymous"  # "South Examplians": a people, not a body
        noun = antecedent(tree, head)
        if noun is not None:
            first, end = tree.start[tree.left[noun]], tree.start[head]
            return self.of(noun, Span.of(tree.text, first, max(end, tree.end[noun])), speaker)
        if tree.pos[head] == "PRON" or (tree.tag[head] in ("DT", "NNP") and speaker is not None and not inside):
            return _of_name(speaker, self.profile) if speaker is not None else "anonymous"
        if tree.pos[head] == "PROPN" and not inside:
            return _of_words(tree.text[tree.start[head] : tree.end[head]])
        return self._of_noun(head, span, inside, speaker)

    def _of_noun(self, head: int, span: Span, inside: list[Name], speaker: Name | None) -> SourceKind:
        tree, lists = self.tree, words("source")
        lemma = _noun(tree, head)
        body = next((kind for kind in _NOUNS[1:] if lemma in lists[kind]), None)
        if speaker is not None and speaker.kind == "person" and body is None:
            return "person"  # "the consul", whom the text names elsewhere; "her spokesman, Ada Voll"
        if lemma in _OF_ALL_SORTS:
            return _of_sort(tree, head, lemma)
        owner = next((c for c in tree.children[head] if tree.dep[c] == "poss"), None)
        if lemma in lists["spokesman"] and owner is not None and tree.pos[owner] != "PRON" and not inside:
            return self._of_noun(owner, span, inside, None)  # "the border service's returns"
        if lemma in lists["spokesman"]:
            bodies = [n for n in inside if n.kind == "organisation"]
            if bodies:
                return _of_name(bodies[0], self.profile)
            if _mentions(span.quote, lists["government"]):
                return "government"
        return next((kind for kind in _NOUNS if lemma in lists[kind]), "anonymous")


def _noun(tree: Tree, head: int) -> str:
    """The lemma of the noun that tells what a source is: of "a consulate general" the first."""
    before = head - 1
    if tree.lower[head] in words("source")["behind"] and before >= 0 and tree.head[before] == head:
        return tree.lemma[before].casefold()
    return tree.lemma[head].casefold()


def _of_sort(tree: Tree, head: int, lemma: str) -> SourceKind:
    """The kind of an agency, a service, a guard, by the words before it: "news agency", "spy agency"."""
    lists = words("source")
    before = {tree.lower[c] for c in tree.children[head] if c < head}
    if before & lists["news"]:
        return "government" if lemma == "service" else "media"
    if before & lists["state"] or lemma == "guard":
        return "government"
    if tree.tag[head] == "NNS":
        return "anonymous"
    again = any(tree.lower[c] in ("the", "this", "its") for c in tree.children[head]) and len(before) == 1
    return "government" if again or lemma == "service" else "organisation"


def _mentions(words_: str, listed: frozenset[str]) -> bool:
    return any(word.casefold() in listed for word in _WORD.findall(words_))


def _of_name(name: Name, profile: Profile) -> SourceKind:
    if name.kind == "person":
        return "media" if name.full.rsplit(" ", 1)[-1].casefold() in words("source")["paper"] else "person"
    if name.kind == "people":
        return "anonymous"
    for body in profile.organisations:
        if any(form.casefold() == name.full.casefold() for form, _ in body.names) or body.name == name.full:
            return _BODIES.get(body.kind, "organisation")
    return "government" if name.kind == "place" else _of_words(name.full)


def _of_words(form: str) -> SourceKind:
    lists = words("source")
    if _mentions(form, lists["media_name"]):
        return "media"
    if _mentions(form, lists["government_name"]) and not _mentions(form, frozenset({"embassy", "consulate"})):
        return "government"
    return "organisation"
