"""The words for a participant: a noun phrase without its relative clauses and appositions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .subject import is_verbal

if TYPE_CHECKING:
    from spacy.tokens import Token

_OUT = (
    "relcl",
    "appos",
    "advcl",
    "ccomp",
    "parataxis",
    "punct",
    "dep",
    "npadvmod",
    "advmod",
    "cc",
    "preconj",
    "neg",
    "agent",
)
_WITHIN = (
    "det",
    "poss",
    "nummod",
    "amod",
    "compound",
    "nmod",
    "quantmod",
    "predet",
    "case",
    "prep",
    "acl",
    "pobj",
    "advmod",
    "npadvmod",
    "pcomp",
    "dobj",
    "conj",
    "cc",
)
_DEEP = 40


def phrase(head: Token, *, conjuncts: bool = True) -> tuple[int, int]:
    """The (start, end) characters of the phrase with this head: one stretch, relative clauses and appositions left out.

    With ``conjuncts`` coordinated heads belong to it ("his wife and two daughters").
    """
    if is_verbal(head):
        return clause(head)
    left, right = _left(head), _right(head, conjuncts=conjuncts)
    doc = head.doc
    while left < head.i and (doc[left].is_punct or doc[left].dep_ == "cc") and doc[left].text not in "“\"'‘":
        left += 1
    while (
        right > head.i
        and (doc[right].is_punct or doc[right].pos_ in ("CCONJ", "SPACE"))
        and doc[right].text not in "”\"'’."
    ):
        right -= 1
    return doc[left].idx, doc[right].idx + len(doc[right].text)


def _left(head: Token) -> int:
    """The leftmost word of what stands before the head without a break."""
    left = head.i
    for child in reversed(list(head.lefts)):
        if child.dep_ in (
            "det",
            "poss",
            "nummod",
            "amod",
            "compound",
            "nmod",
            "quantmod",
            "predet",
            "advmod",
            "case",
            "punct",
        ):
            start = child.left_edge.i
            if child.dep_ == "punct" and child.text in "—–-,;:":
                continue
            left = min(left, start)
    return left


def _right(head: Token, *, conjuncts: bool) -> int:
    """The last word of what follows the head without a break."""
    right = head.i
    for child in head.rights:
        if child.dep_ == "conj":
            if not conjuncts or is_verbal(child):
                break
            right = max(right, _right(child, conjuncts=True))
        elif child.dep_ in ("cc", "punct", "case"):
            if child.dep_ == "case":
                right = max(right, child.i)
            if child.dep_ == "punct" and not any(one.dep_ == "conj" and one.i > child.i for one in head.rights):
                break
        elif child.dep_ == "prep" and child.lower_ not in ("including", "since", "until", "during"):
            if any(one.ent_type_ in ("DATE", "TIME") for one in child.children):
                break
            right = max(right, _edge(child))
        elif child.dep_ == "acl" and child.tag_ in ("VBN", "VBG"):
            if child.i > head.i + 1 and head.doc[child.i - 1].is_punct:
                break
            right = max(right, _edge(child))
        elif child.dep_ in ("nummod", "compound", "amod", "nmod"):
            right = max(right, child.i)
        else:
            break
    return right


def _edge(token: Token) -> int:
    """The last word below, up to the first clause that tells more than the phrase names."""
    right = token.i
    for child in token.rights:
        if child.dep_ in ("relcl", "appos", "advcl", "ccomp", "parataxis"):
            break
        if child.dep_ == "punct" and child.text in ",;:()—–":
            break
        right = max(right, _edge(child))
    return right


def clause(verb: Token) -> tuple[int, int]:
    """The (start, end) characters of a clause, without the conjunction that opens it."""
    inside = [
        token
        for token in verb.subtree
        if token.dep_ != "mark" or token.lower_ not in ("because", "since", "as", "that")
    ]
    inside.sort(key=lambda token: token.i)
    while len(inside) > 1 and inside[-1].is_punct:
        inside.pop()
    while len(inside) > 1 and inside[0].is_punct:
        inside.pop(0)
    return inside[0].idx, inside[-1].idx + len(inside[-1].text)
