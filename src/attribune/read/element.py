"""What the HTML standard says of elements, as far as it decides what a reader sees and where a line ends."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
RAW = frozenset(
    ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript"]
)  # content is no markup
HIDDEN = frozenset(
    [
        "head",
        "template",
        "svg",
        "math",
        "object",
        "audio",
        "video",
        "canvas",
        "map",
        "datalist",
        "select",
        "option",
        "dialog",
    ]
)
CHROME = frozenset(["nav", "footer", "aside", "menu", "form", "button"])
INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
    ]
)
_BLOCK = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "button",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "frameset",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "listing",
        "main",
        "menu",
        "nav",
        "ol",
        "optgroup",
        "option",
        "p",
        "plaintext",
        "pre",
        "search",
        "section",
        "select",
        "summary",
        "table",
        "tbody",
        "td",
        "textarea",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
        "xmp",
    ]
)
_SHUTS = {  # the start of the first ends an open second: authors leave these end tags out
    "li": {"li", "p"},
    "dt": {"dt", "dd", "p"},
    "dd": {"dt", "dd", "p"},
    "tr": {"tr", "td", "th", "p"},
    "td": {"td", "th", "p"},
    "th": {"td", "th", "p"},
    "tbody": {"tr", "td", "th", "thead", "tbody"},
    "option": {"option"},
}
_UNSEEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)


def is_block(name: str) -> bool:
    """Whether text before and after the tag stands on different lines."""
    return name in _BLOCK


def shuts(opening: str, current: str) -> bool:
    """Whether the start of one element ends the one that is open."""
    return current in _SHUTS.get(opening, ()) or (current == "p" and is_block(opening) and opening != "br")


def is_hidden(attributes: Mapping[str, str]) -> bool:
    """Whether an element's own attributes keep it from sight."""
    return "hidden" in attributes or bool(_UNSEEN.search(attributes.get("style", "")))
