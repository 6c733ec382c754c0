"""What the lines of a scraped article are, by where they stand among each other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from . import lexicon
from .duplicate import mark_titles
from .extent import NAME, extent, signed
from .label import foreign, label
from .line import Label, Line

if TYPE_CHECKING:
    from collections.abc import Sequence

_PLACED = rf"{NAME.pattern}(?: in [A-Z]\w+(?: [A-Z]\w+)?)?"
_NAMES = re.compile(rf"{_PLACED}(?:(?:,| and|,? &) {_PLACED}){{0,4}}")
_HEADING_WORDS = 22  # of a subtitle; headings inside an article are shorter
_INNER_WORDS = 14
_ENTRY = re.compile(r"[^\W\d][^:]{1,60}:\s?[\d,.]+(?:\s\w+){0,3}$")
_LAST_WORD = re.compile(r"[A-Za-z]+$|,$")
_CAPTION_WORDS = 60
_APART = 3  # empty lines after which a line belongs to what follows
_QUESTIONS = 3  # so many short questions make an interview, and are prose
_PICTURE = re.compile(
    r"^(?:image|photo|(?:view|open) (?:image|gallery|photos?)|(?:click to )?(?:expand|enlarge)(?: image)?|\+\d{1,3})$",
    re.IGNORECASE,
)
_SENTENCE = 8  # words of a Korean sentence that no control of a page has
_DECLARES = re.compile("다\\.[”’\"']?$")  # how Korean sentences of news end
_SITE = re.compile(r"\s+[-–—|»·]\s+\S.{1,60}$")
_SAID = re.compile(r"[.!?]['\"”’]\s")
_FILLER = re.compile(r"^(?:but|and|so|yet|or|because|then|still|why|how|no|yes)\b", re.IGNORECASE)


def labels(lines: Sequence[Line], main: str | None) -> list[Label]:
    """One label a line: by its own words, then by its place before, within or after the prose.

    ``main`` is the script of the document's prose.
    """
    found = [label(line) or (_chrome_script(line) if foreign(line, main) else None) for line in lines]
    signed(lines, found)
    first, last = extent(lines, found)
    if first is None:
        _without_prose(lines, found)
    else:
        _head(lines, found, first)
        _site_title(lines, found, first)
        mark_titles(lines, found)
        _tail(lines, found, last)
        _captions(lines, found, last)
        _middle(lines, found, first, last)
    _listed(lines, found)
    return [one or Label("body", "prose", "prose") for one in found]


def _chrome_script(line: Line) -> Label | None:
    """A short line in another script is chrome of a page in another language; a paragraph in it stays prose."""
    if (line.words >= 25 and line.stopped) or (line.words >= _SENTENCE and _DECLARES.search(line.text[-6:])):
        return None
    return Label("navigation", "a line in another script than the article's", "script")


def _head(lines: Sequence[Line], found: list[Label | None], first: int) -> None:
    """Above the prose: title and subtitles; short lines are sections, or authors where a date stands beside."""
    unsaid = [i for i in range(first) if found[i] is None]
    titles = [i for i in unsaid if lines[i].words >= 4] or [i for i in unsaid if lines[i].words >= 2][-1:]
    for i in unsaid:
        line = lines[i]
        if titles and i > titles[0] and _NAMES.fullmatch(line.text) and _beside(found, i, ("byline",)):
            found[i] = Label("byline", "names beside the date, between title and text", "name")
        elif i in titles and line.words <= _HEADING_WORDS + 8:
            why = "stands above the text as its title" if i == titles[0] else "stands between title and text"
            if line.stopped and not line.titled and line.lower and i != titles[0] and line.text[-1] not in "?!":
                continue  # a short first sentence
            found[i] = Label("heading", why, "title")
        elif line.words < 4 or not line.stopped:
            found[i] = Label("navigation", "a short line above the text that is no title", "section")


def _site_title(lines: Sequence[Line], found: list[Label | None], first: int) -> None:
    """The title with the name of the site behind it, above the title itself, is the browser's and repeats it."""
    titles = [i for i in range(first) if (one := found[i]) and one.rule == "title"]
    for i in titles[:2]:
        for at in titles:
            rest = lines[i].text.removeprefix(lines[at].text)
            if at > i and rest != lines[i].text and _SITE.match(rest):
                found[i] = Label("duplicate", "repeats the title, with the name of the site", "site")
                found[at] = Label("heading", "stands above the text as its title", "title")


