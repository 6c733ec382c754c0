"""The interfaces over a case so large that rows are kept: the example case, taken for large; no record is read."""

import asyncio
import itertools
import json
import shutil
from pathlib import Path

import pytest

pytest.importorskip("fastapi")
from fastapi.testclient import TestClient

from attribune import view
from attribune.ledger import Case
from attribune.ledger.decision import Draft
from attribune.present.web.app import Door, application
from attribune.present.web.prepare import prepare
from attribune.view import stamp as stamping

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
HERE = "http://127.0.0.1:8300"
FILTERS = (
    {},
    {"after": "2021-06"},
    {"before": "2022"},
    {"after": "2021", "before": "2021-07-01"},
    {"entity": "Sorim"},
    {"entity": "Sorim", "after": "2021-06"},
)
OWN = {
    "statements": ({"act": "deny"}, {"speaker": "ministry"}, {"speaker": "official", "act": "assert"}),
    "reports": ({"type": "defection"}, {"status": "rumoured"}),
    "events": ({"type": "defection"},),
    "times": ({"type": "DATE"},),
    "entities": ({"kind": "place"},),
    "mentions": ({"kind": "person"},),
    "origins": ({"kind": "media"},),
    "links": ({"kind": "conflict"}, {"detail": "how_many"}),
    "forecasts": ({"speaker": "minister"},),
    "positions": ({"act": "deny"},),
}


def at_risk():
    """The name of somebody whom the example case protects."""
    return json.loads((EXAMPLES / "canaries.json").read_text("utf-8"))["protected"][0]


@pytest.fixture(scope="module")
def whole(case, tmp_path_factory):
    """The example case with an analyst's questions, as the whole of it is shown."""
    root = shutil.copytree(case, tmp_path_factory.mktemp("asked") / "case")
    shown = view.open(root)
    told = [row["id"] for row in (*shown.statements()[:8], *shown.reports()[:8], *shown.figures()[:2])]
    protected = at_risk()
    evidence = "".join(f"  - {{record: {one}, ratings: {{left: CC, stayed: I}}}}\n" for one in (*told, "sNothing"))
    hypotheses = "  - {id: left, text: the diplomats left}\n  - {id: stayed, text: the diplomats stayed}\n"
    (root / "hypotheses.yaml").write_text(
        f"question: Did {protected} leave?\nhypotheses:\n{hypotheses}evidence:\n{evidence}", encoding="utf-8"
    )
    assigned = "".join(f"  - {{party: Sorim, record: {one}}}\n" for one in told)
    (root / "positions.yaml").write_text(f"question: Who left?\nassigned:\n{assigned}", encoding="utf-8")
    shown = view.open(root)
    shown.search("all")  # it has read the case before nobody can any more
    return root, shown


@pytest.fixture
def root(whole, tmp_path, monkeypatch):
    """A prepared copy of it that counts as large, and whose records nobody can read: whoever would, fails."""
    shutil.copytree(whole[0], tmp_path / "case")
    monkeypatch.setattr(stamping, "LARGE", 1)
    assert prepare(tmp_path / "case")
    for name in ("records", "resolved", "assessed"):
        monkeypatch.setattr(Case, name, lambda _: pytest.fail("the whole case is read"))
    return tmp_path / "case"


def opened(root):
    return TestClient(application(root, door=Door(named="Ana Oake")), base_url=HERE, follow_redirects=False)


def asked(client, path, **params):
    answer = client.get(f"/api{path}", params=params)
    assert answer.status_code == 200, (path, params, answer.text)
    return answer.json()


def plain(kind, rows):
    """Rows as the interface gives them: documents come without their text."""
    return [{n: v for n, v in row.items() if n != "text"} for row in rows] if kind == "documents" else list(rows)


def test_every_filter_chooses_as_the_whole_case_does(whole, root):
    """By any filter and pair of filters a large case gives the rows that the whole case gives, page by page."""
    client, shown = opened(root), whole[1]
    found = 0
    for kind in view.KINDS:
        for filters in (*FILTERS, *(a | b for a, b in itertools.product(OWN.get(kind, ()), FILTERS[:5]))):
            rows = plain(kind, shown.rows(kind, **filters))
            given = {"of_kind" if name == "kind" else name: value for name, value in filters.items()}
            told = asked(client, f"/{kind}", **given, limit=3, offset=1)
            assert (told["total"], told["rows"]) == (len(rows), rows[1:4]), (kind, filters)
            found += len(rows)
    assert found > 1000


