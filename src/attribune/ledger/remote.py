"""Files on other machines, by the addresses that fsspec knows: ``s3://bucket/folder``, ``zip://::articles.zip``.

Only where a person names such an address. fsspec is asked for then and not before; what a store refuses is told in one
sentence, without what the address may say of keys and passwords.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from attribune.model import AttribuneError

if TYPE_CHECKING:
    from collections.abc import Iterator

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+(?:::[A-Za-z][A-Za-z0-9+.-]+)*(?:://|::)")
_COLLAPSED = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:/")  # an address that was taken for a path
_SECRET = re.compile(r"//[^/@\s]{1,400}@")
_WEB = re.compile(r"(?:^|::)https?://", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


class RemoteError(AttribuneError):
    """An address cannot be used; the message says what is missing or was refused."""


def is_remote(name: str) -> bool:
    """Whether a name is an address and no path."""
    return bool(_ADDRESS.match(name))


def is_collapsed(path: str) -> bool:
    """Whether a path was an address before its slashes were made one."""
    return bool(_COLLAPSED.match(path))


def filesystem(address: str) -> tuple[Any, str]:
    """The file system of an address, and its path there. Raises ``RemoteError``."""
    if _WEB.search(address):
        raise RemoteError(
            f"{shown(address)} is a page of the web: 'attribune add CASE {shown(address)}' fetches one, on purpose"
        )
    try:
        import fsspec
    except ImportError as missing:
        raise RemoteError(f"{shown(address)} needs fsspec: pip install 'attribune[remote]'") from missing
    with refusals(address):
        found, path = fsspec.core.url_to_fs(address)
        found.invalidate_cache()
        return found, str(path).rstrip("/")


@contextmanager
def refusals(address: str) -> Iterator[None]:
    """Whatever a store raises, as one ``RemoteError``: each has exceptions of its own."""
    try:
        yield
    except AttribuneError:
        raise
    except Exception as refused:
        raise RemoteError(f"{shown(address)} cannot be used: {told(refused)}") from refused


def told(refused: Exception) -> str:
    """What a store said, in one line of bounded length."""
    words = " ".join(_CONTROL.sub(" ", str(refused)).split())[:300]
    return shown(words) or type(refused).__name__


def shown(address: str) -> str:
    """An address without the key or password that may stand in it."""
    return _SECRET.sub("//", _CONTROL.sub("?", address))
