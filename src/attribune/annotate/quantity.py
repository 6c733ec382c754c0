"""Numbers with their modifiers and units."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from attribune.model import Annotated, Quantity, Span

from .counting import Counting
from .number import Number, numbers
from .unit import UnitFound, per, unit_after

_TIME_UNITS = ("years", "months", "days", "weeks", "hours", "minutes")


def quantities(seen: Annotated) -> tuple[Quantity, ...]:
    """Every quantity in the prose that is no date, in the order of the text.

    Left out are dates and clock times, ordinals, ages, scores, and numbers that are part of a name ("Section 427").
    """
    dates = [one.span for one in seen.times if one.type in ("DATE", "TIME") or one.edtf]
    counting = Counting(seen.doc, dates)
    found = list(_single_durations(seen))
    for paragraph in seen.paragraphs:
        made = list(_listed(seen, counting, paragraph))
        found.extend(_continued(made[::-1], seen.document.text))
    return tuple(sorted(found, key=lambda one: one.span))


def _single_durations(seen: Annotated) -> Iterator[Quantity]:
    """ "For a year": one of a unit of time, though no number stands there."""
    for one in seen.times:
        words = re.fullmatch(r"an?\s(day|week|month|year|decade)", one.span.quote, re.IGNORECASE)
        if words and one.type == "DURATION" and seen.document.text.startswith("for ", max(0, one.span.start - 4)):
            yield Quantity(one.span, 1.0, None, None, words[1].lower() + "s")


def _listed(seen: Annotated, counting: Counting, paragraph: Span) -> Iterator[Quantity]:
    """The quantities of a paragraph, last first. One without a unit takes that of the next in its list ("14, 15 and 14 people")."""
    text, document = seen.document.text, seen.document
    group = list(numbers(text, paragraph.start, paragraph.end, lambda one: counting.in_date(one.start, one.end)))
    following: Quantity | None = None
    for one in reversed(group):
        unit = None if _is_name(one, text, counting) or _is_age(one, text) else _unit(one, text, paragraph.end)
        counted = None if unit else counting.counted(one)
        if _is_name(one, text, counting) or _is_age(one, text) or (counted and counted.named):
            following = None
            continue
        name = unit.unit if unit else counted.unit if counted else None
        if name is None and text.startswith(" who ", one.end):
            name = "people"
        span = document.span(counted.start, counted.end) if counted else None
        end = unit.end if unit else one.end
        if name is None and following and _LISTED.fullmatch(text[end : following.span.start]):
            name, span = following.unit, following.counted
        if name is None and not _stands_alone(one, text, counting):
            continue
        following = Quantity(document.span(one.start, end), one.value, one.low, one.high, name, span, one.exact)
        yield following


_LISTED = re.compile(r"-?\s?(?:,|,?\s?and|,?\s?or|to|of the|of its|of their|up|down|compared with|from|against)\s?")
_CONTINUES = re.compile(
    r"\b(?:from|to|at|than|compared with|compared to|against|versus|including)\s(?:about\s|over\s|nearly\s)?$",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?]\s")


def _continued(made: list[Quantity], text: str) -> Iterator[Quantity]:
    """The quantities, those without a unit taking that of the one before them: "40 cases, up from 31"."""
    before: Quantity | None = None
    for one in made:
        linked = (
            before is not None
            and one.unit is None
            and _CONTINUES.search(text, max(0, one.span.start - 24), one.span.start)
        )
        if before and linked and not _SENTENCE_END.search(text, before.span.end, one.span.start):
            one = replace(one, unit=before.unit, counted=before.counted)  # noqa: PLW2901 - the quantity, told more of
        if one.unit and one.unit != "percent":
            before = one
        yield one


def _unit(one: Number, text: str, end: int) -> UnitFound | None:
    """The unit written beside a number, None where it only counts."""
    if one.kind == "fold":
        return UnitFound("times", one.end)
    if one.currency:
        named = unit_after(text, one.end, end)
        found = UnitFound(one.currency, one.end)
        if named and len(named.unit) == 3 and named.unit.isupper():
            found = UnitFound(named.unit if one.currency == "USD" else one.currency, named.end)
        return per(text, found, end)
    if one.kind == "fraction":
        return None
    if one.kind == "share":  # "1/16 of a pint"
        of = re.compile(r"\sof an?(?:\s[A-Z]+)?").match(text, one.end, end)
        return unit_after(text, of.end() if of else one.end, end)
    if one.kind == "magnitude" and text[one.end : one.end + 4] == " of ":
        return unit_after(text, one.end + 3, end)
    found_after = unit_after(text, one.end, end)
    if found_after and one.words and text[one.end : one.end + 1] == "-" and found_after.unit in _TIME_UNITS:
        return None
    return found_after


_AGE_AFTER = re.compile(r"[\s-]?(?:(?:years?|months?|weeks?|days?)[\s-]olds?\b|years? of age\b)", re.IGNORECASE)
_AGED = re.compile(r"\baged?\s(?:of\s|between\s|about\s)?$", re.IGNORECASE)
_NAME_BEFORE = re.compile(r"(?:[A-Z][\w.'’-]*,?\s\(|(?:^|\s)[A-Z][\w.'’-]+,\s)$")


def _is_age(one: Number, text: str) -> bool:
    """Whether a number is somebody's age: "43-year-old", "aged 43", "Kim (43)", "Kim, 43,"."""
    before, after = text[max(0, one.start - 30) : one.start], text[one.end : one.end + 16]
    if _AGE_AFTER.match(after) or _AGED.search(before):
        return True
    young = one.value is not None and 0 < one.value < 120 and one.value == int(one.value) and not one.currency
    if not young or one.words or not _NAME_BEFORE.search(before):
        return False
    return (before.endswith("(") and after[:1] == ")") or (before.endswith(", ") and after[:1] in (",", "."))


