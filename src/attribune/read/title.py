"""The title of a page: of its headings the one that reads like the title of what the page tells."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from rapidfuzz.fuzz import ratio

from .html import attributes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_LEVELS = ("h1", "h2", "h3", "h4")
_CHROME = re.compile(
    r"menu|footer|sidebar|widget|breadcrumb|newsletter|cookie|\b(?:nav|comments?|related|teaser|consent|logo|brand|social|share"
    r"|search|banner|modal|popup|login|copyright|promo|recommend\w*|sponsor\w*|site-?(?:title|name)|blog-?title"
    r"|screen-reader\w*|visually-?hidden|sr-only|aural|respond|masthead|branding)\b"
)
_TITLED = re.compile(
    r"\b(?:headline|(?:entry|post|article|page|content|news|main|story)?[-_]?(?:title|heading|headline|header))\b"
)
_ARTICLE = ("article", "main")
_OUTSIDE = ("nav", "footer", "aside", "form")
_SEPARATOR = re.compile(r"\s+[|\-–—·•»«›:~/]{1,2}\s+|\s*\|\s*|\s+::\s+|\s*[»•·]\s*")
_LINKED = re.compile(r'"(?:headline)"\s*:\s*("(?:[^"\\]|\\.){3,400}")')
_LEAST = 3.0  # below this no heading is taken, and the page's own title counts
_FEWER = 1.5  # the same where the page's own title says nothing but the site's name
_BESIDE = re.compile(  # what stands in a heading and is no part of the title
    r"\b(?:kicker|topline|overline|roofline|dachzeile|spitzmarke|sub-?(?:title|line|head\w*)|date|time|meta|author|category"
    r"|tags?|label|badge)\b"
)
_DATED = re.compile(r"^\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4}\s*[-–—|:•]\s*")


@dataclass(frozen=True, slots=True)
class Title:
    """A title, and where it stands."""

    words: str
    reason: str


@dataclass(frozen=True, slots=True)
class _Heading:
    words: str
    level: int
    own: str  # its own class, id and itemprop
    around: str  # those of the elements around it
    tags: tuple[str, ...]
    home: bool  # it is a link to the site's first page


def title(source: str, site: str | None, url: str | None) -> Title | None:
    """The title of a page; None where it says none. ``site`` is the site's name, as far as it is known."""
    tree = _parsed(source)
    names = _names(site if is_name(site) else None, url)
    given = [one for one in _given(source, tree) if _letters(one)]
    found = list(_headings(tree, given, names)) if tree is not None else []
    telling = any(len(without_site(one, names).split()) > 3 for one in given)
    kinds = Counter((one.level, one.own) for one in found)
    best: tuple[float, _Heading] | None = None
    for order, one in enumerate(found):
        score = _score(one, given, names, kinds[one.level, one.own]) - 0.01 * min(order, 50)
        if best is None or score > best[0]:
            best = (score, one)
    if best and best[0] >= (_LEAST if telling else _FEWER):
        return Title(best[1].words, f"the heading of level {best[1].level} that most resembles the page's own title")
    for own in given:
        if words := _part(without_site(own, names)):
            return Title(words, "the page's own title, without the name of the site")
    return None


def _part(words: str) -> str:
    """Of a title of several parts, none of them known as the site's name: of two that a bar divides the first, of more
    the longest.
    """
    parts = _SEPARATOR.split(words)
    if len(parts) == 2 and "|" in words and len(parts[0].split()) > 1:
        return parts[0].strip()
    return max(parts, key=len).strip() if len(parts) > 2 else words


def is_name(site: str | None) -> bool:
    """Whether what is taken for a site's name can be one: an extractor may take half a title for it."""
    return bool(site) and len(str(site).split()) <= 6 and len(str(site)) <= 50


def without_site(words: str, names: Sequence[str]) -> str:
    """A title without the names of the site at its ends; nothing where it is only such a name."""
    cuts = [match.span() for match in _SEPARATOR.finditer(words)]
    starts, ends = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(words)]
    first, last = 0, len(starts) - 1
    while last > first and _is_site(words[starts[last] : ends[last]], names):
        last -= 1
    while first < last and _is_site(words[starts[first] : ends[first]], names):
        first += 1
    left = words[starts[first] : ends[last]].strip()
    return "" if _is_site(left, names) else left


def _letters(words: str) -> str:
    return "".join(filter(str.isalnum, words.casefold()))


def _names(site: str | None, url: str | None) -> list[str]:
    """How the site may be called: its name, its host, the host without its ending; letters only."""
    names = {_letters(site)} if site else set[str]()
    host = (urlsplit(url).hostname or "") if url else ""
    labels = [one for one in host.removeprefix("www.").split(".") if one]
    names |= {_letters(host), _letters(".".join(labels))}
    names |= {_letters("".join(labels[i:-1])) for i in range(len(labels) - 1)}
    return sorted((name for name in names if len(name) >= 3), key=lambda name: (-len(name), name))


def _is_site(words: str, names: Sequence[str]) -> bool:
    folded = _letters(words)
    return any(folded == name or (len(folded) >= 5 and ratio(folded, name) >= 85) for name in names)


