"""An analyst's hour at the pages, in a real browser; what is decided there outlives new extractors."""

import importlib.util
import re
import shutil
import time
from pathlib import Path

import pytest

pytest.importorskip("fastapi")
from browser import browser
from typer.testing import CliRunner

from attribune import build, view
from attribune.build import Builder
from attribune.present.cli import app

_SPEC = importlib.util.spec_from_file_location("pictures", Path(__file__).parent.parent.parent / "docs" / "pictures.py")
pictures = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(pictures)

pytestmark = pytest.mark.skipif(not Path(pictures.CHROMIUM).exists(), reason="the pages are looked at in Chromium")
WHY = "Dr. Oake's letter of 3 May says so"


@pytest.fixture(scope="module")
def desk(case, tmp_path_factory):
    """A case of one's own, as it was built."""
    root = tmp_path_factory.mktemp("hour") / "case"
    shutil.copytree(case, root)
    return root


def paths(tab, pattern):
    """The addresses of a page's links that match, in order, each once."""
    return list(
        dict.fromkeys(re.findall(pattern, tab.run("[...document.links].map(a => a.getAttribute('href')).join('\\n')")))
    )


def test_an_hour_at_the_desk(desk, monkeypatch):
    """Find a conflict, read both sides, merge, correct, reject, add, grade, weigh, brief; all outlives a rebuild."""
    with pictures.served(desk) as base, browser(pictures.CHROMIUM) as tab:
        tab.size(1440, 1200)
        tab.open(base + "/name")
        tab.put("main [name=name]", "Ana Oake")
        tab.press("main form button")
        assert "deciding as Ana Oake" in tab.run("document.querySelector('.as').innerText")
        read_both_sides(tab, base)
        kept = merge_two_spellings(tab, base)
        report = correct_a_date(tab, base)
        statement = reject_a_statement(tab, base)
        added = add_by_selecting(tab, base)
        grade_a_source(tab, base)
        fill_a_hypothesis(tab, base)
        ask_another_question(tab, base)
        tab.open(base + "/decisions")
        tab.press("form[action='/assess'] button")
        assess_again(tab)
        assert [one for one in tab.told if one[0] == "Runtime.exceptionThrown"] == []
    written = CliRunner().invoke(app, ["brief", str(desk), "--to", "html", "--out", str(desk.parent / "brief.html")])
    assert written.exit_code == 0, written.output
    assert "2031-02-03" in (desk.parent / "brief.html").read_text("utf-8")
    gone = decide_about_what_goes(desk)
    rebuild_with_changed_extractors(desk, monkeypatch, gone)
    everything_holds(desk, kept, report, statement, added)
    move_the_orphan(desk, gone)


def assess_again(tab):
    """The page answers at once, says that it is being done, and looks at itself again until it is."""
    assert "Being assessed again" in tab.text()
    for _ in range(240):
        time.sleep(0.5)
        if "Assessed again at" in tab.run("document.querySelector('main')?.innerText ?? ''"):  # it may be reloading
            break
    assert "since the last build" not in tab.text()


def read_both_sides(tab, base):
    """A conflict says in a sentence how two accounts differ; each side leads to its words."""
    tab.open(base + "/conflicts")
    sides = tab.run(
        "[...document.querySelectorAll('.pair')][0].querySelectorAll('a.cite').values()"
        ".map(a => [a.getAttribute('href'), a.innerText]).toArray()"
    )
    assert len(sides) >= 2
    for address, words in sides[:2]:
        tab.open(base + address)
        quoted = re.search("“(.*?)”", words)[1].rstrip(".…")
        assert quoted[:30] in tab.text()
        assert tab.run("!!document.querySelector('.found')")


def merge_two_spellings(tab, base):
    """Whoever looks alike is offered; joined, both names stand on one page."""
    tab.open(base + "/people")
    for person in paths(tab, r"/people/\w+"):
        tab.open(base + person)
        if tab.run("!!document.querySelector('input[name=with]')"):
            break
    other = tab.run("document.querySelector('input[name=with]').parentElement.innerText.trim().split('  ')[0]")
    tab.put("input[name=with]", "")
    tab.put("#join-why", WHY)
    tab.press("form:has(#join-why) button")
    assert WHY in tab.text()
    return person.rpartition("/")[2], other


def correct_a_date(tab, base):
    """The day of a report is corrected on its own page; the page shows who did it."""
    tab.open(base + "/events")
    tab.open(base + paths(tab, r"/events/\w+")[0])
    tab.press(".tellings a.through")
    report = tab.run("document.querySelector('.card.report').dataset.id")
    tab.open(f"{base}/records/{report}")
    tab.put("[name='is:when']", "2031-02-03")
    tab.put("#correct-why", WHY)
    tab.press("form:has(#correct-why) button")
    assert "Corrected when: 2031-02-03" in tab.text()
    tab.put("[name='is:when']", "the other day")
    tab.press("form:has(#correct-why) button")
    assert "is no date" in tab.text()
    return report


def reject_a_statement(tab, base):
    """A rejected statement is folded and struck through in the article, and can be taken back."""
    tab.open(base + "/documents")
    tab.open(base + paths(tab, r"/documents/\w+")[3])
    statement = paths(tab, r"/records/(s\w+)")[0]
    tab.open(f"{base}/records/{statement}")
    tab.put("#verdict-why", "he asks, he does not say")
    tab.press("form:has(#verdict-why) button[value=reject]")
    assert "rejected" in tab.text()
    tab.press(".lead a")
    assert tab.run("!!document.querySelector('.card.struck')")
    return statement


