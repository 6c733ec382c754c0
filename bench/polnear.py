"""PolNeAR's texts and attributions (brat standoff), and documents made of plain texts."""

from __future__ import annotations

import hashlib
import pickle
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from attribune.annotate.parse import load, parse
from attribune.model import Annotated, Document, Region

Pieces = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Gold:
    """One attribution as annotated: the character spans of its roles."""

    source: Pieces
    cue: Pieces
    content: Pieces


def gold(folder: Path) -> dict[str, list[Gold]]:
    """The attributions of each document; of several annotators the first by file name counts."""
    files: dict[str, Path] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        files.setdefault(path.stem.rpartition("_")[0], path)
    return {stem: list(_read(path)) for stem, path in files.items()}


def _read(path: Path) -> Iterator[Gold]:
    spans: dict[str, Pieces] = {}
    events: list[dict[str, Pieces]] = []
    for line in path.read_bytes().decode().split("\n"):
        name, _, rest = line.partition("\t")
        first, _, others = rest.partition("\t")[0].partition(" ")
        if name.startswith("T") and others:
            spans[name] = [(int(a), int(b)) for a, b in (piece.split() for piece in others.split(";"))]
            del first
        elif name.startswith("E") and others:
            event: dict[str, Pieces] = defaultdict(list)
            for part in others.split():
                role, _, entity = part.partition(":")
                event[role.lower().rstrip("0123456789")] += spans.get(entity, [])
            events.append(event)
    for event in events:
        if event["content"]:
            yield Gold(sorted(event["source"]), sorted(event["cue"]), sorted(event["content"]))


def plain(path: Path) -> Document:
    """A text file as a document that is all prose."""
    data = path.read_bytes()
    text = data.decode()
    document = Document(path.stem, path.name, hashlib.sha256(data).hexdigest(), text, "text/plain", "utf-8")
    return replace(document, regions=(Region(document.span(0, len(text)), "body"),)) if text.strip() else document


def annotated(folder: Path, cache: Path | None = None) -> Iterator[Annotated]:
    """Every text of a PolNeAR folder, parsed; ``cache`` is a file that keeps the parses between runs."""
    from spacy.tokens import Doc

    nlp = load()
    kept = pickle.loads(cache.read_bytes()) if cache and cache.exists() else []  # noqa: S301  # our own file
    for document, packed, paragraphs in kept:
        yield Annotated(document, Doc(nlp.vocab).from_bytes(packed), paragraphs)
    if kept:
        return
    for path in sorted((folder / "text").glob("*.txt")):
        document = plain(path)
        doc, paragraphs = parse(document, nlp)
        kept.append((document, doc.to_bytes(exclude=["user_data"]), paragraphs))
        yield Annotated(document, doc, paragraphs)
    if cache:
        cache.write_bytes(pickle.dumps(kept))
