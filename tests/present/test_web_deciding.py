"""Decisions made in the pages, by the forms that every browser can send."""

import re
import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from html import unescape
from urllib.parse import urlencode

import pytest

pytest.importorskip("fastapi")
from fastapi.testclient import TestClient

from attribune import view
from attribune.ledger import Case
from attribune.ledger.visit import Visits
from attribune.present.web.app import Door, application

HERE = "http://127.0.0.1:8300"
ORIGIN = {"origin": HERE}


@pytest.fixture
def case_of_mine(case, tmp_path):
    """A case to write into."""
    return shutil.copytree(case, tmp_path / "case")


class Desk:
    """A browser without a script, at the pages of a case."""

    def __init__(self, root, **door):
        self.root = root
        self.client = TestClient(application(root, door=Door(**door)), base_url=HERE)

    def token(self):
        return re.search(r'name="token" value="(\w+)"', self.client.get("/positions").text)[1]

    def post(self, address, **fields):
        pairs = [
            ("token", self.token()),
            *((k, v) for k, vs in fields.items() for v in (vs if isinstance(vs, list) else [vs])),
        ]
        headers = ORIGIN | {"content-type": "application/x-www-form-urlencoded"}
        return self.client.post(address, content=urlencode(pairs), headers=headers, follow_redirects=False)

    def decide(self, kind, target, **fields):
        return self.post("/decide", kind=kind, target=target, back="/decisions", **fields)

    def words(self, address):
        text = self.client.get(address).text.partition("<main")[2]
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())

    def assess(self):
        """Ask for it, and wait until the pages say that it is done."""
        assert self.post("/assess", back="/").status_code == 303
        until = time.monotonic() + 120
        while "data-wait" in (page := self.client.get("/decisions").text):
            assert time.monotonic() < until
            time.sleep(0.1)
        assert "could not be assessed" not in page

    def last(self):
        return Case.open(self.root).decisions.all()[-1]


@pytest.fixture
def desk(case_of_mine):
    return Desk(case_of_mine, named="Ana Oake")


@pytest.fixture
def opened(desk):
    return view.open(desk.root)


def test_a_decision_needs_token_and_origin(desk, opened):
    """Without the token of this visit, or from another site, or from nobody knows where, nothing is written."""
    figure = opened.figures()[0]["id"]
    good = {"token": desk.token(), "kind": "reject", "target": figure}
    refused = [
        desk.client.post("/decide", data=good),
        desk.client.post("/decide", data=good, headers={"origin": "https://evil.example"}),
        desk.client.post("/decide", data=good, headers={"origin": "null"}),
        desk.client.post("/decide", data=good, headers={"sec-fetch-site": "cross-site"}),
        desk.client.post("/decide", data=good | {"token": "0" * 64}, headers=ORIGIN),
        desk.client.post("/decide", data={"kind": "reject", "target": figure}, headers=ORIGIN),
        desk.client.post("/decide", content=b"a" * 600_000, headers=ORIGIN),
        desk.client.post("/decide", content=b"token=\xff", headers=ORIGIN),
    ]
    assert [one.status_code for one in refused] == [403] * 4 + [422] * 4
    assert Case.open(desk.root).decisions.all() == ()
    assert desk.client.post("/decide", data=good, headers={"sec-fetch-site": "same-origin"}).status_code == 200
    assert desk.last().target == opened.desk.inside(figure)


def test_a_token_is_worth_nothing_in_another_visit(desk):
    """A token belongs to the browser that it was given to."""
    token = desk.token()
    desk.client.cookies.clear()
    assert desk.client.post("/undo", data={"token": token, "seq": "1"}, headers=ORIGIN).status_code == 422


def test_a_form_leads_back_to_these_pages_only(case_of_mine):
    """Whatever address a form gives, the answer leads to no other site."""
    free = Desk(case_of_mine)
    wrong = ["//evil.example", "https://evil.example/", "/\\evil", "javascript:x", "", "/a\r\nb: c"]
    answers = [free.post("/name", name="Bo", back=back) for back in wrong]
    assert [(one.status_code, one.headers["location"]) for one in answers] == [(303, "/")] * len(wrong)