def add_by_selecting(tab, base):
    """Words selected in an article lead to the form that adds them."""
    block = "[...document.querySelectorAll('.row.body .words p')].find(p => p.innerText.length > 90)"
    tab.run(
        f"(() => {{ const p = {block}; const walk = document.createTreeWalker(p, NodeFilter.SHOW_TEXT);"
        " let node; while ((node = walk.nextNode()) && node.data.trim().length < 12);"
        " const range = document.createRange(); range.setStart(node, 0); range.setEnd(node, 11);"
        " getSelection().removeAllRanges(); getSelection().addRange(range); })()"
    )
    words = tab.run("getSelection().toString().trim()")
    tab.run("new Promise(done => setTimeout(done, 200))")
    assert tab.run("!document.getElementById('chosen').hidden")
    tab.press("#chosen a:nth-child(3)")
    assert tab.run("document.querySelector('#f-span').value") == words
    tab.put("[name='is:measure']", "a measure of my own")
    tab.press(".sheet:has(#add-why) button")
    assert "/documents/" in tab.run("location.pathname")
    return words


def grade_a_source(tab, base):
    """The register of reliability is kept in the file that the command line reads."""
    tab.open(base + "/sources")
    tab.put("[name='grade:1']", "B")
    tab.press("form[action='/register'] button")
    assert tab.run("document.querySelector(\"[name='grade:1']\").value") == "B"


def fill_a_hypothesis(tab, base):
    """A question, two answers, something that bears on them, a rating: the plot shows what speaks against each."""
    tab.open(base + "/hypotheses")
    tab.put("#question", "Are they leaving?")
    tab.put("[name='text:1']", "the embassies of Sorim are emptying")
    tab.put("[name='text:2']", "publicity grew, not the numbers of arrivals")
    tab.press("main form button")
    tab.put("input[name=record]", "")
    tab.press("form[action='/evidence'] button")
    tab.put(".matrix select", "II")
    tab.press("form[action='/rate'] > p button")
    assert tab.run("document.querySelector('.matrix select').value") == "II"
    assert "Least against, first: b, then a." in tab.text()


def ask_another_question(tab, base):
    """A second question has a matrix of its own; both are listed, and a record is set against the one chosen."""
    tab.open(base + "/hypotheses")
    tab.put("#new-question", "Who called the trade attache home?")
    tab.put("#new-text-1", "the ministry called him home")
    tab.put("#new-text-2", "he went on his own")
    tab.press("form:has(#new-question) button")
    assert tab.run("document.querySelector('.asked [aria-current]').innerText") == "Who called the trade attache home?"
    assert "Nothing is set against the hypotheses yet" in tab.text()
    tab.open(base + "/documents")
    tab.open(base + paths(tab, r"/documents/\w+")[0])
    tab.open(base + paths(tab, r"/records/(?:s\w+)")[0])
    tab.put("form[action='/evidence'] select", "who-called-the-trade-attache-home")
    tab.press("form[action='/evidence'] button")
    assert "Who called the trade attache home?" in tab.run("document.querySelector('h1').innerText")
    assert tab.run("document.querySelectorAll('.matrix tbody tr select').length") == 2
    tab.press(".asked a:not([aria-current])")
    assert "Least against, first: b, then a." in tab.text()


def decide_about_what_goes(desk):
    """A confirmed figure that the next version of the extractors no longer finds."""
    opened = view.open(desk)
    figure = next(row for row in opened.figures() if row["made_by"] == "machine")
    opened.desk.decide("confirm", figure["id"], {}, "as printed", "Ana Oake")
    return opened.desk.inside(figure["id"])


def rebuild_with_changed_extractors(desk, monkeypatch, gone):
    """Every document is read again by another version, which finds all but one record."""
    found = build.extract.figures
    monkeypatch.setattr(build.extract, "figures", lambda *given: tuple(f for f in found(*given) if f.id != gone))
    monkeypatch.setattr(build.fingerprint, "code", lambda set_wise=False: f"another version {set_wise}")
    result = Builder.open(desk).build()
    assert result.changed
    assert result.annotated == 19


def everything_holds(desk, kept, report, statement, added):
    """Merged is merged, corrected corrected, rejected rejected, added there, graded graded, and the chain whole."""
    opened = view.open(desk)
    entities = {row["id"]: row for row in opened.entities()}
    assert kept[1] in entities[kept[0]]["names"]
    assert kept[1] not in {name for key, row in entities.items() if key != kept[0] for name in row["names"]}
    assert next(row for row in opened.reports() if row["id"] == report)["when"]["edtf"] == "2031-02-03"
    assert statement not in {row["id"] for row in opened.statements()}
    [own] = [row for row in opened.figures() if row["measure"] == "a measure of my own"]
    assert (own["made_by"], own["span"]["quote"]) == ("person", added)
    assert "B" in {row["reliability"] for row in opened.documents()}
    assert opened.hypotheses()["ranking"] == [["b"], ["a"]]
    assert opened.desk.verify() is None
    assert opened.desk.pending() == 0


def move_the_orphan(desk, gone):
    """What was decided about a record that is gone is shown with what stands near it, and moved there in the pages."""
    opened = view.open(desk)
    [orphan] = opened.desk.orphans()
    assert orphan["kind"] == "confirm"
    assert 1 <= len(orphan["candidates"]) <= 5
    with pictures.served(desk) as base, browser(pictures.CHROMIUM) as tab:
        tab.open(base + "/decisions")
        assert "About records that are gone" in tab.text()
        tab.press("form[action='/move'] button")
        assert "About records that are gone" not in tab.text()
    moved = view.open(desk)
    assert moved.desk.orphans() == []
    assert next(row for row in moved.figures() if row["id"] == orphan["candidates"][0])["decided"] == "confirm"
    assert gone not in {moved.desk.inside(row["id"]) for row in moved.figures()}
