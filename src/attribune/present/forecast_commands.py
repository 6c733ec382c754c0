"""The command that tells how resolved forecasts did."""

from __future__ import annotations

import json

import typer

from attribune import view

from .carrying import CasePath
from .list_commands import AsJson


def register(app: typer.Typer) -> None:
    """Add this command to the command line."""
    app.command()(scores)


def scores(case: CasePath, as_json: AsJson = False) -> None:  # noqa: FBT002
    """Tell how each named source's forecasts did, of those that a person resolved, with their number."""
    found = view.open(case).scores()
    for row in found:
        typer.echo(json.dumps(row, ensure_ascii=False) if as_json else f"{row['by']}: {'; '.join(_parts(row))}")
    if not found:
        typer.echo("nobody has resolved a forecast: attribune decide CASE resolve ID outcome='came true'", err=True)
        raise typer.Exit(1)


def _parts(row: view.Row) -> list[str]:
    told = [f"{row['resolved']} resolved"]
    if row["plain"]:
        told.append(f"{row['hits']} of {row['plain']} without a likelihood came true")
    if row["stated"]:
        told.append(f"Brier score {row['brier']:.3f} over {row['stated']} with one (0 is perfect, 1 the worst)")
    return told
