"""Articles that attack whoever reads them, in a real browser: nothing of theirs runs, loads or leads away."""

import importlib.util
import socket
from pathlib import Path

import pytest

pytest.importorskip("fastapi")
from browser import browser

from attribune import view
from attribune.build import Builder

_SPEC = importlib.util.spec_from_file_location("pictures", Path(__file__).parent.parent.parent / "docs" / "pictures.py")
pictures = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(pictures)

pytestmark = pytest.mark.skipif(not Path(pictures.CHROMIUM).exists(), reason="the pages are looked at in Chromium")
ATTACK = (
    "<script>top.hacked=1;alert(1)</script><img src=//evil.example/a.png onerror='top.hacked=2'>"
    "<svg onload='top.hacked=3'><a href='javascript:top.hacked=4'>x</a></svg>"
    "<iframe src='//evil.example/f'></iframe><link rel=stylesheet href='//evil.example/s.css'>"
    "<style>@import '//evil.example/i.css'; main,body{display:none!important;background:url(//evil.example/b)}</style>"
    "<meta http-equiv=refresh content='0;url=//evil.example/r'><base href='//evil.example/'>"
    "<form action='//evil.example/p'><input autofocus onfocus='top.hacked=5'></form>"
    "<object data='//evil.example/o'></object>"
)
PAGE = f"""<html><head><title>Envoy {ATTACK} left Oslo</title><meta charset=utf-8></head><body onload="top.hacked=6">
<article><h1>Envoy left Oslo</h1>
<p>The ministry said on Monday that Ana Torvald fled to Oslo on 4 May 2021. {ATTACK}</p>
<p>A spokesman denied on Tuesday that she had left. "Nobody has left", he said in Oslo, and more words follow.</p>
</article></body></html>"""
TEXT = (
    f"Envoy {ATTACK} left Oslo\n\n"
    "The ministry said on Monday that Ana Torvald \u202eevil\u202c fled to Oslo on 5 May 2021. "
    f"A source \u2066said {ATTACK} she had\u200b left.\n\n" + "word " * 60_000
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """A case of two such articles, about one event, with a reason and a note that attack too."""
    root = tmp_path_factory.mktemp("hostile")
    (root / "in").mkdir()
    (root / "in" / "page.html").write_text(PAGE)
    (root / "in" / "text.txt").write_text(TEXT)
    Builder.create(root / "case", "exile", "en_core_web_sm").build([str(root / "in")])
    opened = view.open(root / "case")
    for row in (*opened.statements()[:2], *opened.reports()[:2]):
        opened.desk.decide("confirm", row["id"], {}, ATTACK, f"<b onclick=x>{ATTACK}")
    opened.notes.ask(ATTACK, [("a", ATTACK), ("b", "she left Oslo")], "")
    opened.notes.add_evidence([opened.statements()[0]["id"]])
    return root / "case"


def test_nothing_of_an_article_runs_loads_or_leads_away(hostile):
    """On every kind of page, the framed original too, no script runs, no dialog opens, no other site is reached."""
    opened = view.open(hostile)
    documents = [row["id"] for row in opened.documents()]
    records = [row["id"] for row in (*opened.statements()[:3], *opened.reports()[:3])]
    evil = socket.create_server(("127.0.0.1", 0))  # where every request to the attacker's site would arrive
    evil.setblocking(False)
    rules = f"--host-resolver-rules=MAP evil.example 127.0.0.1:{evil.getsockname()[1]}"
    with pictures.served(hostile) as base, browser(pictures.CHROMIUM, rules) as tab:
        pages = ["/", "/documents", "/events", "/conflicts", "/timeline", "/map", "/figures", "/people", "/sources"]
        pages += ["/decisions", "/hypotheses", "/reading", "/search?q=ministry", f"/search?q={ATTACK[:300]}"]
        pages += [f"/documents/{one}{more}" for one in documents for more in ("", "/original?at=40-60", "/add?words=x")]
        pages += [f"/records/{one}" for one in records]
        pages += [f"/events/{row['id']}" for row in opened.events()[:2]]
        pages += [f"/compare?a={documents[0]}&b={documents[1]}"]
        framed = 0
        for page in pages:
            tab.open(base + page.replace("<", "%3C").replace(">", "%3E").replace("#", "%23").replace(" ", "%20"))
            tab.run("new Promise(done => setTimeout(done, 60))")
            assert tab.run("location.origin") == base
            assert tab.run("window.hacked === undefined"), page
            assert tab.run("getComputedStyle(document.querySelector('main')).display") == "block", page
            assert not set(tab.run("document.documentElement.innerHTML")) & set("\u202e\u2066\u200b"), page
            framed += tab.run("document.querySelectorAll('iframe').length")
        assert {name for name, _ in tab.told} & {"Page.javascriptDialogOpening", "Runtime.exceptionThrown"} == set()
    assert framed
    with evil, pytest.raises(BlockingIOError):
        evil.accept()


def test_the_frame_of_an_original_is_closed(hostile):
    """The kept page is served for a frame of ours only, with a policy that runs and loads nothing, whoever asks."""
    from fastapi.testclient import TestClient

    from attribune.present.web.app import application

    client = TestClient(application(hostile), base_url="http://127.0.0.1:8300")
    one = next(row["id"] for row in view.open(hostile).documents() if row["path"].endswith("html"))
    answer = client.get(f"/documents/{one}/original/page?start=40&end=60")
    assert answer.headers["content-security-policy"].startswith("sandbox; default-src 'none'")
    assert answer.headers["x-frame-options"] == "SAMEORIGIN"
    assert answer.headers.get_list("content-security-policy") == [answer.headers["content-security-policy"]]
    assert 'sandbox src="' in client.get(f"/documents/{one}/original").text
