# ruff: noqa: E501 - files of many forms, written out as they are
"""Files of every form that can be read, made of invented text: material for ``bench.anchors`` and for tests."""

from __future__ import annotations

import base64
import gzip
import html
import io
import json
import quopri
import random
import tarfile
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Callable

_SYLLABLES = ("ba", "lo", "ren", "dov", "mi", "sor", "ta", "kel", "un", "pya", "rim", "hu", "vee", "gost", "ar", "li")
_ODD = ("café", "Köln", "naïve", "Ångström", "“so", "he’d”", "—", "AT&T", "x<y", "50 €", "a;b", "Łódź", "well-known")
_PLAIN = ("harbour", "closed", "the", "said", "on", "Monday", "a", "ministry", "of", "embassy", "left", "who", "9th")
_OUTLETS = ("Lodova Courier", "Northern Herald", "Radio Horizon")


@dataclass(frozen=True, slots=True)
class Invented:
    """An article: ``western`` has only characters that Windows-1252 has."""

    title: str
    outlet: str
    day: str
    paragraphs: tuple[str, ...]


def article(chance: random.Random, *, western: bool = False) -> Invented:
    """An article of invented words, the odd character among them."""
    odd = [one for one in _ODD if not western or "Ł" not in one]

    def word() -> str:
        kind = chance.random()
        if kind < 0.1:
            return chance.choice(odd)
        return chance.choice(_PLAIN) if kind < 0.6 else "".join(chance.choices(_SYLLABLES, k=chance.randint(1, 4)))

    def sentence(least: int, most: int) -> str:
        return " ".join(word() for _ in range(chance.randint(least, most))).capitalize()

    paragraphs = [
        " ".join(sentence(8, 24) + "." for _ in range(chance.randint(2, 5))) for _ in range(chance.randint(2, 6))
    ]
    day = f"20{chance.randint(10, 24)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    return Invented(sentence(4, 9), chance.choice(_OUTLETS), day, tuple(paragraphs))


def page(one: Invented, codec: str = "utf-8") -> bytes:
    """A web page."""
    body = "".join(f"<p>{_marked(each)}</p>\n" for each in one.paragraphs)
    head = f'<head><meta charset="{codec}"><title>{html.escape(one.title)}</title></head>'
    source = f"<!doctype html>\n<html>{head}<body><nav><a href='/'>Home</a></nav><article><h1>{html.escape(one.title)}</h1>\n{body}</article></body></html>"
    return source.encode(codec, "xmlcharrefreplace")


def _marked(words: str) -> str:
    words = html.escape(words).replace("é", "&eacute;").replace("€", "&#8364;")
    return words.replace(" the ", " <b>the</b> ").replace(" of ", "\n   of ")


def plain(one: Invented) -> str:
    """A plain text."""
    return "\n\n".join((one.title, *one.paragraphs)) + "\n"


def rss(articles: list[Invented], codec: str = "utf-8") -> bytes:
    """A feed of RSS, its texts escaped and in CDATA by turns."""
    items = []
    for n, one in enumerate(articles):
        body = "".join(f"<p>{_marked(each)}</p>" for each in one.paragraphs)
        body = escape(body) if n % 2 else f"<![CDATA[{body}]]>"
        items.append(
            f"<item>\n<title>{escape(one.title)}</title><guid>tag:{n}</guid><link>https://courier.example/{n}</link>"
            f"<pubDate>Mon, 02 Nov 2020 10:00:0{n % 10} GMT</pubDate>\n<description>short</description>"
            f"<content:encoded>{body}</content:encoded></item>"
        )
    source = f'<?xml version="1.0" encoding="{codec}"?>\n<rss version="2.0"><channel><title>Lodova Courier</title>{"".join(items)}</channel></rss>'
    return source.encode(codec, "xmlcharrefreplace")


