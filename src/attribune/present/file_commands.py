"""Commands on a file alone: read, names, profile."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from attribune import annotate, profiles
from attribune import read as reading
from attribune.build import document_records
from attribune.clean import repaired
from attribune.extract import Ranker
from attribune.model import Metadatum, Records
from attribune.names.pairs import write_pairs

SOME_FAILED = 3
_FORMS = ("statements", "times", "figures")
_AS = f"Only these records: {', '.join(_FORMS)}; or the text with garbled characters read rightly: repaired."
REPAIRED = "repaired"  # the text where what is surely garbled is read rightly


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command()(read)
    for name, told, commands in (
        ("names", "Compare names across spellings and romanisations.", (compare,)),
        ("profile", "Check, show or begin a profile: what is known of a field.", (check, show, new)),
    ):
        group = typer.Typer(help=told, no_args_is_help=True, rich_markup_mode=None)
        for command in commands:
            group.command()(command)
        group.callback()(lambda: None)
        app.add_typer(group, name=name)


def read(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file of any form that can be read.")],
    as_: Annotated[str | None, typer.Option("--as", help=_AS)] = None,
    published: Annotated[
        str | None, typer.Option(help="The publication date (EDTF), where the file does not say it.")
    ] = None,
    attribution: Annotated[
        Ranker, typer.Option(help="What finds statements: learned weights (polnear) or rules alone.")
    ] = "polnear",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,  # noqa: FBT002
) -> None:
    """Print an article with sources, cues and contents marked, nested ones indented; or its records."""
    if as_ is not None and as_ not in (*_FORMS, REPAIRED):
        raise ValueError(f"--as takes {', '.join(_FORMS)} or {REPAIRED}, not {as_}")
    console = Console(highlight=False, markup=False)
    failed, count = list[str](), 0
    for found in reading.find([file], None):
        if published:
            told = Metadatum("published", published, "given", "given on the command line")
            found = replace(found, given=(told, *found.given))  # noqa: PLW2901 - the same one, dated
        document = reading.document(found)
        if document.failure:
            failed.append(f"{document.path}: {document.failure}")
            continue
        count += 1
        if as_ == REPAIRED:
            typer.echo(repaired(document.text))
            continue
        records = document_records(document, annotate.load(), profiles.load(), attribution)
        _show(records, as_, console, as_json=as_json)
    if failed and not count:
        raise ValueError(failed[0])
    for reason in failed:
        typer.echo(f"not read: {reason}", err=True)
    if failed:
        raise typer.Exit(SOME_FAILED)


def _show(records: Records, form: str | None, console: Console, *, as_json: bool) -> None:
    """Print the records of one document in the form that was asked for."""
    if form is None and not as_json:
        from .article import article

        console.print(article(records.documents[0], records.statements))
        return
    for record in getattr(records, form or "statements"):
        if as_json:
            typer.echo(json.dumps(asdict(record), ensure_ascii=False))
        else:
            console.print(_line(form or "statements", record), soft_wrap=True)


def _line(kind: str, record: object) -> str:
    fields = {
        "statements": ("source", "cue", "content", "act", "factuality"),
        "times": ("span", "type", "value", "edtf"),
        "figures": ("span", "value", "low", "high", "unit", "measure", "period"),
    }[kind]
    values = ((name, getattr(record, name)) for name in fields)
    return "  ".join(f"{name}: {_words(value)}" for name, value in values if value is not None)


def _words(value: object) -> str:
    if isinstance(value, tuple):
        return " … ".join(map(_words, value))
    return " ".join(str(getattr(value, "quote", value)).split())


def compare(
    pairs: Annotated[Path, typer.Argument(metavar="PAIRS.tsv", help="Two names a line, separated by a tab.")],
    out: Annotated[Path, typer.Option(help="The file to write; standard output if not given.")] = Path("/dev/stdout"),
) -> None:
    """Write name, name, score and whether they are the same (1 or 0), tab-separated, for each pair of a file."""
    write_pairs(pairs, out)


def check(file: Annotated[Path, typer.Argument(metavar="FILE", help="A profile.")]) -> None:
    """Say what is wrong with a profile, by line."""
    wrong = profiles.check(file)
    for message in wrong:
        typer.echo(message)
    if wrong:
        raise typer.Exit(1)
    typer.echo(f"{file}: a profile that can be used")


def show(name: Annotated[str, typer.Argument(metavar="NAME", help="A profile's name or file.")] = "exile") -> None:
    """Show what a profile knows: its event types with their triggers and roles."""
    profile = profiles.load(name)
    table = Table("type", "code", "triggers", "roles", box=None, header_style="bold", pad_edge=False)
    for kind in profile.event_types:
        triggers = ", ".join(dict.fromkeys(" ".join(one.lemmas) for one in kind.triggers))
        table.add_row(kind.name, kind.code or "", triggers, ", ".join(role.name for role in kind.roles))
    Console(highlight=False, markup=False).print(table)
    typer.echo(
        f"{len(profile.organisations)} organisations, {len(profile.places)} places, {len(profile.offices)} offices"
    )


def new(file: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write.")]) -> None:
    """Write a commented profile to begin with."""
    profiles.new(file)
    typer.echo(f"{file}: now describe your field in it, then 'attribune profile check {file}'")
