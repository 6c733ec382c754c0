"""Commands that show what a case holds: summary, one list a kind of record, show, search."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from attribune import view

from .carrying import CasePath
from .columns import COLUMNS, IN_TERMINAL, Row, quote
from .forecast import due as due_on
from .wording import sentences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

AsJson = Annotated[bool, typer.Option("--json", help="One JSON object a line, in the interchange form.")]
Reveal = Annotated[bool, typer.Option("--reveal", help="Lift protection for this output; needs --because, is logged.")]
Because = Annotated[str, typer.Option(help="Why protection is lifted.")]
_FILTERS = {
    "speaker": "Statements of this speaker.",
    "type": "Of this event type.",
    "status": "Reports of this status.",
    "kind": "Of this kind: person, organisation or place.",
    "act": "Statements of this act: assert, deny, predict, propose, believe, question, decline.",
    "detail": "Conflicts about this detail: when, where, who, how_many, whether, why, arithmetic, state.",
    "entity": "Records that name this person, organisation or place.",
    "document": "Of the document with this id or path.",
    "anonymous": "Only from unnamed sources, or only not.",
    "before": "Of documents published before this date.",
    "after": "Of documents published on or after this date.",
}

_PIPED = 132  # characters of a line where no terminal says how wide it is
_DUE = "Only forecasts whose day has passed and that nobody has resolved."


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command()(summary)
    app.command()(show)
    app.command()(why)
    app.command()(search)
    for kind in COLUMNS:
        app.command(name=kind, help=f"List the {kind} of a case.")(_lister(kind))


def open_view(case: Path, reveal: bool, because: str) -> view.View:  # noqa: FBT001 - an option of the command line
    """The case as a reader may see it. Raises ValueError where protection is to be lifted without a reason."""
    if because and not reveal:
        raise ValueError("--because says why protection is lifted: give --reveal too")
    return view.open(case, view.Reveal(because=because) if reveal else None)


def _lister(kind: str) -> Callable[..., None]:
    def command(  # noqa: PLR0913, PLR0917 - each is an option of the command line
        case: CasePath,
        speaker: Annotated[str | None, typer.Option(help=_FILTERS["speaker"])] = None,
        type_: Annotated[str | None, typer.Option("--type", help=_FILTERS["type"])] = None,
        status: Annotated[str | None, typer.Option(help=_FILTERS["status"])] = None,
        kind_: Annotated[str | None, typer.Option("--kind", help=_FILTERS["kind"])] = None,
        act: Annotated[str | None, typer.Option(help=_FILTERS["act"])] = None,
        detail: Annotated[str | None, typer.Option(help=_FILTERS["detail"])] = None,
        entity: Annotated[str | None, typer.Option(help=_FILTERS["entity"])] = None,
        document: Annotated[str | None, typer.Option(help=_FILTERS["document"])] = None,
        before: Annotated[str | None, typer.Option(help=_FILTERS["before"])] = None,
        after: Annotated[str | None, typer.Option(help=_FILTERS["after"])] = None,
        anonymous: Annotated[bool | None, typer.Option(help=_FILTERS["anonymous"])] = None,
        failed: Annotated[bool, typer.Option("--failed", help="Only documents that could not be read.")] = False,  # noqa: FBT002
        due: Annotated[bool, typer.Option("--due", help=_DUE)] = False,  # noqa: FBT002
        on: Annotated[
            str | None, typer.Option(metavar="DATE", help="With --due: on this day; today if left out.")
        ] = None,
        as_json: AsJson = False,  # noqa: FBT002
        as_csv: Annotated[bool, typer.Option("--csv", help="A CSV table.")] = False,  # noqa: FBT002
        reveal: Reveal = False,  # noqa: FBT002
        because: Because = "",
    ) -> None:
        asked: dict[str, Any] = {
            "speaker": speaker,
            "type": type_,
            "status": status,
            "kind": kind_,
            "act": act,
            "detail": detail,
        }
        asked |= {"entity": entity, "document": document, "before": before, "after": after, "anonymous": anonymous}
        opened = open_view(case, reveal, because)
        rows = getattr(opened, kind)(**{name: value for name, value in asked.items() if value is not None})
        rows = [row for row in rows if not failed or row.get("failure")]
        rows = _due(kind, rows, on) if due or on else rows
        write(kind, rows, "json" if as_json else "csv" if as_csv else "table")

    return command


def _due(kind: str, rows: list[Row], on: str | None) -> list[Row]:
    """The forecasts that are due on a day. Raises ValueError for other records, and for what is no day."""
    if kind != "forecasts":
        raise ValueError(f"only forecasts can be due, not {kind}")
    try:
        return due_on(rows, date.fromisoformat(on) if on else date.today())  # noqa: DTZ011 - the reader's own day
    except ValueError as error:
        raise ValueError(f"{on} is no day: write it as 2021-06-30") from error


def write(kind: str, rows: list[dict[str, Any]], form: str) -> None:
    """Print the rows of one kind as a table, as CSV or as JSON Lines."""
    columns = COLUMNS[kind]
    if form == "json":
        for row in rows:
            typer.echo(json.dumps(row, ensure_ascii=False))
    elif form == "csv":
        out = io.StringIO()
        lines = csv.writer(out, lineterminator="\n")
        lines.writerow([name for name, _ in columns])
        lines.writerows([read(row) for _, read in columns] for row in rows)
        typer.echo(out.getvalue(), nl=False)
    else:
        table = Table(box=None, header_style="bold", pad_edge=False)
        columns = IN_TERMINAL[kind]
        for name, _ in columns:
            table.add_column(name, overflow="fold", no_wrap=name in {"id", "told", "sign"})
        for row in rows:
            table.add_row(*(read(row) for _, read in columns))
        told = sys.stdout.isatty() or "COLUMNS" in os.environ
        Console(highlight=False, markup=False, width=None if told else _PIPED).print(table)


def summary(case: CasePath, as_json: AsJson = False) -> None:  # noqa: FBT002
    """Tell what a case holds: documents, statements, reports, events, figures, forecasts, conflicts, damage."""
    counts = view.open(case).summary()
    if as_json:
        typer.echo(json.dumps(counts))
        return
    for line in sentences(counts):
        typer.echo(line)


def show(
    case: CasePath,
    record: Annotated[str, typer.Argument(metavar="ID", help="A record's id.")],
    as_json: AsJson = False,  # noqa: FBT002
    reveal: Reveal = False,  # noqa: FBT002
    because: Because = "",
) -> None:
    """Show one record: its words in their context, why it was made, and the way back to the file."""
    found = open_view(case, reveal, because).show(record)
    if as_json:
        typer.echo(json.dumps(found, ensure_ascii=False))
        return
    console = Console(highlight=False, markup=False)
    if place := found["context"]:
        before, after = (" ".join(place[side].split()) for side in ("before", "after"))
        line = Text.assemble("… ", before, " ", (" ".join(place["quote"].split()), "bold underline"), " ", after, " …")
        console.print(line, "", sep="\n")
    rows = {name: value for name, value in found["record"].items() if value not in (None, [], "", False)}
    table = Table(box=None, show_header=False, pad_edge=False)
    for name, value in (("kind", found["kind"].removesuffix("s")), *rows.items()):
        if name not in {"text", "regions", "metadata"}:
            table.add_row(Text(name, "bold"), Text(_plain(value)))
    for name in ("path", "outlet", "published"):
        table.add_row(Text(f"document's {name}", "bold"), Text(str((found["document"] or {}).get(name) or "")))
    for name, words in way_back(found):
        table.add_row(Text(name, "bold"), Text(words))
    for decision in found["decisions"]:
        table.add_row(Text("decided", "bold"), Text("{at} {by}: {kind} {payload} {why}".format(**decision)))
    console.print(table)


def way_back(found: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Where the words of a record stand in the file: its steps, then bytes, or pages and boxes."""
    way = found["way"] or {"steps": [], "layers": [], "boxes": []}
    if way["steps"]:
        yield "within the file", " | ".join(way["steps"])
    if way["layers"]:
        yield "within the original", " | ".join(way["layers"])
    if found["bytes"]:
        yield "original's bytes", "{} to {}".format(*found["bytes"])
    for page, *box in way["boxes"]:
        left, top, right, bottom = (f"{one:.1f}" for one in box)
        yield f"page {page}", f"from {left}, {top} to {right}, {bottom} (points from the top left corner)"


