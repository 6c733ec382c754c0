"""A little fuzzing on every run: what once broke is replayed, and each target sees inputs bent at random."""

import random
from pathlib import Path

import pytest
from targets import TARGETS

SEEDS = Path(__file__).parent / "seeds"
BEGINNINGS = {
    "txt": b'Harbour closed\n\nThe port was shut on 3 May, "for good", a guard said.\n',
    "html": b"<html><body><article><p>The port was shut, a guard said.</p></article></body></html>",
    "jsonl": b'{"id": "a", "text": "The port was shut, a guard said."}\n{"html": "<p>No.</p>"}\n',
    "json": b'[{"id": "a", "text": "The port was shut."}, {"text": "No."}]',
    "xml": b"<rss><channel><title>N</title><item><title>Shut</title>"
    b"<description>&lt;p&gt;The port.</description></item></channel></rss>",
    "eml": b"From: a@b.example\r\nSubject: =?utf-8?q?Shut?=\r\nContent-Type: text/plain\r\n\r\nThe port was shut.\r\n",
    "mbox": b"From a@b Mon May  3 00:00:00 2021\nSubject: Shut\n\nThe port was shut.\n",
    "warc": b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\r\nContent-Length: 60\r\n\r\n"
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>The port.</p>\r\n\r\n",
    "rtf": b"{\\rtf1\\ansi The port was {\\b shut}, a guard said.\\par \\'e9\\u8212?}",
    "numbers": b"at least 14,500 people, 3 to 5 of them, two thirds, $1.2 million",
    "dates": b"2021-05-03/2021-06~",
    "names": b"Kim Yong Chol\tKim Yong-chul",
    "lists": b"<feed><entry><link href='/a'/></entry></feed>",
    "stages": b'Kim said that "the port is shut". On the 9th, 14 people fled to Vell, it is reported.',
}


@pytest.mark.parametrize("name", TARGETS)
def test_what_once_broke_holds(name):
    """Every input that was ever found to break a target is read without an exception."""
    for path in sorted((SEEDS / name).glob("*")):
        TARGETS[name](path.read_bytes())


@pytest.mark.parametrize("name", TARGETS)
def test_bent_inputs_hold(name):
    """Inputs with bytes changed, cut, doubled and moved: nothing raises, and what is given holds together."""
    source = BEGINNINGS.get(name, b"PK\x03\x04" + bytes(60))
    for seed in range(8 if name == "stages" else 120):
        chance, data = random.Random(seed), bytearray(source)
        for _ in range(chance.randrange(1, 12)):
            at = chance.randrange(len(data) + 1)
            match chance.randrange(4):
                case 0:
                    data[at : at + 1] = bytes([chance.randrange(256)])
                case 1:
                    del data[at : at + chance.randrange(20)]
                case 2:
                    data[at:at] = data[chance.randrange(len(data) + 1) :][: chance.randrange(30)]
                case _:
                    data[at:at] = chance.choice(
                        [b"\x00", b"\xff\xfe", b"<", b"]]>", b"\r\n\r\n", b'"', b"\\u", b"9" * 30, b"{", b"--"]
                    )
        TARGETS[name](bytes(data))
