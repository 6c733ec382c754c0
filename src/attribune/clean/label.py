"""What each line is by its own words: the rules that need no neighbour."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from attribune.model import RegionKind

from . import lexicon, printed
from .language import script
from .line import Line


@dataclass(frozen=True, slots=True)
class Label:
    """What a line is, and why. ``rule`` names what decided."""

    kind: RegionKind
    reason: str
    rule: str = ""


_LONGEST = 3000  # characters; also a bound on what a pattern may cost
Rule = Callable[[Line], Label | None]

_ADDRESS = re.compile(
    r"(?:https?\s?:\s?/\s?/\s?|www\s?\.\s?)\S+(?:\s[/.=?&_-]\s\S+)*|\b[\w.-]{1,80}\.(?:com|org|net|info|biz|ru|cn|kr)(?:/\S*)?\b",
    re.IGNORECASE,
)
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}")
_IMAGE = re.compile(r"^\S{3,200}\.(?:jpe?g|png|gif|webp|bmp|tiff?|svg)\b", re.IGNORECASE)
_IDENTIFIER = re.compile(
    r"^[A-Za-z][a-z0-9]*(?:[_-][A-Za-z0-9]+)+$|^[a-z]+(?:[A-Z][a-z]+)+$|^\{\{.*\}\}$|^</?\w+/?>$|^&\w+;$|^\[\w+\]$|^[a-z]+\(.*\);?$"
)
_SEPARATED = re.compile(r"\s+[>»›/|·•]\s+|\s*[»›]\s*|\s>\s")
_MARKS = re.compile(r"^[\W_]+$")
_COUNT = re.compile(r"^[\W_]*\d[\d.,:/\s%+-]*[\W_]*$")
_TAGS = re.compile(r"^(?:#\w+[\s,]*){2,}$")
_PLAYER = re.compile(r"^(?:\d{1,2}:)?\d{1,2}:\d\d(?:\s*/\s*(?:\d{1,2}:)?\d{1,2}:\d\d)?$")
_BY = re.compile(
    r"^(?:by|BY|By)\s+(?:Dr\.?\s|Prof\.?\s|Lt\.?\s|Col\.?\s)?(?:[A-Z\u00c0-\u00de][\w.'’-]*|[A-Z]\.|al|bin|de|van|von|and|&|da|del|the)(?:[\s,]+(?:[A-Z\u00c0-\u00de][\w.'’/-]*|al|bin|de|van|von|and|in|for|of|&|da|del|the|at|with|\||-|–|—|\d[\d:]*|a\.m\.|p\.m\.))*[\s.,]*$"
)
_BRACKETS = str.maketrans("", "", "[]()<>")
_STAMP = re.compile(
    r"^(?:[\W_]|\d|\b(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\b|\b(?:at|on|am|pm|a|p|m|kst|gmt|utc|est|edt|pst|pdt|cet|bst|ist|jst|hrs?|local|time|posted|published|updated|by|date|last|modified|input)\b)*$",
    re.IGNORECASE,
)
_SHORT_DATE = re.compile(
    r"^\W*(?:(?:posted|published|updated|date)\s?:?\s)?\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?(?:19|20)?\d\d\b(?=[\W\d]|[ap]m|at|[ecmp][ds]t)*",
    re.I,
)
_NO_YEAR = re.compile(
    r"^(?:(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?,?\s)?(?:(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?\s\d{1,2}|\d{1,2}\s(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6})$",
    re.I,
)
_SAYS_WHEN = re.compile(r"\b(?:author|by|posted|published|updated|written|reporter|edited|source)\b", re.I)
_CLAUSE = re.compile(
    r"\b(?!(?:by|at|on|the|of|in|for|and|from|am|pm|a\.?m|p\.?m|to|min|read|local|time)\b)[a-z]{2,}\b|:\s*$"
)
_DATELINE = re.compile(
    r"^[A-Z][A-Z .'’-]{2,40}(?:,\s[A-Z][\w .]{2,30})?(?:,\s[A-Z][a-z]{2,8}\.? \d{1,2})?\s*(?:\([A-Za-z .]{2,30}\))?\s*(?:[-–—_]{1,3}|\([A-Za-z .]{2,30}\))\s*(?:[A-Z][a-z]{2,8}\.? \d{1,2}\s?[-–—_]{1,2})?$"
)
_MENU = frozenset(
    [
        "home",
        "news",
        "world",
        "politics",
        "business",
        "economy",
        "sport",
        "sports",
        "opinion",
        "culture",
        "arts",
        "video",
        "videos",
        "photos",
        "photo",
        "about",
        "contact",
        "login",
        "search",
        "menu",
        "weather",
        "life",
        "lifestyle",
        "tech",
        "technology",
        "science",
        "health",
        "travel",
        "education",
        "entertainment",
        "national",
        "international",
        "local",
        "asia",
        "europe",
        "africa",
        "americas",
        "markets",
        "finance",
        "money",
        "editorial",
        "editorials",
        "columns",
        "features",
        "multimedia",
        "podcast",
        "podcasts",
        "more",
        "latest",
        "live",
        "tv",
        "subscribe",
        "english",
        "korea",
        "korean",
        "china",
        "japan",
        "russia",
        "usa",
        "us",
        "uk",
        "society",
        "military",
        "defense",
        "diplomacy",
        "blog",
        "blogs",
        "events",
        "jobs",
        "archive",
        "archives",
    ]
)
_ROLE = re.compile(
    r"\b(?:is|was|are) (?:an?|the|one of|currently|also)\b.{0,80}\b(?:reporter|correspondent|journalist|writer|editor|columnist|contributor|fellow|professor|lecturer|"
    r"researcher|analyst|author|director|scholar|historian|expert|freelancer|producer|photographer|student|candidate)s?\b"
)


def label(line: Line) -> Label | None:
    """The first rule's answer for a line, None where its own words decide nothing; no chrome is longer than ``_LONGEST``."""
    for rule in RULES if len(line.text) <= _LONGEST else ():
        if found := rule(line):
            return found
    return None