def test_a_verdict_carries_name_and_reason_and_can_be_taken_back(desk, opened):
    """Reject, look at the struck record, take it back: the record is in the lists again."""
    figure = opened.figures()[0]["id"]
    desk.decide("reject", figure, why="a page number")
    last = desk.last()
    assert (last.kind, last.by, last.why) == ("reject", "Ana Oake", "a page number")
    assert figure not in {row["id"] for row in view.open(desk.root).figures()}
    assert "rejected" in desk.words(f"/records/{figure}")
    desk.post("/undo", seq=str(last.seq), back="/decisions")
    assert figure in {row["id"] for row in view.open(desk.root).figures()}
    assert "taken back by no. 2" in desk.words(f"/records/{figure}")


def test_a_correction_writes_only_what_was_changed(desk, opened):
    """The form gives every field; the payload holds those that differ, spans looked up where they stand."""
    report = next(row for row in opened.reports() if row["arguments"] and not opened.hides(row["document"]))
    text = next(row for row in opened.documents() if row["id"] == report["document"])["text"]
    words = text[report["trigger"]["start"] : report["trigger"]["end"] + 6].rsplit(" ", 1)[0]
    fields = {"is:type": report["type"], "is:status": "denied", "is:when": "2031-05~", "is:trigger": words}
    assert desk.decide("correct", report["id"], **fields).status_code == 303
    payload = desk.last().payload
    assert set(payload) >= {"status", "when"}
    assert "type" not in payload
    shown = next(row for row in view.open(desk.root).reports() if row["id"] == report["id"])
    assert (shown["status"], shown["when"]["edtf"]) == ("denied", "2031-05~")
    assert shown["trigger"]["quote"].split() == words.split()
    assert "Corrected" in desk.words(f"/records/{report['id']}")


MEANINGLESS = [
    ("correct", {"is:when": "the other day"}),
    ("correct", {"is:trigger": "words that the article has not"}),
    ("correct", {"is:trigger": ""}),
    ("correct", {"is:low": "many"}),
    ("correct", {"is:status": "sure"}),
    ("correct", {}),
    ("guess", {}),
    ("undo", {}),
    ("reveal", {"why": "x"}),
    ("grade", {"why": "x", "credibility": "1"}),
    ("protect", {}),
    ("same", {"why": "x", "other": "nobody"}),
]


def test_what_cannot_be_decided_so_is_refused_in_words(desk, opened):
    """A form that means nothing writes nothing and says why."""
    for kind, fields in MEANINGLESS:
        answer = desk.decide(kind, opened.reports()[0]["id"], **fields)
        assert (kind, fields, answer.status_code) == (kind, fields, 422)
        assert "That was not done" in answer.text
    assert Case.open(desk.root).decisions.all() == ()


def test_what_was_missed_is_added_by_its_words(desk, opened):
    """An added record stands where its words stand, says that a person made it, and has a page of its own."""
    document = next(row for row in opened.documents() if not opened.hides(row["id"]))
    line = max(document["text"].splitlines(), key=len).split()
    words, other = " ".join(line[3:7]), " ".join(line[1:3])
    fields = {"is:type": "defection", "is:measure": "my measure", "is:source": other, "is:value": "1,250"}
    fields |= {"role:1": "affected", "who:1": other, "why": "it was missed"}
    for kind, main in (("statement", "content"), ("report", "trigger"), ("figure", "span")):
        assert desk.decide("add", document["id"], record=kind, **{f"is:{main}": words}, **fields).status_code == 303
        [row] = [row for row in view.open(desk.root).rows(f"{kind}s") if row["made_by"] == "person"]
        span = row[main][0] if kind == "statement" else row[main]
        assert span["quote"].split() == words.split()
        assert row.get("value", 1250.0) == 1250.0
        assert "Made by a person" in desk.words(f"/records/{row['id']}")


