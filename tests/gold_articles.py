"""The hand-made gold of the shared articles as records, so that the set-wise stages can be measured alone."""

from __future__ import annotations

import csv
import json

from attribune.model import (
    Argument,
    Change,
    Document,
    Figure,
    Made,
    Mention,
    Records,
    Region,
    Report,
    Span,
    Statement,
    When,
)

MADE = Made("gold")


def load(shared, names=("001", "003")):
    """The gold records of some articles; ids are ``NNN:id``."""
    return Records.merge(_article(shared, name) for name in names)


def links(shared, kind):
    """The gold links of a kind."""
    return [link for link in _lines(shared / "gold" / "links.jsonl") if link["kind"] == kind]


def _article(shared, name):
    text = (shared / "seeds" / f"{name}.txt").read_bytes().decode("utf-8")
    with (shared / "seeds-metadata.csv").open(encoding="utf-8") as file:
        given = next(row for row in csv.DictReader(file) if row["path"] == f"{name}.txt")
    rows = {
        kind: _lines(shared / "gold" / f"{name}.{kind}.jsonl") for kind in ("statements", "reports", "figures", "names")
    }
    document = Document(
        name,
        f"{name}.txt",
        name,
        text,
        "text/plain",
        "utf-8",
        title=given["title"] or None,
        outlet=given["outlet"] or None,
        published=given["published"] or None,
        regions=(Region(Span.of(text, 0, len(text)), "body"),),
    )
    mentions, first = [], {}
    entities = {row["key"]: row["name"] for row in _lines(shared / "gold" / "entities.jsonl")}
    for number, row in enumerate(rows["names"]):
        made = f"{name}:m{number}"
        local = first.setdefault(row["entity"], made)
        full = entities.get(row["entity"], row["span"]["quote"])
        mentions.append(Mention(made, name, _span(row["span"]), row["kind"], full, local, MADE))
    return Records(
        (document,),
        tuple(_statement(name, row) for row in rows["statements"]),
        tuple(_report(name, row) for row in rows["reports"]),
        tuple(_figure(name, row) for row in rows["figures"]),
        mentions=tuple(mentions),
    )


def _statement(name, row):
    return Statement(
        f"{name}:{row['id']}",
        name,
        _span(row["source"]),
        row["source_kind"],
        _span(row["cue"]),
        tuple(_span(part) for part in row["content"]),
        row["form"],
        row["act"],
        "CT+",
        MADE,
        within=row["within"] and f"{name}:{row['within']}",
        via=_span(row["via"]),
        speaker=row["speaker"],
    )


def _report(name, row):
    made = f"{name}:{row['id']}"
    return Report(
        made,
        name,
        row["type"],
        _span(row["trigger"]),
        tuple(Argument(a["role"], _span(a["span"])) for a in row["arguments"]),
        When(_span(row["when"]["span"]), row["when"]["edtf"]),
        row["status"],
        "CT+",
        MADE,
        by=row["by"] and f"{name}:{row['by']}",
        local_event=made,
    )


def _figure(name, row):
    change = row["change"] and Change(row["change"]["direction"], row["change"]["percent"], row["change"]["against"])
    return Figure(
        f"{name}:{row['id']}",
        name,
        _span(row["span"]),
        row["value"],
        row["low"] if row["low"] is not None or row["high"] is not None else row["value"],
        row["high"] if row["low"] is not None or row["high"] is not None else row["value"],
        row["unit"],
        row["measure"],
        MADE,
        period=row["period"],
        place=row["place"],
        change=change,
        by=row["by"] and f"{name}:{row['by']}",
    )


def _span(row):
    return Span(row["start"], row["end"], row["quote"]) if row else None


def _lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