def _given(source: str, tree: Any) -> Iterator[str]:  # noqa: ANN401 - an lxml element or nothing
    """The titles that a page gives for itself, in the order in which they are believed."""
    named: dict[str, str] = {}
    for meta in attributes(source, "meta"):
        key = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        named.setdefault(key, " ".join(meta.get("content", "").split()))
    for match in _LINKED.finditer(source):
        try:
            yield " ".join(str(json.loads(match[1], strict=False)).split())
        except ValueError:
            continue
        break
    for key in ("og:title", "headline", "dc.title", "twitter:title", "title"):
        if named.get(key):
            yield named[key]
    own = tree.find(".//title") if tree is not None else None
    if own is not None:
        yield " ".join(own.text_content().split())[:500]


def _parsed(source: str) -> Any:  # noqa: ANN401
    """The page as a tree; nothing where it is none."""
    from lxml import etree
    from lxml import html as markup

    try:
        return markup.fromstring(re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", source))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return None


def _headings(tree: Any, given: Sequence[str], names: Sequence[str]) -> Iterator[_Heading]:  # noqa: ANN401
    """Every heading of a page that shows words."""
    wanted = {_letters(without_site(one, names)) for one in given}
    for one in tree.iter(*_LEVELS):
        words = _title_in(list(_pieces(one, "")), wanted)
        if not _letters(words) or len(words) > 400:
            continue
        above = list(one.iterancestors())[:12]
        links = [link.get("href") or "" for link in (*one.iter("a"), *above[:2]) if link.tag == "a"]
        yield _Heading(
            words,
            int(one.tag[1]),
            _labels(one),
            " ".join(map(_labels, above[:6])),
            tuple(str(each.tag) for each in above),
            any(_leads_home(link) for link in links),
        )


def _title_in(pieces: list[tuple[str, str, str]], wanted: set[str]) -> str:
    """The words of a heading: those of its parts that are the page's title, else all but a date or a line above."""
    parts = [(_joined([one]), labels) for *one, labels in pieces if _letters(one[0])]
    for first in range(len(parts)):
        for last in range(len(parts), first, -1):
            if last - first < len(parts) and _letters("".join(words for words, _ in parts[first:last])) in wanted:
                return " ".join(words for words, _ in parts[first:last])
    kept = [one for i, one in enumerate(pieces) if not _BESIDE.search(one[2]) or _leads_on(pieces, i)]
    return _DATED.sub("", _joined([one[:2] for one in kept or pieces]))


def _leads_on(pieces: list[tuple[str, str, str]], i: int) -> bool:
    """Whether the words end with a colon, perhaps in the next piece: then what follows goes on from them."""
    following = next((words for words, *_ in pieces[i + 1 :] if words.strip()), "")
    return bool(pieces[i][0].strip()) and (pieces[i][0].rstrip().endswith(":") or following.lstrip().startswith(":"))


def _joined(pieces: Iterable[Sequence[str]]) -> str:
    return " ".join("".join(mark + words for words, mark in pieces).replace("\u00ad", "").split())


def _pieces(element: Any, labels: str) -> Iterator[tuple[str, str, str]]:  # noqa: ANN401
    """The words of a heading by element: the words, a space where a line ends before them, the element's classes."""
    yield element.text or "", " " if element.tag in ("br", "div", "p", "small", "img", "hr") else "", labels
    for child in element:
        if isinstance(child.tag, str) and child.tag not in ("script", "style", "svg", "noscript", "button"):
            yield from _pieces(
                child, f"{labels} {child.tag if child.tag in ('small', 'time') else ''} {_labels(child)}"
            )
            after = " " if child.tag in ("br", "div", "p", "small", "img", "hr") else ""
            yield child.tail or "", after, labels
        elif child.tail:
            yield child.tail, "", labels


def _labels(element: Any) -> str:  # noqa: ANN401
    return " ".join(filter(None, (element.get("class"), element.get("id"), element.get("itemprop")))).lower()


def _leads_home(link: str) -> bool:
    return urlsplit(link).path in ("", "/") and not link.startswith("#") and bool(link)


def _score(one: _Heading, given: Sequence[str], names: Sequence[str], same: int) -> float:
    """How much a heading reads like the title of the page."""
    letters = _letters(one.words)
    score = 4.0 - one.level
    score += _likeness(letters, given, names)
    score += 2 if "headline" in one.own.split() else 1 if _TITLED.search(one.own) else 0
    score += 1 if any(tag in _ARTICLE for tag in one.tags) else 0
    score -= 5 if any(tag in _OUTSIDE for tag in one.tags) else 0
    score -= 4 if _CHROME.search(one.own) else 2 if _CHROME.search(one.around) else 0
    score -= 4 if one.home else 0
    score -= 6 if _is_site(one.words, names) else 0
    score -= 2 if same >= 4 else 0
    count = len(one.words.split())
    score -= 1 if count < 2 else 3 if count > 40 or len(one.words) > 250 or one.words[-1:] == "。" else 0
    return score


def _likeness(letters: str, given: Iterable[str], names: Sequence[str]) -> float:
    """Up to four for a heading that is one of the titles that the page gives, or the better part of one."""
    best = 0.0
    for each in given:
        whole, bare = _letters(each), _letters(without_site(each, names))
        if letters in (whole, bare):
            return 4.0
        if len(letters) >= 5 and (letters in whole or (bare and bare in letters)):
            share = min(len(letters), len(bare or whole)) / max(len(letters), len(bare or whole))
            best = max(best, 1.5 + 2 * share)
        else:
            likeness = ratio(letters, bare or whole)
            best = max(best, (likeness - 50) / 20 if likeness > 50 else 0.0)
    return best
