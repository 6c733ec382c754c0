from __future__ import annotations

import asyncio
import shutil
import sys

import httpx
import pytest

from attribune import view
from attribune.ledger import Case
from attribune.present.mcp_server import server
from attribune.present.web import token
from attribune.present.web.app import Door, application


@pytest.fixture(scope="module")
def own(case, tmp_path_factory):
    """A copy of the example case that tests may write to."""
    root = tmp_path_factory.mktemp("own") / "case"
    shutil.copytree(case, root)
    return root


def ask(app, method, path, **more):
    """What the pages answer to one request."""

    async def asked():
        transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8300") as client:
            return await client.request(method, path, **more)

    return asyncio.run(asked())


@pytest.fixture(scope="module")
def app(own):
    """The pages of the copy."""
    return application(own)


def test_every_kind_is_read_in_pages(app, own):
    """Each kind's rows are those of the view, a page at a time; documents come without their text."""
    shown = view.open(own)
    for kind in view.KINDS:
        told = ask(app, "GET", f"/api/{kind}?limit=3&offset=1").json()
        rows = [
            {n: v for n, v in row.items() if n != "text"} if kind == "documents" else row for row in shown.rows(kind)
        ]
        assert told["total"] == len(rows)
        assert told["rows"] == rows[1:4]


def test_filters_and_records(app, own):
    """Filters choose as they do on the command line, and a record is shown with its context and its document."""
    shown = view.open(own)
    denied = ask(app, "GET", "/api/statements?act=deny&limit=500").json()["rows"]
    assert denied == shown.statements(act="deny")
    one = ask(app, "GET", f"/api/records/{denied[0]['id']}").json()
    assert one["record"]["id"] == denied[0]["id"]
    text = ask(app, "GET", f"/api/records/{denied[0]['document']}").json()["record"]["text"]
    span = denied[0]["content"][0]
    assert text[span["start"] : span["end"]] == span["quote"]
    event = shown.events()[0]["id"]
    assert ask(app, "GET", f"/api/events/{event}/telling").json() == shown.telling(event)
    found = ask(app, "GET", "/api/search?q=embassy").json()
    assert found["total"] == len(shown.search("embassy"))


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/nothing", 422),
        ("/api/statements?limit=100000", 422),
        ("/api/statements?status=denied", 422),
        ("/api/statements?before=yesterday", 422),
        ("/api/records/e0000000000000000", 404),
        ("/api/search", 422),
    ],
)
def test_what_cannot_be_answered_is_refused(app, path, status):
    """A wrong question is answered with why, not with a fault of the server."""
    told = ask(app, "GET", path)
    assert told.status_code == status
    assert told.json()["detail"]


def test_writing_needs_a_token(app, own):
    """Without a token nothing is written, with one in its name; protection is not lifted; an ended one is none."""
    target = view.open(own).statements()[0]["id"]
    body = {"kind": "confirm", "target": target, "why": "read twice"}
    assert ask(app, "POST", "/api/decisions", json=body).status_code in {401, 403}
    wrong = {"Authorization": "Bearer wrong"}
    assert ask(app, "POST", "/api/decisions", json=body, headers=wrong).status_code == 401
    assert Case.open(own).decisions.all() == ()
    bearer = {"Authorization": f"Bearer {token.add(own, 'a script')}"}
    made = ask(app, "POST", "/api/decisions", json=body, headers=bearer)
    assert made.status_code == 201
    [decision] = Case.open(own).decisions.all()
    assert (decision.kind, decision.by, decision.why) == ("confirm", "a script", "read twice")
    for kind in ("reveal", "forget", "unprotect"):
        refused = ask(app, "POST", "/api/decisions", json=body | {"kind": kind}, headers=bearer)
        assert refused.status_code == 422
    elsewhere = bearer | {"Origin": "http://evil.test"}
    assert ask(app, "POST", "/api/decisions", json=body, headers=elsewhere).status_code == 403
    assert ask(app, "POST", "/api/decisions/1/undo", json={"why": "no"}, headers=bearer).status_code == 201
    assert Case.open(own).decisions.active() == ()
    assert token.remove(own, "a script")
    assert ask(app, "POST", "/api/decisions", json=body, headers=bearer).status_code == 401


