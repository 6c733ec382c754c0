"""The command that takes a series of figures into a case: ``attribune figures import``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from attribune import series, view
from attribune.build import Builder

from .carrying import CasePath
from .wording import count, first_upper

NAME = "figures-import"


def register(app: typer.Typer) -> None:
    """Add this command to the command line."""
    app.command(name=NAME)(import_)


def import_(  # noqa: PLR0913, PLR0917 - each is an option of the command line
    case: CasePath,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A CSV table with the columns period and value.")],
    source: Annotated[str, typer.Option(help="Who publishes it.")],
    measure: Annotated[str, typer.Option(help="What it measures, in words that 'attribune figures CASE' lists.")] = "",
    unit: Annotated[str, typer.Option(help="The unit of its values, such as people.")] = "",
    place: Annotated[str, typer.Option(help="The place of its values.")] = "",
    published: Annotated[str, typer.Option(metavar="DATE", help="When it was published.")] = "",
    url: Annotated[str, typer.Option(help="Where it is published.")] = "",
    stands_for: Annotated[
        str, typer.Option(metavar="DOC", help="The document, by id or path, whose lost table it stands in for.")
    ] = "",
    region: Annotated[
        int, typer.Option(help="Which damaged place of it, counted from 1; a lost table if left out.")
    ] = 0,
    because: Annotated[str, typer.Option(help="Why; kept with the figures.")] = "",
) -> None:
    """Take in a series of figures that no article tells (attribune figures import CASE FILE), marked as imported."""
    document = view.open(case).desk.inside(stands_for) if stands_for else ""
    about = series.Origin(source, measure, unit, place, published, url, document, region, because)
    result = series.take_in(Builder.open(case), file, about)
    if not result.changed:
        typer.echo("the case holds this table already")
        return
    found = [one for one in view.open(case).trends(measure) if any(p["imported"] for p in one["points"])]
    for one in found:
        told = sum(not point["imported"] for point in one["points"])
        own = count(len(one["points"]) - told, "value")
        typer.echo(f"{first_upper(one['measure'])}: {own} imported, beside {told} that articles tell.")
    if not any(not p["imported"] for one in found for p in one["points"]):
        typer.echo("No figure of an article measures the same: 'attribune figures CASE' lists what they measure.")
