"""Under what an index of the texts as shown is kept: all that these texts depend on."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from attribune.ledger import fingerprint
from attribune.model import digest

if TYPE_CHECKING:
    from .case import Readable

LARGE = 1000
"""Documents from which on an index is kept on the disk; that of fewer is made in a moment."""
_NO_TEXT = ("confirm", "dismiss", "grade", "note", "resolve", "reveal", "forget")  # these change no text as shown


def stamp(case: Readable, profile: str) -> str | None:
    """The stamp of a case; None where it is small, or not on the disk."""
    manifest = _manifest(case)
    if not manifest or manifest["counts"]["documents"] < LARGE:
        return None
    changing = [one.hash for one in case.decisions.active() if one.kind not in _NO_TEXT]
    own = (manifest["hash"], hashlib.sha256(case.secret).hexdigest(), case.policy, profile)
    return digest(own, changing, fingerprint.showing())


def looked_up(case: Readable) -> int:
    """How many documents were added by look-up since all were last joined."""
    return int(_manifest(case).get("added", 0))


def _manifest(case: Readable) -> dict[str, Any]:
    generations: Any = getattr(case, "generations", None)
    return generations.manifest() if generations else {}
