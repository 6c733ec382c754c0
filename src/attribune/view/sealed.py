"""What a kept shelf must know of people at risk, so that words written since can be covered: under seal."""

from __future__ import annotations

import base64
import hashlib
import hmac
import pickle
import secrets
from typing import Any

_PURPOSE = b"attribune shelf"
_NONCE, _TAG = 16, 32


def seal(secret: bytes, told: object) -> str:
    """What names those at risk, hidden from whoever has not the secret: a keyed stream of SHAKE-256, and its HMAC."""
    plain, nonce = pickle.dumps(told), secrets.token_bytes(_NONCE)
    data = nonce + _crossed(plain, _stream(secret, nonce, len(plain)))
    return base64.b64encode(hmac.digest(secret, _PURPOSE + data, "sha256") + data).decode("ascii")


def unseal(secret: bytes, sealed: str) -> Any:  # noqa: ANN401 - what was sealed
    """The same again. Raises ValueError where it is not as it was sealed in this case: nothing else is read."""
    whole = base64.b64decode(sealed)
    tag, data = whole[:_TAG], whole[_TAG:]
    if not hmac.compare_digest(tag, hmac.digest(secret, _PURPOSE + data, "sha256")):
        raise ValueError("what was kept for the pages is not as it was written")
    nonce, body = data[:_NONCE], data[_NONCE:]
    return pickle.loads(_crossed(body, _stream(secret, nonce, len(body))))  # noqa: S301 - the seal was tried


def _stream(secret: bytes, nonce: bytes, length: int) -> bytes:
    key = hmac.digest(secret, _PURPOSE, "sha256")
    return hashlib.shake_256(key + nonce).digest(length)


def _crossed(one: bytes, other: bytes) -> bytes:
    return (int.from_bytes(one, "big") ^ int.from_bytes(other, "big")).to_bytes(len(one), "big")
