"""Commands on one event or record: its accounts, its origins, the chain that it stands on."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from .account import DETAILS, Account, Affair, Affairs, chain_words
from .carrying import CasePath
from .columns import quote
from .list_commands import AsJson, Because, Reveal, open_view
from .ranking import ranked
from .sign import CONFLICT, FROM, SPEAKER, TELLING
from .telling import marks, notes
from .wording import count

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .columns import Row

EventId = Annotated[str, typer.Argument(metavar="ID", help="An event's id, or that of one of its reports.")]
RecordId = Annotated[str, typer.Argument(metavar="ID", help="A report's or figure's id.")]
_COLUMNS = 4  # origins that have a column each
_MOST = 12  # origins in the table
_CONFLICTS = 24
_OUTLETS = 6  # outlets of an origin, wordings of a detail


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    for command in (event, origins, chain):
        app.command()(command)


def event(
    case: CasePath,
    record: EventId,
    as_json: AsJson = False,  # noqa: FBT002
    reveal: Reveal = False,  # noqa: FBT002
    because: Because = "",
) -> None:
    """Show an event: who holds what of each detail, who told it first and in which order, and its grade."""
    opened = open_view(case, reveal, because)
    affairs = Affairs.of_view(opened)
    affair = _affair(affairs, opened.events(), record)
    order, silent = opened.telling(affair.event["id"]), opened.silences(affair.event["id"])
    if as_json:
        told = {"tellings": [one.told() for one in affair.tellings], "order": order, "silent": silent}
        typer.echo(json.dumps(asdict(replace(affair, tellings=())) | told, ensure_ascii=False))
        return
    console = Console(highlight=False, markup=False)
    console.print(Text(affair.headline, "bold"))
    console.print(affair.sentence, "", sep="\n")
    affair, own = ranked(affair, _MOST)
    console.print(_accounts(affair), "", sep="\n")
    if (rest := len(affair.accounts) - _MOST) > 0:
        agree = min(rest, len(affair.accounts) - own)
        console.print(f"And {rest:,} more origins, of which {agree:,} tell nothing else.", "", sep="\n")
    for conflict in affair.conflicts[:_CONFLICTS]:
        console.print(Text(f"{CONFLICT} {conflict['why']}", "red"))
    if (rest := len(affair.conflicts) - _CONFLICTS) > 0:
        console.print(f"And {count(rest, 'further conflict')}: 'attribune conflicts CASE' tells all.")
    for told in order:
        _tell(console, told, order, affairs, affair)
    for one in silent:
        who = one["speaker"] or (quote(one["source"]) if one["source"] else "somebody")
        said = f"{SPEAKER[one['source_kind']]} {who}, in {affairs.outlet(one['document'])}"
        console.print(f"No comment, which is neither a denial nor a support: {said}")
    graded = affair.event["graded_by"]
    by = "proposed by rule" if graded == "rule" else f"graded by {graded}"
    console.print("", f"Credibility {affair.event['credibility']} ({by}): {affair.event['grade_reason']}", sep="\n")


def _tell(console: Console, told: Row, order: list[Row], affairs: Affairs, affair: Affair) -> None:
    """Print what one article tells: its place in the order of telling, then its reports."""
    outlet = affairs.outlet(told["document"])
    console.print("  ".join(filter(None, (told["published"] or "undated", outlet, marks(told, order)))))
    for note in notes(told, order, affairs.outlet):
        console.print(f"    {note}")
    for telling in affair.tellings:
        if telling.document == told["document"]:
            console.print(f"    {TELLING[telling.status]} {telling.chain}")
            console.print(Text(f"        {telling.sentence}", "dim"))


def _affair(affairs: Affairs, events: Iterable[Row], record: str) -> Affair:
    for one in events:
        if record == one["id"] or record in one["reports"]:
            return affairs.of(one)
    raise LookupError("the case holds no event of that id: 'attribune events CASE' lists them")


def _accounts(affair: Affair) -> Table:
    """What the origins hold, a column for each; of more than a few, a row for each of the first."""
    table = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    shown = affair.accounts[:_MOST]
    heads = [_head(account) for account in shown]
    told = {detail: [_told(account, detail) for account in shown] for detail in DETAILS}
    kept = [detail for detail in DETAILS if any(account.cells[detail] for account in shown)]
    labels = [
        Text(f"{DETAILS[one]} {CONFLICT}", "red") if one in affair.conflicting else Text(DETAILS[one], "dim")
        for one in kept
    ]
    turned = len(affair.accounts) > _COLUMNS
    table.add_column("")
    for head in labels if turned else heads:
        table.add_column(head, overflow="fold")
    if turned:
        for number, head in enumerate(heads):
            table.add_row(head, *(told[one][number] for one in kept))
    else:
        for label, one in zip(labels, kept, strict=True):
            table.add_row(label, *told[one])
    return table


def _head(account: Account) -> Text:
    """An origin with its outlets, as many as are read."""
    more = len(account.outlets) - _OUTLETS
    outlets = ", ".join(account.outlets[:_OUTLETS]) + (f" and {count(more, 'further outlet')}" if more > 0 else "")
    return Text(f"{SPEAKER[account.origin['kind']]} {account.origin['name']}\n{outlets}")


def _told(account: Account, detail: str) -> Text:
    words = list(dict.fromkeys(one.words or one.value for one in account.cells[detail])) or ["not told"]
    return Text(
        "\n".join([*words[:_OUTLETS], *([f"and {len(words) - _OUTLETS} more"] if len(words) > _OUTLETS else [])])
    )


def origins(case: CasePath, record: EventId, as_json: AsJson = False) -> None:  # noqa: FBT002
    """Tell where the knowledge of an event comes from: each origin, who carries it, and why it counts as one."""
    opened = open_view(case, reveal=False, because="")
    affair = _affair(Affairs.of_view(opened), opened.events(), record)
    if as_json:
        for account in affair.accounts:
            typer.echo(json.dumps({**account.origin, "outlets": account.outlets}, ensure_ascii=False))
        return
    typer.echo(affair.sentence)
    for account in affair.accounts:
        typer.echo(f"{SPEAKER[account.origin['kind']]} {account.origin['name']} {FROM} {', '.join(account.outlets)}")
        if account.origin.get("reason"):
            typer.echo(f"    {account.origin['reason']}")


def chain(case: CasePath, record: RecordId, as_json: AsJson = False) -> None:  # noqa: FBT002
    """Show on whose word a report or figure stands: from the page to the last one named, with the hedges between."""
    opened = open_view(case, reveal=False, because="")
    affairs = Affairs.of_view(opened)
    row = next((one for one in (*opened.reports(), *opened.figures()) if one["id"] == record), None)
    if row is None:
        raise LookupError("the case holds no report or figure of that id")
    if as_json:
        typer.echo(json.dumps(row["chain"], ensure_ascii=False))
        return
    typer.echo(chain_words(row["chain"], affairs.outlet(row["document"])))
    for hop in row["chain"] or ():
        words = quote(hop["span"]) or "the article itself"
        hedges = ", ".join(quote(hedge) for hedge in hop["hedges"])
        typer.echo(f"    {SPEAKER[hop['kind']]} {words}{f' ({hedges})' if hedges else ''}")
