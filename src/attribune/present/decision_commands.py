"""Commands by which a person decides, and sees what was decided."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, cast, get_args

import typer

from attribune import view
from attribune.view import DecisionKind

from .carrying import CasePath

# A reveal is written by --reveal; undoing and setting have commands of their own.
_KINDS = tuple(kind for kind in get_args(DecisionKind) if kind not in {"reveal", "undo", "set"})
Because = Annotated[str, typer.Option(help="Why; kept with the decision.")]
Orphaned = Annotated[bool, typer.Option("--orphaned", help="Only those about records that are gone.")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]
Restore = Annotated[bool, typer.Option("--restore", help="Put the copy of the last build for a damaged file.")]
By = Annotated[str, typer.Option(help="Who decides; the login name if not given.")]


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    for command in (decide, grade, protect, undo, move, decisions, merge, learn):
        app.command()(command)


def decide(  # noqa: PLR0913, PLR0917 - each is an option of the command line
    case: CasePath,
    kind: Annotated[str, typer.Argument(help=f"One of {', '.join(_KINDS)}.")],
    record: Annotated[str, typer.Argument(metavar="ID", help="The record's id as lists show it.")],
    values: Annotated[list[str] | None, typer.Argument(metavar="NAME=VALUE", help="What it is: act=deny.")] = None,
    because: Because = "",
    by: By = "",
) -> None:
    """Confirm, reject, correct, grade, join or part a record: one row that outlives every rebuild."""
    if kind not in _KINDS:
        raise ValueError(f"{kind} is nothing to decide: 'attribune decide --help' lists the kinds")
    payload = {name: _value(value) for name, _, value in (one.partition("=") for one in values or [])}
    _tell(view.open(case).desk.decide(cast("DecisionKind", kind), record, payload, because, by))


def grade(
    case: CasePath,
    event: Annotated[str, typer.Argument(metavar="EVENT", help="An event's id.")],
    credibility: Annotated[
        int, typer.Argument(metavar="1-6", min=1, max=6, help="1 is confirmed, 6 not to be judged.")
    ],
    because: Because = "",
    by: By = "",
) -> None:
    """Grade an event's credibility yourself; a reason must be given, and the grade outlives every rebuild."""
    opened = view.open(case)
    if not because.strip():
        raise ValueError("a grade needs a reason: give it with --because")
    if event not in {row["id"] for row in opened.events()}:
        raise LookupError("the case holds no event of that id: 'attribune events CASE' lists them")
    _tell(opened.desk.decide("grade", event, {"credibility": credibility}, because, by))


def protect(
    case: CasePath,
    record: Annotated[str, typer.Argument(metavar="ID", help="An entity, statement, report or document.")],
    words: Annotated[str, typer.Option(help="Of a document: the words to hide, wherever it shows them.")] = "",
    because: Because = "",
    by: By = "",
) -> None:
    """Hide a person, an unnamed source or participant, or words of a document from every output."""
    desk = view.open(case).desk
    made = desk.mark(record, words, because, by) if words else [desk.decide("protect", record, {}, because, by)]
    for row in made:
        _tell(row)


def undo(
    case: CasePath,
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="The decision's number.")],
    because: Because = "",
    by: By = "",
) -> None:
    """Take a decision back; the row stays, another one undoes it."""
    _tell(view.open(case).desk.undo(number, because, by))


def move(
    case: CasePath,
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="The decision's number.")],
    record: Annotated[str, typer.Argument(metavar="ID", help="The record that it is about from now on.")],
    because: Because = "",
    by: By = "",
) -> None:
    """Let a decision hold about another record, such as the one that stands where its own is gone."""
    _tell(view.open(case).desk.move(number, record, because, by))


def decisions(
    case: CasePath,
    orphaned: Orphaned = False,  # noqa: FBT002
    as_json: AsJson = False,  # noqa: FBT002
    restore: Restore = False,  # noqa: FBT002
) -> None:
    """List what was decided, and say whether every row still stands as it was written; exit status 1 if not."""
    if restore:
        typer.echo(
            f"{case}: {view.restore(case)} decisions as the last build copied them; the damaged file is kept beside"
        )
    desk = view.open(case).desk
    for row in desk.orphans() if orphaned else desk.decisions():
        typer.echo(json.dumps(row, ensure_ascii=False)) if as_json else _tell(row)
    if broken := desk.verify():
        typer.echo(f"attribune: {broken}", err=True)
        raise typer.Exit(1)


def merge(
    case: CasePath,
    other: Annotated[
        Path, typer.Argument(metavar="FILE", help="Another analyst's decisions.db for the same articles.")
    ],
) -> None:
    """Take in another analyst's decisions, and say on what the two disagree."""
    new, found = view.open(case).desk.merge(other)
    for row in new:
        _tell(row)
    kappa = "not to be told" if found.kappa is None else f"{found.kappa:.2f}"
    differ = len(found.differing)
    typer.echo(f"{len(new)} taken in; both judged {found.shared} records, {differ} of them differently; kappa {kappa}")


def learn(case: CasePath, as_json: AsJson = False) -> None:  # noqa: FBT002
    """Tell how often people confirmed what each rule found: the case's own error rate."""
    for row in view.open(case).desk.learn():
        line = "{share:6.0%}  ({low:.0%} to {high:.0%})  {confirmed} confirmed, {rejected} not  {rule}".format(**row)
        typer.echo(json.dumps(row) if as_json else line)


def _value(value: str) -> object:
    """A value as JSON where it is JSON, else as words."""
    try:
        return json.loads(value)
    except ValueError:
        return value


def _tell(row: view.Row) -> None:
    payload = ", ".join(f"{name}={value}" for name, value in row["payload"].items())
    perhaps = f"perhaps now {', '.join(row['candidates'])}" if row.get("candidates") else ""
    parts = (f"{row['seq']:>5}", row["at"], row["by"], row["kind"], row["target"], payload, row["why"], perhaps)
    typer.echo("  ".join(part for part in parts if part))
