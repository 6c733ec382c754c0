"""The only way from a ledger to a reader: decisions laid over the records, people at risk protected."""

from __future__ import annotations

from pathlib import Path

from attribune.ledger.backup import restore
from attribune.ledger.decision import DecisionKind
from attribune.ledger.locked import lock, unlock
from attribune.ledger.parcel import addresses
from attribune.ledger.remote import is_remote
from attribune.ledger.sent import bring, send
from attribune.ledger.shelf import Entry, Part, Put, Shelf
from attribune.ledger.working import Copy, worked_on

from .case import Citing, Readable, Reveal, ViewError
from .desk import Desk
from .filter import FilterError, Filters
from .forgetting import doomed, forget
from .interchange import export
from .notes import Notes
from .question import Questions
from .row import Row
from .shelved import ShelvedDesk
from .shelving import REJECTED
from .shown import Shown
from .stand import NotReadyError, Progress, Stand
from .view import KINDS, View

__all__ = [
    "KINDS",
    "REJECTED",
    "Citing",
    "Copy",
    "DecisionKind",
    "Desk",
    "Entry",
    "FilterError",
    "Filters",
    "NotReadyError",
    "Notes",
    "Part",
    "Progress",
    "Put",
    "Questions",
    "Readable",
    "Reveal",
    "Row",
    "Shelf",
    "ShelvedDesk",
    "Shown",
    "Stand",
    "View",
    "ViewError",
    "addresses",
    "bring",
    "doomed",
    "export",
    "forget",
    "is_remote",
    "lock",
    "open",
    "restore",
    "send",
    "unlock",
    "worked_on",
]


def open(  # noqa: A001 - read as attribune.open
    case: Readable | Path | str, reveal: Reveal | None = None, citing: Citing | None = None
) -> View:
    """A case, or the one in a folder, as a reader may see it.

    A ``Reveal`` lifts protection, ``Citing`` shows what leads back to the articles themselves; both are logged.
    """
    from attribune import profiles
    from attribune.ledger import Case

    folder = Path(case) if isinstance(case, str) else case
    found: Readable = Case.open(folder) if isinstance(folder, Path) else folder
    settings = getattr(found, "settings", {})
    return View(found, reveal, profiles.load(str(settings.get("profile", "exile"))), citing)
