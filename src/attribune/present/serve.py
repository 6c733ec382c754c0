"""The command that opens the pages of a case on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from attribune.model import AttribuneError

HOST = "127.0.0.1"  # never another: there is no login yet


class PagesError(AttribuneError):
    """The libraries that serve the pages are not installed."""


def register(app: typer.Typer) -> None:
    """Add this command to the command line."""
    app.command()(serve)


def serve(
    case: Annotated[Path, typer.Argument(metavar="CASE", help="The case's folder.")],
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes any that is free.")] = 8300,
) -> None:
    """Open the pages of a case on this machine only; Ctrl-C closes them."""
    try:
        import uvicorn

        from .web.app import application
    except ModuleNotFoundError as missing:
        raise PagesError(f"the pages need {missing.name}: pip install 'attribune[pages]'") from missing
    pages = application(case)
    if port:
        typer.echo(f"http://{HOST}:{port}/ shows {case}; Ctrl-C closes it.")
    uvicorn.run(
        pages, host=HOST, port=port, log_level="warning" if port else "info", access_log=False, server_header=False
    )
