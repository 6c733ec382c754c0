"""Pseudonyms and outside ids: keyed with the case's secret, so that nobody can guess their way back."""

from __future__ import annotations

import hmac

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: nothing that is misread
_SIGNS = {"person": "P", "organisation": "O", "place": "L"}
LOZENGE = "◇"


def pseudonym(secret: bytes, key: str, kind: str = "person") -> str:
    """How whoever has that key is called outside: always the same in a case, of one width whatever the name."""
    number = int.from_bytes(_keyed(secret, "pseudonym", key)[:8], "big")
    letters = "".join(_LETTERS[number >> 5 * place & 31] for place in range(5))
    return f"{LOZENGE} {_SIGNS.get(kind, 'P')}-{letters}"


def outside(secret: bytes, identifier: str) -> str:
    """A record's id as it is shown outside the case: of the same look, the letter of its kind kept."""
    return identifier[:1] + _keyed(secret, "id", identifier).hex()[:16]


def _keyed(secret: bytes, purpose: str, value: str) -> bytes:
    return hmac.digest(secret, f"{purpose}\0{value}".encode("utf-8", "surrogatepass"), "sha256")
