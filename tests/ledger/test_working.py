"""The working copy of a case that lies at an address."""

import os
import stat

import pytest

from attribune.ledger import Case
from attribune.ledger.decision import Draft
from attribune.ledger.locked import LockError, lock, unlock, unsent
from attribune.ledger.remote import RemoteError
from attribune.ledger.sent import OverwriteError, bring, send
from attribune.ledger.working import folder_of, worked_on

fsspec = pytest.importorskip("fsspec")
pytest.importorskip("platformdirs")
ADDRESS = "memory://cases/harbour"


@pytest.fixture
def store():
    """A store of this process, empty."""
    memory = fsspec.filesystem("memory")
    memory.store.clear()
    memory.pseudo_dirs[:] = [""]
    return memory


@pytest.fixture
def machine(monkeypatch, tmp_path):
    """Makes this process one machine or another: each has a cache of its own."""

    def become(name):
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / name))

    become("first")
    return become


@pytest.fixture
def there(store, machine):
    """A case at the address."""
    with worked_on(ADDRESS, new=True) as folder:
        Case.create(folder, "exile", "en_core_web_sm").originals.keep(b"the words of an article")
    return store


def note(folder, words):
    return Case.open(folder).decisions.append(Draft("note", "r1", {"text": words}, "a test")).hash


def work(doing):
    """Do something with the case, as a command would."""
    with worked_on(ADDRESS) as folder:
        doing(folder)


def decided(folder):
    return [one.payload["text"] for one in Case.open(folder).decisions.all()]


def marks(store):
    return {name: data.getvalue() for name, data in store.store.items() if not name.endswith("/sending")}


def test_a_new_case_is_made_here_and_sent(there, machine):
    """What was made on one machine is the case on another, in a folder that its user alone can enter."""
    machine("second")
    with worked_on(ADDRESS) as folder:
        assert (folder / "case.toml").exists()
        assert f"{folder}" == ADDRESS
        assert str(folder).startswith(os.environ["XDG_CACHE_HOME"])
        for around in (folder.parent, folder.parent.parent):
            assert stat.S_IMODE(around.stat().st_mode) == 0o700


def test_an_address_without_a_case_is_named(store, machine):
    """Nothing is made for a command that only reads."""
    with pytest.raises(RemoteError, match=rf"no case at {ADDRESS}.*attribune build"), worked_on(ADDRESS):
        pass
    assert not store.store


def test_who_only_reads_sends_nothing(there, machine):
    """Not a byte of the store changes, whatever was looked at, searched or prepared."""
    before = marks(there)
    with worked_on(ADDRESS) as folder:
        for derived in ("search", "pages", "backup"):
            (folder / derived).mkdir(exist_ok=True)
            (folder / derived / "made").write_text("of the rest")
        (folder / "visits.db").write_bytes(b"who was here")
        (folder / "case.toml").touch()
    assert marks(there) == before


def test_a_decision_is_sent_at_the_end_and_is_there_at_the_next_start(there, machine):
    """Two machines in turn see what the other decided."""
    with worked_on(ADDRESS) as folder:
        note(folder, "one")
    machine("second")
    with worked_on(ADDRESS) as folder:
        assert decided(folder) == ["one"]
        note(folder, "two")
    machine("first")
    with worked_on(ADDRESS) as folder:
        assert decided(folder) == ["one", "two"]
        assert Case.open(folder).decisions.verify() is None


def test_work_that_goes_on_is_passed_on_before_its_end(there, machine):
    """Who watches for days does not keep what was found until the last."""
    with worked_on(ADDRESS) as folder:
        note(folder, "one")
        assert not folder.pass_on()
        machine("second")
        with worked_on(ADDRESS) as other:
            assert decided(other) == ["one"]
        before = marks(there)
        assert not folder.pass_on()  # nothing new, nothing sent
        assert marks(there) == before


