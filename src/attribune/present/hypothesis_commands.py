"""Commands for what an analyst asks of a case: rival hypotheses, positions of parties, reliability of sources."""

from __future__ import annotations

import json
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from .carrying import CasePath
from .columns import Row, quote
from .list_commands import AsJson, Because, Reveal, open_view
from .sign import SPEAKER
from .wording import count, first_upper

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Question = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Only the question of this name: that of the file ending in -NAME.yaml."),
]
Propose = Annotated[bool, typer.Option("--propose", help="List tellings that share its words; nothing is rated.")]
_MOST = 10  # candidates that are proposed at once
_NO_HYPOTHESES = "the case has no hypotheses.yaml: write one (docs/hypotheses.md shows how)"
_NO_POSITIONS = "the case has no positions.yaml: write one (docs/hypotheses.md shows how)"


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    for command in (hypotheses, positions, sources):
        app.command()(command)


def hypotheses(  # noqa: PLR0913, PLR0917 - each is an option of the command line
    case: CasePath,
    question: Question = None,
    propose: Propose = False,  # noqa: FBT002
    as_json: AsJson = False,  # noqa: FBT002
    reveal: Reveal = False,  # noqa: FBT002
    because: Because = "",
) -> None:
    """Set rival hypotheses (hypotheses.yaml) against the evidence: what tells them apart, what speaks against each."""
    opened = open_view(case, reveal, because)
    names = opened.inquiry.questions() if question is None else [question]
    found = {name: one for name in names if (one := opened.hypotheses(name))}
    if not found:
        raise LookupError(_NO_HYPOTHESES if question is None else "the case has no hypotheses of that name")
    if propose:
        _propose([row for name in found for row in opened.inquiry.evidence_candidates(_MOST, name)], as_json)
        return
    for place, (name, one) in enumerate(found.items()):
        shown = opened.scrub(name)  # the analyst may have called a file by somebody's name
        if as_json:
            typer.echo(json.dumps(one | {"name": shown}, ensure_ascii=False))
            continue
        if place:
            typer.echo("")
        _tell(one, f"hypotheses-{shown}.yaml" if name else "hypotheses.yaml")


def _tell(found: Row, file: str) -> None:
    """Print one question's matrix and what it says."""
    console = Console(highlight=False, markup=False)
    if found["question"]:
        console.print(Text(found["question"], "bold"))
    for one in found["hypotheses"]:
        console.print(f"{one['id']}  {one['text']}")
    console.print("", _matrix(found), "", sep="\n")
    for sentence in sentences(found):
        typer.echo(sentence)
    _tell_missing(file, found["missing"])


