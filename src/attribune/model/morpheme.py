"""Sentences in a language that is read by its morphemes and not by a parser's tree: Korean."""

from __future__ import annotations

from dataclasses import dataclass

from .span import Span


@dataclass(frozen=True, slots=True)
class Morpheme:
    """The smallest piece of a word with its part of speech. ``start`` and ``end`` are offsets of the document's text.

    ``form`` is as the dictionary has it and ``tag`` one of the Sejong set (NNG a noun, JX a particle, EC a connective
    ending); a contraction gives two morphemes on the same characters.
    """

    form: str
    tag: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its morphemes. ``paragraph`` counts the stretches of prose of its language in the document."""

    span: Span
    paragraph: int
    morphemes: tuple[Morpheme, ...]
