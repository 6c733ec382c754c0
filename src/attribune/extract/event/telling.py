"""What is compared of a report when two tellings are asked to be one event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .lexicon import lexicon
from .subject import has

if TYPE_CHECKING:
    from spacy.tokens import Token

    from attribune.model import Argument, Report
    from attribune.profiles import EventType

    from .argument import Filled
    from .reading import Reading
    from .trigger import Found

_DEFINITE = {"the", "this", "that", "these", "those", "his", "her", "their", "its"}
_PLURAL = {"they", "them", "their", "those", "these", "both", "all", "some", "several", "many", "we"}
_ANOTHER = {"other", "another", "further", "more", "additional"}
_PERSONAL = {"he", "she", "they", "him", "her", "his", "their", "them", "hers", "theirs"}
_EITHER = {"who", "which", "that", "it", "its"}
_PLACES = ("destination", "origin", "place")
_NAMING = ("identify", "name")
_AHEAD = ("possible", "planned")
_OF_PLACES = ("NORP", "GPE")  # "North Korean" describes too many to tell one from another


@dataclass(frozen=True, slots=True)
class Telling:
    """A report with who takes part, how many, and how it is put.

    ``word`` are the trigger's lemmas, ``put`` what describes it ("chain" defection); ``names`` the ``local`` ids of
    named participants, ``stands_for`` also those of pronouns and descriptions; ``heads`` their nouns, ``words``
    what describes them; ``places`` the words in each role of a place; ``many`` is None where it cannot be told;
    ``back`` says that the words point back ("the two", "they"), ``bare`` that no participant is told, ``another`` that
    it is told of others than before ("two more envoys"); ``head`` and ``sentence`` are where its word and its
    sentence begin, as numbers of words and of sentences.
    """

    report: Report
    type: EventType
    word: str
    put: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    stands_for: frozenset[str] = frozenset()
    heads: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    number: str | None = None
    many: bool | None = None
    places: tuple[frozenset[str], ...] = (frozenset(),) * len(_PLACES)
    back: bool = False
    heading: bool = False
    bare: bool = False
    another: bool = False
    head: int = 0
    sentence: int = 0

    @property
    def exact(self) -> bool:
        """Whether the number is a plain numeral, not "at least 10"."""
        return self.number is not None and " " not in self.number

    @property
    def ahead(self) -> bool:
        """Whether it is told as still to come."""
        return self.report.status in _AHEAD

    @property
    def wording(self) -> tuple[object, ...]:
        """All that is compared of it but where it stands: tellings with one wording are alike to any other."""
        told = (self.names, self.stands_for, self.heads, self.words, self.number, self.many, self.places)
        put = (self.word, self.put, self.back, self.heading, self.bare, self.another)
        report = self.report
        return (self.type.name, report.status, report.when.edtf, report.low, report.high, *told, *put)


def telling(report: Report, filled: Filled, found: Found, reading: Reading, *, heading: bool) -> Telling:
    """What is compared of a report: those it is about stand in the first core role of its type that is filled."""
    event_type = reading.types[report.type]
    role = next((one for one in event_type.core if filled.get(one)), "")
    tokens = filled.get(role, [])
    arguments = [one for one in report.arguments if one.role == role]
    stands_for = frozenset(one.local for one in arguments if one.local)
    number = next((one.span.quote.lower() for one in report.arguments if one.role == "count"), None)
    points_back = not stands_for & reading.resolved and any(_points_back(token) for token in tokens[:1])
    return Telling(
        report,
        event_type,
        _word(found),
        put=_put(found.head),
        names=stands_for & reading.named,
        stands_for=stands_for,
        heads=frozenset(_noun(token) for token in tokens if token.pos_ in ("NOUN", "PROPN")),
        words=_describing(arguments, tokens, reading),
        number=number,
        many=_many(tokens, number),
        places=tuple(_quotes(report, one) for one in _PLACES),
        back=points_back or (not tokens and _definite(found.head)),
        heading=heading,
        bare=not tokens,
        another=any(child.lower_ in _ANOTHER for token in tokens[:1] for child in token.lefts),
        head=found.head.i,
        sentence=reading.sentence(found.head),
    )


def _quotes(report: Report, role: str) -> frozenset[str]:
    quotes = (one.span.quote for one in report.arguments if one.role == role)
    return frozenset(one.lower().removeprefix("the ") for one in quotes)


def _word(found: Found) -> str:
    """The lemma that the trigger was found under, the same in a heading and in the text."""
    lemmas, head = found.trigger.lemmas[0].split("|"), found.head
    return next((one for one in lemmas if one == head.lemma_.lower() or head.lower_.startswith(one[:-1])), lemmas[0])


def _put(head: Token) -> frozenset[str]:
    """What describes the event's own noun: "chain" of "chain defection" and "chain of defections"."""
    own = [child for child in head.children if child.dep_ in ("compound", "amod") and child.ent_type_ not in _OF_PLACES]
    above = head.head.head
    if head.dep_ == "pobj" and head.head.lower_ == "of" and above.pos_ in ("NOUN", "PROPN"):
        own.append(above)
    return frozenset(one.lemma_.lower() for one in own) - lexicon().loose


def _describing(arguments: list[Argument], heads: list[Token], reading: Reading) -> frozenset[str]:
    """The words that describe participants, those of places and peoples left out."""
    return frozenset(
        word.lemma_.lower()
        for one in arguments
        for word in reading.seen.doc.char_span(one.span.start, one.span.end, alignment_mode="expand") or ()
        if word.pos_ in ("NOUN", "PROPN", "ADJ", "VERB") and word not in heads and word.ent_type_ not in _OF_PLACES
    )


def _many(tokens: list[Token], number: str | None) -> bool | None:
    """Whether several are told of: by number, grammar and coordination. None where it cannot be told."""
    if number is not None:
        return number not in ("one", "a", "1")
    if not tokens or tokens[0].lower_ in _EITHER:
        return None
    token = tokens[0]
    if has(token, "conj") or token.tag_ in ("NNS", "NNPS") or token.lower_ in _PLURAL:
        return True
    return None if token.lemma_.lower() in lexicon().collective else False


def _noun(token: Token) -> str:
    """A noun's lemma; in headings, where all is capitalised, without the plural's s."""
    return token.lower_.removesuffix("s") if token.pos_ == "PROPN" else token.lemma_.lower()


def _definite(token: Token) -> bool:
    return any(child.lower_ in _DEFINITE and child.dep_ in ("det", "poss") for child in token.children)


def _points_back(token: Token) -> bool:
    """Whether words point back to somebody told of before: "the two", "the diplomat", "they"."""
    if token.lower_ in _PERSONAL:
        return True
    named = all(one.lemma_ in _NAMING for one in token.children if one.dep_ == "acl")  # "the two, named as A and B"
    simple = named and not has(token, "prep", "relcl", "compound", "amod", "poss")
    return simple and any(child.dep_ == "det" and child.lower_ in _DEFINITE for child in token.children)