def _matrix(found: Row) -> Table:
    """Evidence by hypotheses, the most diagnostic first; what is of one origin stands together behind a bracket."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    names = [one["id"] for one in found["hypotheses"]]
    for head in ("", "evidence", *names, "tells apart", "grade", "weight", "on whose word"):
        table.add_column(head, overflow="fold", no_wrap=head in names)
    for group in _of_one_origin(found["evidence"]):
        for place, row in enumerate(group):
            words = Text.assemble(row["record"], "  ", (_short(quote(row["span"])), "dim"))
            grade = f"{row['reliability']}{row['credibility']}"
            told = [str(row["diagnosticity"]), grade, f"{row['weight']:.2f}", row["origin"] or "its own"]
            table.add_row(_bracket(place, len(group)), words, *(row["ratings"].get(n, "·") for n in names), *told)
    table.add_row("", Text("against", "bold"), *(f"{one['score']:.2f}" for one in found["hypotheses"]))
    return table


def _of_one_origin(evidence: Sequence[Row]) -> list[list[Row]]:
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in evidence:
        groups[min(row["together"], default=row["record"])].append(row)
    return list(groups.values())


def _bracket(place: int, of: int) -> str:
    if of == 1:
        return ""
    return "┌" if place == 0 else "└" if place == of - 1 else "│"


def sentences(found: Row) -> Iterable[str]:
    """What the matrix says: how the hypotheses rank, what that stands on, and what tells nothing."""
    if not found["rated"]:
        yield "No evidence is rated yet: rate it in hypotheses.yaml with CC, C, N, I, II or NA."
        return
    yield f"Least against, first: {_order(found['ranking'])}."
    idle = [row["record"] for row in found["evidence"] if not row["diagnosticity"]]
    if idle:
        yield f"Rated alike for all, and so of no use: {', '.join(idle)}."
    for pivot in found["sensitivity"]:
        several = f"{count(len(pivot['records']), 'item')} of " if len(pivot["records"]) > 1 else ""
        whose = f" ({several}{pivot['origin']})" if pivot["origin"] else ""
        first = "what comes first stands on it" if pivot["leads"] else "what comes first stays"
        yield f"Without {', '.join(pivot['records'])}{whose}: {_order(pivot['ranking'])}; {first}."
    if not found["sensitivity"]:
        yield "No single item and no single origin changes this order."


def _order(ranking: Sequence[Sequence[str]]) -> str:
    return ", then ".join(" and ".join(group) for group in ranking)


def positions(  # noqa: PLR0913, PLR0917 - each is an option of the command line
    case: CasePath,
    question: Question = None,
    propose: Propose = False,  # noqa: FBT002
    as_json: AsJson = False,  # noqa: FBT002
    reveal: Reveal = False,  # noqa: FBT002
    because: Because = "",
) -> None:
    """Show where parties stand on a question (positions.yaml): by party, act and date, and where that changes."""
    opened = open_view(case, reveal, because)
    names = opened.inquiry.asked() if question is None else [question]
    asked = {name: one for name in names if (one := opened.inquiry.question(name))}
    if not asked:
        raise LookupError(_NO_POSITIONS if question is None else "the case has no positions of that name")
    rows = [row for row in opened.positions() if row["question"] in asked.values()]
    if propose:
        _propose([row for name in asked for row in opened.inquiry.position_candidates(_MOST, name)], as_json)
        return
    if as_json:
        for row in rows:
            typer.echo(json.dumps(row, ensure_ascii=False))
        return
    for place, one in enumerate(asked.values()):
        if place:
            typer.echo("")
        _stands(one, [row for row in rows if row["question"] == one])
    _tell_missing("positions.yaml", opened.inquiry.unknown_positions())


def _stands(question: str, rows: list[Row]) -> None:
    """Print one question with where each party stands on it."""
    console = Console(highlight=False, markup=False)
    console.print(Text(question, "bold"))
    for party in dict.fromkeys(row["party"] for row in rows):
        own = [row for row in rows if row["party"] == party]
        console.print("", Text(party, "bold"), sep="\n")
        for row in own:
            console.print(
                f"    {row['when'] or 'undated'}  {row['act']}  {row['record']}  {_short(quote(row['span']))}"
            )
        console.print(f"    {_change(own)}")


def sources(case: CasePath, as_json: AsJson = False) -> None:  # noqa: FBT002
    """List outlets and speakers with how often they are heard and their reliability, A to F, from register.yaml."""
    rows = open_view(case, reveal=False, because="").sources()
    if as_json:
        for row in rows:
            typer.echo(json.dumps(row, ensure_ascii=False))
        return
    table = Table(box=None, header_style="bold", pad_edge=False)
    for head in ("kind", "name", "documents", "statements", "reliability"):
        table.add_column(head, overflow="fold")
    for row in rows:
        sign = SPEAKER["media"] if row["kind"] == "outlet" else ""
        table.add_row(f"{sign} {row['kind']}".strip(), row["name"], *map(str, (row["documents"], row["statements"])),
                      row["reliability"])  # fmt: skip
    Console(highlight=False, markup=False).print(table)


def _propose(rows: Sequence[dict[str, Any]], as_json: bool) -> None:  # noqa: FBT001 - an option of the command line
    hypothesis = ""
    for row in rows:
        if as_json:
            typer.echo(json.dumps(row, ensure_ascii=False))
            continue
        if row.get("hypothesis", "") != hypothesis:
            hypothesis = row["hypothesis"]
            typer.echo(f"for {hypothesis}:")
        typer.echo(f"  {row['record']}  {row['when'] or 'undated'}  {row['act']}\n    {row['sentence']}")
    if not rows:
        raise typer.Exit(1)


def _tell_missing(file: str, records: Sequence[str]) -> None:
    if records:
        typer.echo(f"{file} names {count(len(records), 'record')} that the case does not hold: {', '.join(records)}")


def _short(words: str) -> str:
    return words if len(words) <= 90 else words[:90].rpartition(" ")[0] + " …"


def _change(rows: Sequence[Row]) -> str:
    """How a party's acts change from one date to the next."""
    days: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        if row["act"] not in days[row["when"] or "undated"]:
            days[row["when"] or "undated"].append(row["act"])
    if len(days) < 2:
        return "Heard on one date only."
    told = [(day, " and ".join(acts)) for day, acts in days.items()]
    changes = [
        f"{after} from {day} on, {before} until then" for (_, before), (day, after) in pairwise(told) if before != after
    ]
    return first_upper("; ".join(changes) if changes else f"{told[0][1]} throughout") + "."
