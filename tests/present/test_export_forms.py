from __future__ import annotations

import csv
import json
import shutil

import jsonschema
import networkx as nx
import pytest

from attribune import view
from attribune.present.exports import FORMS
from attribune.present.exports.annotation import annotation_files
from attribune.present.exports.bibliography import bibtex_file, csl_file
from attribune.present.exports.money import money_files
from attribune.present.exports.network import network_file
from attribune.present.exports.place import place_file

TEXTUAL = {
    "type": "object",
    "properties": {
        "type": {"enum": ["TextualBody", "SpecificResource"]},
        "purpose": {"enum": ["classifying", "describing", "identifying"]},
    },
    "required": ["type", "purpose"],
}
TARGET = {
    "type": "object",
    "properties": {
        "type": {"const": "SpecificResource"},
        "source": {"type": "string", "minLength": 1},
        "styleClass": {"type": "string"},
        "selector": {
            "type": "array",
            "prefixItems": [
                {
                    "properties": {
                        "type": {"const": "TextQuoteSelector"},
                        "exact": {"type": "string", "minLength": 1},
                        "prefix": {"type": "string"},
                        "suffix": {"type": "string"},
                    },
                    "required": ["type", "exact", "prefix", "suffix"],
                    "additionalProperties": False,
                },
                {
                    "properties": {
                        "type": {"const": "TextPositionSelector"},
                        "start": {"type": "integer", "minimum": 0},
                        "end": {"type": "integer", "minimum": 1},
                    },
                    "required": ["type", "start", "end"],
                    "additionalProperties": False,
                },
            ],
            "minItems": 2,
            "maxItems": 2,
        },
    },
    "required": ["type", "source", "selector"],
    "additionalProperties": False,
}
# What the Web Annotation Data Model (W3C Recommendation, 23 February 2017) asks of a page of such annotations.
PAGE = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "properties": {
        "@context": {"const": "http://www.w3.org/ns/anno.jsonld"},
        "id": {"type": "string"},
        "type": {"const": "AnnotationPage"},
        "startIndex": {"type": "integer", "minimum": 0},
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "id": {"type": "string", "pattern": "^urn:attribune:"},
                    "type": {"const": "Annotation"},
                    "motivation": {"enum": ["describing", "identifying"]},
                    "generator": {"type": "object", "required": ["id", "type"]},
                    "body": {"type": "array", "items": TEXTUAL, "minItems": 1},
                    "target": {"anyOf": [TARGET, {"type": "array", "items": TARGET, "minItems": 2}]},
                },
                "required": ["id", "type", "motivation", "body", "target"],
                "additionalProperties": False,
            },
        },
    },
    "required": ["@context", "id", "type", "items"],
}


@pytest.fixture(scope="module")
def shown(case):
    """The example case as a reader may see it."""
    return view.open(case)


@pytest.fixture(scope="module")
def own(case, tmp_path_factory):
    """A copy of the case, in which it is logged that sources were cited."""
    return shutil.copytree(case, tmp_path_factory.mktemp("own") / "case")


def test_followthemoney_takes_every_entity(shown, tmp_path):
    """Every entity is valid by the followthemoney package, keeps every value, and points to entities that are there."""
    model = pytest.importorskip("followthemoney", reason="a tool of the tests: install the group dev").model
    money_files(shown, tmp_path)
    lines = [json.loads(line) for line in (tmp_path / "entities.ftm.json").read_text("utf-8").split("\n") if line]
    proxies = {}
    for line in lines:
        proxy = model.get_proxy(line, cleaned=False)
        proxy.schema.validate(line)
        for prop, values in line["properties"].items():
            kept = proxy.get(prop)
            assert set(kept) == set(values) or proxy.schema.get(prop).type.name in {"text", "url"}, (prop, values, kept)
        proxies[proxy.id] = proxy
    for proxy in proxies.values():
        for prop, value in proxy.itervalues():
            if prop.type.name == "entity":
                assert proxies[value].schema.is_a(prop.range), (proxy.schema.name, prop.name)
    names = {one["name"] for one in shown.entities() if one["kind"] == "person"}
    assert names == {proxy.first("name") for proxy in proxies.values() if proxy.schema.name == "Person"}


def test_followthemoney_takes_every_statement(shown, tmp_path):
    """Every statement is read by the followthemoney package under the id that it computes; they are the entities."""
    statement = pytest.importorskip("followthemoney.statement", reason="a tool of the tests: install the group dev")
    serialize = pytest.importorskip("followthemoney.statement.serialize")
    money_files(shown, tmp_path)
    with (tmp_path / "statements.csv").open("rb") as file:
        found = list(serialize.read_csv_statements(file))
    assert all(one.id == one.generate_key() for one in found)
    assert all(isinstance(one, statement.Statement) for one in found)
    lines = [json.loads(line) for line in (tmp_path / "entities.ftm.json").read_text("utf-8").split("\n") if line]
    told = {(one.entity_id, one.prop, one.value) for one in found if one.prop != "id"}
    assert told == {(e["id"], p, value) for e in lines for p, values in e["properties"].items() for value in values}
    with (tmp_path / "statements.csv").open(encoding="utf-8", newline="") as file:
        kinds = {row["prop"]: row["prop_type"] for row in csv.DictReader(file)}
    assert {one.prop: one.prop_type for one in found} == kinds