def atom(articles: list[Invented]) -> bytes:
    """A feed of Atom, its texts as mark-up."""
    entries = [
        f'<entry><title type="html">{escape(html.escape(one.title))}</title><id>urn:{n}</id><updated>{one.day}T10:00:00Z</updated>'
        f'<content type="xhtml"><div>{"".join(f"<p>{escape(each)}</p>" for each in one.paragraphs)}</div></content></entry>'
        for n, one in enumerate(articles)
    ]
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Courier</title>{"".join(entries)}</feed>'.encode()


def message(one: Invented, how: str = "8bit", *, as_page: bool = False, number: int = 0) -> bytes:
    """A message, its text as it is, in base64 or quoted-printable; a page beside the text where ``as_page``."""
    coded: dict[str, Callable[[bytes], bytes]] = {"base64": base64.encodebytes, "quoted-printable": quopri.encodestring}
    encode = coded.get(how, bytes)
    head = (
        f"Received: by mail\r\nMessage-ID: <{number}@courier.example>\r\nFrom: {one.outlet} <news@courier.example>\r\n"
        f"Subject: =?utf-8?b?{base64.b64encode(one.title.encode()).decode()}?=\r\nDate: Mon, 02 Nov 2020 10:00:00 +0900\r\nMIME-Version: 1.0\r\n"
    ).encode()
    parts = [("text/html", page(one))] if as_page else [("text/plain", plain(one).encode())]
    parts.append(("text/plain; name=notes.txt", b"Notes that hang on it."))
    body = b"".join(
        b"--cut\r\nContent-Type: %b; charset=utf-8\r\nContent-Transfer-Encoding: %b\r\n%b\r\n%b\r\n"
        % (
            kind.encode(),
            how.encode(),
            b"Content-Disposition: attachment; filename=notes.txt\r\n" if "name=" in kind else b"",
            encode(data),
        )
        for kind, data in parts
    )
    return head + b"Content-Type: multipart/mixed; boundary=cut\r\n\r\n" + body + b"--cut--\r\n"


def mailbox(articles: list[Invented]) -> bytes:
    """A mailbox of messages, their texts encoded in three ways by turns."""
    ways = ("8bit", "base64", "quoted-printable")
    messages = [message(one, ways[n % 3], as_page=n % 2 == 1, number=n) for n, one in enumerate(articles)]
    return b"".join(b"From news@courier.example Mon Nov  2 10:00:00 2020\n" + one + b"\n" for one in messages)


def record(one: Invented, number: int, how: str = "") -> bytes:
    """A record of a web archive: a page as it is, in chunks, or packed."""
    data, extra = page(one), b""
    if "gzip" in how:
        data, extra = gzip.compress(data, mtime=0), b"Content-Encoding: gzip\r\n"
    if "chunked" in how:
        data = (
            b"".join(b"%x\r\n%b\r\n" % (len(data[n : n + 700]), data[n : n + 700]) for n in range(0, len(data), 700))
            + b"0\r\n\r\n"
        )
        extra += b"Transfer-Encoding: chunked\r\n"
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + extra + b"\r\n" + data
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://courier.example/{number}\r\nWARC-Date: 2020-11-02T10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    return head.encode() + http + b"\r\n\r\n"


def web_archive(articles: list[Invented], *, packed: bool) -> bytes:
    """A web archive, its pages as they are, in chunks and packed by turns; each record packed for itself if ``packed``."""
    ways = ("", "chunked", "gzip", "gzip, chunked")
    info = b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 4\r\n\r\nx: y\r\n\r\n"
    records = [info, *(record(one, n, ways[n % 4]) for n, one in enumerate(articles))]
    return b"".join(gzip.compress(one, mtime=0) if packed else one for one in records)


def wacz(articles: list[Invented]) -> bytes:
    """A web archive with its index, zipped."""
    return zipped(
        {
            "datapackage.json": b"{}",
            "archive/data.warc.gz": web_archive(articles, packed=True),
            "pages/pages.jsonl": b'{"text": "x"}',
        }
    )


