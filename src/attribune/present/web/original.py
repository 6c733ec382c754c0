"""The kept original of a document, shown at the place of some words, so that nothing in it runs or loads."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from typing import Any

Row = dict[str, Any]

_AROUND = 20_000  # characters of the source on either side of the words; a page of a million is no help
SANDBOX = (
    b"sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
    b"form-action 'none'; base-uri 'none'; frame-ancestors 'self'"
)
"""The policy of the kept page inside its frame: no script, nothing loaded, no form sent, styles of its own only."""
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
    """A kept page for its frame, in UTF-8, the words marked so that it opens at them; None for what is no page."""
    if "html" not in kept["media_type"]:
        return None
    data: bytes = kept["data"]
    start, end = kept["bytes"] or (0, 0)
    before, words, after = (decode(part, kept["encoding"]) for part in (data[:start], data[start:end], data[end:]))
    mark = f'<mark id="{MARK}" style="all:revert">{words}</mark>' if words and "<" not in words else words
    anchor = "" if mark != words or not words else f'<a id="{MARK}"></a>'
    return (before + anchor + mark + after).encode("utf-8", "replace")
