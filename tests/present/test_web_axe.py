"""The pages as axe-core, from npm, judges them: usable by keyboard and screen reader, legible by day and by night."""

import importlib.util
import re
import shutil
import subprocess
from pathlib import Path

import pytest

pytest.importorskip("fastapi")
from browser import browser

from attribune import view

_SPEC = importlib.util.spec_from_file_location("pictures", Path(__file__).parent.parent.parent / "docs" / "pictures.py")
pictures = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(pictures)

ASK = """axe.run(document, {runOnly: RULES, resultTypes: ["violations"]})
.then(found => found.violations.filter(one => ["serious", "critical"].includes(one.impact))
.map(one => one.id + ": " + one.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(" | ")))"""
ALL = '["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]'
COLOURS = '{type: "rule", values: ["color-contrast"]}'
WIDE, NARROW = (1440, 1200), (390, 1400)
TURNS = ((WIDE, "light", ALL), (NARROW, "dark", ALL), (NARROW, "light", COLOURS), (WIDE, "dark", COLOURS))


@pytest.fixture(scope="module")
def axe(tmp_path_factory):
    """The source of axe-core, fetched for this run only."""
    if not shutil.which("npm"):
        pytest.skip("npm is not here: the pages are not judged by axe-core")
    folder = tmp_path_factory.mktemp("axe")
    ordered = ["npm", "install", "--no-save", "--no-audit", "--no-fund", "--prefix", str(folder), "axe-core@4"]
    try:
        done = subprocess.run(ordered, capture_output=True, text=True, timeout=120, check=False)
    except subprocess.TimeoutExpired:
        pytest.skip("npm did not answer: the pages are not judged by axe-core")
    source = folder / "node_modules" / "axe-core" / "axe.min.js"
    if not source.exists():
        pytest.skip(f"axe-core could not be fetched: {done.stderr[-200:]}")
    return source.read_text("utf-8")


@pytest.fixture(scope="module")
def filled(case, tmp_path_factory):
    """The example case with something decided and asked, so that every page has something to show."""
    root = tmp_path_factory.mktemp("filled")
    shutil.copytree(case, root / "case")
    opened = view.open(root / "case")
    reports, statements = opened.reports(), opened.statements()
    opened.desk.decide("reject", reports[0]["id"], {}, "a misread", "ana")
    opened.desk.decide("confirm", statements[0]["id"], {}, "", "ana")
    opened.desk.decide("note", opened.documents()[0]["id"], {"reading": "later"}, "", "ana")
    opened.notes.ask("Is it so?", [("yes", "embassies are emptying"), ("no", "publicity grew")], "")
    opened.notes.add_evidence([statements[0]["id"], statements[1]["id"]])
    opened.notes.pose("Did diplomats leave the embassy?", "")
    opened.notes.assign("Sorim", [statements[2]["id"]])
    return root / "case"


def addresses(base, opened):
    """One page of each kind."""
    found = pictures.addresses(base)
    statement = opened.statements()[0]
    here = f"{base}/documents/{statement['document']}"
    original = next(row["id"] for row in opened.documents() if not opened.hides(row["id"]))
    further = ("map", "hypotheses", "positions", "decisions", "reading", "name", "login", "missing")
    return {
        **found,
        **{name: f"{base}/{name}" for name in further},
        "record": f"{base}/records/{statement['id']}",
        "add": f"{here}/add?record=report&words=left",
        "original": f"{base}/documents/{original}/original?at=10-40",
    }


def test_axe_finds_nothing_serious_on_any_page(axe, filled):
    """Every kind of page, by day and by night, at a desk's width and a telephone's: no serious finding of WCAG 2.2."""
    if not Path(pictures.CHROMIUM).exists():
        pytest.skip(f"there is no Chromium at {pictures.CHROMIUM}")
    faults: dict[str, list] = {}
    with pictures.served(filled) as base, browser(pictures.CHROMIUM) as tab:
        pages = addresses(base, view.open(filled))
        assert len(pages) > 18
        for name, address in pages.items():
            tab.size(*WIDE)
            tab.open(address)
            tab.run(axe)
            for size, scheme, rules in TURNS:
                tab.size(*size, scheme)
                for found in tab.run(ASK.replace("RULES", rules)):
                    faults.setdefault(found, []).append((name, size[0], scheme))
                if size is NARROW and scheme == "light":
                    wide = tab.run("document.documentElement.scrollWidth")
                    if wide > size[0]:
                        faults.setdefault("wider than the screen", []).append((name, wide))
    assert {found: places[:4] for found, places in faults.items()} == {}
    assert re.match(r"/\*! axe v4", axe)
