"""The command line. Each command is a thin shell around ``build`` or ``view``; errors become one clear line here."""

from __future__ import annotations

import errno
import sqlite3
import sys
from typing import Any

import typer
from rich.console import Console
from typer.core import TyperGroup

from attribune.model import AttribuneError

from . import (
    carrying,
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
    series_commands,
    serve,
    trend_commands,
    watch_commands,
)


class _Verbs(TyperGroup):
    """The commands, of which one has two words: ``attribune figures import CASE FILE``, beside ``figures CASE``."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401 - the types of the library's own copy of click
        """The command that the words name. A case that is called "import" is still listed: it has no file behind it."""
        two = len(args) > 3 and not (args[2].startswith("-") or args[3].startswith("-"))
        if args[:2] == ["figures", "import"] and (two or "--source" in args or "--help" in args):
            args = [series_commands.NAME, *args[2:]]
        return super().resolve_command(ctx, args)


app = typer.Typer(
    name="attribune",
    cls=_Verbs,
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
    series_commands,
    forecast_commands,
    decision_commands,
    file_commands,
    hypothesis_commands,
    keeping_commands,
    program_commands,
    serve,
    watch_commands,
):
    commands.register(app)
for command in app.registered_commands:
    command.cls = carrying.CaseCommand


def main() -> None:
    """Run the command line. Exit status: 0 well, 1 nothing found, 2 wrong use or no case, 3 some documents failed."""
    try:
        app()
    except (AttribuneError, LookupError, ValueError, OSError, sqlite3.Error) as error:
        said = _said(error) if isinstance(error, OSError) else str(error)
        Console(stderr=True, highlight=False).print(f"attribune: {said}", markup=False, soft_wrap=True)
        sys.exit(2)


def _said(error: OSError) -> str:
    """What the disk refused, with the file where it is known."""
    why = f"{error.filename}: {error.strerror}" if error.filename and error.strerror else str(error)
    full = error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
    return f"{why}. What was whole before still is: make room, and do it again" if full else why


if __name__ == "__main__":
    main()
