"""Claims that weaken or strengthen each other: ``python -m bench.claimdiff DATA_DIR [PROFILE]`` (default: news).

Each pair is read as two one-sentence articles. A pair is told to weaken where a conflict joins them, and to strengthen
where an event or a figure does and no conflict. The baseline calls by the share of common words, cut where it is best.
Prints precision, recall and F1 of both, and last the mean F1 of ours.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from pathlib import Path

from attribune import annotate, assess, build, profiles, resolve
from attribune.model import Document, Metadatum, Records, document_id

_WORD = re.compile(r"[a-z]{3,}")


def document(name: str, text: str, day: str) -> Document:
    """A claim as an article of one sentence."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    known = (Metadatum("published", day, "given", "the set says so"), Metadatum("outlet", name, "given", "made up"))
    made = document_id(name, digest)
    return Document(made, name, digest, text, "text/plain", "utf-8", outlet=name, published=day, metadata=known)


def judged(pairs: list[dict[str, str]], profile_name: str) -> list[tuple[bool, bool]]:
    """(weakens, strengthens) of each pair."""
    nlp, profile = annotate.load(), profiles.load(profile_name)
    answers = []
    for pair in pairs:
        two = [document(side, pair[f"claim_{side}"], pair["date"]) for side in ("a", "b")]
        records = Records.merge(build.document_records(one, nlp, profile) for one in two)
        resolved = resolve.resolve(records, profile, {})
        links = assess.assess(records, resolved, profile).links
        across = [link.kind for link in links if link.source_document != link.target_document]
        where = {report.id: report.document for report in records.reports}
        shared = any(len({where[report] for report in event.reports}) > 1 for event in resolved.events)
        weakens = "conflict" in across
        answers.append((weakens, not weakens and (shared or "same_figure" in across)))
    return answers


def overlap(pair: dict[str, str]) -> float:
    """The share of common words."""
    one, other = (set(_WORD.findall(pair[f"claim_{side}"].casefold())) for side in ("a", "b"))
    return len(one & other) / max(len(one | other), 1)


def f1(called: list[bool], gold: list[bool]) -> tuple[float, float, float]:
    """Precision, recall and F1."""
    right = sum(c and g for c, g in zip(called, gold, strict=True))
    precision, recall = right / max(sum(called), 1), right / max(sum(gold), 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def main(data: Path, profile: str) -> float:
    """Print the figures of both files."""
    found = []
    for place, kind in enumerate(("weak", "strength")):
        pairs = json.loads(next(data.glob(f"*{kind}*.json")).read_text(encoding="utf-8"))["data"]
        gold = [bool(pair["relation"]) for pair in pairs]
        ours = f1([answer[place] for answer in judged(pairs, profile)], gold)
        shares = [overlap(pair) for pair in pairs]
        base = max((f1([share >= cut / 50 for share in shares], gold) for cut in range(50)), key=lambda score: score[2])
        for name, score in (("ours", ours), ("common words", base)):
            print(f"{kind:9} {name:13} precision {score[0]:.3f} recall {score[1]:.3f} F1 {score[2]:.3f}")
        found.append(ours[2])
    return sum(found) / len(found)


if __name__ == "__main__":
    print(f"{main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else 'news'):.3f}")
