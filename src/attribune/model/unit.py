"""A unit as it is written beside a number: "5 ships", "1 ship", "30 percent"."""

from __future__ import annotations

import re

_IRREGULAR = {
    "man": "men",
    "woman": "women",
    "child": "children",
    "person": "people",
    "life": "lives",
    "half": "halves",
}
_AS_IT_IS = ("percent", "people", "degrees", "horsepower", "fleet", "fish", "sheep", "aircraft", "staff", "personnel")
_WORD = re.compile(r"[a-z]{3,}")


def plural(unit: str, number: float | None) -> str:
    """The unit beside a number: a counted noun in the plural unless the number is one; codes and symbols as they are.

    >>> plural("trade delegate", 2), plural("embassy", 5), plural("ship", 1), plural("KRW", 9), plural("years", 3)
    ('trade delegates', 'embassies', 'ship', 'KRW', 'years')
    """
    head, per, rest = unit.partition(" per ")
    before, space, word = head.rpartition(" ")
    if number == 1 or not _WORD.fullmatch(word) or word in _AS_IT_IS or re.search(r"[^s]s$", word):
        return unit
    return f"{before}{space}{_of_word(word)}{per}{rest}"


def _of_word(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("man") and word not in ("german", "human", "roman"):
        return word[:-3] + "men"
    if re.search(r"[^aeiou]y$", word):
        return word[:-1] + "ies"
    return word + ("es" if re.search(r"(?:s|x|z|ch|sh)$", word) else "s")
