"""Files, pages and feeds as documents: the text as it stands, and the way back to the bytes."""

from .found import Found
from .given import MetadataError
from .layer import steps_of, unwrap
from .offset import boxes_of, bytes_of, quote, to_bytes
from .source import document, find, read, read_bytes

__all__ = [
    "Found",
    "MetadataError",
    "boxes_of",
    "bytes_of",
    "document",
    "find",
    "quote",
    "read",
    "read_bytes",
    "steps_of",
    "to_bytes",
    "unwrap",
]
