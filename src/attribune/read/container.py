"""What a file holds: itself, or members. Each form of container is one entry in ``CONTAINERS``."""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, BinaryIO, cast

from attribune.model import Metadatum

from . import archive, bundle, encoding, feed, limit, mail, member, record, rtf, sniff, stream, warc, word
from .failure import UnreadableError
from .found import Found, Place, writable
from .layer import Body, cut
from .offset import to_bytes

if TYPE_CHECKING:
    from .reading import Reading

_LINES = (".jsonl", ".ndjson", ".jsonlines")


def found(place: Place, source: BinaryIO) -> Iterator[Found]:
    """The documents of one stream. One that is broken is named, and what was read before it stays."""
    try:
        yield from _found(place, source)
    except UnreadableError as reason:
        yield place.fails(str(reason))


def _found(place: Place, source: BinaryIO) -> Iterator[Found]:
    """The documents of one stream; where there are none, it is named itself."""
    head = stream.read(source, stream.HEAD)
    one = None
    for one in _told(place, head, source):
        yield one
    if one is None:
        yield place.fails("The file holds no records." if head else "The file is empty.")


def _told(place: Place, head: bytes, source: BinaryIO) -> Iterator[Found]:
    name = called(place.path)
    for holds, members in CONTAINERS:
        if holds(name, head):
            if place.depth > limit.DEEPEST:
                raise UnreadableError(f"It is an archive more than {limit.DEEPEST} archives deep.")
            yield from members(place, head, source)
            return
    data = head + stream.read(source, limit.MAX_BYTES + 1 - len(head))
    if len(data) > limit.MAX_BYTES:
        if isinstance(source, archive.Guarded):
            raise UnreadableError(f"It has more than {limit.MAX_BYTES:,} bytes, more than one document may have.")
        sha256, size = stream.measured(data, source)
        yield place.fails(limit.too_large(size), sha256)
        return
    yield from _held(place, data)


def called(path: str) -> str:
    """What a file is called, without the ending that says that it is packed."""
    return path.removesuffix(".gz")


def _held(place: Place, data: bytes) -> Iterator[Found]:
    """The documents of a file that is held in memory: its records, items, attachments, articles, or itself."""
    name = called(place.path)
    records = member.slices(data) if name.lower().endswith(".json") or data.lstrip()[:1] in (b"{", b"[") else None
    if records is not None:
        for number, (start, line) in enumerate(records, 1):
            yield _record(place, number, line, start)
        return
    yield from _cut(place, data) or [place.holds(data)]
    if sniff.is_mail(name, data):
        for one in mail.attachments(data):
            yield from found(place.inside(one.name, one.step, deeper=True), io.BytesIO(one.data))


def _cut(place: Place, data: bytes) -> list[Found]:
    """The items of a feed, or the articles of a bundle; none where it is neither."""
    name = called(place.path)
    if sniff.is_rtf(name, data) or (sniff.is_word(name, data) and sniff.is_zip(name, data)):
        return _articles_of(place, data)
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    seen = data.replace(b"\x00", b"") if wide else data
    fed, bundled = sniff.could_be_feed(seen), bundle.could_be(seen)
    if not (fed or bundled) or any(holds(name, data) for _, holds in sniff.READERS):
        return []
    codec = encoding.detect(data)
    if codec is None:
        return []
    if fed and sniff.is_feed(encoding.decode(data[:40000], codec)):
        return list(_items(place, data, codec))
    source = encoding.mapped(data, codec)
    articles = bundle.split(source.text)
    known = (Metadatum("encoding", source.encoding, "file", "the encoding of the whole file"),)
    found_ = []
    for number, one in enumerate(articles, 1):
        start, end = source.place(one.start), source.stop(one.end - 1)
        at = place.inside(str(number), cut(start, end))
        found_.append(at.holds(data[start:end], (*one.metadata, *known, _of_bundle(len(articles)))))
    return found_


def _of_bundle(articles: int) -> Metadatum:
    return Metadatum("bundle", str(articles), "file", "the articles of the bundle that it stood in")


def _items(place: Place, data: bytes, codec: str) -> Iterator[Found]:
    source = encoding.mapped(data, codec)
    known = [Metadatum("encoding", source.encoding, "file", "the encoding of the whole feed")]
    if outlet := feed.outlet(source.text):
        known.append(Metadatum("outlet", outlet, "file", "the feed's title"))
    items = list(feed.items(source.text))
    for item in items:
        start, end = source.place(item.start), source.stop(item.end - 1)
        at = place.inside(item.name, cut(start, end))
        yield at.fails(item.failure) if item.failure else at.holds(data[start:end], tuple(known))
    if not items:
        yield place.fails("The feed has no items.")


