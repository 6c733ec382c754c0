"""Regions of a document."""

from __future__ import annotations

from dataclasses import replace

from attribune.model import Document, Region


def clean(document: Document) -> Document:
    """The document with its regions and their languages."""
    if document.regions or not document.text.strip():
        return document
    return replace(document, regions=(Region(document.span(0, len(document.text)), "body"),))