def why(
    case: CasePath,
    one: Annotated[str, typer.Argument(metavar="ID", help="An entity's, mention's, event's or report's id.")],
    other: Annotated[str, typer.Argument(metavar="ID", help="The other one's.")],
) -> None:
    """Tell why two names or two tellings are held to be one, or to be two, in words and weights."""
    typer.echo(view.open(case).why(one, other))


def _plain(value: Any) -> str:  # noqa: ANN401 - any JSON value
    if isinstance(value, dict) and "quote" in value:
        return f"“{quote(value)}” ({value['start']}:{value['end']})"
    if isinstance(value, dict):
        return ", ".join(f"{name} {_plain(one)}" for name, one in value.items() if one is not None)
    return "; ".join(map(_plain, value)) if isinstance(value, list) else str(value)


def search(  # noqa: PLR0913, PLR0917 - each is an option of the command line
    case: CasePath,
    words: Annotated[str, typer.Argument(metavar="WORDS", help="Words that must all stand in it.")],
    speaker: Annotated[str | None, typer.Option(help=_FILTERS["speaker"])] = None,
    before: Annotated[str | None, typer.Option(help=_FILTERS["before"])] = None,
    after: Annotated[str | None, typer.Option(help=_FILTERS["after"])] = None,
    as_json: AsJson = False,  # noqa: FBT002
    reveal: Reveal = False,  # noqa: FBT002
    because: Because = "",
) -> None:
    """Search the text of the articles, or with --speaker what one speaker says.

    A protected name is found with --reveal only.
    """
    asked: dict[str, Any] = {"speaker": speaker, "before": before, "after": after}
    opened = open_view(case, reveal, because)
    found = opened.search(words, **{name: value for name, value in asked.items() if value is not None})
    for hit in found:
        if as_json:
            typer.echo(json.dumps(hit, ensure_ascii=False))
        else:
            where = " · ".join(str(one) for one in (hit["document"], hit["title"], hit["published"]) if one)
            typer.echo(f"{where}\n    {hit['snippet']}")
    if not found:
        raise typer.Exit(1)
