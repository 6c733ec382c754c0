"""Who may open the pages from another machine: names with argon2 hashes in a file of the case."""

from __future__ import annotations

import json
import secrets
import time
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from attribune.model import AttribuneError

from . import right

if TYPE_CHECKING:
    from argon2 import PasswordHasher

FILE = "logins.json"
LEAST = 12
"""Letters of the shortest password: those who guess over a network have time."""
_HOURS = 12  # after which everybody logs in again
_WAIT = (1, 60)  # seconds after the first wrong password, at the most


class LoginError(AttribuneError):
    """Nobody can log in, or a login cannot be made; the message says why."""


def add(case: Path, name: str, password: str, *, reads: bool = False) -> None:
    """Let somebody log in to the pages of a case, to decide or to read alone; or give them another password."""
    if len(password) < LEAST:
        raise LoginError(f"the password is too short: {LEAST} letters at the least")
    path = case / FILE
    known = _read(path) | {name: right.kept(_hasher().hash(password), reads=reads)}
    draft = path.with_suffix(".new")
    draft.touch(0o600)
    draft.write_text(json.dumps(known, indent=1, sort_keys=True), "utf-8")
    draft.replace(path)


class Logins:
    """Checks passwords and remembers who is logged in, until the server ends or twelve hours have gone.

    After a wrong password for a name, that name waits, each time twice as long. Raises LoginError where the case has
    nobody who may log in.
    """

    def __init__(self, case: Path) -> None:
        self._path = case / FILE
        self._hash = _hasher()
        self._in: dict[str, tuple[str, bool, float]] = {}
        self._wrong: dict[str, tuple[int, float]] = {}
        self._lock = Lock()
        self._nobody = self._hash.hash(secrets.token_hex())
        if not _read(self._path):
            raise LoginError("nobody may log in yet: 'attribune login CASE NAME' lets somebody")

    def name(self, visit: str) -> str:
        """The name under which a visit is logged in; empty where it is not."""
        name, _, until = self._in.get(visit, ("", True, 0.0))
        return name if time.monotonic() < until else ""

    def reads(self, visit: str) -> bool:
        """Whether a visit may read alone."""
        return self._in.get(visit, ("", True, 0.0))[1]

    def enter(self, visit: str, name: str, password: str) -> bool:
        """Log a visit in; False for a wrong name or password, which take the same time to find out."""
        from argon2.exceptions import Argon2Error, InvalidHashError

        with self._lock:  # one guess at a time
            times, until = self._wrong.get(name, (0, 0.0))
            if time.monotonic() < until:
                return False
            known = _read(self._path)
            secret, reads = right.found(known.get(name, self._nobody))
            try:
                fits = self._hash.verify(secret, password) and name in known
            except (Argon2Error, InvalidHashError):
                fits = False
            if not fits:
                self._wrong[name] = (times + 1, time.monotonic() + min(_WAIT[0] * 2**times, _WAIT[1]))
                if len(self._wrong) > 10_000:  # made-up names are forgotten
                    self._wrong.clear()
                return False
            self._wrong.pop(name, None)
            self._in = {one: held for one, held in self._in.items() if held[2] > time.monotonic()}
            self._in[visit] = (name, reads, time.monotonic() + _HOURS * 3600)
            return True

    def leave(self, visit: str) -> None:
        """Log a visit out."""
        self._in.pop(visit, None)


def _read(path: Path) -> dict[str, str]:
    try:
        found = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as broken:
        raise LoginError(f"{path.name} cannot be read: {broken}") from broken
    return {str(name): str(value) for name, value in found.items()} if isinstance(found, dict) else {}


def _hasher() -> PasswordHasher:
    try:
        from argon2 import PasswordHasher
    except ModuleNotFoundError as missing:
        raise LoginError("logging in needs argon2: pip install 'attribune[login]'") from missing
    return PasswordHasher()
