"""The command that shows the figures of one measure over time."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from .account import Affairs
from .carrying import CasePath
from .columns import amount, quote
from .list_commands import AsJson, Because, Reveal, open_view
from .trend_chart import FORMS, chart, drawn
from .wording import first_upper

if TYPE_CHECKING:
    from .columns import Row

Measure = Annotated[str, typer.Argument(metavar="MEASURE", help="Words of what is measured, such as arrivals.")]
To = Annotated[str | None, typer.Option("--to", metavar="FORM", help="Draw it: svg, png, or json (Vega-Lite).")]
Out = Annotated[Path | None, typer.Option(help="With --to: the file to write; standard output if left out.")]
Place = Annotated[str | None, typer.Option(help="Only of this place.")]


def register(app: typer.Typer) -> None:
    """Add this command to the command line."""
    app.command()(trend)


def trend(  # noqa: PLR0913, PLR0917 - each is an option of the command line
    case: CasePath,
    measure: Measure,
    place: Place = None,
    to: To = None,
    out: Out = None,
    as_json: AsJson = False,  # noqa: FBT002
    reveal: Reveal = False,  # noqa: FBT002
    because: Because = "",
) -> None:
    """Show figures of one measure over periods: who told each when, what is worked out, where the level changes."""
    opened = open_view(case, reveal, because)
    found = opened.trends(measure, place)
    if not found and not as_json:
        typer.echo("no such measure has figures of two periods: 'attribune figures CASE' lists all figures", err=True)
    affairs = Affairs.of_view(opened)
    if to and found:
        _draw(found, affairs, to, out)
        return
    console = Console(highlight=False, markup=False)
    for series in found:
        if as_json:
            typer.echo(json.dumps(series, ensure_ascii=False))
            continue
        console.print(Text(" · ".join(filter(None, (series["measure"], series["unit"], series["place"]))), "bold"))
        console.print(_table(series["points"], affairs))
        for sentence in (*series["notes"], *map(_around, series["breaks"]), series["sentence"]):
            console.print(f"{first_upper(sentence)}.")
        console.print()
    if not found:
        raise typer.Exit(1)


def _draw(found: list[Row], affairs: Affairs, form: str, out: Path | None) -> None:
    """Write the chart of the longest series; of several, say which were left out."""
    if form not in FORMS:
        raise ValueError(f"there is no chart in {form}: {', '.join(FORMS)}")
    made = drawn(chart(found[0], affairs), form)
    if out:
        out.write_bytes(made)
    else:
        sys.stdout.buffer.write(made)
        sys.stdout.flush()
    for other in found[1:]:
        typer.echo(f"not drawn: {other['measure']} ({len(other['points'])} values); give more of its words", err=True)


def _table(points: list[Row], affairs: Affairs) -> Table:
    table = Table(box=None, header_style="bold", pad_edge=False)
    for name in ("period", "value", "", "on whose word", "told in", "told on", "words"):
        table.add_column(name, overflow="fold", no_wrap=name == "value", justify="right" if name == "value" else "left")
    for point in points:
        outlet = affairs.outlet(point["document"])
        cells = (point["period"], amount(point["value"]), _nature(point), point["source"] or outlet, outlet)
        table.add_row(*cells, point["published"] or "undated", quote(point["span"]))
    return table


def _nature(point: Row) -> str:
    """What sets a value apart from one that was counted for a whole year."""
    told = (("part of a year", "part"), ("forecast", "forecast"), ("imported", "imported"))
    found = [name for name, key in told if point[key]]
    return ", ".join([*found, *([f"worked out: {point['derived']}"] if point["derived"] else [])])


def _around(place: Row) -> str:
    return f"the change at {place['period']} lies between {place['earliest']} and {place['latest']} in 90 of 100 draws"
