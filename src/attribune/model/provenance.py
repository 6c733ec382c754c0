"""How a record came to be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

MadeBy = Literal["machine", "person"]


@dataclass(frozen=True, slots=True)
class Made:
    """The rule that made a record, and why it fired, in words that a reader understands.

    ``rule`` names the rule (``attribution.according_to``), ``version`` the version of the code that held it;
    ``features`` are the (name, weight) pairs that decided, largest first, where a model decided.
    """

    rule: str
    reason: str = ""
    version: str = ""
    made_by: MadeBy = "machine"
    features: tuple[tuple[str, float], ...] = ()
