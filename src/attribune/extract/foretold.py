"""Clauses that tell of the future: which verbs foretell, and how far what they foretell reaches."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

_VERBS = ("VERB", "AUX")

_EDGES = frozenset(".,;:!?-–—…()[]\"'“”‘’`") | {"``", "''", "--", "..."}

_OPENINGS = frozenset(["that", "and", "but", "however", "to", "when", "which", "who", "meanwhile", "yet", "so"])


@dataclass(frozen=True, slots=True)
class Foretold:
    """A clause about the future: its first and last token, its verb, the rule that found it, the word of likelihood.

    ``bare`` is a promise or a report of one ("we will", "he said it would"): a forecast only with a date, a condition
    or a word of likelihood.
    """

    first: Token
    last: Token
    verb: Token
    rule: str
    reason: str
    likelihood: Token | None = None
    bare: bool = False


@lru_cache(maxsize=1)
def lexicon() -> dict[str, Any]:
    """The word lists of ``likelihood.yaml``."""
    return yaml.safe_load((files(__package__) / "likelihood.yaml").read_text("utf-8"))  # type: ignore[no-any-return]


def _auxiliaries(verb: Token) -> dict[str, Token]:
    return {child.lower_: child for child in verb.children if child.dep_ in ("aux", "auxpass")}


def _modal(verb: Token) -> Foretold | None:
    """The talks will resume, more may follow: a modal verb beside a verb that is not in the perfect."""
    if verb.pos_ not in _VERBS or _perfect(verb) or _asked(verb):
        return None
    words, modal = lexicon(), _modal_of(verb)
    if modal is None:
        return None
    state, weak = verb.lemma_.lower() in words["states"], modal.lower_ in words["weak"]
    negated = any(child.dep_ == "neg" for child in verb.children)
    if weak and (state or negated or verb.tag_ == "VBG"):
        return None  # "could not return" tells of the past as often as not
    if state and modal.lower_ in words["conditional"] and verb.lemma_ != "be":
        return None
    reason = f"“{modal.text}” says that it is possible" if weak else f"“{modal.text}” puts it in the future"
    if modal.lower_ in words["duties"]:
        return Foretold(*bounds(verb), verb, "forecast.plan", f"a duty (“{modal.text}”) with its date")
    adverb = next((child for child in verb.children if child.lower_ in words["adverbs"]), None)
    word = adverb or (modal if weak else None)
    return Foretold(*bounds(verb), verb, "forecast.modal", reason, word, _bare(verb, modal))


def _bare(verb: Token, modal: Token) -> bool:
    """Whether a clause may be a mere promise: its speaker will do it, or is only said to have said that it would be."""
    words = lexicon()
    if modal.lower_ in words["conditional"]:
        return verb.dep_ == "ccomp" and verb.head.lemma_.lower() in words["telling"]
    return any(one.dep_ == "nsubj" and one.lower_ in ("i", "we") for one in verb.children)


def _modal_of(verb: Token) -> Token | None:
    """The modal beside a verb that puts it in the future; "would" does after a verb of saying, or with a condition."""
    words, auxiliaries = lexicon(), _auxiliaries(verb)
    elided = verb.dep_ == "conj" and not any(one.dep_ in ("nsubj", "nsubjpass", "expl") for one in verb.children)
    if elided and _auxiliaries(verb.head).keys() & {*words["modals"]}:
        return None  # a part of the forecast before it: "he will resign and will leave"
    conditional = words["conditional"] if _reported(verb) or conditions(verb) else []
    wanted = [*words["modals"], *words["duties"], *conditional]
    return next((one for name, one in auxiliaries.items() if name in wanted), None)


def _likely(word: Token) -> Foretold | None:
    """The minister is likely to resign: the clause of the adjective, with an infinitive."""
    words = lexicon()
    if word.lower_ not in words["likely"] or word.head.lemma_ not in ("be", "seem", "look", "appear", "remain"):
        return None
    infinitive = next(
        (child for child in (*word.children, *word.head.children) if child.dep_ == "xcomp" and child.i > word.i), None
    )
    if infinitive is None or _perfect(infinitive) or word.head.tag_ == "VBD":
        return None
    return Foretold(*bounds(word.head), infinitive, "forecast.likely", f"“{word.text}” says how probable it is", word)


def _impersonal(verb: Token) -> Foretold | None:
    """Floods are expected to ruin ...: the infinitive of a prediction by nobody."""
    if verb.lemma_.lower() not in lexicon()["predicted"] or not (
        verb.tag_ in ("VBN", "VBD", "JJ") or verb.pos_ == "ADJ"
    ):
        return None
    passive = (
        any(child.dep_ in ("auxpass", "aux") and child.lemma_ == "be" for child in verb.children)
        or verb.head.lemma_ == "be"
    )
    infinitive = next(
        (child for child in verb.children if child.dep_ in ("xcomp", "ccomp") and child.tag_ == "VB"), None
    )
    if (
        not passive
        or infinitive is None
        or _perfect(infinitive)
        or any(child.lower_ == "been" for child in verb.children)
    ):
        return None
    if _over(verb):  # "before he was due to go": what was to come then, unless a date says that it still is
        return Foretold(*bounds(infinitive), infinitive, "forecast.plan", f"it was “{verb.text}”, with its date")
    return Foretold(*bounds(infinitive), infinitive, "forecast.impersonal", f"it is “{verb.text}”", verb)


def _over(verb: Token) -> bool:
    """Whether a prediction stands in the past by itself, not because somebody reports it."""
    around = (verb.head, *verb.children) if verb.head.lemma_ == "be" else tuple(verb.children)
    past = any(one.lemma_ == "be" and one.tag_ == "VBD" for one in around)
    clause = verb.head if verb.head.lemma_ == "be" else verb
    return past and not _reported(clause)


def _plan(verb: Token) -> Foretold | None:
    """They want to open it by next year: a plan, which is a forecast where it names its date."""
    if verb.lemma_.lower() not in lexicon()["plans"] or verb.pos_ != "VERB":
        return None
    infinitive = next((child for child in verb.children if child.dep_ == "xcomp" and child.tag_ == "VB"), None)
    if infinitive is None or _perfect(infinitive):
        return None
    return Foretold(*bounds(infinitive), infinitive, "forecast.plan", f"a plan (“{verb.text}”) with its date")


def _perfect(verb: Token) -> bool:
    return bool(_auxiliaries(verb).keys() & {"have", "has", "had"})


def _asked(verb: Token) -> bool:
    """Whether a clause asks or leaves open what will be: "what will happen", a question."""
    if any(
        child.lower_ in lexicon()["questions"] and child.dep_ != "relcl" for child in verb.children if child.i < verb.i
    ) and (verb.dep_ in ("ccomp", "pcomp", "ROOT", "xcomp")):
        return True
    return verb.sent.text.rstrip("”\"' ").endswith("?")


def _reported(verb: Token) -> bool:
    return verb.dep_ == "ccomp" and verb.head.lemma_.lower() in lexicon()["saying"]


def conditions(verb: Token) -> list[Token]:
    """The heads of the clauses that the verb's clause depends on: "if", "once", "as soon as"."""
    found = []
    for child in verb.children:
        if child.dep_ != "advcl":
            continue
        marks = [one for one in child.children if one.dep_ in ("mark", "advmod") and one.i < child.i]
        inverted = next(iter(child.subtree)).lower_ == "should"  # "Should the talks fail, ..."
        if inverted or any(one.lower_ in lexicon()["conditions"] for one in marks) or _as_soon_as(child):
            found.append(child)
    return found