def zipped(files: dict[str, bytes]) -> bytes:
    """A zip archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def tarred(files: dict[str, bytes]) -> bytes:
    """A tar archive, packed."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def records(articles: list[Invented]) -> bytes:
    """JSON Lines, texts and pages by turns."""
    rows = [
        {"id": str(n), **({"html": page(one).decode()} if n % 2 else {"text": plain(one)})}
        for n, one in enumerate(articles)
    ]
    return "".join(json.dumps(row, ensure_ascii=n % 3 == 0) + "\n" for n, row in enumerate(rows)).encode()


def nexis(one: Invented, number: int, of: int) -> list[str]:
    """The lines of an article as LexisNexis prints it."""
    year, month, day = one.day.split("-")
    return [
        f"{number} of {of} DOCUMENTS", "", "", one.outlet, "", f"{_MONTHS[int(month)]} {int(day)}, {year} Monday", "", one.title, "",
        "BYLINE: By ANN BELL", "", "SECTION: WORLD; Pg. 4", "", f"LENGTH: {sum(len(p.split()) for p in one.paragraphs)} words", "",
        *(line for each in one.paragraphs for line in (each, "")),
        f"LOAD-DATE: {_MONTHS[int(month)]} {int(day)}, {year}", "", "LANGUAGE: ENGLISH", "", f"Copyright {year} {one.outlet}", "All Rights Reserved", "",
    ]  # fmt: skip


def factiva(one: Invented, number: int) -> list[str]:
    """The lines of an article as Factiva prints it."""
    year, month, day = one.day.split("-")
    return [
        one.title, "By Ann Bell", f"{sum(len(p.split()) for p in one.paragraphs)} words", f"{int(day)} {_MONTHS[int(month)]} {year}", "14:22",
        one.outlet, "LODCOU", "English", f"(c) {year} {one.outlet}", "",
        *(line for each in one.paragraphs for line in (each, "")),
        f"Document LODCOU0020{year[2:]}{month}{day}eab{number:06}", "",
    ]  # fmt: skip


_MONTHS = (
    "",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def docx(lines: list[str]) -> bytes:
    """A document of Word, one paragraph a line."""
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="x"/></w:pPr><w:r><w:t xml:space="preserve">{escape(one)}</w:t></w:r></w:p>'
        for one in lines
    )
    xml = f'<?xml version="1.0" encoding="UTF-8"?>\n<w:document xmlns:w="w"><w:body>{body}</w:body></w:document>'
    return zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": xml.encode()})


def odt(lines: list[str]) -> bytes:
    """A document of LibreOffice, one paragraph a line."""
    body = "".join(
        f"<text:p>{escape(one).replace(' of ', ' <text:span>of</text:span><text:s/>')}</text:p>" for one in lines
    )
    xml = f'<?xml version="1.0"?><office:document-content><office:body><office:text>{body}</office:text></office:body></office:document-content>'
    return zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": xml.encode()})


def rtf(lines: list[str]) -> bytes:
    """A file in Rich Text Format; characters of Windows-1252 by their byte, others by their number."""
    pieces = []
    for n, line in enumerate(lines):
        for char in line:
            if char in "\\{}":
                pieces.append("\\" + char)
            elif ord(char) < 128:
                pieces.append(char)
            else:
                try:
                    pieces.append(f"\\'{char.encode('cp1252')[0]:02x}" if n % 2 else f"\\u{ord(char)}?")
                except UnicodeEncodeError:
                    pieces.append(f"\\u{ord(char)}?")
        pieces.append("\\par\n")
    return ("{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}}\\f0 " + "".join(pieces) + "}").encode("ascii")


