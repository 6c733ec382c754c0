"""Numbers that a text itself sets against each other.

"Three cases, not six"; "had put the loss at 40,000 and now speaks of 2 million".
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING

import yaml

from attribune.model import Link, Made

from .detail import amount
from .measure import apart

if TYPE_CHECKING:
    from collections.abc import Iterator

    from attribune.model import Figure
    from attribune.model.index import Index

VERSION = "1"
_COUNTS = (None, "people", "case", "cases")
_NEAR = 300  # characters back to the number that another is set against
_KNOWS = re.compile(r"(?i)\b(?:knows?|knew|speaks?|spoke|heard)\sof\s(?:only\s|just\s)?$")
_ALONE = re.compile(r"(?:\s(?:such\s)?(?:cases?|only))?[.,;]")
_REACH = 140  # characters between a number and the later one that takes its place


@cache
def _words() -> dict[str, dict[str, float]]:
    data: dict[str, dict[str, float]] = yaml.safe_load(
        files("attribune.assess").joinpath("contrast.yaml").read_text(encoding="utf-8")
    )
    return data


@cache
def _not() -> re.Pattern[str]:
    numbers = "|".join(sorted(_words()["numbers"], key=len, reverse=True))
    return re.compile(
        rf"(?i)(?:\s[\w’'-]{{1,20}}){{0,3}},?\s(?:and\s|but\s)?(?:not|rather than|instead of)\s(?:the\s)?"
        rf"(?P<number>\d[\d,.]*\d|\d|(?:{numbers}))\b(?!\s(?:percent|%))"
    )


@cache
def _since() -> re.Pattern[str]:
    later = "|".join(_words()["later"])
    says = "|".join(_words()["says"])
    return re.compile(rf"(?i)\b(?:{later})\s(?:{says})\b[^.;\n]{{0,40}}$")


def number_of(words: str) -> float | None:
    """The number that a single small number word names, None for any other words."""
    return _words()["numbers"].get(words.casefold())


def contrasts(index: Index) -> Iterator[Link]:
    """Conflicts between numbers of one document that its words set against each other."""
    by_document: dict[str, list[Figure]] = defaultdict(list)
    for figure in index.records.figures:
        by_document[figure.document].append(figure)
    for document, figures in by_document.items():
        text = index.documents[document].text
        ordered = sorted(figures, key=lambda f: f.span)
        for number, figure in enumerate(ordered):
            if other := _set_against(text, figure, ordered[:number]) or _knows_of(text, figure, ordered[:number]):
                yield _link(other, figure, f"{amount(figure)}, not {amount(other)}")
        for one, other in pairwise(ordered):
            between = text[one.span.end : other.span.start]
            if len(between) <= _REACH and one.value != other.value and _since().search(between):
                yield _link(one, other, f"{amount(one)} at first, {amount(other)} later")


def _set_against(text: str, figure: Figure, before: list[Figure]) -> Figure | None:
    """The nearest earlier figure of the number that "not" stands before, right after this one."""
    match = _not().match(text, figure.span.end, figure.span.end + 90)
    if not match or figure.value is None:
        return None
    value = _value(match["number"])
    if value is None or value == figure.value:
        return None
    found = [one for one in reversed(before) if value in (one.value, one.low) and one.unit != "years"]
    said = [one for one in found if one.by]  # rather where somebody says it than where it is taken up again
    return next(iter([*said[-1:], *found]), None)


def _knows_of(text: str, figure: Figure, before: list[Figure]) -> Figure | None:
    """The number just told that somebody sets another against: "six had left. Marrat knows of four"."""
    before_it = text[max(0, figure.span.start - 40) : figure.span.start]
    told = _KNOWS.search(before_it) and _ALONE.match(text, figure.span.end)
    if not told or figure.unit not in _COUNTS:
        return None
    near = [one for one in before if figure.span.start - one.span.end <= _NEAR and one.unit == "people"]
    return near[-1] if near and apart(near[-1], figure) else None


def _value(words: str) -> float | None:
    known = _words()["numbers"].get(words.casefold())
    plain = words.replace(",", "")
    return float(known) if known is not None else float(plain) if re.fullmatch(r"\d+(?:\.\d+)?", plain) else None


def _link(one: Figure, other: Figure, why: str) -> Link:
    made = Made("contrast.words", why, VERSION)
    return Link("conflict", other.id, one.id, why, made, "how_many", other.span, one.span, other.document, one.document)
