"""Factuality: how certain an event is told to be, from grammar and hedges, on FactBank's scale.

Polarity comes from negation and from verbs that deny what they govern; certainty from modals, adverbs, conditions,
questions and the verb that embeds the event. A plain "said" leaves the certainty of what is said as it is.
"""

from __future__ import annotations

from attribune.model import Act, Factuality

from .content import Piece
from .lexicon import words
from .tree import Tree


def statement_factuality(
    tree: Tree, cue: int, act: Act, pieces: tuple[Piece, ...]
) -> tuple[Factuality, tuple[int, ...]]:
    """How certain the source presents what it says, and the words that tell."""
    lists = words("hedge")
    inside = {t for a, b in pieces for t in range(a, b)}
    top = _top(tree, inside)
    near = sorted({c for c in tree.children[top] if c in inside} | {top})
    near += [c for c in tree.children[cue] if tree.dep[c] == "advmod"]
    probable = tuple(t for t in near if tree.lemma[t].casefold() in lists["probable"])
    possible = tuple(t for t in near if tree.lemma[t].casefold() in lists["possible"])
    negative = any(tree.lemma[t].casefold() in lists["negative"] for t in near if t != top)
    hedges = tuple(sorted({*probable, *possible}))
    if act in ("question", "decline", "propose"):
        return "UU", hedges
    if act == "deny":
        return ("PS-" if possible else "CT-"), hedges
    if possible:
        return ("PS-" if negative else "PS+"), hedges
    if probable or act in ("believe", "predict"):
        return ("PR-" if negative else "PR+"), hedges
    return ("CT-" if negative else "CT+"), hedges


def _top(tree: Tree, inside: set[int]) -> int:
    """The head of a content: the token that hangs on one outside, a verb where there is one."""
    tops = sorted(t for t in inside if tree.head[t] not in inside or tree.head[t] == t)
    verbs = [t for t in tops if tree.pos[t] in ("VERB", "AUX")]
    return (verbs or tops or [min(inside)])[0]
