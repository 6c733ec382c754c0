"""Tokens, sentences and trees; names; times; quantities: what every extractor reads."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from attribune.model import Annotated, Document

from . import korean
from .dating import dated
from .name import coreferences, mentions
from .parse import DEFAULT_PIPELINE, load, parse
from .parse import version as pipeline_version
from .quantity import quantities
from .time import times

if TYPE_CHECKING:
    from spacy.language import Language

    from attribune.profiles import Profile

__all__ = ["DEFAULT_PIPELINE", "annotate", "load", "version"]


def annotate(document: Document, nlp: Language, profile: Profile) -> Annotated:
    """The document parsed, its names, times and quantities found; its publication date worked out where nobody gave
    it.
    """
    doc, stretches = parse(document, nlp)
    seen = Annotated(document, doc, stretches)
    seen = replace(seen, document=dated(seen))
    seen = replace(seen, times=times(seen))
    seen = replace(seen, quantities=quantities(seen))
    seen = replace(seen, mentions=mentions(seen, profile))
    seen = replace(seen, coreferences=coreferences(seen, profile))
    return korean.annotated(seen, profile)


def version(pipeline: str = DEFAULT_PIPELINE) -> str:
    """The versions of all that words are told apart by."""
    return f"{pipeline_version(pipeline)}, {korean.version()}"
