"""How large a document may be: a file beyond these bounds is no article, and is named as such.

See docs/decisions for why these.
"""

from __future__ import annotations

MAX_BYTES = 16 * 1024 * 1024  # of one file or one member of a container
MAX_CHARACTERS = 2_000_000  # of its text; the longest of novels have three million
MAX_LINE = (
    500_000  # characters without a line break: far beyond any paragraph, and more than a parser takes in one piece
)
MOST_MEMBERS = 100_000  # of one archive
DEEPEST = 3  # archives within archives
MOST_UNPACKED = 256 * 1024 * 1024  # bytes that anything packed may unpack to ...
MOST_TIMES = 200  # ... unless it is less than so many times as large as it was; text is packed ten times at most
BOMB = f"It unpacks to more than {MOST_TIMES} times its size, as only an attack does; it is left alone."


def too_large(size: int) -> str:
    """The sentence that says so."""
    return f"It has {size:,} bytes, more than the {MAX_BYTES:,} that one document may have."