def test_what_cannot_be_passed_on_is_told_and_sent_later(there, machine, monkeypatch):
    """The store is away for one round."""
    from attribune.ledger import working

    with worked_on(ADDRESS) as folder:
        note(folder, "one")
        with monkeypatch.context() as away:

            def refused(*_):
                raise RemoteError("the store is away")

            away.setattr(working, "send", refused)
            assert "the store is away" in folder.pass_on()
        assert not folder.pass_on()
    machine("second")
    with worked_on(ADDRESS) as folder:
        assert decided(folder) == ["one"]


@pytest.mark.parametrize("broken", [KeyboardInterrupt, ValueError])
def test_what_was_decided_before_an_interruption_is_sent(there, machine, broken):
    """Ctrl-C and errors lose nothing."""

    def interrupted(folder):
        note(folder, "before")
        raise broken

    with pytest.raises(broken):
        work(interrupted)
    machine("second")
    with worked_on(ADDRESS) as folder:
        assert decided(folder) == ["before"]


def test_what_could_not_be_sent_is_kept_and_sent_by_the_next(there, machine, monkeypatch):
    """A store that is gone is told with what to do; the next command, though it only reads, sends what is owed."""

    def gone(*_, **__):
        raise ConnectionError("no route")

    kept = type(there).put_file
    monkeypatch.setattr(type(there), "put_file", gone)
    with pytest.raises(RemoteError, match=r"no route.*is kept in .*next command"), worked_on(ADDRESS) as folder:
        note(folder, "owed")
    told = []
    with pytest.raises(ValueError, match="first"), worked_on(ADDRESS, tell=told.append) as folder:
        raise ValueError("first")  # of two errors none hides the other
    assert "no route" in told[0]
    monkeypatch.setattr(type(there), "put_file", kept)
    with worked_on(ADDRESS):
        pass
    machine("second")
    with worked_on(ADDRESS) as folder:
        assert decided(folder) == ["owed"]


def test_only_what_is_new_is_fetched(there, machine, monkeypatch):
    """An original that is here already does not travel again; one that is new does."""
    machine("second")
    with worked_on(ADDRESS):
        pass
    machine("first")
    with worked_on(ADDRESS) as folder:
        new = Case.open(folder).originals.keep(b"another article")
    machine("second")
    fetched, get = [], type(there).get_file
    monkeypatch.setattr(
        type(there), "get_file", lambda self, path, *rest, **how: fetched.append(path) or get(self, path, *rest, **how)
    )
    with worked_on(ADDRESS) as folder:
        assert Case.open(folder).original(new) == b"another article"
    originals = {one.name for one in (folder / "originals").rglob("*") if one.is_file()}
    assert {path.rpartition("/")[2] for path in fetched} & originals == {new}
    with worked_on(ADDRESS):
        fetched.clear()
    assert fetched == []


def apart(machine, store, monkeypatch):
    """Both machines decide, and the first could not send before the second did."""
    send_nothing = pytest.MonkeyPatch()
    send_nothing.setattr(type(store), "put_file", lambda *_, **__: (_ for _ in ()).throw(ConnectionError("no route")))
    with pytest.raises(RemoteError), worked_on(ADDRESS) as folder:
        note(folder, "of the first")
    send_nothing.undo()
    machine("second")
    with worked_on(ADDRESS) as folder:
        note(folder, "of the second")
    machine("first")


def test_a_newer_state_is_never_written_over_and_nothing_of_here_is_lost(there, machine, monkeypatch):
    """The state there counts; that of here is put aside, and the message names both ways on, which work."""
    apart(machine, there, monkeypatch)
    with pytest.raises(OverwriteError, match=r"attribune merge .*attribune send .* --replace"), worked_on(ADDRESS):
        pass
    [aside] = unsent(folder_of(ADDRESS))
    assert decided(aside) == ["of the first"]
    told = []
    with worked_on(ADDRESS, tell=told.append) as folder:
        assert decided(folder) == ["of the second"]
    assert str(aside) in told[0]
    send(aside, ADDRESS, replace=True)
    with worked_on(ADDRESS) as folder:
        assert decided(folder) == ["of the first"]


