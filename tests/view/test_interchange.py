from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from casebook import case_in

from attribune import view
from attribune.protect.spelling import fold
from attribune.view import KINDS, Reveal

FIELDS = {
    "documents": "id path sha256 text title outlet authors published language regions",
    "statements": "id document source source_kind speaker cue content form act hedges factuality impersonal within via",
    "reports": "id document type trigger arguments when status factuality by event chain origin",
    "figures": "id document span value low high unit measure period place change by chain origin",
    "times": "document span type value edtf",
    "forecasts": "id document statement span horizon condition likelihood low high",
    "mentions": "document span kind entity",
    "entities": "id kind name names protect",
    "events": "id type reports details origins anonymous_origins denials corroborated credibility graded_by",
    "origins": "id kind name documents reports",
    "links": "kind from to why detail",
}
SECRETS = ("brastuvo", "ilbren", "quimzelles", "clerk of the consulate", "43-year", "(43)", "rleft", "sclerk")


@pytest.fixture
def case(tmp_path):
    """The hand-made case."""
    return case_in(tmp_path / "case")


@pytest.fixture(autouse=True)
def folder(tmp_path):
    """A folder for the case's decisions."""
    (tmp_path / "case").mkdir()


def read(folder):
    """An export as {kind: rows}."""
    return {k: [json.loads(x) for x in (folder / f"{k}.jsonl").read_text("utf-8").split("\n") if x] for k in KINDS}


def all_spans(value, document=None):
    """Every span in an exported value, with its document, as the scorer finds them."""
    if isinstance(value, dict):
        document = value.get("document", document)
        if {"start", "end"} <= value.keys():
            yield document, value
        value = list(value.values())
    for one in value if isinstance(value, list) else ():
        yield from all_spans(one, document)


@pytest.mark.parametrize("reveal", [None, Reveal("a test")])
def test_every_span_slices_the_exported_text(case, tmp_path, reveal):
    """Protected or not, every span of an export is a slice of the exported text and equals its quote."""
    view.export(view.open(case, reveal), tmp_path / "out")
    rows = read(tmp_path / "out")
    texts = {row["id"]: row["text"] for row in rows["documents"]}
    found = [(row["id"], r["span"]) for row in rows["documents"] for r in row["regions"]]
    found += [pair for kind in KINDS[1:] for pair in all_spans(rows[kind])]
    assert len(found) > 40
    for document, span in found:
        assert 0 <= span["start"] < span["end"]
        assert texts[document][span["start"] : span["end"]] == span["quote"]


@pytest.mark.parametrize("reveal", [None, Reveal("a test")])
def test_the_interchange_form_is_complete(case, tmp_path, reveal):
    """Every file is there, every row has every field of the form, nulls written."""
    counts = view.export(view.open(case, reveal), tmp_path / "out")
    rows = read(tmp_path / "out")
    assert counts == {kind: len(rows[kind]) for kind in KINDS}
    for kind, fields in FIELDS.items():
        assert rows[kind], kind
        for row in rows[kind]:
            assert set(fields.split()) <= row.keys(), kind


def test_no_output_names_who_is_protected(case, tmp_path):
    """No file of an export, no record shown, no hit, count or error holds a protected name, age, place or inner id."""
    shown = view.open(case)
    view.export(shown, tmp_path / "out")
    told = {path.name: path.read_text("utf-8") for path in sorted((tmp_path / "out").iterdir())}
    for kind in KINDS:
        for row in shown.rows(kind):
            if "id" in row:
                told[f"show {row['id']}"] = json.dumps(shown.show(row["id"]), ensure_ascii=False)
    for words in ("Brastuvo", "Quimzelle", "Ilbren", "consulate Sorrel", "asylum", "lake"):
        told[f"search {words}"] = json.dumps(shown.search(words), ensure_ascii=False)
    told["summary"] = json.dumps(shown.summary())
    for asked in ("Brastuvo Quimzelle", "rNone", "ILBREN"):
        with pytest.raises(view.ViewError) as error:
            shown.show(asked)
        told[f"error {asked}"] = str(error.value)
    inner = [one.id for one in (*case.records().documents, *case.records().mentions)]
    for name, text in told.items():
        assert not any(identifier in text for identifier in inner), name
        for secret in SECRETS:
            assert secret not in text.casefold(), name
        assert not re.search("brastuvo|ilbren|thequimzelles", fold(text)), name


def test_somebody_public_keeps_every_name(case):
    """A surname shared with somebody protected is still shown among the names of the public one."""
    records, resolved, assessed = case.made
    entities = [replace(e, names=(*e.names, "Quimzelle")) if e.id == "eO" else e for e in resolved.entities]
    case.made = records, replace(resolved, entities=tuple(entities)), assessed
    assert view.open(case).entities()[2]["names"] == ["Ordo Quimzelle", "Quimzelle"]


def test_a_search_for_a_protected_name_finds_nothing(case):
    """Neither a search nor a filter tells whether a protected name stands in the texts."""
    shown = view.open(case)
    assert shown.search("Brastuvo") == []
    assert shown.mentions(entity="Brastuvo Quimzelle") == []
    assert view.open(case, Reveal("a test")).search("Brastuvo")


def test_what_leads_back_is_left_out(case):
    """A document that holds protected people has no path, hash, address or title; another one has them."""
    flight, denial, quiet = view.open(case).documents()
    for name in ("path", "sha256", "url", "title"):
        assert flight[name] is quiet[name] is None
        assert denial[name] is not None
    assert "title" not in {one["name"] for one in flight["metadata"]}


def test_a_revealed_export_is_as_it_is(case, tmp_path):
    """With a reveal, texts, ids, paths and names are those of the case, and the reason is logged."""
    open_view = view.open(case, Reveal("scoring", by="ana", at="2031-06-01"))
    records, resolved, _ = case.made
    assert [row["text"] for row in open_view.documents()] == [one.text for one in records.documents]
    assert [row["path"] for row in open_view.documents()] == [one.path for one in records.documents]
    assert [row["id"] for row in open_view.statements()] == [one.id for one in records.statements]
    assert [row["name"] for row in open_view.entities()] == [one.name for one in resolved.entities]
    assert open_view.reports()[0]["arguments"][0]["entity"] == "eB"
    [logged] = case.decisions.all()
    assert (logged.kind, logged.why, logged.by) == ("reveal", "scoring", "ana")


@pytest.mark.parametrize("because", ["", "  \n"])
def test_a_reveal_without_a_reason_is_refused(case, because):
    """Protection is lifted with a reason or not at all, and a refusal logs nothing."""
    with pytest.raises(view.ViewError, match="reason"):
        view.open(case, Reveal(because))
    assert case.decisions.all() == ()


def test_the_same_case_is_exported_the_same(case, tmp_path):
    """Two exports of one case are equal, byte for byte."""
    for name in ("one", "two"):
        view.export(view.open(case), tmp_path / name)
    for kind in KINDS:
        assert (tmp_path / "one" / f"{kind}.jsonl").read_bytes() == (tmp_path / "two" / f"{kind}.jsonl").read_bytes()


def test_half_a_character_can_be_written(case, tmp_path):
    """Half a surrogate pair, which no encoding can write, is escaped and read back."""
    assert json.loads(view.interchange.line({"text": "a\ud800b"}))["text"] == "a\ud800b"
