"""Texts as the annotators see them: parsed, with times and quantities."""

from dataclasses import replace

from attribune.annotate.parse import parse
from attribune.annotate.quantity import quantities
from attribune.annotate.time import times
from attribune.model import Annotated, Document, Region, Span, document_id


def document(text, published=None, kind="body"):
    """A document whose whole text is one region."""
    regions = (Region(Span.of(text, 0, len(text)), kind),) if text else ()
    return Document(
        document_id("t", text), "t.txt", "t", text, "text/plain", "utf-8", published=published, regions=regions
    )


def parsed(text, nlp, published=None):
    """The text parsed, nothing else."""
    made = document(text, published)
    doc, paragraphs = parse(made, nlp)
    return Annotated(made, doc, paragraphs)


def seen(text, nlp, published=None):
    """The text parsed, with its times and quantities."""
    one = parsed(text, nlp, published)
    one = replace(one, times=times(one))
    return replace(one, quantities=quantities(one))
