"""The pages of a case so large that what they stand on is kept on disk: the example case, taken for large."""

import re
import shutil
from html.parser import HTMLParser
from itertools import chain

import pytest

pytest.importorskip("fastapi")
from fastapi.testclient import TestClient

from attribune import view
from attribune.ledger import Case
from attribune.ledger.decision import Draft
from attribune.present.web.app import Door, application
from attribune.present.web.prepare import prepare
from attribune.view import stamp as stamping

HERE = "http://127.0.0.1:8300"
LISTS = (
    "/",
    "/documents",
    "/events",
    "/conflicts",
    "/timeline",
    "/map",
    "/figures",
    "/forecasts",
    "/people",
    "/sources",
)


@pytest.fixture
def large(monkeypatch):
    """Every case counts as large."""
    monkeypatch.setattr(stamping, "LARGE", 1)


@pytest.fixture
def root(case, tmp_path, large):
    """A prepared copy of the example case."""
    shutil.copytree(case, tmp_path / "case")
    assert prepare(tmp_path / "case")
    return tmp_path / "case"


@pytest.fixture
def apart(monkeypatch):
    """No record is read: whoever would, fails."""
    monkeypatch.setattr(Case, "records", lambda _: pytest.fail("the records are read"))


def opened(root):
    return TestClient(application(root, door=Door(named="Ana Oake")), base_url=HERE, follow_redirects=False)


class Words(HTMLParser):
    """What a page says."""

    def __init__(self, text):
        super().__init__()
        self.words = []
        self.feed(text)

    def handle_data(self, data):
        self.words.append(data)


def words(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return " ".join(" ".join(Words(answer.text).words).split())


def decide(client, kind, target, **fields):
    token = re.search(r'name="token" value="([^"]+)"', client.get("/sources").text)
    given = {"token": token[1], "kind": kind, "target": target, "back": "/", **fields}
    return client.post("/decide", data=given, headers={"origin": HERE})


def test_pages_are_read_without_the_records_and_say_the_same(case, root, apart, monkeypatch):
    """What is kept shows every list and single page as the case itself does, and reads no record to show it."""
    kept = opened(root)
    told = {address: words(kept, address) for address in LISTS}
    some = [
        re.findall(rf'href="(/{kind}/[^"?#]+)"', kept.get(f"/{kind}").text)[:3]
        for kind in ("documents", "events", "people")
    ]
    told |= {address: words(kept, address) for address in chain.from_iterable(some)}
    told |= {"/search?q=ministry": words(kept, "/search?q=ministry")}
    monkeypatch.undo()
    monkeypatch.setattr(stamping, "LARGE", 10**9)
    whole = opened(case)
    for address, said in told.items():
        assert words(whole, address) == said, address


def test_what_is_kept_has_no_protected_name_in_any_byte(root, canaries):
    """Rows, lists and the index of pages are of what is shown; what covers later words is under seal."""
    for path in (root / "pages").iterdir():
        found = canaries.search(path.read_bytes().decode("latin-1"))
        assert found is None, (path.name, found)
    shelf = view.Shelf.opened(next((root / "pages").iterdir()))
    rows = [str(row) for kind in (*view.KINDS, "offices", "cuts") for row in shelf.stream(kind)]
    assert len(rows) > 500
    assert not [row for row in rows if canaries.search(row)]


def test_a_verdict_shows_at_once_and_can_be_taken_back(root, apart):
    """Confirmed, rejected, graded and dismissed records stand so on the next page, though nothing was made anew."""
    client = opened(root)
    before = sorted((root / "pages").iterdir())
    shown = view.Shelf.opened(before[0])
    report = next(row for row in shelf_rows(shown, "reports") if row["event"])
    assert decide(client, "reject", report["id"], why="no such thing").status_code == 303
    assert "rejected" in words(client, f"/records/{report['id']}").casefold()
    event = shown.get(report["event"])[1]
    page = client.get(f"/events/{event['id']}")
    assert page.status_code == (200 if len(event["reports"]) > 1 else 404)
    assert f"/records/{report['id']}" not in page.text
    assert decide(client, "confirm", report["id"]).status_code == 303
    assert client.get(f"/events/{event['id']}").status_code == 200
    assert decide(client, "grade", event["id"], credibility="2", why="two letters").status_code == 303
    assert "Ana Oake" in words(client, f"/events/{event['id']}")
    conflict = next(row for row in shelf_rows(shown, "links") if row["kind"] == "conflict")
    assert decide(client, "dismiss", conflict["id"], why="a slip").status_code == 303
    assert conflict["id"] not in client.get("/conflicts").text
    assert sorted((root / "pages").iterdir()) == before
    assert "of before" not in words(client, "/")


def test_words_written_since_are_covered(root, apart, canaries):
    """A note that names somebody at risk names a pseudonym on the next page, without the records."""
    name = next(one for one in names_at_risk(root))
    client = opened(root)
    document = re.search(r'href="/documents/([^"?#]+)"', client.get("/documents").text)[1]
    assert decide(client, "note", document, why=f"Ask about {name} again").status_code == 303
    said = words(client, "/reading")
    assert "Ask about" in said
    assert not canaries.search(said)


def names_at_risk(root):
    """Names that the case protects."""
    for one in Case.open(root).generations.read("entities"):
        if one.protect and one.kind == "person" and " " in one.name:
            yield one.name


def shelf_rows(shelf, kind):
    return list(shelf.stream(kind))


def test_after_a_correction_pages_are_late_and_after_protection_closed(root, monkeypatch):
    """Rows of before are shown with a notice where nobody can have been protected since, and else nothing is shown."""
    asked = []
    monkeypatch.setattr("attribune.present.web.room.prepare_apart", lambda case: asked.append(case) or "")
    client = opened(root)
    shown = view.Shelf.opened(next((root / "pages").iterdir()))
    figure = shelf_rows(shown, "figures")[0]
    made = Case.open(root)
    raw = shown.known(figure["id"]).raw
    made.decisions.append(Draft("correct", raw, {"place": "Oslo"}, "as printed"))
    assert "being brought up to date" in words(client, "/figures")
    person = next(row for row in shelf_rows(shown, "entities") if row["kind"] == "person" and not row["protect"])
    made.decisions.append(Draft("protect", shown.known(person["id"]).raw, {}, "asked for"))
    for address in ("/", "/people", f"/people/{person['id']}", "/nowhere"):
        answer = client.get(address)
        assert answer.status_code == 503
        assert person["name"] not in answer.text
    assert asked
    assert prepare(root)
    assert person["name"] not in words(client, "/people")
    assert len(list((root / "pages").iterdir())) == 1


def test_what_is_kept_is_forgotten_with_the_case(root):
    """Rows of the pages go where somebody is forgotten."""
    document = view.open(root).documents()[0]
    view.forget(root, view.doomed(root, document["id"]), "asked for")
    assert not list((root / "pages").glob("*"))
