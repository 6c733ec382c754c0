"""Whether it happened: from the mood of the sentence and the statement that holds the words."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from .lexicon import lexicon
from .subject import is_verbal

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from attribune.model import Factuality, Statement, Status

    from .mood import Mood
    from .trigger import Found

_TAKING_UP = ("this", "that", "these", "it", "they", "such")
_BE = ("is", "are", "was", "were")
_UP = 6  # words that stand between an event and the talk of it
_SHORT = 10  # words within which the next sentence must say so
_OPEN = ("predict", "propose", "question")
_DEFINITE = {"the", "this", "his", "her", "their"}
_LIKELY: dict[Status, Factuality] = {"occurred": "CT+", "reported": "CT+", "planned": "PR+"}


def status(read: Mood, statement: Statement | None, found: Found) -> tuple[Status, str]:
    """The status, and why, in words. What the sentence itself says goes before what the statement around it says."""
    told = _by_grammar(read)
    if statement is None:
        default = cast("Status", found.trigger.status or found.type.status)  # the profile's schema allows statuses only
        return told or (default, "the author tells it as fact")
    if statement.act == "deny" and (told is None or told[0] in ("denied", "possible")):
        return "denied", "the statement that holds it denies it"
    if told and told[0] == "denied" and statement.act == "decline":
        return "possible", "whoever is asked knows nothing of it"
    if told and told[0] == "planned" and read.will and statement.act == "predict":
        return "possible", "it is told as coming by somebody who forecasts it"
    return told or _by_statement(statement, found)


def _by_grammar(read: Mood) -> tuple[Status, str] | None:
    """The strongest thing that the sentence says of the event, None if it only tells it."""
    said: tuple[tuple[Status, str | bool, str], ...] = (
        ("prevented", read.prevented, "it did not come to it"),
        ("prevented", read.could, "it could not be done"),
        ("rumoured", read.rumoured, "it is told as a rumour"),
        ("possible", read.possible, "it is told as possible only"),
        ("denied", read.negated, "it is negated"),
        ("planned", read.planned, "it is told as planned"),
        ("planned", read.will, "it is told as coming"),
    )
    for one, word, why in said:
        if word:
            return one, f"{why} ({word})" if isinstance(word, str) else why
    return None


def _by_statement(statement: Statement, found: Found) -> tuple[Status, str]:
    """The status that a statement gives to what it only tells."""
    wished = statement.act == "propose" and not is_verbal(found.head)  # "called for his expulsion"
    unsaid = statement.act == "decline" and found.head.dep_ == "ccomp"  # "could not confirm that he had fled"
    if unsaid or (statement.act in _OPEN and (wished or not _presupposed(found))):
        return "possible", f"the statement that holds it does not say that it happened ({statement.act})"
    cue = statement.cue.quote.lower().split() if statement.cue else []
    if "out" in cue and {"rule", "rules", "ruled"} & set(cue):
        if {"not", "cannot", "never"} & set(cue) or any(word.endswith(("n't", "n’t")) for word in cue):
            return "possible", "it is not ruled out"
        return "denied", "it is ruled out"
    considered = statement.cue and any(form in lexicon().considering for form in _forms(statement.cue.quote))
    if considered and statement.content[0].start == _opening(found.head):
        return "planned", f"it is only considered ({statement.cue.quote if statement.cue else ''})"
    if statement.cue and any(form in lexicon().rumour for form in _forms(statement.cue.quote)):
        return "rumoured", f"the statement that holds it is a rumour ({statement.cue.quote})"
    return "reported", "somebody else says it"


def _opening(head: Token) -> int | None:
    """Where what is considered begins: "fleeing", "the expulsion of two envoys"."""
    if head.tag_ in ("VBG", "VB"):
        return head.idx
    return head.left_edge.idx if head.dep_ == "dobj" else None


def _forms(words: str) -> list[str]:
    """The words of a cue with and without their endings."""
    return [word.removesuffix(ending) for word in words.lower().split() for ending in ("", "s", "d", "ed", "ing")]


def called_false(sentence: Span) -> bool:
    """Whether the next sentence says that what this one tells is false: "This is a lie"."""
    after = sentence.doc[sentence.end : sentence.end + _SHORT]
    opening = [token.lower_ for token in after if token.is_alpha]
    if opening[:1] == ["all"]:
        opening = opening[1:]
    if len(opening) < 3 or opening[0] not in _TAKING_UP or opening[1] not in _BE:
        return False
    return bool(lexicon().falsehood & set(opening[2:6]))


_PROVES = frozenset({"be", "prove", "turn"})
_EVER = frozenset({"before", "often", "sometimes", "repeatedly", "always", "usually", "earlier"})
_TRUE = frozenset({"true", "correct", "accurate", "right"})
_SAID_OF = frozenset({"acomp", "attr", "oprd"})


def told_false(head: Token) -> bool:
    """Whether the sentence calls talk of it false: "reports that he fled are untrue", "no truth in reports that"."""
    token = head
    for _ in range(_UP):
        above = token.head
        if token.dep_ == "nsubj" and token != head and above.lemma_ in _PROVES:
            verbs = [above, *(child for child in above.children if child.dep_ == "xcomp")]
            said = {child.lower_ for verb in verbs for child in verb.children if child.dep_ in _SAID_OF}
            said |= {verb.lower_ for verb in verbs}
            if any(child.lower_ in _EVER for verb in verbs for child in verb.children):
                return False  # "reports on executions have turned out to be wrong before"
            negated = any(child.dep_ == "neg" for child in above.children)
            return bool(said & (_TRUE if negated else lexicon().falsehood))
        called = {child.lower_ for child in above.children if child.dep_ in ("amod", "det")}
        if "no" in called if above.lemma_ in lexicon().evidence else called & lexicon().falsehood:
            return True
        token = above
    return False


def _presupposed(found: Found) -> bool:
    """Whether a forecast or proposal around an event takes it as done: a verb in the past, "the disappearance"."""
    head = found.head
    if not is_verbal(head):
        return any(child.lower_ in _DEFINITE for child in head.children) and "of" not in found.places
    return head.tag_ == "VBD" or any(
        child.tag_ in ("VBD", "VBZ", "VBP") and child.dep_ in ("aux", "auxpass") for child in head.children
    )


def factuality(told: Status, statement: Statement | None) -> Factuality:
    """How certain the event is told to be, on FactBank's scale."""
    if told in ("denied", "prevented"):
        return "CT-" if statement is None or statement.act == "deny" else "PR-"
    if told == "reported" and statement and statement.factuality.endswith("+"):
        return statement.factuality
    return _LIKELY.get(told, "PS+")
