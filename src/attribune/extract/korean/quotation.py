"""Quotations in a Korean sentence, and the sentence with them masked."""

from __future__ import annotations

from dataclasses import dataclass

_PAIRS = {"“": "”", "「": "」", "『": "』", "‘": "’", '"': '"', "'": "'"}
MASK = "\N{WHITE SQUARE}"


@dataclass(frozen=True, slots=True)
class Quotation:
    """The place of a quotation: of its marks, and of the words between them without a final stop."""

    start: int
    end: int
    first: int
    last: int


def quotations(text: str) -> list[Quotation]:
    """The outermost quotations; one without an end is none."""
    found: list[Quotation] = []
    at = 0
    while at < len(text):
        closing = _PAIRS.get(text[at])
        end = text.find(closing, at + 1) if closing else -1
        if end > at + 1 and not _apostrophe(text, at):
            words = text[at + 1 : end]
            left = at + 1 + len(words) - len(words.lstrip())
            right = at + 1 + len(words.rstrip().rstrip(".。,").rstrip())
            if left < right:
                found.append(Quotation(at, end + 1, left, right))
            at = end
        at += 1
    return found


def _apostrophe(text: str, at: int) -> bool:
    return text[at] in "'’" and at > 0 and text[at - 1].isascii() and text[at - 1].isalpha()


def masked(text: str, found: list[Quotation]) -> str:
    """The sentence with every quotation's words and marks replaced, letter for letter."""
    letters = list(text)
    for one in found:
        letters[one.start : one.end] = MASK * (one.end - one.start)
    return "".join(letters)
