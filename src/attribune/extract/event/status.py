"""Whether it happened: negation, modals, conditions, governing words, and the statement that holds the words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .frame import support
from .lexicon import lexicon
from .subject import is_passive, is_verbal

if TYPE_CHECKING:
    from spacy.tokens import Token

    from attribune.model import Factuality, Statement, Status

    from .trigger import Found

_MODAL = {"may", "might", "could", "can", "would", "should", "must", "ought"}
_IF = {"if", "unless", "whether", "lest", "should"}
_ONCE = {"once", "when", "whenever", "until", "till", "before", "after", "as", "while"}
_HABIT = {
    "usually",
    "often",
    "always",
    "regularly",
    "rarely",
    "typically",
    "generally",
    "normally",
    "sometimes",
    "frequently",
}
_NEARLY = {"nearly", "almost", "narrowly"}
_PERHAPS = {"possibly", "perhaps", "probably", "likely", "maybe", "presumably", "potentially"}
_AHEAD = {
    "possible",
    "potential",
    "future",
    "further",
    "more",
    "likely",
    "imminent",
    "eventual",
    "planned",
    "further",
    "threatened",
    "impending",
}
_NOBODY = {"nobody", "none", "neither"}
_UP = (
    "xcomp",
    "ccomp",
    "acl",
    "dobj",
    "pobj",
    "pcomp",
    "prep",
    "nsubj",
    "nsubjpass",
    "conj",
    "advcl",
    "attr",
    "acomp",
    "oprd",
    "relcl",
    "appos",
    "amod",
)
_LONG = 12
_WILL = "it is told as coming (will)"


@dataclass(slots=True)
class Mood:
    """What was met on the way from an event word up its sentence."""

    negated: bool = False
    could: bool = False
    will: bool = False
    possible: str = ""
    planned: str = ""
    prevented: str = ""
    rumoured: str = ""
    attempt: Token | None = None
    seen: list[str] = field(default_factory=list)


def mood(found: Found, statement: Statement | None, *, heading: bool) -> Mood:
    """The mood of an event as its sentence tells it, inside the statement that holds it."""
    read = Mood()
    token = found.head
    held = support(token) if found.trigger.status else None
    _own(token, read, heading=heading, found=found)
    for _ in range(_LONG):
        parent, relation = token.head, token.dep_
        if parent == token or relation not in _UP or not _inside(parent, statement):
            break
        if parent == held:
            token = parent
            continue
        if not _step(token, parent, relation, read):
            break
        token = parent
    return read


def _inside(token: Token, statement: Statement | None) -> bool:
    return statement is None or any(part.start <= token.idx < part.end for part in statement.content)


def _own(token: Token, read: Mood, *, heading: bool, found: Found) -> None:
    """The event word's own modals, negation and adverbs, and its tense."""
    _verb(token, read)
    if "not=*" in found.trigger.needs:
        read.negated = False  # "was not seen again" is told as having happened
    for child in token.children:
        word = child.lower_
        if word in _NEARLY:
            read.prevented = word
        elif word in _PERHAPS or (child.dep_ in ("amod", "advmod") and word in _AHEAD and not is_verbal(token)):
            read.possible = read.possible or word
        elif child.dep_ == "det" and word == "no":
            read.negated = True
    if any(
        one.lower_ in _NOBODY or any(c.lower_ == "no" for c in one.children)
        for one in found.places.get("subject", [])[:1]
    ):
        read.negated = True
    if is_verbal(token) and not heading and _habitual(token, found):
        read.possible = read.possible or "told as a habit"
    if token.doc[token.sent.end - 1].text == "?" or (token.sent.end < len(token.doc) and token.sent[-1].text == "?"):
        read.possible = read.possible or "asked"


def _verb(token: Token, read: Mood) -> None:
    """What auxiliaries and conjunctions say."""
    if not is_verbal(token):
        return
    negated = any(child.dep_ == "neg" for child in token.children)
    subject = min((child.i for child in token.children if child.dep_ in ("nsubj", "nsubjpass")), default=None)
    for child in token.children:
        word = child.lower_
        if child.dep_ in ("aux", "auxpass"):
            if word in _MODAL:
                read.possible = read.possible or word
                read.could = read.could or (negated and word in ("could", "can"))
            elif word in ("will", "'ll", "’ll", "wo", "shall"):
                read.will = True
            elif word == "had" and subject is not None and child.i < subject:
                read.possible = read.possible or "had he"
        elif child.dep_ in ("mark", "advmod") and word in _IF:
            read.possible = read.possible or word
        elif child.dep_ in ("mark", "advmod") and word in _ONCE and _present(token):
            read.possible = read.possible or word
        elif word in _HABIT:
            read.possible = read.possible or word
    read.negated = read.negated or negated