def test_names_are_joined_and_parted_on_their_page(desk, opened):
    """Joined by name, both stand under one; what is marked goes to another one again."""
    people = [row for row in opened.entities() if row["kind"] == "person" and not row["protect"]]
    one, other = people[0], people[1]
    assert desk.decide("same", one["id"], other=other["name"].upper(), why="one man").status_code == 303
    after = {row["id"]: row for row in view.open(desk.root).entities()}
    assert other["id"] not in after
    assert set(other["names"]) <= set(after[one["id"]]["names"])
    mentions = [m["id"] for m in view.open(desk.root).mentions() if m["entity"] == one["id"]]
    assert desk.decide("different", one["id"], member=mentions, why="x").status_code == 422
    assert desk.decide("different", one["id"], member=mentions[:1], why="two men").status_code == 303
    assert len(view.open(desk.root).entities()) == len(opened.entities())


def test_events_are_joined_parted_and_graded_and_stay_so_through_a_build(desk, opened):
    """Two events made one hold all reports of both, after a build as before it; the same the other way."""
    one, other, third = opened.events()[:3]
    desk.decide("same", one["id"], **{"with": other["id"]}, why="one flight")
    desk.decide("grade", one["id"], credibility="2", why="two letters")
    assert "joined with" in desk.words(f"/events/{one['id']}").casefold()
    both = {*one["reports"], *other["reports"]}
    for _ in range(2):
        shown = {row["id"]: row for row in view.open(desk.root).events()}
        assert set(shown[one["id"]]["reports"]) == both
        assert other["id"] not in shown
        assert (shown[one["id"]]["credibility"], shown[one["id"]]["graded_by"]) == (2, "Ana Oake")
        desk.assess()
    assert view.open(desk.root).desk.orphans() == []
    desk.decide("different", one["id"], member=list(other["reports"]), why="two flights after all")
    desk.assess()
    shown = view.open(desk.root).events()
    assert {frozenset(one["reports"]), frozenset(other["reports"])} <= {frozenset(row["reports"]) for row in shown}
    assert third["id"] in {row["id"] for row in shown}
    for decision in reversed(Case.open(desk.root).decisions.all()):
        desk.post("/undo", seq=str(decision.seq), back="/")
    desk.assess()
    assert {row["id"] for row in view.open(desk.root).events()} == {row["id"] for row in opened.events()}


def test_a_conflict_is_dismissed_with_a_reason(desk, opened):
    """Without a reason it stays; with one, all links that tell it are gone, and it stands among the decisions."""
    ids = re.findall(r'name="target" value="(l\w+)"', desk.client.get("/conflicts").text)
    why = next(row["why"] for row in opened.conflicts() if row["id"] == ids[0])
    links = [row["id"] for row in opened.conflicts() if row["why"] == why]
    assert desk.decide("dismiss", links).status_code == 422
    assert desk.decide("dismiss", links, why="two different days").status_code == 303
    assert not {row["id"] for row in view.open(desk.root).conflicts()} & set(links)
    assert "Dismissed as no conflict" in desk.words("/decisions")


def test_whom_an_analyst_protects_is_a_pseudonym_on_the_next_page(desk, opened, canaries):
    """Protected on the person's page, the name is nowhere any more, and not in what was written about it."""
    person = next(
        row for row in opened.entities() if row["kind"] == "person" and not row["protect"] and " " in row["name"]
    )
    desk.decide("note", person["id"], why=f"{person['name']} should be called")
    desk.decide("protect", person["id"], why=f"{person['name']} is threatened")
    for page in ("/", "/people", f"/people/{person['id']}", "/decisions", "/reading"):
        assert person["name"] not in desk.words(page)
        assert not canaries.search(desk.words(page))


def test_notes_and_the_reading_list_are_kept_by_name(desk, opened):
    """Each analyst has a reading list of their own; notes are everybody's."""
    document = opened.documents()[0]["id"]
    desk.decide("note", document, reading="later")
    desk.decide("note", document, why="ask the outlet")
    other = Desk(desk.root, named="Bo Elm")
    title = desk.words(f"/documents/{document}")[:0] or "ask the outlet"
    assert title in other.words("/reading")
    assert f"/documents/{document}" in desk.client.get("/reading").text.partition("<h2>Notes")[0]
    assert f"/documents/{document}" not in other.client.get("/reading").text.partition("<h2>Notes")[0]
    assert desk.decide("note", document, why="").status_code == 422


