"""PLOVER's sentences with event types and actors: ``python -m bench.plover FILE [PROFILE]``.

A profile's event types carry PLOVER codes where there is one. *types*: the PLOVER types of a sentence's reports
against the type of its gold, over all sentences and over those whose type the profile has at all. *actors*: of the
sentences whose type was found, the share whose actors (as words) lie in, or hold, an argument of the report.
Figures last; there is no bar.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

from attribune import annotate, extract, profiles
from attribune.model import Document, Region, Report, Span, document_id
from attribune.profiles import Profile


def sentences(path: Path) -> list[dict[str, object]]:
    """The sentences that have a type, without the file's own documentation."""
    return [one for one in json.loads(path.read_text("utf-8")) if one.get("text") and one["event"] != "DOCUMENT"]


def actors(given: object) -> list[str]:
    """The words for the actors of one side."""
    return [one["actorText"] for one in given if one.get("actorText")] if isinstance(given, list) else []


def reports(text: str, profile: Profile) -> tuple[Report, ...]:
    """The reports of one sentence."""
    whole = Span.of(text, 0, len(text))
    document = Document(document_id(text, ""), "", "", text, "text/plain", "utf-8", published="2000-01-01")
    seen = annotate.annotate(replace(document, regions=(Region(whole, "body"),)), annotate.load(), profile)
    return extract.reports(seen, extract.statements(seen, profile), profile)


def shared(words: str, report: Report) -> bool:
    """Whether some argument of a report has the words for an actor."""
    return any(words in one.span.quote or one.span.quote in words for one in report.arguments)


def main(path: Path, profile: Profile) -> float:
    """Print the figures and give the F1 of the types that the profile has."""
    codes = {one.name: one.code.split()[0] for one in profile.event_types if one.code}
    right = given = within = hit = asked = 0
    gold = sentences(path)
    for one in gold:
        found = [report for report in reports(str(one["text"]).strip(), profile) if report.type in codes]
        types = {codes[report.type] for report in found}
        given += len(types)
        right += one["event"] in types
        within += one["event"] in codes.values()
        same = [report for report in found if codes[report.type] == one["event"]]
        for words in (actors(one.get("source")) + actors(one.get("target"))) if same else []:
            asked += 1
            hit += any(shared(words, report) for report in same)
    print(f"{profile.name}: {len(gold)} sentences, {within} of types that it has")
    print(f"types: {right} right of {given} given; recall over all {right / len(gold):.3f}")
    print(f"actors: {hit} of {asked} words for sources and targets are arguments")
    return 2 * right / (given + within) if given + within else 0.0


if __name__ == "__main__":
    print(f"{main(Path(sys.argv[1]), profiles.load(sys.argv[2] if len(sys.argv) > 2 else 'exile')):.3f}")