def test_a_state_that_comes_in_between_is_not_written_over_either(there, machine):
    """Somebody sends while a command is at work: at its end it says so, and keeps what it did."""

    def meanwhile(folder):
        machine("second")
        work(lambda other: note(other, "of the second"))
        machine("first")
        note(folder, "of the first")

    with pytest.raises(OverwriteError, match="attribune merge"):
        work(meanwhile)
    [aside] = unsent(folder_of(ADDRESS))
    assert decided(aside) == ["of the first"]
    with worked_on(ADDRESS) as folder:
        assert decided(folder) == ["of the second"]


def test_a_copy_that_somebody_works_on_is_not_replaced(there, machine):
    """While one command is at work, another may join it; not where the case has changed elsewhere."""
    with worked_on(ADDRESS) as folder:
        with worked_on(ADDRESS) as again:
            assert str(again) == str(folder)
            note(again, "of the inner")
        machine("second")
        with worked_on(ADDRESS) as other:
            note(other, "of the second")
        machine("first")
        with pytest.raises(RemoteError, match="end that one first"), worked_on(ADDRESS):
            pass
    with worked_on(ADDRESS) as folder:
        assert decided(folder) == ["of the inner", "of the second"]


@pytest.mark.parametrize("step", ["remember", "_sweep"])
def test_a_sending_cut_off_after_it_took_force_is_recognised(there, machine, monkeypatch, step):
    """Killed before it could note what it sent, this machine does not take its own state for somebody else's."""
    from attribune.ledger import sent

    killed = pytest.MonkeyPatch()
    killed.setattr(sent, step, lambda *_: (_ for _ in ()).throw(SystemExit))
    killed.setattr(type(there), "rm_file", lambda *_: None)  # nothing is tidied up by who is killed
    with pytest.raises(SystemExit), worked_on(ADDRESS) as folder:
        note(folder, "one")
    killed.undo()
    assert there.exists("/cases/harbour/sending")
    with worked_on(ADDRESS) as folder:
        assert decided(folder) == ["one"]
        note(folder, "two")
    machine("second")
    with worked_on(ADDRESS) as folder:
        assert decided(folder) == ["one", "two"]


def test_what_was_forgotten_is_gone_from_the_store_and_from_other_copies(there, machine):
    """The store's old files and lists go with the sending; another machine's copy at its next command."""
    gone = b"the words of an article"
    machine("second")
    with worked_on(ADDRESS) as other:
        assert any(path.read_bytes() == gone for path in other.rglob("*") if path.is_file())
    machine("first")
    with worked_on(ADDRESS) as folder:
        case = Case.open(folder)
        case.originals.destroy([one.name for one in (folder / "originals").rglob("*") if one.is_file()])
    assert gone not in marks(there).values()
    assert sum("/lists/" in name for name in marks(there)) == 1
    machine("second")
    with worked_on(ADDRESS) as other:
        pass
    around = other.parent.parent
    assert not any(path.read_bytes() == gone for path in around.rglob("*") if path.is_file())


def test_lock_reaches_the_copy_and_the_store(there, machine):
    """Nothing but ciphertext is left at either place; what could not be sent stands in the way, and is named."""
    pytest.importorskip("pyrage")
    with worked_on(ADDRESS) as folder:
        lock(folder, "a passphrase of some length")
    assert sum("/files/" in name for name in marks(there)) == 2
    assert not any(b"words of an article" in data for data in marks(there).values())
    assert not any(b"words" in path.read_bytes() for path in folder.parent.rglob("*") if path.is_file())
    machine("second")
    with worked_on(ADDRESS) as folder:
        unlock(folder, "a passphrase of some length")
    machine("first")
    with worked_on(ADDRESS) as folder:
        assert Case.open(folder).settings["profile"] == "exile"
        left = folder.with_name(f"{folder.name}.unsent-1")
        left.mkdir()
        with pytest.raises(LockError, match=left.name):
            lock(folder, "a passphrase of some length")


