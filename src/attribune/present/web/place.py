"""Where words stand in a text: what a person selects or types, found nearest to where they were looking."""

from __future__ import annotations

import re

_MOST = 5_000  # letters of what is looked for


def nearest(text: str, words: str, near: int = 0) -> tuple[int, int] | None:
    """The stretch of a text that has these words, whatever the white space between them, nearest to a place.

    None where no stretch has. Quotation marks and apostrophes are found in either form, since keyboards have one.
    """
    pieces = words[:_MOST].split()
    if not pieces:
        return None
    pattern = r"\s+".join(_pattern(piece) for piece in pieces)
    found = [(one.start(), one.end()) for one in re.finditer(pattern, text)]
    if not found:
        found = [(one.start(), one.end()) for one in re.finditer(pattern, text, re.IGNORECASE)]
    return min(found, key=lambda place: (abs(place[0] - near), place), default=None)


def _pattern(piece: str) -> str:
    escaped = re.escape(piece)
    for marks in ("'’‘", '"“”„', "-‐‑–"):
        for mark in marks:
            escaped = escaped.replace(re.escape(mark), f"\0{marks[0]}") if mark in piece else escaped
        escaped = escaped.replace(f"\0{marks[0]}", f"[{re.escape(marks)}]")
    return escaped
