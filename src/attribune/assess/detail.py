"""What the tellings of an event hold of its details: when, where, who, how many, whether, why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attribune.model import Held
from attribune.model.unit import plural

from .lexicon import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from attribune.model import Figure, Report, Span
    from attribune.model.index import Index

    from .origin import Telling

_WHERE = ("place", "origin", "destination")


def details(index: Index, tellings: Sequence[Telling], origin_of: Mapping[str, str]) -> Iterator[Held]:
    """Every value held of a detail, by whom, in the order of the tellings."""
    for telling in tellings:
        report = telling.report
        for detail, value, span in _values(index, report, telling.stance):
            yield Held(detail, value, span, report.id, report.document, origin_of.get(report.id))


def _values(index: Index, report: Report, stance: str) -> Iterator[tuple[str, str, Span | None]]:
    if report.when.edtf:
        yield "when", report.when.edtf, report.when.span
    for argument in report.arguments:
        if argument.role in _WHERE:
            for name in index.places(report, (argument.role,)):
                yield "where", name, argument.span
        elif argument.role in ("affected", "agent"):
            entity = index.filler(report, argument)
            if entity or argument.span.quote.casefold() not in words("pronoun"):  # "he" names nobody
                yield "who", entity.name if entity else argument.span.quote, argument.span
        elif argument.role == "count":
            yield "how_many", bounds(*index.numbers(report)) or argument.span.quote, argument.span
        elif argument.role == "reason":
            yield "why", argument.span.quote, argument.span
    if stance != "neither":
        yield "whether", "yes" if stance == "asserts" else "no", report.trigger


def bounds(low: float | None, high: float | None) -> str:
    """A number or its bounds in figures: "3", "10 or more", "up to 1,500", "200 to 900"."""
    if low is None and high is None:
        return ""
    if low is None:
        return f"up to {high:,.10g}"
    if high is None:
        return f"{low:,.10g} or more"
    return f"{low:,.10g}" if low == high else f"{low:,.10g} to {high:,.10g}"


def amount(figure: Figure) -> str:
    """A figure's value in figures, with its unit."""
    if figure.value is not None and figure.low in (None, figure.value) and figure.high in (None, figure.value):
        number = f"{figure.value:,.10g}"
    else:
        number = bounds(figure.low, figure.high) or (f"{figure.value:,.10g}" if figure.value is not None else "?")
    return f"{number} {plural(figure.unit, figure.value)}" if figure.unit else number
