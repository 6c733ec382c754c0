"""Cardinals written in words."""

from __future__ import annotations

import re

from .casing import plain
from .unit import units


def value_in_words(words: str) -> float | None:
    """The value of a cardinal in words: "two hundred and six", "a million", "three and a half"; None if it is none."""
    data = units().data
    tokens = [word for word in re.split(r"[\s-]+", plain(words)) if word]
    half = 0.5 if tokens[-3:] == ["and", "a", "half"] else 0.0
    total, current, last = 0.0, 0.0, 0.0
    for word in tokens[:-3] if half else tokens:
        if word in ("a", "an", "and"):
            continue
        if word in data["numbers"]:
            number = float(data["numbers"][word])
            if current and last < 100 and (last < 20 or number >= 10):
                return None  # "five six": a list
            current, last = current + number, number
        elif word in data["multipliers"]:
            last = float(data["multipliers"][word])
            if last in (12, 100):
                current = (current or 1) * last
            else:
                total, current = total + (current or 1) * last, 0.0
        else:
            return None
    return total + current + half


def pair_in_words(words: str) -> tuple[float, float] | None:
    """The two ends of "five-six"; None where the words are no such pair."""
    known = units().data["numbers"]
    pair = re.split(r"[\s-]", plain(words))
    if len(pair) != 2 or not all(word in known for word in pair) or known[pair[0]] >= known[pair[1]]:
        return None
    return float(known[pair[0]]), float(known[pair[1]])
