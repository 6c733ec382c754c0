"""Datelines are no part of the sentence that they stand before."""

from __future__ import annotations

import pytest

from attribune.annotate.parse import parse
from attribune.model import Document, Region, Span


def sentences(text, nlp):
    """The sentences of a text that have a tree."""
    regions = (Region(Span.of(text, 0, len(text)), "body"),)
    doc, stretches = parse(Document("d", "d", "x", text, "text/plain", "utf-8", regions=regions), nlp)
    assert doc.text == text
    assert [stretch.quote for stretch in stretches] == [text]
    return [sentence.text for sentence in doc.sents if sentence[0].dep_]


@pytest.mark.parametrize(
    "dateline",
    [
        "TARSK, May 3 (XNA) -",
        "Tarsk, May 3 (XNA) --",
        "PORT TARSK —",
        "Tarsk (Xna) –",
        "TARSK, Vorland, Aug. 12, 2031 -",
    ],
)
def test_a_dateline_is_cut(dateline, nlp):
    """A place with a day, a wire or capitals before a dash is parsed apart from what follows."""
    assert sentences(f"{dateline} The envoy left his post.", nlp)[-1] == "The envoy left his post."


@pytest.mark.parametrize(
    "text", ["Marrat - a clerk - left his post.", "The envoy — who is 40 — left.", "A-level students left."]
)
def test_other_dashes_cut_nothing(text, nlp):
    """A dash inside a sentence is no end of a dateline."""
    assert sentences(text, nlp) == [text]
