"""The grammatical places around an event word, logical ones through the passive: subject, object, from, because ..."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .hyphen import unbroken
from .lexicon import lexicon
from .subject import (
    SUBJECTS,
    antecedent,
    coordinated,
    described,
    grammatical_subjects,
    has,
    is_passive,
    is_second_verb,
    is_verbal,
)
from .subject import objects_of as _objects

if TYPE_CHECKING:
    from spacy.tokens import Token

Frame = dict[str, list["Token"]]
_BECAUSE = {"because", "since", "as"}
_HANGING = ("from", "over", "into")
_THERE = ("there", "here")  # in that place
_HOMEWARD = ("home", "back")
_BECOME = ("dead", "captive", "hostage", "prisoner")
_NEAR = 6  # words from what becomes of somebody to the word for him
_OBLIGING = ("must", "shall")
_MODIFIERS = ("compound", "amod", "nmod", "nummod")


def frame(token: Token) -> Frame:
    """The grammatical places around an event word: ``{"subject": [...], "object": [...], "from": [...]}``.

    Every list holds head words of phrases, nearest first; "subject" and "object" are logical. ``docs/profiles.md``
    names the places.
    """
    found: Frame = {}
    if is_verbal(token):
        _verb(token, found)
    elif token.pos_ == "ADJ":
        _adjective(token, found)
    else:
        _noun(token, found)
    return found


def _put(found: Frame, name: str, tokens: list[Token]) -> None:
    if tokens:
        place = found.setdefault(name, [])
        whole = dict.fromkeys(unbroken(token) for token in tokens if token.text != "-")
        place.extend(token for token in whole if token not in place)


def _adjective(token: Token, found: Frame) -> None:
    _put(found, "subject", described(token))
    if token.lower_.endswith("ed"):  # "the punishment was relaxed", tagged as an adjective
        _put(found, "object", described(token))
    _prepositions(token, found)
    if token.dep_ in ("acomp", "oprd"):
        _prepositions(token.head, found)


def _verb(verb: Token, found: Frame) -> None:
    passive = is_passive(verb)
    subjects = grammatical_subjects(verb)
    objects = _direct_objects(verb, subjects, passive=passive)
    _put(found, "dative", [child for child in verb.children if child.dep_ == "dative" and child.pos_ != "ADP"])
    _put(found, "object", subjects if passive else objects)
    if not passive or _may_be_active(verb):
        _put(found, "subject", subjects)
    _put(found, "not", [one for one in subjects if _nobody(one)])
    _put(found, "modal", _modal(verb))
    for child in verb.children:
        _dependent(child, found, passive=passive)
    if verb.dep_ == "relcl" and any(child.lower_ == "where" for child in verb.children):
        _put(found, "in", [verb.head])
    for one in (*objects, *(child for two in objects for child in two.children if child.dep_ == "appos")):
        if one.lemma_.lower() not in lexicon().posted:
            _prepositions(one, found)


def _modal(verb: Token) -> list[Token]:
    """What must be, or will have to: "must leave", "would have to leave", but not "had to leave", which was so."""
    own = [child for child in verb.children if child.dep_ == "aux" and child.lower_ in _OBLIGING]
    if own or verb.dep_ != "xcomp" or verb.head.lemma_.lower() != "have":
        return own
    return [verb.head] if any(child.tag_ == "MD" for child in verb.head.children) else []


def _nobody(noun: Token) -> bool:
    """Whether it is nobody, or no one of a kind."""
    return noun.lower_ in ("nobody", "none") or any(child.lower_ == "no" for child in noun.lefts)


def _may_be_active(verb: Token) -> bool:
    """A verb as in "was released and defected" may be active after all, and so is the verb of a sentence that seems to
    have none.
    """
    return verb.tag_ == "VBD" or (verb.dep_ == "acl" and verb.head.dep_ == "ROOT" and not is_verbal(verb.head))


def _beyond(verb: Token) -> Token | None:
    """The object behind what becomes of it, where parsers begin a new clause: "shot dead *five men*, a guard said"."""
    made = next((one for one in verb.children if one.lower_ in _BECOME and one.i == verb.i + 1), None)
    behind = verb.doc[verb.i + 2 : verb.i + 2 + _NEAR] if made is not None else ()
    return next((one for one in behind if one.pos_ in ("NOUN", "PROPN") and one.left_edge.i == verb.i + 2), None)


def _direct_objects(verb: Token, subjects: list[Token], *, passive: bool) -> list[Token]:
    """The objects of a verb: its own, one that coordinated verbs share, or the noun of its relative clause."""
    objects = [_taken(antecedent(one)) for one in verb.children if one.dep_ in ("dobj", "dative") and one.pos_ != "ADP"]
    if objects or passive:
        return objects
    if (taken := _beyond(verb)) is not None:
        return [taken]
    if any(one.lower_ in _HOMEWARD for one in verb.children):  # "called home its envoy", parsed as what it was called
        objects = [one for one in verb.children if one.dep_ == "oprd" and one.pos_ in ("NOUN", "PROPN")]
    if objects:
        return objects
    if is_second_verb(verb):
        return [verb.head]
    if not has(verb, "prep", "ccomp", "xcomp"):
        objects = _shared_object(verb)
    relative = verb.dep_ == "relcl" and subjects and verb.head not in subjects
    if not objects and relative and verb.head.lemma_.lower() not in lexicon().adverbial:
        return [verb.head]  # "the money he stole", but not "the day he fled"
    return objects


def _taken(noun: Token) -> Token:
    """Whom a noun after the object says something of: the "workers" of "took 23 workers hostage"."""
    before = [one for one in noun.lefts if one.dep_ == "compound" and one.tag_ == "NNS"]
    return before[-1] if before and noun.tag_ == "NN" and noun.lemma_.lower() in lexicon().predicative else noun


def _shared_object(verb: Token) -> list[Token]:
    """The object of both verbs of "arrested and deported two men"."""
    for other in coordinated(verb):
        if other.i > verb.i and is_verbal(other) and not has(other, *SUBJECTS):
            return [child for child in other.children if child.dep_ == "dobj"]
    return []


def _dependent(child: Token, found: Frame, *, passive: bool) -> None:
    """Put one dependent of a verb into its place."""
    relation = child.dep_
    if relation == "agent":
        _put(found, "subject" if passive else "by", _objects(child))
        for one in child.children:
            if one.dep_ == "pcomp" and one.tag_ == "VBG":  # "shot by firing squad on Monday at a base"
                _prepositions(one, found)
    elif child.pos_ == "ADP" and relation in ("prep", "dative"):
        _preposition(child, found)
    elif relation in ("oprd", "attr", "acomp"):
        _put(found, "complement", [child])
    elif relation == "neg":
        _put(found, "not", [child])
    elif relation in ("advmod", "npadvmod", "prt"):
        _put(found, "in" if child.lower_ in _THERE else child.lower_, [child])
        for one in child.children:
            if one.dep_ == "prep":
                _preposition(one, found, before=child.lower_)
    else:
        _clause(child, found)


def _clause(child: Token, found: Frame) -> None:
    """Put a subordinate clause into its place: the reason, the purpose, what one is caught doing, who comes along."""
    if child.dep_ == "advcl" and _gives_reason(child):
        _put(found, "because", [child])
    elif child.dep_ == "advcl" and child.lemma_ == "accompany":
        _put(found, "with", [one for agent in child.children if agent.dep_ == "agent" for one in _objects(agent)])
    elif child.dep_ in ("xcomp", "advcl", "ccomp") and child.tag_ == "VB":
        _put(found, "purpose", [child])
        for one in child.children:  # "asked him to go *to the bank*": what he was asked is no order to go
            if one.dep_ in ("prep", "advmod", "prt"):
                _put(found, f"purpose {one.lower_}", [one])
    elif child.dep_ in ("xcomp", "advcl", "ccomp", "prep") and child.tag_ == "VBG":
        _put(found, "gerund", [child])


def _gives_reason(clause: Token) -> bool:
    """Whether a clause gives a reason: "because", and "since" or "as" where the clause comes first; after it they tell
    the time.
    """
    marks = {one.lower_ for one in clause.children if one.dep_ == "mark"}
    return "because" in marks or (bool(marks & _BECAUSE) and clause.i < clause.head.i)


def _preposition(word: Token, found: Frame, before: str = "") -> None:
    """The objects of a preposition under its name, those of a compound one also under the compound's ("because of",
    "out of").
    """
    name = word.lower_
    for child in word.children:
        if child.dep_ == "pobj":
            _object(child, name, found)
            if before:
                _put(found, f"{before} {name}", [child])
        elif child.dep_ == "pcomp" and child.pos_ != "ADP":
            _put(found, name, [child])
        elif child.dep_ in ("prep", "pcomp"):
            _put(found, f"{name} {child.lower_}", _objects(child))
            _put(found, child.lower_, _objects(child))


def _object(child: Token, name: str, found: Frame) -> None:
    if child.lemma_.lower() in lexicon().bridge:  # "on charges of", "at the order of"
        for one in child.children:
            if one.dep_ == "prep":
                _put(found, f"{name} {child.lemma_.lower()} {one.lower_}", _objects(one))
    _put(found, name, [child, *(one for one in coordinated(child) if one.i > child.i)])
    if child.ent_type_ in ("DATE", "TIME"):  # "in late May on charges of": parsers hang the second on the date
        _prepositions(child, found)


def _prepositions(noun: Token, found: Frame) -> None:
    """What prepositions bring in on a noun."""
    for child in noun.children:
        if child.dep_ == "prep":
            _preposition(child, found)


def _noun(noun: Token, found: Frame) -> None:
    for child in noun.children:
        if child.dep_ in ("prep", "agent"):
            _preposition(child, found)
        elif child.dep_ == "poss":
            _put(found, "possessive", [child])
        elif child.dep_ in _MODIFIERS:
            _put(found, "modifier", [child])
        elif child.dep_ == "acl":
            _participle(child, found)
    _put(found, "object", _under(noun))
    _inner(noun, found)
    found.get("modifier", []).reverse()  # nearest first: of "state missile test" the missile
    verb = support(noun)
    if verb is not None:
        _held(noun, verb, found)
    elif (struck := _struck(noun)) is not None:
        _put(found, "on", struck[1])
        _prepositions(struck[0], found)
        for one in struck[1]:
            _located(one, found)


def _located(noun: Token, found: Frame) -> None:
    """The place by name where something stands that the event befalls: "a depot *in Narva*"."""
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ == "in" and any(one.pos_ == "PROPN" for one in _objects(child)):
            _preposition(child, found)


def _under(noun: Token) -> list[Token]:
    """Whom a state befalls: "he was under arrest"."""
    under = noun.dep_ == "pobj" and noun.head.lower_ == "under" and noun.head.head.lemma_ in ("be", "remain", "stay")
    return grammatical_subjects(noun.head.head) if under else []


def _inner(noun: Token, found: Frame) -> None:
    """What parsers hang on those that the noun is about: "the flight of two envoys *from Rome*", "a suit against the
    firm *over wages*".
    """
    about = [one for child in noun.children if child.dep_ == "prep" for one in _objects(child)]
    for child in (child for one in about for child in one.children if child.dep_ == "prep"):
        if child.lower_ not in found and child.lower_ in _HANGING:
            _preposition(child, found)
    if "in" not in found:
        for one in about:
            _located(one, found)


def _struck(noun: Token) -> tuple[Token, list[Token]] | None:
    """The verb by which a noun's event does harm, and what it does it to: "air strikes hit the clinic"."""
    passive = noun.dep_ == "pobj" and noun.head.dep_ == "agent"
    relative = next((c for c in noun.children if c.dep_ == "relcl" and noun in grammatical_subjects(c)), None)
    verb = relative or (noun.head.head if passive else noun.head)
    if not (passive or relative or noun.dep_ == "nsubj") or verb.lemma_.lower() not in lexicon().striking:
        return None
    objects = grammatical_subjects(verb) if passive else [one for one in verb.children if one.dep_ == "dobj"]
    return (verb, objects) if objects else None


