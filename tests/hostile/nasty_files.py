"""Containers that are broken or swell, and files that are named or placed so as to do harm."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import tarfile
import zipfile
from typing import TYPE_CHECKING

from nasty_texts import ARTICLE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_TEXT = ARTICLE.encode()
_NAMES = (
    "-rf.txt",
    "new\nline.txt",
    "tab\tname.txt",
    "\x1b[2Jescape.txt",
    "\u202etxt.exe.txt",
    "<script>alert(1)</script>.txt".replace("/", "\u2215"),
    "'; DROP TABLE documents; --.txt",
    "%2e%2e%2fetc.txt",
    "a#b.txt",
    "a" * 250 + ".txt",
    " lead.txt",
    "trail .txt",
    "CON.txt",
    "e\u0301.txt",
    "\u00e9.txt",
    "\uae40.txt",
    "\U0001f525.txt",
    "{{7*7}}.txt",
    "${HOME}.txt",
    "a\\b.txt",
    "*.txt",
    "?.txt",
    '"quoted".txt',
    "no-suffix",
    ".txt.",
    "two..dots.txt",
)
_HEADS = {
    "pdf": b"%PDF-1.7\n",
    "docx": b"PK\x03\x04",
    "odt": b"PK\x03\x04",
    "rtf": b"{\\rtf1\\ansi ",
    "eml": b"From: a@b\nSubject: x\nContent-Type: multipart/mixed; boundary=x\n\n--x\n",
    "mbox": b"From a@b Mon May  3 00:00:00 2021\n",
    "warc": b"WARC/1.0\r\nContent-Length: 99999999\r\n\r\n",
    "xml": b"<?xml version='1.0'?><rss><channel><item>",
    "gz": b"\x1f\x8b\x08\x00",
    "zip": b"PK\x05\x06",
    "wacz": b"PK\x03\x04",
    "atom": b"<feed xmlns='http://www.w3.org/2005/Atom'><entry>",
    "csv": b"a,b\n",
    "tar": b"ustar",
}


def containers() -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of each container; always the same ones."""
    for suffix, head in _HEADS.items():
        yield f"head-only.{suffix}", head
        yield f"head-and-text.{suffix}", head + _TEXT
        yield f"head-and-noise.{suffix}", head + bytes(range(256)) * 40
        yield f"text-named.{suffix}", _TEXT
        yield f"empty.{suffix}", b""
    yield from _pressed()
    yield from _zips()
    yield from _tars()


def _pressed() -> Iterator[tuple[str, bytes]]:
    whole = gzip.compress(_TEXT * 50, mtime=0)
    for share in (1, 5, 9):
        yield f"cut-{share}.txt.gz", whole[: len(whole) * share // 10]
    yield "spoiled.txt.gz", whole[:40] + b"\xff" * 20 + whole[60:]
    yield "wrong-sum.txt.gz", whole[:-8] + b"\x00" * 8
    yield "tail.txt.gz", whole + b"tail" * 20
    yield "two.txt.gz", whole + whole
    bomb = gzip.compress(b"The envoy fled.\n" * 4_000_000, mtime=0)
    yield "bomb.txt.gz", bomb
    yield "bomb-in-bomb.txt.gz.gz", gzip.compress(bomb, mtime=0)
    nested = _TEXT
    for _ in range(40):
        nested = gzip.compress(nested, mtime=0)
    yield "nested.gz", nested
    yield "bomb.jsonl.gz", gzip.compress(b'{"text": "' + b"a" * 60_000_000 + b'"}', mtime=0)
    yield "bomb.html.gz", gzip.compress(b"<p>" + b"a" * 60_000_000, mtime=0)
    yield "text.txt.bz2", bz2.compress(_TEXT)
    yield "text.txt.xz", lzma.compress(_TEXT)


def _zips() -> Iterator[tuple[str, bytes]]:
    members = {
        "up": "../../../../tmp/attribune-escaped.txt",
        "root": "/tmp/attribune-escaped.txt",
        "drive": "C:\\escaped.txt",
        "nul": "a\x00b.txt",
        "line": "a\nb.txt",
        "bidi": "\u202etxt.txt",
        "long": "a" * 60_000,
        "dots": "..",
        "blank": " ",
        "folder": "folder/",
        "hidden": ".hidden",
        "script": "<script>.html",
    }
    for name, member in members.items():
        yield f"member-{name}.zip", _zip({member: _TEXT})
    yield "many.zip", _zip({f"{n}.txt": b"" for n in range(3000)})
    yield "bomb.zip", _zip({"bomb.txt": b"\x00" * 60_000_000})
    yield "nested.zip", _zip({"inner.zip": _zip({"inner.zip": _zip({"article.txt": _TEXT})})})
    whole = _zip({"article.txt": _TEXT * 20, "second.txt": _TEXT})
    for share in (2, 5, 9):
        yield f"cut-{share}.zip", whole[: len(whole) * share // 10]
    yield "spoiled.zip", whole[:60] + b"\xff" * 30 + whole[90:]
    yield "bad-list.zip", whole[:-30] + b"\xff" * 30
    yield (
        "locked.zip",
        whole.replace(b"PK\x03\x04\x14\x00\x00\x00", b"PK\x03\x04\x14\x00\x01\x00").replace(
            b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00"
        ),
    )
    for suffix in ("docx", "odt", "wacz"):
        yield f"other-inside.{suffix}", whole
        inside = {"docx": "word/document.xml", "odt": "content.xml", "wacz": "archive/data.warc"}[suffix]
        yield f"bomb.{suffix}", _zip({inside: b"<a>" + b" " * 60_000_000})
        yield (
            f"entities.{suffix}",
            _zip({inside: b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;">]><x>&b;</x>'}),
        )
        yield f"deep.{suffix}", _zip({inside: b"<a>" * 100_000})


def _tars() -> Iterator[tuple[str, bytes]]:
    kinds = {"link": tarfile.SYMTYPE, "hard-link": tarfile.LNKTYPE, "device": tarfile.CHRTYPE, "pipe": tarfile.FIFOTYPE}
    for name, kind in kinds.items():
        info = tarfile.TarInfo("member.txt")
        info.type, info.linkname = kind, "/etc/passwd"
        yield f"member-{name}.tar", _tar(info, b"")
    for name, path in {"up": "../../tmp/attribune-escaped.txt", "root": "/tmp/attribune-escaped.txt"}.items():
        info = tarfile.TarInfo(path)
        info.size = len(_TEXT)
        yield f"member-{name}.tar.gz", gzip.compress(_tar(info, _TEXT), mtime=0)


def _zip(members: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _tar(info: tarfile.TarInfo, data: bytes) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        archive.addfile(info, io.BytesIO(data))
    return made.getvalue()


def place_oddities(folder: Path) -> None:
    """Make in that folder what is no plain file, and files whose names mean harm."""
    names = folder / "names"
    names.mkdir()
    for name in _NAMES:
        (names / name).write_bytes(_TEXT + name.encode("utf-8", "replace"))
    descriptor = os.open(os.fsencode(names) + b"/\xff\xfe no encoding.txt", os.O_CREAT | os.O_WRONLY)
    os.write(descriptor, _TEXT)
    os.close(descriptor)
    os.mkfifo(folder / "pipe.txt")
    (folder / "gone.txt").symlink_to(folder / "nowhere")
    (folder / "itself.txt").symlink_to(folder / "itself.txt")
    (folder / "around").symlink_to(folder, target_is_directory=True)
    (folder / "endless.txt").symlink_to("/dev/zero")
    (folder / "a folder.txt").mkdir()
