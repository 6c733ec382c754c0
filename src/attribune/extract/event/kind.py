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
_ENTITY = {
    "PERSON": ("person",),
    "NORP": ("group", "person"),
    "GPE": ("place",),
    "LOC": ("place",),
    "ORG": ("organisation",),
    "FAC": ("building",),
    "DATE": ("time",),
    "TIME": ("time",),
    "MONEY": ("thing",),
}
_PERSONAL = {
    "he",
    "she",
    "him",
    "her",
    "his",
    "i",
    "me",
    "my",
    "we",
    "us",
    "our",
    "you",
    "who",
    "whom",
    "himself",
    "herself",
}
_PLURAL = {
    "they",
    "them",
    "their",
    "those",
    "these",
    "others",
    "some",
    "many",
    "several",
    "all",
    "most",
    "both",
    "any",
    "one",
    "none",
    "another",
    "few",
    "themselves",
}
_NEUTRAL = {"it", "its", "which", "that", "this"}
_AGENT_ENDINGS = ("er", "or", "ee", "eer")
_PERSON_ENDINGS = ("man", "men", "woman", "women", "ist", "person")
_COUNTING = {
    "total",
    "number",
    "group",
    "handful",
    "majority",
    "part",
    "half",
    "third",
    "quarter",
    "percent",
    "dozen",
    "hundred",
    "thousand",
    "score",
    "series",
    "any",
    "some",
    "all",
    "most",
    "many",
    "none",
    "one",
    "two",
    "three",
}
_TO_PLACES = ("to", "in", "from", "into")
_PLACELIKE = {"home", "abroad", "overseas", "somewhere", "there", "here", "elsewhere"}


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
        if token.pos_ == "PRON" or word in _PLURAL:
            return _pronoun(word)
        if token.pos_ in ("VERB", "AUX"):
            return {"clause"}
        kinds = set(self._of_name(token)) | self._of_counted(token)
        kinds |= _of_noun(token)
        if token.pos_ == "NUM" or token.like_num:
            kinds |= {"number"} if kinds & {"time"} else {"number", "person", "thing"}
        if token.pos_ == "PROPN" and not kinds:
            kinds |= {"person", "organisation", "place"}
        return kinds or {"thing"}

    def _of_counted(self, token: Token) -> set[str]:
        """Of "a total of 40 refugees", "a group of students" those that are counted."""
        if token.lemma_.lower() not in _COUNTING:
            return set()
        return {
            kind
            for child in token.children
            if child.dep_ == "prep" and child.lower_ == "of"
            for one in child.children
            if one.dep_ == "pobj" and one != token
            for kind in self(one)
        }

    def _of_name(self, token: Token) -> set[str]:
        """What the name layer, the gazetteer or the parser's entities say of a name."""
        kinds: set[str] = set()
        named = self._named.get(token.idx)
        if named:
            kinds.add(named)
        kinds |= (
            self._known.get(token.lower_, frozenset()) if token.text[:1].isupper() or token.pos_ == "PROPN" else set()
        )
        if token.pos_ == "PROPN" or token.text[:1].isupper():
            left = [child for child in token.children if child.dep_ == "compound" and child.i < token.i]
            if left:
                name = token.doc[left[0].i : token.i + 1].text.lower()
                kinds |= self._known.get(name, frozenset())
        if not kinds and token.ent_type_:
            kinds |= set(_ENTITY.get(token.ent_type_, ()))
            if (
                token.dep_ == "pobj"
                and token.head.lower_ in _TO_PLACES
                and token.ent_type_ in ("ORG", "PERSON", "NORP")
            ):
                kinds.add("place")
            if token.ent_type_ in ("ORG", "FAC") and token.pos_ == "PROPN":
                kinds.add("person")  # small taggers take many foreign names of people for bodies
        return kinds


def _pronoun(word: str) -> set[str]:
    if word in _PERSONAL:
        return {"person"}
    if word in _PLURAL:
        return {"person", "group"}
    if word in _NEUTRAL:
        return {"thing", "organisation", "place"}
    return {"person", "thing"} if word in lexicon().person else {"thing"}


def _of_noun(token: Token) -> set[str]:
    """What a common noun denotes."""
    words, lemma = lexicon(), token.lemma_.lower()
    kinds: set[str] = set()
    if token.pos_ in ("NOUN", "PROPN", "ADJ", "NUM") or lemma in ("authorities", "elite"):
        agentive = (
            len(lemma) > 5 and lemma.endswith(_AGENT_ENDINGS) and lemma not in words.thing and token.pos_ == "NOUN"
        )
        if agentive or lemma in words.person or token.lower_ in words.person or lemma.endswith(_PERSON_ENDINGS):
            kinds.add("person")
        if lemma in words.group:
            kinds.add("group")
        if lemma in words.body or token.lower_ in words.body:
            kinds |= {"body", "organisation"}
        if lemma in words.building or token.lower_ in words.building:
            kinds.add("building")
        if lemma in words.land or token.lower_ in words.land:
            kinds.add("place")
    if token.lower_ in _PLACELIKE:
        kinds.add("place")
    return kinds
