"""The words for a participant: a noun phrase without its relative clauses and appositions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .hyphen import first_part
from .subject import is_verbal

if TYPE_CHECKING:
    from spacy.tokens import Token

_BEFORE = ("det", "poss", "nummod", "amod", "compound", "nmod", "quantmod", "predet", "advmod", "case", "punct")
_AFTER = ("nummod", "compound", "amod", "nmod", "case")
_TELLING = ("relcl", "appos", "advcl", "ccomp", "parataxis")  # clauses that tell more than the phrase names
_TIMELY = ("including", "since", "until", "during")
_OPENING = ("because", "since", "as", "that")
_DEEP = 40  # a phrase that nests deeper than this is a parser's mistake


def phrase(head: Token, *, conjuncts: bool = True) -> tuple[int, int]:
    """The (start, end) characters of the phrase with this head: one stretch, relative clauses and appositions out.

    With ``conjuncts`` coordinated heads belong to it ("his wife and two daughters").
    """
    if is_verbal(head):
        return clause(head)
    doc, right = head.doc, _right(head, conjuncts=conjuncts)
    left = first_part(doc, _left(head))
    while left < head.i and (doc[left].is_punct or doc[left].dep_ == "cc") and doc[left].text not in "“\"'‘":
        left += 1
    while right > head.i and (doc[right].is_punct or doc[right].pos_ in ("CCONJ", "SPACE")):
        if doc[right].text in "”\"'’.":
            break
        right -= 1
    return doc[left].idx, doc[right].idx + len(doc[right].text)


def _left(head: Token) -> int:
    """The leftmost word of what stands before the head."""
    left = head.i
    for child in head.lefts:
        dash = child.dep_ == "punct" and child.text in "—–-,;:"
        if child.dep_ in _BEFORE and not dash:
            left = min(left, child.left_edge.i)
    return left


def _right(head: Token, *, conjuncts: bool, depth: int = 0) -> int:
    """The last word of what follows the head without a break."""
    right = head.i
    for child in head.rights:
        last = _last(child, head, conjuncts=conjuncts, depth=depth)
        if last is None:
            break
        right = max(right, last)
    return right


def _last(child: Token, head: Token, *, conjuncts: bool, depth: int) -> int | None:
    """The last word that a dependent after the head adds to the phrase; None where the phrase ends before it."""
    relation = child.dep_
    if relation == "conj" and conjuncts and not is_verbal(child) and depth < _DEEP:
        return _right(child, conjuncts=True, depth=depth + 1)
    if relation == "cc" or (relation == "punct" and any(one.dep_ == "conj" and one.i > child.i for one in head.rights)):
        return head.i
    if relation == "prep" and child.lower_ not in _TIMELY and not _dated(child):
        return _edge(child)
    if relation == "acl" and child.tag_ in ("VBN", "VBG") and not head.doc[child.i - 1].is_punct:
        return _edge(child)
    return child.i if relation in _AFTER else None


def _dated(preposition: Token) -> bool:
    return any(one.ent_type_ in ("DATE", "TIME") for one in preposition.children)


def _edge(token: Token, depth: int = 0) -> int:
    """The last word below, up to the first clause that tells more than the phrase names."""
    right = token.i
    if depth > _DEEP:
        return right
    for child in token.rights:
        if child.dep_ in _TELLING or (child.dep_ == "punct" and child.text in ",;:()—–"):
            break
        right = max(right, _edge(child, depth + 1))
    return right


def clause(verb: Token) -> tuple[int, int]:
    """The (start, end) characters of a clause, without the conjunction that opens it."""
    inside = [one for one in verb.subtree if one.dep_ != "mark" or one.lower_ not in _OPENING]
    while len(inside) > 1 and inside[-1].is_punct:
        inside.pop()
    while len(inside) > 1 and inside[0].is_punct:
        inside.pop(0)
    return inside[0].idx, inside[-1].idx + len(inside[-1].text)
