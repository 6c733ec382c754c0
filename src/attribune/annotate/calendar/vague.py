"""Repeated times, and words for past, present and future."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .amount import duration_value
from .context import word_before
from .reading import Reading, Setting

if TYPE_CHECKING:
    from .grammar import Found


def coming(_found: Found, _setting: Setting) -> Reading | None:
    """The near future."""
    return Reading("DATE", "FUTURE_REF", None, "when is not told", "")


def these_days(found: Found, _setting: Setting) -> Reading | None:
    """These days."""
    if found.words[1].text.lower() != "days" or found.words[0].text.lower() != "these":
        return None
    return Reading("DATE", "PRESENT_REF", None, "about the time of publication", "published")


def each(found: Found, _setting: Setting) -> Reading | None:
    """Each year; every Thursday; each July."""
    if unit := found.get("u"):
        return Reading("SET", duration_value(1, unit.value), None, "a repeated time", "")
    if weekday := found.get("wd"):
        return Reading("SET", f"XXXX-WXX-{weekday.value}", None, "a repeated time", "")
    month, season = found.get("m"), found.get("s")
    value = f"XXXX-{int(month.value):02}" if month else f"XXXX-{season.value}" if season else "XXXX"
    return Reading("SET", value, None, "a repeated time", "")


def setword(found: Found, _setting: Setting) -> Reading | None:
    """Daily; annually."""
    word = found.need("w")
    if word.text.lower() == "annually" and re.search(r"[%0-9]\s*$", found.text[max(0, found.start - 3) : found.start]):
        return None  # "20% annually" is a rate
    if _newspaper(found):
        return None
    return Reading("SET", word.value, None, "a repeated time", "")


def _newspaper(found: Found) -> bool:
    """Whether a repeated time is a newspaper: "the Norland Daily", "the party daily Banner"."""
    before, following = word_before(found.text, found.start, plain=False), found.text[found.end : found.end + 2]
    named = found.words[0].text[:1].isupper() and before[:1].isupper()
    return named or (following[:1] == " " and following[1:2].isupper())


def weekdays(found: Found, _setting: Setting) -> Reading | None:
    """Mondays; Tuesday nights."""
    word = found.need("wd")
    suffix = "T" + found.words[-1].value if found.words[-1].kind == "DAYPARTS" else ""
    return Reading("SET", f"XXXX-WXX-{word.value}{suffix}", None, "a repeated time", "")


def reference(found: Found, setting: Setting) -> Reading | None:
    """Now, recently, soon, the future. The present is the day of publication; the others are on no calendar."""
    word = found.need("r")
    if word.text.lower() == "soon" and found.text[found.end : found.end + 3] in (" as", " af"):
        return None
    if word.text.lower() == "shortly" and found.text[found.end : found.end + 7].split()[:1] in (["after"], ["before"]):
        return None
    if word.value != "PRESENT_REF" or setting.today is None:
        return Reading("DATE", word.value, None, "when is not told", "")
    return Reading("DATE", word.value, setting.today.isoformat(), "the day of publication", "published")


def adjective(found: Found, _setting: Setting) -> Reading | None:
    """Current, recent, future, before a noun: they place it, but on no calendar."""
    word = found.get("r")
    following = found.text[found.end : found.end + 2]
    if word is None or not (following[:1] == " " and following[1:2].isalpha()):
        return None
    value = {"CURRENT": "PRESENT_REF", "RECENT": "PAST_REF"}.get(word.kind, "FUTURE_REF")
    return Reading("DATE", value, None, "when is not told", "")


def past(found: Found, _setting: Setting) -> Reading | None:
    """The past."""
    following = found.text[found.end : found.end + 20].split()
    if (
        following
        and following[0].isalpha()
        and following[0].lower() not in ("that", "and", "but", "when", "as", "to", "is", "was", "has", "had")
    ):
        return None
    return Reading("DATE", "PAST_REF", None, "when is not told", "")