def _participle(acl: Token, found: Frame) -> None:
    """What a clause on a noun brings in: "penalties introduced by the state", "changes made to the law", "an order to
    go".
    """
    if acl.tag_ == "VB":
        _put(found, "purpose", [acl])
        return
    for child in acl.children:
        if child.dep_ == "agent":
            _put(found, "by", _objects(child))
        elif child.dep_ == "prep" and acl.lemma_.lower() in lexicon().support:
            _preposition(child, found)


def _held(noun: Token, verb: Token, found: Frame) -> None:
    """What the verb that holds a noun up brings in."""
    passive = is_passive(verb)
    by = [one for child in verb.children if child.dep_ == "agent" for one in _objects(child)]
    if verb.lemma_.lower() in lexicon().support:
        _put(found, "support", by if passive else grammatical_subjects(verb))
    for child in verb.children:
        if child != noun and child.dep_ == "prep":
            _preposition(child, found)
        elif child.dep_ == "advmod" and child.lower_ in _THERE:
            _put(found, "in", [child])
        elif child.dep_ in ("advcl", "xcomp"):
            _clause(child, found)


def support(noun: Token) -> Token | None:
    """The verb that holds a noun up ("carried out an execution", "an audit was ordered"), if there is one."""
    words = lexicon()
    top = noun
    while top.dep_ == "conj" and top.head.pos_ in ("NOUN", "PROPN"):
        top = top.head
    if top.dep_ == "pobj" and top.head.lower_ == "of" and top.head.head.lemma_.lower() in words.transparent:
        top = top.head.head
    verb = top.head
    holds = is_verbal(verb) and verb.lemma_.lower() in words.support | words.carrier
    return verb if top.dep_ in ("dobj", "nsubjpass") and holds else None