def pdf(pages: list[list[str]], head: str = "", extra: bytes = b"", trailer: bytes = b"") -> bytes:
    """A PDF whose pages have these lines, in Helvetica; ``extra`` goes into each page, ``trailer`` into the trailer."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    kids = []
    for number, lines in enumerate(pages, 1):
        content = (_drawn([f"{head}, page {number}"], 820) if head else b"") + _drawn(lines, 760)
        objects.append(b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << /Font << /F1 3 0 R >> >> %b >>"
            % (len(objects), extra)
        )
        kids.append(len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%b] >>" % (len(kids), b" ".join(b"%d 0 R" % one for one in kids))
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, one)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(
        b"%010d 00000 n \n" % one for one in places
    )
    return bytes(out) + b"trailer\n<< /Size %d /Root 1 0 R %b >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        trailer,
        start,
    )


def _drawn(lines: list[str], top: int) -> bytes:
    rows = (line.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)") for line in lines)
    return b"BT /F1 11 Tf 14 TL 72 %d Td\n" % top + b"".join(b"(%b) Tj T*\n" % row for row in rows) + b"ET\n"


def printed(one: Invented) -> list[list[str]]:
    """An article in lines of a printed page, words cut at their ends now and then, forty lines a page."""
    lines = [one.title, ""]
    for paragraph in one.paragraphs:
        line = ""
        for word in paragraph.split():
            if len(line) + len(word) < 75:
                line += f"{' ' if line else ''}{word}"
            elif word.isalpha() and len(word) > 8 and len(line) + 6 < 80:
                lines.append(f"{line} {word[:4]}-")
                line = word[4:]
            else:
                lines.append(line)
                line = word
        lines += [line, ""]
    return [lines[n : n + 40] for n in range(0, len(lines), 40)]


def files(seed: int, count: int = 12) -> dict[str, bytes]:
    """{name: bytes} of a file of every form, each with so many articles."""
    chance = random.Random(seed)  # noqa: S311 - a fixed draw, no secret
    made = [article(chance) for _ in range(count)]
    western = [article(chance, western=True) for _ in range(count)]
    return {
        "page.html": page(made[0]),
        "page-1252.html": page(western[0], "cp1252"),
        "page.html.gz": gzip.compress(page(made[1]), mtime=0),
        "plain.txt": plain(made[2 % count]).encode(),
        "records.jsonl": records(made),
        "records.jsonl.gz": gzip.compress(records(made), mtime=0),
        "list.json": json.dumps(
            [{"id": n, "text": plain(one)} for n, one in enumerate(made)], ensure_ascii=False
        ).encode(),
        "feed.rss": rss(made),
        "feed-1252.rss": rss(western, "windows-1252"),
        "feed.atom": atom(made),
        "message.eml": message(made[3 % count]),
        "message-base64.eml": message(made[4 % count], "base64", as_page=True),
        "message-quoted.eml": message(made[5 % count], "quoted-printable"),
        "box.mbox": mailbox(made),
        "crawl.warc": web_archive(made, packed=False),
        "crawl.warc.gz": web_archive(made, packed=True),
        "crawl-whole.warc.gz": gzip.compress(web_archive(made, packed=False), mtime=0),
        "crawl.wacz": wacz(made),
        "folder.zip": zipped(
            {f"in/{n}.html": page(one) for n, one in enumerate(made)}
            | {"inner.zip": zipped({"a.eml": message(made[0])})}
        ),
        "folder.tar.gz": tarred({f"in/{n}.txt": plain(one).encode() for n, one in enumerate(made)}),
        "nexis.txt": "\n".join(line for n, one in enumerate(made, 1) for line in nexis(one, n, count)).encode(),
        "nexis.docx": docx([line for n, one in enumerate(made, 1) for line in nexis(one, n, count)]),
        "factiva.txt": "\n".join(line for n, one in enumerate(western) for line in factiva(one, n)).encode("cp1252"),
        "factiva.rtf": rtf([line for n, one in enumerate(made) for line in factiva(one, n)]),
        "word.docx": docx(plain(made[6 % count]).split("\n\n")),
        "writer.odt": odt(plain(made[7 % count]).split("\n\n")),
        "rich.rtf": rtf(plain(made[8 % count]).split("\n\n")),
        "print.pdf": pdf([lines for one in western for lines in printed(one)], head="Lodova Courier"),
    }
