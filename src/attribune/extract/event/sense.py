"""Whether a word is meant as an event: the restrictions of its trigger, and nouns and participles that only sort, rule
or repeat.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .lexicon import lexicon
from .subject import is_verbal

if TYPE_CHECKING:
    from spacy.tokens import Token

    from attribune.profiles import Trigger

    from .frame import Frame
    from .kind import Kinder
    from .trigger import Found

_POINTING = ("the", "this", "that", "these", "those")


def fits(trigger: Trigger, head: Token, places: Frame, kinds: Kinder) -> bool:
    """Whether the sense restrictions of a trigger hold."""
    return all(_holds(test, head, places, kinds) for test in trigger.needs) and not any(
        _holds(test, head, places, kinds) for test in trigger.bars
    )


def _holds(test: str, head: Token, places: Frame, kinds: Kinder) -> bool:
    names, _, values = test.partition("=")
    wanted = values.split("|")
    return any(_is(token, wanted, kinds) for name in names.split("/") for token in _at(name, head, places))


def _at(name: str, head: Token, places: Frame) -> list[Token]:
    if name == "compound_of":
        return [head.head] if head.dep_ in ("compound", "amod", "nmod") else []
    return places.get(name, [])


def _is(token: Token, wanted: list[str], kinds: Kinder) -> bool:
    own = kinds(token)
    return any(
        one == "*" or (one[1:] in own if one.startswith("@") else one.lower() in (token.lemma_.lower(), token.lower_))
        for one in wanted
    )


def names_event(found: Found, *, heading: bool) -> bool:
    """Whether a trigger names an event at all: not where it only sorts a thing, is a crime that a rule is about, or
    stands bare.
    """
    head = found.head
    words = lexicon()
    if head.dep_ in ("compound", "nmod") and head.head.lemma_.lower() not in words.transparent and not heading:
        return False
    if head.dep_ == "amod" and is_verbal(head) and len(found.words) == 1 and not heading:
        return False
    if head.dep_ == "acl" and head.tag_ == "VBN" and head.lemma_.lower() in words.station:
        return False
    if head.tag_ == "VBG" and head.dep_ == "pcomp" and _of_rule(head):
        return False
    if any(one.dep_ == "xcomp" and one.head == head and _negated(one) for one in found.words):
        return False  # "ordered its envoys not to return"
    return heading or is_verbal(head) or found.trigger.pos == "ADJ" or found.type.recurs or _told(found)


def _negated(verb: Token) -> bool:
    return any(child.dep_ == "neg" for child in verb.children)


def _of_rule(gerund: Token) -> bool:
    """Whether it is what a rule is about: "penalties for fleeing"."""
    noun = gerund.head.head
    return noun.pos_ == "NOUN" and noun.lemma_.lower() in lexicon().rule


def _told(found: Found) -> bool:
    """Whether a noun says more than "the defection": who, where, how many, which."""
    head = found.head
    above = head.head.head
    if head.dep_ == "pobj" and head.head.lower_ == "of" and above.lemma_.lower() in lexicon().transparent:
        return True  # "the number of arrivals rose"
    denied = head.dep_ == "attr" and any(one.dep_ == "expl" for one in head.head.children)
    if denied and any(one.lower_ == "no" for one in head.children):
        return True  # "there has been no defection"
    telling = [name for name in found.places if name not in ("modifier", "because", "purpose")]
    if telling:
        return True
    definite = any(child.lower_ in _POINTING for child in head.children)
    if len(found.words) > 1 and not definite:
        return True
    own = [
        child
        for child in head.children
        if child.dep_ in ("amod", "compound", "nummod", "det") and child.lower_ not in ("the", "any", "no")
    ]
    return bool(own) and not (definite and all(child.dep_ == "det" for child in own))
