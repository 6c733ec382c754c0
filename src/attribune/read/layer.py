"""The steps from a file to the bytes that were read: what anybody can do again without this program.

A step is one of

- ``bytes A:B``: the bytes from A to B
- ``gzip``: what gzip unpacks
- ``zip NAME``, ``tar NAME``: a member of an archive (percent signs as in addresses)
- ``part N``: the Nth part of a message that holds no parts itself (from 1), its transfer encoding undone
- ``text ENCODING``: the same text in UTF-8, of an encoding in which a byte alone means nothing
- ``http``: the body of the HTTP response in a WARC record, its transfer and content encodings undone
"""

from __future__ import annotations

import io
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from .failure import UnreadableError
from .limit import MAX_BYTES, too_large

if TYPE_CHECKING:
    from collections.abc import Iterable

    from attribune.model import Document

JOINT = " | "
BROKEN = (  # what zipfile, tarfile, gzip and lzma raise, by experience, for bytes that are not as they should be
    ArithmeticError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    ValueError,
    lzma.LZMAError,
    struct.error,
    tarfile.TarError,
    zipfile.BadZipFile,
    zlib.error,
)
_UNPACKED = 1 << 31  # bytes that unwrapping may give, so that no bomb fills the memory


@dataclass(frozen=True, slots=True)
class Body:
    """Bytes to read, and how they come out of an original: by ``layers``, ``shift`` bytes into what these give."""

    data: bytes
    layers: tuple[str, ...] = ()
    shift: int = 0


def step(kind: str, name: str) -> str:
    """A step with a name, which may hold any character."""
    return f"{kind} {quote(name, safe='/ .,()')}"


def cut(start: int, end: int) -> str:
    """The step that takes some of the bytes."""
    return f"bytes {start}:{end}"


def steps(place: str) -> tuple[str, ...]:
    """The steps of a metadatum ``place``."""
    return tuple(place.split(JOINT)) if place else ()


def steps_of(document: Document) -> tuple[str, ...]:
    """The steps from a file named to a build to the bytes that the case keeps of a document; none where it is both."""
    return steps(next((one.value for one in document.metadata if one.name == "place"), ""))


def recoded(body: Body, name: str) -> Body:
    """The same text in UTF-8, of an encoding in which a byte alone means nothing."""
    before = (cut(body.shift, body.shift + len(body.data)),) if body.shift else ()
    return Body(body.data.decode(name, "replace").encode(), (*body.layers, *before, step("text", name)))


def unwrap(data: bytes, layers: Iterable[str]) -> bytes:
    """What the steps give. Raises UnreadableError where the bytes are not as the steps say."""
    for one in layers:
        kind, _, name = one.partition(" ")
        try:
            data = _unwrapped(data, kind, unquote(name))
        except UnreadableError:
            raise
        except BROKEN as reason:
            raise UnreadableError(f"The step '{one}' cannot be taken: {reason}") from reason
    return data


def _unwrapped(data: bytes, kind: str, name: str) -> bytes:
    if kind == "bytes":
        start, _, end = name.partition(":")
        return data[int(start) : int(end)]
    if kind == "part":
        from .mail import part

        return part(data, int(name))
    if kind == "http":
        from .warc import payload

        return payload(data)
    return _UNPACK[kind](data, name)


def _tar_member(data: bytes, name: str) -> bytes:
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        member = archive.extractfile(name)
        return member.read(_UNPACKED) if member else b""


def gunzip(data: bytes, most: int = MAX_BYTES) -> bytes:
    """What gzip unpacks of all its members. Raises UnreadableError beyond ``most`` bytes, zlib.error if broken."""
    pieces: list[bytes] = []
    size = 0
    while not pieces or data.startswith(b"\x1f\x8b"):  # what else follows, programs of every kind leave out
        unpack = zlib.decompressobj(wbits=31)
        pieces.append(unpack.decompress(data, most + 1 - size))
        size += len(pieces[-1])
        if size > most:
            raise UnreadableError(too_large(size))
        if not unpack.eof:
            raise zlib.error("the gzip data end too early")
        data = unpack.unused_data
    return b"".join(pieces)


def zip_member(data: bytes, name: str, most: int = MAX_BYTES) -> bytes:
    """A member of a zip archive. Raises UnreadableError beyond ``most`` bytes, or if it is broken or locked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(name) as stream:
            found = stream.read(most + 1)
    except (RuntimeError, *BROKEN) as broken:
        if "password" in str(broken):
            raise UnreadableError("The file is protected by a password.") from broken
        raise UnreadableError(f"The zip archive is broken at {name}: {broken}.") from broken
    if len(found) > most:
        raise UnreadableError(too_large(len(found)))
    return found


_UNPACK: dict[str, Callable[[bytes, str], bytes]] = {
    "gzip": lambda data, _: gunzip(data, _UNPACKED),
    "zip": lambda data, name: zip_member(data, name, _UNPACKED),
    "tar": _tar_member,
    "text": lambda data, name: data.decode(name, "replace").encode(),
}