def test_damage_here_does_not_reach_the_store(there, machine):
    """An original or decisions that a disk spoilt are not written over the good ones."""

    def spoil_original(folder):
        [original] = [one for one in (folder / "originals").rglob("*") if one.is_file()]
        original.write_bytes(b"spoilt")

    def spoil_decisions(folder):
        data = bytearray((folder / "decisions.db").read_bytes())
        data[len(data) // 2 :] = b"\xa5" * len(data[len(data) // 2 :])
        (folder / "decisions.db").write_bytes(data)

    before = marks(there)
    with pytest.raises(RemoteError, match="changed on the disk"):
        work(spoil_original)
    assert marks(there) == before
    machine("second")
    work(lambda folder: note(folder, "one " * 3000))
    before = marks(there)
    with pytest.raises(RemoteError, match="decisions"):
        work(spoil_decisions)
    assert marks(there) == before


def test_who_looked_when_stays_on_this_machine(there, machine, tmp_path):
    """Visits do not travel, and a newer state does not take them away."""
    with worked_on(ADDRESS) as folder:
        (folder / "visits.db").write_bytes(b"who was here")
        note(folder, "one")
    bring(tmp_path / "brought", ADDRESS)
    assert not (tmp_path / "brought" / "visits.db").exists()
    machine("second")
    with worked_on(ADDRESS) as folder:
        note(folder, "two")
    machine("first")
    with worked_on(ADDRESS) as folder:
        assert (folder / "visits.db").read_bytes() == b"who was here"


def test_what_is_kept_for_pages_is_never_taken_from_elsewhere(there, machine):
    """It is made on each machine. It stays while the ledger is the same, and goes with the ledger that it tells of."""
    with worked_on(ADDRESS) as folder:
        (folder / "pages").mkdir()
        (folder / "pages" / "rows.db").write_bytes(b"made here")
        (folder / "ledger" / "g00000001").mkdir(parents=True)
        (folder / "ledger" / "g00000001" / "manifest.json").write_text("{}")
        (folder / "ledger" / "current").write_text("g00000001")
    machine("second")
    with worked_on(ADDRESS) as other:
        assert not (other / "pages").exists()
        (other / "pages").mkdir()
        (other / "pages" / "rows.db").write_bytes(b"of the second")
        note(other, "one")
    machine("first")
    with worked_on(ADDRESS) as folder:
        assert decided(folder) == ["one"]
        assert (folder / "pages" / "rows.db").read_bytes() == b"made here"
        (folder / "ledger" / "g00000002").mkdir()
        (folder / "ledger" / "g00000002" / "manifest.json").write_text("{}")
        (folder / "ledger" / "current").write_text("g00000002")
    machine("second")
    with worked_on(ADDRESS) as other:
        assert not (other / "pages").exists()


def test_a_list_that_names_such_files_is_not_believed(there, machine, monkeypatch):
    """Who can write at the address cannot lay rows before this machine's pages."""
    from attribune.ledger import parcel

    monkeypatch.setattr(parcel, "STAYS", ("lock",))
    with worked_on(ADDRESS) as folder:
        (folder / "pages").mkdir()
        (folder / "pages" / "rows.db").write_bytes(b"laid")
        (folder / "visits.db").write_bytes(b"laid")
    machine("second")
    with worked_on(ADDRESS) as other:
        assert {one.name for one in other.iterdir()} <= {"case.toml", "secret", "originals", "ledger", "backup", "lock"}


def test_a_case_that_was_removed_there_is_not_put_back_unasked(there, machine):
    """Its copy is named, with what puts it back."""
    there.rm("/cases/harbour", recursive=True)
    with pytest.raises(RemoteError, match=r"any more.*attribune send"), worked_on(ADDRESS):
        pass


def test_a_password_in_an_address_is_neither_shown_nor_part_of_the_place(machine):
    """The same case under a new password has the same working copy."""
    first, second = (folder_of(f"ftp://ann:{word}@host/case") for word in ("one", "two"))
    assert first == second
    assert folder_of("ftp://bob:one@host/case") != first
