"""How well Korean articles are read: ``python -m bench.korean [TEXTS] [--held] [--errors]``.

The texts and their answers stand in tests/korean/texts.yaml, written for the project. ``--held`` scores those that were
kept back while the rules were written; ``--errors`` prints what is missing and what is too much. All are read in one
case together with an English article that names the same people, so that linking Hangul to Latin letters is scored too.

A name is right where the words and the kind are, and linked where its entity is the expected one. A statement is right
where its content shares four fifths of its letters with the answer's, its source ends where the answer's ends, and its
speaker is the answer's where the answer names a person. A time is right where its words overlap and its EDTF value is
equal; a figure where its words overlap and value, bounds and unit are equal.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml

from attribune import annotate, profiles, resolve
from attribune.build import document_records
from attribune.model import Document, Metadatum, Records

TEXTS = Path(__file__).parent.parent / "tests" / "korean" / "texts.yaml"
_MARK = re.compile(
    r"\[(?P<kind>[pol]) |(?P<end>=[^\]=\[]*\])|(?P<time>\{(?P<words>[^}=]+)=(?P<edtf>[^}]*)\})"
    r"|(?P<figure><(?P<number>[^>=]+)=(?P<told>[^>]*)>)"
)
_KINDS = {"p": "person", "o": "organisation", "l": "place"}


@dataclass(slots=True)
class Gold:
    """A text with its answers as (start, end, ...)."""

    id: str
    published: str
    text: str
    names: list[tuple[int, int, str, str]] = field(default_factory=list)
    times: list[tuple[int, int, str]] = field(default_factory=list)
    figures: list[tuple[int, int, list[str]]] = field(default_factory=list)
    said: list[tuple[str, str | None, str, str | None, str]] = field(default_factory=list)


def parse(entry: dict[str, Any]) -> Gold:
    """A text out of its marked form."""
    gold = Gold(entry["id"], str(entry["published"]), "")
    out, at, open_names, marked = "", 0, [], entry["text"].strip()
    for match in _MARK.finditer(marked):
        out += marked[at : match.start()]
        at = match.end()
        if match["kind"]:
            open_names.append((_KINDS[match["kind"]], len(out)))
        elif match["end"]:
            kind, start = open_names.pop()
            gold.names.append((start, len(out), kind, match["end"][1:-1]))
        elif match["time"]:
            gold.times.append((len(out), len(out) + len(match["words"]), match["edtf"]))
            out += match["words"]
        else:
            gold.figures.append((len(out), len(out) + len(match["number"]), match["told"].split(" ")))
            out += match["number"]
    gold.text = out + marked[at:]
    gold.names.sort(key=lambda one: (one[0], -one[1]))
    gold.said = [tuple(one) for one in entry["said"]]
    return gold


def documents(golds: list[Gold], companion: str) -> list[Document]:
    """The texts as documents of one case, the English one first."""
    made = [Document("d-en", "en.txt", "0", companion, "text/plain", "utf-8", published="2016-08-18")]
    for gold in golds:
        given = (Metadatum("published", gold.published, "given", "the answers say so"),)
        one = Document("d-" + gold.id, gold.id + ".txt", gold.id, gold.text, "text/plain", "utf-8", metadata=given)
        made.append(replace(one, published=gold.published))
    return made


class Score:
    """Right, missing and too much of one kind."""

    def __init__(self) -> None:
        self.right = self.missing = self.extra = 0
        self.errors: list[str] = []

    def add(self, document: str, expected: list[Any], found: list[Any], fits: Any, tell: Any) -> None:  # noqa: ANN401 - two functions
        """Pair what is expected with what was found, each once."""
        left = list(found)
        for one in expected:
            hit = next((other for other in left if fits(one, other)), None)
            if hit is None:
                self.missing += 1
                self.errors.append(f"{document} - {tell(one)}")
            else:
                left.remove(hit)
                self.right += 1
        self.extra += len(left)
        self.errors += [f"{document} + {tell(one)}" for one in left]

    @property
    def recall(self) -> float:
        """The share of the answers that were found."""
        return self.right / max(1, self.right + self.missing)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / max(1, 2 * self.right + self.missing + self.extra)


def _content(gold: Gold, words: str) -> tuple[int, int]:
    first, _, last = words.partition("…")
    start = gold.text.index(first)
    return start, gold.text.index(last, start) + len(last) if last else start + len(first)


def _alike(one: tuple[int, int], other: tuple[int, int]) -> bool:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared > 0 and shared / (max(one[1], other[1]) - min(one[0], other[0])) >= 0.8


def _statement_fits(gold: Gold, expected: Any, found: Any) -> bool:  # noqa: ANN401 - rows
    _, source, kind, speaker, words = expected
    spans = [(part.start, part.end) for part in found.content]
    hull = (spans[0][0], spans[-1][1])
    if not _alike(_content(gold, words), hull):
        return False
    if (source is None) != (found.source is None):
        return False
    if source is not None and not (source.endswith(found.source.quote) or found.source.quote.endswith(source)):
        return False
    return kind != "person" or speaker is None or found.speaker == speaker


def score(golds: list[Gold], companion: str) -> dict[str, Score]:
    """All scores over some texts."""
    nlp, profile = annotate.load(), profiles.load("exile")
    records = Records.merge([document_records(one, nlp, profile) for one in documents(golds, companion)])
    entities = resolve.resolve(records, profile, {}).entities
    entity_of = {mention: entity for entity in entities for mention in entity.mentions}
    by_document: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for name in ("mentions", "statements", "times", "figures"):
        for one in getattr(records, name):
            by_document[one.document][name].append(one)
    scores = {
        name: Score()
        for name in ("names found", "names linked", "direct", "indirect", "source kinds", "dates", "figures")
    }
    for gold in golds:
        held = by_document["d-" + gold.id]
        _score_names(gold, held["mentions"], entity_of, scores)
        _score_statements(gold, held["statements"], scores)
        times = [one for one in held["times"] if one.edtf and one.type != "DURATION"]
        scores["dates"].add(
            gold.id,
            gold.times,
            times,
            lambda a, b: a[0] < b.span.end and b.span.start < a[1] and a[2] == b.edtf,
            lambda one, text=gold.text: (
                f"{text[one[0] : one[1]]} {one[2]}" if isinstance(one, tuple) else f"{one.span.quote} {one.edtf}"
            ),
        )
        scores["figures"].add(
            gold.id,
            gold.figures,
            held["figures"],
            lambda a, b: a[0] < b.span.end and b.span.start < a[1] and a[2] == _told(b),
            lambda one, text=gold.text: (
                f"{text[one[0] : one[1]]} {one[2]}" if isinstance(one, tuple) else f"{one.span.quote} {_told(one)}"
            ),
        )
    return scores


def _told(figure: Any) -> list[str]:  # noqa: ANN401 - a record
    values = (figure.value, figure.low, figure.high)
    numbers = ["-" if n is None else f"{n:g}" if n < 1e5 else str(int(n)) for n in values]
    return [*numbers, figure.unit or "-"]


def _score_names(gold: Gold, mentions: list[Any], entity_of: Any, scores: dict[str, Score]) -> None:  # noqa: ANN401 - records
    def tell(one: Any) -> str:  # noqa: ANN401 - a row or a record
        if isinstance(one, tuple):
            return f"{gold.text[one[0] : one[1]]} {one[2:]}"
        entity = entity_of.get(one.id)
        return f"{one.span.quote} {one.kind} {entity.name if entity else None} ({one.made.reason})"

    def same(one: Any, other: Any) -> bool:  # noqa: ANN401 - a row and a record
        return (one[0], one[1], one[2]) == (other.span.start, other.span.end, other.kind)

    def linked(one: Any, other: Any) -> bool:  # noqa: ANN401 - a row and a record
        entity = entity_of.get(other.id)
        return same(one, other) and (one[3] == "-" or (entity is not None and one[3] in (entity.name, *entity.names)))

    scores["names found"].add(gold.id, gold.names, mentions, same, tell)
    scores["names linked"].add(gold.id, gold.names, mentions, linked, tell)


def _score_statements(gold: Gold, statements: list[Any], scores: dict[str, Score]) -> None:
    def tell(one: Any) -> str:  # noqa: ANN401 - a row or a record
        if isinstance(one, tuple):
            return " | ".join(map(str, one))
        source = one.source.quote if one.source else None
        said = [part.quote for part in one.content]
        return f"{one.form} | {source} | {one.source_kind} | {one.speaker} | {said} | {one.cue and one.cue.quote}"

    for name, code in (("direct", "d"), ("indirect", "i")):
        expected = [one for one in gold.said if one[0] == code]
        found = [one for one in statements if (one.form == "direct") == (code == "d")]
        scores[name].add(gold.id, expected, found, lambda a, b: _statement_fits(gold, a, b), tell)
        for one in expected:
            hit = next((other for other in found if _statement_fits(gold, one, other)), None)
            if hit is not None:
                scores["source kinds"].add(gold.id, [one], [hit], lambda a, b: a[2] == b.source_kind, tell)


def main(words: list[str]) -> int:
    """Print the scores."""
    paths = [word for word in words if not word.startswith("--")]
    held = yaml.safe_load((Path(paths[0]) if paths else TEXTS).read_text("utf-8"))
    golds = [parse(one) for one in held["held" if "--held" in words else "texts"]]
    scores = score(golds, held["companion"])
    counts = Counter({name: one.right + one.missing for name, one in scores.items()})
    for name, one in scores.items():
        print(f"{name:14} {len(golds)} texts, {counts[name]} answers: recall {one.recall:.3f}, F1 {one.f1:.3f}")
        if "--errors" in words:
            print("\n".join("    " + error for error in one.errors))
    print(f"direct quotations with their speakers, F1: {scores['direct'].f1:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
