"""One walk over everything that leaves a case, looking for the names of people at risk."""

from __future__ import annotations

import asyncio
import json
import re
import sqlite3
from contextlib import closing
from html import unescape
from urllib.parse import unquote

import httpx
import pyarrow.parquet as pq
import pypdfium2
import pytest
from typer.testing import CliRunner

from attribune import view
from attribune.present import cli
from attribune.present.brief import FORMS as BRIEFS
from attribune.present.brief import brief
from attribune.present.exports import FORMS
from attribune.present.mcp_server import server
from attribune.present.web.app import application

LINK = re.compile(r'(?:href|src)="(/[^"#]*)')
ASKED = ("nephew", "embassy", "Tokko", "Nuri-bom", "Chegal", "Sagong")


@pytest.fixture(scope="module")
def shown(case):
    """The example case as a reader may see it."""
    return view.open(case)


def text_of(path):
    """What a written file says, whatever its form."""
    if path.suffix == ".parquet":
        return json.dumps(pq.read_table(path).to_pylist(), default=str, ensure_ascii=False)
    if path.suffix == ".db":
        with closing(sqlite3.connect(path)) as db:
            return "\n".join(db.iterdump())
    return path.read_text("utf-8")


def leaks(told, canaries):
    """Where a protected name stands, {output: the name}; accents, markup and addresses are undone before looking."""
    found = {}
    for name, text in told.items():
        for form in (text, unescape(unquote(text)), text.encode("ascii", "ignore").decode()):
            if match := canaries.search(form):
                found[name] = match[0]
    return found


def test_no_export_tells(shown, canaries, tmp_path):
    """No file of any export holds a protected name, in its name or in its text."""
    told = {}
    for form in FORMS:
        (tmp_path / form.name).mkdir()
        form.write(shown, tmp_path / form.name)
        told |= {
            str(p.relative_to(tmp_path)): f"{p.name}\n{text_of(p)}"
            for p in (tmp_path / form.name).rglob("*")
            if p.is_file()
        }
    assert len(told) > 50
    assert leaks(told, canaries) == {}


@pytest.mark.parametrize("form", BRIEFS)
def test_no_brief_tells(shown, canaries, form):
    """No brief of the case, and none of one of its events, holds a protected name."""
    told = {}
    for event in (None, *[row["id"] for row in shown.events()][:: 1 if form == "md" else 25]):
        made = brief(shown, "A test", form, (event,) if event else ())
        pages = pypdfium2.PdfDocument(made) if form == "pdf" else ()
        told[str(event)] = "\n".join(page.get_textpage().get_text_bounded() for page in pages) or str(made)
    assert leaks(told, canaries) == {}


def test_no_command_tells(case, shown, canaries, tmp_path):
    """No list, record, comparison, search, series or error of the command line holds a protected name."""
    run, told = CliRunner(), {}
    names = {one.name for one in cli.app.registered_commands}
    commands = [[kind, str(case), "--json"] for kind in view.KINDS if kind in names]
    commands += [["summary", str(case)], ["decisions", str(case)], ["search", str(case), "nephew", "--json"]]
    commands += [["show", str(case), rows[0]["id"]] for kind in ("entities", "documents") if (rows := shown.rows(kind))]
    for command in commands:
        done = run.invoke(cli.app, command)
        told[" ".join(command[:1] + command[2:3])] = f"{done.output}{done.exception or ''}"
    told["error"] = str(run.invoke(cli.app, ["show", str(case), "Tokko"]).exception)
    assert len(told) > 12
    assert leaks(told, canaries) == {}


def test_no_page_and_no_answer_of_the_interface_tells(case, shown, canaries):
    """No page that a link leads to, no answer of the API, no headers and no error hold a protected name."""
    app = application(case)

    async def walk():
        transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8300") as client:
            seen, left = {}, ["/", *(f"/search?q={word}" for word in ("embassy", "nephew"))]
            left += [f"/api/{kind}?limit=500" for kind in view.KINDS] + ["/api/summary", "/api/openapi.json"]
            left += [
                f"/api/records/{row['id']}" for kind in ("documents", "events", "entities") for row in shown.rows(kind)
            ]
            left += [f"/api/events/{row['id']}/telling" for row in shown.events()[:20]]
            left += ["/api/search?q=embassy", "/api/trends?measure=people"]
            while left and len(seen) < 330:
                path = left.pop(0)
                if path in seen:
                    continue
                answer = await client.get(path)
                seen[path] = f"{answer.headers}\n{answer.text}"
                if "html" in answer.headers.get("content-type", ""):
                    left += [unescape(link) for link in LINK.findall(answer.text)]
            return seen

    told = asyncio.run(walk())
    assert len(told) > (250 if len(shown.documents()) > 10 else 60)
    assert sum(path.startswith("/api/") for path in told) > (150 if len(shown.documents()) > 10 else 20)
    assert leaks(told, canaries) == {}


def test_no_tool_tells(case, shown, canaries):
    """No answer of the MCP server, and no error of it, holds a protected name, even where one is asked for."""
    from mcp import Client

    asked = [("summary", {}), ("conflicts", {"limit": 500}), ("trends", {"measure": "people"})]
    asked += [("list_records", {"kind": kind, "limit": 500}) for kind in view.KINDS]
    asked += [("search", {"words": word}) for word in ASKED]
    asked += [("show_record", {"id": row["id"]}) for kind in ("entities", "events") for row in shown.rows(kind)]
    asked += [("read_document", {"id": row["id"], "end": 100_000}) for row in shown.documents()]
    asked += [("order_of_telling", {"event": row["id"]}) for row in shown.events()]
    asked += [("show_record", {"id": word}) for word in ASKED[2:]]

    async def call():
        async with Client(server(case)) as client:
            return [await client.call_tool(name, given) for name, given in asked]

    answers = asyncio.run(call())
    told = {
        f"{number} {one[0]} {one[1]}"[:40]: str(answer)
        for number, (one, answer) in enumerate(zip(asked, answers, strict=True))
    }
    found = leaks(told, canaries)
    assert {name: word for name, word in found.items() if "not found" not in name} == {}
