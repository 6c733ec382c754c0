"""Forecasts of a document: statements about the future that could later be checked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml

from attribune.model import Annotated, Forecast, Made, Span, Statement, record_id
from attribune.model.edtf import interval

from .figure import innermost

if TYPE_CHECKING:
    from spacy.tokens import Token

VERSION = "1"
_VERBS = ("VERB", "AUX")
_EDGES = frozenset(".,;:!?-–—…()[]\"'“”‘’`") | {"``", "''", "--", "..."}
_OPENINGS = frozenset(["that", "and", "but", "however", "to", "when", "which", "who", "meanwhile", "yet", "so"])


@dataclass(frozen=True, slots=True)
class _Predicted:
    """A clause about the future: its tokens' bounds, the word of likelihood, the condition, and the rule that found it."""

    first: Token
    last: Token
    verb: Token
    rule: str
    reason: str
    likelihood: Token | None = None


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    return yaml.safe_load((files(__package__) / "likelihood.yaml").read_text("utf-8"))  # type: ignore[no-any-return]


@lru_cache(maxsize=1)
def _ranges() -> dict[str, tuple[float, float]]:
    return {word: (row["low"], row["high"]) for row in _words()["ranges"] for word in row["words"]}


def forecasts(seen: Annotated, said: tuple[Statement, ...]) -> tuple[Forecast, ...]:
    """Every forecast in the prose, in the order of the text.

    A forecast has a modal verb or a word of probability, is a plan with its date, or an impersonal prediction, and tells of
    something that can be checked: not of a state that may already hold. What somebody predicts is one as a whole where
    nothing inside it is.
    """
    found = list(_clauses(seen))
    made = [one for one in (_record(seen, said, clause) for clause in found) if one]
    records = {one.span: one for one in made if not _inside(one.span, made)}
    for statement in said:
        if statement.act == "predict" and statement.content:
            span = seen.document.span(statement.content[0].start, statement.content[-1].end)
            if not any(span.overlaps(other) for other in records):
                records[span] = _told(seen, statement, span)
    return tuple(sorted(records.values(), key=lambda one: one.span))


def _inside(span: Span, made: list[Forecast]) -> bool:
    return any(other.span != span and other.span.holds(span) for other in made)


def _told(seen: Annotated, statement: Statement, span: Span) -> Forecast:
    made = Made("forecast.predicted", "somebody predicts it", VERSION)
    return Forecast(
        record_id(seen.document.id, "forecast", span),
        seen.document.id,
        span,
        made,
        statement=statement.id,
        horizon=_horizon(seen, span, None),
    )


def _clauses(seen: Annotated) -> Iterator[_Predicted]:
    """The clauses about the future, each verb once."""
    for token in seen.doc:
        if token.pos_ not in (*_VERBS, "ADJ") or not token.dep_:
            continue
        made = _modal(token) or _likely(token) or _impersonal(token) or _plan(token, seen)
        if made:
            yield made
            for child in made.verb.children:
                if _consequence(child) and child.i > made.verb.i:
                    reason = "what follows from a forecast, with a number of its own"
                    yield _Predicted(*_bounds(child), child, "forecast.consequence", reason, made.likelihood)


def _auxiliaries(verb: Token) -> dict[str, Token]:
    return {child.lower_: child for child in verb.children if child.dep_ in ("aux", "auxpass")}


