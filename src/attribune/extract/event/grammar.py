"""Who does what to whom around a word: logical subject and object through passives, relative clauses, control and coordination."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .lexicon import lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

Frame = dict[str, list["Token"]]
_SUBJECTS = ("nsubj", "nsubjpass")
_RELATIVE = {"who", "whom", "which", "that"}
_DEEP = 6  # a sentence that nests deeper than this is a parser's mistake
_BECAUSE = {"because", "since", "as"}
_COMPOUND_PREPOSITION = {
    "respect",
    "response",
    "order",
    "behest",
    "addition",
    "charge",
    "ground",
    "suspicion",
    "account",
}
_ADVERBIAL = {
    "moment",
    "time",
    "day",
    "week",
    "month",
    "year",
    "night",
    "hour",
    "way",
    "reason",
    "place",
    "fact",
    "manner",
    "minute",
    "occasion",
}
_POSTED = {
    "ambassador",
    "envoy",
    "representative",
    "adviser",
    "advisor",
    "delegate",
    "consul",
    "mission",
    "attache",
    "secretary",
}
_OBJECT_CONTROL = {"for", "of", "with", "from"}


def frame(token: Token) -> Frame:
    """The grammatical places around an event word: ``{"subject": [...], "object": [...], "from": [...]}``.

    Every list holds head words of noun phrases, nearest first; "subject" and "object" are logical.
    """
    found: Frame = {}
    if is_verbal(token):
        _verb(token, found)
    elif token.pos_ == "ADJ":
        _put(found, "subject", _described(token))
        if token.lower_.endswith("ed"):  # "the punishment was relaxed", tagged as an adjective
            _put(found, "object", _described(token))
        _prepositions(token, found)
        if token.dep_ in ("acomp", "oprd"):
            _prepositions(token.head, found)
    else:
        _noun(token, found)
    return found


def _described(adjective: Token) -> list[Token]:
    """Of whom a predicate adjective is said: "he was missing", "considered them missing", "envoy missing in Rome"."""
    head = adjective.head
    if adjective.dep_ in ("acomp", "oprd", "attr", "advcl", "xcomp", "ccomp", "conj") and is_verbal(head):
        objects = [child for child in head.children if child.dep_ == "dobj"]
        return objects or grammatical_subjects(head)
    if adjective.dep_ in ("amod", "acl", "relcl") and head.i < adjective.i:
        return [head]
    own = [child for child in adjective.children if child.dep_ in (*_SUBJECTS, "nmod", "npadvmod", "compound")]
    return own[-1:]


def is_verbal(token: Token) -> bool:
    """Whether a word works as a verb here."""
    return token.pos_ in ("VERB", "AUX") or token.tag_.startswith("VB")


def is_passive(verb: Token, depth: int = 0) -> bool:
    """Whether a verb's grammatical subject is what it is done to."""
    if any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children):
        return True
    if verb.dep_ == "amod" and verb.head.dep_ == "conj" and verb.head.head.dep_ == "dobj":
        return False
    if verb.tag_ == "VBN" and verb.dep_ == "conj" and depth < _DEEP and is_verbal(verb.head):
        bare = not any(child.dep_ in ("aux", "dobj") for child in verb.children)
        if bare and is_passive(verb.head, depth + 1):
            return True  # "he was dismissed and the family banished"
    if verb.tag_ not in ("VBN", "VBD") or any(child.dep_ in ("aux", "nsubj") for child in verb.children):
        return False
    if verb.tag_ == "VBD" and (verb.dep_ != "conj" or any(child.dep_ == "dobj" for child in verb.children)):
        return False
    if verb.dep_ in ("acl", "amod", "advcl", "ROOT", "relcl", "xcomp", "oprd"):
        return not any(child.dep_ == "dobj" for child in verb.children)
    return verb.dep_ == "conj" and depth < _DEEP and is_verbal(verb.head) and is_passive(verb.head, depth + 1)


def _verb(verb: Token, found: Frame) -> None:
    passive = is_passive(verb)
    subjects = grammatical_subjects(verb)
    objects = [_antecedent(one) for one in verb.children if one.dep_ in ("dobj", "dative")]
    if verb.dep_ == "amod" and verb.head.dep_ == "conj" and not passive:
        objects = [verb.head]
    if not objects and not passive and not any(child.dep_ in ("prep", "ccomp", "xcomp") for child in verb.children):
        objects = _shared_object(verb)
    if verb.dep_ == "relcl" and not objects and not passive and _object_relative(verb, subjects):
        objects = [verb.head]
    _put(found, "dative", [child for child in verb.children if child.dep_ == "dative" and child.pos_ != "ADP"])
    if passive:
        _put(found, "object", subjects)
        _put(found, "second", objects)
        # "was released and defected" may be active after all, and so is the verb of a sentence that seems to have none
        if verb.tag_ == "VBD" or (verb.dep_ == "acl" and verb.head.dep_ == "ROOT" and not is_verbal(verb.head)):
            _put(found, "subject", subjects)
    else:
        _put(found, "subject", subjects)
        _put(found, "object", objects)
    for child in verb.children:
        _dependent(child, found, passive=passive)
    for one in (*objects, *(child for two in objects for child in two.children if child.dep_ == "appos")):
        if one.lemma_.lower() not in _POSTED:
            _prepositions(one, found)
    for child in verb.children:
        if child.dep_ in ("xcomp", "advcl", "ccomp") and child.tag_ == "VB":
            _put(found, "purpose", [child])
        elif child.dep_ in ("xcomp", "advcl", "ccomp", "prep") and child.tag_ == "VBG":
            _put(found, "gerund", [child])


