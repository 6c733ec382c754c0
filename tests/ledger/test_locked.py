from __future__ import annotations

import os
from types import SimpleNamespace

import pytest

from attribune.ledger import Case, CaseError, locked
from attribune.ledger.decision import Draft
from attribune.ledger.locked import ARCHIVE, KEY, LockError, is_locked, lock, unlock

CANARY = "Zebulina Quartermaine"
WORDS = "correct horse"


@pytest.fixture
def case(tmp_path, monkeypatch):
    """A case whose files all hold a name, with a passphrase that is not slow to try."""
    root = tmp_path / "case"
    made = Case.create(root, "exile", "en_core_web_sm")
    made.originals.keep(CANARY.encode() * 1000)
    made.decisions.append(Draft("note", "", {}, CANARY))
    (root / "register.yaml").write_text(f"sources:\n  {CANARY}: A\n", encoding="utf-8")
    (root / "ledger" / "g00000001").mkdir()
    (root / "ledger" / "g00000001" / "x.parquet").write_bytes(os.urandom(3_000_000) + CANARY.encode())
    return root


@pytest.fixture
def quick(monkeypatch):
    """A passphrase that takes no time to try: the real one is slow on purpose."""
    real = locked._age()
    word = SimpleNamespace(encrypt=lambda data, _: data[::-1], decrypt=lambda data, _: data[::-1])
    names = {name: getattr(real, name) for name in ("x25519", "encrypt_io", "decrypt_io", "DecryptError")}
    monkeypatch.setattr(locked, "_age", lambda: SimpleNamespace(passphrase=word, **names))


def files(root):
    """Every file of a folder with its bytes, but for the file by which builds take turns."""
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file() and p.name != "lock"}


def test_no_byte_of_a_locked_case_is_in_the_clear(case):
    """Nothing but the archive and its key is left, neither holds the name, and unlocking brings every byte back."""
    before = files(case)
    lock(case, WORDS)
    after = files(case)
    assert set(after) == {ARCHIVE, KEY}
    assert not any(CANARY.encode() in data or b"Quartermaine" in data for data in after.values())
    with pytest.raises(CaseError, match="locked"):
        Case.open(case)
    with pytest.raises(CaseError, match="locked"):
        Case.create(case, "exile", "en_core_web_sm")
    unlock(case, WORDS)
    assert files(case) == before
    assert (case / "secret").stat().st_mode & 0o777 == 0o600
    assert Case.open(case).decisions.all()[0].why == CANARY


def test_a_wrong_passphrase_opens_nothing(case):
    """With another passphrase the case stays locked, and with none it is not locked."""
    with pytest.raises(LockError, match="empty"):
        lock(case, "")
    lock(case, WORDS)
    sealed = files(case)
    with pytest.raises(LockError, match="passphrase"):
        unlock(case, "another")
    assert files(case) == sealed


class Killed(BaseException):
    """The process ends here."""


@pytest.mark.parametrize("moment", range(6))
def test_an_interrupted_lock_loses_nothing_and_can_be_finished(case, quick, monkeypatch, moment):
    """Killed before the archive is whole the case is as it was, killed after it is locked; it can be finished."""
    before = files(case)
    calls = iter(range(100))

    def killing(real):
        def step(*given, **more):
            if next(calls) == moment:
                raise Killed
            return real(*given, **more)

        return step

    kept = {name: getattr(locked, name) for name in ("_pack", "_unpacked_digest", "_remove")}
    for name in ("_pack", "_unpacked_digest", "_remove"):
        monkeypatch.setattr(locked, name, killing(getattr(locked, name)))
    with pytest.raises(Killed):
        lock(case, WORDS)
    for name, real in kept.items():
        monkeypatch.setattr(locked, name, real)
    if not is_locked(case):
        assert {name: data for name, data in files(case).items() if name in before} == before
    lock(case, WORDS)
    assert set(files(case)) == {ARCHIVE, KEY}
    unlock(case, WORDS)
    assert files(case) == before


@pytest.mark.parametrize("moment", range(4))
def test_an_interrupted_unlock_can_be_done_again(case, quick, monkeypatch, moment):
    """Killed while it opens, a case stays locked; opened again it has every byte, locked again it shows none."""
    before = files(case)
    lock(case, WORDS)
    calls = iter(range(100))

    def killing(real):
        def step(*given, **more):
            if next(calls) == moment:
                raise Killed
            return real(*given, **more)

        return step

    kept = {name: getattr(locked, name) for name in ("_unpack", "_remove")}
    for name in ("_unpack", "_remove"):
        monkeypatch.setattr(locked, name, killing(getattr(locked, name)))
    with pytest.raises(Killed):
        unlock(case, WORDS)
    for name, real in kept.items():
        monkeypatch.setattr(locked, name, real)
    assert is_locked(case)
    if moment % 2:
        lock(case, WORDS)  # what was opened so far is taken away again
        assert set(files(case)) == {ARCHIVE, KEY}
    unlock(case, WORDS)
    assert files(case) == before


def test_a_damaged_archive_is_not_taken(case, quick, monkeypatch):
    """Where the archive does not read back, nothing of the case is removed."""
    before = files(case)
    monkeypatch.setattr(locked, "_unpacked_digest", lambda *_: "another")
    with pytest.raises(LockError, match="left as it is"):
        lock(case, WORDS)
    assert {name: data for name, data in files(case).items() if name in before} == before
    assert not is_locked(case)