def _modal(verb: Token) -> _Predicted | None:
    """ "The talks will resume", "more may follow": a modal verb beside a verb that is not in the perfect."""
    if verb.pos_ not in _VERBS:
        return None
    words, auxiliaries = _words(), _auxiliaries(verb)
    if auxiliaries.keys() & {"have", "had", "has"} or _asked(verb):
        return None
    modal = next((one for name, one in auxiliaries.items() if name in words["modals"]), None)
    elided = verb.dep_ == "conj" and not any(one.dep_ in ("nsubj", "nsubjpass", "expl") for one in verb.children)
    if elided and _auxiliaries(verb.head).keys() & {*words["modals"]}:
        return None  # a part of the forecast before it: "he will resign and will leave"
    if modal is None:
        modal = next((one for name, one in auxiliaries.items() if name in words["conditional"]), None)
        if modal is None or not (_reported(verb) or _conditions(verb)):
            return None
    weak = modal.lower_ in words["weak"]
    progressive = verb.tag_ == "VBG"
    state = verb.lemma_.lower() in words["states"]
    if weak and (state or progressive or any(child.dep_ == "neg" for child in verb.children)):
        return None  # "could not return" tells of the past as often as not
    if state and modal.lower_ in words["conditional"] and verb.lemma_ != "be":
        return None
    bounds = _bounds(verb)
    reason = f"“{modal.text}” puts it in the future" if not weak else f"“{modal.text}” says that it is possible"
    adverb = next((child for child in verb.children if child.lower_ in words["adverbs"]), None)
    return _Predicted(*bounds, verb, "forecast.modal", reason, adverb or (modal if weak else None))


def _likely(word: Token) -> _Predicted | None:
    """ "The minister is likely to resign": the clause of the adjective, with an infinitive."""
    words = _words()
    if word.lower_ not in words["likely"] or word.head.lemma_ not in ("be", "seem", "look", "appear", "remain"):
        return None
    infinitive = next(
        (child for child in (*word.children, *word.head.children) if child.dep_ == "xcomp" and child.i > word.i), None
    )
    if infinitive is None or _perfect(infinitive) or word.head.tag_ == "VBD":
        return None
    bounds = _bounds(word.head)
    return _Predicted(*bounds, infinitive, "forecast.likely", f"“{word.text}” says how probable it is", word)