def test_pages_one_after_the_other_are_the_whole_list(whole, root):
    """Asked with a growing offset until it reaches the total, every row comes once and in order."""
    client = opened(root)
    for kind in ("mentions", "reports"):
        rows, total = [], 1
        while len(rows) < total:
            told = asked(client, f"/{kind}", limit=100, offset=len(rows))
            rows, total = rows + told["rows"], told["total"]
        assert rows == whole[1].rows(kind)
        assert asked(client, f"/{kind}", limit=5, offset=total + 7)["rows"] == []


def test_single_answers_are_those_of_the_whole_case(whole, root):
    """Records, the order of telling, series, the summary and searches are the same, and no record is read for them."""
    client, shown = opened(root), whole[1]
    assert asked(client, "/summary") == shown.summary()
    for kind in ("documents", "statements", "reports", "figures", "forecasts", "mentions", "entities", "events",
                 "origins", "links"):  # fmt: skip
        for row in shown.rows(kind)[:4]:
            told = shown.show(row["id"])
            assert asked(client, f"/records/{row['id']}") == {
                n: v for n, v in told.items() if n not in ("bytes", "way")
            }
    for event in shown.events():
        assert asked(client, f"/events/{event['id']}/telling") == shown.telling(event["id"])
    measures = {row["measure"] for row in shown.figures()}
    assert any(shown.trends(one) for one in measures)
    for one in measures:
        assert asked(client, "/trends", measure=one) == shown.trends(one)
    for words in ("embassy", "ministry said"):
        told = asked(client, "/search", q=words)
        assert told["total"] == len(shown.search(words))
        assert sorted(map(str, told["rows"])) == sorted(map(str, shown.search(words)[:50]))
    raw = Case.open(root).generations.read("events")[0].id
    assert asked(client, f"/records/{raw}") == asked(client, f"/records/{shown.show(raw)['record']['id']}")


def test_questions_are_answered_in_both_interfaces(whole, root):
    """The matrix of hypotheses is that of the whole case in the HTTP API and over MCP; others are refused."""
    client, shown = opened(root), whole[1]
    matrix = shown.hypotheses()
    assert matrix["missing"] == ["sNothing"]
    assert len(matrix["evidence"]) == 18
    told = asked(client, "/hypotheses")
    assert {name: told[name] for name in matrix} == matrix
    assert told["says"]
    questions = asked(client, "/questions")
    assert questions["hypotheses"] == [{"name": "", "words": matrix["question"]}]
    assert questions["positions"] == [{"name": "", "words": "Who left?"}]
    assert asked(client, "/positions")["rows"] == shown.positions()
    assert client.get("/api/hypotheses", params={"question": "none"}).status_code == 404
    [listed, answered, wrong] = called(root, ("questions", {}), ("hypotheses", {}), ("hypotheses", {"question": "no"}))
    assert listed.structured_content == questions
    assert answered.structured_content == told
    assert wrong.is_error


def called(root, *calls):
    """What the MCP server's tools answer, through the client of the official SDK."""
    from mcp import Client

    from attribune.present.mcp_server import server

    async def calling():
        async with Client(server(root)) as client:
            return [await client.call_tool(name, given) for name, given in calls]

    return asyncio.run(calling())


def test_tools_read_no_record_of_a_large_case(whole, root):
    """Every MCP tool answers from what is kept, as the whole case would."""
    shown = whole[1]
    event, document = shown.events()[0]["id"], shown.documents()[0]
    told = called(
        root,
        ("summary", {}),
        ("search", {"words": "embassy", "limit": 3, "offset": 1}),
        ("list_records", {"kind": "statements", "act": "deny", "offset": 2, "limit": 3}),
        ("show_record", {"id": event}),
        ("read_document", {"id": document["id"], "start": 10, "end": 60}),
        ("order_of_telling", {"event": event}),
        ("conflicts", {}),
        ("trends", {"measure": "people"}),
    )
    assert not any(one.is_error for one in told), [one.content for one in told if one.is_error]
    answers = [one.structured_content for one in told]
    assert answers[0] == shown.summary()
    assert answers[2]["rows"] == shown.statements(act="deny")[2:5]
    assert answers[3]["record"] == shown.show(event)["record"]
    assert answers[4]["quote"] == document["text"][10:60]
    assert answers[5]["tellings"] == shown.telling(event)
    assert answers[6]["total"] == len(shown.conflicts())