def _articles_of(place: Place, data: bytes) -> list[Found]:
    """The articles of a bundle that is a document of a word processor: each is its paragraphs, cut out."""
    try:
        inner = word.inside(Body(data)) if sniff.is_word("", data) else Body(data)
        read: Callable[..., Reading] = word.read if sniff.is_word("", data) else rtf.read
        whole = read(place.path, Body(data), ())
    except UnreadableError:
        return []  # reading it says why
    articles = bundle.split(whole.text)
    if len(articles) < 2 or whole.origin_map is None:
        return []
    codec = whole.encoding.partition("+")[0]
    known = [Metadatum("encoding", codec, "file", "the encoding of the whole file"), _of_bundle(len(articles))]
    if read is rtf.read:
        known.append(Metadatum("format", "rtf", "file", "the format of the whole file"))
    ends = [to_bytes(whole.origin_map, one.start, one.end)[1] for one in articles]
    cuts = [0, *(_after_paragraph(inner.data, end) for end in ends)]
    found_ = []
    for number, (one, start, end) in enumerate(zip(articles, cuts, cuts[1:], strict=False), 1):
        start = _first_paragraph(inner.data, start)  # noqa: PLW2901 - without what stands before it
        at = place.inside(str(number), *inner.layers, cut(start, end))
        found_.append(at.holds(inner.data[start:end], (*one.metadata, *known)))
    return found_


def _after_paragraph(data: bytes, end: int) -> int:
    """Where the paragraph ends that holds the byte before ``end``."""
    ends = [at + len(tag) for tag in (b"</w:p>", b"</text:p>", b"</text:h>") if (at := data.find(tag, end)) >= 0]
    return min(ends) if ends else end


def _first_paragraph(data: bytes, start: int) -> int:
    starts = [at for tag in (b"<w:p ", b"<w:p>", b"<text:p", b"<text:h") if (at := data.find(tag, start)) >= 0]
    return min(starts) if starts else start


def _gzipped(place: Place, head: bytes, source: BinaryIO) -> Iterator[Found]:
    whole = stream.rewound(head, source)
    if record.packed_one_by_one(head):
        yield from _web(place, b"", whole)
        return
    unpacked = archive.Guarded(cast("BinaryIO", gzip.GzipFile(fileobj=whole, mode="rb")), whole.tell)
    yield from _found(replace(place, steps=(*place.steps, "gzip"), depth=place.depth + 1), cast("BinaryIO", unpacked))


def _archived(place: Place, head: bytes, source: BinaryIO) -> Iterator[Found]:
    tar = archive.is_tar(head)
    empty = True
    for one in archive.members(
        cast("BinaryIO", stream.Joined(head, source)) if tar else stream.rewound(head, source), tar=tar
    ):
        empty = False
        at = place.inside(one.name, one.step, deeper=True)
        if one.failure or one.open is None:
            yield at.fails(one.failure or "It cannot be opened.", one.sha256)
            continue
        try:
            yield from _found(at, one.open())
        except UnreadableError as reason:
            yield at.fails(str(reason), one.sha256)
    if empty:
        yield place.fails("The archive holds no files.")


def _web(place: Place, head: bytes, source: BinaryIO) -> Iterator[Found]:
    seen = False
    for number, one in enumerate(record.records(source, head or stream.read(source, stream.HEAD)), 1):
        if one.failure:
            yield place.inside(str(number), *one.steps).fails(one.failure)
            continue
        try:
            page = warc.is_page(one.data)
        except UnreadableError as reason:
            yield place.inside(str(number), *one.steps).fails(str(reason))
            continue
        if page:
            seen = True
            yield place.inside(warc.address(one.data) or str(number), *one.steps).holds(one.data)
    if not seen:
        yield place.fails("The web archive holds no page.")


def _mailbox(place: Place, head: bytes, source: BinaryIO) -> Iterator[Found]:
    for number, (start, data, size) in enumerate(stream.messages(cast("BinaryIO", stream.Joined(head, source))), 1):
        at = place.inside(mail.name_of(data, number), cut(start, start + size))
        if size > limit.MAX_BYTES:
            yield at.fails(limit.too_large(size))
        else:
            yield from _held(at, data)


def _json_lines(place: Place, head: bytes, source: BinaryIO) -> Iterator[Found]:
    for number, line in enumerate(stream.lines(head, source), 1):
        if line.sha256:
            yield place.inside(str(number), cut(line.start, line.start + line.size)).fails(
                limit.too_large(line.size), line.sha256
            )
        elif line.data.strip(b"\x00\t\r\n \xef\xbb\xbf"):
            yield _record(place, number, line.data, line.start)


def _record(place: Place, number: int, line: bytes, start: int | None) -> Found:
    steps = () if start is None else (cut(start, start + len(line)),)
    path = writable(member.name_of(place.path, number, line))
    return replace(place, path=path, steps=(*place.steps, *steps)).holds(line, member=True)


def _is_lines(name: str, head: bytes) -> bool:
    suffix = PurePosixPath(name).suffix.lower()
    return suffix in _LINES or (suffix != ".json" and member.begins_lines(head))


def _is_gzip(_name: str, head: bytes) -> bool:
    return head.startswith(b"\x1f\x8b")


def _is_archive(name: str, head: bytes) -> bool:
    return archive.is_tar(head) or (sniff.is_zip(name, head) and not sniff.is_office(head))


CONTAINERS: tuple[tuple[Callable[[str, bytes], bool], Callable[[Place, bytes, BinaryIO], Iterator[Found]]], ...] = (
    (_is_gzip, _gzipped),
    (_is_archive, _archived),
    (sniff.is_warc, _web),
    (sniff.is_mbox, _mailbox),
    (_is_lines, _json_lines),
)
"""The containers that are read member by member, in the order of asking: how each is known, and its members."""
