"""Arithmetic that does not work out: a percentage against its two numbers, a part against its whole, parts against
their sum, a forecast against the pace.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from attribune.model.edtf import interval

from .detail import amount
from .measure import bounds, lexicon, part_of_period

if TYPE_CHECKING:
    from attribune.model import Change, Figure, Records

_OFF_PACE = 0.05  # a forecast this much off the pace is told; less is within the seasons' ups and downs


class Range(NamedTuple):
    """The least and the most that a derived number may be."""

    low: float
    high: float

    @property
    def middle(self) -> float:
        """Half way between."""
        return (self.low + self.high) / 2


def before_change(figure: Figure, change: Change | None) -> Range | None:
    """What a figure with a change in percent says of the period it is held against: 115 after +15 percent was 100.

    The percentage is taken to be rounded at its last printed digit.
    """
    value = figure.value
    if change is None or change.percent is None or value is None:
        return None
    half = 0.5 * 10.0 ** -_decimals(change.percent)
    sign = 1 if change.direction == "up" else -1
    factors = [1 + sign * (change.percent + slack) / 100 for slack in (-half, half)]
    if min(factors) <= 0:
        return None
    ends = sorted(value / factor for factor in factors)
    return Range(ends[0], ends[1])


def _decimals(number: float) -> int:
    return len(f"{number:.6f}".rstrip("0").partition(".")[2])


def percent_clash(figure: Figure, earlier: Figure, change: Change | None) -> str:
    """The sentence that says that a change does not fit the two numbers, or nothing."""
    due = before_change(figure, change)
    low, high = bounds(earlier)
    if due is None or change is None or low is None or high is None:
        return ""
    if high < due.low - 0.5 or low > due.high + 0.5:
        way = "more" if change.direction == "up" else "less"
        told = f"{amount(figure)} is said to be {change.percent:g} percent {way} than before"
        return f"{told}, which would have been about {due.middle:,.0f}, but {amount(earlier)} is given for that period"
    return ""


def pace_clash(part: Figure, forecast: Figure) -> str:
    """The sentence that sets the pace of part of a period against the forecast for the whole, or nothing."""
    if part.value is None or not part_of_period(part, forecast):
        return ""
    whole, done = interval(forecast.period), interval(part.period)
    if not (whole and done and whole.length and done.length):
        return ""
    months, total = round(done.length / 30.44), round(whole.length / 30.44)
    pace = part.value * total / max(months, 1)
    expected = forecast.value if forecast.value is not None else bounds(forecast)[0]
    if expected is None or not expected or abs(expected - pace) < _OFF_PACE * pace:
        return ""
    rest = max(total - months, 1)
    return (
        f"{amount(part)} in {months} months is a pace of {pace:,.0f} in {total}; the forecast of {expected:,.10g}"
        f" needs {(expected - part.value) / rest:,.0f} a month from then on, not {part.value / max(months, 1):,.0f}"
    )


def part_clash(part: Figure, whole: Figure) -> str:
    """The sentence that says that a part is larger than its whole, or nothing."""
    least, most = bounds(part)[0], bounds(whole)[1]
    if least is not None and most is not None and least > most:
        return f"{amount(part)} are told as a part of {amount(whole)}"
    return ""


def sum_clash(whole: Figure, listed: list[Figure], *, exhaustive: bool) -> str:
    """The sentence that says that the parts do not add up to the whole, or nothing."""
    ends = [bounds(part) for part in listed]
    low = sum(least for least, _ in ends if least is not None)
    tops = [most for _, most in ends if most is not None]
    high = sum(tops) if len(tops) == len(ends) else None
    least, most = bounds(whole)
    over = most is not None and low > most
    under = exhaustive and least is not None and high is not None and high < least
    if over or under:
        listing = " + ".join(amount(part) for part in listed)
        return f"{listing} make {low:,.10g}, not {amount(whole)}"
    return ""


def shares_clash(listed: list[Figure]) -> str:
    """The sentence that says that shares of one whole make more than all of it, or nothing."""
    total = sum(bounds(part)[0] or 0 for part in listed)
    if total > 100 + len(listed) * 0.5:
        return f"{' + '.join(amount(part) for part in listed)} of one whole make {total:,.10g} percent"
    return ""


def is_forecast(figure: Figure, predicted: bool) -> bool:  # noqa: FBT001 - a plain fact about the figure
    """Whether a figure is told of the future."""
    words = set(re.findall(r"[a-z]+", figure.measure.casefold()))
    return predicted or bool(words & lexicon()["future"])


def foretold(records: Records) -> set[str]:
    """The ids of figures inside a forecast or a prediction."""
    spans = defaultdict(list)
    for forecast in records.forecasts:
        spans[forecast.document].append(forecast.span)
    predictions = {statement.id for statement in records.statements if statement.act == "predict"}
    return {
        figure.id
        for figure in records.figures
        if figure.by in predictions or any(span.overlaps(figure.span) for span in spans[figure.document])
    }
