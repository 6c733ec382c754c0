"""Write the reference pages from the code, or with --check fail where one is stale."""

from __future__ import annotations

import dataclasses
import inspect
import sys
from pathlib import Path
from typing import Any

import typer.main

from attribune import model
from attribune.present.cli import app

FOLDER = Path(__file__).parent / "reference"


def command_line() -> str:
    """Every command with its arguments and options."""
    group: Any = typer.main.get_command(app)
    lines = ["# The command line", "", "Made by `make docs` from the code.", ""]
    for name, command in sorted(group.commands.items()):
        lines += [f"## attribune {name}", "", inspect.cleandoc(command.help or "").replace("\f", ""), ""]
        for parameter in command.params:
            if parameter.param_type_name == "argument":
                words = f"`{parameter.metavar or parameter.name.upper()}`"
            else:
                words = f"`{'`, `'.join([*parameter.opts, *parameter.secondary_opts])}`"
            told = [getattr(parameter, "help", None) or "", "repeatable" if parameter.multiple else ""]
            lines.append(f"- {words}: {'; '.join(one for one in told if one)}")
        lines.append("")
    return "\n".join(lines)


def records() -> str:
    """Every record with its fields and types."""
    lines = ["# The records", "", "Made by `make docs` from the code: `attribune.model`.", ""]
    kinds = (getattr(model, name) for name in model.__all__)
    for kind in kinds:
        if dataclasses.is_dataclass(kind) and isinstance(kind, type):
            lines += [f"## {kind.__name__}", "", inspect.cleandoc(kind.__doc__ or ""), ""]
            lines += ["| field | type |", "|---|---|"]
            for field in dataclasses.fields(kind):
                shape = str(field.type).replace("|", "\\|")
                lines.append(f"| `{field.name}` | `{shape}` |")
            lines.append("")
    return "\n".join(lines)


PAGES = {"cli.md": command_line, "records.md": records}


def main() -> int:
    """Write or check all pages; the exit status is 1 where one is stale."""
    check, stale = "--check" in sys.argv[1:], 0
    FOLDER.mkdir(exist_ok=True)
    for name, make in PAGES.items():
        path, text = FOLDER / name, make().rstrip("\n") + "\n"
        if not check:
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            sys.stderr.write(f"{path.name} is stale: run 'make docs'\n")
            stale = 1
    return stale


if __name__ == "__main__":
    sys.exit(main())
