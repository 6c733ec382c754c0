"""The period and the place that a figure is about, and the period that a change is held against."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from attribune.model.edtf import interval

from .measure import Clause, lexicon
from .stretch import days_of

if TYPE_CHECKING:
    from spacy.tokens import Span as Entity
    from spacy.tokens import Token

    from attribune.model import Annotated, Quantity, Span, TimeExpression


class Periods:
    """The times of a document, asked by the sentence of a figure."""

    def __init__(self, seen: Annotated, clause: Clause) -> None:
        """Reads the document's times and parse."""
        self._seen = seen
        self._clause = clause
        self._times = [one for one in seen.times if one.edtf]

    def sentence(self, one: Quantity) -> Span:
        """The sentence of a quantity."""
        first, end = self._clause.sentence(self._clause.token(one.span.start))
        sentence = self._clause.doc[first:end]
        return self._seen.document.span(sentence.start_char, sentence.end_char)

    def inside(self, sentence: Span) -> list[TimeExpression]:
        """The times of a sentence that are on the calendar."""
        return [one for one in self._times if sentence.start <= one.span.start and one.span.end <= sentence.end]

    def of(self, one: Quantity, *, cumulative: bool) -> str | None:
        """The time in the sentence of a figure that is nearest in its tree, then in its words; None without any."""
        inside = self.inside(self.sentence(one))
        if told := self._told_then(one, inside):
            return told
        anchor = self._clause.anchor(one)
        verb = self._clause.verb(anchor)
        times = [
            time
            for time in inside
            if not self._compares(time) and time.value != "PRESENT_REF" and not self._elsewhere(time, anchor)
        ]
        if not times:
            return self._until_now(one)
        if one.unit in _LENGTHS and _FROM_THEN.match(self._seen.document.text, one.span.end):
            return None
        chosen = min(times, key=lambda time: self._distance(time, one, verb))
        between = self._seen.document.text[one.span.end : chosen.span.start]
        published = self._seen.document.published
        if re.search(r"\bsince\b", between) and published and "/" not in f"{chosen.edtf}{published}":
            return f"{chosen.edtf}/{published}"  # "40 since the flood in May 2009"
        return _as_period(days_of(chosen, self._times) or "", cumulative=cumulative)

    def _told_then(self, one: Quantity, times: list[TimeExpression]) -> str | None:
        """The time right beside a figure: "than last year, when 250 came", "compared with 1,276 in 2014"."""
        text, end = self._seen.document.text, (one.counted or one.span).end
        for time in times:
            beside = self._compares(time) and _BESIDE.fullmatch(text, end, time.span.start)
            if beside or _WHEN.fullmatch(text, time.span.end, one.span.start):
                return days_of(time, self._times)
        return None

    def _elsewhere(self, time: TimeExpression, anchor: Token) -> bool:
        """Whether a time belongs to another clause than a figure: to when it was said, or to why it came about."""
        verb = self._clause.verb(anchor)
        other = self._clause.verb(self._clause.token(time.span.end - 1))
        if verb is None or other is None or other.i == verb.i:
            return False
        words = lexicon()
        if other.is_ancestor(verb):
            path = _path(verb, other)
            said = other.lemma_.lower() in words["telling"] and any(step.dep_ == "ccomp" for step in path)
            return said or any(_opened(step) & words["apart"] for step in path if step.dep_ == "advcl")
        said = verb.lemma_.lower() in words["telling"] and verb.is_ancestor(other)
        content = (step for step in _path(other, verb) if step.dep_ == "ccomp")
        return said and any(step.i != anchor.i and not step.is_ancestor(anchor) for step in content)

    def against(self, sentence: Span) -> str | None:
        """The time in a sentence that something is compared with."""
        return next((days_of(time, self._times) for time in self.inside(sentence) if self._compares(time)), None)

    def _distance(self, time: TimeExpression, one: Quantity, verb: Token | None) -> tuple[int, int]:
        other = self._clause.verb(self._clause.token(time.span.end - 1))
        same = verb is not None and other is not None and verb.i == other.i
        gap = time.span.start - one.span.end if time.span.start >= one.span.end else one.span.start - time.span.end
        return (0 if same else 1, gap)

    def _compares(self, time: TimeExpression) -> bool:
        """Whether a time is what a change is held against: "compared with 2015", "than a year earlier"."""
        rule = time.made.rule.rpartition(".")[2]
        if rule in ("same_period", "year_ago"):
            return True
        before = self._seen.document.text[max(0, time.span.start - 48) : time.span.start].lower().split()
        return bool({"than", "against", "versus"} & set(before[-3:])) or "compared" in before[-5:]

    def _until_now(self, one: Quantity) -> str | None:
        """The years until publication that "for three years" means after "has kept"; None for any other duration."""
        today = interval(self._seen.document.published)
        before = self._seen.document.text[max(0, one.span.start - 5) : one.span.start]
        if one.unit != "years" or one.value is None or not today or not today.last or not before.endswith("for "):
            return None
        if int(one.value) >= today.last.year:
            return None
        until = (
            today.last.isoformat() if "/" in (self._seen.document.published or "/") else self._seen.document.published
        )
        verb = self._clause.verb(self._clause.token(one.span.start))
        for _ in range(3):  # "has kept its shops shut for": the auxiliary stands by the verb above
            if verb is None or verb.dep_ == "relcl":  # "those who have lived here for a year": anybody, at any time
                return None
            if any(child.lower_ in ("has", "have", "'ve", "’ve") for child in verb.children if child.dep_ == "aux"):
                return f"{today.last.year - int(one.value):04}~/{until}"
            verb = self._clause.verb(verb.head) if verb.head.i != verb.i else None
        return None


