"""The example case with each person in it put at risk: nothing may show a name, whoever it is."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from casebook import HandMade

from attribune import view
from attribune.build import Builder
from attribune.engine import Local
from attribune.ledger import Case
from attribune.ledger.decision import Draft
from attribune.view import KINDS

EXAMPLES = Path(__file__).parent.parent.parent / "examples" / "articles"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The records of the example case."""
    root = tmp_path_factory.mktemp("everyone") / "case"
    Builder.create(root, "exile", "en_core_web_sm", engine=Local(1)).build([EXAMPLES])
    case = Case.open(root)
    return case.records(), case.resolved(), case.assessed()


def rows_with(folder, made, marked):
    """All rows of the case with these entities marked by an analyst."""
    case = HandMade(folder, made)
    for entity in marked:
        case.decisions.append(Draft("protect", entity.id, why="a test", by="ana"))
    shown = view.open(case)
    return {kind: shown.rows(kind) for kind in KINDS}


def spans(value, document=None):
    """Every span in a row with its document."""
    if isinstance(value, dict):
        document = value.get("document") or document
        if {"start", "end"} <= value.keys():
            yield document, value
        value = list(value.values())
    for one in value if isinstance(value, list) else ():
        yield from spans(one, document)


def spelled(name):
    """A pattern for a name with anything between its words."""
    words = re.findall(r"[^\W_]+", name)
    return re.compile(r"(?<![^\W_])" + r"[\W_]{0,3}".join(map(re.escape, words)) + r"(?![^\W_])", re.IGNORECASE)


def test_everybody_at_once(tmp_path, made):
    """With every person protected no whole name of anybody is left, and every span slices."""
    people = [entity for entity in made[1].entities if entity.kind == "person"]
    rows = rows_with(tmp_path, made, people)
    texts = {row["id"]: row["text"] for row in rows["documents"]}
    for document, span in (pair for kind in KINDS[1:] for pair in spans(rows[kind])):
        assert texts[document][span["start"] : span["end"]] == span["quote"]
    told = json.dumps(rows, ensure_ascii=False)
    names = {name for entity in people for name in entity.names if len(re.findall(r"[^\W_]+", name)) > 1}
    assert len(names) > 20
    assert [name for name in sorted(names) if spelled(name).search(told)] == []


def test_each_mention_is_hidden_by_itself(tmp_path, made):
    """Whoever is protected, each of their mentions is shown as their pseudonym, and nobody else's is touched by it."""
    records, resolved, _ = made
    mentions = {mention.id: mention for mention in records.mentions}
    people = [entity for entity in resolved.entities if entity.kind == "person" and not entity.protect]
    for number, entity in enumerate(people[:: max(1, len(people) // 8)]):
        folder = tmp_path / str(number)
        folder.mkdir()
        rows = rows_with(folder, made, [entity])
        shown = rows["mentions"]
        label = next(
            row["name"] for row, e in zip(rows["entities"], resolved.entities, strict=True) if e.id == entity.id
        )
        own = [row for row, m in zip(shown, mentions.values(), strict=True) if m.id in entity.mentions]
        assert own
        assert all(label in row["span"]["quote"] for row in own)
