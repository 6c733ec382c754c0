"""Words that name an event: which trigger of the profile a word is, if its sense fits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from attribune.profiles import EventType, Profile, Trigger

from .frame import Frame, frame
from .lexicon import lexicon
from .subject import is_verbal

if TYPE_CHECKING:
    from spacy.tokens import Token

    from .kind import Kinder

_REACH = 6  # the words of one trigger stand at most so many tokens apart: "took the whole family into custody"
_CONTENT = ("NOUN", "PROPN", "VERB", "ADJ", "ADV", "ADP", "PART", "SCONJ", "NUM")
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
        places: Frame | None = None
        for lemma, pos in _readings(token, heading=heading):
            for event_type, trigger, rest in known.get((lemma, pos), ()):
                if places is None:
                    places = frame(token)
                    if heading:
                        _along_the_line(token, places, verb=pos == "VERB")
                words = _rest(token, rest, places)
                if words is not None and fits(trigger, token, places, kinds):
                    whole = _with_complements(places, words)
                    found.append(Found(event_type, trigger, token, tuple(sorted((token, *words), key=_place)), whole))
                    break
            else:
                continue
            break
    return _without_overlap(found)


def _along_the_line(token: Token, places: Frame, *, verb: bool) -> None:
    """In a heading, where parsers fail, who stands before a verb does it and who stands after has it done to them."""
    sentence = token.sent
    before = [one for one in sentence if one.i < token.i and one.pos_ in ("NOUN", "PROPN", "PRON")]
    after = [one for one in sentence if one.i > token.i and one.pos_ in ("NOUN", "PROPN", "PRON")]
    if verb or token.pos_ == "ADJ":
        if before and "subject" not in places and "object" not in places:
            places["subject"] = before[-1:]
        elif before and "subject" not in places and token.tag_ != "VBN":
            places["subject"] = before[-1:]
        if (
            after
            and "object" not in places
            and token.nbor(1) in (*after, *(child for one in after for child in one.lefts))
        ):
            places["object"] = after[:1]
    for one in sentence:
        if one.i > token.i and one.pos_ == "ADP" and one.lower_ not in places:
            fillers = [child for child in one.children if child.dep_ == "pobj"]
            if fillers:
                places[one.lower_] = fillers
    if not is_verbal(token):
        places.setdefault("line", [one for one in sentence if -3 <= one.i - token.i <= 2 * _REACH])


def _with_complements(places: Frame, words: list[Token]) -> Frame:
    """Also what hangs on the other verbs of a trigger: "ordered to return to the capital by May"."""
    whole = dict(places)
    for word in words:
        if is_verbal(word):
            for name, tokens in frame(word).items():
                if name not in ("subject", "object"):
                    whole.setdefault(name, tokens)
    return whole


def _place(token: Token) -> int:
    return token.i


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
    """The (lemma, part of speech) pairs that a word may be. Headings are capitalised and defeat taggers: there any may be."""
    lemma = token.lemma_.lower()
    if is_verbal(token) or (token.tag_ in ("VBN", "VBG", "JJ") and token.lower_.endswith(("ed", "ing"))):
        yield lemma, "VERB"
        if token.tag_ == "JJ":
            for stem in _stems(token.lower_):
                yield stem, "VERB"
    if token.pos_ in ("NOUN", "PROPN"):
        yield lemma, "NOUN"
        if token.pos_ == "PROPN":
            for stem in _stems(token.lower_):
                yield stem, "NOUN"
    if token.pos_ == "ADJ" or token.tag_ in ("JJ", "JJR", "VBG", "VBN"):
        yield token.lower_, "ADJ"
    if heading and token.pos_ in ("NOUN", "PROPN", "ADJ", "X"):
        for stem in _stems(token.lower_):
            yield stem, "VERB"
    if heading and is_verbal(token):
        yield token.lower_, "NOUN"


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
    if not rest:
        return found
    near = _near(head, places)
    for lemmas in rest:
        for token in near:
            if token.pos_ in ("ADP", "ADV", "PART") and token.i < head.i and not token.lower_.endswith("ly"):
                continue  # a particle follows its verb
            if token not in found and (token.lemma_.lower() in lemmas or token.lower_ in lemmas):
                found.append(token)
                break
        else:
            return None
    return found


def _near(head: Token, places: Frame) -> list[Token]:
    """The words that may belong to one trigger with the head: what hangs on it, its object, and what follows close by."""
    own = [child for child in head.children if child.dep_ not in ("nsubj", "advcl", "relcl", "conj", "ccomp", "punct")]
    second = [
        one
        for child in own
        if child.dep_ in ("prep", "prt", "advmod", "pobj", "dobj", "compound")
        for one in child.children
        if one.dep_ in ("pobj", "prep", "advmod", "compound", "amod", "prt", "acomp")
    ]
    logical = places.get("object", []) + places.get("modifier", [])
    nouns = [one for token in places.get("object", []) for one in token.children if one.dep_ in ("compound", "amod")]
    following = [head.nbor(step) for step in range(1, 3) if head.i + step < len(head.doc) and _linked(head, step)]
    purpose = [token for token in places.get("purpose", []) if token.i - head.i <= 2 * _REACH]
    purpose += [one for token in purpose for one in token.children if one.dep_ in ("advmod", "npadvmod", "prt")]
    line = places.get("line", [])
    reach = {token.i: token for token in (*line, *own, *second, *logical, *nouns, *following, *purpose)}
    return [reach[place] for place in sorted(reach, key=lambda place: abs(place - head.i)) if place != head.i]


def _linked(head: Token, step: int) -> bool:
    """Whether the word so many steps on stands in the same sentence without a stop between."""
    return all(
        head.nbor(one).pos_ in _CONTENT + ("DET", "PRON") and not head.nbor(one).is_sent_start
        for one in range(1, step + 1)
    )


def fits(trigger: Trigger, head: Token, places: Frame, kinds: Kinder) -> bool:
    """Whether the sense restrictions of a trigger hold."""
    return all(_holds(test, head, places, kinds) for test in trigger.needs) and not any(
        _holds(test, head, places, kinds) for test in trigger.bars
    )


def _holds(test: str, head: Token, places: Frame, kinds: Kinder) -> bool:
    names, _, values = test.partition("=")
    wanted = values.split("|")
    return any(_is(token, wanted, kinds) for name in names.split("/") for token in _at(name, head, places))


def _at(name: str, head: Token, places: Frame) -> list[Token]:
    if name == "compound_of":
        return [head.head] if head.dep_ in ("compound", "amod", "nmod") else []
    return places.get(name, [])


def _is(token: Token, wanted: list[str], kinds: Kinder) -> bool:
    own = kinds(token)
    return any(
        one == "*" or (one[1:] in own if one.startswith("@") else one.lower() in (token.lemma_.lower(), token.lower_))
        for one in wanted
    )


def names_event(found: Found, *, heading: bool) -> bool:
    """Whether a trigger names an event at all: not where it only sorts a thing, is a crime that a rule is about, or stands bare."""
    head = found.head
    words = lexicon()
    if head.dep_ in ("compound", "nmod") and head.head.lemma_.lower() not in words.transparent and not heading:
        return False
    if head.dep_ == "amod" and is_verbal(head) and len(found.words) == 1 and not heading:
        return False
    if head.dep_ == "acl" and head.tag_ == "VBN" and head.lemma_.lower() in words.station:
        return False
    if head.tag_ == "VBG" and head.dep_ == "pcomp" and _of_rule(head):
        return False
    return heading or is_verbal(head) or found.trigger.pos == "ADJ" or found.type.recurs or _told(found)


def _of_rule(gerund: Token) -> bool:
    """ "penalties for fleeing": what a rule is about."""
    noun = gerund.head.head
    return noun.pos_ == "NOUN" and noun.lemma_.lower() in lexicon().rule


def _told(found: Found) -> bool:
    """Whether a noun says more than "the defection": who, where, how many, which."""
    head = found.head
    above = head.head.head
    if head.dep_ == "pobj" and head.head.lower_ == "of" and above.lemma_.lower() in lexicon().transparent:
        return True  # "the number of arrivals rose"
    telling = [name for name in found.places if name not in ("modifier", "because", "purpose")]
    if telling:
        return True
    definite = any(child.lower_ in ("the", "this", "that", "these", "those") for child in head.children)
    if len(found.words) > 1 and not definite:
        return True
    own = [
        child
        for child in head.children
        if child.dep_ in ("amod", "compound", "nummod", "det") and child.lower_ not in ("the", "any", "no")
    ]
    return bool(own) and not (definite and all(child.dep_ == "det" for child in own))
