"""Importing a series and drawing one, on the command line."""

from __future__ import annotations

import json
import shutil
import xml.etree.ElementTree as ET

import pytest
from fastapi.testclient import TestClient
from pypdfium2 import PdfDocument
from typer.testing import CliRunner

from attribune import view
from attribune.build import Builder
from attribune.present.brief import brief
from attribune.present.cli import app
from attribune.present.trend_chart import chart, drawn
from attribune.present.web.app import application

ARTICLES = {
    "one.txt": (
        "Arrivals rose in 2020\n\nIn 2020, 498 people fled to Varenia, the Ministry of Kindred Affairs said.\n\n"
        "In 2021, 541 people fled to Varenia, the Ministry of Kindred Affairs said on Monday.\n"
    ),
    "two.txt": (
        "The table is gone\n\nThe figures of earlier years stand in this table, the bulletin of the ministry says:\n\n"
        "The ministry kept count of every year, the bulletin says, "
        "and of every town \ufffd\ufffd\ufffd\ufffd\ufffd\ufffd of the coast.\n"
    ),
}
YEARS = "".join(f"{year},{380 + year % 7}\n" for year in range(2008, 2018))
TABLE = f"period,value\n{YEARS}2018,512\n2019,507\n"


def run(*words):
    return CliRunner().invoke(app, list(map(str, words)))


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    folder = tmp_path_factory.mktemp("series")
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, "utf-8")
    (folder / "m.csv").write_text("path,published,outlet\none.txt,2022-01-10,Wire\ntwo.txt,2022-01-11,Wire\n", "utf-8")
    Builder.create(folder / "case").build([folder / name for name in ARTICLES], folder / "m.csv")
    (folder / "table.csv").write_text(TABLE, "utf-8")
    measure = next(row["measure"] for row in view.open(folder / "case").figures() if row["value"] == 541)
    about = ("--source", "Border Monitor", "--measure", measure, "--unit", "people", "--published", "2022-02-01")
    told = run(
        "figures", "import", folder / "case", folder / "table.csv", *about, "--because", "the old table was lost"
    )
    assert told.exit_code == 0, told.output
    return folder / "case", measure, told.output


def test_it_stands_beside_the_figures_of_articles(case):
    """An imported series joins the figures that measure the same, marked as such, with its publisher as its source."""
    path, measure, told = case
    assert "12 values imported, beside 2 that articles tell" in told.replace("twelve", "12")
    (series,) = [one for one in view.open(path).trends(measure) if len(one["points"]) > 2]
    imported = [point for point in series["points"] if point["imported"]]
    assert [point["value"] for point in imported][-2:] == [512.0, 507.0]
    assert {point["source"] for point in imported} == {"Border Monitor"}
    assert sum(not point["imported"] for point in series["points"]) == 2
    assert any("a person imported them" in note for note in series["notes"])


def test_its_provenance_is_kept(case):
    """Each figure says who imported it, from which file and why, and has its place in the table."""
    rows = [row for row in view.open(case[0]).figures() if row["rule"] == "figure.imported"]
    assert len(rows) == 12
    assert all("from table.csv: the old table was lost" in row["reason"] and row["made_by"] == "person" for row in rows)
    assert {row["span"]["quote"] for row in rows} >= {"512", "507"}


def test_it_outlives_a_rebuild(case):
    """A ledger that is made anew from the originals has the same hash."""
    before = Builder.open(case[0]).case.generations.manifest()["hash"]
    again = Builder.open(case[0]).build()
    assert (again.hash, again.changed) == (before, False)


def test_a_change_of_level_is_found_where_it_is(case):
    """With ten whole years and more the year of a new level is told, also where it is no multiple of five."""
    (series,) = [one for one in view.open(case[0]).trends(case[1]) if len(one["points"]) > 2]
    assert [one["period"] for one in series["breaks"]] == ["2018"]