def test_a_name_is_given_once_and_fixed_where_the_server_says_so(case_of_mine, desk):
    """A browser keeps the name that it was given; with ``serve --as`` nobody can give another."""
    free = Desk(case_of_mine)
    answer = free.post("/name", name="  Bo\u202e <Elm>\n ", back="/people")
    assert answer.headers["location"] == "/people"
    assert "HttpOnly; SameSite=Strict" in answer.headers["set-cookie"]
    assert 'deciding as <a href="/name">Bo &lt;Elm&gt;</a>' in free.client.get("/").text
    assert desk.post("/name", name="Bo Elm").status_code == 422
    assert "Ana Oake" in desk.client.get("/").text


def test_the_original_of_who_is_at_risk_needs_a_logged_reveal(desk, opened, canaries):
    """The page holds a form, no name; the file itself is refused; with a reason it is shown, which is written down."""
    named = {one.id for one in Case.open(desk.root).records().documents if canaries.search(one.text)}
    hidden = next(row["id"] for row in opened.documents() if opened.desk.inside(row["id"]) in named)
    page = desk.client.get(f"/documents/{hidden}/original?at=0-30").text
    assert "why it must be seen" in page
    assert not canaries.search(unescape(page))
    assert desk.client.get(f"/documents/{hidden}/original/file").status_code == 404
    assert desk.client.get(f"/documents/{hidden}/original/page").status_code == 404
    assert desk.post(f"/documents/{hidden}/original", why=" ").status_code == 422
    assert Case.open(desk.root).decisions.all() == ()
    shown = desk.post(f"/documents/{hidden}/original", why="to check a quotation")
    assert canaries.search(unescape(shown.text))
    assert shown.headers["cache-control"] == "no-store"
    assert (desk.last().kind, desk.last().why, desk.last().by) == ("reveal", "to check a quotation", "Ana Oake")


def test_the_original_is_shown_at_the_words(desk, opened):
    """The words of a record are marked in the kept file."""
    row = next(row for row in opened.figures() if not opened.hides(row["document"]))
    page = desk.client.get(f"/documents/{row['document']}/original?record={row['id']}").text
    assert f'<mark id="place">{row["span"]["quote"]}</mark>' in page


def test_the_register_and_positions_are_the_files_of_the_command_line(desk, opened):
    """What the pages write is what the view reads; a page that is out of date overwrites nothing."""
    outlet = next(row["name"] for row in opened.sources() if row["kind"] == "outlet")
    desk.post("/register", **{"name:1": outlet, "grade:1": "B", "seen": "", "back": "/sources"})
    assert desk.post("/register", **{"name:1": outlet, "grade:1": "E", "seen": ""}).status_code == 422
    assert {row["reliability"] for row in view.open(desk.root).sources() if row["name"] == outlet} == {"B"}
    statement = opened.statements()[0]["id"]
    assert desk.post("/stand", party="Sorim", record=statement).status_code == 422
    desk.post("/positions", question="Who left?", seen="")
    desk.post("/stand", party="Sorim", record=statement)
    assert [row["party"] for row in view.open(desk.root).positions()] == ["Sorim"]
    desk.post("/stand/drop", party="Sorim", record=statement)
    assert view.open(desk.root).positions() == []


def test_what_came_since_a_visit_is_new(tmp_path):
    """Nothing is new on a first visit; after a pause, what came since; another analyst has visits of their own."""
    visits, noon = Visits(tmp_path / "visits.db"), datetime(2031, 5, 4, 12, tzinfo=UTC)
    assert visits.visit("ana", {"documents": ["d1"]}, noon) is None
    assert visits.visit("ana", {"documents": ["d1"]}, noon + timedelta(minutes=30)) is None
    assert visits.visit("bo", {"documents": ["d1", "d2"]}, noon + timedelta(hours=3)) is None
    before = visits.visit("ana", {"documents": ["d1", "d2"]}, noon + timedelta(hours=9))
    assert before == "2031-05-04T12:30:00+00:00"
    assert visits.since("documents", before) == {"d2"}
    assert visits.visit("ana", {}, noon + timedelta(hours=10)) == before
    assert Visits(tmp_path / "no" / "folder.db").visit("ana", {}, noon) is None


