"""Who is the grammatical subject of a verb: its own or one it shares, through coordination, control, participles and
relatives.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Token

SUBJECTS = ("nsubj", "nsubjpass")
_RELATIVE = {"who", "whom", "which", "that"}
_DEEP = 6  # a sentence that nests deeper than this is a parser's mistake
_LONG = 20
_OBJECT_CONTROL = {"for", "of", "with", "from"}
_ACCUSING = {"accuse", "suspect", "blame", "convict", "acquit", "absolve", "clear", "exonerate", "charge"}
_BARE = {  # verbs that need no object, whose form in "-ed" after a noun may well be the past
    *(
        "flee",
        "escape",
        "defect",
        "disappear",
        "vanish",
        "die",
        "perish",
        "arrive",
        "return",
        "go",
        "come",
        "leave",
        "run",
    ),
    *(
        "cross",
        "march",
        "protest",
        "win",
        "lose",
        "resign",
        "quit",
        "erupt",
        "explode",
        "collapse",
        "crash",
        "sink",
        "walk",
    ),
}
_NOMINAL = ("NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM")
_NEEDY = {  # verbs that must have an object
    *(
        "kill",
        "arrest",
        "execute",
        "detain",
        "abduct",
        "kidnap",
        "expel",
        "deport",
        "free",
        "jail",
        "imprison",
        "sack",
        "oust",
    ),
    *("purge", "injure", "wound", "rescue", "behead", "assassinate", "murder", "repatriate", "summon", "hospitalize"),
}
_HEADLINE = 14  # words of a sentence that may well be a headline, where passives have no auxiliary
_OFTEN_PASSIVE = ("acl", "amod", "advcl", "ROOT", "relcl", "xcomp", "oprd")


def is_verbal(token: Token) -> bool:
    """Whether a word works as a verb here."""
    return token.pos_ in ("VERB", "AUX") or token.tag_.startswith("VB")


def coordinated(token: Token) -> list[Token]:
    """The words coordinated with a word, in the order of the text; of a list without end the first ones."""
    first = token
    for _ in range(_LONG):
        if first.dep_ != "conj":
            break
        first = first.head
    series = [first]
    for one in series:
        if len(series) <= _LONG:
            series.extend(child for child in one.rights if child.dep_ == "conj")
    return sorted((one for one in series if one != token), key=_place)


def _place(token: Token) -> int:
    return token.i


def objects_of(word: Token) -> list[Token]:
    """The objects of a preposition, with those coordinated."""
    return [one for child in word.children if child.dep_ in ("pobj", "pcomp") for one in (child, *coordinated(child))]


def has(token: Token, *relations: str) -> bool:
    """Whether something hangs on a word in one of the relations."""
    return any(child.dep_ in relations for child in token.children)


def is_passive(verb: Token, depth: int = 0) -> bool:
    """Whether a verb's grammatical subject is what it is done to."""
    if has(verb, "nsubjpass", "auxpass"):
        return True
    if is_second_verb(verb) or verb.tag_ not in ("VBN", "VBD") or has(verb, "aux"):
        return False
    if verb.dep_ == "conj":  # "he was tried and shot", "he was dismissed and the family banished"
        alone = not has(verb, "dobj") and (verb.tag_ == "VBN" or not has(verb, "nsubj"))
        return alone and depth < _DEEP and is_verbal(verb.head) and is_passive(verb.head, depth + 1)
    return _is_shortened(verb)


def _is_shortened(verb: Token) -> bool:
    """Whether it is a passive without its auxiliary: a participle, or the verb of a headline."""
    participle = verb.tag_ == "VBN" and verb.dep_ in _OFTEN_PASSIVE
    if has(verb, "dobj") or verb.lemma_ in _BARE:
        return participle and not has(verb, "dobj", "nsubj")
    if verb.lemma_ in _NEEDY and verb.dep_ in ("ROOT", "ccomp") and not has(verb, "dative", "xcomp", "conj"):
        behind = next((one for one in verb.doc[verb.i + 1 : verb.i + 2] if one.pos_ in _NOMINAL), None)
        return behind is None  # "three arrested over fire": without an object these are done to the subject
    if has(verb, "nsubj") and (verb.dep_ != "ROOT" or len(verb.sent) > _HEADLINE):
        return False  # "five shot at depot" has no auxiliary
    return participle or (verb.dep_ == "acl" and not any(one.is_punct for one in verb.doc[verb.head.i : verb.i]))


def is_second_verb(verb: Token) -> bool:
    """Whether parsers took the second of two verbs for an adjective: "left his post and *requested* asylum"."""
    noun = verb.head
    return (
        verb.dep_ == "amod"
        and verb.tag_ in ("VBN", "VBD")
        and noun.dep_ == "conj"
        and noun.head.dep_ == "dobj"
        and is_verbal(noun.head.head)
    )


