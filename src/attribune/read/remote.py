"""The files under an address that fsspec knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO, cast

from attribune.ledger.remote import RemoteError, filesystem, is_remote, refusals, shown, told

from . import archive, container
from .found import Place, writable

__all__ = ["find", "is_remote"]

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .found import Found
    from .given import Given


def find(address: str, given: Given) -> Iterator[Found]:
    """Every document of a file or a folder at an address, in the order of the names; hidden ones are left out.

    A file that is refused or breaks off is named, and the others are read. Raises ``RemoteError`` where the address
    itself cannot be used or nothing is there.
    """
    store, root = filesystem(address)
    with refusals(address):
        names = sorted(map(str, store.find(root)))
    if not names:
        raise RemoteError(f"there is nothing at {shown(address)}")
    for name in names:
        path = name.removeprefix(root).lstrip("/") or name.rsplit("/", 1)[-1]
        if any(part.startswith(".") and part.strip(".") for part in path.split("/")):
            continue
        at = Place(writable(path), given)
        if archive.outside(path):
            yield at.fails("Its name leads out of the folder, as only an attack's does; it is left alone.")
            continue
        try:
            with store.open(name, "rb") as stream:
                yield from container.found(at, cast("BinaryIO", stream))
        except Exception as refused:  # noqa: BLE001 - each store has exceptions of its own
            yield at.fails(f"The file cannot be read: {told(refused)}.")
