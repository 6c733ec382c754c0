"""Numbers with their modifiers and units."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from attribune.model import Annotated, Quantity, Span

from .casing import plain
from .counting import Counting
from .number import Number, numbers
from .unit import UnitFound, per, unit_after, units

if TYPE_CHECKING:
    from collections.abc import Iterator

_TIME_UNITS = ("years", "months", "days", "weeks", "hours", "minutes")


def quantities(seen: Annotated) -> tuple[Quantity, ...]:
    """Every quantity in the prose that is no date, in the order of the text.

    Left out are dates and clock times, ordinals, ages, scores, and numbers that are part of a name ("Section 427").
    """
    dates = [one.span for one in seen.times if one.type in ("DATE", "TIME") or one.edtf]
    counting = Counting(seen.doc, dates)
    found = list(_single_durations(seen))
    for paragraph in seen.paragraphs:
        told = any(one.counted for one in found)
        made = list(_listed(seen, counting, paragraph, told=told))
        found.extend(_continued(made[::-1], seen.document.text))
    return tuple(sorted(found, key=lambda one: one.span))


def _single_durations(seen: Annotated) -> Iterator[Quantity]:
    """One of a unit of time, though no number stands there: "for a year", "for about a month"."""
    for one in seen.times:
        words = _SINGLE.fullmatch(one.span.quote)
        if words and one.type == "DURATION" and seen.document.text.startswith("for ", max(0, one.span.start - 4)):
            kind = units().data["bounds"]
            bound = next((name for name, forms in kind.items() if plain(words[1] or "") in forms), "")
            low, high = (1.0 if bound == name else None for name in ("low", "high"))
            yield Quantity(one.span, 1.0, low, high, plain(words[2]) + "s", exact=not words[1])


_SINGLE = re.compile(r"(?:([a-z ]{4,15})\s)?an?\s(day|week|month|year|decade)", re.IGNORECASE)


def _listed(seen: Annotated, counting: Counting, paragraph: Span, *, told: bool) -> Iterator[Quantity]:
    """The quantities of a paragraph, last first; ``told`` says whether the text has counted anything before it.

    One without a unit takes that of the next in its list ("7, 9 and 8 people").
    """
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
        if name is None and _PEOPLE.match(text, one.end):
            name = "people"
        span = document.span(counted.start, counted.end) if counted else None
        end = unit.end if unit else one.end
        if name is None and following and _LISTED.fullmatch(text[end : following.span.start]):
            name, span = following.unit, following.counted
        few = None if name else _OR_TWO.search(text, max(0, one.start - 40), one.start)
        if few:
            name = few[1]
        before = told or one is not group[0]
        if name is None and not _stands_alone(one, text, counting, told=before):
            continue
        value, low, high = (None, 1.0, one.value) if few else (one.value, one.low, one.high)
        following = Quantity(document.span(one.start, end), value, low, high, name, span, one.exact and not few)
        yield following


_OR_TWO = re.compile(r"\b(?:an?|another)\s([a-z]{2,20})\sor\s$")  # "a week or two", "another ship or two"
_PEOPLE = re.compile(r"\s(?:who|people|persons)\b")
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
    if one.kind in ("fold", "fraction"):
        return UnitFound("times", one.end) if one.kind == "fold" else None
    if one.currency:
        return _money(one, text, end)
    start = one.end
    if of := _OF.match(text, one.end, end) if one.kind in ("share", "magnitude") else None:
        start = of.end()  # "1/16 of a pint", "hundreds of miles"
    found = unit_after(text, start, end)
    hyphened = one.words and text[one.end : one.end + 1] == "-"
    return None if found and hyphened and found.unit in _TIME_UNITS else found


_OF = re.compile(r"\sof(?:\san?(?:\s[A-Z]+)?)?(?=\s)")


def _money(one: Number, text: str, end: int) -> UnitFound:
    """The currency of a sign before the number, or of the name after it ("$5 Canadian dollars"), and what it is per."""
    named = unit_after(text, one.end, end)
    found = UnitFound(one.currency or "", one.end)
    if named and len(named.unit) == 3 and named.unit.isupper():
        found = UnitFound(named.unit if one.currency == "USD" else found.unit, named.end)
    return per(text, found, end)


_AGE_AFTER = re.compile(r"[\s-]?(?:(?:years?|months?|weeks?|days?)[\s-]olds?\b|years? of age\b)", re.IGNORECASE)
_AGED = re.compile(r"\baged?\s(?:of\s|between\s|about\s)?$", re.IGNORECASE)
_THOUGHT = re.compile(r"\b(?:believed|thought|said)\sto\sbe\s$")  # "believed to be 61," but "to be 61 ships"
_NAME_BEFORE = re.compile(r"(?:[A-Z][\w.'’-]*,?\s\(|(?:^|\s)[A-Z][\w.'’-]+,\s)$")


def _is_age(one: Number, text: str) -> bool:
    """Whether a number is somebody's age: "43-year-old", "aged 43", "Novak (43)", "Novak, 43,"."""
    before, after = text[max(0, one.start - 30) : one.start], text[one.end : one.end + 16]
    if _AGE_AFTER.match(after) or _AGED.search(before) or (_THOUGHT.search(before) and after[:1] in (",", ".")):
        return True
    young = one.value is not None and 0 < one.value < 120 and one.value == int(one.value) and not one.currency
    if not young or one.words or not _NAME_BEFORE.search(before):
        return False
    return (before.endswith("(") and after[:1] == ")") or (before.endswith(", ") and after[:1] in (",", "."))


