"""Figures in Korean text: numbers with their counters, the period they are of, and changes."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from attribune.model import (
    Annotated,
    Change,
    Figure,
    Made,
    Mention,
    Sentence,
    Span,
    Statement,
    TimeExpression,
    record_id,
)

from .near import LONGEST, Near, Said
from .number import Number, counters, numbers

if TYPE_CHECKING:
    from attribune.profiles import Profile

VERSION = "1"
_NOUN = re.compile(r"([가-힣A-Za-z]{2,12}?)(?:은|는|이|가|을|를|의|도)? ?(?:모두 |총 )?$")
_OF = re.compile(r"의 ([가-힣]{2,10}?)(?:은|는|이|가|을|를|도|에게)?(?=[ ,.]|$)")
_COUNTED = re.compile("([가-힣]{2,10}) (?:수|숫자|규모|인원)(?:는|은|가|이|도)")
_AGAINST = re.compile(r"(?:보다|에 비해|대비)")
_PERCENT = ("percent", "percentage points")


def figures(seen: Annotated, said: tuple[Statement, ...], profile: Profile) -> tuple[Figure, ...]:
    """Every figure in the Korean prose, in the order of the text."""
    found: list[Figure] = []
    dates = Near(one for one in seen.times if one.edtf and one.type != "DURATION")
    places = Near(one for one in seen.mentions if one.kind == "place")
    statements = Near(Said(part, one) for one in said for part in one.content)
    for sentence in seen.sentences:
        text, base = sentence.span.quote, sentence.span.start
        times = dates.between(base, sentence.span.end)
        here = _Here(sentence, times, places.between(base, sentence.span.end), _around(statements, sentence.span))
        made = [
            _figure(seen, here, one)
            for one in numbers(text)
            if not any(time.span.start < base + one.end and base + one.start < time.span.end for time in times)
        ]
        found += _changed(made, sentence, times)
    names = profile.figures
    return tuple(replace(one, measure=" ".join(names.get(word, word) for word in one.measure.split())) for one in found)


@dataclass(frozen=True, slots=True)
class _Here:
    """A sentence with the times and places in it and what is said in or around it."""

    sentence: Sentence
    times: list[TimeExpression]
    places: list[Mention]
    said: list[Said]


def _around(said: Near[Said], sentence: Span) -> list[Said]:
    """What is said in a sentence, or in a quotation that began before it."""
    return said.between(sentence.start - LONGEST, sentence.end + LONGEST)


def _figure(seen: Annotated, here: _Here, one: Number) -> Figure:
    document, base = seen.document, here.sentence.span.start
    span = document.span(base + one.start, base + one.end)
    by = _innermost(here.said, span)
    inside = [time for time in here.times if by and by.holds(time.span)] or here.times
    before = [time for time in inside if time.span.end <= span.start]
    near = before[-1] if before else inside[0] if inside else None
    places = [place for place in here.places if place.span.end <= span.start]
    return Figure(
        id=record_id(document.id, "figure", span),
        document=document.id,
        span=span,
        value=one.value,
        low=one.low,
        high=one.high,
        unit=one.unit,
        measure=_measure(here.sentence.span.quote, one),
        made=Made("figure.ko.quantity", "in Korean, a number with its counter", VERSION),
        period=near.edtf if near else None,
        place=places[-1].name if places else None,
        by=by.id if by else None,
    )


def _innermost(said: list[Said], span: Span) -> Statement | None:
    holding = [(one.span.end - one.span.start, one.statement.id, one.statement) for one in said if one.span.holds(span)]
    return min(holding, key=lambda found: found[:2])[2] if holding else None


def _measure(text: str, one: Number) -> str:
    """What is counted: the noun before the number, or the one behind it after 의; in English where that is known."""
    after, before = _OF.match(text, one.end), _NOUN.search(text[max(0, one.start - 20) : one.start])
    noun = after[1] if after else before[1] if before else ""
    if not noun or noun in counters()["no_measures"]:
        counted = _COUNTED.search(text[: one.start])
        noun = counted[1] if counted else ""
    known: dict[str, str] = counters()["measures"]
    english = next((known[word] for word in sorted(known, key=len, reverse=True) if noun.endswith(word)), None)
    if english and english != "arrivals" and re.search("입국|들어온|들어왔", text):
        return f"arrivals of {english}"
    return english or noun


def _changed(made: list[Figure], sentence: Sentence, times: list[TimeExpression]) -> list[Figure]:
    """The figures of a sentence with the change that a percentage tells of."""
    result = list(made)
    for number, one in enumerate(result):
        if one.unit not in _PERCENT or one.value is None:
            continue
        rest = sentence.span.quote[one.span.end - sentence.span.start :][:12]
        up, down = (any(stem in rest for stem in counters()[side]) for side in ("up", "down"))
        if up == down:
            continue
        compared = [
            time
            for time in times
            if time.span.end <= one.span.start
            and _AGAINST.match(sentence.span.quote, time.span.end - sentence.span.start)
        ]
        change = Change("up" if up else "down", abs(one.value), compared[-1].edtf if compared else None, one.span)
        target = next((at for at, other in enumerate(result[:number]) if other.unit not in _PERCENT), None)
        if target is not None and result[target].change is None:
            result[target] = replace(result[target], change=change)
        period = result[target].period if target is not None else one.period
        result[number] = replace(one, change=change, period=period)
    return result
