"""Units of measurement, as they are written and as they are named."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml

from .casing import plain

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Units:
    """The units of ``units.yaml``: {form: unit}, and the expressions that find the forms."""

    forms: dict[str, str]
    prefixes: dict[str, str]
    tight: dict[str, str]
    after: re.Pattern[str]
    per: re.Pattern[str]
    data: dict[str, Any]


def alternatives(words: Iterable[str]) -> str:
    """The alternatives of an expression that match any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@lru_cache(maxsize=1)
def units() -> Units:
    """All units that are known."""
    data = yaml.safe_load((files(__package__) / "units.yaml").read_text("utf-8"))
    forms = {form.lower(): unit for unit, written in data["units"].items() for form in written}
    prefixes: dict[str, str] = {}
    for code, written in data["currencies"].items():
        forms |= dict.fromkeys(written["words"], code)
        prefixes |= dict.fromkeys(written["prefix"], code)
    after = re.compile(rf"(?P<form>{alternatives(forms)})(?![\w])", re.IGNORECASE)
    per = re.compile(
        r"\s?(?:/|per |an? )\s?(?P<form>[a-z]+(?: (?:foot|feet|metre|meter|mile|inch|day|capita))?)\b", re.IGNORECASE
    )
    return Units(forms, prefixes, dict(data["tight"]), after, per, data)


@dataclass(frozen=True, slots=True)
class UnitFound:
    """A unit in a text and where it ends."""

    unit: str
    end: int


def unit_after(text: str, at: int, end: int) -> UnitFound | None:
    """The unit written right after a number that ends at ``at``, with what it is per: "km", "dollars a month"."""
    known, end = units(), min(end, len(text))
    tight = re.compile(r"[A-Za-z]{1,3}(?![\w])").match(text, at, end)
    if tight and tight[0] in known.tight:
        return UnitFound(known.tight[tight[0]], tight.end())
    start = at
    while start < end and text[start] in " -\u00a0\n" and start - at < 2:
        start += 1
    match = known.after.match(text, start, end)
    if match:
        return per(text, UnitFound(known.forms[plain(match["form"])], match.end()), end)
    if start > at and text[at : at + 1] != "-":
        match = re.compile(r"[CFVWKt](?![\w.])").match(text, start, end)
        if (
            match
            and match[0] in ("C", "F")
            and re.match(r" (?:in|and|or|to|melting|boiling|on)\b|[.,;)]|$", text[match.end() : end][:9])
        ):
            return UnitFound({"C": "°C", "F": "°F"}[match[0]], match.end())
    return None


def per(text: str, found: UnitFound, end: int) -> UnitFound:
    """The unit with what it is reckoned by, if that follows: "USD" before "a month" is "USD per month"."""
    match = units().per.match(text, found.end, end)
    if not match:
        return found
    words = plain(match["form"]).split()
    first = words[0].rstrip("s") if words[0].endswith("s") else words[0]
    article = plain(match[0]).startswith("a")
    if len(words) == 2 and words[0] in ("square", "cubic", "sq"):
        return UnitFound(f"{found.unit} per {' '.join(words)}", match.end())
    if first not in units().data["per"] or (article and found.unit in ("years", "months", "days", "weeks")):
        return found
    return UnitFound(f"{found.unit} per {first}", match.start("form") + len(words[0]))
