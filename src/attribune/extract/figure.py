"""Figures of a document."""

from __future__ import annotations

from attribune.model import Annotated, Figure, Made, Quantity, Statement, record_id
from attribune.profiles import Profile

VERSION = "1"


def figures(seen: Annotated, said: tuple[Statement, ...], profile: Profile) -> tuple[Figure, ...]:
    """Every figure in the prose, in the order of the text."""
    return tuple(_figure(seen, one, said) for one in seen.quantities)


def _figure(seen: Annotated, one: Quantity, said: tuple[Statement, ...]) -> Figure:
    made = Made(rule="figure.quantity", reason="a number that counts or measures", version=VERSION)
    return Figure(
        id=record_id(seen.document.id, "figure", one.span),
        document=seen.document.id,
        span=one.span,
        value=one.value,
        low=one.low,
        high=one.high,
        unit=one.unit,
        measure=one.counted.quote if one.counted else "",
        made=made,
    )
