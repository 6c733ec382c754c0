"""Numbers written in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .word import Word


def cardinal(words: Sequence[Word]) -> float | None:
    """The value of number words and digits in a row ("twenty four", "two hundred and six", "12"); None for others.

    Adds what follows a hundred or a thousand and multiplies what stands before it.
    """
    total, current, seen = 0.0, 0.0, False
    if [word.kind for word in words] == ["INT", "INT", "/", "INT"] and int(words[3].value):
        return int(words[0].value) + int(words[1].value) / int(words[3].value)
    for word in words:
        if word.kind in ("INT", "BIG", "YEAR", "DECIMAL"):
            current, seen = current + float(word.value), True
        elif word.kind == "NUM":
            value, seen = int(word.value), True
            if value == 100:
                current = (current or 1) * 100
            elif value == 1000:
                total, current = total + (current or 1) * 1000, 0.0
            elif value == 12 and word.text.lower() == "dozen":
                current = (current or 1) * 12
            else:
                current += value
    return total + current if seen else None


def year_in_words(words: Sequence[Word]) -> int | None:
    """The year spoken in pairs ("nineteen ninety-six") or as "two thousand (and) six"; None if it is no year."""
    values = [int(word.value) for word in words if word.kind == "NUM"]
    if not values:
        return None
    if values[0] == 2 and values[1:2] == [1000]:
        rest = sum(values[2:])
        return 2000 + rest if rest < 100 else None
    if values[0] in range(10, 21) and len(values) in (2, 3) and 10 <= sum(values[1:]) < 100:
        tens_first = len(values) == 2 or (values[1] % 10 == 0 and values[2] < 10)
        return values[0] * 100 + sum(values[1:]) if tens_first and 100 not in values else None
    return None
