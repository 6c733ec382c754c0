"""Commands that make or change a case: build, add, set, doctor."""

from __future__ import annotations

import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

from attribune import doctor as check
from attribune import view
from attribune.build import SETTABLE, Builder, Result
from attribune.engine import Local, Spark
from attribune.extract import Ranker
from attribune.read import fetch

from .carrying import CasePath, NewCase, SomeCase
from .web.prepare import PreparingError
from .web.prepare import prepare as prepare_pages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SOME_FAILED = 3
_error = Console(stderr=True, highlight=False)

Inputs = Annotated[
    list[str],
    typer.Argument(metavar="INPUTS", help="Files, folders and addresses of pages; - is standard input."),
]
Metadata = Annotated[
    Path | None, typer.Option(help="A CSV file with the columns path, published, outlet, title, authors, url.")
]
Processes = Annotated[int | None, typer.Option(help="Processes that annotate; one a core if not given.")]
EngineName = Annotated[
    Literal["local", "spark"], typer.Option(help="Where articles are annotated: on this machine or on Apache Spark.")
]
Master = Annotated[str, typer.Option(help="With --engine spark, the master's URL: spark://HOST:7077, local[2], yarn.")]


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    for command in (build, add):
        app.command()(command)
    app.command(name="set")(set_)
    app.command()(doctor)


def build(  # noqa: PLR0913, PLR0917 - each is an option of the command line
    inputs: Annotated[
        list[str] | None,
        typer.Argument(metavar="INPUTS", help="Files, folders, addresses (s3://...); - is standard input."),
    ] = None,
    case: NewCase = Path("case"),
    metadata: Metadata = None,
    profile: Annotated[
        str | None, typer.Option(help="What is known of the field, for a new case: a profile's name or file; exile.")
    ] = None,
    model: Annotated[
        str | None, typer.Option(help="The spaCy pipeline that parses the prose of a new case; en_core_web_sm.")
    ] = None,
    attribution: Annotated[
        Ranker | None,
        typer.Option(help="What finds a new case's statements: learned weights (polnear) or rules alone; polnear."),
    ] = None,
    processes: Processes = None,
    engine: EngineName = "local",
    master: Master = "local[*]",
) -> None:
    """Build a case's ledger from articles. Without INPUTS, make it anew from the originals that the case keeps."""
    with progress_bar() as report, _engine(engine, processes, master) as chosen:
        how: dict[str, Any] = {"engine": chosen, "progress": report}
        asked = (profile, model, attribution)
        builder = Builder.create(case, *asked, **how) if inputs or any(asked) else Builder.open(case, **how)
        result = builder.build(inputs or [], metadata)
    _tell(case, result)


def add(  # noqa: PLR0913, PLR0917 - an option each
    case: CasePath,
    inputs: Inputs,
    metadata: Metadata = None,
    processes: Processes = None,
    engine: EngineName = "local",
    master: Master = "local[*]",
) -> None:
    """Add articles to a case; only what is new is annotated. The address of a page fetches that one page."""
    with fetched(inputs) as found, progress_bar() as report, _engine(engine, processes, master) as chosen:
        result = Builder.open(case, engine=chosen, progress=report).build(found, metadata)
    _tell(case, result)


@contextmanager
def fetched(inputs: list[str]) -> Iterator[list[str]]:
    """The inputs, each address of a page replaced by a web archive of it."""
    with tempfile.TemporaryDirectory() as folder:
        found = []
        for number, one in enumerate(inputs):
            if not fetch.ADDRESS.fullmatch(one):
                found.append(one)
                continue
            file = Path(folder, str(number), fetch.name_of(one))
            file.parent.mkdir()
            file.write_bytes(fetch.fetch(one))
            found.append(str(file))
        yield found


@contextmanager
def _engine(name: str, processes: int | None, master: str) -> Iterator[Local | Spark]:
    if name == "local":
        yield Local(processes)
        return
    engine = Spark(master)
    try:
        yield engine
    finally:
        engine.stop()


def set_(
    case: CasePath,
    document: Annotated[str, typer.Argument(metavar="DOC", help="The document's id, or its path in the case.")],
    values: Annotated[list[str], typer.Argument(metavar="NAME=VALUE", help=f"One of {', '.join(SETTABLE)}.")],
    because: Annotated[str, typer.Option(help="Why; kept with the decision.")] = "",
) -> None:
    """Correct a document's metadata: a decision, after which all that hangs on it is resolved again."""
    pairs = dict(value.partition("=")[::2] for value in values)
    with progress_bar() as report:
        inside = view.open(case).desk.inside(document)  # lists show the ids that are used outside the case
        result = Builder.open(case, progress=report).set(inside, pairs, because)
    _tell(case, result)


def doctor(case: SomeCase = None) -> None:
    """Tell versions, what is missing, and whether a case is whole."""
    findings = [*check.installation(), *(check.case(case) if case else ())]
    for finding in findings:
        typer.echo(f"{'ok  ' if finding.well else 'BAD '} {finding.name}: {finding.says}")
    if not all(finding.well for finding in findings):
        raise typer.Exit(1)


def _tell(case: Path, result: Result) -> None:
    if result.changed:
        try:
            with progress_bar() as report:
                prepare_pages(case, report)
        except PreparingError as refused:  # the ledger is built all the same
            _error.print(f"attribune: {refused}", markup=False, soft_wrap=True)
    if result.failures:
        seen = view.open(case)
        for path, reason in result.failures:
            _error.print(seen.scrub(f"not read: {path}: {reason}"), markup=False, soft_wrap=True)
    if result.changed:
        seconds = ", ".join(f"{stage} {spent:.1f} s" for stage, spent in result.seconds)
        typer.echo(f"{case}: {result.annotated} documents annotated, {result.known} known already; {seconds}")
        typer.echo(f"{case}: ledger {result.hash[:16]}; see 'attribune summary {case}'")
    else:
        typer.echo(f"{case}: nothing new; {result.known} documents, ledger {result.hash[:16]}")
    if result.failures:
        raise typer.Exit(SOME_FAILED)


@contextmanager
def progress_bar() -> Iterator[Callable[[str, int, int], None]]:
    """A progress bar on a terminal, nothing elsewhere."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=_error, transient=True, disable=not sys.stderr.isatty()) as bar:
        tasks: dict[str, object] = {}

        def report(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(stage, total=total or None)
            bar.update(tasks[stage], completed=done, total=total or None)  # type: ignore[arg-type]

        yield report
