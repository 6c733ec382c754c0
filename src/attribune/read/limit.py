"""How large a document may be: a file beyond these bounds is no article, and is named as such.

See docs/decisions for why these.
"""

from __future__ import annotations

MAX_BYTES = 16 * 1024 * 1024  # of one file or one member of a container
MAX_CHARACTERS = 2_000_000  # of its text; the longest of novels have three million
MAX_LINE = (
    500_000  # characters without a line break: far beyond any paragraph, and more than a parser takes in one piece
)


def too_large(size: int) -> str:
    """The sentence that says so."""
    return f"It has {size:,} bytes, more than the {MAX_BYTES:,} that one document may have."
