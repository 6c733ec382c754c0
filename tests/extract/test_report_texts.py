"""Reports over whole invented texts, against hand-made gold: the bars that the project holds itself to.

Statements and times are given from the gold, so that a fall here is the fault of the reports alone.
"""

import json
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest

from attribune import extract, profiles
from attribune.annotate.name import coreferences, mentions
from attribune.annotate.parse import parse
from attribune.model import Annotated, Document, Made, Region, Span, Statement, TimeExpression

TEXTS = Path(__file__).parent / "reports"
MADE = Made("gold")


def rows(stem, kind):
    """The gold of a kind for a text."""
    return [json.loads(line) for line in (TEXTS / f"{stem}.{kind}.jsonl").read_text("utf-8").splitlines()]


def span(row):
    """A span of the gold."""
    return Span(row["start"], row["end"], row["quote"]) if row else None


def reports(stem, nlp):
    """The reports of a text."""
    text = (TEXTS / f"{stem}.txt").read_text("utf-8")
    first, _, rest = text.partition("\n\n")
    heading = len(first) if rest and len(first) < 100 and first[-1] != "." else 0
    regions = [Region(Span.of(text, heading, len(text)), "body")]
    regions += [Region(Span.of(text, 0, heading), "heading")] if heading else []
    published = (TEXTS / f"{stem}.published").read_text("utf-8").strip()
    document = Document(stem, stem, "x", text, "text/plain", "utf-8", published=published, regions=tuple(regions))
    doc, stretches = parse(document, nlp)
    seen = Annotated(document, doc, stretches)
    seen = Annotated(document, doc, stretches, mentions=mentions(seen, profiles.load()))
    seen = Annotated(
        document,
        doc,
        stretches,
        mentions=seen.mentions,
        coreferences=coreferences(seen, profiles.load()),
        times=tuple(
            TimeExpression(stem, span(row["span"]), "DATE", "", row["edtf"], MADE) for row in rows(stem, "times")
        ),
    )
    said = tuple(
        Statement(
            row["id"],
            stem,
            span(row["source"]),
            row["source_kind"],
            span(row["cue"]),
            tuple(map(span, row["content"])),
            row["form"],
            row["act"],
            "CT+",
            MADE,
        )
        for row in rows(stem, "statements")
    )
    return extract.reports(seen, said, profiles.load())


def overlap(one, other):
    """Whether two spans share a character."""
    return one["start"] < other.end and other.start < one["end"]


@pytest.fixture(scope="module")
def scored(nlp):
    """The counts over all texts."""
    counts = Counter()
    for path in sorted(TEXTS.glob("*.txt")):
        gold, found = rows(path.stem, "reports"), list(reports(path.stem, nlp))
        pairs = []
        for row in gold:
            same = [one for one in found if one.type == row["type"] and overlap(row["trigger"], one.trigger)]
            if same:
                pairs.append((row, same[0]))
                found.remove(same[0])
        counts["gold"] += len(gold)
        counts["found"] += len(found) + len(pairs)
        counts["matched"] += len(pairs)
        for row, one in pairs:
            counts["status"] += row["status"] == one.status
            counts["when"] += row["when"]["edtf"] == one.when.edtf
            counts["arguments gold"] += len(row["arguments"])
            counts["arguments found"] += len(one.arguments)
            counts["arguments"] += sum(
                any(
                    other["role"] == argument.role and overlap(other["span"], argument.span)
                    for argument in one.arguments
                )
                for other in row["arguments"]
            )
        for (a, one), (b, other) in combinations(pairs, 2):
            together, joined = a["event"] is not None and a["event"] == b["event"], one.local_event == other.local_event
            counts.update({"pairs gold": together, "pairs found": joined, "pairs": together and joined})
    return counts


def f1(counts, name, gold, found):
    """F1 of a count."""
    return 2 * counts[name] / (counts[gold] + counts[found])


def test_reports_are_found(scored):
    """Type and trigger: F1 of at least 0.75."""
    assert f1(scored, "matched", "gold", "found") >= 0.75


def test_participants_are_found(scored):
    """Arguments of matched reports: F1 of at least 0.7."""
    assert f1(scored, "arguments", "arguments gold", "arguments found") >= 0.7


@pytest.mark.parametrize("field", ["status", "when"])
def test_status_and_time_are_right(scored, field):
    """Status and date of matched reports: right in at least 85 of 100."""
    assert scored[field] / scored["matched"] >= 0.85


def test_repeats_are_joined(scored):
    """Pairs of reports of one event inside a text: F1 of at least 0.7."""
    assert f1(scored, "pairs", "pairs gold", "pairs found") >= 0.7
