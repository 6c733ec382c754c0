"""What the words for somebody hold: where they are posted, the body they belong to, how many they are, who is named
among them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from attribune.model import Annotated, Quantity

    from .kind import Kinder

_MEMBER = ("of", "at", "for", "in", "from", "with", "to", "on")
_POSTED = ("in", "at", "to", "on", "for")
_DEEP = 20  # "a group of a group of ..." has no end
_BODY = {"organisation", "body", "building"}


def _under(word: Token, *prepositions: str) -> Iterator[Token]:
    """The objects of some of the prepositions on a word."""
    for child in word.children:
        if child.dep_ == "prep" and child.lower_ in prepositions:
            yield from (one for one in child.children if one.dep_ == "pobj")


def employer(head: Token, kinds: Kinder) -> list[Token]:
    """The body that somebody belongs to: "the *restaurant's* manager", "a secretary of the *embassy*"."""
    owners = (one for one in head.children if one.dep_ == "poss" and one.pos_ != "PRON" and "person" not in kinds(one))
    for one in (*owners, *_under(head, *_MEMBER)):
        if kinds(one) & _BODY and "country" not in kinds(one):
            return [one]
    return []


def station(head: Token, kinds: Kinder, depth: int = 0) -> list[Token]:
    """Where somebody is posted or lives: "working in *Rome*", "at the embassy in *Rome*", "builders in *Rome*"."""
    for child in head.children:
        if child.dep_ in ("acl", "relcl") and child.lemma_.lower() in lexicon().station:
            found = [one for one in _under(child, *_POSTED) if "place" in kinds(one)]
            if found:
                return found
    for one in _under(head, "in", "at", "to"):
        if "place" in kinds(one) and "building" not in kinds(one):
            return [one]
        deeper = [two for two in _under(one, "in", "to") if "place" in kinds(two)]
        if deeper:
            return deeper
    inner = _under(head, "of") if depth < _DEEP else ()
    return next((found for one in inner if (found := station(one, kinds, depth + 1))), [])


def native(head: Token, kinds: Kinder) -> list[Token]:
    """Where those come from whom a phrase names: "287 people from *Eritrea*"."""
    return [one for one in _under(head, "from") if "place" in kinds(one)][:1]


def count(head: Token, seen: Annotated) -> tuple[tuple[int, int], Quantity | None] | None:
    """The characters of the number of those that a phrase names ("at least 10"), with the quantity read there."""
    number = _number(head)
    if number is None or number.lower_ == "one":
        return None
    modifiers = (one for one in number.children if one.dep_ in ("quantmod", "advmod", "nummod", "compound"))
    first = min((one.left_edge.i for one in modifiers), default=number.i)
    start, end = head.doc[min(first, number.i)].idx, number.idx + len(number.text)
    for quantity in seen.quantities:
        if quantity.span.start < end and start < quantity.span.end:
            return (quantity.span.start, quantity.span.end), quantity
    return (start, end), None


def _number(head: Token, depth: int = 0) -> Token | None:
    """The numeral of a phrase: its own, or that of what it counts ("a total of 40 refugees")."""
    if (head.pos_ == "NUM" or head.lower_ in lexicon().quantifier) and head.ent_type_ not in ("DATE", "TIME"):
        return head
    for child in head.children:
        timely = child.ent_type_ in ("DATE", "TIME") and head.ent_type_ == child.ent_type_
        if child.dep_ == "nummod" and child.i < head.i and not timely:
            return child
    if head.lemma_.lower() in lexicon().counting and depth < _DEEP:
        return next((number for one in _under(head, "of") if (number := _number(one, depth + 1))), None)
    return None


def included(head: Token, kinds: Kinder) -> Token | None:
    """The first that is named or counted after "including": of whom the same is told as of all."""
    for word in head.sent:
        if word.lower_ == "including" and word.i > head.i:
            for one in word.children:
                fits = kinds(one) & {"person", "group", "number"} and "time" not in kinds(one)
                if one.dep_ in ("pobj", "dobj") and fits:
                    return one
    return None


def name_of(token: Token) -> Token:
    """The name in apposition to a description of one person, else the description itself."""
    names = [child for child in token.children if child.dep_ == "appos" and child.pos_ == "PROPN"]
    single = token.tag_ == "NN" or token.lower_ == "one"
    return names[0] if names and single else token
