"""Kinds of sources: a person or body by name, a state's organ, the media, somebody unnamed, nobody."""

from __future__ import annotations

import re

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
_WORD = re.compile(r"\w+")


def source_kind(tree: Tree, names: Names, profile: Profile, head: int, span: Span, speaker: Name | None) -> SourceKind:
    """What kind of source the words at ``span``, whose head is ``head``, name."""
    lists = words("source")
    lemma = tree.lemma[head].casefold()
    inside = names.inside(span.start, span.end)
    own = [n for n in inside if n.start <= tree.start[head] < n.end]
    if own and tree.tag[head] != "NNPS":
        return _of_name(own[0], profile)
    if own or (tree.tag[head] in ("NNPS",) and tree.entity[head] in ("NORP", "")):
        return "anonymous"  # "South Examplians": a people, not a body
    if tree.pos[head] == "PRON":
        return _of_name(speaker, profile) if speaker is not None else "anonymous"
    if tree.pos[head] == "PROPN" and not inside:
        return _of_words(tree.text[tree.start[head] : tree.end[head]])
    if lemma in lists["spokesman"]:
        bodies = [n for n in inside if n.kind == "organisation"]
        if bodies:
            return _of_name(bodies[0], profile)
        return "government" if _mentions(span.quote, lists["government"]) else "anonymous"
    for kind in ("anonymous", "media", "government", "organisation"):
        if lemma in lists[kind]:
            return kind  # type: ignore[return-value]  # the four names are source kinds
    persons = [n for n in inside if n.kind == "person"]
    if persons and speaker is not None:
        return "person"
    return "anonymous"


def _mentions(words_: str, listed: frozenset[str]) -> bool:
    return any(word.casefold() in listed for word in _WORD.findall(words_))


def _of_name(name: Name, profile: Profile) -> SourceKind:
    if name.kind == "person":
        return "person"
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
