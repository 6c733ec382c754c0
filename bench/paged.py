"""A case of generated articles on disk, as a build would leave it, for what pages and searches cost.

``python -m bench.paged FOLDER DOCUMENTS`` writes it. The articles are those of ``bench.corpus``; names are resolved by
equality alone and every fiftieth person is marked as at risk, since it is showing that is measured, not resolving.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

from attribune.ledger import Case
from attribune.ledger.schema import tables_of
from attribune.model import Assessed, Chain, Entity, Event, Held, Hop, Link, Made, Origin, Records, Resolved, digest

from .corpus import records

MADE = Made("bench")
_PROTECTED = 50  # one person in so many
_KEPT = 200  # articles whose originals are kept


def write(folder: Path, documents: int) -> Case:
    """A case of that many articles, about four reports and twelve mentions each."""
    case = Case.create(folder, "exile", "en_core_web_sm")
    made = _kept(case, records(documents * 4))
    _ask(folder, made)
    resolved = Resolved(entities=entities(made))
    parts = (made, resolved, assessed(made))
    tables = {name: rows for part in parts for name, rows in tables_of(part).items()}
    case.generations.write(tables, {"state": "bench", "failed": []})
    return case


def _kept(case: Case, made: Records) -> Records:
    """The same with the bytes of the first articles kept."""
    first = [replace(one, sha256=case.originals.keep(one.text.encode())) for one in made.documents[:_KEPT]]
    return replace(made, documents=(*first, *made.documents[_KEPT:]))


def _ask(folder: Path, made: Records) -> None:
    """Write down a question with rival hypotheses and one with positions, in words of the articles."""
    told = [one.id for one in made.reports[:: max(1, len(made.reports) // 12)]]
    who, where = (made.reports[0].arguments[part].span.quote for part in (0, 2))
    hypotheses = [{"id": "a", "text": f"{who} fled from {where}"}, {"id": "b", "text": f"{where} arrested {who}"}]
    evidence = [{"record": one, "ratings": {"a": "C", "b": "I"}} for one in told]
    asked = {"question": f"What befell {who}?", "hypotheses": hypotheses, "evidence": evidence}
    (folder / "hypotheses.yaml").write_text(json.dumps(asked), "utf-8")
    assigned = [{"party": who, "record": one} for one in told]
    (folder / "positions.yaml").write_text(json.dumps({"question": f"Did {who} flee?", "assigned": assigned}), "utf-8")


def entities(made: Records) -> tuple[Entity, ...]:
    """Whoever has the same name is one."""
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in made.mentions:
        groups[one.kind, one.name].append(one.id)
    found = []
    for number, ((kind, name), mentions) in enumerate(sorted(groups.items())):
        risk = kind == "person" and number % _PROTECTED == 0 and " " in name
        own = "e" + digest("bench", kind, name)
        found.append(Entity(own, kind, name, (name,), tuple(mentions), risk, "bench", MADE))  # type: ignore[arg-type]
    return tuple(found)


def assessed(made: Records) -> Assessed:
    """An event for the tellings of one thing: the same type on the same day of the same body, by the words told."""
    groups: dict[tuple[str, str | None, str], list[int]] = defaultdict(list)
    for number, one in enumerate(made.reports):
        groups[one.type, one.when.edtf, one.arguments[1].span.quote if one.when.edtf else one.id].append(number)
    outlets = {one.id: one.outlet or one.id for one in made.documents}
    origins: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(made.reports):
        origins[outlets[one.document]].append(number)
    ids = {name: "o" + digest("bench", name) for name in origins}
    events, links = [], []
    for (kind, when, _), numbers in groups.items():
        told = [made.reports[number] for number in numbers]
        held = [
            Held(detail, argument.span.quote, argument.span, one.id, one.document, ids[outlets[one.document]])
            for one in told
            for detail, argument in zip(("who", "where"), (one.arguments[0], one.arguments[2]), strict=True)
        ]
        held += [Held("when", when, None, one.id, one.document, ids[outlets[one.document]]) for one in told if when]
        own = "e" + digest("bench event", told[0].id)
        count = len({outlets[one.document] for one in told})
        events.append(Event(own, kind, tuple(one.id for one in told), MADE, tuple(held), count, 0, 0, count > 1, 6))
        places = {one.arguments[2].span.quote: one for one in told}
        if len(places) > 1:
            one, other = list(places.values())[:2]
            links.append(
                Link("conflict", one.id, other.id, "they differ on where", MADE, "where", one.trigger, other.trigger,
                     one.document, other.document)
            )  # fmt: skip
    chains = tuple(
        Chain(
            one.id, one.document, (Hop(one.document, None, outlets[one.document], "media"),), ids[outlets[one.document]]
        )
        for one in made.reports
    )
    traced = tuple(
        Origin(ids[name], "media", name, tuple({made.reports[n].document: None for n in numbers}),
               tuple(made.reports[n].id for n in numbers), "the outlet itself")
        for name, numbers in origins.items()
    )  # fmt: skip
    return Assessed(tuple(events), chains, traced, tuple(links))


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