def _shared_object(verb: Token) -> list[Token]:
    """The object that coordinated verbs share: "arrested and deported two men"."""
    for other in verb.conjuncts:
        if other.i > verb.i and is_verbal(other) and not any(c.dep_ in _SUBJECTS for c in other.children):
            return [child for child in other.children if child.dep_ == "dobj"]
    return []


def _object_relative(verb: Token, subjects: list[Token]) -> bool:
    """Whether the noun that a relative clause hangs on is its object: "the money he stole"."""
    return bool(subjects) and verb.head not in subjects and verb.head.lemma_.lower() not in _ADVERBIAL


def _dependent(child: Token, found: Frame, *, passive: bool) -> None:
    """Put one dependent of a verb into its place."""
    if child.dep_ == "agent":
        name = "subject" if passive else "by"
        _put(found, name, [one for one in child.children if one.dep_ in ("pobj", "pcomp")])
    elif child.dep_ == "prep":
        _preposition(child, found)
    elif child.dep_ in ("oprd", "attr", "acomp"):
        _put(found, "complement", [child])
    elif child.dep_ == "neg":
        _put(found, "not", [child])
    elif child.dep_ == "advcl" and _gives_reason(child):
        _put(found, "because", [child])
    elif child.dep_ == "advcl" and child.lemma_ == "accompany":
        _put(found, "with", [one for agent in child.children if agent.dep_ == "agent" for one in _objects(agent)])
    elif child.dep_ in ("advmod", "npadvmod", "prt"):
        _put(found, child.lower_, [child])
        for one in child.children:
            if one.dep_ == "prep":
                _preposition(one, found, before=child.lower_)


def _gives_reason(clause: Token) -> bool:
    """ "because", and "since" or "as" where the clause comes first; after it they tell the time."""
    marks = {one.lower_ for one in clause.children if one.dep_ == "mark"}
    return "because" in marks or (bool(marks & _BECAUSE) and clause.i < clause.head.i)


def _preposition(word: Token, found: Frame, before: str = "") -> None:
    """The objects of a preposition under its name, those of a compound one under the compound's ("because of", "out of")."""
    name = word.lower_
    for child in word.children:
        if child.dep_ == "pobj":
            inner = [one for one in child.children if one.dep_ == "prep"]
            if child.lemma_ in _COMPOUND_PREPOSITION and inner:
                for one in inner:
                    _put(found, f"{name} {child.lemma_} {one.lower_}", _objects(one))
            _put(found, name, [child, *(one for one in child.conjuncts if one.i > child.i)])
            if child.ent_type_ in ("DATE", "TIME"):  # "in late May on charges of": parsers hang the second on the date
                _prepositions(child, found)
            if before:
                _put(found, f"{before} {name}", [child])
        elif child.dep_ == "pcomp":
            if child.dep_ == "pcomp" and child.pos_ == "ADP":
                _put(found, f"{name} {child.lower_}", _objects(child))
            else:
                _put(found, name, [child])
        elif child.dep_ == "prep":
            _put(found, f"{name} {child.lower_}", _objects(child))
            _put(found, child.lower_, _objects(child))


def _objects(word: Token) -> list[Token]:
    return [one for child in word.children if child.dep_ in ("pobj", "pcomp") for one in (child, *child.conjuncts)]


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
        elif child.dep_ in ("compound", "amod", "nmod", "nummod"):
            _put(found, "modifier", [child])
        elif child.dep_ == "acl" and child.tag_ == "VB":
            _put(found, "purpose", [child])
        elif child.dep_ == "acl" and child.tag_ == "VBN":
            _acl(child, found)
    verb = support(noun)
    if verb is not None:
        passive = is_passive(verb)
        by = [one for child in verb.children if child.dep_ == "agent" for one in _objects(child)]
        if verb.lemma_.lower() in lexicon().support:
            _put(found, "support", by if passive else grammatical_subjects(verb))
        for child in verb.children:
            if child != noun and child.dep_ in ("prep", "advcl"):
                _dependent(child, found, passive=passive)
            elif child.dep_ == "advcl" or (child.dep_ == "xcomp" and child.tag_ == "VB"):
                _put(found, "purpose", [child])


def _acl(participle: Token, found: Frame) -> None:
    """ "penalties introduced by Kim": the agent of a participle on the noun."""
    for child in participle.children:
        if child.dep_ == "agent":
            _put(found, "by", _objects(child))


