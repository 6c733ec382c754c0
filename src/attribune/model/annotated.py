"""A document with what a parser and the name, time and number layers see in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .document import Document
from .figure import Quantity, TimeExpression
from .mention import Coreference, Mention
from .morpheme import Sentence
from .span import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Annotated:
    """What every extractor reads.

    ``doc`` is one spaCy Doc with ``doc.text == document.text``, so that every character offset of a token is an
    offset of the document. Only prose (body, headings) is parsed; all between is single whitespace-like tokens of
    their own sentence without annotation (``token.dep_ == ""``). No sentence crosses a paragraph. ``paragraphs`` are
    the parsed stretches in order. ``sentences`` are those of Korean prose, which no tree is made for.
    """

    document: Document
    doc: Doc
    paragraphs: tuple[Span, ...]
    mentions: tuple[Mention, ...] = ()
    coreferences: tuple[Coreference, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    sentences: tuple[Sentence, ...] = ()
