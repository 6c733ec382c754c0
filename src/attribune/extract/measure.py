"""What a figure measures: the words of the count or amount, with what restricts them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Entity

    from attribune.model import Quantity

_NOUNS = ("NOUN", "PROPN")
_KEPT = ("NOUN", "PROPN", "ADJ", "VERB", "NUM")
_PLACES = ("GPE", "LOC")
_NO_OWNERS = ("MONEY", "DATE", "TIME")  # "fallen to 12 last year" hangs on the year as the parser sees it
_NEAR = 20  # names that a figure is held against, for broken text has sentences without an end
_LONGEST = 12  # words of a measure: more is a sentence


@lru_cache(maxsize=1)
def lexicon() -> dict[str, frozenset[str]]:
    """The word lists of ``figure.yaml``."""
    data = yaml.safe_load((files(__package__) / "figure.yaml").read_text("utf-8"))
    return {name: frozenset(words) for name, words in data.items()}


class Clause:
    """The parse around quantities, asked by character offsets."""

    def __init__(self, doc: Doc) -> None:
        """``doc.text`` is the document's text."""
        self.doc = doc
        self._starts = [token.idx for token in doc]
        self._sentences = [sentence.start for sentence in doc.sents]
        self._names = [entity for entity in doc.ents if entity.label_ in _PLACES]
        self._named = [entity.start for entity in self._names]

    def sentence(self, token: Token) -> tuple[int, int]:
        """The places of the first token of its sentence and of the one after its last."""
        number = bisect_right(self._sentences, token.i)
        end = self._sentences[number] if number < len(self._sentences) else len(self.doc)
        return self._sentences[number - 1], end

    def places(self, token: Token) -> list[Entity]:
        """The names of places in its sentence that stand near it, at most so many on either side."""
        first, end = self.sentence(token)
        low, high = bisect_left(self._named, first), bisect_left(self._named, end)
        here = bisect_left(self._named, token.i)
        return self._names[max(low, here - _NEAR) : min(high, here + _NEAR)]

    def token(self, offset: int) -> Token:
        """The token that holds the character at ``offset``."""
        return self.doc[max(0, bisect_right(self._starts, offset) - 1)]

    def anchor(self, one: Quantity) -> Token:
        """The token through which a quantity hangs in its clause: the noun that it counts, or its own last one."""
        span = one.counted or one.span
        return self.token(span.end - 1)

    def verb(self, token: Token) -> Token | None:
        """The nearest verb above a token."""
        for _ in range(40):
            if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("amod", "aux", "auxpass", "compound"):
                return token
            if token.head.i == token.i:
                return None
            token = token.head
        return None


def person(noun: Token) -> bool:
    """Whether a noun means people: by itself, or by what it is a part of ("members of his family")."""
    words, lemma = lexicon(), _head(noun).lemma_.lower()
    if lemma in words["persons"]:
        return True
    if lemma not in words["parts"]:
        return False
    whole = [
        place for child in noun.children if child.lower_ == "of" for place in child.children if place.dep_ == "pobj"
    ]
    beside = [child for child in noun.children if child.dep_ in ("compound", "poss")]
    nouns = {one.lemma_.lower() for one in (*whole, *beside)}
    return bool(nouns & (words["persons"] | words["groups"]))


def _head(noun: Token) -> Token:
    """The noun that a joined word is headed by: of "government-in-exile" the government."""
    first = noun.i - 4
    joined = first >= 0 and noun.doc[first + 1].text == noun.doc[noun.i - 1].text == "-"
    return noun.doc[first] if joined and noun.doc[noun.i - 2].lower_ in ("in", "at", "of") else noun


