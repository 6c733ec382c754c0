"""FollowTheMoney: the data model of investigations (OpenSanctions, Aleph): entities, and statements one by one."""

from __future__ import annotations

import csv
import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .form import DAY, writable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from attribune.view import View

Row = dict[str, Any]
DATASET = "attribune"
_SCHEMATA = {"person": "Person", "organisation": "Organization", "place": "Address"}
_LANGUAGES = {
    "ar": "ara", "de": "deu", "en": "eng", "es": "spa", "fa": "fas", "fr": "fra",
    "ja": "jpn", "ko": "kor", "pl": "pol", "ru": "rus", "uk": "ukr", "zh": "zho",
}  # fmt: skip
_COLUMNS = (
    "canonical_id", "entity_id", "prop", "prop_type", "schema", "value", "dataset", "origin",
    "lang", "original_value", "external", "first_seen", "last_seen", "id",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """One value of one property of one entity; ``document`` is the article that says so, "" for what is ours."""

    entity: str
    schema: str
    prop: str
    kind: str
    value: str
    document: str = ""


def money_files(view: View, folder: Path) -> dict[str, int]:
    """``entities.ftm.json``, an entity a line, and ``statements.csv``, which keeps the article behind each value."""
    said = list(dict.fromkeys(one for one in _said(view) if one.value.strip()))
    entities: dict[str, Row] = {}
    for one in said:
        entity = entities.setdefault(one.entity, {"id": one.entity, "schema": one.schema, "properties": {}})
        values = entity["properties"].setdefault(one.prop, [])
        if one.value not in values:
            values.append(one.value)
    lines = (json.dumps(entity, ensure_ascii=False) for entity in entities.values())
    (folder / "entities.ftm.json").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")
    rows = list(_statements(said, entities.values()))
    with (folder / "statements.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, dialect=csv.unix_dialect)
        out.writerow(_COLUMNS)
        out.writerows(rows)
    return {"entities.ftm.json": len(entities), "statements.csv": len(rows)}


def _said(view: View) -> Iterator[Said]:
    entities = {row["id"]: row for row in view.entities()}
    for row in view.documents():
        if not row["failure"]:
            yield from _article(row)
    for row in entities.values():
        yield from _named(row)
    people = {key for key, row in entities.items() if row["kind"] != "place"}
    for row in view.mentions():
        yield from _mention(row, people)
    reports = {row["id"]: row for row in view.reports()}
    for row in view.events():
        told = [reports[one] for one in row["reports"] if one in reports]
        yield from _event(row, told, people)


def _article(row: Row) -> Iterator[Said]:
    for prop, kind, values in (
        ("title", "string", [row["title"]]),
        ("author", "string", row["authors"]),
        ("publisher", "string", [row["outlet"]]),
        ("sourceUrl", "url", [row["url"]]),
        ("publishedAt", "date", [_day(row["published"])]),
        ("language", "language", [_LANGUAGES.get(row["language"] or "")]),
        ("bodyText", "text", [row["text"]]),
        ("contentHash", "checksum", []),  # FollowTheMoney wants SHA-1, which a case does not keep
    ):
        for value in values:
            yield Said(row["id"], "Article", prop, kind, writable(value or ""), row["id"])


def _named(row: Row) -> Iterator[Said]:
    schema = _SCHEMATA[row["kind"]]
    if schema == "Address":
        yield Said(row["id"], schema, "full", "address", writable(row["name"]))
    yield Said(row["id"], schema, "name", "name", writable(row["name"]))
    for name in row["names"]:
        if name != row["name"]:
            yield Said(row["id"], schema, "alias", "name", writable(name))


def _mention(row: Row, people: set[str]) -> Iterator[Said]:
    if row["entity"] not in people:
        return
    identifier, home = row["id"], row["document"]
    yield Said(identifier, "Mention", "document", "entity", home, home)
    yield Said(identifier, "Mention", "resolved", "entity", row["entity"], home)
    yield Said(identifier, "Mention", "name", "name", writable(row["span"]["quote"]), home)
    yield Said(identifier, "Mention", "detectedSchema", "string", _SCHEMATA[row["kind"]], home)


def _event(row: Row, reports: list[Row], people: set[str]) -> Iterator[Said]:
    identifier = row["id"]
    yield Said(identifier, "Event", "name", "name", writable(row["headline"]))
    yield Said(identifier, "Event", "summary", "text", row["type"].replace("_", " "))
    for held in row["details"]:
        if held["detail"] == "where":
            yield Said(identifier, "Event", "location", "address", writable(held["value"]), held["document"])
        elif held["detail"] == "when" and (day := _day(held["value"])):
            yield Said(identifier, "Event", "date", "date", day, held["document"])
    for report in reports:
        home = report["document"]
        for argument in report["arguments"]:
            if argument["entity"] in people and argument["role"] in {"agent", "affected"}:
                yield Said(identifier, "Event", "involved", "entity", argument["entity"], home)
        yield Said(identifier, "Event", "proof", "entity", home, home)
        for prop, kind, value in (
            ("document", "entity", home),
            ("entity", "entity", identifier),
            ("role", "string", "tells of it"),
            ("status", "string", report["status"]),
        ):
            yield Said(report["id"], "Documentation", prop, kind, value, home)


def _day(edtf: str | None) -> str:
    return edtf if edtf and DAY.fullmatch(edtf) else ""


def _statements(said: Iterable[Said], entities: Iterable[Row]) -> Iterator[tuple[str, ...]]:
    """The rows of the statement form: one that says that an entity is there, one a value; each once."""
    schemata = {one["id"]: one["schema"] for one in entities}
    ours = [Said(key, schema, "id", "id", key) for key, schema in schemata.items()]
    first: dict[str, tuple[str, ...]] = {}
    for one in (*ours, *said):
        key = hashlib.sha1(  # noqa: S324 - the id that the form asks for; nothing rests on it
            f"{DATASET}.{one.entity}.{one.prop}.{one.value}".encode()
        ).hexdigest()
        row = (one.entity, one.entity, one.prop, one.kind, one.schema, one.value, DATASET, one.document)
        first.setdefault(key, (*row, "", "", "f", "", "", key))
    return iter(first.values())
