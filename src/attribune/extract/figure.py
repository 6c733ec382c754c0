"""Figures of a document: numbers that measure something."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from attribune.model import Annotated, Change, Figure, Made, Quantity, Span, Statement, record_id

from .ellipsis import filled
from .measure import Clause, lexicon, measure, person, share_of
from .period import Periods, is_cumulative, place

if TYPE_CHECKING:
    from attribune.profiles import Profile

VERSION = "1"
_WHY = {
    True: "a number with what it counts",
    False: "an amount with its unit",
}


@dataclass(frozen=True, slots=True)
class _Context:
    """What a figure is read in: the document, its parse and times, who says what, the field's names of measures."""

    seen: Annotated
    said: tuple[Statement, ...]
    clause: Clause
    periods: Periods
    names: dict[str, str]


def figures(seen: Annotated, said: tuple[Statement, ...], profile: Profile) -> tuple[Figure, ...]:
    """Every figure in the prose, in the order of the text.

    ``by`` is the innermost statement whose content holds it; ``period`` the time that its clause tells. Words of a
    measure are replaced by those that the profile's ``figures`` name for them.
    """
    clause = Clause(seen.doc)
    context = _Context(seen, said, clause, Periods(seen, clause), profile.figures)
    sentences: dict[Span, list[Quantity]] = defaultdict(list)
    for one in seen.quantities:
        sentences[context.periods.sentence(one)].append(one)
    found: list[Figure] = []
    for sentence, group in sentences.items():
        made = [_figure(one, sentence, context) for one in group]
        made = filled(made, found, clause, seen.document.text)
        made = _respectively(made, context.periods, sentence)
        made = _converted(made, seen.document.text)
        found = _changed(found, made, sentence, context)
    return tuple(found)


def innermost(said: tuple[Statement, ...], span: Span) -> str | None:
    """The id of the statement with the shortest content that holds a span."""
    holding = [(sum(part.end - part.start for part in one.content), one.id) for one in said if one.holds(span)]
    return min(holding)[1] if holding else None


def _figure(one: Quantity, sentence: Span, context: _Context) -> Figure:
    document, clause = context.seen.document, context.clause
    cumulative = is_cumulative(one, clause, sentence)
    words = measure(one, clause).split()
    return Figure(
        id=record_id(document.id, "figure", one.span),
        document=document.id,
        span=one.span,
        value=one.value,
        low=one.low,
        high=one.high,
        unit="people" if one.counted and person(clause.anchor(one)) else one.unit,
        measure=" ".join(context.names.get(word, word) for word in words),
        made=Made(rule="figure.quantity", reason=_WHY[one.counted is not None], version=VERSION),
        period=context.periods.of(one, cumulative=cumulative),
        place=place(one, clause),
        by=innermost(context.said, one.span),
        whole=share_of(one, clause),
        cumulative=cumulative,
    )


def _respectively(made: list[Figure], periods: Periods, sentence: Span) -> list[Figure]:
    """A list of figures taken apart: "in 2003, 2004 and 2005 only 7, 9 and 8 people respectively"."""
    if "respectively" not in sentence.quote:
        return made
    times = [time.edtf for time in periods.inside(sentence)]
    if len(times) < 2 or len(times) != len(made):
        return made
    reason = "of a list, the figure and the time in the same place belong together"
    return [
        replace(one, period=edtf, made=Made("figure.respectively", reason, VERSION))
        for one, edtf in zip(made, times, strict=True)
    ]


def _converted(made: list[Figure], text: str) -> list[Figure]:
    """Figures in parentheses right after another one of a like unit: the same amount, converted."""
    result = made[:1]
    for one, other in pairwise(made):
        between = text[one.span.end : other.span.start]
        if re.fullmatch(r"\s?\(", between) and _converts(one, other):
            reason = Made("figure.conversion", "in parentheses behind the figure that it converts", VERSION)
            told = replace(other, conversion_of=one.id, made=reason)
            other = replace(told, measure=one.measure, period=one.period, place=one.place)  # noqa: PLW2901 - the figure, told more of
        result.append(other)
    return result


def _converts(one: Figure, other: Figure) -> bool:
    """Whether two figures beside each other can be one amount: both have units, and other ones."""
    if not one.unit or not other.unit or one.unit == other.unit or " " in other.unit or other.value is None:
        return False
    return not {one.unit, other.unit} & {"people", "percent"}


_THIS = re.compile(
    r"^\W*(?:this|that|which|the figure|it)\s(?:is|was|marks|represents|marked|represented)\b", re.IGNORECASE
)


def _changed(found: list[Figure], made: list[Figure], sentence: Span, context: _Context) -> list[Figure]:
    """The figures so far and those of one sentence, with the change that its percentages tell of."""
    this = bool(found) and _THIS.match(sentence.quote) is not None
    for number, one in enumerate(made):
        if one.unit != "percent" or one.value is None or one.whole:
            continue
        direction = _direction(one, context.clause)
        if direction is None:
            continue
        change = Change(direction, abs(one.value), context.periods.against(sentence), one.span)
        target = next((other for other in made if other.unit != "percent" and other.conversion_of is None), None)
        if this and number == 0:
            before = found[-1]
            if before.change is None and before.unit != "percent":
                found = [*found[:-1], replace(before, change=change)]
            one = replace(one, period=before.period or one.period, place=before.place or one.place)  # noqa: PLW2901 - the figure, told more of
        elif target is not None and target.change is None:
            made[made.index(target)] = replace(target, change=change)
        made[number] = replace(one, change=change)
    return [*found, *made]


def _direction(one: Figure, clause: Clause) -> Literal["up", "down"] | None:
    """Whether the words around a percentage say that something went up or down."""
    words = lexicon()
    last = clause.token(one.span.end - 1)
    near = [last.head, *clause.doc[last.i + 1 : last.i + 4], *reversed(clause.doc[max(0, last.i - 6) : last.i])]
    for token in near:
        if {token.lemma_.lower(), token.lower_} & words["up"]:
            return "up"
        if {token.lemma_.lower(), token.lower_} & words["down"]:
            return "down"
    return None
