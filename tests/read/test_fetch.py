"""One page from the web: a server on this machine stands for the web."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from attribune.read import fetch, read_bytes
from attribune.read.fetch import FetchError

PAGE = b"<html><head><title>Harbour closed</title></head><body><p>The harbour was closed on Monday.</p></body></html>"


class Site(BaseHTTPRequestHandler):
    """Pages by path, and what was asked."""

    asked: ClassVar = []

    def log_message(self, *words):
        """Say nothing."""

    def do_GET(self):
        Site.asked.append((self.path, dict(self.headers)))
        kind, more, body = "text/html", {}, PAGE
        status = 200
        if self.path == "/robots.txt":
            body = b"User-agent: *\nDisallow: /closed\n"
        elif self.path in ("/moved", "/round", "/inside"):
            status, body = 302, b""
            more["Location"] = {"/moved": "/page", "/round": "/round", "/inside": "http://10.1.2.3/secret"}[self.path]
        elif self.path == "/large":
            body = b"x" * (fetch.MAX_BYTES + 10)
        elif self.path == "/none":
            status = 404
        self.send_response(status)
        for name, value in ({"Content-Type": kind, "Content-Length": str(len(body))} | more).items():
            self.send_header(name, value)
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:
            return  # whoever asked has heard enough


@pytest.fixture(scope="module")
def site():
    """The address of a server on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def test_a_page_is_fetched_and_kept_as_a_record(site):
    """The record gives the page, its last address and the day; nothing tells who asked."""
    record = fetch.fetch(f"{site}/moved", private=True)
    (document,) = read_bytes("a.warc", record)
    assert document.text == "The harbour was closed on Monday."
    assert document.url == f"{site}/page"
    assert any(one.name == "retrieved" for one in document.metadata)
    assert not any("attribune" in str(headers).lower() or "python" in str(headers).lower() for _, headers in Site.asked)


@pytest.mark.parametrize(
    ("path", "why"),
    [("/closed/x", "robots.txt"), ("/none", "status 404"), ("/round", "redirected"), ("/large", "bytes")],
)
def test_the_bounds_of_a_crawler_hold(site, path, why):
    """What robots.txt forbids, what is not there, goes round in circles or is too large, is not fetched."""
    with pytest.raises(FetchError, match=why):
        fetch.fetch(site + path, private=True)


@pytest.mark.parametrize(
    "address",
    [
        "http://localhost/",
        "http://10.0.0.1/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://169.254.169.254/x",
    ],
)
def test_no_private_address_is_ever_reached(address):
    """This machine, its network and what is set aside are refused before any word is sent."""
    with pytest.raises(FetchError, match="no public address"):
        fetch.fetch(address)


def test_no_redirect_leads_to_a_private_address(site, monkeypatch):
    """A page that leads inside is refused at the connection, whatever name it bears."""
    public = fetch.is_public
    monkeypatch.setattr(fetch, "is_public", lambda address: address == "127.0.0.1" or public(address))
    with pytest.raises(FetchError, match=r"10\.1\.2\.3, which is no public address"):
        fetch.fetch(f"{site}/inside")


@pytest.mark.parametrize(
    ("address", "why"), [("ftp://a.example/", "no address"), ("http://me:word@a.example/", "password")]
)
def test_other_addresses_are_refused(address, why):
    """Only plain addresses of the web are fetched."""
    with pytest.raises(FetchError, match=why):
        fetch.fetch(address)
