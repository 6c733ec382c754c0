"""Numbers with their modifiers and units."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from attribune.model import Annotated, Quantity, Span

from .number import Number, numbers
from .unit import UnitFound, per, unit_after

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NAMES = ("PRODUCT", "FAC", "WORK_OF_ART", "LAW", "EVENT")
_NOUNS = ("NOUN", "PROPN")
_INSIDE = ("ADJ", "NOUN", "PROPN", "VERB", "NUM", "PUNCT", "ADV", "CCONJ")
_LONGEST = 7  # tokens from a number to the noun that it counts


@dataclass(frozen=True, slots=True)
class _Counted:
    """What a number counts: its words, its head noun and its name as a unit."""

    start: int
    end: int
    unit: str
    named: bool = False


def quantities(seen: Annotated) -> tuple[Quantity, ...]:
    """Every quantity in the prose that is no date, in the order of the text.

    Left out are dates and clock times, ordinals, ages, scores, and numbers that are part of a name ("Section 427").
    """
    text = seen.document.text
    tokens = _Tokens(seen.doc)
    dates = [one.span for one in seen.times if one.type in ("DATE", "TIME") or one.edtf]
    found: list[Quantity] = []
    for paragraph in seen.paragraphs:
        group = list(numbers(text, paragraph.start, paragraph.end, lambda one: _in_date(one, dates)))
        found.extend(_quantities(seen, group, tokens, paragraph))
    return tuple(found)


def _in_date(one: Number, dates: list[Span]) -> bool:
    place = bisect_left(dates, one.end, key=lambda span: span.start)
    return any(span.start < one.end and one.start < span.end for span in dates[max(0, place - 2) : place])


def _quantities(seen: Annotated, group: list[Number], tokens: _Tokens, paragraph: Span) -> Iterator[Quantity]:
    """The quantities of one paragraph. A number without a unit takes that of the next in its list ("14, 15 and 14 people")."""
    text, document = seen.document.text, seen.document
    made: list[Quantity] = []
    following: Quantity | None = None
    for one in reversed(group):
        if _is_name(one, text, tokens) or _is_age(one, text):
            following = None
            continue
        unit = _unit(one, text, paragraph.end)
        counted = None if unit else tokens.counted(one, text)
        end = unit.end if unit else one.end
        name = unit.unit if unit else counted.unit if counted else None
        span = document.span(counted.start, counted.end) if counted else None
        if counted and counted.named and not one.words:
            following = None
            continue
        if name is None and following and _listed(text[one.end : following.span.start]):
            name, span = following.unit, following.counted
        if name is None and not _stands_alone(one, text, tokens):
            continue
        following = Quantity(document.span(one.start, end), one.value, one.low, one.high, name, span, one.exact)
        made.append(following)
    yield from reversed(made)


def _listed(link: str) -> bool:
    return re.fullmatch(r"\s?(?:,|,?\s?and|,?\s?or|to|compared with|from|against)\s?", link) is not None


def _unit(one: Number, text: str, end: int) -> UnitFound | None:
    if one.kind == "fold":
        return UnitFound("times", one.end)
    if one.currency:
        found = UnitFound(one.currency, one.end)
        named = unit_after(text, one.end, end)
        if named and len(named.unit) == 3 and named.unit.isupper():
            found = UnitFound(named.unit if one.currency == "USD" else one.currency, named.end)
        return per(text, found, end)
    if one.kind == "magnitude" and text[one.end : one.end + 4] == " of ":
        return unit_after(text, one.end + 3, end)
    if one.kind == "fraction":
        return None
    found_after = unit_after(text, one.end, end)
    if (
        found_after
        and text[one.end : one.end + 1] == "-"
        and found_after.unit in ("years", "months", "days", "weeks", "hours", "minutes")
    ):
        return found_after if not one.words else None
    return found_after


_AGE_AFTER = re.compile(r"[\s-]?(?:(?:years?|months?|weeks?|days?)[\s-]olds?\b|years? of age\b|\))", re.IGNORECASE)
_AGE_BEFORE = re.compile(
    r"(?:\baged?\s(?:of\s|between\s)?|\bover the age of\s|\bunder\s(?=\d\d\b)|[A-Z][\w.'’-]*,?\s\(|(?:^|\s)[A-Z][\w.'’-]+,\s)$"
)


def _is_age(one: Number, text: str) -> bool:
    before, after = text[max(0, one.start - 30) : one.start], text[one.end : one.end + 16]
    told = _AGE_AFTER.match(after)
    if told and told[0] != ")":
        return True
    young = one.value is not None and 0 < one.value < 120 and one.value == int(one.value) and not one.currency
    if re.search(r"\baged?\s(?:of\s|between\s|about\s)?$", before):
        return True
    if not young or one.words or not _AGE_BEFORE.search(before):
        return False
    return (before.endswith("(") and after[:1] == ")") or (before.endswith(", ") and after[:1] in (",", "."))


def _is_name(one: Number, text: str, tokens: _Tokens) -> bool:
    """Whether a number is part of a name, a score, a clock time or a code, and measures nothing."""
    before, after = text[max(0, one.start - 3) : one.start], text[one.end : one.end + 3]
    if one.words and re.match(r"-(?:[a-z]|\s?(?:and|or|,))", after):
        return True  # "five-year", "third-party": a name of a kind of thing
    if one.words:
        return one.value == 1 and one.kind == "number" and tokens.pronoun(one, text)
    if one.currency:
        return False
    if re.search(r"[A-Za-z][-–/]$|[0-9][-–/:]$|[#№:_@]$", before) and not text[: one.start].endswith(
        ("sub-", "minus-", "now-")
    ):
        return True
    if re.match(r"[-–:/][0-9]|(?:st|nd|rd|th)\b|[0-9_]|'s\b|[-–][A-Z]", after):
        return True
    if unit_after(text, one.end, one.end + 24):
        return False
    return tokens.named(one)


def _stands_alone(one: Number, text: str, tokens: _Tokens) -> bool:
    """Whether a number without a unit still measures something: big, decimal or bounded, not a year or a list mark."""
    if one.kind in ("fraction", "fold", "magnitude"):
        return one.kind == "fraction"
    if one.words:
        return not one.exact and one.value != 1
    return text[one.end : one.end + 1] != ":" and not tokens.sentence_start(one)


class _Tokens:
    """The parse, asked by character offsets."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._starts = [token.idx for token in doc]

    def _at(self, offset: int) -> int:
        place = bisect_left(self._starts, offset)
        return place if place < len(self._starts) and self._starts[place] == offset else max(0, place - 1)

    def _last(self, one: Number) -> Token:
        """The token that holds a number's last character."""
        return self._doc[self._at(one.end - 1)]

    def sentence_start(self, one: Number) -> bool:
        """Whether the number opens its sentence and nothing but a mark follows: the mark of a list."""
        token = self._doc[self._at(one.start)]
        following = self._doc[token.i + 1] if token.i + 1 < len(self._doc) else None
        return bool(token.is_sent_start) and (following is None or following.is_punct)

    def pronoun(self, one: Number, text: str) -> bool:
        """Whether "one" is a pronoun, or a part of "one day", "one another"."""
        token = self._last(one)
        before = self._doc[token.i - 1].lower_ if token.i else ""
        after = self._doc[token.i + 1] if token.i + 1 < len(self._doc) else None
        if (
            before in ("the", "this", "that", "no", "any", "each", "every", "which", "only", "another", "other")
            or after is None
        ):
            return True
        if after.lower_ == "of":
            return False
        if after.lower_ in ("day", "another", "time", "more", "thing", "way", "hand", "side", "who", "that", "or"):
            return True
        return not (
            token.dep_ in ("nummod", "compound", "quantmod", "amod") and token.head.i > token.i
        ) and after.pos_ not in (*_NOUNS, "ADJ")

    def named(self, one: Number) -> bool:
        """Whether the number belongs to the name or noun before it: "Section 427", "Apple Watch 5", "page 12"."""
        token = self._last(one)
        if token.i == 0:
            return False
        before = self._doc[token.i - 1]
        if token.ent_type_ in _NAMES and before.ent_type_ == token.ent_type_:
            return True
        if before.pos_ in _NOUNS and (token.head.i < token.i and token.dep_ in ("nummod", "appos", "nmod", "npadvmod")):
            return before.pos_ == "PROPN" or before.i == token.head.i
        beside = before.idx + len(before) + 1 >= self._doc[self._at(one.start)].idx
        before = self._doc[self._at(one.start) - 1] if self._at(one.start) else before
        following = self._doc[token.i + 1] if token.i + 1 < len(self._doc) else token
        index = (
            one.value is not None
            and one.value in (30, 35, 40, 50, 100, 200, 225, 500, 600, 1000, 2000)
            and before.pos_ in ("PROPN", "NOUN")
        )
        capital = before.pos_ == "PROPN" and (before.text[:1].isupper() or index) and not before.is_sent_start
        return beside and capital and (token.pos_ == "PROPN" or following.tag_ not in ("NNS", "JJ"))

    def counted(self, one: Number, text: str) -> _Counted | None:
        """The noun phrase that follows a number and is counted by it."""
        token = self._last(one)
        place = token.i + 1
        doc = self._doc
        while place < len(doc) and doc[place].lower_ in (
            "more",
            "other",
            "of",
            "the",
            "those",
            "these",
            "its",
            "their",
            "his",
            "our",
            "such",
            "-",
        ):
            if (
                doc[place].lower_ == "of"
                and one.kind not in ("magnitude", "fraction")
                and not (one.value == 1 or doc[place + 1 : place + 2].text in ("the", "its", "their", "those", "these"))
            ):
                break
            place += 1
        first, head = place, None
        for other in doc[place : place + _LONGEST]:
            if (
                other.pos_ not in _INSIDE
                or other.is_sent_start
                or (other.pos_ == "PUNCT" and other.text not in ("-", "“", "‘", "'", '"'))
            ):
                break
            if other.pos_ == "VERB" and other.tag_ not in ("VBN", "VBG"):
                break
            if other.pos_ in ("ADV", "CCONJ", "NUM") and head is not None:
                break
            if other.pos_ in _NOUNS:
                head = other
            elif head is not None and not (other.text == "-" or other.pos_ in _NOUNS):
                break
        if head is None:
            return None
        named = head.tag_ == "NNP" and head.ent_type_ != "NORP" and not head.text.endswith("s") and one.kind == "number"
        return _Counted(doc[first].idx, head.idx + len(head), self._noun(first, head), named)

    def _noun(self, first: int, head: Token) -> str:
        """The noun phrase as a unit: lower case, its head in the singular, participles left out; people of a nation are people."""
        if head.ent_type_ == "NORP" or head.lower_ in ("people", "persons", "person"):
            return "people"
        kept = [
            one
            for one in self._doc[first : head.i + 1]
            if one.pos_ in (*_NOUNS, "ADJ") and one.tag_ not in ("JJR", "JJS")
        ]
        words = [one.lemma_.lower() if one.i == head.i else one.lower_ for one in kept]
        return " ".join(words)
