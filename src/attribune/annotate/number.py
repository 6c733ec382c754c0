"""Numbers in digits, words and fractions, with the words that bound them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from .casing import plain
from .spelled import pair_in_words, value_in_words
from .unit import alternatives, unit_after, units

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Kind = Literal["number", "range", "magnitude", "fraction", "share", "fold"]
_DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?|\.[0-9]+"
_MOST_WORDS = 9  # number words in a row: more is a list, not a number
_MOST_DIGITS = 40  # more is a code


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text: its place, its value (None where the words give no one value), its bounds, and the currency
    whose sign stands before it.

    ``words`` says that it is written in words; ``kind`` what it is: a number, a range ("3 to 5"), a magnitude ("tens of
    thousands"), a fraction in words ("a third") or digits ("1/16"), or a multiple ("sixfold").
    """

    start: int
    end: int
    value: float | None
    low: float | None = None
    high: float | None = None
    currency: str | None = None
    exact: bool = True
    words: bool = False
    kind: Kind = "number"


def numbers(text: str, start: int, end: int, skip: Callable[[Number], bool] = lambda _: False) -> Iterator[Number]:
    """Every number between two offsets of the text, ranges joined and bounds read; ``skip`` leaves some out."""
    found = [one for match in _expression().finditer(text, start, end) if (one := _read(match)) and not skip(one)]
    place = 0
    while place < len(found):
        one = found[place]
        following = found[place + 1] if place + 1 < len(found) else None
        joined = (_range(one, following, text) or _ratio(one, following, text)) if following else None
        place += 2 if joined else 1
        yield _bounded(joined or one, text, start, end)


@lru_cache(maxsize=1)
def _expression() -> re.Pattern[str]:
    """What is a number, the more special forms first."""
    data, prefixes = units().data, alternatives(units().prefixes)
    scale = alternatives(word for word in data["multipliers"] if len(word) > 1)
    magnitude, word = alternatives(data["magnitudes"]), alternatives(data["numbers"])
    spelled = rf"(?:{word}|(?:an?\s+)?(?:hundred|thousand|million|billion|trillion|dozen))(?![a-z])"
    forms = (
        r"(?P<above_line>[0-9]{1,2})[/⁄](?P<below_line>[0-9]{1,3})(?=\s(?:of|inch|pound|mile|cup|pint|ounce))",
        (
            rf"(?:(?P<currency>{prefixes})\s?)?(?P<sign>[-−–]|minus[\s-])?(?<![0-9])(?P<digits>{_DIGITS})"
            r"(?:\s(?P<above>[0-9]{1,2})/(?P<below>[0-9]{1,2})(?![\w]))?(?P<tight>(?:bn|mn|mln|bln|tn|trn|k|m|b)(?![\w]))?"
            rf"(?P<scale>(?:[\s-]?(?:{scale})(?![a-z])){{0,3}})"
        ),
        rf"(?P<magnitude>(?:(?:several|many|a\sfew|some)\s)?(?:{magnitude})(?:\sof\s(?:{magnitude}))?)(?![a-z])",
        rf"(?:several|a\sfew|a\scouple\sof|many|few)\s(?P<several>(?:{scale})(?:\s(?:{scale}))?)(?![a-z])",
        r"(?P<part>half|quarter)(?:\sof)?[\s-](?:an?[\s-])?(?P<whole>million|billion|trillion|dozen|thousand)(?![a-z])",
        rf"(?P<count>an?|{word})[\s-](?P<fraction>{alternatives(data['fractions'])})(?![a-z])",
        r"(?P<half>half)(?=\s(?:of\s|the\s|its\s|their\s|his\s|her\s|all\s))",
        rf"(?P<fold>{alternatives(data['folds'])})(?![a-z])",
        rf"(?P<spelled>{spelled}(?:(?:\s|-|\sand\s){spelled}){{0,{_MOST_WORDS}}}(?:\sand\sa\shalf)?)",
    )
    return re.compile(rf"(?<![\w])(?<![0-9][.,])(?:{'|'.join(forms)})", re.IGNORECASE)


def _read(match: re.Match[str]) -> Number | None:
    """The number that one match is, None if it is none after all."""
    for group, reader in _READERS.items():
        if match[group]:
            return reader(match)
    return None


