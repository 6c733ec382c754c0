"""Reports of sixteen short articles whose answers were written before the rules met them, read from the text alone.

``python tests/extract/test_report_unseen.py`` prints the figures and what is wrong.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest
import yaml

from attribune import annotate, build, profiles
from attribune.model import Document, Metadatum, document_id

TEXTS = Path(__file__).parent / "unseen" / "texts.yaml"


def cases():
    """The articles with their answers."""
    return yaml.safe_load(TEXTS.read_text("utf-8"))


def records(case, nlp):
    """What the program reads in one."""
    text = case["text"]
    given = (Metadatum("published", case["published"], "given", "the case says so"),)
    given += (Metadatum("outlet", case["id"], "given", "made up"),)
    made = document_id(case["id"], "x")
    document = Document(made, case["id"], "x", text, "text/plain", "utf-8", metadata=given)
    return build.document_records(document, nlp, profiles.load(case["profile"]))


def place(text, words):
    """Where words stand: the first time, or as "words#2" the second."""
    plain, _, number = words.partition("#")
    return [found.span() for found in re.finditer(rf"\b{re.escape(plain)}\b", text)][int(number or 1) - 1]


def meets(text, words, span):
    """Whether a span shares a character with words of an answer."""
    start, end = place(text, words)
    return start < span.end and span.start < end


def score(case, found):
    """The counts of one article, and what is wrong with it, in lines."""
    text, counts, wrong = case["text"], Counter(), []
    left, pairs = list(found.reports), []
    for answer in case["reports"]:
        same = [one for one in left if one.type == answer["type"] and meets(text, answer["words"], one.trigger)]
        counts["gold"] += 1
        if not same:
            wrong.append(f"missed {answer['type']} {answer['words']}")
            continue
        pairs.append((answer, same[0]))
        left.remove(same[0])
    counts.update(found=len(found.reports), matched=len(pairs))
    wrong += [f"false {one.type} {one.trigger.quote}" for one in left]
    for answer, one in pairs:
        asked, near = list(answer["args"].items()), list(answer.get("near", {}).items())
        got = [any(a.role == role and meets(text, words, a.span) for a in one.arguments) for role, words in asked]
        beside = [any(a.role == role and meets(text, words, a.span) for a in one.arguments) for role, words in near]
        free = [
            a
            for a in one.arguments
            if not any(a.role == role and meets(text, words, a.span) for role, words in asked + near)
        ]
        counts.update({"arguments": sum(got), "arguments gold": len(got), "arguments found": sum(got) + len(free)})
        counts.update({"near": sum(beside), "near gold": len(beside)})
        counts["status"] += one.status == answer["status"]
        counts["when"] += one.when.edtf == answer.get("when")
        wrong += [f"{one.trigger.quote}: no {pair}" for pair, hit in zip(asked, got, strict=True) if not hit]
        wrong += [f"{one.trigger.quote}: not near {pair}" for pair, hit in zip(near, beside, strict=True) if not hit]
        wrong += [f"{one.trigger.quote}: false {a.role}={a.span.quote}" for a in free]
        if one.status != answer["status"]:
            wrong.append(f"{one.trigger.quote}: {one.status} for {answer['status']}")
        if one.when.edtf != answer.get("when"):
            wrong.append(f"{one.trigger.quote}: {one.when.edtf} for {answer.get('when')}")
    for (a, one), (b, other) in combinations(pairs, 2):
        same, joined = (
            a.get("event") is not None and a.get("event") == b.get("event"),
            one.local_event == other.local_event,
        )
        counts.update({"pairs gold": same, "pairs found": joined, "pairs": same and joined})
        if same != joined:
            wrong.append(f"{'not joined' if same else 'joined'}: {one.trigger.quote} and {other.trigger.quote}")
    return counts, wrong


def f1(counts, name, gold, found):
    """F1 of a count."""
    return 2 * counts[name] / max(counts[gold] + counts[found], 1)


@pytest.fixture(scope="module")
def scored(nlp):
    """The counts over all texts."""
    return sum((score(case, records(case, nlp))[0] for case in cases()), Counter())


def test_reports_of_unseen_texts_are_found(scored):
    """Type and trigger of reports: F1 of at least 0.85, with nothing given but the text."""
    assert f1(scored, "matched", "gold", "found") >= 0.85


def test_participants_of_unseen_texts_are_found(scored):
    """Participants of matched reports: F1 of at least 0.9."""
    assert f1(scored, "arguments", "arguments gold", "arguments found") >= 0.9


@pytest.mark.parametrize("field", ["status", "when"])
def test_status_and_time_of_unseen_texts_are_right(scored, field):
    """Status and date of matched reports: right in at least 85 of 100."""
    assert scored[field] / scored["matched"] >= 0.85


def main():
    """What is wrong, and the figures."""
    nlp, total, lines = annotate.load(), Counter(), []
    for case in cases():
        counts, wrong = score(case, records(case, nlp))
        total += counts
        lines += [f"== {case['id']}", *(f"   {line}" for line in wrong)]
    shares = {field: round(total[field] / total["matched"], 3) for field in ("status", "when")}
    for kind, gold, found in (
        ("matched", "gold", "found"),
        ("arguments", "arguments gold", "arguments found"),
        ("pairs", "pairs gold", "pairs found"),
    ):
        lines.append(
            f"{kind}: F1 {f1(total, kind, gold, found):.3f}, {total[kind]} of {total[gold]}, {total[found]} found"
        )
    return [*lines, f"of the matched {shares}; from neighbouring sentences {total['near']} of {total['near gold']}"]


if __name__ == "__main__":
    print(*main(), sep="\n")  # noqa: T201 - what it is for
