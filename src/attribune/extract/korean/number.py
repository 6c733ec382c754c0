"""Korean numbers with their counters: 1만 2천여 명, 수십 명, 세 명, 58만 달러, 20~30명."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

_DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})(?:\.[0-9]+)?"
_PIECE = re.compile(rf"(?P<digits>{_DIGITS})?(?P<ten>[십백천])?(?P<myriad>[만억조])?")


Values = tuple[float | None, float | None, float | None]  # value, low, high


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text with its counter and the words that bound it."""

    start: int
    end: int
    value: float | None
    low: float | None
    high: float | None
    unit: str | None
    exact: bool


@lru_cache(maxsize=1)
def counters() -> dict[str, Any]:
    """The words of ``counters.yaml``."""
    loaded: dict[str, Any] = yaml.safe_load(files(__package__).joinpath("counters.yaml").read_text("utf-8"))
    return loaded


def _either(words: object) -> str:
    return "(?:" + "|".join(sorted(map(re.escape, words), key=lambda one: (-len(one), one))) + ")"  # type: ignore[call-overload]


@lru_cache(maxsize=1)
def _unit_of() -> dict[str, str]:
    return {word: unit for unit, words in counters()["counters"].items() for word in words}


@lru_cache(maxsize=1)
def _expression() -> re.Pattern[str]:
    known = counters()
    before = _either([word for words in known["before"].values() for word in words])
    after = _either([word for words in known["after"].values() for word in words])
    tens, ones = (
        "열|스물|스무|서른|마흔|쉰|예순|일흔|여든|아흔",
        "한|하나|두|둘|세|셋|석|네|넷|넉|다섯|여섯|일곱|여덟|아홉",
    )
    big = rf"{_DIGITS}(?:[십백천]?[만억조]|[십백천])?(?: ?{_DIGITS}(?:[십백천]?[만억]|[십백천])?){{0,3}}"
    number = (
        rf"(?P<low>{_DIGITS})(?P<scale>[십백천]?[만억]?)? ?(?:[~∼～–-]|, ) ?(?P<high>{_DIGITS}(?:[십백천]?[만억]?))"
        rf"|(?P<digits>{big})|(?P<vague>[수몇](?:[십백천])?[만억조]?)"
        rf"|(?P<range>{_either(known['ranges'])})|(?P<native>(?:{tens})?(?:{ones})|{tens})|(?P<word>[십백천만]{{1,2}})"
    )
    return re.compile(
        rf"(?<![가-힣A-Za-z0-9.,제])(?:(?P<before>{before}) )?(?:{number})(?P<more>여)? ?"
        rf"(?P<unit>{_either(_unit_of())})"
        rf"(?![A-Za-z])(?:(?P<lasting>간(?![가-힣])|씩)| ?(?P<during>동안|내내|째))?(?: ?(?P<after>{after}))?"
        rf"|(?<![가-힣])(?P<half>절반)(?: (?P<halfafter>{after}))?"
    )


def numbers(text: str) -> Iterator[Number]:
    """Every number with a counter, and "half"."""
    for match in _expression().finditer(text):
        if match["half"]:
            yield _bounded(match, (0.5, None, None), None)
        elif _counts(match, text):
            yield _bounded(match, _value(match), _unit_of()[match["unit"]])


def _counts(match: re.Match[str], text: str) -> bool:
    """Whether a counter counts here: a unit of time only where it lasts, a syllable only where its word ends."""
    unit = _unit_of()[match["unit"]]
    rest = text[match.end("unit") :]
    if unit in counters()["lasting"]:
        lasts = match["lasting"] or match["during"] or match["after"] or unit == "hours"
        return bool(lasts) and not re.match(r" ?(?:전|뒤|후|만에)(?![가-힣]{2})", rest)
    if match["native"] or match["word"] or match["range"]:
        spaced = text[match.end("unit") - len(match["unit"]) - 1] == " "
        return spaced and (unit != "things" or match["unit"] in ("개", "권", "통"))
    return not re.match("[가-힣]", rest) or re.match(_either(counters()["behind"]), rest) is not None


def _value(match: re.Match[str]) -> Values:
    known = counters()
    if match["low"]:
        scale = match["scale"] or re.sub(r"[0-9,.]", "", match["high"])
        return (
            None,
            _in_digits(match["low"] + scale),
            _in_digits(match["high"] if re.search("[십백천만억]", match["high"]) else match["high"] + scale),
        )
    if match["digits"]:
        value = _in_digits(match["digits"])
        return value, (value if match["more"] else None), None
    if match["vague"]:
        return None, 2 * _in_digits("1" + match["vague"][1:]), None
    if match["range"]:
        low, high = known["ranges"][match["range"]]
        return None, low, high
    if match["native"]:
        words, value = match["native"], 0.0
        for form in sorted(known["native"], key=len, reverse=True):
            if words.startswith(form):
                value, words = known["native"][form], words[len(form) :]
                break
        value += known["native"].get(words, 0)
        return float(value), None, None
    value = _in_digits("1" + match["word"])
    return value, (value if match["more"] else None), None


def _in_digits(words: str) -> float:
    """1만 2천 is 12000; 3억5000만 is 350 million."""
    known = counters()
    total, part, at = 0.0, 0.0, 0
    words = words.replace(" ", "")
    while at < len(words):
        piece = _PIECE.match(words, at)
        if piece is None or piece.end() == at:
            break
        number = float(piece["digits"].replace(",", "")) if piece["digits"] else 1.0 if piece["ten"] else 0.0
        part += number * known["tens"].get(piece["ten"], 1)
        if piece["myriad"]:
            total += (part or 1) * known["myriads"][piece["myriad"]]
            part = 0.0
        at = piece.end()
    return round(total + part, 6)


def _bounded(match: re.Match[str], values: Values, unit: str | None) -> Number:
    """A number with the words before and behind it that bound it."""
    known, groups = counters(), match.groupdict()
    kinds = {word: kind for side in ("before", "after") for kind, words in known[side].items() for word in words}
    after = groups["halfafter"] if match["half"] else groups["after"]
    bounds = [kinds[word] for word in (groups["before"], after) if word]
    value, low, high = values
    if value is not None:
        low = value if "low" in bounds else low
        high = value if "high" in bounds else high
    end = match.end() if after or match["half"] else match.end("unit")
    return Number(match.start(), end, value, low, high, unit, not bounds and low is None and high is None)
