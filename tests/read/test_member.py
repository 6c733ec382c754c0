"""Records of JSON and JSON Lines."""

import json

import pytest

from attribune.read import bytes_of, read_bytes


def lines(*records):
    return "\n".join(one if isinstance(one, str) else json.dumps(one) for one in records).encode()


def test_bad_lines_are_named_and_the_rest_goes_on():
    """A line that is no JSON, no object, or has no text fails alone, under its number."""
    found = read_bytes("f.jsonl", lines({"text": "One."}, "{broken", [1], {"title": "x"}, {"text": "Two."}))
    assert [(one.path, bool(one.failure)) for one in found] == [
        ("f.jsonl#1", False),
        ("f.jsonl#2", True),
        ("f.jsonl#3", True),
        ("f.jsonl#4", True),
        ("f.jsonl#5", False),
    ]


def test_fields_become_metadata():
    """Title, outlet, authors, date and address of a record are its metadata; the date is normalised."""
    record = {
        "text": "Words.",
        "id": "x1",
        "title": "T",
        "outlet": "O",
        "authors": ["A B", "C D"],
        "published": "Fri, 09 Jun 2023 10:00:00 GMT",
        "url": "https://x.example/1",
    }
    (one,) = read_bytes("f.jsonl", lines(record))
    assert (one.path, one.title, one.outlet, one.authors) == ("f.jsonl#x1", "T", "O", ("A B", "C D"))
    assert (one.published, one.url) == ("2023-06-09", "https://x.example/1")
    assert all(datum.reason for datum in one.metadata)


def test_a_record_without_an_id_is_called_by_its_address():
    """The id comes first, then the address, then the number of the line."""
    found = read_bytes("f.jsonl", lines({"text": "a b", "url": "u"}, {"text": "a b", "id": 0}, {"text": "c"}))
    assert [one.path for one in found] == ["f.jsonl#u", "f.jsonl#0", "f.jsonl#3"]


def test_pages_in_records_are_read_as_pages():
    """A field html is read as a page, and its own metadata stand behind the record's."""
    page = "<html><head><title>Own title</title></head><body><p>The consul left.</p></body></html>"
    (one,) = read_bytes("f.jsonl", lines({"html": page, "title": "Given title"}))
    assert one.media_type == "text/html"
    assert one.text == "The consul left."
    assert one.title == "Given title"


def test_json_that_is_no_json_lines_is_read_too():
    """One object over many lines, and a list of them, are containers like any other."""
    assert [one.text for one in read_bytes("a.json", b'{\n "text": "One."\n}')] == ["One."]
    found = read_bytes("a.json", b'[\n {"text": "One."},\n {"text": "Two.", "id": "b"}]')
    assert [(one.path, one.text) for one in found] == [("a.json#1", "One."), ("a.json#b", "Two.")]


def test_half_characters_become_marks():
    """JSON can escape halves of characters that no text can hold; each becomes a replacement mark."""
    (one,) = read_bytes("f.jsonl", b'{"text": "a \\ud800 b"}')
    assert one.text == "a \ufffd b"


def test_a_key_that_stands_twice_has_no_way_back_but_is_read():
    """Where it is not sure which bytes were meant, the text is kept and no place is claimed."""
    (one,) = read_bytes("f.jsonl", b'{"quote": "\\"text\\": \\"x\\"", "text": "a b", "more": {"text": "c"}}')
    (page,) = read_bytes("f.jsonl", b'{"html": "<p>No.</p>", "html": "<p>The consul left.</p>"}')
    assert (one.text, page.text) == ("a b", "The consul left.")
    for document in (one, page):
        with pytest.raises(ValueError, match="stands in the original"):
            bytes_of(document, 0, 3)


def test_an_id_that_nothing_can_write_is_made_whole():
    """Half a character in an id becomes a question mark: a path must be written to files and tables."""
    assert [one.path for one in read_bytes("f.jsonl", lines({"text": "One.", "id": "a\ud800"}))] == ["f.jsonl#a?"]
