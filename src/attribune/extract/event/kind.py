"""What kind of thing the words for a participant denote."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from attribune.profiles import Profile

from .lexicon import lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

    from attribune.model import Annotated

Kinds = frozenset[str]
_ENTITY: dict[str, set[str]] = {
    "PERSON": {"person", "named"},
    "NORP": {"group", "person"},
    "GPE": {"place"},
    "LOC": {"place"},
    "ORG": {"organisation"},
    "FAC": {"building"},
    "DATE": {"time"},
    "TIME": {"time"},
    "MONEY": {"thing"},
}
_ANYBODY = ("body", "one")  # nobody, anyone
_PERSON_ENDINGS = ("man", "men", "woman", "women", "ist", "person")
_DEEP = 20  # "some of some of some of ..." has no end
_TO_PLACES = ("to", "in", "from", "into")


@lru_cache(maxsize=8)
def _gazetteer(profile: Profile) -> dict[str, Kinds]:
    """Kinds by lower-cased name: places, countries, closed states, demonyms, organisations."""
    known: dict[str, set[str]] = {}
    closed = {place.name for place in profile.places if place.closed}
    for place in profile.places:
        kinds = {"place"} | ({"country"} if place.kind == "country" else set())
        kinds |= {"closed"} if place.closed or place.within in closed else set()
        for name, _ in place.names:
            known.setdefault(name.lower(), set()).update(kinds)
        for demonym in place.demonyms:
            for form in (demonym, demonym + "s"):
                known.setdefault(form.lower(), set()).update({"person", "group"})
    for organisation in profile.organisations:
        for name, _ in organisation.names:
            known.setdefault(name.lower(), set()).add("organisation")
    return {name: frozenset(kinds) for name, kinds in known.items()}


class Kinder:
    """Tells the kinds of words of one document."""

    def __init__(self, seen: Annotated, profile: Profile) -> None:
        self._known = _gazetteer(profile)
        self._named = {
            place: mention.kind for mention in seen.mentions for place in range(mention.span.start, mention.span.end)
        }
        self._depth = 0
        self._memory: dict[int, Kinds] = {}

    def __call__(self, token: Token) -> Kinds:
        """The kinds that the phrase with this head may be; a word that nothing is known of is a thing."""
        if token.i not in self._memory:
            self._memory[token.i] = frozenset(self._kinds(token))
        return self._memory[token.i]

    def known(self, token: Token) -> bool:
        """Whether more than a parser's guess says what a word is: a name found, the profile, or a list of nouns."""
        return bool(token.idx in self._named or token.lower_ in self._known or _of_noun(token))

    def _kinds(self, token: Token) -> set[str]:
        word = token.lower_
        if token.pos_ == "PRON" or word in lexicon().plural:
            return _pronoun(word)
        if token.pos_ in ("VERB", "AUX"):
            return {"clause"}
        kinds = self._of_name(token) | self._of_counted(token) | _of_noun(token) or self._of_apposed(token)
        if token.pos_ == "NUM" or token.like_num:
            money = any(child.is_currency for child in token.children)
            kinds |= {"number"} if kinds else {"number", "thing"} if money else {"number", "person", "thing"}
        if token.pos_ == "PROPN" and not kinds:
            return {"person", "organisation", "place"}
        return kinds or {"thing"}

    def _of_counted(self, token: Token) -> set[str]:
        """Of "a total of 40 refugees", "two of them" those that are counted."""
        if token.lemma_.lower() not in lexicon().counting and token.pos_ != "NUM":
            return set()
        if self._depth > _DEEP:
            return set()
        self._depth += 1
        counted = (one for child in token.children if child.lower_ == "of" for one in child.children)
        kinds = {kind for one in counted if one.dep_ == "pobj" for kind in self(one)}
        self._depth -= 1
        return kinds

    def _of_apposed(self, token: Token) -> set[str]:
        """A noun that nothing is known of is what the name beside it is: "a vibraphonist, Merdan Ataev"."""
        named = (self._named.get(child.idx) for child in token.children if child.dep_ == "appos")
        return {"person"} if "person" in named else set()

    def _of_name(self, token: Token) -> set[str]:
        """What the name layer and the profile say of a name, or else the parser's guess."""
        kinds: set[str] = {self._named[token.idx]} if token.idx in self._named else set()
        kinds |= {"named"} if "person" in kinds else set()
        if token.text[:1].isupper() or token.pos_ == "PROPN":
            first = next((one for one in token.lefts if one.dep_ == "compound"), token)
            for name in (token.lower_, token.doc[first.i : token.i + 1].text.lower()):
                kinds |= self._known.get(name, frozenset())
        return kinds or _guessed(token)


def _guessed(token: Token) -> set[str]:
    """What the parser takes a name for. Small ones confuse people, bodies and places: others stay possible."""
    kinds = set(_ENTITY.get(token.ent_type_, ()))
    if kinds and token.dep_ == "pobj" and token.head.lower_ in _TO_PLACES and "time" not in kinds:
        kinds.add("place")
    if token.ent_type_ in ("ORG", "FAC") and token.pos_ == "PROPN":
        kinds.add("person")
    return kinds


def _pronoun(word: str) -> set[str]:
    """Whom a pronoun can stand for."""
    words = lexicon()
    if word in words.personal or (word.endswith(_ANYBODY) and word not in ("one", "none")):
        return {"person"}
    if word in words.plural:
        return {"person", "group"}
    if word in words.neutral:
        return {"thing", "organisation", "place"}
    return {"person", "thing"} if word in words.person else {"thing"}


def _of_noun(token: Token) -> set[str]:
    """What a common noun denotes."""
    words, lemma = lexicon(), token.lemma_.lower()
    if token.lower_ in words.placelike:
        return {"place"}
    if token.pos_ not in ("NOUN", "PROPN", "ADJ", "NUM"):
        return set()
    forms = {lemma, token.lower_}
    kinds = {
        name
        for name, nouns in (("person", words.person), ("group", words.group), ("building", words.building))
        if forms & nouns
    }
    agentive = token.pos_ == "NOUN" and len(lemma) > 5 and lemma.endswith(tuple(words.agentive))
    if (agentive and lemma not in words.thing) or lemma.endswith(_PERSON_ENDINGS):
        kinds.add("person")
    kinds |= {"body", "organisation"} if forms & words.body else set()
    return kinds | ({"place"} if forms & words.land else set())
