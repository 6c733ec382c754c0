"""Ids: hashes of what is anchored, never of a rule, a version or a derived value."""

from __future__ import annotations

import hashlib
import json

from .span import Span


def digest(*parts: object) -> str:
    """Sixteen hexadecimal digits of the SHA-256 of the parts, which must be JSON values."""
    text = json.dumps(parts, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def document_id(path: str, sha256: str) -> str:
    """The id of a document: its place in the case and its bytes."""
    return "d" + digest("document", path, sha256)


def record_id(document: str, kind: str, *anchors: Span | None, ordinal: int = 0) -> str:
    """The id of a record: its document, its kind and where it is anchored.

    ``kind`` is the record's noun ("statement"); ``anchors`` are the spans that make it what it is, in a fixed order;
    ``ordinal`` tells apart records of one kind with equal anchors (one trigger that tells of two events).
    """
    places = [(anchor.start, anchor.end) if anchor else None for anchor in anchors]
    return kind[0] + digest(document, kind, places, ordinal)
