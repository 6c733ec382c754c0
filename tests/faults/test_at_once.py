"""Two who work on one case at the same time."""

import shutil
from concurrent.futures import ThreadPoolExecutor

import pytest

pytest.importorskip("fastapi")
from fastapi.testclient import TestClient

from attribune.build import Builder
from attribune.present.web.app import application
from attribune.present.web.prepare import PreparingError, prepare
from attribune.view import Shelf
from attribune.view import stamp as stamping

ARTICLE = "Envoy gone\n\nThe envoy defected in April 2021, officials said. He left with his wife.\n"
DENIAL = 'Denial\n\nThe ministry denied that the envoy had defected. "He is on leave," a spokesman said.\n'


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    folder = tmp_path_factory.mktemp("at_once")
    (folder / "one.txt").write_text(ARTICLE, encoding="utf-8")
    Builder.create(folder / "case").build([folder / "one.txt"])
    return folder / "case"


@pytest.fixture
def case(whole, tmp_path):
    return shutil.copytree(whole, tmp_path / "case")


def test_two_preparations_at_once_give_one_that_is_whole(case, monkeypatch):
    """The second waits for the first, and takes what it made."""
    monkeypatch.setattr(stamping, "LARGE", 1)
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(prepare, [case] * 4)) == [True] * 4
    [kept] = (case / "pages").iterdir()
    assert Shelf.opened(kept)


def test_a_preparation_that_the_disk_refuses_is_told_and_done_again(case, monkeypatch):
    """The folder is named, nothing half made is left, the case opens as before."""
    import sqlite3

    monkeypatch.setattr(stamping, "LARGE", 1)
    full = pytest.MonkeyPatch()
    full.setattr(Shelf, "finish", lambda _: (_ for _ in ()).throw(sqlite3.OperationalError("database or disk is full")))
    with pytest.raises(PreparingError, match=r"pages: database or disk is full.*attribune prepare"):
        prepare(case)
    full.undo()
    assert list((case / "pages").iterdir()) == []
    assert prepare(case)


@pytest.mark.parametrize("large", [1, 1000])
def test_an_addition_while_the_pages_are_open_is_on_the_next_page(case, monkeypatch, tmp_path, large):
    """No page breaks while a build switches, and none shows half of what was added."""
    monkeypatch.setattr(stamping, "LARGE", large)
    prepare(case)
    pages = TestClient(application(case), base_url="http://127.0.0.1")
    assert "two.txt" not in pages.get("/documents").text
    (tmp_path / "two.txt").write_text(DENIAL, encoding="utf-8")
    with ThreadPoolExecutor(1) as pool:
        built = pool.submit(Builder.open(case).build, [tmp_path / "two.txt"])
        while not built.done():
            assert pages.get("/documents").status_code in {200, 503}
    assert built.result().changed
    prepare(case)
    shown = pages.get("/documents")
    assert shown.status_code == 200
    assert "two.txt" in shown.text
