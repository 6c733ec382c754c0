"""Numbers that measure something, and time expressions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .provenance import Made
from .span import Span

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """An expression of time. ``value`` is TIMEX3 as printed; ``edtf`` its interval on the calendar, None for a pure
    duration, a set, or nonsense; ``against`` says what it was resolved against (published, text, calendar).
    """

    document: str
    span: Span
    type: TimexType
    value: str
    edtf: str | None
    made: Made
    against: str = ""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its modifier and unit as read, before it is known whether it measures something.

    ``low`` and ``high`` are the bounds that the words give, None if open or exact; ``counted`` is the span of what is
    counted.
    """

    span: Span
    value: float | None
    low: float | None
    high: float | None
    unit: str | None
    counted: Span | None = None
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Change:
    """A change against another period: ``against`` is EDTF."""

    direction: Literal["up", "down"]
    percent: float | None
    against: str | None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One number that measures something.

    ``unit`` is a plain name or code (people, percent, USD, KRW, kg, years); ``measure`` what is measured, in
    normalised words; ``period`` EDTF; ``place`` a name; ``whole`` the measure that a share is of; ``cumulative``
    whether it counts up to a moment; ``conversion_of`` the id of the figure that this one, in parentheses, converts.
    """

    id: str
    document: str
    span: Span
    value: float | None
    low: float | None
    high: float | None
    unit: str | None
    measure: str
    made: Made
    period: str | None = None
    place: str | None = None
    change: Change | None = None
    by: str | None = None
    whole: str | None = None
    cumulative: bool = False
    conversion_of: str | None = None


@dataclass(frozen=True, slots=True)
class Forecast:
    """A checkable statement about the future.

    ``statement`` is the id of the statement that makes it, None in the author's own voice; ``horizon`` is EDTF, by
    when; ``low`` and ``high`` are the ICD 203 range of ``likelihood`` as shares of one, None where no such words
    stand.
    """

    id: str
    document: str
    span: Span
    made: Made
    statement: str | None = None
    horizon: str | None = None
    condition: Span | None = None
    likelihood: Span | None = None
    low: float | None = None
    high: float | None = None