_GLUED_BEFORE = re.compile(r"[A-Za-z][-–/]$|[0-9][-–/:]$|[#№:_@]$|[A-Za-z]\.$")
_GLUED_AFTER = re.compile(r"[-–:/][0-9]|(?:st|nd|rd|th)\b|[0-9_]|'s\b|[-–][A-Z]")
_NUMBERED = re.compile(r"\b(?:number|no\.?|nr\.?|section|article|page|chapter|room|flight|route)\s$", re.IGNORECASE)
_HYPHENED = re.compile(r"-(?:[a-z]|\s?(?:and|or|,))")


def _is_name(one: Number, text: str, counting: Counting) -> bool:
    """Whether a number is part of a name, a score, a clock time or a code, and measures nothing."""
    before, after = text[max(0, one.start - 3) : one.start], text[one.end : one.end + 3]
    if one.words and re.search(r"[A-Za-z]-$", before):
        return True  # "number-two"
    if one.words:  # "five-year", "third-party": a name of a kind of thing
        return _HYPHENED.match(after) is not None or (one.value == 1 and one.kind == "number" and counting.pronoun(one))
    if one.currency:
        return False
    if _GLUED_BEFORE.search(before) and not text[max(0, one.start - 6) : one.start].endswith(
        ("sub-", "minus-", "now-")
    ):
        return True
    if _GLUED_AFTER.match(after) or _NUMBERED.search(text, max(0, one.start - 10), one.start):
        return True
    if unit_after(text, one.end, one.end + 24):
        return False
    return after[:1].isalpha() or counting.named(one)


def _stands_alone(one: Number, text: str, counting: Counting) -> bool:
    """Whether a number without a unit still measures something: no mark of a list, not all that a possessive leaves."""
    if one.kind in ("fraction", "fold", "magnitude"):
        return one.kind == "fraction"
    if one.words:
        return not one.exact and one.value != 1
    possessed = text[max(0, one.start - 3) : one.start] in ("'s ", "’s ")
    return text[one.end : one.end + 1] != ":" and not possessed and not counting.sentence_start(one)
