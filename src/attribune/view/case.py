"""What a view needs of a case, and how protection is lifted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from attribune.model import AttribuneError

if TYPE_CHECKING:
    from pathlib import Path

    from attribune.ledger.decision import Decisions
    from attribune.model import Assessed, Records, Resolved


class ViewError(AttribuneError):
    """What was asked cannot be shown; the message says why and holds nothing that is protected."""


@dataclass(frozen=True, slots=True)
class Reveal:
    """Lifts protection for one view. The reason is kept with the decisions; ``by`` and ``at`` may be left empty."""

    because: str
    by: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Citing:
    """Shows what leads back to documents that hold people at risk. It is logged; ``because`` may be empty."""

    because: str = ""
    by: str = ""
    at: str = ""


class Readable(Protocol):
    """What a view needs of a case; ``attribune.ledger.Case`` has it."""

    @property
    def root(self) -> Path: ...  # noqa: D102
    @property
    def secret(self) -> bytes: ...  # noqa: D102
    @property
    def policy(self) -> dict[str, Any]: ...  # noqa: D102
    @property
    def decisions(self) -> Decisions: ...  # noqa: D102
    def records(self) -> Records: ...  # noqa: D102
    def resolved(self) -> Resolved: ...  # noqa: D102
    def assessed(self) -> Assessed: ...  # noqa: D102
    def pending(self) -> int: ...  # noqa: D102
    def original(self, sha256: str) -> bytes: ...  # noqa: D102
