"""What a number counts, and whether it is a part of a name, by the parse around it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from attribune.model import Span

    from .number import Number

_NOUNS = ("NOUN", "PROPN")
_INSIDE = (*_NOUNS, "ADJ", "VERB", "NUM", "PUNCT", "ADV", "CCONJ")
_NAMES = ("PRODUCT", "FAC", "WORK_OF_ART", "LAW", "EVENT")
_BETWEEN = frozenset(["more", "other", "of", "the", "those", "these", "its", "their", "his", "her", "our", "such", "-"])
_DEFINITE = ("the", "its", "their", "those", "these", "his", "her", "our")
_INDICES = (30, 35, 40, 50, 100, 200, 225, 300, 500, 600, 1000, 2000)  # in the names of share indices
_PRONOUN_BEFORE = ("the", "this", "that", "no", "any", "each", "every", "which", "only", "another", "other")
_PRONOUN_AFTER = ("day", "another", "time", "more", "thing", "way", "hand", "side", "who", "that", "or")
_NOMINAL = ("nsubj", "nsubjpass", "dobj", "pobj", "attr", "conj", "appos", "ROOT")
_NO_COUNT = ("the", "these", "those", "all", "which", "no", "any", "this", "at", "by")
_LONGEST = 7  # tokens from a number to the noun that it counts


@dataclass(frozen=True, slots=True)
class Counted:
    """What a number counts: its place, its name as a unit, and whether it is a singular name ("787 Dreamliner")."""

    start: int
    end: int
    unit: str
    named: bool = False


class Counting:
    """The parse of a document, asked by the numbers in it."""

    def __init__(self, doc: Doc, dates: list[Span]) -> None:
        """``dates`` are the spans of dates, in order: no noun inside them is counted."""
        self._doc = doc
        self._dates = dates
        self._starts = [token.idx for token in doc]

    def in_date(self, start: int, end: int) -> bool:
        """Whether a stretch touches a date."""
        place = bisect_left(self._dates, end, key=lambda span: span.start)
        return any(span.start < end and start < span.end for span in self._dates[max(0, place - 2) : place])

    def sentence_start(self, one: Number) -> bool:
        """Whether the number opens its sentence and nothing but a mark follows: the mark of a list."""
        token = self._doc[self._at(one.start)]
        following = self._doc[token.i + 1] if token.i + 1 < len(self._doc) else None
        return bool(token.is_sent_start) and (following is None or following.is_punct)

    def pronoun(self, one: Number) -> bool:
        """Whether "one" is a pronoun, or a part of "one day", "one another"."""
        token = self._last(one)
        before = self._doc[token.i - 1].lower_ if token.i else ""
        after = self._doc[token.i + 1] if token.i + 1 < len(self._doc) else None
        if before in _PRONOUN_BEFORE or after is None:
            return True
        if token.dep_ == "conj" and token.head.like_num:
            return False  # "three in the north and one in the south"
        if after.lower_ == "of":  # "one of the oldest ports" counts nothing, "one of the six" does
            return not any(one.like_num for one in self._doc[after.i + 1 : after.i + 4])
        if after.lower_ in _PRONOUN_AFTER:
            return True
        hangs = token.dep_ in ("nummod", "compound", "quantmod", "amod") and token.head.i > token.i
        return not hangs and after.pos_ not in (*_NOUNS, "ADJ")

    def nominal(self, one: Number) -> bool:
        """Whether a number stands for what it counts, as a noun does: "knew of three cases, not six"."""
        token, first = self._last(one), self._doc[self._at(one.start)]
        before = first.nbor(-1).lower_ if first.i else ""
        whole = before == "the" and first.i > 1 and first.nbor(-2).lower_ == "of"
        after = self._doc[token.i + 1].lower_ if token.i + 1 < len(self._doc) else ""
        if one.value == 1:  # a pronoun, unless beside other numbers: "one of the six", "three here and one there"
            return after == "of" or (token.dep_ == "conj" and token.head.like_num)
        placed = token.dep_ in _NOMINAL or (token.dep_ == "nummod" and after in ("of", "in"))
        return placed and (whole or before not in _NO_COUNT) and after not in _PRONOUN_AFTER

    def named(self, one: Number) -> bool:
        """Whether the number belongs to the name or noun before it: "Section 427", "Apple Watch 5", "page 12"."""
        token, first = self._last(one), self._at(one.start)
        if first == 0:
            return False
        before = self._doc[first - 1]
        if token.ent_type_ in _NAMES and before.ent_type_ == token.ent_type_:
            return True
        if before.pos_ in _NOUNS and token.head.i < first and token.dep_ in ("nummod", "appos", "nmod", "npadvmod"):
            return before.pos_ == "PROPN" or before.i == token.head.i
        following = self._doc[token.i + 1] if token.i + 1 < len(self._doc) else token
        if one.value in _INDICES and before.pos_ in _NOUNS:
            return before.pos_ == "PROPN" or following.pos_ not in _NOUNS
        capital = before.pos_ == "PROPN" and before.text[:1].isupper() and not before.is_sent_start
        beside = before.idx + len(before) + 1 >= one.start
        return beside and capital and (token.pos_ == "PROPN" or following.tag_ not in ("NNS", "JJ"))

    def counted(self, one: Number) -> Counted | None:
        """The noun phrase that follows a number and is counted by it."""
        doc, first = self._doc, self._skip(one)
        head = None
        for other in doc[first : first + _LONGEST]:
            if not _goes_on(other, head) or self.in_date(other.idx, other.idx + 1):
                break
            if other.pos_ in _NOUNS:
                head = other
        if head is None:
            return None
        whole = one.kind == "number" and one.value is not None and one.value == int(one.value) and not one.words
        named = whole and head.tag_ == "NNP" and head.ent_type_ != "NORP" and not head.text.endswith("s")
        return Counted(doc[first].idx, head.idx + len(head), self._unit(first, head), named)

    def _skip(self, one: Number) -> int:
        """The place of the first token after a number that may belong to what it counts: past "more", "of the"."""
        doc, place = self._doc, self._last(one).i + 1
        while place < len(doc) and doc[place].lower_ in _BETWEEN:
            some = one.kind in ("magnitude", "fraction") or one.value == 1
            if doc[place].lower_ == "of" and not (some or doc[place + 1 : place + 2].text in _DEFINITE):
                break
            place += 1
        return place

    def _unit(self, first: int, head: Token) -> str:
        """The noun phrase as a unit: lower case, singular, without participles; people of a nation are people."""
        if head.ent_type_ == "NORP" or head.lower_ in ("people", "persons", "person"):
            return "people"
        words = ""
        for one in self._doc[first : head.i + 1]:
            if one.pos_ in (*_NOUNS, "ADJ") or words.endswith("-"):
                words += one.lemma_.lower() + one.whitespace_
            elif one.text == "-" and words and not words.endswith(" "):
                words += "-"
        return words.strip(" -")

    def _at(self, offset: int) -> int:
        place = bisect_left(self._starts, offset)
        return place if place < len(self._starts) and self._starts[place] == offset else max(0, place - 1)

    def _last(self, one: Number) -> Token:
        """The token that holds a number's last character."""
        return self._doc[self._at(one.end - 1)]


def _goes_on(token: Token, head: Token | None) -> bool:
    """Whether a token may belong to the noun phrase whose last noun so far is ``head``."""
    if token.i and token.doc[token.i - 1].text == "-" and token.is_alpha and head is not None:
        return True  # "gas-only"
    if token.pos_ not in _INSIDE or token.is_sent_start or any(character.isdigit() for character in token.text):
        return False
    if token.pos_ == "PUNCT" and token.text not in ("-", "“", "‘", "'", '"'):
        return False
    if token.pos_ == "VERB" and token.tag_ not in ("VBN", "VBG"):
        return False
    if token.pos_ == "CCONJ":  # "460 Ford and Toyota cars"
        following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else token
        before = token.doc[token.i - 1] if token.i else token
        return before.pos_ == following.pos_ == ("ADJ" if head is None else "PROPN")
    return head is None or token.pos_ in _NOUNS or token.text == "-"
