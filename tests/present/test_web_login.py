"""Who may open the pages from another machine."""

import json
import re
import shutil

import pytest

pytest.importorskip("fastapi")
pytest.importorskip("argon2")
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from attribune import view
from attribune.ledger import Case
from attribune.present import serve
from attribune.present.cli import app
from attribune.present.web import login, right
from attribune.present.web.app import Door, application

AT, PASSWORD = "https://desk.example", "correct horse battery"


@pytest.fixture(scope="module")
def root(case, tmp_path_factory):
    """A case to which one analyst may log in."""
    root = shutil.copytree(case, tmp_path_factory.mktemp("login") / "case")
    login.add(root, "ana", PASSWORD)
    return root


@pytest.fixture
def client(root):
    door = Door(hosts=("desk.example",), logins=login.Logins(root), secure=True)
    return TestClient(application(root, door=door), base_url=AT)


def send(client, address, **fields):
    token = re.search(r'name="token" value="(\w+)"', client.get("/login").text)[1]
    return client.post(address, data={"token": token, **fields}, headers={"origin": AT}, follow_redirects=False)


def test_nothing_of_a_case_is_shown_before_a_login(client):
    """Every page leads to the login, which shows nothing of the case; forms and the API are refused too."""
    for page in ("/", "/documents", "/search?q=embassy", "/people", "/records/x", "/no/such/page"):
        answer = client.get(page, follow_redirects=False)
        assert (answer.status_code, answer.text) == (303, "")
        assert answer.headers["location"].startswith("/login?back=/")
    assert send(client, "/decide", kind="confirm", target="x").headers["location"].startswith("/login")
    assert client.get("/api/documents").status_code == 401
    assert "case" not in client.get("/login").text.casefold()


def test_who_logs_in_gets_another_visit_and_can_leave_again(client):
    """The cookie is a new one, sent over TLS alone; what was decided stands under the name of the login."""
    before = client.get("/login").cookies.get("attribune_visit")
    answer = send(client, "/login", name="ana", password=PASSWORD, back="/people")
    assert (answer.status_code, answer.headers["location"]) == (303, "/people")
    assert "Secure" in answer.headers["set-cookie"]
    assert answer.cookies["attribune_visit"] != before
    page = client.get("/decisions").text
    assert 'deciding as <a href="/name">ana</a>' in page
    token = re.search(r'name="token" value="(\w+)"', page)[1]
    client.post("/logout", data={"token": token}, headers={"origin": AT})
    assert client.get("/", follow_redirects=False).status_code == 303


def test_a_wrong_password_makes_the_name_wait(client, root):
    """Wrong and unknown are answered alike; after a wrong one even the right one waits; others do not."""
    assert send(client, "/login", name="ana", password=PASSWORD[1:]).status_code == 403
    assert send(client, "/login", name="nobody", password=PASSWORD).status_code == 403
    assert send(client, "/login", name="ana", password=PASSWORD).status_code == 403
    login.add(root, "bo", PASSWORD)
    assert send(client, "/login", name="bo", password=PASSWORD).status_code == 303


def test_passwords_are_kept_as_argon2_hashes_that_nobody_else_can_read(root, tmp_path):
    """No password stands in the file; one that is too short is refused; without logins nothing is served."""
    kept = json.loads((root / login.FILE).read_text())
    assert all(right.found(one)[0].startswith("$argon2id$") for one in kept.values())
    assert (root / login.FILE).stat().st_mode & 0o077 == 0
    with pytest.raises(login.LoginError, match="too short"):
        login.add(root, "cy", "short")
    with pytest.raises(login.LoginError, match="nobody may log in"):
        login.Logins(tmp_path)


def test_a_login_that_reads_sees_every_page_and_decides_nothing(client, root):
    """Who may read alone is refused every form, those that lift protection above all; the pages say so."""
    login.add(root, "ray", PASSWORD, reads=True)
    assert send(client, "/login", name="ray", password=PASSWORD, back="/").status_code == 303
    page = client.get("/decisions").text
    assert "reading as ray" in page
    before = len(Case.open(root).decisions.all())
    document = view.open(root).documents()[0]["id"]
    forms = {
        route.path
        for route in application(root, door=Door())._app._app.routes
        if "POST" in getattr(route, "methods", ())
    }
    for address in sorted(forms - {"/login", "/logout"}):
        fields = {"kind": "note", "target": document, "why": "I was here", "question": "Who?", "name": "Ana"}
        refused = send(client, address.replace("{one}", document), **fields)
        assert (refused.status_code, "Your login reads" in refused.text) == (422, True), address
    assert len(Case.open(root).decisions.all()) == before
    login.add(root, "ray", PASSWORD)
    send(client, "/logout")
    assert send(client, "/login", name="ray", password=PASSWORD).status_code == 303
    assert "deciding as" in client.get("/").text


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--host", "192.0.2.7"], "others could read along"),
        (["--host", "192.0.2.7", "--tls-cert", "a.pem"], "TLS needs both"),
        (["--host", "192.0.2.7", "--behind-proxy", "desk.example"], "leave --host out"),
        (["--behind-proxy", "desk.example", "--as", "Ana"], "under their own"),
        (["--behind-proxy", "desk.example"], "nobody may log in"),
    ],
)
def test_pages_are_served_to_others_only_with_tls_and_a_login(case, options, words):
    """What would show a case to whoever asks is refused, with what to do."""
    done = CliRunner().invoke(app, ["serve", str(case), *options])
    assert done.exit_code != 0
    assert words in " ".join(str(done.exception or done.output).split())


def test_this_machine_needs_no_login(case):
    """At an address of this machine the door is open, under the name that is given."""
    for host in ("127.0.0.1", "::1", "localhost"):
        assert serve._door(case, host, "", (None, None), "Ana", proxied=False) == Door(named="Ana")
