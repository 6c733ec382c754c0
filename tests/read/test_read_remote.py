"""Articles at the addresses that fsspec knows."""

import sys
import zipfile

import pytest

from attribune.ledger.remote import RemoteError
from attribune.read import find

fsspec = pytest.importorskip("fsspec")


@pytest.fixture
def store():
    """An empty store in memory."""
    memory = fsspec.filesystem("memory")
    memory.store.clear()
    memory.pseudo_dirs[:] = [""]
    return memory


def found(address):
    return [(one.path, one.data, one.failure) for one in find([address])]


def test_a_folder_is_read_in_the_order_of_its_names(store):
    """All below it, hidden ones left out, as in a folder of this machine."""
    for name in ("b.txt", "a/c.txt", ".hidden.txt", "a/.d/e.txt"):
        store.pipe_file(f"/news/{name}", name.encode())
    assert found("memory://news") == [("a/c.txt", b"a/c.txt", None), ("b.txt", b"b.txt", None)]


def test_one_file_is_called_by_its_name(store):
    """As a file of this machine is."""
    store.pipe_file("/news/b.txt", b"words")
    assert found("memory://news/b.txt") == [("b.txt", b"words", None)]


def test_an_address_of_this_machine_gives_what_its_path_gives(tmp_path):
    """``file://`` is another name for a folder, archives and all."""
    (tmp_path / "one.txt").write_bytes(b"one")
    with zipfile.ZipFile(tmp_path / "two.zip", "w") as archive:
        archive.writestr("three.txt", "three")
    assert list(find([f"file://{tmp_path}"])) == list(find([tmp_path]))


def test_the_members_of_an_archive_are_a_folder(tmp_path):
    """``zip://`` with the file after it."""
    with zipfile.ZipFile(tmp_path / "two.zip", "w") as archive:
        archive.writestr("in/three.txt", "three")
    assert found(f"zip://::file://{tmp_path}/two.zip") == [("in/three.txt", b"three", None)]


def test_a_name_that_leads_out_of_the_folder_is_left_alone(tmp_path):
    """It is named with the reason, and the others are read."""
    with zipfile.ZipFile(tmp_path / "two.zip", "w") as archive:
        archive.writestr("../../out.txt", "out")
        archive.writestr("in.txt", "in")
    failures = {path: failure for path, _, failure in found(f"zip://::file://{tmp_path}/two.zip")}
    assert failures.pop("in.txt") is None
    assert all("leads out of the folder" in failure for failure in failures.values())


def test_a_file_that_breaks_off_is_named_and_the_others_are_read(store, monkeypatch):
    """Each store has exceptions of its own; none ends a build."""
    store.pipe_file("/news/a.txt", b"a")
    store.pipe_file("/news/b.txt", b"b")
    opened = type(store).open

    def broken(self, path, *more, **how):
        if path.endswith("a.txt"):
            raise RuntimeError("the store\nhas gone away")
        return opened(self, path, *more, **how)

    monkeypatch.setattr(type(store), "open", broken)
    assert found("memory://news") == [
        ("a.txt", b"", "The file cannot be read: the store has gone away."),
        ("b.txt", b"b", None),
    ]


def test_a_file_beyond_the_bound_of_one_document_is_named(store, monkeypatch):
    """The bounds are those of files on this machine."""
    monkeypatch.setattr("attribune.read.limit.MAX_BYTES", 70_000)
    store.pipe_file("/news/a.txt", b"a" * 70_001)
    assert "70,001 bytes" in found("memory://news")[0][2]


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("memory://nowhere", "there is nothing at memory://nowhere"),
        ("nosuch://bucket/folder", "nosuch"),
        ("https://example.org/a.html", "'attribune add CASE https://example.org/a.html'"),
        ("simplecache::https://example.org/a.html", "is a page of the web"),
        ("nosuch://key:password@bucket/folder", "nosuch://bucket/folder"),
    ],
)
def test_an_address_that_cannot_be_used_is_refused_with_the_reason(store, address, why):
    """In one sentence, without the key or password that stands in it."""
    with pytest.raises(RemoteError) as refused:
        list(find([address]))
    assert why in str(refused.value)
    assert "password" not in str(refused.value)


def test_without_fsspec_the_missing_package_is_named(monkeypatch):
    """The base needs no fsspec; who gives an address is told what to install."""
    monkeypatch.setitem(sys.modules, "fsspec", None)
    with pytest.raises(RemoteError, match=r"attribune\[remote\]"):
        list(find(["memory://news"]))
