"""Numbers in digits, words and fractions, with the words that bound them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from .unit import unit_after, units

_DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?|\.[0-9]+"
_MOST_WORDS = 9  # number words in a row: more is a list, not a number


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text: its place, value (None where the words give no one value), bounds and the currency sign before it."""

    start: int
    end: int
    value: float | None
    low: float | None = None
    high: float | None = None
    currency: str | None = None
    exact: bool = True
    words: bool = False
    kind: str = "number"


@dataclass(frozen=True, slots=True)
class _Patterns:
    number: re.Pattern[str]
    bound: re.Pattern[str]
    after: re.Pattern[str]
    bounds: dict[str, str]


def _alternatives(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    known = units()
    data = known.data
    scale = _alternatives([word for word in data["multipliers"] if len(word) > 1])
    magnitude = _alternatives(list(data["magnitudes"]))
    word = _alternatives(list(data["numbers"]))
    fraction = _alternatives(list(data["fractions"]))
    fold = _alternatives(list(data["folds"]))
    spelled = rf"(?:{word}|(?:an?\s+)?(?:hundred|thousand|million|billion|trillion|dozen|score))(?![a-z])"
    number = re.compile(
        rf"(?<![\w])(?<![0-9][.,])(?:"
        rf"(?P<above_line>[0-9]{{1,2}})[/⁄](?P<below_line>[0-9]{{1,3}})(?=\s(?:of|inch|pound|mile|cup|teaspoon|tablespoon|pint|ounce))"
        rf"|(?:(?P<currency>{_alternatives(list(known.prefixes))})\s?)?(?P<sign>[-−–]|minus[\s-])?(?<![0-9])(?P<digits>{_DIGITS})"
        rf"(?:\s(?P<above>[0-9]{{1,2}})/(?P<below>[0-9]{{1,2}})(?![\w]))?(?P<tight>(?:bn|mn|mln|bln|tn|trn|k|m|b)(?![\w]))?"
        rf"(?P<scale>(?:[\s-]?(?:{scale})(?![a-z])){{0,3}})"
        rf"|(?P<magnitude>(?:(?:several|many|a\sfew|some)\s)?(?:{magnitude})(?:\sof\s(?:{magnitude}))?)(?![a-z])"
        rf"|(?:several|a\sfew|a\scouple\sof|many|few)\s(?P<several>(?:{scale})(?:\s(?:{scale}))?)(?![a-z])"
        rf"|(?:(?P<part>half|quarter)(?:\sof)?[\s-](?:an?[\s-])?(?P<of>million|billion|trillion|dozen|thousand))(?![a-z])"
        rf"|(?P<count>an?|{word})[\s-](?P<fraction>{fraction})(?![a-z])(?P<fractioned>)"
        rf"|(?P<half>half)(?=\s(?:of\s|the\s|its\s|their\s|his\s|her\s|all\s))"
        rf"|(?P<fold>{fold})(?![a-z])"
        rf"|(?P<spelled>{spelled}(?:(?:\s|-|\sand\s){spelled}){{0,{_MOST_WORDS}}}(?:\sand\sa\shalf)?)"
        rf")",
        re.IGNORECASE,
    )
    bounds = {form: kind for kind, forms in data["bounds"].items() for form in forms}
    bound = re.compile(
        rf"(?:(?<![\w])(?:{_alternatives(list(bounds))})|[~≈])(?:\s(?:an?|the)(?=\s))?[\s-]?$", re.IGNORECASE
    )
    after = {form: kind for kind, forms in data["after"].items() for form in forms}
    following = re.compile(rf"\s?(?P<form>{_alternatives(list(after))})(?![\w])", re.IGNORECASE)
    return _Patterns(number, bound, following, bounds | after)


def numbers(text: str, start: int, end: int, skip: Callable[[Number], bool] = lambda _: False) -> Iterator[Number]:
    """Every number of the text between two offsets, ranges joined, bounds read; in order. ``skip`` leaves some out first."""
    patterns = _patterns()
    found = [one for match in patterns.number.finditer(text, start, end) if (one := _read(match)) and not skip(one)]
    place = 0
    while place < len(found):
        one = found[place]
        joined = _range(one, found[place + 1], text) if place + 1 < len(found) else None
        if joined:
            place += 1
        yield _bounded(joined or one, text, start, end, patterns)
        place += 1


def _read(match: re.Match[str]) -> Number | None:
    data = units().data
    start, end = match.span()
    start += len(match[0]) - len(match[0].lstrip())
    if match["above_line"]:
        below = int(match["below_line"])
        return Number(start, end, int(match["above_line"]) / below, kind="share") if below else None
    if match["digits"]:
        return _in_digits(match, start)
    if match["magnitude"]:
        words = [word for word in match["magnitude"].lower().split() if word in data["magnitudes"]]
        low = 2.0
        for word in words:
            low *= data["magnitudes"][word]
        return Number(
            start, end, None, low / 2 * 2 if len(words) == 1 else low, None, exact=False, words=True, kind="magnitude"
        )
    if match["several"]:
        low = 2.0
        for word in match["several"].lower().split():
            low *= data["multipliers"][word]
        return Number(start, end, None, low, None, exact=False, words=True, kind="magnitude")
    if match["part"]:
        return Number(
            start, end, data["fractions"][match["part"].lower()] * data["multipliers"][match["of"].lower()], words=True
        )
    if match["fraction"]:
        count = match["count"].lower()
        value = data["fractions"][match["fraction"].lower()] * (1 if count in ("a", "an") else data["numbers"][count])
        return Number(start, end, value, words=True, kind="fraction")
    if match["half"]:
        return Number(start, end, 0.5, words=True, kind="fraction")
    if match["fold"]:
        return Number(start, end, float(data["folds"][match["fold"].lower()]), words=True, kind="fold")
    value = value_in_words(match["spelled"])
    if value is None:
        return _pair(match["spelled"], start, end)
    return Number(start, end, value, words=True)


def _pair(words: str, start: int, end: int) -> Number | None:
    """ "Three-four": two numbers in words, the ends of a range."""
    known = units().data["numbers"]
    pair = re.split(r"[\s-]", words.lower())
    if len(pair) != 2 or not all(word in known for word in pair) or known[pair[0]] >= known[pair[1]]:
        return None
    return Number(start, end, None, float(known[pair[0]]), float(known[pair[1]]), exact=False, words=True, kind="range")


def _in_digits(match: re.Match[str], start: int) -> Number | None:
    known = units()
    digits = match["digits"].replace(",", "")
    if len(digits) > 40:
        return None
    value = float(digits)
    if match["above"]:
        if not int(match["below"]):
            return None
        value += int(match["above"]) / int(match["below"])
    tight = match["tight"] or ""
    end = match.end()
    if tight == "m" and not match["currency"] and not _counts(match.string[end : end + 12]):
        end, tight = end - 1, ""  # metres
    for word in [tight, *re.split(r"[\s-]+", match["scale"] or "")]:
        value *= known.data["multipliers"].get(word.lower(), 1) if word else 1
    sign = match["sign"] or ""
    if sign == "–":
        start, sign = match.start("digits"), ""
    if sign:
        measured = (
            unit_after(match.string, end, end + 24)
            or match["currency"]
            or "." in digits
            or not sign.startswith(("-", "−"))
        )
        if not measured and re.search(r"[A-Za-z]\s?$", match.string[max(0, start - 2) : start]):
            return None  # "Covid -19": a name that came apart
        value = -value
    currency = known.prefixes[match["currency"].lower()] if match["currency"] else None
    return Number(start, end, round(value, 10), currency=currency)


def _counts(following: str) -> bool:
    """Whether what follows "35m" is something counted, so that m means million, not metres."""
    word = re.match(r"\s([A-Za-z]+)", following)
    return word is not None and word[1] not in (
        "tall",
        "long",
        "high",
        "deep",
        "wide",
        "away",
        "above",
        "below",
        "from",
        "off",
        "in",
        "and",
        "race",
    )


def value_in_words(words: str) -> float | None:
    """The value of a cardinal written in words: "two hundred and six", "a million", "three and a half"; None if it is none."""
    data = units().data
    total, current, half = 0.0, 0.0, 0.0
    tokens = [word for word in re.split(r"[\s-]+", words.lower()) if word]
    if tokens[-3:] == ["and", "a", "half"]:
        tokens, half = tokens[:-3], 0.5
    last = 0.0
    for token in tokens:
        if token in ("a", "an", "and"):
            continue
        if token in data["numbers"]:
            number = data["numbers"][token]
            if current and (last < 20 or number >= 10):
                if last < 100:
                    return None  # "five six": a list
            current, last = current + number, number
        elif token == "score":
            return None
        else:
            factor = data["multipliers"][token]
            if factor in (100, 12):
                current = (current or 1) * factor
            else:
                total, current = total + (current or 1) * factor, 0.0
            last = factor
    return total + current + half


_LINK = re.compile(r"(?:\s?[-–—]\s?|-to-|\s(?:to|or|and)\s)(?:(?:as many as|about|between|some)\s)?", re.IGNORECASE)
_CHANGED = re.compile(
    r"\b(?:increas|rais|rose|rise|rising|grew|grows|growing|climb|jump|fell|fall|drop|declin|cut|lower|reduc|slash|doubl|tripl|went|gone|go|mov)\w*",
    re.IGNORECASE,
)


def _range(one: Number, other: Number, text: str) -> Number | None:
    """ "3 to 5", "between 50 and 70", "three-four": one number with two bounds. "From 3 to 5" after a verb of change is two."""
    link = text[one.end : other.start]
    unit = unit_after(text, one.end, other.start)
    if unit:
        following = unit_after(text, other.end, other.end + 24)
        if following is None or following.unit != unit.unit:
            return None
        link = text[unit.end : other.start]
    if one.currency and other.currency != one.currency:
        other = replace(other, currency=other.currency or one.currency) if other.currency is None else other
        if other.currency != one.currency:
            return None
    match = _LINK.fullmatch(link)
    if not match or one.value is None or other.value is None or one.kind != "number" or other.kind != "number":
        return None
    word = match[0].strip().lower().split()[0].replace("-to-", "to") if match[0].strip() else ""
    before = text[max(0, one.start - 32) : one.start].lower()
    opening = before.split()[-1:]
    if word == "or" or (word == "and" and opening != ["between"]):
        return None
    if word == "to" and opening == ["from"] and _CHANGED.search(before):
        return None
    low, high = one.value, other.value
    scaled = _scale(text, other)
    if one.currency is None and other.currency and one.words == other.words and not scaled:
        return None
    if scaled > 1 and low < high / scaled * 1.0000001 and _scale(text, one) == 1:
        low *= scaled
    if high < 0 and word in ("-", "–", "—") and low >= 0:
        return None
    if word in ("-", "–", "—") and not one.words and low >= high:
        return None  # a score, not a range
    return Number(
        one.start,
        other.end,
        None,
        low,
        high,
        one.currency or other.currency,
        exact=False,
        words=one.words,
        kind="range",
    )


def _scale(text: str, one: Number) -> float:
    factor = 1.0
    for word in re.split(r"[\s-]+", text[one.start : one.end].lower()):
        factor *= units().data["multipliers"].get(word, 1) if len(word) > 1 else 1
    return factor


def _bounded(one: Number, text: str, start: int, end: int, patterns: _Patterns) -> Number:
    """The number with the words that bound it, before or after."""
    left = text[max(start, one.start - 24) : one.start]
    match = patterns.bound.search(left)
    kind = None
    if match:
        words = match[0].strip(" -\n").lower()
        kind = patterns.bounds.get(words) or patterns.bounds.get(re.sub(r"\s(?:an?|the)$", "", words))
        one = replace(one, start=one.start - len(left) + match.start(), exact=False)
    elif match := patterns.after.match(text, one.end, end):
        kind = patterns.bounds[match["form"].lower()]
        one = replace(one, end=match.end(), exact=False)
    if one.value is None or kind in (None, "about"):
        return one
    return replace(one, low=one.value) if kind == "low" else replace(one, high=one.value)