def test_pages_of_questions_and_originals_read_no_record(whole, root):
    """Hypotheses, positions, and a kept file at its words open from what is kept; a reveal reads one document alone."""
    client, shown = opened(root), whole[1]
    for address in ("/hypotheses", "/positions"):
        assert client.get(address).status_code == 200
    proposed = [row["record"] for row in shown.inquiry.evidence_candidates(6)]
    page = client.get("/hypotheses").text
    assert proposed
    assert all(one in page for one in proposed)
    seen = {True: 0, False: 0}
    for row in shown.statements():
        hides = shown.hides(row["document"])
        answer = client.get(f"/documents/{row['document']}/original?record={row['id']}")
        assert answer.status_code == 200
        assert ("<mark" in answer.text) != hides
        assert client.get(f"/documents/{row['document']}/original/file").status_code == (404 if hides else 200)
        seen[hides] += 1
    assert all(seen.values())


def test_no_interface_of_a_large_case_names_anybody_at_risk(whole, root, canaries):
    """No list, record, matrix, telling, series, page or refusal holds a canary name."""
    client, shown = opened(root), whole[1]
    paths = [f"/api/{kind}?limit=500" for kind in view.KINDS]
    paths += [f"/api/records/{row['id']}" for kind in ("documents", "statements", "events") for row in shown.rows(kind)]
    paths += [f"/api/events/{row['id']}/telling" for row in shown.events()]
    paths += ["/api/summary", "/api/questions", "/api/hypotheses", "/hypotheses", "/positions"]
    paths += [f"/documents/{row['id']}/original" for row in shown.documents()]
    paths += [f"/api/trends?measure={row['measure']}" for row in shown.figures()]
    for path in paths:
        answer = client.get(path)
        assert answer.status_code == 200, (path, answer.text)
        assert not canaries.search(answer.text), path
    name = at_risk()
    for path in ("/api/records/", "/api/events/{}/telling", "/api/reports?entity=", "/api/hypotheses?question="):
        asked_for = path.format(name) if "{}" in path else path + name
        assert name not in client.get(asked_for).text.replace(f'"{path}"', ""), path


def test_a_verdict_holds_in_the_interface_at_once(whole, root):
    """A rejected record is in no list, count, event or link from the next answer on; taken back, it is again."""
    client = opened(root)
    report = next(row for row in whole[1].reports() if row["event"])
    before = asked(client, "/summary")
    case = Case.open(root)
    shelf = view.Shelf.opened(next((root / "pages").glob("*.db")))
    raw = shelf.known(report["id"]).raw
    made = case.decisions.append(Draft("reject", raw, {}, "no such thing"))
    told = asked(client, "/reports", limit=500)
    assert report["id"] not in [row["id"] for row in told["rows"]]
    assert told["total"] == before["reports"] - 1 == asked(client, "/summary")["reports"]
    links = asked(client, "/links", limit=500)["rows"]
    assert not [row for row in links if report["id"] in (row["from"], row["to"])]
    assert not [e for e in asked(client, "/events", limit=500)["rows"] if report["id"] in e["reports"]]
    assert asked(client, f"/records/{report['id']}")["record"]["decided"] == "reject"
    case.decisions.append(Draft("undo", raw, {"seq": made.seq}, "a slip"))
    assert asked(client, "/summary") == before | {"decisions": 0}


def test_while_nothing_may_be_shown_the_interface_says_so(root, monkeypatch):
    """After somebody was protected, every answer is 503 with words, until what it stands on is made anew."""
    begun = []
    monkeypatch.setattr("attribune.present.web.room.prepare_apart", lambda case: begun.append(case) or "")
    client = opened(root)
    shelf = view.Shelf.opened(next((root / "pages").glob("*.db")))
    person = next(row for row in shelf.stream("entities") if row["kind"] == "person" and not row["protect"])
    Case.open(root).decisions.append(Draft("protect", shelf.known(person["id"]).raw, {}, "asked for"))
    for path in ("/summary", "/statements", f"/records/{person['id']}", "/hypotheses"):
        answer = client.get(f"/api{path}")
        assert answer.status_code == 503
        assert answer.json()["detail"]
        assert answer.headers["retry-after"]
        assert person["name"] not in answer.text
    assert begun
    [told] = called(root, ("summary", {}))
    assert told.is_error