_GLUED_BEFORE = re.compile(r"[A-Za-z][-–/]$|[0-9][-–/:]$|[#№:_@]$|[A-Za-z]\.$")
_GLUED_AFTER = re.compile(r"[-–:/][0-9]|(?:st|nd|rd|th)\b|[0-9_]|'s\b|[-–][A-Z]")
_NUMBERED = re.compile(r"\b(?:number|no\.?|nr\.?|section|article|page|chapter|room|flight|route)\s$", re.IGNORECASE)
_HYPHENED = re.compile(r"-(?:[a-z]|\s?(?:and|or|,))")
_ROW_GOES_ON = re.compile(r"-(?:,|\s(?:and|or)\s)")
_ROW_ENDS = re.compile(r"-,?\s(?:and|or)\s$")


def _is_name(one: Number, text: str, counting: Counting) -> bool:
    """Whether a number is part of a name, a score, a clock time or a code, and measures nothing."""
    if one.words:
        return _is_word_of_name(one, text, counting)
    if one.currency:
        return False
    left, after = text[max(0, one.start - 10) : one.start], text[one.end : one.end + 3]
    if _GLUED_AFTER.match(after) or _NUMBERED.search(left):
        return True
    if _GLUED_BEFORE.search(left) and not left.endswith(("sub-", "minus-", "now-")):
        return True
    return not unit_after(text, one.end, one.end + 24) and (after[:1].isalpha() or counting.named(one))


def _of_row(one: Number, text: str) -> bool:
    """Whether a number with a hyphen is one of a row: "two-, three- and four-room flats"."""
    return bool(_ROW_GOES_ON.match(text, one.end) or _ROW_ENDS.search(text, max(0, one.start - 8), one.start))


def _is_word_of_name(one: Number, text: str, counting: Counting) -> bool:
    """Whether a number in words is part of a kind's name ("number-two", "third-party") or a pronoun ("one")."""
    before, after = text[max(0, one.start - 2) : one.start], text[one.end : one.end + 3]
    if re.search(r"[A-Za-z]-$", before) or (_HYPHENED.match(after) and not _of_row(one, text)):
        return True
    return one.value == 1 and one.kind == "number" and counting.pronoun(one)


def _stands_alone(one: Number, text: str, counting: Counting, *, told: bool) -> bool:
    """Whether a number without a unit still measures something: no mark of a list, not all that a possessive leaves.

    One in words does where it stands for what was ``told`` before: "three cases, not six".
    """
    if one.kind in ("fraction", "fold", "magnitude"):
        return one.kind == "fraction"
    if one.words:
        return (one.value != 1 and not one.exact) or (told and counting.nominal(one))
    possessed = text[max(0, one.start - 3) : one.start] in ("'s ", "’s ")
    return text[one.end : one.end + 1] != ":" and not possessed and not counting.sentence_start(one)