def _in_digits(match: re.Match[str]) -> Number | None:
    known, digits = units(), match["digits"].replace(",", "")
    if len(digits) > _MOST_DIGITS or (match["below"] and not int(match["below"])):
        return None
    value = float(digits) + (int(match["above"]) / int(match["below"]) if match["below"] else 0)
    tight, end = plain(match["tight"] or ""), match.end()
    if tight == "m" and not match["currency"] and not _counts(match.string[end : end + 12]):
        end, tight = end - 1, ""  # metres
    if not tight and not match["scale"] and (short := _SHORT.match(match.string, end)):
        end, tight = short.end(), plain(short[1])
    for word in (tight, *re.split(r"[\s-]+", plain(match["scale"] or ""))):
        value *= known.data["multipliers"].get(word, 1)
    start, sign = match.start(), match["sign"]
    if sign == "–":
        start, sign = match.start("digits"), None
    if sign and _came_apart(match, sign, end):
        return None
    currency = known.prefixes[plain(match["currency"])] if match["currency"] else None
    return Number(start, end, round(-value if sign else value, 10), currency=currency)


_SHORT = re.compile(r"\s([BM])(?=\s[a-z]{3})")  # "8 B people"


def _came_apart(match: re.Match[str], sign: str, end: int) -> bool:
    """Whether a hyphen before digits belongs to a name that came apart ("Covid -19"), not to a number below zero."""
    before = match.string[max(0, match.start() - 2) : match.start()]
    measured = unit_after(match.string, end, end + 24) or match["currency"] or "." in match["digits"]
    return sign in ("-", "−") and not measured and re.search(r"[A-Za-z]\s?$", before) is not None


def _counts(following: str) -> bool:
    """Whether what follows "35m" is something counted, so that m means million, not metres."""
    word = re.match(r"\s([A-Za-z]+)", following)
    return word is not None and word[1] not in units().data["after_metres"]


def _in_magnitudes(match: re.Match[str]) -> Number:
    """Tens of thousands; several hundred bn: at least two of them."""
    data = units().data
    low = 2.0
    for word in plain(match["magnitude"] or match["several"]).split():
        low *= data["magnitudes" if match["magnitude"] else "multipliers"].get(word, 1)
    return Number(*match.span(), None, low, exact=False, words=True, kind="magnitude")


def _in_share(match: re.Match[str]) -> Number | None:
    below = int(match["below_line"])
    return Number(*match.span(), int(match["above_line"]) / below, kind="share") if below else None


def _in_fraction(match: re.Match[str]) -> Number:
    data, count = units().data, plain(match["count"])
    times = 1 if count in ("a", "an") else data["numbers"][count]
    return Number(*match.span(), data["fractions"][plain(match["fraction"])] * times, words=True, kind="fraction")


def _in_part(match: re.Match[str]) -> Number:
    data = units().data
    value = data["fractions"][plain(match["part"])] * data["multipliers"][plain(match["whole"])]
    return Number(*match.span(), value, words=True)


def _in_words(match: re.Match[str]) -> Number | None:
    value = value_in_words(match["spelled"])
    if value is not None:
        return Number(*match.span(), value, words=True)
    pair = pair_in_words(match["spelled"])
    return Number(*match.span(), None, *pair, exact=False, words=True, kind="range") if pair else None


_READERS: dict[str, Callable[[re.Match[str]], Number | None]] = {
    "above_line": _in_share,
    "digits": _in_digits,
    "magnitude": _in_magnitudes,
    "several": _in_magnitudes,
    "part": _in_part,
    "fraction": _in_fraction,
    "half": lambda match: Number(*match.span(), 0.5, words=True, kind="fraction"),
    "fold": lambda match: Number(
        *match.span(), float(units().data["folds"][plain(match["fold"])]), words=True, kind="fold"
    ),
    "spelled": _in_words,
}
_LINK = re.compile(
    r"(?:\s?(?P<dash>[-–—])\s?|-to-|\s(?P<word>to|or|and)\s)(?:(?:as many as|about|some)\s)?", re.IGNORECASE
)


