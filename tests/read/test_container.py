# ruff: noqa: E501 - files written out as they are
"""Broken and hostile containers: what cannot be read is named, the rest is read."""

import gzip
import io
import tarfile
import zipfile

import pytest
from bench.invented import (
    Invented,
    docx,
    files,
    mailbox,
    message,
    page,
    pdf,
    plain,
    record,
    records,
    rss,
    tarred,
    web_archive,
    zipped,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from attribune.clean import clean
from attribune.read import limit, read_bytes

ONE = Invented("Harbour closed", "Lodova Courier", "2020-11-02", ("The harbour was closed on Monday.", "It stays so."))
FOUR = [ONE] * 4
SOUND = files(5, count=2)


def told(name, data):
    """What is read of some bytes, and what is not, with the reason."""
    documents = read_bytes(name, data)
    return [one.path for one in documents if not one.failure], {
        one.path: one.failure for one in documents if one.failure
    }


def test_records_before_the_place_where_a_gzip_file_breaks_off_are_read():
    """A truncated gzip of JSON Lines gives the lines before, and is named."""
    packed = gzip.compress(b"".join(b'{"id": "%d", "text": "%064x"}\n' % (n, n**9) for n in range(3000)), mtime=0)
    well, failed = told("a.jsonl.gz", packed[: len(packed) * 3 // 4])
    assert well
    assert "packed and broken" in failed["a.jsonl.gz"]


def test_a_broken_record_of_a_web_archive_is_named_and_the_next_is_found():
    """Bytes that were overwritten in a record, packed or not, cost that record alone."""
    plain_archive = bytearray(web_archive(FOUR, packed=False))
    second = plain_archive.find(b"WARC/1.0", plain_archive.find(b"courier.example/1") - 200)
    plain_archive[second : second + 60] = b"x" * 60
    well, failed = told("a.warc", bytes(plain_archive))
    assert len(well) == 3
    assert any("no head" in why for why in failed.values())
    packed = bytearray(web_archive(FOUR, packed=True))
    start = packed.find(b"\x1f\x8b\x08", 200)
    packed[start + 30 : start + 60] = bytes(30)
    well, failed = told("a.warc.gz", bytes(packed))
    assert len(well) == 3
    assert any("packed and broken" in why for why in failed.values())


def test_a_web_archive_that_was_cut_off_is_named():
    """The last record of a truncated archive is named, the others are read."""
    for packed in (True, False):
        data = web_archive(FOUR, packed=packed)
        well, failed = told("a.warc", data[:-200])
        assert len(well) == 3
        assert any("cut off" in why for why in failed.values())


def test_pictures_redirects_and_errors_of_a_web_archive_are_no_documents():
    """Only pages that the server gave are documents; an archive without any is named."""
    moved = record(ONE, 0).replace(b"200 OK", b"302 Found").replace(b"Content-Length: ", b"Content-Length: ")
    picture = record(ONE, 1).replace(b"text/html", b"image/png")
    assert told("a.warc", picture)[0] == []
    assert "no page" in told("a.warc", picture)[1]["a.warc"]
    assert told("a.warc", moved.replace(b"302 Found", b"404 Gone!"))[0] == []


def test_a_member_that_leads_out_of_an_archive_is_left_alone():
    """Path traversal in zip and tar is named; the other members are read."""
    files = {"../evil.txt": b"Words that lead out.", "/etc/x.txt": b"Words.", "good.txt": b"Words that stay."}
    for name, data in (("a.zip", zipped(files)), ("a.tar.gz", tarred(files))):
        well, failed = told(name, data)
        assert well == [f"{name}#good.txt"]
        assert all("leads out" in why for why in failed.values())
        assert len(failed) == 2


def test_links_of_a_tar_archive_are_left_alone():
    """A link in an archive is named, never followed."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        link = tarfile.TarInfo("a.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    assert "link" in told("a.tar", out.getvalue())[1]["a.tar#a.txt"]


def test_a_bomb_is_left_alone(monkeypatch):
    """What unpacks beyond all measure is named after a bounded effort, in gzip, zip and a web archive."""
    monkeypatch.setattr(limit, "MOST_UNPACKED", 1 << 20)
    lines = (b"0" * 1000 + b"\n") * 20_000
    _, failed = told("a.jsonl.gz", gzip.compress(lines, mtime=0))
    assert limit.BOMB in failed.values()
    _, failed = told("a.zip", zipped({"a.jsonl": lines, "b.txt": b"Words that stay."}))
    assert failed["a.zip#a.jsonl"] == limit.BOMB
    _, failed = told(
        "a.warc.gz",
        gzip.compress(b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 20000000\r\n\r\n" + lines, mtime=0),
    )
    assert failed


def test_archives_in_archives_end_somewhere():
    """A zip in a zip is read, one that goes on for ever is named."""
    inner = zipped({"a.txt": b"Words that stay."})
    for _ in range(6):
        inner = zipped({"a.zip": inner})
    _, failed = told("a.zip", inner)
    assert any("archives deep" in why for why in failed.values())


def test_a_member_under_a_password_is_named():
    """An encrypted member of a zip is named; the others are read."""
    data = bytearray(zipped({"a.txt": b"Words.", "b.txt": b"Words that stay."}))
    directory = data.find(b"PK\x01\x02")
    data[6] |= 1
    data[directory + 8] |= 1
    well, failed = told("a.zip", bytes(data))
    assert well == ["a.zip#b.txt"]
    assert "password" in failed["a.zip#a.txt"]


def test_a_member_whose_bytes_were_changed_is_named():
    """A checksum that does not hold costs that member alone."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", b"Words that were changed.")
        archive.writestr("b.txt", b"Words that stay.")
    well, failed = told("a.zip", out.getvalue().replace(b"were changed", b"were charmed", 1))
    assert well == ["a.zip#b.txt"]
    assert "broken" in failed["a.zip#a.txt"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (pdf([["Words."]], trailer=b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <" + b"ab" * 32 + b"> /U <" + b"cd" * 32 + b"> >> /ID [<00><00>]"), "password"),
        (pdf([["Words."]])[:200], "broken"),
        (pdf([[]]), "empty"),
        (b"%PDF-1.7", "broken"),
    ],
)  # fmt: skip
def test_a_pdf_that_cannot_be_read_says_why(data, words):
    """Locked, broken and empty files are told apart."""
    assert words in told("a.pdf", data)[1]["a.pdf"]


def test_a_scanned_pdf_is_named_as_such():
    """Pages that are pictures are not guessed at; where only some are, the document says which."""
    image = b"q 500 0 0 700 40 40 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q"
    assert "scanned" in told("a.pdf", _with_content([image, image]))[1]["a.pdf"]
    mixed = _with_content([b"BT /F1 11 Tf 72 700 Td (The harbour was closed.) Tj ET", image])
    (document,) = read_bytes("a.pdf", mixed)
    assert document.text == "The harbour was closed."
    assert ("unread", "pages 2") in [(one.name, one.value) for one in document.metadata]


def _with_content(contents):
    """A PDF whose pages draw what is given, of the same length as an invented one."""
    made = pdf([["x" * 80]] * len(contents))
    end = 0
    for content in contents:
        start = made.find(b">>\nstream\n", end) + 10
        end = made.find(b"\nendstream", start)
        made = made[:start] + content.ljust(end - start) + made[end:]
    return made


def test_entities_that_a_file_declares_are_never_expanded():
    """An XML bomb, in a feed or in a document of a word processor, is left alone and named."""
    bomb = b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><channel><item><title>&b;</title></item></channel></rss>'
    assert "entities of its own" in told("a.rss", bomb)[1]["a.rss"]
    office = zipped({"[Content_Types].xml": b"", "word/document.xml": bomb.replace(b"<rss>", b"<w:body>")})
    assert "entities of its own" in told("a.docx", office)[1]["a.docx"]


def test_a_feed_that_breaks_off_gives_its_whole_items():
    """The last item of a truncated feed is named, those before it are read."""
    data = rss(FOUR)
    well, failed = told("a.xml", data[: data.rfind(b"</item>") - 10])
    assert len(well) == 3
    assert any("ends too early" in why for why in failed.values())


def test_a_wrong_name_does_not_matter():
    """What a file holds decides, not how it is called; a format that is not read is named."""
    assert told("a.txt", pdf([["Words that stay."]]))[0] == ["a.txt"]
    assert told("a.pdf", docx(["Words that stay."]))[0] == ["a.pdf"]
    assert told("a.html", message(ONE))[0] == ["a.html", "a.html#notes.txt"]
    assert told("a.docx", plain(ONE).encode())[0] == ["a.docx"]
    assert "not read" in told("a.doc", b"\xd0\xcf\x11\xe0" + bytes(600))[1]["a.doc"]
    assert "not read" in told("a.xlsx", zipped({"[Content_Types].xml": b"", "xl/w.xml": b""}))[1]["a.xlsx"]


def test_empty_things_are_named():
    """An empty file, archive, feed or message says that it is empty."""
    assert told("a.txt", b"")[1]
    for name, data in (("a.jsonl", b"\n\r\n \x00\n"), ("a.json", b"[]"), ("a.txt", b" [ ]\n"), ("a.jsonl.gz", b"\n")):
        packed = gzip.compress(data) if name.endswith(".gz") else data
        assert told(name, packed) == ([], {name: "The file holds no records."})
    assert "no files" in told("a.zip", zipped({}))[1]["a.zip"]
    assert "no items" in told("a.rss", b"<rss><channel></channel></rss>")[1]["a.rss"]
    assert "no text" in told("a.eml", b"From: a\r\nMessage-ID: <x>\r\nSubject: s\r\n\r\n")[1]["a.eml"]


def test_a_member_that_is_too_large_is_named(monkeypatch):
    """The bound on a document holds for members of every container; the others are read."""
    monkeypatch.setattr(limit, "MAX_BYTES", 5000)
    large = Invented("Harbour", "Courier", "2020-11-02", tuple("The harbour was closed. " * 20 for _ in range(40)))
    for name, data in (
        ("a.zip", zipped({"a.txt": plain(large).encode(), "b.txt": plain(ONE).encode()})),
        ("a.mbox", mailbox([large, ONE])),
        ("a.warc", web_archive([large, ONE], packed=False)),
        ("a.jsonl", records([large, ONE])),
    ):
        well, failed = told(name, data)
        assert well, name
        assert any("5,000" in why for why in failed.values()), name


def test_page_is_a_page_wherever_it_stands():
    """The same page in a file, an archive and a packed file has the same text."""
    alone = read_bytes("a.html", page(ONE))[0].text
    assert read_bytes("a.zip", zipped({"a.html": page(ONE)}))[0].text == alone
    assert read_bytes("a.html.gz", gzip.compress(page(ONE)))[0].text == alone
    assert read_bytes("a.warc", record(ONE, 0))[0].text == alone


@settings(max_examples=60)
@given(st.sampled_from(sorted(SOUND)), st.randoms(use_true_random=False))
def test_no_damage_to_a_file_stops_the_reading(name, chance):
    """Whatever bytes of a file of any form are changed, lost or doubled, reading and cleaning go on."""
    data = bytearray(SOUND[name])
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(data) + 1)
        data[at : at + chance.randrange(100)] = bytes(chance.choices(b'<>&;{}\\\r\n\0"=PK%', k=chance.randrange(9)))
    for document in read_bytes(name, bytes(data)):
        assert document.failure or clean(document).text == document.text
