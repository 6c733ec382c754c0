"""What a figure measures, as one key: by it figures of one kind are found together."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .row import Row

Key = tuple[str, str]
"""What is measured, and in which unit, where, and whether of a whole: figures of one key measure one thing."""


def measured(row: Row) -> Key:
    """The key of a figure as shown; empty where it has no value or no period, and so enters no series."""
    if row["value"] is None or not row["period"]:
        return "", ""
    return row["measure"], json.dumps([row["unit"], row["place"], bool(row["whole"])])