def _range(one: Number, other: Number, text: str) -> Number | None:
    """The one number with two bounds that "3 to 5", "between 50 and 70" and "10%-20%" are; None where two stay two.

    "From 3 to 5" after a verb of change is two numbers, and so are what "or" joins and the two sides of a score.
    """
    if one.kind != "number" or other.kind != "number" or one.value is None or other.value is None:
        return None
    if one.currency and other.currency not in (None, one.currency):
        return None
    start = one.end
    if unit := unit_after(text, one.end, other.start):
        following = unit_after(text, other.end, other.end + 24)
        if following is None or following.unit != unit.unit:
            return None
        start = unit.end
    link = _LINK.fullmatch(text, start, other.start)
    near = (
        one.value < other.value <= 2 * one.value and other.value <= _FEW and _PLURAL.match(text, other.end) is not None
    )
    if not link or not _joins(link, text[max(0, one.start - 32) : one.start], near=near):
        return None
    scale = _scale(text, other)
    low = one.value * (scale if scale > 1 and _scale(text, one) == 1 and one.value * scale <= other.value else 1)
    if link["dash"] and not one.words and low >= other.value:
        return None
    currency = one.currency or other.currency
    return Number(one.start, other.end, None, low, other.value, currency, exact=False, words=one.words, kind="range")


def _ratio(one: Number, other: Number, text: str) -> Number | None:
    """The share that "one in five sailors" and "two out of three" are; None where the words are none."""
    link = _OF_EVERY.fullmatch(text, one.end, other.start)
    if not link or one.kind != "number" or other.kind != "number" or one.value is None or other.value is None:
        return None
    if not 0 < one.value < other.value <= _FEW or not (one.words and other.words):
        return None
    if unit_after(text, other.end, other.end + 24):
        return None  # "one in five years"
    return Number(one.start, other.end, one.value / other.value, words=True, kind="fraction")


_OF_EVERY = re.compile(r"\s(?:in|out\sof)\s(?:every\s)?")
_FEW = 100  # "ten or fifteen people" is a guess, "100 or 200 volts" a choice
_PLURAL = re.compile(r"\s(?:[a-z]+s|people|men|women|children)\b")


def _joins(link: re.Match[str], before: str, *, near: bool) -> bool:
    """Whether the word between two numbers makes them the ends of a range, by what stands before the first.

    "Or" does between two small numbers of something that are ``near`` each other.
    """
    opening, word = plain(before).split()[-1:], plain(link["word"] or "")
    if word == "and":
        return opening == ["between"]
    if word == "or":
        return near
    changed = any(part.startswith(tuple(units().data["changed"])) for part in plain(before).split())
    return not (word == "to" and opening == ["from"] and changed)


def _scale(text: str, one: Number) -> float:
    factor = 1.0
    for word in re.split(r"[\s-]+", plain(text[one.start : one.end])):
        factor *= units().data["multipliers"].get(word, 1) if len(word) > 1 else 1
    return factor


@lru_cache(maxsize=1)
def _bounds() -> tuple[dict[str, str], re.Pattern[str], re.Pattern[str]]:
    """{words: low, high or about}, and the expressions that find them before and after a number."""
    data = units().data
    before = {form: kind for kind, forms in data["bounds"].items() for form in forms}
    after = {form: kind for kind, forms in data["after"].items() for form in forms}
    left = rf"(?:(?<![\w])(?:{alternatives(before)})|[~≈])(?:\s(?:an?|the)(?=\s))?[\s-]?$"
    right = rf"\s?(?P<form>{alternatives(after)})(?![\w])"
    return before | after, re.compile(left, re.IGNORECASE), re.compile(right, re.IGNORECASE)


def _bounded(one: Number, text: str, start: int, end: int) -> Number:
    """The number with the words that bound it, before or after."""
    kinds, before, after = _bounds()
    left = text[max(start, one.start - 24) : one.start]
    kind = "about"
    if match := before.search(left):
        words = plain(match[0]).strip(" -")
        kind = kinds.get(words) or kinds.get(re.sub(r"\s(?:an?|the)$", "", words), "about")
        one = replace(one, start=one.start - len(left) + match.start(), exact=False)
    elif match := after.match(text, one.end, end):
        kind = kinds[plain(match["form"])]
        one = replace(one, end=match.end(), exact=False)
    if one.value is None or kind == "about":
        return one
    return replace(one, low=one.value) if kind == "low" else replace(one, high=one.value)
