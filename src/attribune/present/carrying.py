"""The argument that names a case: a folder, or an address, whose working copy is fetched before and sent after.

The one place of the command line that knows of addresses: commands are given a folder.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from typer.core import TyperCommand

from attribune import view

_error = Console(stderr=True, highlight=False)
_HELP = "The case's folder, or its address: s3://bucket/folder."


@dataclass(frozen=True, slots=True)
class Address:
    """An address given for a case; ``new`` where there may be none yet."""

    text: str
    new: bool = False


def _there(text: str | Path) -> Path | Address:
    return Address(str(text)) if view.is_remote(str(text)) else Path(text)


def _there_or_new(text: str | Path) -> Path | Address:
    return Address(str(text), new=True) if view.is_remote(str(text)) else Path(text)


CasePath = Annotated[Path, typer.Argument(metavar="CASE", help=_HELP, parser=_there)]
SomeCase = Annotated[Path | None, typer.Argument(metavar="CASE", help="A case to check.", parser=_there)]
NewCase = Annotated[Path, typer.Option(metavar="CASE", help=f"{_HELP} Made if it is not there.", parser=_there_or_new)]


class CaseCommand(TyperCommand):
    """A command whose argument ``case`` may be an address; it runs on the working copy."""

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - the types of the library's own copy of click
        """Run the command; what it changed of a case at an address is sent there, however it ends."""
        case = ctx.params.get("case")
        if not isinstance(case, Address):
            return super().invoke(ctx)
        with view.worked_on(case.text, new=case.new, tell=_tell) as folder:
            ctx.params["case"] = folder
            return super().invoke(ctx)


def _tell(what: str) -> None:
    _error.print(f"attribune: {what}", markup=False, soft_wrap=True)