def _present(verb: Token) -> bool:
    """Whether a clause stands in the simple present."""
    aux = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    return any(one.tag_ in ("VBZ", "VBP") for one in aux) if aux else verb.tag_ in ("VBZ", "VBP")


def _habitual(verb: Token, found: Found) -> bool:
    """ "envoys defect", "deserters are jailed": simple present of nobody in particular."""
    if verb.tag_ not in ("VBZ", "VBP") and not (is_passive(verb) and _present(verb)):
        return False
    if any(child.dep_ == "aux" and child.lemma_ in ("be", "have") for child in verb.children):
        return False
    actor = (found.places.get("object") if is_passive(verb) else found.places.get("subject")) or []
    return not actor or any(_general(one) for one in actor)


def _general(noun: Token) -> bool:
    """Whether a noun phrase means any of a kind: a bare plural, "a leader", "those who"."""
    if noun.lower_ in ("those", "they", "people", "anyone", "everyone", "one"):
        return True
    if noun.pos_ not in ("NOUN", "PROPN"):
        return False
    own = {child.dep_: child.lower_ for child in noun.children}
    if own.get("det") in ("a", "an", "any", "every", "each"):
        return True
    return noun.tag_ == "NNS" and not {"det", "poss", "nummod"} & own.keys()


def _step(token: Token, parent: Token, relation: str, read: Mood) -> bool:
    """Take in what stands one step up. False where what is above no longer bears on the event."""
    if relation in ("relcl", "appos", "amod"):
        return False
    if relation == "acl" and token.tag_ != "VB":
        return False
    if relation == "advcl":
        if token.tag_ == "VB" and any(child.lower_ == "to" for child in token.children):
            if not any(child.dep_ == "nsubj" for child in token.children):
                read.planned = read.planned or "a purpose"
        return False
    if relation == "conj":
        return _coordinated(token, parent, read)
    if relation == "prep" and parent.lower_ == "ahead":
        read.possible = read.possible or "ahead of"
    if relation == "prep":
        return _govern(token.lower_, parent, read) or token.lower_ in ("of", "in", "at", "to", "for")
    if relation in ("pobj", "pcomp"):
        return True
    lemma = parent.lemma_.lower()
    if relation in ("nsubj", "nsubjpass", "dobj", "attr") and is_verbal(parent):
        _verb_above(token, parent, relation, read)
    _governed(lemma, parent, relation, read)
    return True


def _verb_above(token: Token, parent: Token, relation: str, read: Mood) -> None:
    """A noun's event has the modals of the verb that it is subject or object of: "a purge could follow", "no audit was held"."""
    before = read.negated
    _verb(parent, read)
    if relation != "dobj" and parent != support(token):
        read.negated = before


def _coordinated(token: Token, parent: Token, read: Mood) -> bool:
    """A later verb of a series shares the first one's modal unless it has auxiliaries or a subject of its own."""
    if not is_verbal(token):
        return True
    own = any(child.dep_ in ("nsubj", "nsubjpass", "aux") for child in token.children)
    if own or token.tag_ in ("VBZ", "VBP"):
        return False
    negated = read.negated
    _verb(parent, read)
    read.negated = negated
    return True


def _govern(preposition: str, noun: Token, read: Mood) -> bool:
    """What a noun or verb with a preposition says of its object: "fear of a purge", "called for an inquiry", "kept him from fleeing"."""
    lemma = noun.lemma_.lower()
    words = lexicon()
    if preposition in ("of", "for", "against", "about", "at", "on", "to"):
        if lemma in words.rumour:
            read.rumoured = lemma
            return True
        if lemma in words.attempt:
            read.attempt = noun
            return True
        if lemma in words.possible and noun.pos_ in ("NOUN", "VERB", "ADJ"):
            read.possible = read.possible or lemma
            return True
        if lemma in words.plan and noun.pos_ == "NOUN":
            read.planned = read.planned or lemma
            return True
    if preposition == "from" and lemma in words.prevent:
        read.prevented = lemma
        return True
    return False


