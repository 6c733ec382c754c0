"""The command line. Each command is a thin shell around ``build`` or ``view``; errors become one clear line here."""

from __future__ import annotations

import sys

import typer
from rich.console import Console

from attribune.model import AttribuneError

from . import (
    case_commands,
    decision_commands,
    event_commands,
    export_commands,
    file_commands,
    forecast_commands,
    hypothesis_commands,
    keeping_commands,
    list_commands,
    program_commands,
    serve,
    trend_commands,
)

app = typer.Typer(
    name="attribune",
    help="Who says what happened, on whose word, and does anyone else? A ledger of contested news.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for commands in (
    case_commands,
    list_commands,
    export_commands,
    event_commands,
    trend_commands,
    forecast_commands,
    decision_commands,
    file_commands,
    hypothesis_commands,
    keeping_commands,
    program_commands,
    serve,
):
    commands.register(app)


def main() -> None:
    """Run the command line. Exit status: 0 well, 1 nothing found, 2 wrong use or no case, 3 some documents failed."""
    try:
        app()
    except (AttribuneError, LookupError, ValueError, OSError) as error:
        Console(stderr=True, highlight=False).print(f"attribune: {error}", markup=False, soft_wrap=True)
        sys.exit(2)


if __name__ == "__main__":
    main()
