"""The kept original of a document, shown at the place of some words, so that nothing in it runs or loads."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Any

Row = dict[str, Any]

_AROUND = 20_000  # characters of the source on either side of the words; a page of a million is no help
SANDBOX = b"sandbox; default-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'"
"""The policy of the kept page inside its frame: no script, no style, nothing loaded, no form sent."""
_KEPT = frozenset({"id", "colspan", "rowspan", "lang", "dir"})
_KILLED = frozenset({"img", "picture", "svg", "math", "video", "audio", "template", "base", "noscript", "object"})
_XML = re.compile(r"^\s*<\?xml[^>]{0,300}>")  # its encoding is no longer what it says
MARK = "attribune-place"


@dataclass(frozen=True, slots=True)
class Source:
    """The source of an original around some words, cut in three; ``before`` and ``after`` say what was left out."""

    text: tuple[str, str, str]
    before: bool
    after: bool


def source(kept: Row) -> Source | None:
    """The source of a kept file as text; None where it is none, such as a PDF."""
    data: bytes = kept["data"]
    if not textual(kept["media_type"], data):
        return None
    start, end = kept["bytes"] or (0, 0)
    before, words, after = (decode(part, kept["encoding"]) for part in (data[:start], data[start:end], data[end:]))
    return Source((before[-_AROUND:], words, after[:_AROUND]), len(before) > _AROUND, len(after) > _AROUND)


def textual(media_type: str, data: bytes) -> bool:
    """Whether a file can be read as it stands."""
    named = media_type.startswith("text/") or any(
        one in media_type for one in ("html", "xml", "json", "rtf", "message")
    )
    return named or (not media_type and b"\0" not in data[:4096])


def decode(data: bytes, encoding: str) -> str:
    """Bytes as text; what cannot be decoded is replaced."""
    try:
        codecs.lookup(encoding)
    except LookupError:
        encoding = "utf-8"
    return data.decode(encoding, "replace")


def framed(kept: Row) -> bytes | None:
    """A kept page for its frame, in UTF-8, the words marked so that it opens at them; None for what is no page.

    Only its text and its structure are left: a browser makes connections even for what a policy then refuses, which
    would tell whoever wrote the page that it is being read; and styles hide words.
    """
    if "html" not in kept["media_type"]:
        return None
    from lxml import etree, html
    from lxml_html_clean import Cleaner

    data: bytes = kept["data"]
    start, end = kept["bytes"] or (0, 0)
    before, words, after = (decode(part, kept["encoding"]) for part in (data[:start], data[start:end], data[end:]))
    marked = f'<mark id="{MARK}">{words}</mark>' if words and "<" not in words else f'<a id="{MARK}"></a>{words}'
    try:
        page = html.document_fromstring(_XML.sub("", before + marked + after).replace("\0", "\ufffd"))
    except (etree.ParserError, ValueError):
        return b""
    clean = Cleaner(
        style=True,
        inline_style=True,
        forms=True,
        annoying_tags=True,
        safe_attrs_only=True,
        safe_attrs=_KEPT,
        kill_tags=_KILLED,
        page_structure=False,  # scripts, links, meta, frames and what is embedded go by default
    )
    clean(page)
    return bytes(html.tostring(page, encoding="utf-8", doctype="<!doctype html>"))
