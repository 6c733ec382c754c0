"""What the lines of a scraped article are, by where they stand among each other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from . import lexicon
from .duplicate import mark_titles
from .label import Label, foreign, label, tells_role
from .line import Line

if TYPE_CHECKING:
    from collections.abc import Sequence

_NAME = re.compile(
    r"(?:[A-Z\u00c0-\u00de][\w.'’-]*|[A-Z]\.)(?:\s+(?:[A-Z\u00c0-\u00de][\w.'’-]*|[A-Z]\.|al|bin|de|van|von|da|del)){1,3}"
)
_HEADING_WORDS = 22  # of a subtitle; headings inside an article are shorter
_INNER_WORDS = 14
_ENTRY = re.compile(r"[^\W\d][^:]{1,60}:\s?[\d,.]+(?:\s\w+){0,3}$")
_DANGLING = re.compile(
    r"\b(?:the|an?|of|to|and|or|but|that|which|who|in|on|at|by|for|with|from|as|is|was|were|are|his|her|their|its|had|has|have|be|been|not|would|will)$|,$"
)
_SAID = re.compile(r"[.!?]['\"”’]\s")
_FILLER = re.compile(r"^(?:but|and|so|yet|or|because|then|still|why|how|no|yes)\b", re.IGNORECASE)
_LEADS = re.compile(
    r"\b(?:related|read more|read also|see also|also read|more from|more on|more in|recommended|most read|most popular|most viewed|trending|you may|you might|latest|top stories|popular)\b"
)


def labels(lines: Sequence[Line], main: str | None) -> list[Label]:
    """One label a line: by its own words, then by its place before, within or after the prose.

    ``main`` is the script of the document's prose.
    """
    found = [label(line) or (_chrome_script(line) if foreign(line, main) else None) for line in lines]
    _signed(lines, found)
    first, last = _extent(lines, found)
    if first is None:
        _without_prose(lines, found)
    else:
        _head(lines, found, first)
        mark_titles(lines, found)
        _tail(lines, found, last)
        _middle(lines, found, first, last)
    _listed(lines, found)
    return [one or Label("body", "prose", "prose") for one in found]


def _chrome_script(line: Line) -> Label | None:
    """A short line in another script is chrome of a page in another language; a paragraph in it stays prose."""
    if line.words >= 25 and line.stopped:
        return None
    return Label("navigation", "a line in another script than the article's", "script")


def _extent(lines: Sequence[Line], found: list[Label | None]) -> tuple[int | None, int]:
    """The first and the last line that is prose beyond doubt."""
    prose = [i for i, line in enumerate(lines) if found[i] is None and line.prose]
    if not prose:
        return None, -1
    first = prose[0]
    if first == 0 and len(prose) > 1 and _like_title(lines[0], lines[1]):
        first = prose[1]
    return first, prose[-1]


def _like_title(line: Line, following: Line) -> bool:
    """Whether a first line that ends in a stop is a headline all the same: a question or a call above a longer text."""
    return (
        line.words <= 18 and following.words > line.words and line.text.rstrip("\"'”’")[-1:] in "?!" and line.after > 0
    )


def _head(lines: Sequence[Line], found: list[Label | None], first: int) -> None:
    """Above the prose: title and subtitles; short lines are names of sections, or of the author where a date stands beside them."""
    unsaid = [i for i in range(first) if found[i] is None]
    titles = [i for i in unsaid if lines[i].words >= 4] or [i for i in unsaid if lines[i].words >= 2][-1:]
    for i in unsaid:
        line = lines[i]
        if i in titles and line.words <= _HEADING_WORDS + 8:
            why = "stands above the text as its title" if i == titles[0] else "stands between title and text"
            if line.stopped and not line.titled and line.lower and i != titles[0] and line.text[-1] not in "?!":
                continue  # a short first sentence
            found[i] = Label("heading", why, "title")
        elif titles and i > titles[0] and _NAME.fullmatch(line.text) and _beside(found, i):
            found[i] = Label("byline", "a name beside the date, between title and text", "name")
        elif line.words < 4 or not line.stopped:
            found[i] = Label("navigation", "a short line above the text that is no title", "section")


def _beside(found: list[Label | None], i: int) -> bool:
    return any(
        0 <= at < len(found) and (one := found[at]) and one.kind in ("byline", "heading") for at in (i - 1, i + 1)
    )


def _tail(lines: Sequence[Line], found: list[Label | None], last: int) -> None:
    """Below the prose: what does not end like a sentence is of the page, not of the article."""
    for i in range(last + 1, len(lines)):
        line = lines[i]
        if found[i] is not None:
            continue
        if line.stopped and line.words >= 3 and line.lower and all(found[at] is None for at in range(last + 1, i)):
            continue  # a last short sentence
        broken = line.words >= 16 or (line.words >= 8 and _DANGLING.search(line.text))
        if (broken and not line.titled) or _ENTRY.match(line.text):
            continue  # a sentence that lost its end; an entry of a list of numbers
        found[i] = Label("navigation", "stands below the text and is no sentence", "below")


def _middle(lines: Sequence[Line], found: list[Label | None], first: int, last: int) -> None:
    """Within the prose: a short line alone above a paragraph is a heading."""
    for i in range(first + 1, last):
        line = lines[i]
        if found[i] is not None or line.prose or line.words > _INNER_WORDS or not line.words:
            continue
        following = next((at for at in range(i + 1, last + 1) if found[at] is None), None)
        if following is None or not lines[following].prose or not _alone(lines, found, i):
            continue
        if line.stopped and not (line.text[-1] in "?!" and line.words <= 8 and not _FILLER.match(line.text)):
            continue
        if (
            _SAID.search(line.text)
            or line.text[-1] in ",;:-–—("
            or not (line.text[0].isupper() or not line.text[0].isalpha() or not line.lower)
        ):
            continue
        found[i] = Label("heading", "a short line without a stop above a paragraph", "heading")


def _alone(lines: Sequence[Line], found: list[Label | None], i: int) -> bool:
    """Whether no other unlabelled short line touches it: several in a row are a list or a table."""
    above = lines[i - 1]
    if found[i - 1] is None and not above.prose and not above.stopped and above.text[-1] != ":":
        return False
    return not (found[i - 1] is None and above.text[-1] in ":,;" and not lines[i].before)


def _without_prose(lines: Sequence[Line], found: list[Label | None]) -> None:
    """A text without a paragraph: its longer lines stay prose, since nothing shows that they are not."""
    unsaid = [i for i, one in enumerate(found) if one is None]
    if len(unsaid) < 2:
        return
    longer = [i for i in unsaid if lines[i].words >= 4]
    if longer and longer[0] == unsaid[0] and len(longer) > 1 and not lines[longer[0]].stopped:
        found[longer[0]] = Label("heading", "stands above the text as its title", "title")
    for i in unsaid:
        if i not in longer and longer and not (lines[i].stopped and lines[i].lower):
            found[i] = Label("navigation", "a short line in a text without paragraphs", "short")


def _signed(lines: Sequence[Line], found: list[Label | None]) -> None:
    """A last line that presents the author: it begins with the name of the by-line, or says what somebody does who writes."""
    authors = {
        name for i, one in enumerate(found) if one and one.kind == "byline" for name in _NAME.findall(lines[i].text)
    }
    rest = [i for i, one in enumerate(found) if one is None and lines[i].words >= 4]
    for i in rest[-2:] if len(rest) > 3 else []:
        line = lines[i]
        begins = next((name for name in sorted(authors) if line.text.startswith(name)), None)
        if line.words > 70:
            continue
        if begins and (tells_role(line) or line.text[len(begins) :].lstrip().startswith((",", "("))):
            found[i] = Label("byline", f"presents {begins}, whom the by-line names", "author")
        elif (
            i == rest[-1]
            and tells_role(line)
            and _NAME.match(line.text)
            and re.match(r".{3,80}? (?:is|was) (?:an?|the)\b", line.text)
        ):
            found[i] = Label("byline", "presents the author", "author")


def _listed(lines: Sequence[Line], found: list[Label | None]) -> None:
    """Headlines below a lead such as "Related articles" belong to it, up to the next paragraph."""
    for i, one in enumerate(found):
        if one is None or one.kind != "navigation" or not _LEADS.search(lexicon.bare(lines[i].text)):
            continue
        for at in range(i + 1, len(lines)):
            own = found[at]
            if lines[at].prose or (own is not None and own.kind not in ("heading", "navigation")) or at > i + 12:
                break
            if own is None or (
                own.kind == "heading" and own.rule == "heading" and lines[at].words >= 4 and _linked_run(lines, at)
            ):
                found[at] = Label("navigation", "a headline in a list of other articles", "listed")


def _linked_run(lines: Sequence[Line], at: int) -> bool:
    return at + 1 < len(lines) and not lines[at + 1].prose