def _impersonal(verb: Token) -> _Predicted | None:
    """ "Sanctions are expected to push ...": the infinitive of a prediction by nobody."""
    if verb.lemma_.lower() not in _words()["predicted"] or not (
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
    bounds = _bounds(infinitive)
    return _Predicted(*bounds, infinitive, "forecast.impersonal", f"it is “{verb.text}”", verb)


def _plan(verb: Token, seen: Annotated) -> _Predicted | None:
    """ "They want to open it by next year": a plan that names its date."""
    if verb.lemma_.lower() not in _words()["plans"] or verb.pos_ != "VERB":
        return None
    infinitive = next((child for child in verb.children if child.dep_ == "xcomp" and child.tag_ == "VB"), None)
    if infinitive is None or _perfect(infinitive):
        return None
    first, last = _bounds(infinitive)
    span = seen.document.span(first.idx, last.idx + len(last))
    if _horizon(seen, span, None) is None:
        return None
    return _Predicted(first, last, infinitive, "forecast.plan", f"a plan (“{verb.text}”) with its date")


def _perfect(verb: Token) -> bool:
    return bool(_auxiliaries(verb).keys() & {"have", "has", "had"})


def _asked(verb: Token) -> bool:
    """Whether a clause asks or leaves open what will be: "what will happen", a question."""
    if any(
        child.lower_ in _words()["questions"] and child.dep_ != "relcl" for child in verb.children if child.i < verb.i
    ) and (verb.dep_ in ("ccomp", "pcomp", "ROOT", "xcomp")):
        return True
    return verb.sent.text.rstrip("”\"' ").endswith("?")


def _reported(verb: Token) -> bool:
    return verb.dep_ == "ccomp" and verb.head.lemma_.lower() in _words()["saying"]


def _conditions(verb: Token) -> list[Token]:
    """The heads of the clauses that the verb's clause depends on: "if", "once", "as soon as"."""
    found = []
    for child in verb.children:
        if child.dep_ != "advcl":
            continue
        marks = [one for one in child.children if one.dep_ in ("mark", "advmod") and one.i < child.i]
        if any(one.lower_ in _words()["conditions"] for one in marks) or _as_soon_as(child):
            found.append(child)
    return found


def _as_soon_as(clause: Token) -> bool:
    return any(one.lower_ == "soon" for one in clause.head.children) and any(
        one.lower_ == "as" for one in clause.children
    )


def _bounds(verb: Token) -> tuple[Token, Token]:
    """The first and last token of a verb's clause, without its conditions, its conjunction and what it is attributed to."""
    doc = verb.doc
    outside = _outside(verb)
    kept = [one.i for one in verb.subtree if one.i not in outside]
    first, last = min(kept), max(kept)
    while first < last and (doc[first].text in _EDGES or doc[first].is_space or doc[first].lower_ in _OPENINGS):
        first += 1
    while last > first and (doc[last].text in _EDGES or doc[last].is_space or doc[last].dep_ == "cc" or last in outside):
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
        conditions = {one.i for one in _conditions(part)}
        for child in part.children:
            subjects = any(one.dep_ in ("nsubj", "nsubjpass", "expl") for one in child.children)
            attributed = child.dep_ in ("ccomp", "parataxis") and child.lemma_.lower() in _words()["saying"]
            coordinate = child.dep_ == "conj" and child.pos_ in _VERBS and subjects
            attributed = attributed or child.lower_ == "according"
            if attributed or coordinate or child.i in conditions or _consequence(child):
                outside.update(one.i for one in child.subtree)
    for child in verb.children:
        if child.dep_ in ("mark", "cc") or (child.dep_ == "aux" and child.lower_ == "to"):
            outside.add(child.i)
    return outside


def _consequence(clause: Token) -> bool:
    """Whether a participle clause tells a number of its own ("raising the total to over 500"): that can be checked by itself."""
    return clause.dep_ == "advcl" and clause.tag_ == "VBG" and any(one.like_num for one in clause.subtree)


def _record(seen: Annotated, said: tuple[Statement, ...], one: _Predicted) -> Forecast | None:
    document = seen.document
    start, end = one.first.idx, one.last.idx + len(one.last)
    if start >= end:
        return None
    span = document.span(start, end)
    conditions = [clause for verb in (one.verb, one.verb.head, *one.verb.conjuncts) for clause in _conditions(verb)]
    condition = _span(seen, conditions[0]) if conditions else None
    likelihood, low, high = _likelihood(seen, one)
    return Forecast(
        record_id(document.id, "forecast", span),
        document.id,
        span,
        Made(one.rule, one.reason, VERSION),
        statement=innermost(said, document.span(one.verb.idx, one.verb.idx + len(one.verb))),
        horizon=_horizon(seen, span, condition) or _of_cause(seen, one),
        condition=condition,
        likelihood=likelihood,
        low=low,
        high=high,
    )


def _span(seen: Annotated, clause: Token) -> Span:
    tokens = [one for one in clause.subtree if not one.is_space]
    first, last = tokens[0], tokens[-1]
    while last.i > first.i and last.is_punct:
        last = last.nbor(-1)
    return seen.document.span(first.idx, last.idx + len(last))


def _likelihood(seen: Annotated, one: _Predicted) -> tuple[Span | None, float | None, float | None]:
    """The words of likelihood, with the adverb that strengthens them, and their range."""
    word = one.likelihood
    if word is None:
        return None, None, None
    before = word.nbor(-1) if word.i else word
    two = f"{before.lower_} {word.lower_}"
    if two in _ranges():
        return seen.document.span(before.idx, word.idx + len(word)), *_ranges()[two]
    return seen.document.span(word.idx, word.idx + len(word)), *_ranges().get(word.lower_, (None, None))


def _of_cause(seen: Annotated, one: _Predicted) -> str | None:
    """The horizon of the forecast that a consequence follows from."""
    if one.rule != "forecast.consequence" or one.verb.head.i == one.verb.i:
        return None
    first, last = _bounds(one.verb.head)
    return _horizon(seen, seen.document.span(first.idx, last.idx + len(last)), None)


def _horizon(seen: Annotated, span: Span, condition: Span | None) -> str | None:
    """By when: the end of the latest time in the words, or in their condition, that is not over at publication."""
    published = interval(seen.document.published)
    best = None
    for time in seen.times:
        if not time.edtf or not (span.holds(time.span) or (condition and condition.holds(time.span))):
            continue
        days = interval(time.edtf)
        if days is None or days.last is None or time.value == "PRESENT_REF":
            continue
        if published and published.first and days.last < published.first:
            continue
        if best is None or days.last > best[0]:
            best = days.last, time.edtf.split("/")[-1]
    return best[1] if best else None
