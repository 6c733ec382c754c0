"""What each line is by its own words: the rules that need no neighbour."""

from __future__ import annotations

import re
from collections.abc import Callable

from . import byline, lexicon
from .language import script
from .line import Label, Line

_LONGEST = 3000  # characters; also a bound on what a pattern may cost
Rule = Callable[[Line], Label | None]

_SITE = r"\b[\w.-]{1,80}\.(?:com|org|net|info|biz|ru|cn|kr)(?:/\S*)?\b"
_ADDRESS = re.compile(rf"(?:https?\s?:\s?/\s?/\s?|www\s?\.\s?)\S+(?:\s[/.=?&_-]\s\S+)*|{_SITE}", re.IGNORECASE)
_IMAGE = re.compile(r"^\S{3,200}\.(?:jpe?g|png|gif|webp|bmp|tiff?|svg)\b", re.IGNORECASE)
_IDENTIFIER = re.compile(
    r"^[A-Za-z][a-z0-9]*(?:[_-][A-Za-z0-9]+)+$|^[a-z]+(?:[A-Z][a-z]+)+$"  # snake_case, camelCase
    r"|^\{\{.*\}\}$|^</?\w+/?>$|^&\w+;$|^\[\w+\]$|^[a-z]+\(.*\);?$"  # a placeholder, a tag, an entity, a call
)
_SEPARATED = re.compile(r"\s+[>»›/|·•]\s+|\s*[»›]\s*|\s>\s")
_MARKS = re.compile(r"^[\W_]+$")
_TAGS = re.compile(r"^(?:#\w+[\s,]*){2,}$|^\+\d{1,3}$")
_PLAYER = re.compile(r"^(?:\d{1,2}:)?\d{1,2}:\d\d(?:\s*/\s*(?:\d{1,2}:)?\d{1,2}:\d\d)?$")


def label(line: Line) -> Label | None:
    """The first rule's answer for a line, None where its own words decide nothing.

    No chrome is longer than ``_LONGEST``.
    """
    for rule in RULES if len(line.text) <= _LONGEST else ():
        if found := rule(line):
            return found
    return None


def _marks(line: Line) -> Label | None:
    if _MARKS.match(line.text):
        return Label("navigation", "a line of marks without words", "marks")
    return None


def _spam(line: Line) -> Label | None:
    """Goods that spam sells, twice or with words of selling, in a line that is no sentence; or once in a short line."""
    hits = {match[0]: match.lastgroup for match in lexicon.spam().finditer(line.text.casefold()[:2000])}
    short = line.words <= 5 and not line.titled
    if "goods" in hits.values() and not (line.stopped and line.words >= 6) and (len(hits) >= 2 or short):
        return Label("advert", "link spam: " + ", ".join(sorted(hits)[:4]), "spam")
    return None


def _image(line: Line) -> Label | None:
    if _IMAGE.match(line.text) and line.words <= 90:
        return Label("caption", "begins with the name of an image file", "image")
    if line.text[0] in "▲△" and 3 <= line.words <= 60:
        return Label("caption", "begins with the mark that Korean papers put before captions", "image")
    return None


def _link(line: Line) -> Label | None:
    rest = _ADDRESS.sub(" ", byline.MAIL.sub(" ", line.text))
    if rest != line.text and len(re.findall(r"[^\W\d_]{2,}", rest)) <= 3 and line.words <= 60:
        if byline.MAIL.search(line.text):
            return Label("byline", "an address to write to", "mail")
        return Label("advert", "a link", "link")
    return None


def _lexicon(line: Line) -> Label | None:
    group = lexicon.chrome(line.text, line.words)
    return Label(group.kind, group.reason, group.name) if group else None


def _identifier(line: Line) -> Label | None:
    if " " not in line.text and not line.stopped and _IDENTIFIER.match(line.text) and not line.text[0].isupper():
        return Label("navigation", "a name out of the page's code", "identifier")
    return None


def _counter(line: Line) -> Label | None:
    if _PLAYER.match(line.text) or _TAGS.match(line.text):
        return Label("navigation", "a counter or tags of the page", "counter")
    return None


def _menu(line: Line) -> Label | None:
    """A menu or a trail in one line: its parts are short and separated by marks, or its words are names of sections."""
    if line.stopped or line.words > 40:
        return None
    parts = [part for part in _SEPARATED.split(line.text) if part.strip()]
    words = re.findall(r"[^\W\d_]+", line.text.lower())
    sections = sum(word in lexicon.words("menu") for word in words)
    if len(parts) >= 2 and byline.signs(line.text):
        return Label("byline", "names who wrote it, beside where it stands", "by")
    if len(parts) >= 3 and len(words) >= 3 and sum(len(part.split()) <= 3 for part in parts[:-1]) == len(parts) - 1:
        return Label("navigation", "a menu or a trail of sections", "trail")
    if sections >= 3 and sections * 10 >= len(words) * 6:
        return Label("navigation", "a menu", "menu")
    return None


RULES: tuple[Rule, ...] = (
    _marks,
    _spam,
    _image,
    _identifier,
    _counter,
    byline.dateline,
    byline.stamp,
    _lexicon,
    _link,
    _menu,
    byline.names,
)


def foreign(line: Line, main: str | None) -> bool:
    """Whether most letters of a line are in another script than the document's."""
    own = script(line.text)
    return own is not None and main is not None and own != main and not {own, main} <= {"Han", "Kana", "Hangul"}
