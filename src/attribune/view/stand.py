"""What the pages of a case stand on: rows kept on the disk where a case is large, made in memory where it is small."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from attribune.ledger import fingerprint
from attribune.ledger.shelf import Shelf
from attribune.model import digest
from attribune.protect import Policy, Settings, Shield
from attribune.protect.pseudonym import outside

from .case import ViewError
from .lately import LIGHT, Lately, bearable
from .sealed import unseal
from .shelved import ShelvedCover, ShelvedDesk

if TYPE_CHECKING:
    from pathlib import Path

    from attribune.profiles import Profile

    from .case import Readable
    from .cover import Cover
    from .desk import Desk

_EARLY = "-early.db"
Progress = Callable[[str, int, int], None]
"""What is told how far some work is: the stage, how much of it is done, how much there is."""


class NotReadyError(ViewError):
    """What the pages stand on must be made first, and nothing that is kept may be shown meanwhile."""


@dataclass(frozen=True, slots=True)
class Stand:
    """Rows with the lists of the pages, the desk to decide at, what covers words and places on their way to a reader,
    and what tells whether a document, by its id as shown, hides somebody.

    ``late`` says that the rows are from before something that was built or decided since.
    """

    shelf: Shelf
    desk: Desk
    cover: Cover
    hides: Callable[[str], bool]
    late: bool = False

    def scrub(self, words: str) -> str:
        """Words as they may be shown."""
        return self.cover.words(words)


@dataclass(frozen=True, slots=True)
class Name:
    """What rows that are kept depend on: how they are ``shown`` (secret, policy, profile, code), what was ``built``,
    and what was ``decided`` that changes more than single rows.
    """

    shown: str
    built: str
    decided: str

    def file(self) -> str:
        """The name of their file."""
        return f"{self.shown}-{self.built}-{self.decided}.db"


def name(case: Readable, profile: str, version: str, built: str) -> Name:
    """The name for a case as it is now; ``version`` is that of what writes lists, ``built`` the hash of the ledger."""
    shown = digest(hashlib.sha256(case.secret).hexdigest(), case.policy, profile, fingerprint.showing(), version)
    heavy = [one.hash for one in case.decisions.active() if one.kind not in LIGHT]
    return Name(shown[:12], built[:12], digest(heavy)[:12])


def find(
    folder: Path, wanted: Name, in_force: Mapping[str, str], exposes: Callable[[Shelf], bool]
) -> tuple[Shelf, bool] | None:
    """The rows of that name, or else others that may be shown for a while, with whether they are such; None: neither.

    ``in_force`` are the decisions in force, {hash: kind}; ``exposes`` says whether rows show somebody whom the ledger
    has protected since.
    """
    if found := Shelf.opened(folder / wanted.file()):
        return found, False
    for path in sorted(folder.glob(f"{wanted.shown}-*.db"), key=_written, reverse=True):
        found = Shelf.opened(path)
        if found and bearable(found.note("active"), in_force) and not exposes(found):
            return found, True
    return None


def make(
    folder: Path,
    wanted: Name,
    fill: Callable[[Shelf], None],
    renew: Callable[[Path, Path], Shelf | None] = lambda *_: None,
) -> Shelf:
    """Fill a shelf and keep it under its name; those of other names go. Where nothing can be written, in memory.

    ``renew`` is tried first: it gives a copy of an older one with what changed, or None where that cannot be told.
    """
    draft = folder / f".{wanted.file()}.draft"
    try:
        folder.mkdir(exist_ok=True)
        draft.unlink(missing_ok=True)
        older = max(folder.glob(f"{wanted.shown}-*.db"), key=_written, default=None)
        renewed = renew(older, draft) if older else None
        made = renewed or _empty(draft)
    except OSError:
        made = Shelf.made()
        fill(made)
        return made
    if renewed is None:
        fill(made)
    made.close()
    path = folder / wanted.file()
    draft.rename(path)
    for old in folder.iterdir():
        if old != path:
            old.unlink(missing_ok=True)
    if (found := Shelf.opened(path)) is None:
        raise ViewError("what was made for the pages cannot be read again: is the disk full?")
    return found


def early(draft: Path) -> None:
    """Let rows be shown whose lists are still those of before; they are late, and taken for nothing else."""
    name = draft.name.removeprefix(".").removesuffix(".db.draft")
    copy = draft.with_name(f".{name}.early.draft")
    shutil.copyfile(draft, copy)
    copy.rename(draft.with_name(f"{name}{_EARLY}"))


def _written(path: Path) -> int:
    return path.stat().st_mtime_ns


def _empty(draft: Path) -> Shelf:
    draft.unlink(missing_ok=True)
    return Shelf.made(draft)


def stand(case: Readable, profile: Profile | None, shelf: Shelf, state: str, *, late: bool) -> Stand:
    """The rows of a shelf with what was decided since laid over them."""
    settings = Settings(case.secret, Policy.read(case.policy), (), profile)
    shield = _Lazily(lambda: Shield.of(settings, unseal(case.secret, shelf.note("sealed"))), settings)
    cover = ShelvedCover(shield, shelf)  # type: ignore[arg-type]  # it is one, made when it is needed
    active = case.decisions.active()
    kept: Mapping[str, str] = shelf.note("active")
    gone = {one.hash for one in active} ^ set(kept)
    touched = {one.target for one in case.decisions.all() if one.hash in gone and one.target}
    if touched:
        shelf.change = Lately(sorted(touched), active, shelf.note("graded"), cover)
    desk = ShelvedDesk(case, cover, shelf, state)
    return Stand(shelf, desk, cover, lambda one: cover.hides(desk.inside(one)), late)


class _Lazily:
    """A shield that is unsealed when words must be covered; ids are keyed without."""

    def __init__(self, make: Callable[[], Shield], settings: Settings) -> None:
        self._make = make
        self._settings = settings
        self._made: Shield | None = None

    def key(self, identifier: str) -> str:
        return outside(self._settings.secret, identifier)

    def knows(self, document: str) -> bool:  # noqa: ARG002 - it has no documents
        return False

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever a shield has
        if self._made is None:
            self._made = self._make()
        return getattr(self._made, name)