def grammatical_subjects(verb: Token, depth: int = 0) -> list[Token]:
    """The grammatical subject of a verb, its own or the one it shares."""
    if verb.dep_ == "pcomp" and verb.tag_ == "VBD" and verb.head.lower_ == "with" and not is_verbal(verb.head.head):
        return [verb.head.head]  # "a ferry with 150 people on board sank", where parsers let the people sink
    own = [antecedent(child) for child in verb.children if child.dep_ in SUBJECTS]
    if own or depth > _DEEP:
        return own
    if is_second_verb(verb):
        return grammatical_subjects(verb.head.head.head, depth + 1)
    found = _SHARED.get(verb.dep_)
    return found(verb, depth + 1) if found else []


def _of_above(verb: Token, depth: int) -> list[Token]:
    """That of the verb above: of a later verb of a series, of an adverbial clause."""
    return grammatical_subjects(verb.head, depth) if is_verbal(verb.head) else []


def _of_controller(verb: Token, depth: int) -> list[Token]:
    """Who does what a complement tells: the object ("forced them to flee"), else the subject ("tried to flee", "is
    likely to").
    """
    head = verb.head
    if not is_verbal(head):
        return grammatical_subjects(head.head, depth) if head.pos_ == "ADJ" and is_verbal(head.head) else []
    objects = [child for child in head.children if child.dep_ in ("dobj", "dative")]
    return objects if objects and head.lemma_ != "promise" else grammatical_subjects(head, depth)


def _of_modified(verb: Token, depth: int) -> list[Token]:
    """The noun that a participle or clause hangs on; of an infinitive, whose attempt, order or plan it is."""
    return _owner(verb.head, depth) if verb.tag_ == "VB" else [verb.head]


def _owner(noun: Token, depth: int) -> list[Token]:
    """Of "an attempt by four men to flee", "made an attempt to flee", "their plan to flee" those who try or plan."""
    for child in noun.children:
        if child.dep_ == "poss":
            return [child]
        if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "of", "for"):
            return [one for one in child.children if one.dep_ == "pobj"]
    person = noun.lemma_.lower() in lexicon().person
    copular = noun.dep_ == "attr" or noun.head.lemma_ in ("become", "remain")
    if noun.dep_ in ("dobj", "attr") and is_verbal(noun.head) and (copular or not person):
        return grammatical_subjects(noun.head, depth)
    return [noun] if person else []


def _of_gerund(verb: Token, depth: int) -> list[Token]:
    """Who does what a gerund tells: "expelled *him* for smuggling", but "*he* fled after stealing"."""
    word, above = verb.head, verb.head.head
    if is_verbal(above):
        objects = [child for child in above.children if child.dep_ == "dobj"]
        person = objects and (objects[0].pos_ in ("PROPN", "PRON") or objects[0].lemma_.lower() in lexicon().person)
        accused = objects and above.lemma_ in _ACCUSING  # be it a person, a state or a firm
        return objects if (person or accused) and word.lower_ in _OBJECT_CONTROL else grammatical_subjects(above, depth)
    possessors = [child for child in above.children if child.dep_ == "poss"]
    if possessors:
        return possessors
    if above.dep_ in ("dobj", "pobj") and is_verbal(above.head):
        return grammatical_subjects(above.head, depth)
    return [one for child in above.children if child.lower_ == "of" for one in objects_of(child)][:1]


_SHARED: dict[str, Callable[[Token, int], list[Token]]] = {
    "conj": _of_above,
    "advcl": _of_above,
    "xcomp": _of_controller,
    "ccomp": _of_controller,
    "oprd": _of_controller,
    "acomp": _of_controller,
    "acl": _of_modified,
    "relcl": _of_modified,
    "amod": _of_modified,
    "compound": _of_modified,
    "nmod": _of_modified,
    "pcomp": _of_gerund,
}


def antecedent(token: Token) -> Token:
    """The noun that a relative pronoun stands for; any other word itself."""
    if token.lower_ not in _RELATIVE or token.tag_ not in ("WP", "WDT", "WP$", "IN"):
        return token
    clause = token.head
    while clause.dep_ in ("conj", "xcomp", "auxpass") and clause.head != clause:
        clause = clause.head
    if clause.dep_ != "relcl":
        return token
    noun = clause.head
    if noun.dep_ == "oprd":  # "called *him* a crook who fled"
        return next((child for child in noun.head.children if child.dep_ == "dobj"), noun)
    return next((child for child in noun.lefts if child.dep_ == "nsubj"), noun)  # the same, parsed as a clause


def described(adjective: Token) -> list[Token]:
    """Of whom a predicate adjective is said: "he was missing", "considered them missing", "envoy missing in Rome"."""
    head = adjective.head
    if is_verbal(head) and adjective.dep_ in ("acomp", "oprd", "attr", "advcl", "xcomp", "ccomp", "conj"):
        objects = [child for child in head.children if child.dep_ == "dobj"]
        return objects or grammatical_subjects(head)
    if adjective.dep_ in ("amod", "acl", "relcl") and head.i < adjective.i:
        return [head]
    return [child for child in adjective.children if child.dep_ in (*SUBJECTS, "nmod", "npadvmod", "compound")][-1:]
