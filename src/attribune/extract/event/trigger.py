"""Words that name an event: which trigger of the profile a word is, with the words that belong to it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING

from attribune.profiles import EventType, Profile, Trigger

from .frame import Frame, frame
from .sense import fits
from .subject import is_verbal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from .kind import Kinder

_REACH = 12  # what belongs to a trigger stands at most so many tokens after it: "ordered all of its students to return"
_NOMINAL = ("NOUN", "PROPN", "PRON")
_RUNNING = ("NOUN", "PROPN", "VERB", "ADJ", "ADV", "ADP", "PART", "SCONJ", "NUM", "DET", "PRON")
_NEAR = ("prep", "prt", "advmod", "pobj", "dobj", "compound")
_FAR = ("nsubj", "advcl", "relcl", "conj", "ccomp", "punct")
_OWN = ("subject", "object", "possessive", "modifier", "support", "by", "of")
_INNER = ("pobj", "prep", "advmod", "compound", "amod", "prt", "acomp")
Entry = tuple[EventType, Trigger, tuple[frozenset[str], ...]]


@dataclass(frozen=True, slots=True)
class Found:
    """A trigger found: the event's type, its head word, all its words, and the grammatical places around it."""

    type: EventType
    trigger: Trigger
    head: Token
    words: tuple[Token, ...]
    places: Frame


@lru_cache(maxsize=8)
def index(profile: Profile) -> dict[tuple[str, str], list[Entry]]:
    """The triggers by the lemma and part of speech of their head, those of more words and restrictions first."""
    found: dict[tuple[str, str], list[Entry]] = {}
    for event_type in profile.event_types:
        for trigger in event_type.triggers:
            parts = tuple(frozenset(lemma.lower().split("|")) for lemma in trigger.lemmas)
            for lemma in sorted(parts[0]):
                found.setdefault((lemma, trigger.pos), []).append((event_type, trigger, parts[1:]))
    for entries in found.values():
        entries.sort(key=lambda entry: (-len(entry[2]), -len(entry[1].needs)))
    return found


def triggers(sentence: list[Token], profile: Profile, kinds: Kinder, *, heading: bool) -> list[Found]:
    """The triggers of a sentence in the order of the text; a word belongs to one trigger at most."""
    known = index(profile)
    found: list[Found] = []
    for token in sentence:
        readings = [one for one in _readings(token, heading=heading) if one in known]
        if readings:
            places = frame(token)
            if heading:
                _along_the_line(token, places, verb=readings[0][1] == "VERB")
            entries = (entry for reading in readings for entry in known[reading])
            one = next((hit for entry in entries if (hit := _found(entry, token, places, kinds))), None)
            if one:
                found.append(one)
    return _without_overlap(found)


def _found(entry: Entry, token: Token, places: Frame, kinds: Kinder) -> Found | None:
    """The trigger, if its other words are there and its sense fits."""
    event_type, trigger, rest = entry
    words = _rest(token, rest, places)
    if words is None or not fits(trigger, token, places, kinds):
        return None
    whole = dict(places)
    for word in words:
        if is_verbal(word) or word.pos_ == "NOUN":  # "ordered to return to the capital", "sought asylum in a consulate"
            for name, tokens in frame(word).items():
                if name not in _OWN:
                    whole.setdefault(name, tokens)
    in_order = sorted({word.i: word for word in (token, *words)}.items())
    return Found(event_type, trigger, token, tuple(word for _, word in in_order), whole)


def _along_the_line(token: Token, places: Frame, *, verb: bool) -> None:
    """In a heading, where parsers fail, who stands before a verb does it and who stands after has it done to them."""
    sentence = token.sent
    if verb or token.pos_ == "ADJ":
        start = max((one.i for one in sentence if one.text == ";" and one.i < token.i), default=-1)
        counted = [one for one in token.lefts if one.dep_ == "nummod"]  # "12 drown", taken for a noun
        before = [one for one in sentence if start < one.i < token.i and one.pos_ in _NOMINAL] or counted
        if before and "subject" not in places and ("object" not in places or token.tag_ != "VBN"):
            places["subject"] = before[-1:]
        after = list(takewhile(_nominal, token.doc[token.i + 1 : sentence.end]))
        if after and "object" not in places:
            places["object"] = after[-1:]
    for one in sentence:
        if one.i > token.i and one.pos_ == "ADP":
            following = list(takewhile(_nominal, token.doc[one.i + 1 : sentence.end]))
            fillers = [child for child in one.children if child.dep_ == "pobj"] or following[-1:]
            if fillers and places.get(one.lower_) in (None, [one]):
                places[one.lower_] = fillers
    if not is_verbal(token):
        subjects = [child for child in token.lefts if child.dep_ == "nsubj"]  # "colonel escapes", taken for a noun
        if subjects:
            places.setdefault("support", subjects)
        places.setdefault("line", [one for one in sentence if -3 <= one.i - token.i <= _REACH])