def _marks(line: Line) -> Label | None:
    if _MARKS.match(line.text):
        return Label("navigation", "a line of marks without words", "marks")
    return None


def _spam(line: Line) -> Label | None:
    hits = {match[0] for match in lexicon.spam().finditer(line.text.casefold()[:2000])}
    sentence = line.stopped and line.words >= 6
    if (len(hits) >= 2 and not sentence) or (hits and line.words <= 5 and not line.stopped and not line.titled):
        return Label("advert", "link spam: " + ", ".join(sorted(hits)[:4]), "spam")
    return None


def _image(line: Line) -> Label | None:
    if _IMAGE.match(line.text) and line.words <= 90:
        return Label("caption", "begins with the name of an image file", "image")
    return None


def _link(line: Line) -> Label | None:
    rest = _ADDRESS.sub(" ", _MAIL.sub(" ", line.text))
    if rest != line.text and len(re.findall(r"[^\W\d_]{2,}", rest)) <= 3 and line.words <= 60:
        if _MAIL.search(line.text):
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
    sections = sum(word in _MENU for word in words)
    if len(parts) >= 3 and len(words) >= 3 and sum(len(part.split()) <= 3 for part in parts[:-1]) == len(parts) - 1:
        return Label("navigation", "a menu or a trail of sections", "trail")
    if sections >= 3 and sections * 10 >= len(words) * 6:
        return Label("navigation", "a menu", "menu")
    return None


def _byline(line: Line) -> Label | None:
    if line.words <= 25 and _BY.match(_MAIL.sub("", line.text).translate(_BRACKETS).strip()):
        return Label("byline", "names who wrote it", "by")
    return None


def _dateline(line: Line) -> Label | None:
    """A place in capitals, perhaps with an agency and a day, on a line of its own."""
    if line.words <= 12 and _DATELINE.match(line.text):
        return Label("byline", "the date line of an agency", "dateline")
    return None


def _stamp(line: Line) -> Label | None:
    """A line that is a date, perhaps with a time and a name beside it."""
    if line.words > 25 or line.prose:
        return None
    if line.words <= 14 and (_SHORT_DATE.match(line.text) or _NO_YEAR.match(line.text)):
        return Label("byline", "the date and nothing else", "stamp")
    found = printed.dates(line.text)
    if not found:
        return None
    rest = line.text
    for one in reversed(found):
        rest = rest[: one.start] + " " + rest[one.end :]
    if _STAMP.match(rest):
        return Label("byline", "the date and nothing else", "stamp")
    clause = len(_CLAUSE.findall(rest))
    if clause <= 3 and _SAYS_WHEN.search(rest) or line.words <= 12 and not line.stopped and not clause:
        return Label("byline", "a date with a name or an outlet", "stamp")
    return None


RULES: tuple[Rule, ...] = (
    _marks,
    _spam,
    _image,
    _identifier,
    _counter,
    _dateline,
    _stamp,
    _lexicon,
    _link,
    _menu,
    _byline,
)


def foreign(line: Line, main: str | None) -> bool:
    """Whether most letters of a line are in another script than the document's."""
    own = script(line.text)
    return own is not None and main is not None and own != main and not {own, main} <= {"Han", "Kana", "Hangul"}


def tells_role(line: Line) -> bool:
    """Whether a line says what somebody does who writes."""
    return bool(_ROLE.search(line.text[:400]))
