"""Messages (.eml), saved pages in the form of one (.mht), and mailboxes of them."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from email import policy
from email.errors import MessageError
from email.header import decode_header, make_header
from email.parser import BytesParser
from email.utils import getaddresses
from typing import TYPE_CHECKING

from attribune.model import Metadatum

from . import encoding, stamp
from .failure import UnreadableError
from .layer import Body
from .reading import Reading, told

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

_FROM = re.compile(rb"(?:\A|(?<=\n)\r?\n)From [^\r\n]{1,300}\r?\n")
_AS_IT_IS = ("", "7bit", "8bit", "binary")
_FEWEST = 20  # words of a plain part that is the message itself and no "your program cannot show this"
_DEEPEST = 30  # parts within parts


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that hangs on a message: its name, its bytes, and the step that leads to them."""

    name: str
    data: bytes
    step: str


def messages(data: bytes) -> Iterator[tuple[int, int]]:
    """Where each message of a mailbox stands, without the line "From ..." above it."""
    starts = [match.span() for match in _FROM.finditer(data)]
    for (_, begin), end in zip(starts, [*(start for start, _ in starts[1:]), len(data)], strict=True):
        yield begin, end


def name_of(data: bytes, number: int) -> str:
    """A message's own name: its Message-ID, else its number."""
    match = re.search(rb"^message-id:\s{0,9}<([^>\s]{1,200})>", data[:20000], re.IGNORECASE | re.MULTILINE)
    return match[1].decode("ascii", "replace") if match else str(number)


def read(path: str, body: Body, given: tuple[Metadatum, ...]) -> Reading:
    """The text of a message, with what its headers say. Raises UnreadableError where it has none."""
    from .document import reading

    message, parts = _parts(body.data)
    chosen = _chosen(parts)
    if chosen is None:
        raise UnreadableError(_nothing(message, parts))
    number, one = chosen
    saved = "snapshot-content-location" in message or path.lower().endswith((".mht", ".mhtml"))
    metadata = tuple(_metadata(message, saved=saved))
    inner = _body(body, number, one)
    called = "page.html" if one.get_content_type() == "text/html" else "message.txt"
    known = (*given, *metadata)
    if told(known, "encoding") is None and (name := _charset(one, inner.data)):
        known = (*known, Metadatum("encoding", name, "page", "the message says so"))
    found = reading(called, inner, known)
    if not saved:
        metadata = (*metadata, *(m for m in found.metadata if m.name not in ("title", "published")))
    else:
        metadata = (*(m for m in metadata if m.name == "url"), *found.metadata)
    return Reading(found.text, found.media_type, found.encoding, metadata, found.regions, found.origin_map)


def attachments(data: bytes) -> Iterator[Attachment]:
    """The files that hang on a message. Nothing where its parts cannot be told apart: reading it says so."""
    try:
        message, parts = _parts(data)
    except UnreadableError:
        return
    if "snapshot-content-location" in message:
        return
    for number, one in parts:
        name = one.get_filename()
        kind = one.get_content_type()
        if name and not kind.startswith(("image/", "audio/", "video/")) and one.get_content_disposition() != "inline":
            content = _decoded(one)
            if content:
                yield Attachment(_words(name), content, f"part {number}")


def part(data: bytes, number: int) -> bytes:
    """The Nth part that holds no parts itself, decoded. Raises IndexError where there is none."""
    return _decoded(_parts(data)[1][number - 1][1])


def _parts(data: bytes) -> tuple[Message, list[tuple[int, Message]]]:
    """The message and its parts that hold no parts themselves, numbered from 1."""
    if data.startswith(b"From "):
        data = data[data.find(b"\n") + 1 :]
    try:
        message = BytesParser(policy=policy.compat32).parsebytes(data)
        leaves = [one for one in _walk(message, 0) if not one.is_multipart()]
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError, IndexError) as reason:
        raise UnreadableError(f"The message's parts cannot be told apart: {reason}.") from reason
    return message, list(enumerate(leaves, 1))


def _walk(message: Message, depth: int) -> Iterator[Message]:
    if depth > _DEEPEST:
        raise UnreadableError(f"The message holds parts within parts more than {_DEEPEST} deep.")
    yield message
    if message.is_multipart():
        for one in message.get_payload():
            yield from _walk(one, depth + 1)  # type: ignore[arg-type]  # a part is a message


def _decoded(one: Message) -> bytes:
    found = one.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def _chosen(parts: list[tuple[int, Message]]) -> tuple[int, Message] | None:
    """The part that is the message: the plain text, unless the page beside it says far more."""
    texts = {}
    for number, one in parts:
        kind = one.get_content_type()
        shown = kind in ("text/plain", "text/html") and one.get_content_disposition() != "attachment"
        if shown and kind not in texts and _decoded(one).strip():
            texts[kind] = (number, one)
    plain, page = texts.get("text/plain"), texts.get("text/html")
    if plain is None or page is None:
        return plain or page
    return plain if len(_decoded(plain[1]).split()) >= _FEWEST else page


def _nothing(message: Message, parts: list[tuple[int, Message]]) -> str:
    kinds = {one.get_content_type() for _, one in parts}
    if message.get_content_type() == "multipart/encrypted" or "application/pkcs7-mime" in kinds:
        return "The message is encrypted."
    return "The message has no text" + (", only attachments." if len(parts) > 1 else ".")


def _body(whole: Body, number: int, one: Message) -> Body:
    """The part's bytes: where they stand in the message as they are, at their place there, else decoded."""
    how = str(one.get("content-transfer-encoding", "")).strip().lower()
    raw = one.get_payload()
    if how in _AS_IT_IS and isinstance(raw, str) and not whole.layers:
        content = raw.encode("utf-8", "surrogateescape")
        place = whole.data.find(content)
        if content and place >= 0:
            return Body(content, (), whole.shift + place)
    if whole.shift:
        return Body(
            _decoded(one), (*whole.layers, f"bytes {whole.shift}:{whole.shift + len(whole.data)}", f"part {number}")
        )
    return Body(_decoded(one), (*whole.layers, f"part {number}"))


def _charset(one: Message, data: bytes) -> str | None:
    """The encoding that the part declares, where its bytes fit it; what they look like is asked otherwise."""
    return encoding.fitting(data, str(one.get_content_charset() or ""))


def _metadata(message: Message, *, saved: bool) -> Iterator[Metadatum]:
    subject = _words(str(message.get("subject", "")))
    if subject:
        yield Metadatum("title", subject, "page", "the message's subject")
    sender = next(
        ((name, mail) for name, mail in getaddresses([_words(str(message.get("from", "")))]) if name or mail), None
    )
    if sender:
        yield Metadatum("outlet", sender[0] or sender[1], "page", "who sent the message")
    date = stamp.edtf(_words(str(message.get("date", ""))))
    if date:
        yield Metadatum("published", date, "page", f"the message's date: {message['date']}")
    address = message.get("snapshot-content-location") or (message.get("content-location") if saved else None)
    if address:
        yield Metadatum("url", _words(str(address)), "page", "the address from which the page was saved")


def _words(header: str) -> str:
    """A header's words, its encoded ones decoded."""
    with suppress(LookupError, ValueError, MessageError):
        header = str(make_header(decode_header(header)))
    return " ".join(header.encode("utf-8", "surrogateescape").decode("utf-8", "replace").split())
