"""The tense of the clause around a place in the text: whether a day or month without a year lies ahead or behind."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from .calendar import Tense

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_FUTURE_AUXILIARIES = frozenset(
    ["will", "shall", "'ll", "’ll", "wo", "may", "might", "should", "must", "can", "could", "would"]
)
# Verbs and adjectives whose infinitive or object lies ahead: "expected to arrive", "scheduled for", "plans to".
_AHEAD = frozenset(
    "expect plan schedule set due plan intend aim hope want propose slate likely prepare begin start ready threaten agree promise "
    "pledge vow expire mature".split()
)
_REPORTING = frozenset(
    "say tell state add announce report declare note claim argue write explain post speak reveal".split()
)


class Clauses:
    """Answers about the clause around a character offset, by the parse."""

    def __init__(self, doc: Doc) -> None:
        """``doc.text`` is the document's text."""
        self._doc = doc
        self._starts = [token.idx for token in doc]

    def tense(self, at: int) -> Tense:
        """Past, present or future of the nearest verb above the words at ``at``; past where no verb tells."""
        verb = self._verb(at)
        while verb is not None:
            told = _own_tense(verb)
            if told:
                return told
            verb = _above(verb)
        return "past"

    def reporting(self, at: int) -> bool:
        """Whether the words at ``at`` say when somebody spoke: their verb is one of speaking, in the past."""
        verb = self._verb(at)
        return verb is not None and verb.lemma_.lower() in _REPORTING

    def governed(self, at: int) -> bool:
        """Whether a verb in the past stands right above the words at ``at``, at most a preposition between them."""
        place = bisect_right(self._starts, at) - 1
        if place < 0:
            return False
        token = self._doc[place]
        while token.head.i != token.i and token.head.pos_ in ("NUM", "PROPN") and token.head.ent_type_ == "DATE":
            token = token.head
            if token.i == token.head.i:
                break
        above = token.head if token.head.pos_ != "ADP" else token.head.head
        return above.pos_ in ("VERB", "AUX") and _own_tense(above) == "past"

    def _verb(self, at: int) -> Token | None:
        place = bisect_right(self._starts, at) - 1
        if place < 0:
            return None
        token = self._doc[place]
        return token if token.pos_ in ("VERB", "AUX") else _above(token)


def _above(token: Token) -> Token | None:
    """The nearest verb above a token, within a bound, since trees of broken text can be deep."""
    for _ in range(40):
        if token.head is token or token.head == token:
            return None
        token = token.head
        if token.pos_ in ("VERB", "AUX"):
            return token
    return None


def _own_tense(verb: Token) -> Tense | None:
    """The tense that a verb's form and auxiliaries tell, None where it depends on the verb above."""
    auxiliaries = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    words = {child.lower_ for child in auxiliaries}
    if words & {"have", "has", "had", "'ve", "was", "were", "did"} and not words & {"will", "'ll", "’ll"}:
        passive_plan = verb.lemma_ in _AHEAD and not words & {"did"}
        return "future" if passive_plan and words & {"is", "are"} else "past"
    if any(child.tag_ == "MD" and child.lower_ in _FUTURE_AUXILIARIES for child in auxiliaries):
        return "future"
    if verb.tag_ == "VBD":
        return "past"
    if "to" in words:
        above = _above(verb)
        return "future" if above is None or above.lemma_.lower() in _AHEAD or above.tag_ != "VBD" else None
    if verb.tag_ in ("VBZ", "VBP"):
        return "future" if verb.lemma_ in _AHEAD else "present"
    if verb.tag_ == "VBN":
        if words & {"is", "are", "'s", "be"} and verb.lemma_ in _AHEAD:
            return "future"
        return "past"
    if verb.tag_ == "VBG" and words & {"is", "are", "'re", "'s", "’s"}:
        return "future"
    return None
