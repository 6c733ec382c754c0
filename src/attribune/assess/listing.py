"""Which figures of a sentence are the parts of another, or its change: read from the words between them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from attribune.model import Change

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from attribune.model import Figure

STOP = re.compile(r"[.!?;][\"”’)]{0,2}\s|\n")
_OPENS = re.compile(r"\s\(|:\s|\s[—–-]\s|,?\s(?:including|among them|of (?:them|whom|these|which))\b")
_OF_THE = re.compile(r"(?i)\bof (?:the|these|those|all)\s(?:total of\s)?$")
_EXHAUSTIVE = ("(", ":", "—", "–", "-")
_COUNTED = (None, "people")
_REACH = 90  # characters between a number and the list of its parts
# "up 12 percent from 250": the percentage, then what it is held against.
_FROM = re.compile(r"(?i)[^.;\n]{0,40}?\bfrom\s(?:about\s|some\s|around\s)?$")
_TO = re.compile(r"(?i)[^.;\n]{0,40}?\bto\s(?:about\s|some\s|around\s)?$")
_DOWN = re.compile(
    r"(?i)\b(?:down|fell|fall|fallen|falls|drop\w*|declin\w*|decreas\w*|less|fewer|shr[aiu]nk\w*|lower)\b"
)
_UP = re.compile(r"(?i)\b(?:up|rose|rise\w*|risen|increas\w*|grew|grow\w*|more|higher|jump\w*|climb\w*|surg\w*)\b")


def listed_parts(text: str, whole: Figure, following: Sequence[Figure]) -> tuple[list[Figure], bool]:
    """The figures told as the parts of a whole right after it, and whether they are told to be all.

    "Three workers (two cooks and one builder)" and "three workers: two cooks and one builder" list all parts;
    "ten officials, including two ministers" and "of the ten officials, two were women" some.
    """
    stop = STOP.search(text, whole.span.end)
    end = stop.start() if stop else len(text)
    opens = _OPENS.search(text, whole.span.end, min(end, whole.span.end + _REACH))
    if _OF_THE.search(text, max(0, whole.span.start - 20), whole.span.start):
        start, exhaustive = whole.span.end, False
    elif opens:
        start, exhaustive = opens.start(), opens[0].strip()[:1] in _EXHAUSTIVE
        if opens[0].strip() == "(" and (closing := text.find(")", start, end)) >= 0:
            end = closing
    else:
        return [], False
    inside = [f for f in following if start <= f.span.start and f.span.end <= end]
    parts = [f for f in inside if f.unit == whole.unit or (f.unit in _COUNTED and not whole_is_measured(whole))]
    return parts, exhaustive and len(parts) > 1


def whole_is_measured(whole: Figure) -> bool:
    """Whether a figure is an amount of something (money, years, a share) and no count."""
    return whole.unit in ("percent", "years", "months", "days", "kg", "km") or (whole.unit or "").isupper()


def changes(text: str, first: Figure, following: Sequence[Figure]) -> Iterator[tuple[Figure, Figure, Change]]:
    """(later, earlier, change) where a sentence gives a change with both its numbers.

    "287, up 14.8 percent from 250" and "fell by 10 percent, from 100 to 90".
    """
    if len(following) < 2:
        return
    second, third = following[0], following[1]
    if STOP.search(text, first.span.end, third.span.start):
        return
    direction = _direction(text[max(0, first.span.start - 40) : third.span.start])
    between = (text[first.span.end : second.span.start], text[second.span.end : third.span.start])
    if direction is None:
        return
    if second.unit == "percent" and second.value and first.unit != "percent" and _FROM.fullmatch(between[1]):
        yield first, third, Change(direction, second.value, None)
    elif first.unit == "percent" and first.value and _FROM.fullmatch(between[0]) and _TO.fullmatch(between[1]):
        yield third, second, Change(direction, first.value, None)


def _direction(words: str) -> Literal["up", "down"] | None:
    """Whether a change is told to be up or down, None where both or neither is."""
    up, down = bool(_UP.search(words)), bool(_DOWN.search(words))
    return None if up == down else "up" if up else "down"
