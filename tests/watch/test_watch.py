"""Watching feeds: against a server of the test's own, on this machine."""

import gzip
import json
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from lxml import etree

from attribune import view, watch
from attribune.build import Builder
from attribune.ledger import Case
from attribune.read import fetch
from attribune.watch.listing import listed

FIRST = "The envoy Ri Sol-mun defected to Varenia on 3 May 2021, an official told the Northern Herald."
OTHER = (
    "The ministry denied that the envoy Ri Sol-mun had defected. A source in Vell said that he defected on 9 May 2021."
)
OPML = (
    '<opml version="2.0"><body><outline text="a"><outline xmlUrl="{0}/feed"/></outline>'
    '<outline xmlUrl="{0}/map.xml"/></body></opml>'
)


def page(text):
    body = f"<body><article><h1>Envoy gone</h1><p>{text}</p></article></body>"
    return f"<html><head><title>Envoy gone</title></head>{body}</html>"


@contextmanager
def serving(pages):
    """A server of these pages, {path: bytes or (status, headers, bytes)}; it keeps what it was asked."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append((self.path, dict(self.headers)))
            found = pages.get(self.path, (404, {}, b""))
            status, headers, body = found if isinstance(found, tuple) else (200, {}, found)
            if headers.get("ETag") and self.headers.get("If-None-Match") == headers["ETag"]:
                status, body = 304, b""
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self):
            asked.append((self.path, self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *args):
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()


def feed(*links):
    items = "".join(f"<item><link>{link}</link></item>" for link in links)
    return f"<rss version='2.0'><channel>{items}</channel></rss>".encode()


@pytest.fixture
def case(tmp_path):
    (tmp_path / "one.txt").write_text("Envoy gone\n\n" + FIRST + "\n", encoding="utf-8")
    Builder.create(tmp_path / "case").build([tmp_path / "one.txt"])
    return tmp_path / "case"


def look(case, feeds, **how):
    with fetch.session(private=True) as session:
        return watch.Watch(case, feeds, **how).look(session)


def test_new_pages_are_taken_in_and_what_they_change_is_told(case):
    """Each page is kept as a web archive; a new origin of an event is told; the next round asks for nothing again."""
    with serving({"/page?id=7": page(OTHER).encode(), "/robots.txt": (404, {}, b"")}) as (site, asked):
        pages = {"/feed": (200, {"ETag": '"a"'}, feed(f"{site}/page?id=7"))}
        with serving(pages) as (feeds, asked_of_feeds):
            done = look(case, [f"{feeds}/feed"])
            assert (done.found, done.taken, done.failures) == (1, 1, ())
            assert {one.kind for one in done.news} >= {"origin"}
            assert all(one.event in {row["id"] for row in view.open(case).events()} for one in done.news)
            again = look(case, [f"{feeds}/feed"])
            assert (again.found, again.taken, again.news) == (0, 0, ())
            assert sum(path.startswith("/page") for path, _ in asked) == 1
            assert asked_of_feeds[-1][1]["If-None-Match"] == '"a"'
    documents = Case.open(case).records().documents
    assert any(".warc" in one.path and not one.failure for one in documents)
    assert "attribune" not in json.dumps(asked).lower() + json.dumps(asked_of_feeds).lower()


def test_a_page_that_fails_is_named_and_asked_for_again(case):
    """A feed is not taken as seen before all its pages are here, although its server says that nothing changed."""
    with serving({}) as (site, _):
        pages = {"/feed": (200, {"ETag": '"a"'}, feed(f"{site}/late"))}
        with serving(pages) as (feeds, _):
            done = look(case, [f"{feeds}/feed"])
            assert done.taken == 0
            assert "404" in done.failures[0][1]
            assert look(case, [f"{feeds}/feed"]).found == 1


def test_what_robots_forbid_is_not_fetched(case):
    """robots.txt holds for pages and for feeds."""
    with serving(
        {"/robots.txt": b"User-agent: *\nDisallow: /no\n", "/feed": feed("/no/a", "/yes"), "/yes": page(OTHER).encode()}
    ) as (
        site,
        asked,
    ):
        done = look(case, [f"{site}/feed"])
    assert [reason for _, reason in done.failures] == ["the robots.txt of 127.0.0.1 does not allow it"]
    assert "/no/a" not in {path for path, _ in asked}
    assert done.taken == 1


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://10.0.0.1/",
        "http://169.254.169.254/",
        "http://localhost/",
        "file:///etc/passwd",
    ],
)
def test_no_private_address_is_asked_not_even_by_redirect(case, target):
    """Neither named in the list, nor in a feed, nor behind a redirect."""
    with fetch.session() as session:
        done = watch.Watch(case, [target]).look(session)
    assert done.found == done.taken == 0
    assert done.failures


@pytest.mark.parametrize(
    "target", ["http://127.0.0.1/", "http://localhost/x", "http://[fd00::1]/", "http://printer.local/"]
)
def test_a_proxy_is_not_asked_for_private_addresses_either(target):
    """With a proxy names are looked up elsewhere: what is private by its look is refused here."""
    with (
        fetch.session(proxy="http://127.0.0.1:9") as session,
        pytest.raises(fetch.FetchError, match="no public address"),
    ):
        session.page(target)


def test_a_host_is_left_its_pause(monkeypatch):
    """Two questions to one host lie as far apart as was asked for."""
    slept = []
    monkeypatch.setattr("time.sleep", slept.append)
    with serving({"/a": b"x"}) as (site, _), fetch.session(pause=5.0, private=True) as session:
        session.page(f"{site}/a")
        session.page(f"{site}/a")
    assert len(slept) >= 2
    assert max(slept) > 4


def test_feeds_are_listed_from_opml_and_from_lines(tmp_path):
    """Outlines at any depth; comments are left out; what is no address is named."""
    (tmp_path / "a.opml").write_text(OPML.format("http://a.example"), encoding="utf-8")
    assert watch.subscribed(tmp_path / "a.opml") == ("http://a.example/feed", "http://a.example/map.xml")
    (tmp_path / "b.txt").write_text("# feeds\nhttp://b.example/feed  # daily\n\n", encoding="utf-8")
    assert watch.subscribed(tmp_path / "b.txt") == ("http://b.example/feed",)
    for wrong in ("", "ftp://b.example\n", "<opml/>", "<opml"):
        (tmp_path / "c.txt").write_text(wrong, encoding="utf-8")
        with pytest.raises(watch.FeedError, match=r"c\.txt"):
            watch.subscribed(tmp_path / "c.txt")


def test_what_a_list_lists():
    """RSS, Atom, sitemaps and lists of sitemaps, gzipped too; relative and tracking addresses are made whole."""
    links = b"<link rel='self' href='/s'/><link href='/a?utm_source=x'/>"
    atom = b"<feed xmlns='http://www.w3.org/2005/Atom'><entry>" + links + b"</entry></feed>"
    assert listed(atom, "https://a.example/feed").pages == ("https://a.example/a",)
    items = b"<item><guid>https://a.example/g</guid></item><item><guid isPermaLink='false'>7</guid></item>"
    rss = b"<rss><channel><link>https://a.example</link>" + items + b"</channel></rss>"
    assert listed(rss, "https://a.example/feed").pages == ("https://a.example/g",)
    urls = b"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>https://a.example/u</loc></url></urlset>"
    assert listed(gzip.compress(urls), "https://a.example/map").pages == ("https://a.example/u",)
    index = b"<sitemapindex><sitemap><loc>https://a.example/2.xml</loc></sitemap></sitemapindex>"
    assert listed(index, "https://a.example/map").lists == ("https://a.example/2.xml",)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no xml",
        b"<html><p>a page</p></html>",
        gzip.compress(b" " * 50_000_000, mtime=0),
        gzip.compress(b"<rss/>" * 500, mtime=0)[:30],
        b'<!DOCTYPE x [<!ENTITY a "aaaa">]><html>&a;</html>',
        b"<a>" * 100_000,
    ],
)
def test_a_list_that_is_none_is_refused(data):
    """Broken, swelling and foreign lists are errors with a sentence, never anything else."""
    with pytest.raises(watch.FeedError):
        listed(data, "https://a.example/feed")


def test_entities_of_a_feed_reach_no_file():
    """A feed that names a file of this machine gets nothing of it."""
    nasty = b"<!DOCTYPE r [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><rss><channel><item><link>https://a.example/&a;</link></item></channel></rss>"
    assert all("root" not in one for one in listed(nasty, "https://a.example/feed").pages)


def test_news_are_written_as_atom_and_sent(case):
    """Any words can stand in the feed; a webhook gets the changes as JSON."""
    news = [watch.Change("conflict", "l1", "e1", 'when: "3 May" \x00 <b> \ufffe against 9 May')]
    tree = etree.fromstring(watch.atom(news, datetime(2021, 5, 9, tzinfo=UTC)))
    assert tree.findtext(".//{http://www.w3.org/2005/Atom}summary").startswith("when")
    with serving({}) as (site, asked), fetch.session(private=True) as session:
        session.send(f"{site}/hook", b'[{"kind": "conflict"}]')
    assert asked == [("/hook", b'[{"kind": "conflict"}]')]


def test_the_file_of_what_was_seen_names_no_address(case):
    """Whoever finds watch.json does not learn what was read."""
    with serving({"/feed": feed("/secret-page"), "/secret-page": page(OTHER).encode()}) as (site, _):
        look(case, [f"{site}/feed"])
    assert "secret" not in (case / "watch.json").read_text(encoding="utf-8")


def test_the_way_in_is_chosen_knowingly(case, tmp_path, capsys):
    """Neither --direct nor --proxy, or both, or a round every second: refused before anything is asked."""
    from typer.testing import CliRunner

    from attribune.present.cli import app

    (tmp_path / "feeds.txt").write_text("http://a.example/feed\n", encoding="utf-8")
    for words in (
        [],
        ["--direct", "--proxy", "http://p.example"],
        ["--direct", "--every", "5s"],
        ["--direct", "--every", "soon"],
    ):
        result = CliRunner().invoke(app, ["watch", str(case), str(tmp_path / "feeds.txt"), *words])
        assert isinstance(result.exception, ValueError)
