"""How long a state has lasted: "has not been seen for 19 days" began 19 days before the article was published."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from attribune.model import When

if TYPE_CHECKING:
    from spacy.tokens import Token

    from attribune.model import Annotated

    from .trigger import Found

_LENGTH = re.compile(r"P(\d{1,4})([DWMY])")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_DAYS = {"D": 1, "W": 7, "M": 30.44, "Y": 365.25}
_PRESENT = ("has", "have", "'s", "'ve", "’s", "’ve")


def lasting(found: Found, seen: Annotated) -> When | None:
    """The time from when somebody "has not been seen for" to publication; None where it cannot be told."""
    if "not=*" not in found.trigger.needs or not _still(found.head):
        return None
    published = seen.document.published or ""
    if not _DAY.fullmatch(published):
        return None
    text = seen.document.text
    sentence = found.head.sent
    for time in seen.times:
        inside = found.head.idx < time.span.start < sentence.end_char
        length = _LENGTH.fullmatch(time.value) if inside and time.type == "DURATION" else None
        if length and text[: time.span.start].endswith(("for ", "in ")):
            return When(time.span, _since(date.fromisoformat(published), int(length[1]), length[2]))
    return None


def _still(verb: Token) -> bool:
    """Whether it is told as holding until now."""
    return any(child.dep_ == "aux" and child.lower_ in _PRESENT for child in verb.children)


def _since(published: date, many: int, unit: str) -> str | None:
    """The stretch up to publication: to the day where days or weeks are told, else to the month or the year."""
    try:
        first = published - timedelta(days=round(many * _DAYS[unit]))
    except OverflowError:
        return None
    day = first.isoformat()
    begun = {"M": f"{day[:7]}~", "Y": f"{day[:4]}~"}.get(unit, day)
    return f"{begun}/{published.isoformat()}"
