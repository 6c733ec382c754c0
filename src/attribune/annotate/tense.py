"""The tense of the clause around a place in the text: whether a day or month without a year lies ahead or behind."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from .calendar import Tense

_PAST = frozenset(["have", "has", "had", "'ve", "’ve", "was", "were", "did"])
_CONDITIONAL = frozenset(["would", "could", "might"])
_OPEN = _CONDITIONAL | {"to"}
_BE = frozenset(["is", "are", "'re", "'s", "’s", "’re"])
_BY_TAG: dict[str, Tense] = {"VBZ": "present", "VBP": "present", "VBN": "past"}
_INSIDE = ("det", "amod", "nummod", "compound", "quantmod")  # how the words of a time hang on its noun
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
        if token is None or _come_about(token):
            return "past"
        before = [one.lower_ for one in self._doc[max(0, token.i - 8) : token.i]]
        if {*before[-2:], " ".join(before[-2:])} & _words()["before_ahead"]:
            return "past" if "had" in before else "future"
        verb = token if token.pos_ in _VERBS else _above(token)
        lasting = before[-1:] in (["until"], ["till"]) and verb is not None and _lasting(verb)
        if lasting or (verb is not None and _planned_now(verb) and self.governed(at)):
            return "future"
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
            dated = token.head.ent_type_ == "DATE" and token.head.pos_ in ("NUM", "PROPN")
            if token.head.i == token.i or not (dated or token.dep_ in _INSIDE):
                break
            token = token.head
        above = token.head if token.head.pos_ != "ADP" else token.head.head
        return above.pos_ in _VERBS

    def modal(self, at: int, *, certain: bool) -> bool:
        """Whether the nearest verb above the words at ``at`` stands with a modal: "could have begun".

        If ``certain``, with one that tells of the future for sure: "will begin".
        """
        token = self._token(at)
        verb = None if token is None else token if token.pos_ in _VERBS else _above(token)
        modals = [child.lower_ for child in verb.children if child.tag_ == "MD"] if verb is not None else []
        return bool({*modals} & {"will", "shall", "'ll", "’ll"}) if certain else bool(modals)

    def _token(self, at: int) -> Token | None:
        place = bisect_right(self._starts, at) - 1
        return self._doc[place] if place >= 0 else None


def _come_about(token: Token) -> bool:
    """Whether a time hangs on a noun for what is over: "the slaying on Friday", "her victory Tuesday"."""
    while token.dep_ in _INSIDE and token.head.i != token.i and token.head.pos_ in ("NUM", "PROPN"):
        token = token.head
    noun = token.head.head if token.head.pos_ == "ADP" else token.head
    return noun.pos_ == "NOUN" and noun.i < token.i and noun.lemma_.lower() in _words()["come_about"]


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
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    for rule in (_certain, _planned, _told, _subordinate):
        if tense := rule(verb, auxiliaries):
            return tense
    return None


def _certain(_verb: Token, auxiliaries: set[str]) -> Tense | None:
    """Will meet; had met; may have met."""
    if "have" in auxiliaries and auxiliaries & _words()["guessing"]:
        return "past"
    if auxiliaries & _words()["will"]:
        return "future"
    return "past" if "had" in auxiliaries else None


def _planned(verb: Token, _auxiliaries: set[str]) -> Tense | None:
    """Plans to meet; was scheduled to meet; a summit set for April."""
    lemma, words = verb.lemma_.lower(), _words()
    if _had_been(verb):
        return "past"
    if lemma in words["ahead_told"] or (lemma in words["ahead"] and verb.tag_ in ("VBZ", "VBP", "VBG", "JJ")):
        return "future"
    aimed = verb.tag_ == "VBN" and any(child.lower_ in ("for", "to") for child in verb.children)
    return "future" if aimed and lemma in words["ahead"] else None


def _planned_now(verb: Token) -> bool:
    """Whether a verb in the simple present, with a day, tells what is planned: "the council meets on Friday"."""
    simple = verb.tag_ in ("VBZ", "VBP") and verb.pos_ == "VERB" and not any(one.dep_ == "aux" for one in verb.children)
    planned = verb.lemma_.lower() not in _words()["reporting"] or verb.dep_ == "advcl"  # "when she speaks on Friday"
    return _awaited(verb) or (simple and planned and not _unchanged(verb))


def _awaited(verb: Token) -> bool:
    """Whether a clause says on what another waits: "once the bill is signed on Friday"."""
    opened = {child.lower_ for child in verb.children if child.dep_ in ("mark", "advmod") and child.i < verb.i}
    passive = verb.tag_ == "VBN" and any(child.dep_ == "auxpass" and child.lower_ in _BE for child in verb.children)
    return passive and bool(opened & {"when", "once", "after", "before", "if", "until"})


def _lasting(verb: Token) -> bool:
    """Whether what has begun goes on: "has given them until Friday"."""
    perfect = any(child.lower_ in ("has", "have") for child in verb.children if child.dep_ == "aux")
    return perfect and verb.tag_ == "VBN"


def _unchanged(verb: Token) -> bool:
    """Whether a verb's past looks like its present: "the ferries hit the pier on Friday"."""
    return verb.tag_ == "VBP" and verb.lower_ in _words()["unchanged"]


def _had_been(verb: Token) -> bool:
    """Whether what was planned is over: "had been due to end on Friday"; "due" may hang on "been"."""
    around = (*verb.children, *verb.head.children) if verb.head.lower_ == "been" else tuple(verb.children)
    words = {child.lower_ for child in around} | {verb.head.lower_}
    return {"had", "been"} <= words


def _told(verb: Token, auxiliaries: set[str]) -> Tense | None:
    """Met; has met; meets; is meeting."""
    if auxiliaries & _PAST or verb.tag_ == "VBD" or _unchanged(verb):
        return "past"
    if verb.tag_ == "VBN" and auxiliaries & _BE:
        return "present"
    if auxiliaries & _OPEN:
        return None
    if verb.tag_ == "VBG":
        return "future" if auxiliaries & _BE else None
    return _BY_TAG.get(verb.tag_)


def _modifies(verb: Token) -> bool:
    """Whether an infinitive tells what a noun is for: "a meeting to be held"; not "the first to leave"."""
    return verb.dep_ in ("relcl", "acl") and verb.head.lower_ not in _words()["of_a_row"]


def _aimed_at(verb: Token, above: Token) -> bool:
    """Whether an infinitive is what the verb above it aims at: "agreed to meet"; not "extended their offers to buy it",
    nor "threatened to leave", which tells when the threat was made.
    """
    words, lemma = _words(), above.lemma_.lower()
    now = above.tag_ in ("VBZ", "VBP", "VBG")
    return lemma in words["ahead"] and verb.dep_ != "advcl" and (now or lemma not in words["ahead_now"])


def _subordinate(verb: Token, auxiliaries: set[str]) -> Tense | None:
    """To meet, would meet: by the verb above."""
    above = _above(verb)
    lemma = above.lemma_.lower() if above is not None else ""
    if auxiliaries & _CONDITIONAL:
        if "would" in auxiliaries and lemma in _words()["reporting"]:
            return "future"  # "announced that he would travel on Thursday"
        return ("future" if "would" in auxiliaries else "present") if above is None else None
    if "to" in auxiliaries:  # "a meeting to be held on Friday"
        placed = above is not None and lemma == "be" and above.tag_ in ("VBZ", "VBP")  # "is to resume on Friday"
        ahead = _modifies(verb) or above is None or placed or _aimed_at(verb, above)
        return "future" if ahead else None
    return None