def support(noun: Token) -> Token | None:
    """The verb that holds a noun up ("carried out an execution", "an audit was ordered"), if there is one."""
    top = noun
    while top.dep_ == "conj" and top.head.pos_ in ("NOUN", "PROPN"):
        top = top.head
    if top.dep_ == "pobj" and top.head.lower_ == "of" and top.head.head.lemma_ in lexicon().transparent:
        top = top.head.head
    verb = top.head
    if (
        top.dep_ in ("dobj", "nsubjpass")
        and is_verbal(verb)
        and verb.lemma_.lower() in lexicon().support | lexicon().carrier
    ):
        return verb
    return None


def grammatical_subjects(verb: Token, depth: int = 0) -> list[Token]:
    """The grammatical subject of a verb, its own or the one it shares: coordination, control, participles, relative clauses."""
    own = [_antecedent(child) for child in verb.children if child.dep_ in _SUBJECTS]
    if own or depth > _DEEP:
        return own
    head = verb.head
    if verb.dep_ == "conj" and is_verbal(head):
        return grammatical_subjects(head, depth + 1)
    if verb.dep_ in ("xcomp", "ccomp", "oprd", "acomp") and is_verbal(head):
        return _controller(head, depth)
    if verb.dep_ in ("acl", "relcl"):
        return _of_noun(head, depth) if verb.tag_ == "VB" else [head]
    if verb.dep_ in ("amod", "compound", "nmod"):
        above = head.head.head
        if verb.tag_ == "VBN" and head.dep_ == "conj" and head.head.dep_ == "dobj" and is_verbal(above):
            return grammatical_subjects(
                above, depth + 1
            )  # "left his post and requested asylum", read as two things left
        return [head]
    if verb.dep_ == "advcl" and is_verbal(head):
        return grammatical_subjects(head, depth + 1)
    if verb.dep_ == "xcomp" and head.pos_ == "ADJ":
        return grammatical_subjects(head.head, depth + 1) if is_verbal(head.head) else []
    if verb.dep_ == "pcomp":
        return _of_preposition(head, depth)
    return []


def _controller(head: Token, depth: int) -> list[Token]:
    """Who does what a verb's complement tells: the object ("forced them to flee"), else the subject ("tried to flee")."""
    objects = [child for child in head.children if child.dep_ in ("dobj", "dative")]
    return objects if objects and head.lemma_ != "promise" else grammatical_subjects(head, depth + 1)


def _of_noun(noun: Token, depth: int) -> list[Token]:
    """Whose attempt, order or plan it is: "an attempt by four men to flee", "made an attempt to flee", "their plan to flee"."""
    for child in noun.children:
        if child.dep_ == "poss":
            return [child]
        if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "of", "for"):
            return [one for one in child.children if one.dep_ == "pobj"]
    if noun.dep_ in ("dobj", "attr") and is_verbal(noun.head):
        named = (
            noun.dep_ == "dobj"
            and noun.head.lemma_ not in ("become", "remain")
            and noun.lemma_.lower() in lexicon().person
        )
        return [noun] if named else grammatical_subjects(noun.head, depth + 1)
    return [noun] if noun.lemma_.lower() in lexicon().person else []


def _of_preposition(word: Token, depth: int) -> list[Token]:
    """Who does what a gerund after a preposition tells: "expelled him for smuggling" the object, "fled after stealing" the subject."""
    verb = word.head
    if is_verbal(verb):
        objects = [child for child in verb.children if child.dep_ == "dobj"]
        if objects and word.lower_ in _OBJECT_CONTROL and objects[0].lemma_.lower() in lexicon().person | {"-pron-"}:
            return objects
        if objects and word.lower_ in _OBJECT_CONTROL and objects[0].pos_ in ("PROPN", "PRON"):
            return objects
        return grammatical_subjects(verb, depth + 1)
    if verb.dep_ == "poss" or any(child.dep_ == "poss" for child in verb.children):
        return [child for child in verb.children if child.dep_ == "poss"]
    if verb.dep_ in ("dobj", "pobj") and is_verbal(verb.head):
        return grammatical_subjects(verb.head, depth + 1)
    inner = [one for child in verb.children if child.dep_ == "prep" and child.lower_ == "of" for one in _objects(child)]
    return inner[:1]


def _antecedent(token: Token) -> Token:
    """The noun that a relative pronoun stands for; any other word itself."""
    if token.lower_ in _RELATIVE and token.tag_ in ("WP", "WDT", "WP$", "IN"):
        clause = token.head
        while clause.dep_ in ("conj", "xcomp", "auxpass") and clause.head != clause:
            clause = clause.head
        if clause.dep_ == "relcl":
            return _predicated(clause.head)
    return token


def _predicated(noun: Token) -> Token:
    """Of whom a noun is said: "called *him* a crook who ...". Any other noun itself."""
    if noun.dep_ == "oprd":
        objects = [child for child in noun.head.children if child.dep_ == "dobj"]
        return objects[0] if objects else noun
    return noun


def _put(found: Frame, name: str, tokens: list[Token]) -> None:
    if tokens:
        place = found.setdefault(name, [])
        place.extend(token for token in tokens if token not in place)


def ancestors(token: Token) -> Iterator[Token]:
    """The words above a word, nearest first, to the sentence's root."""
    while token.head != token:
        token = token.head
        yield token
