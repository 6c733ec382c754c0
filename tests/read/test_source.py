"""Files, folders and standard input."""

import hashlib
import io
import json
import os
import sys
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attribune.read import limit, read, read_bytes

ARTICLE = "The consul has left.\r\n\r\nNobody knows where he went.\n"


def test_plain_text_is_untouched(tmp_path):
    """The text of a plain file is its bytes decoded, line ends and all, and its hash that of the bytes."""
    data = ARTICLE.encode()
    (tmp_path / "a.txt").write_bytes(data)
    ((document, original),) = read([tmp_path])
    assert (document.text, document.path, original) == (ARTICLE, "a.txt", data)
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert document.origin_map is None


def test_folders_are_read_in_order_and_hidden_files_left(tmp_path):
    """A folder gives all files below it, sorted, with the path below the folder; hidden ones are none of the user's."""
    for name in ("b.txt", "sub/a.txt", "a.txt", ".hidden", ".git/x.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"Words of {name}.")
    assert [document.path for document, _ in read([tmp_path])] == ["a.txt", "b.txt", "sub/a.txt"]


def test_bad_input_is_named_and_the_rest_is_read(tmp_path):
    """What cannot be read is a document with a sentence that says why, and reading goes on."""
    bad = {
        "empty.txt": b"",
        "blank.txt": b" \n\t ",
        "noise.bin": os.urandom(4000),
        "deep.html": b"<html>" + b"<div>" * 100_000,
        "p.pdf": b"%PDF-1.7",
    }
    for name, data in bad.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "z.txt").write_text("Good words.")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    found = {document.path: document for document, _ in read([tmp_path, tmp_path / "missing.txt"])}
    assert {path for path, document in found.items() if not document.failure} == {"z.txt"}
    assert set(found) == {*bad, "z.txt", "gone.txt", "missing.txt"}
    for document in found.values():
        assert not document.failure or (document.failure.endswith(".") and document.text == "")


def test_a_file_that_vanishes_while_it_is_read_is_named(tmp_path, monkeypatch):
    """A file that is gone between listing and opening is a failure of that file only."""
    (tmp_path / "a.txt").write_text("Words.")
    monkeypatch.setattr("pathlib.Path.is_file", lambda _: True)
    ((document, _),) = read([tmp_path / "b.txt"])
    assert "no such file" in document.failure


def test_what_is_too_large_is_named_with_its_size(tmp_path, monkeypatch):
    """A file over the limit is not kept in memory; its hash is still that of its bytes."""
    monkeypatch.setattr(limit, "MAX_BYTES", 100_000)
    (tmp_path / "a.txt").write_bytes(b"x" * 300_000)
    (tmp_path / "b.jsonl").write_bytes(b'{"text": "One."}\n{"text": "' + b"y" * 300_000 + b'"}\n{"text": "Two."}\n')
    large, one, line, two = read([tmp_path])
    assert "300,000 bytes" in large[0].failure
    assert large[0].sha256 == hashlib.sha256(b"x" * 300_000).hexdigest()
    assert (one[0].text, two[0].text) == ("One.", "Two.")
    assert line[0].failure
    assert line[0].path == "b.jsonl#2"


@pytest.mark.slow
def test_a_line_of_200_megabytes_is_refused_in_bounded_memory(tmp_path):
    """A file of one 200 MB line is named as too large without being held in memory."""
    import resource

    with (tmp_path / "a.txt").open("wb") as out:
        for _ in range(200):
            out.write(b"x" * 1_000_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    ((document, data),) = read([tmp_path])
    assert "200,000,000 bytes" in document.failure
    assert data == b""
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 80_000


def test_a_line_longer_than_prose_is_refused():
    """A text whose single line is beyond any paragraph is refused with the length."""
    (document,) = read_bytes("a.txt", b"word " * 200_000)
    assert "1,000,000 characters" in document.failure


def test_standard_input_is_read_by_content(monkeypatch):
    """A dash reads standard input, whatever it holds."""
    monkeypatch.setattr(
        sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b'{"text": "One.", "id": 7}\n{"text": "Two."}\n'))
    )
    assert [(document.path, document.text) for document, _ in read(["-"])] == [("-#7", "One."), ("-#2", "Two.")]


def test_content_counts_more_than_the_name():
    """A page under a text name is a page, a text that speaks of tags is none, and JSON Lines need no suffix."""
    assert read_bytes("a.txt", b"<!DOCTYPE html><html><p>Words.</p>")[0].media_type == "text/html"
    assert read_bytes("a.txt", b"<b>Words</b> stand here.")[0].text == "<b>Words</b> stand here."
    assert read_bytes("saved", b"<div><p>Words.</p></div>")[0].text == "Words."
    assert [one.text for one in read_bytes("feed", b'{"text": "a b"}\n{"text": "c d"}')] == ["a b", "c d"]


def test_a_long_first_record_is_known_by_how_it_begins():
    """JSON Lines without a suffix are known also where the first line is longer than what is looked at."""
    line = b'{"id": "a", "text": "' + b"word " * 30_000 + b'"}'
    assert [one.path for one in read_bytes("feed", line + b'\n{"text": "b c"}')] == ["feed#a", "feed#2"]


@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.html", "a.json", "a.jsonl", "a"]))
def test_no_bytes_raise_under_any_name(data, name):
    """Any bytes under any name give documents, read or failed, each with a path and a hash."""
    for document in read_bytes(name, data):
        assert document.path.startswith(name)
        assert bool(document.failure) != bool(document.text)


def test_two_inputs_give_the_same_documents_every_time(tmp_path):
    """Reading is a function of the bytes: a second time gives equal documents."""
    (tmp_path / "a.html").write_text("<html><title>T</title><p>Words of some length stand here.</p>")
    (tmp_path / "b.json").write_text(json.dumps([{"text": "Words."}]))
    assert list(read([tmp_path])) == list(read([tmp_path]))
