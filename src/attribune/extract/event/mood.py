"""What a sentence says of an event on the way from its word upwards: negated, possible, planned, prevented, tried,
rumoured.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .frame import support
from .lexicon import lexicon
from .subject import has, is_passive, is_verbal

if TYPE_CHECKING:
    from spacy.tokens import Token

    from attribune.model import Statement

    from .trigger import Found

MODAL = {"may", "might", "could", "can", "would", "should", "must", "ought"}
_WILL = {"will", "'ll", "’ll", "wo", "shall"}
_IF = {"if", "unless", "whether", "lest", "should"}
_ONCE = {"once", "when", "whenever", "until", "till", "before", "after", "as", "while"}
_NOT_YET = {"before", "until", "till", "once", "if", "unless"}
_SPOKEN = {"verify", "say", "corroborate", "exclude", "discuss", "comment"}  # what cannot be told may have happened
_NEAR = 6  # words of a heading between such a word and the event
_NOBODY = {"nobody", "none", "neither", "no"}
_ANYBODY = {"those", "they", "people", "anyone", "everyone", "one", "whoever", "anybody", "everybody"}
_KNOWN = {"the", "this", "that", "these", "those"}
_ANY = {"a", "an", "any", "every", "each"}
_COMPLEMENT = ("xcomp", "ccomp", "acl", "acomp", "oprd")
_HELD = ("nsubj", "nsubjpass", "dobj", "attr")
_ABOUT = {"of", "for", "against", "about", "at", "on", "to", "over"}
_LONG = 12  # no event stands so deep in its sentence


@dataclass(slots=True)
class Mood:
    """What was met on the way; each word is the first that says so, "" if none does. ``attempt`` is the word of
    trying.
    """

    negated: bool = False
    could: bool = False
    will: bool = False
    possible: str = ""
    planned: str = ""
    prevented: str = ""
    rumoured: str = ""
    attempt: Token | None = None

    def may(self, word: str) -> None:
        """Note a word that leaves the event possible."""
        self.possible = self.possible or word


def mood(found: Found, statement: Statement | None, *, heading: bool) -> Mood:
    """The mood of an event as its sentence tells it, inside the statement that holds it."""
    read = Mood()
    token = found.head
    held = support(token) if found.trigger.status else None
    _own(found, read, heading=heading)
    for _ in range(_LONG):
        parent = token.head
        if parent == token or not (statement is None or _within(parent, statement)):
            break
        if parent != held and not _step(token, parent, read):
            break
        token = parent
    return read


def _within(token: Token, statement: Statement) -> bool:
    return any(part.start <= token.idx < part.end for part in statement.content)


def _own(found: Found, read: Mood, *, heading: bool) -> None:
    """The event word's own modals, negation and adverbs, and its tense."""
    token, words = found.head, lexicon()
    _auxiliaries(token, read)
    if "not=*" in found.trigger.needs:
        read.negated = False  # "was not seen again" is told as having happened
    for child in token.children:
        word = child.lower_
        if word in words.nearly:
            read.prevented = word
        elif word in words.perhaps or (child.dep_ == "amod" and word in words.ahead and not is_verbal(token)):
            read.may(word)
    actors = (token, *(one for place in ("subject", "object", "support") for one in found.places.get(place, [])[:1]))
    lacking = "not=*" in found.trigger.needs  # nobody has seen them: so it is
    if not lacking and any(
        one.lower_ in _NOBODY or any(c.lower_ == "no" and c.dep_ == "det" for c in one.children) for one in actors
    ):
        read.negated = True
    bare = token.head.dep_ == "ROOT" and token.head.pos_ in ("NOUN", "PROPN") and token.sent.text.strip()[-1:] != "."
    if token.dep_ in ("acl", "relcl") and bare and _infinitive(token):
        read.will = True  # "City to close its port", parsed as a city that is to
    if is_verbal(token) and not heading and _habitual(found):
        read.may("told as a habit")
    if token.sent[-1].text == "?":
        read.may("asked")
    if heading and found.trigger.pos == "VERB" and token.tag_ not in ("VBD", "VBN"):
        read.possible = read.possible or _not_yet(token)


def _not_yet(token: Token) -> str:
    """The word of a heading, whose grammar parsers miss, by which the event is to come: "*before* port opens"."""
    for one in reversed(token.doc[max(token.sent.start, token.i - _NEAR) : token.i]):
        if one.is_punct:
            return ""
        if one.lower_ in _NOT_YET:
            return one.lower_
    return ""


def _infinitive(verb: Token) -> bool:
    return any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.children)


