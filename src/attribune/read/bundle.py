"""Bundles of articles as press databases hand them out (LexisNexis, Factiva), and the header of each article."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from attribune.model import Metadatum, Region, RegionKind, Span

from . import stamp

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINE = re.compile(r"[^\r\n]+")
_COUNTED = re.compile(
    r"^[ \t]*(?:Document )?\d{1,4} of \d{1,4}(?: DOCUMENTS?)?[ \t]*\r?$", re.MULTILINE | re.IGNORECASE
)
_ENDED = re.compile(r"^[ \t]*End of Document[ \t]*\r?$", re.MULTILINE | re.IGNORECASE)
_FACTIVA = re.compile(r"^[ \t]*(?:AN[ \t]+)?Document [A-Z][A-Z0-9]{3,11}0{0,9}\d{8}\w{6,14}[ \t]*\r?$", re.MULTILINE)
_MARKED = re.compile(
    rb"\d of \d{1,4}(?: DOCUMENTS?)?[ \t]*[\r\n]|End of Document|(?-i:Document [A-Z][A-Z0-9]{3})", re.IGNORECASE
)
_NEXIS_FIELD = re.compile(
    r"^[ \t]*(BYLINE|SECTION|LENGTH|LOAD-DATE|LANGUAGE|DATELINE|HEADLINE|PUBLICATION-TYPE|DOCUMENT-TYPE|SUBJECT|GRAPHIC"
    r"|JOURNAL-CODE|ACC-NO|COUNTRY|CITY|STATE|ORGANIZATION|COMPANY|PERSON|GEOGRAPHIC|INDUSTRY|TICKER|SOURCE|HIGHLIGHT"
    r"|URL|CORRECTION-DATE|SERIES|TYPE)\s?: ?(.*)$",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"^(SE|HD|BY|CR|WC|PD|ET|SN|SC|ED|PG|VOL|LA|CY|LP|TD|RF|CO|IN|NS|RE|IPC|IPD|PUB|AN|CT|ART|CLM)(?:[ \t]+(.*))?$"
)
_WORDS = re.compile(r"^([\d,.]{1,9}) words$", re.IGNORECASE)
_DAY = re.compile(
    r"^(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?"
    r"(?:(\d{1,2})\.? ([A-Z][a-z]{2,8})\.?|([A-Z][a-z]{2,8})\.? (\d{1,2})),? (\d{4})\b",
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_CLOCK = re.compile(r"^\d{1,2}:\d\d(?: ?(?:GMT|UTC|[AP]M))?$", re.IGNORECASE)
_RIGHTS = re.compile(r"^(?:Copyright|©|\(c\)|All Rights Reserved)", re.IGNORECASE)
_BELOW = ("Classification", "Graphic", "Notes")
_BODY_CODES = ("LP", "TD")
_TAIL = re.compile(  # fields of LexisNexis that stand below the text
    r"(?:load-date|language|publication-type|document-type|subject|graphic|journal-code|acc-no|country|city|state"
    r"|organization|company|person|geographic|industry|ticker|source|url|correction-date)",
    re.IGNORECASE,
)
_NAMES = {
    "byline": "authors", "by": "authors", "length": "length", "wc": "length", "section": "section", "se": "section",
    "load-date": "loaded", "headline": "title", "hd": "title", "pd": "published", "sn": "outlet",
    "language": "language", "la": "language", "dateline": "dateline", "url": "url",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a bundle: its place in the text, and what its header says."""

    start: int
    end: int
    metadata: tuple[Metadatum, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    text: str
    start: int
    end: int
    gap: bool  # an empty line stands above


def could_be(data: bytes) -> bool:
    """Whether what ends or counts articles stands in some bytes; a quick look before they are decoded."""
    return bool(_MARKED.search(data))


def split(text: str) -> list[Article]:
    """The articles of a bundle; none where the text is no bundle. A single article counts where its form is sure."""
    for name, cuts in (("LexisNexis", _nexis), ("Factiva", _factiva)):
        places = list(cuts(text))
        found = [(start, end) for start, end in places if text[start:end].strip()]
        parsed = [(start, end, list(_fields(text[start:end], name))) for start, end in found]
        sure = [one for one in parsed if {"length", "published"} <= {field for field, *_ in one[2]}]
        if sure and len(sure) * 2 >= len(parsed):
            return [Article(start, end, tuple(_metadata(fields, name))) for start, end, fields in parsed]
    return []


def regions(text: str) -> tuple[Region, ...]:
    """What each line of one article is: its header, its fields, its text."""
    name = (
        "Factiva" if any(map(_CODE.match, (row.text for row in _rows(text)))) or _FACTIVA.search(text) else "LexisNexis"
    )
    kinds = {row.start: kind for _, _, row, kind in _fields(text, name)}
    found = []
    for row in _rows(text):
        kind, why = kinds.get(row.start, ("body", "the article's text"))
        start = row.start
        if kind == "body" and (code := _CODE.match(row.text)) and code[1] in (*_BODY_CODES, "CT") and name == "Factiva":
            start += code.start(2) if code[2] else len(row.text)
        if start < row.end and text[start : row.end].strip():
            found.append(Region(Span.of(text, start, row.end), kind, None, why))
    return tuple(found)


def _nexis(text: str) -> Iterator[tuple[int, int]]:
    counted = [match.start() for match in _COUNTED.finditer(text)]
    if counted:
        yield from zip(counted, [*counted[1:], len(text)], strict=True)
        return
    place = 0
    for match in _ENDED.finditer(text):
        yield place, match.end()
        place = match.end()


def _factiva(text: str) -> Iterator[tuple[int, int]]:
    place = 0
    for match in _FACTIVA.finditer(text):
        yield place, match.end()
        place = match.end()


def _rows(text: str) -> list[_Row]:
    found: list[_Row] = []
    last = 0
    for match in _LINE.finditer(text):
        words = match[0].strip()
        if words:
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            gap = text.count("\n", last, start) > 1
            found.append(_Row(words, start, start + len(words), gap or not found))
            last = start + len(words)
    return found


Field = tuple[str, str, _Row, tuple[RegionKind, str]]


def _fields(text: str, name: str) -> Iterator[Field]:
    """The header fields of an article: name, value, line, kind of region. Lines that are none are its text."""
    rows = _rows(text)
    if name == "Factiva" and sum(bool(_CODE.match(row.text)) for row in rows) >= 4:
        yield from _coded(rows)
    else:
        yield from _printed(rows, name)


def _coded(rows: list[_Row]) -> Iterator[Field]:
    """Factiva's codes: HD, BY, WC, PD, SN ... each before its value; LP and TD are the text."""
    current = ""
    for row in rows:
        match = _CODE.match(row.text)
        if match:
            current = match[1]
        if current in (*_BODY_CODES, "CT"):
            continue
        value = (match[2] or "").strip() if match else row.text
        yield _NAMES.get(current.lower(), current.lower()), value, row, _kind(current.lower())


def _printed(rows: list[_Row], name: str) -> Iterator[Field]:
    """The header as printed: the lines above the text by what they look like, and fields with their names."""
    end = _header_end(rows, name)
    dated = next((i for i, row in enumerate(rows[:end]) if day_of(row.text)), None)
    tail = False
    for i, row in enumerate(rows):
        match = _NEXIS_FIELD.match(row.text)
        if match and (i < end + 3 or _TAIL.fullmatch(match[1]) or tail):
            field = match[1].lower()
            tail = tail or bool(_TAIL.fullmatch(field) and i > end)
            yield _NAMES.get(field, field), match[2].strip(), row, _kind(field)
        elif i >= end and row.text in _BELOW:
            tail = True
            yield "", "", row, ("navigation", "a heading below the text")
        elif _COUNTED.match(row.text) or _ENDED.match(row.text) or _FACTIVA.match(row.text):
            yield "", "", row, ("navigation", f"{name} puts it between articles")
        elif tail:
            yield "", "", row, ("navigation", "a field below the text")
        elif i < end:
            yield from _head_line(rows, i, dated, name)


def _head_line(rows: list[_Row], i: int, dated: int | None, name: str) -> Iterator[Field]:
    row = rows[i]
    if _WORDS.match(row.text):
        yield "length", row.text, row, ("navigation", "how long the article is")
    elif i == dated:
        yield "published", row.text, row, ("byline", "the day of the article")
    elif _RIGHTS.match(row.text):
        yield "", "", row, ("legal", "the rights of the article")
    elif row.text.lower().startswith("by "):
        yield "authors", row.text, row, ("byline", "who wrote it")
    elif dated is not None and i == _outlet_row(rows, dated, name):
        yield "outlet", row.text, row, ("byline", "the paper that the article stood in")
    elif i == _title_row(rows, dated, name):
        yield "title", row.text, row, ("heading", "the article's title")
    else:
        yield "", "", row, ("navigation", "a line of the header")


def _outlet_row(rows: list[_Row], dated: int, name: str) -> int:
    """LexisNexis prints the paper above the day, Factiva below it, after the hour if it has one."""
    if name == "LexisNexis":
        return dated - 1
    return dated + 2 if dated + 1 < len(rows) and _CLOCK.match(rows[dated + 1].text) else dated + 1


def _title_row(rows: list[_Row], dated: int | None, name: str) -> int | None:
    """The title: the first line, but for what counts the articles; in LexisNexis's older form below the day."""
    plain = [
        i
        for i, row in enumerate(rows[:12])
        if not _COUNTED.match(row.text)
        and not _NEXIS_FIELD.match(row.text)
        and not _RIGHTS.match(row.text)
        and i != dated
    ]
    if name == "LexisNexis" and dated is not None and _COUNTED.match(rows[0].text):
        below = [i for i in plain if i > dated and rows[i].gap]
        return below[0] if below else None
    first = plain[0] if plain else None
    return first if first is not None and (dated is None or first < dated - (name == "LexisNexis")) else None


def _header_end(rows: list[_Row], name: str) -> int:
    """How many lines the header has: up to the line BODY, the last field above the text, or the rights."""
    end = 0
    for i, row in enumerate(rows[:30]):
        match = _NEXIS_FIELD.match(row.text)
        if row.text in ("Body", "BODY:", "Body:"):
            return i + 1
        if match and _TAIL.fullmatch(match[1]):
            break
        field = bool(match) and name == "LexisNexis"
        if (
            field
            or _RIGHTS.match(row.text)
            or _WORDS.match(row.text)
            or _COUNTED.match(row.text)
            or (i < 12 and day_of(row.text))
        ):
            end = i + 1
    if name == "Factiva":
        rights = next((i for i, row in enumerate(rows[:15]) if _RIGHTS.match(row.text)), None)
        end = rights + 1 if rights is not None else end
    return end


def _kind(field: str) -> tuple[RegionKind, str]:
    if field in {"headline", "hd"}:
        return "heading", "the article's title"
    if field in ("byline", "by", "dateline", "pd", "sn", "cr"):
        return "byline", "who wrote it, where and when"
    if field in ("cy", "ipc"):
        return "legal", "the rights of the article"
    return "navigation", "a field of the header"


def _metadata(fields: list[Field], name: str) -> Iterator[Metadatum]:
    reason = f"the header of the article in {name}'s bundle"
    seen: dict[str, list[str]] = {}
    for field, value, *_ in fields:
        if field in _NAMES.values() and value:
            seen.setdefault(field, []).append(value)
    for field, values in seen.items():
        words = " ".join((" ".join(values) if field in ("title", "authors") else values[0]).split())
        if field in ("published", "loaded"):
            day = day_of(words)
            words = (day or "") if field == "published" else day or words
        elif field == "authors":
            words = _authors(words)
        elif field == "outlet":
            words = words[:120]
        if words:
            yield Metadatum(field, words, "file", f"{reason}: {values[0][:80]}")


def _authors(words: str) -> str:
    """The names of a by-line, joined by semicolons, without the "By" and what follows a bar."""
    words = re.sub(r"^by:?\s+", "", words.strip(), flags=re.IGNORECASE).split("|")[0]
    names = re.split(r"\s*(?:;|\band\b|&)\s*|,\s+(?=[A-Z][\w.'-]+ [A-Z])", words)
    return "; ".join(name.strip(" ,.") for name in names if name and name.strip(" ,.") and len(name) < 60)


def day_of(words: str) -> str | None:
    """The day at the beginning of a line, as EDTF."""
    match = _DAY.match(words.strip())
    if not match:
        return None
    month = (match[2] or match[3] or "")[:3].lower()
    if month not in _MONTHS:
        return None
    return stamp.day(int(match[5]), _MONTHS.index(month) + 1, int(match[1] or match[4]))
