"""What a login or a token may do: read and decide, or read alone. It is kept beside the hash of its secret."""

from __future__ import annotations

_READS = "reads "


def kept(secret_hash: str, *, reads: bool) -> str:
    """How a hash is written into the file of logins or tokens."""
    return _READS + secret_hash if reads else secret_hash


def found(value: str) -> tuple[str, bool]:
    """The hash that was written, and whether it is good for reading alone."""
    return value.removeprefix(_READS), value.startswith(_READS)
