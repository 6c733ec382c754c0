"""Nominal attributions: a noun of telling with what is told, as in "claims by the union that it was warned".

A settled form: the noun, a "that", and a clause. Whose word it is stands before the noun as its possessor, behind it
with "by", "from" or "in", or is the subject of spreading it.
"""

from __future__ import annotations

from .content import trim
from .lexicon import words
from .search import Found, nested
from .tree import Tree

KIND = "nominal"
_NEAR = 8  # words between the noun and the clause: who tells it, and when
_LEAST = 2  # words of a clause
_STOPS = frozenset(",;:.")
_SURE = 0.9


def nominal(tree: Tree, rows: list[Found]) -> list[Found]:
    """The attributions with those of nouns that tell a clause, where the search found none."""
    known = {one.cue: one for one in rows}
    told = {first for one in rows for first, _ in one.pieces}
    more: dict[int, Found] = {}
    for clause, dep in enumerate(tree.dep):
        if dep not in ("acl", "ccomp", "relcl") or tree.pos[clause] not in ("VERB", "AUX"):
            continue
        that, end = tree.subtree(clause)
        noun = _noun(tree, that, clause)
        piece = trim(tree, (that + 1, end))
        if noun is None or piece[1] - piece[0] < _LEAST or piece[0] in told:
            continue
        who, own = _teller(tree, noun, that), known.get(noun)
        if own is None or (own.source is None and who is not None):
            more[noun] = Found(noun, _SURE, _SURE, (piece,), who, KIND)
    found = [*(one for one in rows if one.cue not in more), *more.values()]
    return nested(sorted(found, key=lambda one: (one.cue, one.pieces))) if more else rows


def _noun(tree: Tree, that: int, clause: int) -> int | None:
    """The noun of telling whose clause begins with a "that" which stands for nothing in it: a passive has no object."""
    passive = any(tree.dep[c] == "nsubjpass" and c != that for c in tree.children[clause])
    if tree.lower[that] != "that" or not (tree.dep[that] == "mark" or passive):
        return None
    for token in range(that - 1, max(-1, that - _NEAR), -1):
        verb = tree.pos[token] in ("VERB", "AUX") and tree.dep[token] != "amod"
        if verb or tree.lower[token] in _STOPS:
            return None
        if tree.pos[token] == "NOUN" and tree.lemma[token].casefold() in words("convention")["nominal"]:
            return token if tree.sentence[token] == tree.sentence[that] else None
    return None


def _teller(tree: Tree, noun: int, that: int) -> int | None:
    """The head of the words for whoever tells it."""
    owner, verb = tree.child(noun, "poss"), tree.head[noun]
    if owner is None and tree.dep[noun] == "dobj" and tree.lemma[verb] in words("convention")["spreading"]:
        owner = tree.subject(verb)
    if owner is not None:
        return owner
    for child in tree.children[noun]:
        if noun < child < that and tree.dep[child] in ("prep", "agent"):
            below = tree.child(child, "pobj")
            named = below is not None and tree.pos[below] == "PROPN" and tree.entity[below] not in ("GPE", "DATE")
            printed = tree.lower[child] == "in" and named
            if below is not None and (tree.lower[child] in ("by", "from") or printed):
                return below
    return None
