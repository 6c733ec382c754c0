"""Commands for other programs: the MCP server, tokens of the HTTP API."""

from __future__ import annotations

from typing import Annotated

import typer

from attribune import view

from .carrying import CasePath
from .web import token as tokens


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command()(mcp)
    app.command()(token)


def mcp(case: CasePath) -> None:
    """Serve a case to a program that speaks the Model Context Protocol, over standard input and output."""
    from .mcp_server import server

    server(case).run("stdio")


def token(
    case: CasePath,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Whose it is; stands beside what is decided with it.")],
    reads: Annotated[bool, typer.Option("--read-only", help="It reads, and decides nothing.")] = False,  # noqa: FBT002
    end: Annotated[bool, typer.Option("--end", help="End the token of that name.")] = False,  # noqa: FBT002
) -> None:
    """Make a token with which a program may read from elsewhere and decide through the HTTP API. It is shown once."""
    view.open(case)  # there must be one
    if end:
        if not tokens.remove(case, name):
            raise ValueError(f"there is no token of {name}")
        typer.echo(f"{case}: the token of {name} has ended")
        return
    typer.echo(tokens.add(case, name, reads=reads))
