"""A case put to another place and brought back."""

import pytest

from attribune.ledger import Case, CaseError
from attribune.ledger.decision import Draft
from attribune.ledger.remote import RemoteError
from attribune.ledger.sent import bring, send

fsspec = pytest.importorskip("fsspec")


@pytest.fixture(params=["memory", "file"])
def address(request, tmp_path):
    """A folder of a store that is empty."""
    if request.param == "memory":
        memory = fsspec.filesystem("memory")
        memory.store.clear()
        memory.pseudo_dirs[:] = [""]
        return "memory://cases/one"
    return f"file://{tmp_path}/elsewhere/one"


@pytest.fixture
def case(tmp_path):
    """A case with an original and a decision."""
    made = Case.create(tmp_path / "case", "exile", "en_core_web_sm")
    made.originals.keep(b"the words of an article")
    made.decisions.append(Draft("reject", "r1", {}, "misread"))
    return made


def contents(root):
    """Every file of a case that counts, with its bytes; of the decisions, the rows."""
    held = {p.relative_to(root).as_posix(): p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file()}
    found = {
        name: data for name, data in held.items() if not name.startswith(("backup/", "lock")) and ".db" not in name
    }
    return found, [one.hash for one in Case.open(root).decisions.all()]


def store_of(address):
    store, base = fsspec.core.url_to_fs(address)
    return store, base


def test_what_is_brought_is_what_was_sent(case, address, tmp_path):
    """Originals, settings, secret and decisions, byte for byte; the chain of decisions holds."""
    send(case.root, address)
    bring(tmp_path / "again", address)
    assert contents(tmp_path / "again") == contents(case.root)
    assert Case.open(tmp_path / "again").decisions.verify() is None


def test_only_what_is_new_travels(case, address):
    """A second sending moves what changed."""
    first = send(case.root, address)
    case.originals.keep(b"another")
    assert first > 3
    assert 1 <= send(case.root, address) < first


def test_what_the_case_no_longer_holds_is_removed_there(case, address):
    """What was forgotten must not stay in a copy."""
    sha256 = case.originals.keep(b"to be forgotten")
    send(case.root, address)
    store, base = store_of(address)
    assert store.exists(f"{base}/files/{sha256}")
    case.originals.destroy([sha256])
    send(case.root, address)
    assert not store.exists(f"{base}/files/{sha256}")


def test_a_state_that_the_folder_has_not_seen_is_not_written_over(case, address, tmp_path):
    """Two who bring one case and both send: the second is refused, unless they say so."""
    send(case.root, address)
    bring(tmp_path / "other", address)
    other = Case.open(tmp_path / "other")
    other.originals.keep(b"of the other")
    send(other.root, address)
    with pytest.raises(RemoteError, match="has not seen"):
        send(case.root, address)
    send(case.root, address, replace=True)
    bring(tmp_path / "third", address)
    assert contents(tmp_path / "third") == contents(case.root)


def test_a_sending_that_is_cut_off_leaves_the_state_before(case, address, tmp_path, monkeypatch):
    """Whatever breaks before the last file is written: what lies there is whole, and the next sending mends it."""
    send(case.root, address)
    before = contents(case.root)
    case.originals.keep(b"another")
    store, _ = store_of(address)
    put = type(store).put_file

    def half(self, local, path, **how):
        self.pipe_file(path, b"half")
        raise ConnectionError("gone")

    monkeypatch.setattr(type(store), "put_file", half)
    with pytest.raises(RemoteError, match="gone"):
        send(case.root, address)
    monkeypatch.setattr(type(store), "put_file", put)
    bring(tmp_path / "old", address)
    assert contents(tmp_path / "old") == before
    send(case.root, address)
    bring(tmp_path / "new", address)
    assert contents(tmp_path / "new") == contents(case.root)


def test_another_sending_at_work_is_not_disturbed(case, address):
    """Its mark is there: the second is refused and says what to do."""
    send(case.root, address)
    store, base = store_of(address)
    store.pipe_file(f"{base}/sending", b"another")
    with pytest.raises(RemoteError, match="remove 'sending'"):
        send(case.root, address)
    assert store.cat_file(f"{base}/sending") == b"another"


def test_what_was_changed_there_is_not_brought(case, address, tmp_path):
    """Every file is held against its hash; nothing is left half brought."""
    sha256 = case.originals.keep(b"words")
    send(case.root, address)
    store, base = store_of(address)
    store.pipe_file(f"{base}/files/{sha256}", b"other words")
    with pytest.raises(RemoteError, match="damaged"):
        bring(tmp_path / "again", address)
    assert not (tmp_path / "again").exists()


def test_a_list_whose_names_lead_out_of_the_folder_is_refused(address, tmp_path):
    """Who can write there cannot write elsewhere here."""
    import hashlib
    import json

    store, base = store_of(address)
    for folder in ("files", "lists"):
        store.makedirs(f"{base}/{folder}", exist_ok=True)
    data = json.dumps({"../out": [hashlib.sha256(b"x").hexdigest(), 1]}).encode()
    mark = hashlib.sha256(data).hexdigest()
    store.pipe_file(f"{base}/lists/{mark}", data)
    store.pipe_file(f"{base}/current", mark.encode())
    with pytest.raises(RemoteError, match="leads out"):
        bring(tmp_path / "again", address)
    assert not (tmp_path / "out").exists()


def test_nothing_is_brought_over_something(case, address, tmp_path):
    """A folder with other things in it stays as it is; an address without a case is named."""
    with pytest.raises(RemoteError, match="no case"):
        bring(tmp_path / "again", address)
    send(case.root, address)
    with pytest.raises(CaseError, match="other things"):
        bring(case.root, address)


def test_a_locked_case_is_sent_as_it_is(case, address, tmp_path):
    """Only the two encrypted files lie there then."""
    pytest.importorskip("pyrage")
    from attribune.ledger.locked import lock, unlock

    send(case.root, address)
    held = contents(case.root)
    lock(case.root, "a passphrase of some length")
    assert send(case.root, address) == 2
    store, base = store_of(address)
    assert len(store.find(f"{base}/files")) == 2
    bring(tmp_path / "again", address)
    unlock(tmp_path / "again", "a passphrase of some length")
    assert contents(tmp_path / "again") == held


def test_an_address_is_no_case_folder(tmp_path):
    """It is told how a case gets there."""
    from pathlib import Path

    with pytest.raises(CaseError, match="attribune send"):
        Case.create(Path("s3://bucket/case"), "exile", "en_core_web_sm")
