"""Commands that write a case to files: export, brief."""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from attribune import view

from .brief import FORMS as BRIEFS
from .brief import brief as make_brief
from .carrying import CasePath
from .exports import FORMS
from .list_commands import Because, Reveal, open_view

if TYPE_CHECKING:
    from collections.abc import Iterator

_error = Console(stderr=True, highlight=False)
_GIVES_AWAY = (
    "--cite: this output leads to the articles themselves. Whoever follows a path, hash, address or title finds the "
    "names that it leaves out. It is logged in decisions.db."
)
Cite = Annotated[
    bool,
    typer.Option(
        "--cite",
        help="Keep path, hash, address and title of articles that hold people at risk: whoever looks them up finds "
        "their names. Is logged.",
    ),
]


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command()(export)
    app.command()(brief)


def opened(case: Path, reveal: bool, because: str, cite: bool) -> view.View:  # noqa: FBT001 - options of the command line
    """The case as a reader may see it, with its sources cited where that is asked; what that gives away is said."""
    if not cite:
        return open_view(case, reveal, because)
    _error.print(_GIVES_AWAY, markup=False, soft_wrap=True)
    lifted = view.Reveal(because=because) if reveal else None
    return view.open(case, lifted, view.Citing(because))


@contextmanager
def _into(path: Path) -> Iterator[None]:
    """Have a full disk name what was being written to it."""
    try:
        yield
    except OSError as refused:
        if refused.filename is not None or not refused.errno:
            raise
        raise OSError(refused.errno, os.strerror(refused.errno), str(path)) from refused


def export(  # noqa: PLR0913, PLR0917 - each is an option of the command line
    case: CasePath,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to write; made if it is not there.")],
    to: Annotated[str, typer.Option(help=f"The form: {', '.join(form.name for form in FORMS)}.")] = "jsonl",
    cite: Cite = False,  # noqa: FBT002
    reveal: Reveal = False,  # noqa: FBT002
    because: Because = "",
) -> None:
    """Write the ledger to a folder, protected unless --reveal says otherwise."""
    form = next((one for one in FORMS if one.name == to), None)
    if form is None:
        raise ValueError(f"there is no export to {to}: {', '.join(one.name for one in FORMS)}")
    shown = opened(case, reveal, because, cite)
    folder.mkdir(parents=True, exist_ok=True)
    with _into(folder):
        counts = form.write(shown, folder)
    typer.echo(f"{folder}: {', '.join(f'{count} {kind}' for kind, count in counts.items())}")


def brief(  # noqa: PLR0913, PLR0917 - each is an option of the command line
    case: CasePath,
    out: Annotated[Path | None, typer.Option(help="The file to write; brief.html, .md or .pdf if not given.")] = None,
    to: Annotated[str, typer.Option(help=f"The form: {', '.join(BRIEFS)}.")] = "html",
    event: Annotated[list[str] | None, typer.Option(help="Only this event, by id.")] = None,
    title: Annotated[str, typer.Option(help="The brief's title; the case's name if not given.")] = "",
    cite: Cite = False,  # noqa: FBT002
    reveal: Reveal = False,  # noqa: FBT002
    because: Because = "",
) -> None:
    """Write a brief: what is told, by whom, and where accounts differ, every line with its source."""
    if to not in BRIEFS:
        raise ValueError(f"there is no brief in {to}: {', '.join(BRIEFS)}")
    target = out or Path(f"brief.{to}")
    shown = opened(case, reveal, because, cite)
    name = title or f"The ledger of {case.resolve().name}"
    made = make_brief(shown, name, to, tuple(event or ()))
    with _into(target):
        target.write_bytes(made if isinstance(made, bytes) else made.encode("utf-8", "replace"))
    typer.echo(f"{target}: written")