def _auxiliaries(verb: Token, read: Mood) -> None:
    """What a verb's auxiliaries, conjunctions and adverbs say."""
    if not is_verbal(verb):
        return
    negated = has(verb, "neg")
    read.negated = read.negated or negated
    for child in verb.children:
        word = child.lower_
        if child.dep_ in ("aux", "auxpass"):
            if word == "to" and verb.dep_ in ("ROOT", "ccomp") and _has_own_subject(verb):
                read.will = True  # a headline's "City to close its port"
            if word in MODAL or _inverted(child, verb):
                read.may(word)
                spoken = verb.lemma_.lower() in lexicon().carrier | _SPOKEN
                read.could = read.could or (negated and word in ("could", "can") and not spoken)
            read.will = read.will or word in _WILL
        elif word in lexicon().habit or _conditional(child, verb):
            read.may(word)


def _has_own_subject(verb: Token) -> bool:
    return has(verb, "nsubj", "nsubjpass") and not has(verb, "mark")


def _inverted(auxiliary: Token, verb: Token) -> bool:
    """Whether it is "Had he been caught"."""
    subject = min((child.i for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")), default=None)
    return auxiliary.lower_ == "had" and subject is not None and auxiliary.i < subject


def _conditional(child: Token, verb: Token) -> bool:
    """Whether it is "if he flees" or "once the border opens"."""
    word = child.lower_
    return child.dep_ in ("mark", "advmod") and (word in _IF or (word in _ONCE and _present(verb)))


def _present(verb: Token) -> bool:
    """Whether a clause stands in the simple present."""
    aux = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    return any(one.tag_ in ("VBZ", "VBP") for one in aux or [verb])


def _habitual(found: Found) -> bool:
    """Whether it is told as a habit: "envoys defect", "deserters are jailed": simple present, nobody in particular."""
    verb = found.head
    passive = is_passive(verb)
    supported = any(child.lemma_ == "do" and child.tag_ in ("VBZ", "VBP") for child in verb.children)
    if verb.tag_ not in ("VBZ", "VBP") and not supported and not (passive and _present(verb)):
        return False
    if any(child.dep_ == "aux" and child.lemma_ in ("be", "have") for child in verb.children):
        return False
    actors = found.places.get("object" if passive else "subject", [])
    objects = [] if passive else found.places.get("object", [])
    if objects and all(_general(one) for one in objects[:1]):  # "the state kills people"
        return True
    return not actors or any(_general(one) for one in actors)


def _general(noun: Token) -> bool:
    """Whether a noun phrase means any of a kind: a bare plural, "a leader", "those who"."""
    if noun.lower_ in _ANYBODY:
        return True
    if noun.pos_ not in ("NOUN", "PROPN"):
        return False
    if any(child.dep_ == "det" and child.lower_ in _ANY for child in noun.children):
        return True
    return noun.tag_ == "NNS" and not has(noun, "det", "poss", "nummod")


def _step(token: Token, parent: Token, read: Mood) -> bool:
    """Take in what stands one step up. False where what is above no longer bears on the event."""
    relation = token.dep_
    if relation == "advcl" and token.tag_ == "VB" and not has(token, "nsubj"):
        read.planned = read.planned or "a purpose"
    if relation == "conj":
        return _coordinated(token, parent, read)
    if relation == "prep":
        return _under_preposition(token.lower_, _voiced(token, parent), read)
    if relation in ("pobj", "pcomp"):
        return True
    if relation == "relcl" and has(token, "nsubj", "nsubjpass") and parent.lemma_.lower() in lexicon().rumour:
        if any(child.lower_ in lexicon().falsehood for child in parent.children):
            read.negated = True  # "the false rumour that he fled"
        else:
            read.rumoured = parent.lemma_.lower()  # "the rumour that he fled", parsed as if he fled it
    if relation not in (*_COMPLEMENT, *_HELD) or not _complements(token, relation):
        return False
    if relation in _HELD and is_verbal(parent):
        _verb_above(token, parent, read)
    if relation != "nsubj":
        _governed(parent, relation, read, passive=is_passive(token))
    return True


def _preposed(clause: Token, main: Token) -> bool:
    """Whether a clause only tells when or why: "After 40 died, the state promised ...", parsed as what was promised."""
    marks = (child.lower_ for child in clause.children if child.dep_ in ("mark", "advmod"))
    return clause.i < main.i and any(mark in _ONCE or mark in ("because", "since", "although") for mark in marks)


def _complements(clause: Token, relation: str) -> bool:
    """Whether a clause on a noun says what the noun is about ("a plan to flee", "the rumour that he fled"), and one on
    a verb what that tells.
    """
    if relation != "acl":
        return relation != "ccomp" or not _preposed(clause, clause.head)
    return clause.tag_ == "VB" or any(child.dep_ == "mark" and child.lower_ == "that" for child in clause.children)


def _verb_above(token: Token, parent: Token, read: Mood) -> None:
    """A noun's event has the modals of the verb that it is subject or object of: "a purge could follow", "no audit was
    held".
    """
    before = read.negated
    _auxiliaries(parent, read)
    brought = token.dep_ == "dobj" and not _known(token)  # "did not see the arrest as ..." takes it as done
    held = parent == support(token) and (parent.lemma_.lower() in lexicon().support or not _known(token))
    if not brought and not held and not _happens(parent):
        read.negated = before


def _known(noun: Token) -> bool:
    """Whether an event is told as known: "the arrest", "his arrest"."""
    return any(child.lower_ in _KNOWN or child.dep_ == "poss" for child in noun.lefts)


def _happens(verb: Token) -> bool:
    """Whether a verb only says of its subject that it came about: "the execution never took place"."""
    took = verb.lemma_ == "take" and any(child.dep_ == "dobj" and child.lower_ == "place" for child in verb.children)
    return took or verb.lemma_ in ("happen", "occur")


def _coordinated(token: Token, parent: Token, read: Mood) -> bool:
    """A later verb of a series shares the first one's modal unless it has auxiliaries or a subject of its own."""
    if not is_verbal(token):
        return True
    if has(token, "nsubj", "nsubjpass", "aux") or token.tag_ in ("VBZ", "VBP"):
        return False
    negated = read.negated
    _auxiliaries(parent, read)
    read.negated = negated
    return True


def _voiced(preposition: Token, above: Token) -> Token:
    """What a preposition belongs to by sense: the concerns of "concerns were raised over chain defections"."""
    if not is_verbal(above) or any(_known(child) for child in preposition.children):
        return above
    subjects = [one for one in above.children if one.dep_ in ("nsubj", "nsubjpass")]
    held = [above.head] if above.dep_ == "acl" else subjects
    return next((one for one in held if one.pos_ == "NOUN" and one.lemma_.lower() in lexicon().possible), above)


def _under_preposition(preposition: str, noun: Token, read: Mood) -> bool:
    """What a word with a preposition says of its object: "fear of a purge", "called for an inquiry", "kept him from
    fleeing".
    """
    lemma, words = noun.lemma_.lower(), lexicon()
    if noun.lower_ == "ahead":
        read.may("ahead of")
    elif preposition == "from" and lemma in words.prevent:
        read.prevented = lemma
    elif preposition in _ABOUT and lemma in words.rumour:
        read.rumoured = lemma
    elif preposition in _ABOUT and lemma in words.attempt:
        read.attempt = noun
    elif preposition in _ABOUT and lemma in words.possible:
        read.may(lemma)
    elif preposition in _ABOUT and lemma in words.plan and noun.pos_ == "NOUN":
        read.planned = read.planned or lemma
    else:
        return preposition in ("of", "in", "at", "to", "for")
    return True


def _governed(parent: Token, relation: str, read: Mood, *, passive: bool) -> None:
    """What the governing verb, adjective or noun says: "tried to", "planned to", "is likely to", "foiled"."""
    lemma, words = parent.lemma_.lower(), lexicon()
    verbal = relation in _COMPLEMENT
    wanted = lemma == "want" and parent.tag_ == "VBN"  # "wanted for smuggling"
    if lemma in words.attempt and verbal and lemma != "seek":
        read.attempt = read.attempt or parent
    elif lemma in words.prevent and relation != "ccomp":
        _prevented(lemma, parent, read)
    elif _excluded(parent, read):
        return
    elif lemma == "be" and relation == "xcomp" and passive:
        read.planned = read.planned or "are to"
    elif lemma == "be" and relation == "xcomp":
        read.may("is to")  # "the way out is to open the border"
    elif lemma in words.plan and not wanted and (verbal or lemma in words.planning):
        read.planned = read.planned or lemma
    elif lemma in words.possible and lemma not in words.factual:
        read.may(lemma)
    elif lemma in words.rumour:
        read.rumoured = lemma


def _excluded(word: Token, read: Mood) -> bool:
    """Whether it is said that nothing speaks for it ("no evidence that"), or that it is (not) ruled out."""
    around = {child.lower_ for child in word.children}
    if word.lemma_.lower() in lexicon().evidence and "no" in around:
        read.negated = True
        return True
    if word.lemma_ == "rule" and "out" in around:
        if has(word, "neg"):
            read.may("cannot rule out")
        else:
            read.negated = True
        return True
    return False


def _prevented(lemma: str, parent: Token, read: Mood) -> None:
    """Prevented only where the preventing itself is told as done; "to prevent escapes" leaves them possible."""
    if any(child.dep_ == "aux" and child.lower_ in {"to", *MODAL} for child in parent.children):
        read.may(lemma)
    else:
        read.prevented = lemma
