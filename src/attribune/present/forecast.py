"""The forecast book: what is due."""

from __future__ import annotations

from datetime import date
from typing import Any

from attribune.model.edtf import interval

Row = dict[str, Any]


def due(forecasts: list[Row], today: date) -> list[Row]:
    """Forecasts whose last day is past and that nobody has resolved, the longest due first."""
    late = []
    for row in forecasts:
        days = interval(row["horizon"])
        if days and days.last and days.last < today and not row["resolution"]:
            late.append((days.last, row))
    return [row for _, row in sorted(late, key=lambda pair: (pair[0], pair[1]["id"]))]
