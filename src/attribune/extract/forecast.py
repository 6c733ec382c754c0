"""Forecasts of a document: statements about the future that could later be checked."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from attribune.model import Annotated, Forecast, Made, Span, Statement, record_id
from attribune.model.edtf import interval

from .figure import innermost
from .foretold import Foretold, bounds, clauses, conditions, lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

VERSION = "1"


@lru_cache(maxsize=1)
def _ranges() -> dict[str, tuple[float, float]]:
    return {word: (row["low"], row["high"]) for row in lexicon()["ranges"] for word in row["words"]}


def forecasts(seen: Annotated, said: tuple[Statement, ...]) -> tuple[Forecast, ...]:
    """Every forecast in the prose, in the order of the text.

    A forecast has a modal verb or a word of probability, is a dated plan or an impersonal prediction, and tells
    of something that can be checked: not of a state that may already hold. What somebody predicts is one as a whole
    where nothing inside it is.
    """
    found = list(clauses(seen.doc))
    made = [one for one in (_record(seen, said, clause) for clause in found) if one]
    records = {one.span: one for one in made if not _inside(one.span, made)}
    for statement in said:
        if statement.act == "predict" and statement.content:
            span = seen.document.span(statement.content[0].start, statement.content[-1].end)
            if _tells_future(seen, span) and not any(span.overlaps(other) for other in records):
                records[span] = _told(seen, statement, span)
    return tuple(sorted(records.values(), key=lambda one: one.span))


def _inside(span: Span, made: list[Forecast]) -> bool:
    return any(other.span != span and other.span.holds(span) for other in made)


def _tells_future(seen: Annotated, span: Span) -> bool:
    """Whether what somebody predicts is told: not a bare pronoun, what was to be avoided, or what has come about."""
    words = seen.doc.char_span(span.start, span.end, alignment_mode="expand")
    if words is None or all(one.pos_ in ("PRON", "DET", "SCONJ", "PUNCT", "SPACE") for one in words):
        return False
    if words.start and words[0].nbor(-1).lower_ == "against":  # "warned against haste"
        return False
    root = words.root
    past = [one for one in (root, *root.children) if one.pos_ in ("VERB", "AUX") and one.tag_ == "VBD"]
    return not past or any(one.tag_ == "MD" for one in words)


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


def _of_cause(seen: Annotated, one: Foretold) -> str | None:
    """The horizon of the forecast that a consequence follows from."""
    if one.rule != "forecast.consequence" or one.verb.head.i == one.verb.i:
        return None
    first, last = bounds(one.verb.head)
    return _horizon(seen, seen.document.span(first.idx, last.idx + len(last)), None)


def _record(seen: Annotated, said: tuple[Statement, ...], one: Foretold) -> Forecast | None:
    document = seen.document
    start, end = one.first.idx, one.last.idx + len(one.last)
    if start >= end:
        return None
    span = document.span(start, end)
    found = [clause for verb in (one.verb, one.verb.head, *one.verb.conjuncts) for clause in conditions(verb)]
    condition = _span(seen, found[0]) if found else None
    horizon = _horizon(seen, span, condition) or _of_cause(seen, one)
    if one.rule == "forecast.plan" and horizon is None:
        return None
    likelihood, low, high = _likelihood(seen, one)
    if one.bare and horizon is None and condition is None and likelihood is None:
        return None
    return Forecast(
        record_id(document.id, "forecast", span),
        document.id,
        span,
        Made(one.rule, one.reason, VERSION),
        statement=innermost(said, document.span(one.verb.idx, one.verb.idx + len(one.verb))),
        horizon=horizon,
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


def _likelihood(seen: Annotated, one: Foretold) -> tuple[Span | None, float | None, float | None]:
    """The words of likelihood, with the adverb that strengthens them, and their range."""
    word = one.likelihood
    if word is None:
        return None, None, None
    before = word.nbor(-1) if word.i else word
    two = f"{before.lower_} {word.lower_}"
    if two in _ranges():
        return seen.document.span(before.idx, word.idx + len(word)), *_ranges()[two]
    return seen.document.span(word.idx, word.idx + len(word)), *_ranges().get(word.lower_, (None, None))


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