def _as_soon_as(clause: Token) -> bool:
    return any(one.lower_ == "soon" for one in clause.head.children) and any(
        one.lower_ == "as" for one in clause.children
    )


def bounds(verb: Token) -> tuple[Token, Token]:
    """The first and last token of a verb's clause, without its conditions, its conjunction and its attribution."""
    doc = verb.doc
    outside = _outside(verb)
    kept = [one.i for one in verb.subtree if one.i not in outside]
    first, last = min(kept), max(kept)
    while first < last and (doc[first].text in _EDGES or doc[first].is_space or doc[first].lower_ in _OPENINGS):
        first += 1
    while last > first and (
        doc[last].text in _EDGES or doc[last].is_space or doc[last].dep_ == "cc" or last in outside
    ):
        last -= 1
    if last + 1 < len(doc) and doc[last + 1].text == ")" and "(" in [one.text for one in doc[first:last]]:
        last += 1
    return doc[first], doc[last]


def _outside(verb: Token) -> set[int]:
    """The places of the tokens below a verb that belong to other clauses than what it foretells."""
    outside: set[int] = set()
    chain = [
        verb,
        *(
            one
            for one in verb.subtree
            if one.i > verb.i and one.dep_ in ("xcomp", "conj", "acomp") and one.pos_ in _VERBS
        ),
    ]
    for part in chain:
        conditional = {one.i for one in conditions(part)}
        for child in part.children:
            subjects = any(one.dep_ in ("nsubj", "nsubjpass", "expl") for one in child.children)
            attributed = child.dep_ in ("ccomp", "parataxis") and child.lemma_.lower() in lexicon()["saying"]
            coordinate = child.dep_ == "conj" and child.pos_ in _VERBS and subjects
            attributed = attributed or child.lower_ == "according"
            if attributed or coordinate or child.i in conditional or _consequence(child):
                outside.update(one.i for one in child.subtree)
    for child in verb.children:
        if child.dep_ in ("mark", "cc") or (child.dep_ == "aux" and child.lower_ == "to"):
            outside.add(child.i)
    return outside


def _consequence(clause: Token) -> bool:
    """Whether a participle clause tells a number of its own ("raising it to over 500"), to be checked by itself."""
    return clause.dep_ == "advcl" and clause.tag_ == "VBG" and any(one.like_num for one in clause.subtree)


def clauses(doc: Doc) -> Iterator[Foretold]:
    """The clauses about the future, each verb once."""
    for token in doc:
        if token.pos_ not in (*_VERBS, "ADJ") or not token.dep_:
            continue
        made = _modal(token) or _likely(token) or _impersonal(token) or _plan(token)
        if made:
            yield made
            for child in made.verb.children:
                if _consequence(child) and child.i > made.verb.i:
                    reason = "what follows from a forecast, with a number of its own"
                    yield Foretold(*bounds(child), child, "forecast.consequence", reason, made.likelihood)
