"""Nominal attributions: a noun of telling with what is told, as in "claims by the union that it was warned".

Settled forms: the noun, a "that", and a clause; the noun, "of", and an event; "by his account," before a clause. Whose
word it is stands before the noun as its possessor, behind it with "by", "from" or "in", or is the subject of "spread".
"""

from __future__ import annotations

from collections.abc import Iterator

from .content import Piece, trim
from .lexicon import words
from .search import Found, nested
from .tree import Tree

KIND = "nominal"
_NEAR = 8  # words between the noun and the clause: who tells it, and when
_STOPS = frozenset(",;:.")
_SURE = 0.9


def nominal(tree: Tree, rows: list[Found]) -> list[Found]:
    """The attributions with those of nouns that tell something, where the search found none."""
    known = {one.cue: one for one in rows}
    told = {first for one in rows for first, _ in one.pieces}
    more: dict[int, Found] = {}
    for noun, stretch, who in (*_clauses(tree), *_matters(tree), *_words(tree)):
        piece, own = trim(tree, stretch), known.get(noun)
        if piece[0] >= piece[1] or piece[0] in told:
            continue
        if own is None or (own.source is None and who is not None):
            more[noun] = Found(noun, _SURE, _SURE, (piece,), who, KIND)
    found = [*(one for one in rows if one.cue not in more), *more.values()]
    return nested(sorted(found, key=lambda one: (one.cue, one.pieces))) if more else rows


def _clauses(tree: Tree) -> Iterator[tuple[int, Piece, int | None]]:
    """The nouns with a clause behind them: "claims by the union that it was warned"."""
    for clause, dep in enumerate(tree.dep):
        if dep in ("acl", "ccomp", "relcl") and tree.pos[clause] in ("VERB", "AUX"):
            that, end = tree.subtree(clause)
            noun = _noun(tree, that, clause)
            if noun is not None:
                yield noun, (that + 1, end), _teller(tree, noun, that)


def _matters(tree: Tree) -> Iterator[tuple[int, Piece, int | None]]:
    """The nouns with an event behind them: "reports of his arrest"."""
    lists = words("convention")
    for noun, lemma in enumerate(tree.lemma):
        if lemma not in lists["matter"] or tree.pos[noun] != "NOUN":
            continue
        lead = next((c for c in tree.children[noun] if tree.lower[c] in ("of", "about")), None)
        what = tree.child(lead, "pobj") if lead is not None else None
        if lead is None or what is None or tree.pos[what] != "NOUN":
            continue
        if tree.lemma[what] in lists["happening"] or tree.lemma[what].endswith(tuple(lists["action"])):
            first, end = tree.subtree(what)
            reduced = (
                c for c in tree.children[what] if c > what and tree.dep[c] in ("acl", "relcl") and tree.left[c] == c
            )
            yield noun, (first, min(reduced, default=end)), _teller(tree, noun, lead)


def _words(tree: Tree) -> Iterator[tuple[int, Piece, int | None]]:
    """The phrases before a clause: "in the words of one diplomat, he was kidnapped"."""
    for first, end in tree.sentences:
        noun = tree.child(first, "pobj") if tree.lower[first] in ("by", "in") else None
        if noun is None or tree.lemma[noun] not in words("convention")["wording"]:
            continue
        comma = tree.right[first] + 1
        if comma < end - 1 and tree.lower[comma] == "," and tree.pos[tree.head[first]] in ("VERB", "AUX"):
            behind = next((c for c in tree.children[noun] if tree.lower[c] == "of"), None)
            who = tree.child(behind, "pobj") if behind is not None else tree.child(noun, "poss")
            yield noun, (comma + 1, end), who


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
