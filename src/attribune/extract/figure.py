"""Figures of a document: numbers that measure something."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import Literal

from attribune.model import Annotated, Change, Figure, Made, Quantity, Span, Statement, record_id
from attribune.profiles import Profile

from .measure import Clause, lexicon, measure, share_of
from .period import Periods, is_cumulative, place

VERSION = "1"
_WHY = {
    True: "a number with what it counts",
    False: "an amount with its unit",
}


def figures(seen: Annotated, said: tuple[Statement, ...], profile: Profile) -> tuple[Figure, ...]:
    """Every figure in the prose, in the order of the text.

    ``by`` is the innermost statement whose content holds it; ``period`` the time that its clause tells.
    """
    clause = Clause(seen.doc)
    periods = Periods(seen, clause)
    sentences: dict[Span, list[Quantity]] = defaultdict(list)
    for one in seen.quantities:
        sentences[periods.sentence(one)].append(one)
    found: list[Figure] = []
    for sentence, group in sentences.items():
        made = [_figure(seen, one, said, clause, periods, sentence) for one in group]
        made = _respectively(made, periods, sentence)
        made = _converted(made, seen.document.text)
        found = _changed(found, made, periods, sentence, clause)
    return tuple(found)


def innermost(said: tuple[Statement, ...], span: Span) -> str | None:
    """The id of the statement with the shortest content that holds a span."""
    holding = [(sum(part.end - part.start for part in one.content), one.id) for one in said if one.holds(span)]
    return min(holding)[1] if holding else None


def _figure(
    seen: Annotated, one: Quantity, said: tuple[Statement, ...], clause: Clause, periods: Periods, sentence: Span
) -> Figure:
    cumulative = is_cumulative(one, clause, sentence)
    return Figure(
        id=record_id(seen.document.id, "figure", one.span),
        document=seen.document.id,
        span=one.span,
        value=one.value,
        low=one.low,
        high=one.high,
        unit=one.unit,
        measure=measure(one, clause),
        made=Made(rule="figure.quantity", reason=_WHY[one.counted is not None], version=VERSION),
        period=periods.of(one, cumulative=cumulative),
        place=place(one, clause),
        by=innermost(said, one.span),
        whole=share_of(one, clause),
        cumulative=cumulative,
    )


def _respectively(made: list[Figure], periods: Periods, sentence: Span) -> list[Figure]:
    """A list of figures taken apart: "in 2013, 2014 and 2015 only 14, 15 and 14 people respectively"."""
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
    result = list(made)
    for place_, (one, other) in enumerate(zip(made, made[1:], strict=False), 1):
        link = text[one.span.end : other.span.start]
        if (
            re.fullmatch(r"\s?\(", link)
            and one.unit != other.unit
            and one.unit
            and other.unit
            and " " not in other.unit
        ):
            if (
                other.value is not None
                and other.unit not in ("people", "percent")
                and one.unit not in ("people", "percent")
            ):
                made_ = Made("figure.conversion", "in parentheses behind the figure that it converts", VERSION)
                result[place_] = replace(
                    other, conversion_of=one.id, measure=one.measure, period=one.period, place=one.place, made=made_
                )
    return result


_THIS = re.compile(
    r"^\W*(?:this|that|which|the figure|it)\s(?:is|was|marks|represents|marked|represented)\b", re.IGNORECASE
)


def _changed(found: list[Figure], made: list[Figure], periods: Periods, sentence: Span, clause: Clause) -> list[Figure]:
    """The figures so far and those of one sentence, with the change that its percentages tell of."""
    for number, one in enumerate(made):
        if one.unit != "percent" or one.value is None or one.whole:
            continue
        direction = _direction(one, clause)
        if direction is None:
            continue
        change = Change(direction, abs(one.value), periods.against(sentence), one.span)
        target = next((other for other in made if other.unit != "percent" and other.conversion_of is None), None)
        if target is None and found and _THIS.match(sentence.quote):
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