def _nominal(token: Token) -> bool:
    return token.pos_ in (*_NOMINAL, "ADJ", "DET", "NUM")


def _without_overlap(found: list[Found]) -> list[Found]:
    """Of triggers that share a word the one with more words, then the earlier."""
    taken: set[int] = set()
    kept: list[Found] = []
    for one in sorted(found, key=lambda one: (-len(one.words), one.head.i)):
        places = {word.i for word in one.words}
        if not places & taken:
            kept.append(one)
            taken |= places
    return sorted(kept, key=lambda one: one.head.i)


def _readings(token: Token, *, heading: bool) -> Iterator[tuple[str, str]]:
    """The (lemma, part of speech) pairs that a word may be. Headings are capitalised and defeat taggers: there any may
    be.
    """
    lemma, word = token.lemma_.lower(), token.lower_
    participle = token.tag_ in ("VBN", "VBG", "JJ") and word.endswith(("ed", "ing"))
    if is_verbal(token) or participle:
        yield lemma, "VERB"
    if token.pos_ in ("NOUN", "PROPN"):
        yield lemma, "NOUN"
    if token.tag_ in ("JJ", "JJR", "VBG", "VBN"):
        yield word, "ADJ"
    for stem in _stems(word):
        if token.pos_ == "PROPN":
            yield stem, "NOUN"
        if (heading and token.pos_ in ("NOUN", "PROPN", "ADJ", "X")) or (participle and token.tag_ == "JJ"):
            yield stem, "VERB"
    if heading and is_verbal(token):
        yield word, "NOUN"


def _stems(word: str) -> Iterator[str]:
    """What a word may be a form of."""
    yield word
    for ending, others in (("ies", ("y",)), ("es", ("", "e")), ("s", ("",)), ("ed", ("", "e")), ("ing", ("", "e"))):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word.removesuffix(ending)
            yield from (stem + other for other in others)
            if len(stem) > 3 and stem[-1] == stem[-2]:
                yield stem[:-1]


def _rest(head: Token, rest: tuple[frozenset[str], ...], places: Frame) -> list[Token] | None:
    """The other words of a trigger, or None where one is missing."""
    found: list[Token] = []
    near = _near(head, places) if rest else []
    for lemmas in rest:
        fitting = (one for one in near if lemmas & {one.lemma_.lower(), one.lower_} and one not in found)
        word = next((one for one in fitting if not _early(one, head)), None)
        if word is None:
            return None
        found.append(word)
    return found


def _early(word: Token, head: Token) -> bool:
    """A particle follows its verb; only adverbs of manner go before it ("illegally shipped")."""
    return word.i < head.i and word.pos_ in ("ADP", "ADV", "PART") and not word.lower_.endswith("ly")


def _near(head: Token, places: Frame) -> list[Token]:
    """The words that may belong to one trigger with the head: what hangs on it, its object, what follows."""
    own = [child for child in head.children if child.dep_ not in _FAR]
    second = [one for child in own if child.dep_ in _NEAR for one in child.children if one.dep_ in _INNER]
    objects = places.get("object", [])
    nouns = [one for token in objects for one in token.children if one.dep_ in ("compound", "amod")]
    purposes = [token for token in places.get("purpose", []) if token.i - head.i <= _REACH]
    adverbs = [one for token in purposes for one in token.children if one.dep_ in ("advmod", "npadvmod", "prt")]
    named = (*places.get("line", []), *objects, *places.get("modifier", []))
    reach = {token.i: token for token in (*named, *own, *second, *nouns, *_following(head), *purposes, *adverbs)}
    return [reach[place] for place in sorted(reach, key=lambda place: abs(place - head.i)) if place != head.i]


def _following(head: Token) -> Iterator[Token]:
    """The next two words of the sentence, up to a stop."""
    for token in head.doc[head.i + 1 : head.i + 3]:
        if token.is_sent_start or token.pos_ not in _RUNNING:
            return
        yield token