def test_from_another_machine_reading_needs_a_token(own):
    """Where others can ask, the API answers to tokens only."""

    class Nobody:
        """Logins of whom none is in."""

        def name(self, _visit):
            return ""

        def reads(self, _visit):
            return True

    closed = application(own, door=Door(hosts=("127.0.0.1",), logins=Nobody()))
    assert ask(closed, "GET", "/api/summary").status_code == 401
    bearer = {"Authorization": f"Bearer {token.add(own, 'another')}"}
    assert ask(closed, "GET", "/api/summary", headers=bearer).status_code == 200


def test_a_token_that_reads_writes_nothing(app, own):
    """Made for reading alone, a token opens what is closed, and is refused where it would decide."""
    bearer = {"Authorization": f"Bearer {token.add(own, 'a mirror', reads=True)}"}
    before = Case.open(own).decisions.all()
    body = {"kind": "confirm", "target": view.open(own).statements()[0]["id"], "why": "read twice"}
    assert ask(app, "POST", "/api/decisions", json=body, headers=bearer).status_code == 403
    assert ask(app, "POST", "/api/decisions/1/undo", json={"why": "no"}, headers=bearer).status_code == 403
    assert ask(app, "GET", "/api/summary", headers=bearer).status_code == 200
    assert Case.open(own).decisions.all() == before


def test_the_interface_describes_itself(app):
    """OpenAPI lists every address, says what each gives, and that writing is refused without a token."""
    told = ask(app, "GET", "/api/openapi.json").json()
    assert {"/summary", "/search", "/records/{one}", "/{kind}", "/decisions"} <= told["paths"].keys()
    assert all(one.get("description") for path in told["paths"].values() for one in path.values())
    kinds = next(p for p in told["paths"]["/{kind}"]["get"]["parameters"] if p["name"] == "kind")
    assert set(kinds["schema"]["enum"]) == set(view.KINDS)


def call(case_or_server, *asked):
    """What the tools of the server answer, through the client of the official SDK."""
    from mcp import Client

    async def calling():
        async with Client(case_or_server) as client:
            tools = await client.list_tools()
            return tools.tools, [await client.call_tool(name, given) for name, given in asked]

    return asyncio.run(calling())


def test_tools_answer_with_records_and_anchors(case):
    """Each tool's answer is the view's rows, anchored; a wrong question is an error that says why."""
    shown = view.open(case)
    event, document = shown.events()[0]["id"], shown.documents()[0]
    tools, told = call(
        server(case),
        ("summary", {}),
        ("search", {"words": "embassy"}),
        ("list_records", {"kind": "statements", "act": "deny"}),
        ("show_record", {"id": event}),
        ("read_document", {"id": document["id"], "start": 10, "end": 60}),
        ("order_of_telling", {"event": event}),
        ("conflicts", {}),
        ("trends", {"measure": "people"}),
        ("show_record", {"id": "e0000000000000000"}),
        ("list_records", {"kind": "statements", "status": "denied"}),
    )
    assert all(tool.description for tool in tools)
    assert [one.is_error for one in told] == [False] * 8 + [True] * 2
    summary, search, statements, record, passage, telling, conflicts, _ = (one.structured_content for one in told[:8])
    assert summary["documents"] == len(shown.documents())
    assert search["rows"] == shown.search("embassy")[:20]
    assert statements["rows"] == shown.statements(act="deny")
    assert record["record"]["id"] == event
    assert passage["quote"] == document["text"][10:60]
    assert telling["tellings"] == shown.telling(event)
    assert conflicts["total"] == len(shown.conflicts())
    assert all(row["from_span"] or row["to_span"] for row in conflicts["rows"])


def test_the_server_speaks_over_standard_input_and_output(case):
    """The command answers the official client as a process of its own."""
    from mcp import StdioServerParameters
    from mcp.client.stdio import stdio_client

    command = [sys.executable, "-c", "from attribune.present.cli import main; main()", "mcp", str(case)]
    _, [told] = call(stdio_client(StdioServerParameters(command=command[0], args=command[1:])), ("summary", {}))
    assert told.structured_content == view.open(case).summary()