def _governed(lemma: str, parent: Token, relation: str, read: Mood) -> None:
    """What the governing verb, adjective or noun says: "tried to", "planned to", "is likely to", "foiled"."""
    words = lexicon()
    if relation in ("nsubj",):
        return
    verbal = relation in ("xcomp", "ccomp", "acl", "acomp", "oprd")
    if lemma in words.attempt and verbal and lemma != "seek":
        read.attempt = read.attempt or parent
    elif lemma in words.prevent and (relation != "ccomp"):
        _prevented(lemma, parent, read)
    elif (
        lemma in words.plan
        and not (lemma == "want" and parent.tag_ == "VBN")
        and (verbal or lemma in ("plan", "consider", "seek", "threaten", "propose", "schedule", "prepare"))
    ):
        read.planned = read.planned or lemma
    elif lemma in words.possible and lemma not in words.factual and (relation != "nsubjpass" or lemma != "report"):
        read.possible = read.possible or lemma
    elif lemma in words.rumour:
        read.rumoured = lemma


def _prevented(lemma: str, parent: Token, read: Mood) -> None:
    """Prevented only where the preventing itself is told as done; "to prevent escapes" leaves them possible."""
    purpose = any(child.lower_ == "to" and child.dep_ == "aux" for child in parent.children)
    if purpose or any(child.lower_ in _MODAL for child in parent.children):
        read.possible = read.possible or lemma
    else:
        read.prevented = lemma


def status(read: Mood, statement: Statement | None, found: Found) -> tuple[Status, str]:
    """The status, and why, in words."""
    decided = _by_grammar(read)
    if statement is None:
        return decided or (found.trigger.status or found.type.status, "the author tells it as fact")  # type: ignore[return-value]  # the schema allows statuses only
    if statement.act == "deny" and (decided is None or decided[0] in ("denied", "possible")):
        return "denied", "the statement that holds it denies it"
    if decided == ("planned", _WILL) and statement.act == "predict":
        return "possible", "it is told as coming by somebody who forecasts it"
    if decided:
        return decided
    if statement.act in ("predict", "propose", "question") and not _presupposed(found):
        return "possible", f"the statement that holds it does not say that it happened ({statement.act})"
    if statement.cue and any(word in lexicon().rumour for word in _stems(statement.cue.quote)):
        return "rumoured", f"the statement that holds it is a rumour ({statement.cue.quote})"
    return "reported", "somebody else says it"


def _stems(words: str) -> list[str]:
    return [
        form
        for word in words.lower().split()
        for form in (word, word.removesuffix("s"), word.removesuffix("d"), word.removesuffix("ed"))
    ]


def _by_grammar(read: Mood) -> tuple[Status, str] | None:
    if read.prevented:
        return "prevented", f"it did not come to it ({read.prevented})"
    if read.could:
        return "prevented", "it could not be done"
    if read.negated:
        return "denied", "it is negated"
    if read.rumoured:
        return "rumoured", f"it is told as a rumour ({read.rumoured})"
    if read.possible:
        return "possible", f"it is told as possible only ({read.possible})"
    if read.planned:
        return "planned", f"it is told as planned ({read.planned})"
    if read.will:
        return "planned", _WILL
    return None


def _presupposed(found: Found) -> bool:
    """Whether a verb stands in the past, so that a forecast or proposal around it takes it as done."""
    head = found.head
    if not is_verbal(head):
        return (
            any(child.lower_ in ("the", "this", "his", "her", "their") for child in head.children)
            and "of" not in found.places
        )
    return head.tag_ == "VBD" or any(
        child.tag_ in ("VBD", "VBZ", "VBP") and child.dep_ in ("aux", "auxpass") for child in head.children
    )


def factuality(status_: Status, statement: Statement | None) -> Factuality:
    """How certain the event is told to be, on FactBank's scale."""
    if status_ in ("denied", "prevented"):
        return "CT-" if statement is None or statement.act == "deny" else "PR-"
    if status_ == "occurred":
        return "CT+"
    if status_ == "reported":
        return statement.factuality if statement and statement.factuality.endswith("+") else "CT+"
    if status_ == "planned":
        return "PR+"
    return "PS+"
