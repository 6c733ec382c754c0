"""What a text says of itself: its title, its authors, its outlet, the date of its by-line."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from attribune.model import Document, Metadatum

from . import lexicon, printed
from .line import Label, Line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SIGNED = (
    r"by|BY|By|[Aa]uthors?|AUTHOR|[Ww]ritten by|[Rr]eport(?:ed|ing) by|[Rr]eporter|[Pp]osted by"
    r"|(?:[Ss]tory|[Tt]ext|[Ww]ords) by"
)
_WORD = r"[A-Z\u00c0-\u00de][\w'’-]+|[A-Z]\.|al|bin|de|van|von|da|del"
_AUTHOR = re.compile(
    rf"(?:^|[|,;·•–—-]\s?|\s)(?:{_SIGNED})\s?:?\s+"
    rf"((?:[A-Z\u00c0-\u00de][\w.'’-]*|[A-Z]\.)(?:(?:\s+|,\s+|\s+and\s+|\s+&\s+)(?:{_WORD})(?!\w)){{0,9}})"
)
_RIGHTS = re.compile(
    r"(?:©|ⓒ|\([cC]\)|[Cc]opyrights?|COPYRIGHT)(?:\s*(?:©|ⓒ|\([cC]\)|[Cc]opyright|by))*[\s,]*(?:\d{4}(?:\s?[-–]\s?\d{2,4})?)?[\s,.:]*(?:by\s+)?"
    r"([A-Z\uac00-\ud7a3][^.,;:|()\[\]<>©\d]{2,60})"
)
_ROLES = re.compile(r"^(?:Journalist|Reporter|Correspondent|Writer|Editor|Text)\s")
_HELPERS = re.compile(
    r"\b(?:edit|translat|photograph|produc|compil)\w{0,4} (?:and \w+ )?by [^.;|]{0,80}", re.IGNORECASE
)
_NO_OUTLET = re.compile(
    r"^(?:All|The copyright|Copyright|Rights|Terms|Privacy|Reserved)\b|\b(?:rights|reserved)\b", re.IGNORECASE
)
_MAGAZINE = re.compile(
    r"\bfor the (?:online )?(?:magazine|journal|newspaper|site|website|portal)\s+[“\"'‘]([^”\"'’\n.]{3,60})"
)
_SERVICE = re.compile(r"\bfor ([A-Z][\w.&]*(?:[’']s)?(?: [A-Z][\w.&]*){0,4})(?:[’']s)? (?:[A-Z]\w+ Service)\b")
_DATELINE = r"[A-Z][\w .,'’-]{{2,60}}?\(({})\)\s*[-–—_]"
_PUBLISHED = re.compile(r"\b(?:published|posted|created|issued|input|first|date|입력)\b", re.IGNORECASE)
_UPDATED = re.compile(r"\b(?:updated|modified|edited|last|수정)\b", re.IGNORECASE)


def described(document: Document, rows: Sequence[Line], labels: Sequence[Label]) -> Document:
    """The document with what its text tells behind what is already known, and its fields filled where they were empty.

    A by-line's day goes before an address that gives only its month.
    """
    told = tuple(_told(rows, labels))
    finer = tuple(one for one in told if _sharpens(one, document))
    metadata = (*finer, *document.metadata, *(one for one in told if one not in finer))
    first = {one.name: one.value for one in reversed(metadata)}
    outlet = document.outlet or first.get("outlet")
    names = tuple(name for each in first.get("authors", "").split(";") if (name := each.strip()) and name != outlet)
    return replace(
        document,
        metadata=metadata,
        title=document.title or first.get("title"),
        outlet=outlet,
        authors=document.authors or names,
        published=first.get("published"),
        url=document.url or first.get("url"),
    )


def _sharpens(told: Metadatum, document: Document) -> bool:
    """Whether the by-line gives the day of what the address gives only the month of."""
    before = next((one for one in document.metadata if one.name == "published"), None)
    same = before is not None and told.name == "published" and told.value.startswith(before.value + "-")
    return same and before is not None and before.source == "url"


def _told(rows: Sequence[Line], labels: Sequence[Label]) -> Iterator[Metadatum]:
    for row, one in zip(rows, labels, strict=True):
        if one.kind == "heading" and one.rule in ("title", "page"):
            yield Metadatum(
                "title",
                " ".join(row.text.split()),
                "text",
                f"the first heading: it {one.reason.removeprefix('the page ')}",
            )
            break
    signed = [row.text[:600] for row, one in zip(rows, labels, strict=True) if one.kind == "byline"]
    named = next((row.text for row, one in zip(rows, labels, strict=True) if one.rule == "name"), None)
    yield from _authors([*signed, f"By {_ROLES.sub('', named)}"] if named else signed)
    yield from _published(signed)
    yield from _outlet(rows, labels)


def _authors(signed: Sequence[str]) -> Iterator[Metadatum]:
    for words in signed:
        for match in _AUTHOR.finditer(_HELPERS.sub("", words)):
            names = [
                name
                for one in _listed(match[1])
                if " " in (name := re.sub(r"[\s.,]+$", "", re.sub(rf"{lexicon.pattern('desks').pattern}.*", "", one)))
            ]
            if names:
                yield Metadatum("authors", "; ".join(names), "byline", f"the by-line says: {words[:80]}")
                return


def _listed(names: str) -> list[str]:
    """The names of a list; what follows a comma is a name only where an "and" comes after it, else where they work."""
    first, *others = re.split(r"\s+(?:and|&)\s+", names)
    if not others:
        return [first.split(",")[0]]
    return [*re.split(r",\s+", first), *(one.split(",")[0] for one in others)]


def _published(signed: Sequence[str]) -> Iterator[Metadatum]:
    """The date of the by-line: one that is said to be of publication first, one of a later change last."""
    dated = []
    for order, words in enumerate(signed):
        place = 0
        for one in printed.dates(words):
            before = words[place : one.start]
            rank = 0 if _PUBLISHED.search(before) else 2 if _UPDATED.search(before) else 1
            dated.append((rank, order, one.start, one, words))
            place = one.end
    if dated:
        *_, one, words = min(dated, key=lambda each: each[:3])
        doubt = f"; {one.doubt}" if one.doubt else ""
        yield Metadatum("published", one.edtf, "byline", f"the by-line says: {words[:80]}{doubt}")


def _is_outlet(name: str) -> bool:
    return not _NO_OUTLET.search(name) and lexicon.chrome(name, len(name.split())) is None


def _outlet(rows: Sequence[Line], labels: Sequence[Label]) -> Iterator[Metadatum]:
    for row, one in zip(rows, labels, strict=True):
        if one.rule == "site":
            site = re.split(r"\s[-–—|»·]\s", row.text)[-1].strip()
            yield Metadatum("outlet", site, "text", f"the line of the page's title ends with it: {row.text[:120]}")
            return
    for row, one in zip(rows, labels, strict=True):
        words = row.text[:600]
        if one.kind == "legal" and (match := _RIGHTS.search(words)) and _is_outlet(match[1].strip()):
            yield Metadatum("outlet", match[1].strip(), "text", f"the copyright line says: {words[:80]}")
            return
    for row, one in zip(rows, labels, strict=True):
        words = row.text[:600]
        match = (_MAGAZINE.search(words) or _SERVICE.search(words)) if one.kind == "byline" else None
        if match:
            yield Metadatum(
                "outlet",
                match[1].strip().removesuffix("’s").removesuffix("'s"),
                "byline",
                f"the credit line says: {words[:80]}",
            )
            return
    opening = next((row.text for row, one in zip(rows, labels, strict=True) if one.kind == "body"), "")
    if match := re.match(_DATELINE.format("|".join(lexicon.words("agencies"))), opening[:120]):
        yield Metadatum("outlet", match[1], "text", "the agency that the date line of the text credits")
