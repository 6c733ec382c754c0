"""What a page says of itself: title, outlet, authors, date, address."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import TYPE_CHECKING, Any

from attribune.model import Metadatum

from . import printed, stamp, title
from .html import attributes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LAST_DAY = "2100-12-31"  # a fixed bound: today's date would make a page read differently tomorrow
_LINKED_DATA = re.compile(r"<script\b[^>]{0,300}application/ld\+json[^>]{0,300}>", re.IGNORECASE)
_AMERICAN = re.compile(r"<html\b[^>]{0,300}\blang=[\"']?en-us|og:locale[\"']\s+content=[\"']en_us", re.IGNORECASE)
_DATED = (
    "article:published_time",
    "datepublished",
    "og:published_time",
    "dc.date.issued",
    "dc.date",
    "dcterms.created",
    "sailthru.date",
    "parsely-pub-date",
    "publishdate",
    "publish-date",
    "pubdate",
    "date",
)


def metadata(source: str, url: str | None = None, lines: Sequence[str] = ()) -> tuple[Metadatum, ...]:
    """The metadata of a page, each with where it stands; nothing where the page says nothing.

    ``lines`` are those that it shows: a day may be printed beside the title.
    """
    from trafilatura.metadata import extract_metadata

    try:
        page = extract_metadata(source, default_url=url, date_config=_date_search())
    except (ValueError, TypeError, AttributeError, RecursionError, KeyError, IndexError):
        return ()
    named = title.title(source, page.sitename, page.url)
    found = [
        _datum("title", named.words, named.reason) if named else None,
        _datum("outlet", page.sitename, "the site's name in the page's metadata or address")
        if title.is_name(page.sitename) and (named is None or page.sitename != named.words)
        else None,
        _datum("authors", page.author, "the authors that the page's metadata name"),
        _datum("url", page.url, "the address that the page gives for itself"),
        *_dates(source, page.date, page.url, _printed(source, lines, named)),
    ]
    return tuple(one for one in found if one)


def address_date(url: str) -> Iterator[Metadatum]:
    """The date that an address contains."""
    if value := stamp.in_url(url):
        yield Metadatum("published", value, "url", f"the address contains the date: {url[:200]}")


def _dates(source: str, searched: str | None, url: str | None, beside: Metadatum | None) -> Iterator[Metadatum]:
    """The days that speak for the publication, the one that counts first: what the page's data and meta elements give;
    what is printed beside the title; what htmldate finds in the markup; what the address contains.

    Data often give a moment in world time, whose day may be over, or not yet begun, where the page was made. So a day
    in the address or beside the title goes before one in the data that is a single day off.
    """
    given = next(_given(source), None)
    address = next(address_date(url), None) if url else None
    found = None
    if searched and (day := stamp.edtf(searched)):
        found = Metadatum("published", day, "page", "htmldate finds it in the page's time elements or marked-up text")
    first = given or beside
    local = next((one for one in (address, beside) if one and first and _next_to(one.value, first.value)), None)
    order = (local, given, beside, found, address)
    yield from dict.fromkeys(one for one in order if one)


def _given(source: str) -> Iterator[Metadatum]:
    """The days that the page's structured data and its meta elements give."""
    for value in _structured(source):
        if day := stamp.edtf(value):
            yield Metadatum("published", day, "page", f"the page's structured data give datePublished as {value[:40]}")
    metas = list(attributes(source, "meta"))
    for name in _DATED:
        for meta in metas:
            key = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
            if key == name and (day := stamp.edtf(meta.get("content", ""))):
                yield Metadatum("published", day, "page", f"the page's meta element {name} says {meta['content'][:40]}")


def _printed(source: str, lines: Sequence[str], named: title.Title | None) -> Metadatum | None:
    """The day that is printed beside the title."""
    american = bool(_AMERICAN.search(source[:5000]))
    found = printed.beside(lines, named.words, american=american) if named else None
    if found is None:
        return None
    return Metadatum(
        "published", found[0], "page", f"it is printed beside the title: {' '.join(found[1].split())[:80]}"
    )


def _next_to(one: str, other: str) -> bool:
    """Whether two values are days that follow one another."""
    try:
        return abs((date.fromisoformat(one) - date.fromisoformat(other)).days) == 1
    except ValueError:
        return False


def _structured(source: str) -> Iterator[str]:
    """Every datePublished of the page's JSON-LD."""
    end = 0
    for opening in _LINKED_DATA.finditer(source):
        close = source.find("</script", opening.end())
        if opening.start() < end or close < 0:
            continue
        end = close
        try:
            yield from _values(json.loads(source[opening.end() : close], strict=False))
        except (ValueError, RecursionError):
            if found := re.search(r'"datePublished"\s*:\s*"([^"]{4,40})"', source[opening.end() : close]):
                yield found[1]


def _values(data: object, depth: int = 0) -> Iterator[str]:
    if depth > 8:
        return
    if isinstance(data, dict):
        value = data.get("datePublished")
        if isinstance(value, str):
            yield value
    for one in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from _values(one, depth + 1)


def _datum(name: str, value: str | None, reason: str) -> Metadatum | None:
    value = " ".join((value or "").split())
    return Metadatum(name, value, "page", reason) if value else None


def _date_search() -> dict[str, Any]:
    return {"original_date": True, "extensive_search": False, "max_date": _LAST_DAY}
