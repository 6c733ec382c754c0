"""The tense of the clause around a place in the text: whether a day or month without a year lies ahead or behind."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

import yaml

from .calendar import Tense

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_PAST = frozenset(["have", "has", "had", "'ve", "’ve", "was", "were", "did"])
_VERBS = ("VERB", "AUX")


@lru_cache(maxsize=1)
def _words() -> dict[str, frozenset[str]]:
    data = yaml.safe_load((files(__package__) / "calendar" / "tense.yaml").read_text("utf-8"))
    return {name: frozenset(words) for name, words in data.items()}


class Clauses:
    """Answers about the clause around a character offset, by the parse."""

    def __init__(self, doc: Doc) -> None:
        """``doc.text`` is the document's text."""
        self._doc = doc
        self._starts = [token.idx for token in doc]

    def tense(self, at: int) -> Tense:
        """Past, present or future of the nearest verb above the words at ``at``; past where no verb tells."""
        token = self._token(at)
        if token is None:
            return "past"
        before = [one.lower_ for one in self._doc[max(0, token.i - 3) : token.i]]
        if {*before[-2:], " ".join(before[-2:])} & _words()["before_ahead"]:
            return "future"
        verb = token if token.pos_ in _VERBS else _above(token)
        while verb is not None:
            told = _own_tense(verb)
            if told:
                return told
            verb = _above(verb)
        return "past"

    def reporting(self, at: int) -> bool:
        """Whether the words at ``at`` say when somebody spoke: their verb is one of speaking."""
        token = self._token(at)
        verb = None if token is None else token if token.pos_ in _VERBS else _above(token)
        return verb is not None and verb.lemma_.lower() in _words()["reporting"]

    def governed(self, at: int) -> bool:
        """Whether a verb stands right above the words at ``at``, at most a preposition between them."""
        token = self._token(at)
        if token is None or (token.i and self._doc[token.i - 1].lower_ in _words()["limits"]):
            return False
        for _ in range(5):  # from "18" to "August": the parse may make either the head
            if token.head.i == token.i or token.head.ent_type_ != "DATE" or token.head.pos_ not in ("NUM", "PROPN"):
                break
            token = token.head
        above = token.head if token.head.pos_ != "ADP" else token.head.head
        return above.pos_ in _VERBS

    def _token(self, at: int) -> Token | None:
        place = bisect_right(self._starts, at) - 1
        return self._doc[place] if place >= 0 else None


def _above(token: Token) -> Token | None:
    """The nearest verb above a token, within a bound, since trees of broken text can be deep."""
    for _ in range(40):
        if token.head.i == token.i:
            return None
        token = token.head
        if token.pos_ in _VERBS:
            return token
    return None


def _own_tense(verb: Token) -> Tense | None:
    """The tense that a verb's form and auxiliaries tell, None where it depends on the verb above."""
    words = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    ahead = verb.lemma_.lower() in _words()["ahead"]
    if words & _words()["will"]:
        return "future"
    if "had" in words:
        return "past"
    if ahead and (verb.tag_ in ("VBZ", "VBP", "VBG", "JJ") or verb.lemma_.lower() in _words()["ahead_told"]):
        return "future"
    if ahead and verb.tag_ == "VBN" and any(child.lower_ in ("for", "to") for child in verb.children):
        return "future"  # "a summit set for April"
    if words & _PAST or verb.tag_ == "VBD":
        return "past"
    if words & {"would", "could", "might"}:
        above = _above(verb)
        if "would" in words and above is not None and above.lemma_.lower() in _words()["reporting"]:
            return "future"  # "announced that he would travel on Thursday"
        return "present" if above is None else None
    if "to" in words:
        above = _above(verb)
        if verb.dep_ in ("relcl", "acl"):  # "a meeting to be held on Friday"
            return "future"
        return "future" if above is None or above.lemma_.lower() in _words()["ahead"] else None
    if verb.tag_ in ("VBZ", "VBP"):
        return "present"
    if verb.tag_ == "VBN":
        return "past"
    if verb.tag_ == "VBG" and words & {"is", "are", "'re", "'s", "’s", "’re"}:
        return "future"
    return None
