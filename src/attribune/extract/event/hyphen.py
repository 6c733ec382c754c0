"""Words that a hyphen splits into tokens: the last part carries the grammar of the whole ("vice-premier")."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_TITLE = 4  # tokens between a title and the last word of the name that it stands before


def unbroken(token: Token) -> Token:
    """The word that carries the whole of a hyphenated one; of a title before a name the name's last word."""
    last = token
    while follows_hyphen(last.doc, last.i + 2):
        last = last.doc[last.i + 2]
    if last != token and last.dep_ == "compound" and 0 < last.head.i - last.i <= _TITLE:
        return last.head
    return last


def follows_hyphen(doc: Doc, place: int) -> bool:
    """Whether the token at a place is joined by a hyphen to the one two before it."""
    if not 2 <= place < len(doc) or doc[place - 1].text != "-":
        return False
    joined = not doc[place - 1].whitespace_ and not doc[place - 2].whitespace_
    return joined and doc[place].is_alpha and doc[place - 2].is_alpha


def first_part(doc: Doc, place: int) -> int:
    """Where a phrase begins, hyphenated parts before its leftmost token and their article taken in."""
    while follows_hyphen(doc, place):
        before = doc[place - 2]
        own = [child.i for child in before.lefts if child.dep_ in ("det", "poss", "amod", "nummod")]
        place = min([before.i, *own])
    return place