def measure(one: Quantity, clause: Clause) -> str:
    """What is measured, in normalised words: what is counted and what happens to it, or what has the amount."""
    anchor = clause.anchor(one)
    if one.counted:
        noun = _phrase(anchor, one.counted.quote) if one.unit in (None, "people") else one.unit.split()
        return " ".join([*noun, *_doing(anchor, clause)][:_LONGEST])
    whole = share_of(one, clause)
    if whole:
        return f"share of {whole}"
    owner = _substance(one, clause) or _owner(anchor, clause)
    if owner is not None:
        return " ".join(_phrase(owner, None)[:_LONGEST])
    verb = clause.verb(anchor)
    return verb.lemma_.lower() if verb is not None and verb.lemma_.lower() not in lexicon()["empty"] else ""


def _substance(one: Quantity, clause: Clause) -> Token | None:
    """What an amount is an amount of: "18 kilos of tea"."""
    following = clause.token(one.span.end)
    for token in clause.doc[following.i : following.i + 2]:
        if token.lower_ == "of":
            return next((child for child in token.children if child.dep_ == "pobj" and child.pos_ in _NOUNS), None)
    return None


def share_of(one: Quantity, clause: Clause) -> str | None:
    """What a percentage or fraction is a share of: "76% of the arrivals"."""
    if one.unit != "percent" and not (one.value is not None and 0 < one.value < 1):
        return None
    following = clause.token(one.span.end)
    for token in clause.doc[following.i : following.i + 2]:
        if token.lower_ == "of":
            for child in token.children:
                if child.dep_ == "pobj":
                    return " ".join(_phrase(child, None)[:_LONGEST])
    if one.counted and one.unit != "percent":  # "half the fleet", "one in five sailors"
        return " ".join(_phrase(clause.anchor(one), None)[:_LONGEST])
    return None


def _owner(token: Token, clause: Clause) -> Token | None:
    """The noun that has an amount: "a fine of $300", "a $300 fine", "sales rose 9% to $300"."""
    start = token
    for _ in range(6):
        if token.head.i == token.i:
            break
        token = token.head
        if token.pos_ in _NOUNS and token.ent_type_ not in _NO_OWNERS:
            return token
        if token.pos_ in ("VERB", "AUX"):
            break
    verb = clause.verb(start)
    if verb is None:
        return None
    return next(
        (child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass") and child.pos_ in _NOUNS), None
    )


def _doing(noun: Token, clause: Clause) -> list[str]:
    """The verb that the counted ones do or suffer, with the place that it goes to: "flee to Norland"."""
    verb = clause.verb(noun)
    if verb is None or verb.lemma_.lower() in lexicon()["empty"]:
        return []
    words = [verb.lemma_.lower()]
    for child in verb.children:
        if child.dep_ in ("prt", "acomp") and child.i > verb.i:  # "turn up", "go missing"
            words.append(child.lower_)
        if child.dep_ in ("dobj", "obj") and child.i > verb.i and child.i != noun.i:
            words += [child.lemma_.lower()]
        if child.dep_ == "prep" and child.lower_ in ("to", "from", "into", "in") and child.i > verb.i:
            words += [
                word
                for place in child.children
                if place.dep_ == "pobj" and place.ent_type_ in ("GPE", "LOC", "NORP", "FAC")
                for word in (child.lower_, *_phrase(place, None))
            ]
    return words


def _phrase(head: Token, only: str | None) -> list[str]:
    """The content words of a noun phrase, lower case, its head in the singular; ``only`` keeps those words alone."""
    words = []
    for one in _up_to(head, _LONGEST) if head.pos_ in _NOUNS else [head]:
        if one.pos_ not in _KEPT or one.like_num or (only is not None and one.text not in only):
            continue
        words.append(one.lemma_.lower() if one.i == head.i and one.pos_ == "NOUN" else one.lower_)
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            words += ["of", *(word for place in child.children if place.dep_ == "pobj" for word in _flat(place))]
    return words


def _flat(head: Token) -> list[str]:
    return [one.lower_ for one in _up_to(head, _LONGEST) if one.pos_ in _KEPT and not one.like_num][-6:]


def _up_to(head: Token, most: int) -> list[Token]:
    """The last words of a phrase up to its head, at most so many, for a broken sentence can be one phrase."""
    return list(head.doc[max(head.left_edge.i, head.i + 1 - most) : head.i + 1])