def test_it_may_stand_in_for_what_is_lost(case, tmp_path):
    """A table may stand in for a damaged place of a document, which must have one; its figures then say so."""
    path, measure = tmp_path / "case", case[1]
    shutil.copytree(case[0], path)
    damaged = [row for row in view.open(path).documents() if any(r["kind"] == "damage" for r in row["regions"])]
    whole = next(row for row in view.open(path).documents() if row not in damaged)
    (tmp_path / "lost.csv").write_text("period,value\n2007,366\n", "utf-8")
    about = ("--source", "Ministry", "--measure", measure, "--unit", "people", "--stands-for")
    refused = run("figures", "import", path, tmp_path / "lost.csv", *about, whole["id"])
    assert refused.exit_code != 0
    assert "0 damaged regions" in str(refused.exception)
    assert damaged, "the second article has a damaged place"
    taken = run("figures", "import", path, tmp_path / "lost.csv", *about, damaged[0]["id"])
    assert taken.exit_code == 0, taken.output
    (row,) = [one for one in view.open(path).figures() if one["value"] == 366]
    assert "stands in for what another article lost" in row["reason"]
    table = next(one for one in view.open(path).documents() if one["path"] == "imported/lost.csv")
    page = TestClient(application(path), base_url="http://127.0.0.1:8300").get(f"/documents/{damaged[0]['id']}").text
    assert f'<a href="/documents/{table["id"]}">The table that stands in for it</a>' in page
    for form in ("html", "md", "pdf"):
        made = brief(view.open(path), "A test", form)
        words = PdfDocument(made) if form == "pdf" else made
        told = words if isinstance(words, str) else " ".join(one.get_textpage().get_text_bounded() for one in words)
        assert "the imported table stands in for it" in " ".join(told.split())


def test_a_case_called_import_is_listed(tmp_path, monkeypatch):
    """``attribune figures import`` with nothing behind it lists the figures of a case of that name."""
    (tmp_path / "a.txt").write_text(ARTICLES["one.txt"], "utf-8")
    Builder.create(tmp_path / "import").build([tmp_path / "a.txt"])
    monkeypatch.chdir(tmp_path)
    told = run("figures", "import", "--json")
    assert told.exit_code == 0, told.output
    assert {json.loads(line)["value"] for line in told.output.splitlines()} >= {498.0, 541.0}


def test_a_trend_is_drawn_with_its_sources_named(case, tmp_path):
    """The SVG is well-formed, and names the measure, every source and what was imported; the PNG is a picture."""
    path, measure, _ = case
    out = tmp_path / "trend.svg"
    told = run("trend", path, measure, "--to", "svg", "--out", out)
    assert told.exit_code == 0, told.output
    words = " ".join(text for element in ET.fromstring(out.read_text("utf-8")).iter() if (text := element.text))  # noqa: S314
    for name in ("Ministry of Kindred Affairs", "Border Monitor", "imported", "512", "The level changes from 2018 on"):
        assert name in words
    run("trend", path, measure, "--to", "png", "--out", tmp_path / "trend.png")
    assert (tmp_path / "trend.png").read_bytes().startswith(b"\x89PNG")


def test_the_same_series_is_drawn_the_same(case):
    """One series gives one drawing, byte for byte, and what several tell alike is drawn side by side."""
    point = {"period": "2020", "value": 5.0, "document": "d", "published": "2021-01-01", "part": False, "derived": ""}
    marks = [point | {"source": name, "forecast": False, "imported": False} for name in ("A", "B", "A")]
    series = {"measure": "m", "unit": None, "place": None, "points": marks, "notes": [], "breaks": [], "sentence": ""}

    class Outlets:
        def outlet(self, document):
            return document

    made = chart(series, Outlets())
    assert len({row["place"] for row in made["data"]["values"]}) == len(made["data"]["values"]) == 2
    assert drawn(made, "svg") == drawn(chart(series, Outlets()), "svg")


def test_another_form_is_refused(case):
    """There are three forms of a chart."""
    assert run("trend", case[0], case[1], "--to", "gif").exit_code != 0
