"""Tokens with which programs may write, or read from other machines: random words, of which only hashes are kept."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from typing import TYPE_CHECKING

from attribune.model import AttribuneError

from . import right

if TYPE_CHECKING:
    from pathlib import Path

FILE = "tokens.json"


class TokenError(AttribuneError):
    """The file of tokens cannot be read."""


def add(case: Path, name: str, *, reads: bool = False) -> str:
    """A new token under a name, which stands beside what is decided with it; or one that only ``reads``.

    Another one of that name ends.
    """
    token = secrets.token_urlsafe(32)
    _write(case, _read(case) | {name: right.kept(_hash(token), reads=reads)})
    return token


def remove(case: Path, name: str) -> bool:
    """End a token; False where there is none of that name."""
    known = _read(case)
    if name not in known:
        return False
    _write(case, {one: value for one, value in known.items() if one != name})
    return True


def holder(case: Path, token: str) -> tuple[str, bool]:
    """The name of a token, empty where it is none, and whether it only reads."""
    given = _hash(token)
    for name, value in _read(case).items():
        known, reads = right.found(value)
        if hmac.compare_digest(known, given):
            return name, reads
    return "", True


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()  # of 256 random bits: nothing to guess


def _write(case: Path, known: dict[str, str]) -> None:
    draft = (case / FILE).with_suffix(".new")
    draft.touch(0o600)
    draft.write_text(json.dumps(known, indent=1, sort_keys=True), "utf-8")
    draft.replace(case / FILE)


def _read(case: Path) -> dict[str, str]:
    try:
        found = json.loads((case / FILE).read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as broken:
        raise TokenError(f"{FILE} cannot be read: {broken}") from broken
    return {str(name): str(value) for name, value in found.items()} if isinstance(found, dict) else {}
