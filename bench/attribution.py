"""Attribution against PolNeAR, beside textacy and a plain say-verb rule: ``python -m bench.attribution DIR``.

DIR holds ``text`` and ``attributions``. The shared scorer, ``score_attribution.py``, is looked for in the folders above
DIR. The attribution F1 of the project is printed last.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

from attribune.annotate import load
from attribune.annotate.parse import parse
from attribune.extract.statement import Ranker, statements
from attribune.model import Annotated, Span, Statement
from attribune.profiles import Profile

from . import polnear

Row = dict[str, Any]
_FIELDS = ("attribution", "token source", "token cue", "token content")
_SAY = frozenset({"say", "tell", "add", "claim", "argue", "report", "note", "explain", "write", "announce", "declare"})


def scorer(folder: Path) -> ModuleType:
    """The shared scorer, as a module."""
    for above in folder.resolve().parents:
        path = above / "score_attribution.py"
        if path.is_file():
            spec = importlib.util.spec_from_file_location("score_attribution", path)
            if spec and spec.loader:
                module = importlib.util.module_from_spec(spec)
                spec.loader.exec_module(module)
                return module
    raise FileNotFoundError(f"no score_attribution.py in the folders above {folder}")


def _row(document: str, source: Span | None, cue: Span | None, content: Iterable[Span]) -> Row:
    place = lambda one: {"start": one.start, "end": one.end} if one else None  # noqa: E731 - three uses, one line
    return {"document": document, "source": place(source), "cue": place(cue), "content": [place(c) for c in content]}


def _ours(seen: Annotated, keep: Callable[[Statement], bool], ranker: Ranker) -> list[Row]:
    said = statements(seen, Profile("bench"), ranker)
    kept = [one for one in said if one.within is None and keep(one)]
    return [_row(seen.document.id, one.source, one.cue, one.content) for one in kept]


def _say_verbs(seen: Annotated) -> list[Row]:
    """Eleven verbs of saying: their subject, and the clause that they govern."""
    rows = []
    for token in seen.doc:
        subject = next((c for c in token.children if c.dep_ == "nsubj"), None)
        clause = next((c for c in token.children if c.dep_ == "ccomp"), None)
        if token.lemma_ in _SAY and subject is not None and clause is not None:
            spans = [_words(seen, list(one.subtree)) for one in (subject, clause)]
            cue = seen.document.span(token.idx, token.idx + len(token))
            rows.append(_row(seen.document.id, spans[0], cue, spans[1:]))
    return rows


def _words(seen: Annotated, tokens: list[Any]) -> Span:
    return seen.document.span(tokens[0].idx, tokens[-1].idx + len(tokens[-1]))


def _textacy(seen: Annotated) -> list[Row]:
    """Direct quotations as textacy finds them."""
    from textacy.extract.triples import direct_quotations

    rows = []
    try:
        for one in direct_quotations(seen.doc):
            speaker, cue, content = (_words(seen, list(part)) for part in (one.speaker, one.cue, one.content))
            rows.append(_row(seen.document.id, speaker, cue, [content]))
    except (ValueError, IndexError):
        return rows  # it raises on a text with unbalanced quotation marks; what it gave before counts
    return rows


def _systems() -> dict[str, Callable[[Annotated], list[Row]]]:
    named: dict[str, Callable[[Annotated], list[Row]]] = {
        "attribune": lambda seen: _ours(seen, lambda _: True, "polnear"),
        "attribune, without impersonal": lambda seen: _ours(seen, lambda one: not one.impersonal, "polnear"),
        "attribune, rules": lambda seen: _ours(seen, lambda _: True, "rules"),
        "say verbs": _say_verbs,
    }
    if importlib.util.find_spec("textacy"):
        named["textacy"] = _textacy
    return named


def main() -> None:
    """Parses, runs every system, prints one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--json", type=Path, help="write the project's predictions there, as JSON lines")
    options = parser.parse_args()
    scoring, nlp, seen = scorer(options.folder), load(), []
    begun = time.process_time()
    for path in sorted((options.folder / "text").glob("*.txt")):
        document = polnear.plain(path)
        doc, paragraphs = parse(document, nlp)
        seen.append(Annotated(document, doc, paragraphs))
    parsed = time.process_time() - begun
    gold = scoring.read_gold(options.folder)
    print(f"{len(seen)} documents, parsed in {parsed:.1f} s\n")
    print(f"{'':32}" + "".join(f"{name:>22}" for name in _FIELDS) + f"{'direct mixed indirect':>24}{'time':>8}")
    best = 0.0
    for name, system in _systems().items():
        statements(seen[0], Profile("bench"))  # reads the tables before the clock runs
        begun = time.process_time()
        rows = [row for one in seen for row in system(one)]
        spent = (time.process_time() - begun) / parsed
        result = _score(scoring, gold, rows)
        cells = [result["scores"].get(f, {}) for f in _FIELDS]
        shown = ["/".join(f"{c.get(x, 0):.3f}" for x in ("precision", "recall", "f1")) for c in cells]
        found = " ".join(f"{result['recall'][kind]['found']:.3f}" for kind in ("direct", "mixed", "indirect"))
        print(f"{name:32}" + "".join(f"{cell:>22}" for cell in shown) + f"{found:>24}{spent:8.3f}")
        best = max(best, result["scores"]["attribution"]["f1"]) if name.startswith("attribune") else best
        if name == "attribune" and options.json:
            options.json.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    print("\nper field precision/recall/F1; found shares by kind of content; time as a share of the parse's")
    print(f"attribution F1 {best:.3f}")


def _score(scoring: ModuleType, gold: dict[str, Any], rows: list[Row]) -> dict[str, Any]:
    given: dict[str, list[Any]] = {stem: [] for stem in gold}
    for row in rows:
        spans = [[row["source"]], [row["cue"]], row["content"]]
        pieces = [[(one["start"], one["end"]) for one in part if one] for part in spans]
        given[row["document"]].append(scoring.Attribution(*map(gold[row["document"]].tokens, pieces)))
    result: dict[str, Any] = scoring.score(gold, given)
    return result


if __name__ == "__main__":
    main()
