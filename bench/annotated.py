"""The inputs of a benchmark set as the annotators see them, and the lines of the interchange form that scorers read."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from attribune import annotate, profiles
from attribune.model import Annotated, Document, Metadatum, Region, Span, document_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


def documents(inputs: Path) -> Iterator[Document]:
    """The texts of an ``input.jsonl``, each all prose."""
    for line in (inputs / "input.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        path, text = f"input.jsonl#{row['id']}", row["text"]
        digest = hashlib.sha256(text.encode()).hexdigest()
        one = Document(document_id(path, digest), path, digest, text, "text/plain", "utf-8")
        if row.get("published"):
            given = (Metadatum("published", row["published"], "given", "the set's date"),)
            one = replace(one, published=row["published"], metadata=given)
        yield replace(one, regions=(Region(Span.of(text, 0, len(text)), "body", "en"),)) if text.strip() else one


def seen(inputs: Path) -> Iterator[Annotated]:
    """The same, annotated."""
    nlp, profile = annotate.load(), profiles.load("exile")
    for one in documents(inputs):
        yield annotate.annotate(one, nlp, profile)


def span(words: Span | None) -> dict[str, Any] | None:
    """A span as the interchange form writes it."""
    return {"start": words.start, "end": words.end, "quote": words.quote} if words else None


def write(folder: Path, kind: str, rows: Iterable[dict[str, Any]]) -> None:
    """Records of one kind as JSON Lines."""
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (folder / f"{kind}.jsonl").write_text("".join(lines), "utf-8")
