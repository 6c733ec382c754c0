"""What is fuzzed: each target takes any bytes and may not raise; what it gives must hold together.

A reader gives at least one document, which says why it failed or has a text; every place of that text leads back
into the bytes; cleaning keeps every character.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from attribune import clean, read
from attribune.annotate.number import numbers
from attribune.model import edtf
from attribune.names import compare
from attribune.read import offset, stamp
from attribune.watch import FeedError
from attribune.watch.listing import listed

if TYPE_CHECKING:
    from collections.abc import Callable

_PARTS = 40  # documents of one input that are looked at: an archive may hold thousands


def reader(suffix: str) -> Callable[[bytes], None]:
    """A target that reads bytes as a file of that suffix."""

    def target(data: bytes) -> None:
        found = read.read_bytes(f"fuzzed{suffix}", data)
        assert found
        for document in found[:_PARTS]:
            assert document.failure is None or document.failure.strip()
            assert document.failure is not None or document.text.strip()
            kept = clean.clean(document)
            assert kept.text == document.text
            assert all(document.text[r.span.start : r.span.end] == r.span.quote for r in kept.regions)
            if document.origin_map and document.origin_map.text_start and document.text:
                step = max(1, len(document.text) // 20)
                for start in range(0, len(document.text), step):
                    left, right = offset.bytes_of(document, start, min(start + 7, len(document.text)))
                    assert 0 <= left <= right

    return target


def the_numbers(data: bytes) -> None:
    """Any text has numbers, or none; each lies in it, and no bound is below another."""
    text = data.decode("utf-8", "replace")
    for one in numbers(text, 0, len(text)):
        assert 0 <= one.start < one.end <= len(text)


def the_dates(data: bytes) -> None:
    """Whatever stands where a date should is an interval with its ends in order, or nothing."""
    text = data.decode("utf-8", "replace")
    for value in (text, stamp.edtf(text)):
        days = edtf.interval(value)
        assert days is None or days.first is None or days.last is None or days.first <= days.last


def the_names(data: bytes) -> None:
    """Any two names can be compared, both ways alike, and a name with itself."""
    one, _, other = data.decode("utf-8", "replace").partition("\t")
    compare(one, one)
    assert compare(one, other).score == compare(other, one).score


def the_lists(data: bytes) -> None:
    """A feed or sitemap is listed or refused."""
    try:
        listed(data, "https://a.example/feed")
    except FeedError:
        return


@lru_cache(maxsize=1)
def _pipeline() -> tuple[object, object]:
    from attribune import annotate, profiles

    return annotate.load(), profiles.load("exile")


def the_stages(data: bytes) -> None:
    """All stages of a document, on any text: nothing raises, every span slices back."""
    from attribune.build import document_records

    text = data[:4000].decode("utf-8", "replace")
    made = document_records(read.document(read.Found("fuzzed.txt", text.encode("utf-8"))), *_pipeline())
    for span in [s for one in made.statements for s in (one.source, one.cue, one.via, *one.content) if s]:
        assert made.documents[0].text[span.start : span.end] == span.quote


SUFFIXES = (
    ".txt", ".html", ".jsonl", ".json", ".xml", ".eml", ".mbox", ".warc",
    ".wacz", ".zip", ".tar", ".gz", ".docx", ".odt", ".rtf", ".pdf",
)  # fmt: skip
TARGETS: dict[str, Callable[[bytes], None]] = {
    **{suffix[1:]: reader(suffix) for suffix in SUFFIXES},
    "numbers": the_numbers,
    "dates": the_dates,
    "names": the_names,
    "lists": the_lists,
    "stages": the_stages,
}
