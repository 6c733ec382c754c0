"""The lines that say who wrote an article, where, and when."""

from __future__ import annotations

import re

from . import lexicon, printed
from .line import Label, Line

CLOSING = re.compile(
    r"\((?:[A-Z]\w+ )?(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Tt]ranslat\w+) by [^()]{3,300}\)\W{0,2}$"
)  # below a last paragraph
MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}")
_PARTICLE = r"al|bin|de|van|von|da|del|the|and|&"
_BY = re.compile(
    r"^(?:by|BY|By)\s+(?:Dr\.?\s|Prof\.?\s|Lt\.?\s|Col\.?\s)?"
    rf"(?:[A-Z\u00c0-\u00de][\w.'’-]*|{_PARTICLE})"
    rf"(?:[\s,]+(?:[A-Z\u00c0-\u00de][\w.'’/-]*|{_PARTICLE}|in|for|of|at|with|\||-|–|—|\d[\d:]*|a\.m\.|p\.m\.))*[\s.,]*$"
)
_BRACKETS = str.maketrans("", "", "[]()<>")
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?"
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}"
_STAMP = re.compile(
    rf"^(?:[\W_]|\d|\b{_WEEKDAY}\b|\b(?:at|on|am|pm|a|p|m|kst|gmt|utc|est|edt|pst|pdt|pt|et|cet|bst|ist|jst|hrs?|local|time"
    r"|posted|published|updated|by|date|last|modified|input)\b)*$",
    re.IGNORECASE,
)
_SHORT_DATE = re.compile(r"(?<!\d)\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?(?:19|20)?\d\d(?!\d)")
_NO_YEAR = re.compile(rf"^(?:{_WEEKDAY},?\s)?(?:{_MONTH}\.?\s\d{{1,2}}|\d{{1,2}}\s{_MONTH})$", re.IGNORECASE)
_TIME = re.compile(
    r"^\d{1,2}[.:]\d\d\s?(?:[ap]\.?m\.?\s?)?(?:gmt|bst|kst|jst|utc|cest|cet|est|edt|et|pt|msk)$", re.IGNORECASE
)
_SIGNS = re.compile(r"\b(?:[Aa]uthors?:|[Bb]y|BY) [A-Z\u00c0-\u00de]")
_TWEET = re.compile(r"^[—–-]\s.{2,80}\(@\w{1,20}\)")  # who posted the words above: an attribution, and prose
_SAYS_WHEN = re.compile(r"\b(?:author|by|posted|published|updated|written|reporter|edited|source)\b", re.IGNORECASE)
_CLAUSE = re.compile(
    r"\b(?!(?:by|at|on|the|of|in|for|and|from|am|pm|a\.?m|p\.?m|to|min|read|local|time)\b)[a-z]{2,}\b|:\s*$"
)
_AGENCY = r"\([A-Za-z .]{2,30}\)"
_DAY = r"[A-Z][a-z]{2,8}\.? \d{1,2}"
_DATELINE = re.compile(
    rf"^[A-Z][A-Z .'’-]{{2,40}}(?:,\s[A-Z][\w .]{{2,30}})?(?:,\s{_DAY})?\s*(?:{_AGENCY})?\s*"
    rf"(?:[-–—_]{{1,3}}|{_AGENCY})\s*(?:{_DAY}\s?[-–—_]{{1,2}})?$"
)


def names(line: Line) -> Label | None:
    """A line of "by" and names."""
    if line.words <= 25 and _BY.match(MAIL.sub("", line.text).translate(_BRACKETS).strip()):
        return Label("byline", "names who wrote it", "by")
    return None


def signs(words: str) -> bool:
    """Whether somebody is named as the author."""
    return bool(_SIGNS.search(words))


def dateline(line: Line) -> Label | None:
    """A place in capitals, perhaps with an agency and a day, on a line of its own."""
    if line.words <= 12 and _DATELINE.match(line.text):
        return Label("byline", "the date line of an agency", "dateline")
    return None


def stamp(line: Line) -> Label | None:
    """A line that is a date, perhaps with a time and a name beside it."""
    if line.words > 25 or line.prose or _TWEET.search(line.text):
        return None
    if _NO_YEAR.match(line.text) or _TIME.match(line.text):
        return Label("byline", "the date and nothing else", "stamp")
    found = printed.dates(line.text)
    rest = line.text
    for one in reversed(found):
        rest = rest[: one.start] + " " + rest[one.end :]
    short = _SHORT_DATE.search(rest)
    if (found or short) and _STAMP.match(_SHORT_DATE.sub(" ", rest)):
        return Label("byline", "the date and nothing else", "stamp")
    clause = len(_CLAUSE.findall(rest))
    said = clause <= 3 and _SAYS_WHEN.search(rest)
    if found and (said or (line.words <= 12 and not line.stopped and clause <= (line.words <= 6))):
        return Label("byline", "a date with a name or an outlet", "stamp")
    return None


def tells_role(line: Line) -> bool:
    """Whether a line says what somebody does who writes."""
    roles = "|".join(lexicon.words("roles"))
    pattern = rf"\b(?:is|was|are) (?:an?|the|one of|currently|also)\b.{{0,80}}\b(?:{roles})s?\b"
    return bool(re.search(pattern, line.text[:400]))
