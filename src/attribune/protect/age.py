"""Ages of protected people, made general."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .policy import Policy
from .redaction import Replacement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_AFTER = re.compile(
    r"['’]?s?\s{0,3}(?:[(\[]\s?|,\s{1,3})(?:(?:then|now|aged|age)\s)?(\d{1,3})(?=\s?[)\],;.])|,?\s{0,3}aged?\s{1,3}(\d{1,3})\b"
)
_ANY = re.compile(
    r"\b(\d{1,3})[- ‐‑]years?[- ‐‑]olds?\b|\b(?:aged?|age of)\s{1,3}(\d{1,3})\b"
    r"|\b([a-z]{3,9}(?:-[a-z]{3,5})?)-year-olds?\b",
    re.IGNORECASE,
)
_BORN = re.compile(r"\bborn\s(?:on|in)\s(?:[\w ]{0,16}[\w,] )?(\d{4})\b")
_NEAR = 60  # characters between a public person's name and an age that is taken to be theirs


def ages(
    text: str, people: Iterable[tuple[int, int]], public: Iterable[tuple[int, int]], policy: Policy
) -> Iterator[Replacement]:
    """What to put for ages in a text where ``people`` are the places of protected names.

    "Ana (43)" and "Ana, 43," are ages of Ana. "The 43-year-old" and "aged 43" are taken for a protected person's too,
    unless the name of somebody ``public`` stands nearer: an age too many made general does less harm than one too few.
    """
    guarded = sorted(people)
    if policy.ages == "keep" or not guarded:
        return
    for _, end in guarded:
        if match := _AFTER.match(text, end):
            group = 1 if match[1] else 2
            yield Replacement(match.start(group), match.end(group), _general(match[group], policy))
    others = sorted(public)
    for match in (*_ANY.finditer(text), *_BORN.finditer(text)):
        place = match.start(), match.end()
        if _distance(place, others) < min(_NEAR, _distance(place, guarded)):
            continue
        if match.re is _BORN:
            yield Replacement(match.start(), match.end(), "born (date withheld)")
            continue
        group = next(number for number in (1, 2, 3) if match[number])
        start, end = (match.start(), match.end()) if group != 2 else (match.start(2), match.end(2))
        yield Replacement(start, end, _general(match[group], policy))


def _general(age: str, policy: Policy) -> str:
    """An age as a decade, or as nothing but that there was one."""
    if policy.ages == "drop" or not age.isdecimal():
        return "(age withheld)"
    return f"{int(age) // 10 * 10}s" if int(age) >= 10 else "under 10"


def _distance(place: tuple[int, int], others: list[tuple[int, int]]) -> int:
    return min((max(start - place[1], place[0] - end, 0) for start, end in others), default=1_000_000)
