"""Where the prose of an article begins and ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from . import lexicon
from .byline import tells_role
from .line import Label, Line

NAME = re.compile(
    r"(?:[A-Z\u00c0-\u00de][\w.'’-]*|[A-Z]\.)(?:\s+(?:[A-Z\u00c0-\u00de][\w.'’-]*|[A-Z]\.|al|bin|de|van|von|da|del)){1,3}"
)
_BY = re.compile(r"\b(?:By|BY|Authors?|Reporter|Journalist)\b:?")
_PRESENTS = re.compile(r".{3,80}? (?:is|was|are|were) (?:an?|the|one of)\b")
_AUTHOR_WORDS = 70  # of a line that presents the author
_END = re.compile(r"(?:#\s?){3}$|-\s?30\s?-$|\((?:END|The End|Ends)\)$")  # editors' marks below a last paragraph
_LONG = 18  # words of a paragraph that only an article has
_SHORT = 10
_SUBTITLE = 40
_CLOSING = ("rights", "rules", "credits", "author", "mail", "prompts", "paywall")  # what stands below an article


def extent(lines: Sequence[Line], found: Sequence[Label | None]) -> tuple[int | None, int]:
    """The first and the last line that is prose beyond doubt, (None, -1) where no line is."""
    prose = [i for i, line in enumerate(lines) if found[i] is None and line.prose]
    if not prose:
        return None, -1
    first = 0
    while first + 1 < len(prose) and first < 3 and _above(lines, found, prose[first], prose[first + 1]):
        first += 1
    end = _closing(lines, found, prose[first:])
    return prose[first], max(i for i in prose[first:] if i < end)


def _above(lines: Sequence[Line], found: Sequence[Label | None], i: int, following: int) -> bool:
    """Whether a sentence is a title or subtitle all the same: the by-line stands between it and the text, or it asks or
    calls above a longer text.
    """
    line = lines[i]
    between = takewhile(lambda one: one is not None, found[i + 1 : following])
    if line.words <= _SUBTITLE and any(one and one.rule in ("by", "stamp", "dates", "credits") for one in between):
        return True
    called = line.text.rstrip("\"'”’")[-1:] in "?!"
    return i == 0 and called and line.words <= _LONG and lines[following].words > line.words and line.after > 0


def _closing(lines: Sequence[Line], found: Sequence[Label | None], prose: Sequence[int]) -> int:
    """The first line below the article: one that closes it, with prose above and no long paragraph below.

    A credit or a copyright line closes more surely than a list of other articles, which may stand amid the prose.
    """
    surely = max((i for i in prose if lines[i].words >= _LONG), default=prose[0])
    perhaps = max((i for i in prose if lines[i].words >= _SHORT), default=prose[0])
    for i in range(prose[0] + 1, len(lines)):
        one = found[i]
        if _END.match(lines[i].text):
            return i
        if i <= surely:
            continue
        if one and one.rule in _CLOSING:
            return i
        if (
            one
            and one.kind == "navigation"
            and i > perhaps
            and lexicon.pattern("closings").search(lexicon.bare(lines[i].text))
        ):
            return i
    return len(lines)


def signed(lines: Sequence[Line], found: list[Label | None]) -> None:
    """Label a line near the end that presents the author: it begins with the name of the by-line and says what they do;
    the last line may present somebody whom no by-line names.
    """
    authors = sorted(
        {
            name
            for i, one in enumerate(found)
            if one and one.kind == "byline"
            for name in NAME.findall(_BY.sub("", lines[i].text))
        }
    )
    rest = [i for i, one in enumerate(found) if one is None and lines[i].words >= 4]
    for i in rest[-6:] if len(rest) > 2 else []:
        line = lines[i]
        begins = next((name for name in authors if line.text.startswith(name)), None)
        if line.words > _AUTHOR_WORDS:
            continue
        if begins and (tells_role(line) or line.text[len(begins) :].lstrip().startswith((",", "("))):
            found[i] = Label("byline", f"presents {begins}, whom the by-line names", "author")
        elif i == rest[-1] and tells_role(line) and NAME.match(line.text) and _PRESENTS.match(line.text):
            found[i] = Label("byline", "presents the author", "author")