_LENGTHS = ("years", "months", "weeks", "days", "hours", "minutes")
_FROM_THEN = re.compile(r"\s(?:after|before|later|earlier)\b")  # "three weeks before": a length between two events
_BESIDE = re.compile(r"\s(?:in|for|during)\s(?:the\s)?")
_WHEN = re.compile(r",?\s(?:when|in which|during which)\s(?:[\w'’]{1,12}\s){0,3}")


def _path(below: Token, above: Token) -> list[Token]:
    """The tokens from one up its tree to another, without the other; bounded, for broken text has deep trees."""
    steps, token = [below], below
    while token.head.i not in (token.i, above.i) and len(steps) < _DEEPEST:
        token = token.head
        steps.append(token)
    return steps


_DEEPEST = 40


def _opened(verb: Token) -> set[str]:
    """The conjunctions that open a verb's clause."""
    return {child.lower_ for child in verb.children if child.dep_ == "mark" and child.i < verb.i}


def _as_period(edtf: str, *, cumulative: bool) -> str:
    """The period that the days of a time mean for a count.

    What happens "by the end of 2016" happens during 2016; what has piled up by then stands on its last day.
    """
    days = interval(edtf)
    if edtf.startswith("../") and days and days.last:
        if cumulative:
            return days.last.isoformat()
        ends_year = (days.last + timedelta(days=1)).day == 1 and days.last.month == 12
        return f"{days.last.year:04}" if ends_year else edtf
    return edtf


def place(one: Quantity, clause: Clause) -> str | None:
    """The place that the clause of a figure names after "in", "to" or "at", or else the first one it names."""
    anchor = clause.anchor(one)
    verb = clause.verb(anchor)
    names = clause.places(anchor)
    if not names:
        return None

    def rank(name: Entity) -> tuple[int, int, int]:
        root = name.root
        preposition = root.head.lower_ in ("in", "to", "at", "into") if root.head.pos_ == "ADP" else False
        above = clause.verb(root)
        same = verb is not None and above is not None and above.i == verb.i
        return (0 if preposition else 1, 0 if same else 1, abs(root.i - anchor.i))

    best = min(names, key=rank)
    return re.sub(r"^(?:the|The)\s|['’]s$", "", best.text)


def is_cumulative(one: Quantity, clause: Clause, sentence: Span) -> bool:
    """Whether a figure counts all up to a moment: "a total of", "so far"."""
    words = lexicon()
    token = clause.token(one.span.start)
    near = {other.lower_ for other in clause.doc[max(clause.sentence(token)[0], token.i - 14) : token.i]}
    after = sentence.quote[one.span.end - sentence.start :][:30].lower()
    return bool(near & words["cumulative"]) or any(
        phrase in after for phrase in ("so far", "to date", "in all", "in total")
    )
