"""The pages of the example case, as a browser asks for them."""

import re
from html import unescape
from html.parser import HTMLParser
from urllib.parse import urldefrag

import pytest

pytest.importorskip("fastapi")
from fastapi.testclient import TestClient

from attribune import view
from attribune.build import Builder
from attribune.present.web.app import application

HERE = "http://127.0.0.1:8300"
HOSTILE = (
    """<script>alert(1)</script> Minister says "<img src=x onerror=alert(2)>"

The ministry said on Monday that Ana Torvald </p></main><script src="https://evil.example/x.js"></script> fled to Oslo.
A \u202e spokesman \u2066 said {{ 7 * 7 }} and {% raw %} of \x00 them <style>body{display:none}</style> were "shot".

"""
    + "word " * 40_000
)


class Page(HTMLParser):
    """The links and ids of a page, whether its tags balance, and what would run or load."""

    VOID = frozenset({"meta", "link", "input", "br", "img"})

    def __init__(self, text):
        super().__init__()
        self.links, self.ids, self.stack, self.faults, self.words = [], [], [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if given.get("id"):
            self.ids.append(given["id"])
        if tag == "a" and given.get("href"):
            self.links.append(given["href"])
        self.faults += [name for name, _ in attrs if name.startswith("on") or name == "style"]
        self.faults += [tag for name in ("src", "href") if "//" in (given.get(name) or "")]
        if tag == "script" and given.get("src") != "/static/keys.js":
            self.faults.append(tag)
        if tag not in self.VOID:
            self.stack.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in self.VOID:
            self.stack.pop()

    def handle_endtag(self, tag):
        if not self.stack or self.stack.pop() != tag:
            self.faults.append(f"/{tag}")

    def handle_data(self, data):
        self.words.append(data)


def crawl(client):
    """Every page that links lead to, by address.

    Of links into one article, which differ in the place, a few; of records and of what is beside an article, a tenth.
    """
    found, waiting, places, seen = {}, ["/"], {}, {}
    while waiting:
        address = waiting.pop()
        if address in found:
            continue
        found[address] = client.get(address, follow_redirects=False)
        for link in Page(found[address].text).links:
            target = urldefrag(link).url
            path, _, at = target.partition("?at=")
            places[path] = places.get(path, 0) + bool(at)
            many = target.startswith("/records/") or path.count("/") > 2
            if many and target not in seen:
                seen[target] = len(seen) % 10 == 0
            if target.startswith("/") and (not at or places[path] % 20 == 1) and (not many or seen[target]):
                waiting.append(target)
    return found


@pytest.fixture(scope="session")
def client(case):
    return TestClient(application(case), base_url=HERE)


@pytest.fixture(scope="session")
def crawled(client):
    return crawl(client)


def test_every_link_leads_to_a_page(crawled):
    """No page of the example case is missing or fails."""
    assert len(crawled) > 150
    assert {address: one.status_code for address, one in crawled.items() if one.status_code not in {200, 303}} == {}


def test_each_kind_of_page_is_reached_by_links(crawled):
    """Whoever starts at the overview can get everywhere."""
    paths = {"/" + address.lstrip("/").split("/")[0].split("?")[0] for address in crawled}
    wanted = {"documents", "events", "conflicts", "timeline", "figures", "forecasts", "people", "sources", "speaker"}
    assert {"/", "/compare", "/records", *(f"/{one}" for one in wanted)} <= paths


def test_no_page_shows_a_protected_name(crawled, client, canaries):
    """Pages are protected by construction: no spelling of a canary is on any, nor in a search for it."""
    assert [address for address, one in crawled.items() if canaries.search(unescape(one.text))] == []
    for name in ("Tokko", "Hwa-sil", "Chegal"):
        body = unescape(client.get("/search", params={"q": name}).text)
        assert not canaries.search(re.sub(r'value="[^"]*"|<h1>.*?</h1>', "", body))  # what was asked stands there


def test_pages_are_whole_and_run_nothing(crawled):
    """Tags balance, ids are unique, no page holds a script, style or handler of its own, or loads from elsewhere."""
    for address, one in crawled.items():
        if one.status_code == 200:
            page = Page(one.text)
            assert (address, page.faults, page.stack) == (address, [], [])
            assert (address, len(page.ids)) == (address, len(set(page.ids)))


def test_a_link_to_words_leads_to_where_they_stand(crawled, client):
    """A citation's end names a place that its page has."""
    links = sorted({link for one in crawled.values() for link in Page(one.text).links if "?at=" in link})
    for link in links[:: max(1, len(links) // 60)]:
        address, fragment = urldefrag(link)
        assert fragment in Page(client.get(address).text).ids


def test_the_reader_holds_every_word_of_the_article(client, case):
    """Regions are dimmed and folded, never left out."""
    for row in view.open(case).documents():
        text = re.sub(r'<p class="lost">.*?</p>', "", client.get(f"/documents/{row['id']}").text)  # words of ours
        shown = "".join("".join(Page(text).words).split())
        for line in row["text"].splitlines():
            assert "".join(line.split()) in shown


def test_every_answer_carries_the_strict_headers(crawled, client):
    """The policy, nosniff and no-referrer are on pages, files, redirects, errors and refusals alike."""
    answers = [*crawled.values(), client.get("/nothing"), client.get("/static/keys.js"), client.post("/")]
    for one in answers:
        policy = one.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert one.headers["x-content-type-options"] == "nosniff"
        assert one.headers["referrer-policy"] == "same-origin"  # other sites learn nothing; our forms say whence


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:8300", "", "evil.example:127.0.0.1"])
def test_another_host_is_refused(client, host):
    """A site whose name is made to point at this machine gets nothing."""
    assert client.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["127.0.0.1:9", "localhost", "LOCALHOST:8300", "[::1]:8300", "[::1]"])
def test_the_names_of_this_machine_are_answered(client, host):
    """However a browser on this machine calls it."""
    assert client.get("/conflicts", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_pages_are_read_and_sent_forms_only(client, method):
    """No page answers anything but GET, HEAD and a form."""
    assert client.request(method, "/").status_code == 405


@pytest.mark.parametrize(
    "address",
    [
        "/documents/none",
        "/events/<script>",
        "/people/x",
        "/speaker?name=x",
        "/speaker",
        "/records/x",
        "/static/x",
        "/a/b",
    ],
)
def test_what_is_not_there_is_said_so(client, address):
    """A wrong address gets a page that says it, without repeating what was asked."""
    one = client.get(address)
    assert one.status_code == 404
    assert "<script>" not in one.text.replace('<script src="/static/keys.js"', "")


@pytest.mark.parametrize("at", ["1-", "-", "x-y", "5-2", "99999999-999999999", "1-2-3", "٣-٤", "0-0"])
def test_a_wrong_place_is_no_error(client, crawled, at):
    """A reader led to a place that is not there gets the article."""
    address = next(one for one in crawled if one.startswith("/documents/"))
    assert client.get(urldefrag(address).url.split("?")[0], params={"at": at}).status_code == 200


@pytest.fixture(scope="session")
def hostile(tmp_path_factory):
    root = tmp_path_factory.mktemp("hostile")
    (root / "in").mkdir()
    (root / "in" / "one.txt").write_text(HOSTILE)
    (root / "in" / "two.txt").write_text(HOSTILE.replace("Monday", "Tuesday")[:900])
    Builder.create(root / "case", "exile", "en_core_web_sm").build([str(root / "in")])
    return root / "case"


def test_nothing_of_an_article_is_obeyed(hostile):
    """Scripts, handlers, styles and templates in a text are words; overrides are shown by number."""
    client = TestClient(application(hostile), base_url=HERE)
    answers = crawl(client) | {"search": client.get("/search", params={"q": "spokesman"})}
    assert all(one.status_code in {200, 303} for one in answers.values())
    files = {address: answers.pop(address) for address in list(answers) if address.endswith("/original/file")}
    for one in files.values():  # the kept file itself is only ever a download
        assert one.headers["content-type"] == "application/octet-stream"
        assert one.headers["content-disposition"].startswith("attachment")
    for one in answers.values():
        if one.status_code == 200:
            page = Page(one.text)
            assert page.faults == []
            assert not set(one.text) & {"\u202e", "\u2066", "\x00"}
    everything = "".join(one.text for one in answers.values())
    assert "&lt;script&gt;" in everything
    assert "U+202E" in everything
    assert "{{ 7 * 7 }}" in everything


def test_a_decision_shows_on_the_next_page(hostile):
    """What is decided elsewhere, protection first of all, holds at once in pages that are open."""
    client = TestClient(application(hostile), base_url=HERE)
    opened = view.open(hostile)
    document = opened.documents()[0]["id"]
    assert "The Renamed Gazette" not in client.get("/documents").text
    opened.desk.decide("set", document, {"outlet": "The Renamed Gazette"}, "the imprint says so")
    assert "The Renamed Gazette" in client.get("/documents").text