def _beside(found: list[Label | None], i: int, kinds: Sequence[str]) -> bool:
    return any(0 <= at < len(found) and (one := found[at]) and one.kind in kinds for at in (i - 1, i + 1))


def _tail(lines: Sequence[Line], found: list[Label | None], last: int) -> None:
    """Below the prose: what does not end like a sentence is of the page, not of the article."""
    ended = False
    for i in range(last + 1, len(lines)):
        line = lines[i]
        if found[i] is not None:
            ended = True
            continue
        if not ended and line.stopped and line.words >= 3 and line.lower:
            continue  # a last short sentence
        broken = line.words >= 16 or (line.words >= 8 and _dangles(line))
        if not ended and ((broken and not line.titled) or _entry(lines, i)):
            continue  # a sentence that lost its end; an entry of a list of numbers
        ended = True
        found[i] = Label("navigation", "stands below the text and is no part of it", "below")


def _dangles(line: Line) -> bool:
    """Whether a line ends with a word or mark after which a sentence goes on."""
    last = _LAST_WORD.search(line.text[-20:])
    return last is not None and (last[0] == "," or bool(lexicon.pattern("dangling").fullmatch(last[0])))


def _entry(lines: Sequence[Line], i: int) -> bool:
    """Whether a line is an entry of a list of numbers, or the heading of one."""
    headed = lines[i].text.endswith(":") and i + 1 < len(lines) and _ENTRY.match(lines[i + 1].text)
    return bool(headed or _ENTRY.match(lines[i].text))


def _captions(lines: Sequence[Line], found: list[Label | None], last: int) -> None:
    """Above the end of the prose: a line above a picture's credit, or below a control for pictures, is a caption."""
    for i in range(last):
        line, below = lines[i], found[i + 1]
        if found[i] is not None or line.words > _CAPTION_WORDS:
            continue
        credited = below is not None and below.rule in ("pictures", "rights") and line.after <= 1
        shown = i > 0 and not line.stopped and found[i - 1] is not None and _PICTURE.search(lines[i - 1].text)
        if credited or (shown and line.words > 3):
            found[i] = Label("caption", "stands at a picture's credit or control", "picture")


def _middle(lines: Sequence[Line], found: list[Label | None], first: int, last: int) -> None:
    """Within the prose: a short line alone above a paragraph is a heading."""
    interview = sum(lines[i].text.endswith("?") for i in range(first, last) if found[i] is None) >= _QUESTIONS
    for i in range(first + 1, last):
        line = lines[i]
        if found[i] is not None or line.prose or line.words > _INNER_WORDS or not line.words:
            continue
        if line.words <= 8 and line.text[-1] != "." and _between_controls(found, i):
            found[i] = Label("navigation", "a short line between two controls of the page", "between")
            continue
        following = next((at for at in range(i + 1, last + 1) if found[at] is None), None)
        if following is None or not lines[following].prose or not _alone(lines, found, i):
            continue
        called = line.text[-1] in "?!" and line.words <= 8 and not _FILLER.match(line.text) and not interview
        if (line.stopped and not called) or not _like_heading(line):
            continue
        found[i] = Label("heading", "a short line without a stop above a paragraph", "heading")


def _like_heading(line: Line) -> bool:
    """Whether a line begins like a heading and does not lead on to the next."""
    begins = line.text[0].isupper() or not (line.text[0].isalpha() or line.text[0] in "—–-") or not line.lower
    worded = sum(map(str.isalpha, line.text)) > sum(map(str.isdigit, line.text))
    return begins and worded and line.text[-1] not in ",;:-–—(" and not _SAID.search(line.text)


def _between_controls(found: list[Label | None], i: int) -> bool:
    beside = found[i - 1], found[i + 1] if i + 1 < len(found) else None
    return all(one is not None and one.kind in ("navigation", "advert") and one.rule != "marks" for one in beside)


def _alone(lines: Sequence[Line], found: list[Label | None], i: int) -> bool:
    """Whether no other unlabelled short line touches it: several in a row are a list or a table."""
    above = lines[i - 1]
    if lines[i].before >= _APART:
        return True
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


def _listed(lines: Sequence[Line], found: list[Label | None]) -> None:
    """Headlines below a lead such as "Related articles" belong to it, up to the next paragraph."""
    for i, one in enumerate(found):
        if one is None or one.kind != "navigation" or not lexicon.pattern("leads").search(lexicon.bare(lines[i].text)):
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
