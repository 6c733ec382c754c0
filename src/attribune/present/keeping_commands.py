"""Commands on what a case keeps, and where: forget, lock, unlock, send, bring."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from attribune import view

from .carrying import CasePath
from .wording import count

Address = Annotated[
    str, typer.Argument(metavar="ADDRESS", help="A folder of any store that fsspec knows: s3://bucket/folder.")
]
_ASKED = "Taken from the variable ATTRIBUNE_PASSPHRASE where that is set, else asked for."


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    for command in (forget, lock, unlock, send, bring):
        app.command()(command)


def forget(
    case: CasePath,
    what: Annotated[
        list[str], typer.Argument(metavar="WHAT...", help="A document's id or path, or a person's id or name.")
    ],
    because: Annotated[str, typer.Option(help="Why; kept, and not what was forgotten.")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,  # noqa: FBT002
) -> None:
    """Destroy a document, or all that names a person: originals, records, older ledgers, and what was decided about it.

    Where several bear a name nothing is destroyed: their ids are listed, to be named instead. The files that the case
    was built from are not in the case: forget them yourself.
    """
    doom = view.doomed(case, *what)
    told = f"{count(len(doom.documents), 'document')} will be destroyed and cannot be brought back."
    if not yes and not typer.confirm(f"{told} Go on?"):
        raise typer.Exit(1)
    done = view.forget(case, doom, because)
    typer.echo(
        f"{case}: {count(done.documents, 'document')}, {count(done.originals, 'original')} and the words of "
        f"{count(done.decisions, 'decision')} are destroyed"
    )
    for name in done.left:
        typer.echo(f"{case / name} still has the name: it is yours, edit it yourself")
    for address in view.addresses(case):
        if address != f"{case}":  # a case at an address is sent there by itself
            typer.echo(f"{address} still holds it, if it was sent there: 'attribune send {case} {address}' removes it")


def lock(
    case: CasePath,
    passphrase: Annotated[
        str,
        typer.Option(
            prompt=True, hide_input=True, confirmation_prompt=True, envvar="ATTRIBUNE_PASSPHRASE", help=_ASKED
        ),
    ],
) -> None:
    """Encrypt a case with a passphrase, and leave nothing of it in the clear on the disk."""
    view.lock(case, passphrase)
    typer.echo(f"{case}: locked; 'attribune unlock {case}' opens it. Without the passphrase nobody can.")


def unlock(
    case: CasePath,
    passphrase: Annotated[str, typer.Option(prompt=True, hide_input=True, envvar="ATTRIBUNE_PASSPHRASE", help=_ASKED)],
) -> None:
    """Open a case that was locked."""
    view.unlock(case, passphrase)
    typer.echo(f"{case}: open")


def send(
    case: CasePath,
    address: Address,
    replace: Annotated[  # noqa: FBT002 - an option of the command line
        bool, typer.Option("--replace", help="Also where another state of a case lies there.")
    ] = False,
) -> None:
    """Put a copy of a case to another place, whole at every moment; what it no longer holds is removed there.

    All of it travels: articles, decisions, the secret. 'attribune lock' before, and nobody there can read it.
    """
    travelled = view.send(case, address, replace=replace)
    typer.echo(f"{case}: sent; {count(travelled, 'file')} travelled, the others were there")


def bring(case: Annotated[Path, typer.Argument(metavar="CASE", help="The new folder.")], address: Address) -> None:
    """Fetch a case that was sent into a new folder CASE, each file checked against its hash."""
    brought = view.bring(case, address)
    typer.echo(f"{case}: {count(brought, 'file')} brought")