def test_each_question_has_a_file_and_a_page_of_its_own(desk, opened):
    """A second question stands beside the first; what is rated, set against it or assigned is written to its file."""
    one, other = (row["id"] for row in opened.statements()[:2])
    answers = {"text:1": "the consul left", "text:2": "the consul was called home"}
    assert desk.post("/hypotheses", question="Who left?", seen="", new="yes", **answers).status_code == 303
    second = desk.post("/hypotheses", question="Why now, and why there?", seen="", new="yes", **answers)
    assert second.headers["location"] == "/hypotheses?question=why-now-and-why-there"
    assert (desk.root / "hypotheses.yaml").exists()
    desk.post("/evidence", record=one)
    desk.post("/evidence", record=[one, other], name="why-now-and-why-there")
    seen = re.search(r'name="seen" value="(\w+)"', desk.client.get(second.headers["location"]).text)[1]
    desk.post("/rate", name="why-now-and-why-there", seen=seen, **{f"r:{other}:a": "II", f"r:{other}:b": "C"})
    told = view.open(desk.root)
    assert [row["record"] for row in told.hypotheses()["evidence"]] == [one]
    assert {row["record"]: row["ratings"] for row in told.hypotheses("why-now-and-why-there")["evidence"]} == {
        one: {},
        other: {"a": "II", "b": "C"},
    }
    page = desk.client.get("/hypotheses").text
    assert 'aria-current="page">Who left?' in page
    assert '<option value="why-now-and-why-there">' in desk.client.get(f"/records/{one}").text
    assert desk.client.get("/hypotheses?question=nobody-asked").status_code == 404
    assert desk.post("/rate", name="nobody-asked", seen="").status_code == 422


def test_parties_stand_on_each_question_by_itself(desk, opened):
    """A party's words on one question are not on the page of the other."""
    one, other = (row["id"] for row in opened.statements()[:2])
    desk.post("/positions", question="Who left?", seen="", new="yes")
    led = desk.post("/positions", question="Who stayed?", seen="", new="yes").headers["location"]
    assert led == "/positions?question=who-stayed"
    desk.post("/stand", party="Sorim", record=one)
    desk.post("/stand", party="Gaon", record=other, name="who-stayed")
    first, second = desk.client.get("/positions?question=").text, desk.client.get(led).text
    assert ("<h2>Sorim</h2>" in first, "<h2>Gaon</h2>" in first) == (True, False)
    assert ("<h2>Sorim</h2>" in second, "<h2>Gaon</h2>" in second) == (False, True)
    desk.post("/stand/drop", party="Gaon", record=other, name="who-stayed")
    assert [row["party"] for row in view.open(desk.root).positions()] == ["Sorim"]


def test_the_name_of_a_question_names_nobody_at_risk(desk, opened, canaries):
    """A question that names somebody protected, and a file that is called by them, lead to pages without the name."""
    hidden = view.open(desk.root, view.Reveal("for the test")).entities()
    name = next(
        row["name"] for row in hidden if row["protect"] and canaries.search(row["name"]) and "." not in row["name"]
    )
    led = desk.post("/positions", question="First", seen="", new="yes").headers["location"]
    led = desk.post("/positions", question=f"Where is {name}?", seen="", new="yes").headers["location"]
    assert not canaries.search(led)
    (desk.root / f"positions-{name.replace(' ', '-').lower()}.yaml").write_text("question: Who wrote this file?\n")
    page = desk.client.get(led)
    assert page.status_code == 200
    assert not canaries.search(page.text.replace("-", " "))
    assert "Who wrote this file?" in page.text
    other = re.search(r'href="(/positions\?question=\w+)">Who wrote this file', page.text)[1]
    assert "Who wrote this file?" in desk.words(other)


def test_what_two_analysts_assign_at_once_is_all_kept(desk, opened):
    """Nobody's line is lost where two write to one file at the same moment."""
    notes = opened.notes
    notes.pose("Who left?", "")
    ids = [row["id"] for row in opened.statements()[:12]]
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda one: view.open(desk.root).notes.assign("Sorim", [one]), ids))
    assert {row["record"] for row in view.open(desk.root).positions()} == set(ids)
