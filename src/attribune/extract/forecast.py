"""Forecasts of a document."""

from __future__ import annotations

from attribune.model import Annotated, Forecast, Statement


def forecasts(seen: Annotated, said: tuple[Statement, ...]) -> tuple[Forecast, ...]:
    """Every forecast in the prose, in the order of the text."""
    return ()