def test_annotations_keep_to_the_standard_and_are_found_again(shown, tmp_path):
    """The page keeps to the Web Annotation model, and both selectors find the same words in the texts beside it."""
    annotation_files(shown, tmp_path)
    page = json.loads((tmp_path / "annotations.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(PAGE)
    jsonschema.Draft202012Validator(PAGE).validate(page)
    assert len({item["id"] for item in page["items"]}) == len(page["items"]) > 500
    for item in page["items"]:
        for target in item["target"] if isinstance(item["target"], list) else [item["target"]]:
            text = (tmp_path / target["source"]).read_bytes().decode("utf-8")
            quoted, placed = target["selector"]
            assert text[placed["start"] : placed["end"]] == quoted["exact"]
            assert text[: placed["start"]].endswith(quoted["prefix"])
            assert text[placed["end"] :].startswith(quoted["suffix"])


def test_places_are_geojson(shown, tmp_path):
    """Every place is a feature; coordinates are those of the profile, and a place that it does not know has none."""
    place_file(shown, tmp_path)
    made = json.loads((tmp_path / "places.geojson").read_text("utf-8"))
    assert made["type"] == "FeatureCollection"
    assert len(made["features"]) == len(shown.entities(kind="place"))
    for feature in made["features"]:
        known = shown.place(feature["properties"]["name"])
        if known is None:
            assert feature["geometry"] is None
        else:
            assert feature["geometry"]["coordinates"] == [known["longitude"], known["latitude"]]
            assert -180 <= known["longitude"] <= 180


def test_networkx_reads_the_graph(shown, tmp_path):
    """The graph is read back with its kinds, and no unnamed source stands for two events."""
    network_file(shown, tmp_path)
    graph = nx.read_gexf(tmp_path / "network.gexf")
    kinds = nx.get_node_attributes(graph, "kind")
    assert {"outlet", "origin", "event"} <= set(kinds.values())
    types = nx.get_node_attributes(graph, "type")
    for node in graph:
        if kinds[node] == "origin" and types[node] == "anonymous":
            assert sum(kinds[other] == "event" for other in graph.successors(node)) == 1
    assert b"lastmodified" not in (tmp_path / "network.gexf").read_bytes()


def test_sources_are_read_by_bibtexparser(shown, tmp_path):
    """Every article is an entry with what is known of it, read without a failed block."""
    bibtexparser = pytest.importorskip("bibtexparser", reason="a tool of the tests: install the group dev")
    bibtex_file(shown, tmp_path)
    library = bibtexparser.parse_string((tmp_path / "sources.bib").read_text("utf-8"))
    assert not library.failed_blocks
    assert [entry.key for entry in library.entries] == [row["id"] for row in shown.documents() if not row["failure"]]
    for entry, row in zip(library.entries, (r for r in shown.documents() if not r["failure"]), strict=True):
        assert ("url" in entry.fields_dict) == bool(row["url"])


def test_a_title_cannot_break_out_of_its_entry(shown, tmp_path):
    """Braces, backslashes and line breaks of a title stay inside its field."""
    from attribune.present.exports.bibliography import _entry

    bibtexparser = pytest.importorskip("bibtexparser", reason="a tool of the tests: install the group dev")
    hostile = {"title": "a}},\n@book{x, title={\\end%", "authors": ["{B} and C"], "url": "http://a.test/{}\\x"}
    row = {"id": "d1", "outlet": "O & P", "published": "2021-03", "language": None} | hostile
    library = bibtexparser.parse_string(_entry(row))
    assert not library.failed_blocks
    assert [(entry.key, sorted(entry.fields_dict)) for entry in library.entries] == [
        ("d1", ["author", "date", "journal", "title", "url", "year"])
    ]


def test_csl_items_have_what_csl_asks_for(shown, tmp_path):
    """Every item has an id and a type of CSL, its date as numbers, and authors as they were printed."""
    csl_file(shown, tmp_path)
    items = json.loads((tmp_path / "sources.json").read_text("utf-8"))
    assert {item["type"] for item in items} == {"article-newspaper"}
    for item in items:
        assert all(isinstance(n, int) for n in item.get("issued", {}).get("date-parts", [[]])[0])
        assert all(set(author) == {"literal"} for author in item.get("author", ()))


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_what_leads_back_is_left_out_unless_cited(own, form, tmp_path):
    """No export holds the hash, path, address or title of an article that holds people at risk; --cite keeps them."""
    plain, cited = view.open(own), view.open(own, citing=view.Citing("a test"))
    leads = [
        (r["path"], r["sha256"]) for r, q in zip(cited.documents(), plain.documents(), strict=True) if not q["path"]
    ]
    assert leads
    written = []
    for name, opened in (("plain", plain), ("cited", cited)):
        (tmp_path / name).mkdir()
        form.write(opened, tmp_path / name)
        written.append(b"".join(path.read_bytes() for path in sorted((tmp_path / name).rglob("*")) if path.is_file()))
    if form.name != "parquet":  # its pages are compressed: the tables it is made of are those of CSV
        assert not any(word.encode() in written[0] for lead in leads for word in lead)
    if form.name in {"jsonl", "csv", "sqlite"}:
        assert all(sha256.encode() in written[1] for _, sha256 in leads)
