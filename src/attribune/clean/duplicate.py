"""Words that stand in a text twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attribune.model import PROSE

from .line import Label, Line

if TYPE_CHECKING:
    from collections.abc import Iterator, MutableSequence, Sequence

_SHORTEST = 8  # words: shorter lines repeat by chance
_TITLE = 20  # letters of a title that a caption may begin with


def mark_titles(lines: Sequence[Line], labels: MutableSequence[Label | None]) -> None:
    """Relabel what repeats the title: a line that begins with it and goes on is a caption, no more a duplicate.

    Scrapers take a picture's alternative text, which is often the title, and its caption as one line.
    """
    for at, title in _titles(lines, labels):
        for i in range(at + 1, len(lines)):
            line = lines[i]
            if not line.text.startswith(title):
                continue
            if line.words == lines[at].words:
                labels[i] = Label("duplicate", "repeats the title", "title again")
            elif line.words <= lines[at].words + 60 and not line.prose:
                labels[i] = Label("caption", "a picture's caption, behind the title that stands for its name", "titled")


def repeated_titles(lines: Sequence[Line], labels: Sequence[Label]) -> Iterator[tuple[int, int, str]]:
    """The stretches of captions that repeat the title."""
    titles = [title for _, title in _titles(lines, labels)]
    for line, one in zip(lines, labels, strict=True):
        if one.rule == "titled":
            title = next(title for title in titles if line.text.startswith(title))
            yield line.start, line.start + len(title), "repeats the title"


def _titles(lines: Sequence[Line], labels: Sequence[Label | None]) -> list[tuple[int, str]]:
    found = [i for i, one in enumerate(labels) if one and one.kind == "heading" and one.rule in ("title", "page")]
    return [(i, lines[i].text) for i in found[:3] if len(lines[i].folded) >= _TITLE]


def repeated_prose(lines: Sequence[Line], labels: Sequence[Label]) -> list[tuple[int, str]]:
    """The lines of prose that stand elsewhere too, whole or in a longer paragraph: of two equal ones the later, of a
    part and its whole the part. What stands three times or more is the form of the text (a question put to each).
    """
    prose = [i for i, one in enumerate(labels) if one.kind in PROSE and one.rule != "title" and _sentence(lines[i])]
    places: dict[str, list[int]] = {}
    for i in prose:
        places.setdefault(lines[i].folded, []).append(i)
    found = [(same[1], "repeats an earlier paragraph") for same in places.values() if len(same) == 2]
    holders = _shingles(lines, prose)
    for i, *others in places.values():
        if others or lines[i].words > 60:
            continue
        folded = lines[i].folded
        for other in holders.get(_shingle(lines[i].text), ()):
            if len(lines[other].folded) > len(folded) and folded in lines[other].folded:
                found.append((i, "repeats a sentence of another paragraph"))
                break
    return sorted(found)


def _sentence(line: Line) -> bool:
    return line.words >= _SHORTEST and line.stopped


def _shingles(lines: Sequence[Line], wanted: Sequence[int]) -> dict[str, list[int]]:
    """For every run of eight words the lines that hold it."""
    holders: dict[str, list[int]] = {}
    for i in wanted:
        words = [_letters(word) for word in lines[i].text.split()]
        for at in range(len(words) - _SHORTEST + 1):
            held = holders.setdefault("".join(words[at : at + _SHORTEST]), [])
            if len(held) < 5 and (not held or held[-1] != i):
                held.append(i)
    return holders


def _shingle(text: str) -> str:
    return "".join(_letters(word) for word in text.split()[:_SHORTEST])


def _letters(word: str) -> str:
    return word.casefold() if word.isalnum() else "".join(char for char in word.casefold() if char.isalnum())
